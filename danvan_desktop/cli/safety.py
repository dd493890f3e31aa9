"""`danvan backup`, `restore`, `doctor` and `handover`: the safety of the data without a window."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from danvan_desktop.cli.frame import (
    DONE,
    PARTIAL,
    Reading,
    Setup,
    command,
    json_option,
    only_writer,
    path_type,
    print_json,
)
from danvan_desktop.errors import UserError
from danvan_desktop.paths import database_file
from danvan_desktop.services.backup import Backup, back_up, backups, backups_folder, require_data, restore
from danvan_desktop.services.own_outlines import unusable_outlines
from danvan_desktop.services.session import places_behind, second_place
from danvan_desktop.services.unreadable import unreadable_tables
from danvan_desktop.wording import say


@command("backup")
@click.option("--to", "folder", type=path_type, metavar="DIR", help=say("cli.help_backup_to"))
@json_option
@click.pass_obj
def backup_command(setup: Setup, folder: Path | None, as_json: bool) -> None:
    """Copy the database and prove the copy; without a folder given, into the second place too."""
    made = [back_up(setup.folder, folder=folder)]
    with Reading(setup) as library:
        second = None if folder else second_place(library)
    if second is not None:
        made.append(back_up(setup.folder, folder=second))
    if as_json:
        print_json(
            {"path": str(made[0].path), "at": made[0].at.isoformat(), "all": [str(m.path) for m in made]}
        )
        return
    for one in made:
        click.echo(say("cli.backed_up", path=one.path))


@command("restore")
@click.argument("source", type=path_type, metavar="[FILE]", required=False)
@json_option
@click.pass_obj
def restore_command(setup: Setup, source: Path | None, as_json: bool) -> None:
    """Put a backup in the place of today's data, of which a copy is kept."""
    data_dir = setup.folder
    chosen = source or _newest_backup(data_dir)
    lock = only_writer(setup)
    try:
        kept = restore(data_dir, chosen)
    finally:
        lock.release()
    kept_path = kept.path if isinstance(kept, Backup) else kept
    if as_json:
        print_json({"restored": str(chosen), "kept": str(kept_path) if kept_path else None})
        return
    click.echo(say("cli.restored", path=chosen))
    if kept_path:
        click.echo(say("cli.restored_kept", path=kept_path))


@command("doctor")
@click.option("--check", "only_look", is_flag=True, help=say("cli.help_doctor_check"))
@json_option
@click.pass_obj
def doctor_command(setup: Setup, only_look: bool, as_json: bool) -> int:
    """Look the data over and mend what is damaged."""
    from danvan_desktop.services.doctor import examine, is_lost

    if only_look or not setup.folder.is_dir():
        findings = examine(setup.folder, repair=False)
    else:
        lock = only_writer(setup)
        try:
            findings = examine(setup.folder)
        finally:
            lock.release()
    told: list[tuple[str, str]] = [(finding.kind, finding.text) for finding in findings]
    if not is_lost(database_file(setup.folder)):
        with Reading(setup) as library:
            told += [("behind", sentence) for sentence in places_behind(library, date.today())]
    told += [("outline", sentence) for sentence in unusable_outlines(setup.folder)]
    told += [("table", sentence) for sentence in unreadable_tables(setup.folder)]
    if as_json:
        print_json([{"kind": kind, "text": text} for kind, text in told])
    else:
        for _, text in told or [("sound", say("doctor.sound"))]:
            click.echo(text)
    return PARTIAL if told else DONE


@command("handover")
@click.argument("place", type=path_type, metavar="DIR")
@json_option
@click.pass_obj
def handover_command(setup: Setup, place: Path, as_json: bool) -> int:
    """Write every report in forms that need no program of ours."""
    from danvan_desktop.services.handover import write_handover

    require_data(setup.folder)
    with Reading(setup) as library:
        made = write_handover(library, place)
    if as_json:
        print_json({"folder": str(made.folder), "reports": made.reports, "problems": list(made.problems)})
    else:
        click.echo(say("cli.handed_over", count=made.reports, folder=made.folder))
        for problem in made.problems:
            click.echo(problem, err=True)
    return PARTIAL if made.problems else DONE


def _newest_backup(data_dir: Path) -> Path:
    found = [one for one in backups(backups_folder(data_dir)) if one.kind != "restore"]
    if not found:
        raise UserError(say("backup.none", folder=backups_folder(data_dir)), say("backup.none_advice"))
    return found[0].path
