"""Backups of the data folder: made, proved, thinned, put back."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

from danvan_desktop.errors import UserError
from danvan_desktop.paths import database_file
from danvan_desktop.services.office_files import (
    archive_of,
    put_back_files,
    require_sound_archive,
    write_archive,
)
from danvan_desktop.store.copies import check_copy, copy_database, put_back
from danvan_desktop.store.database import Database, NotDatabaseError, is_blank, open_database
from danvan_desktop.wording import say

BackupKind = Literal["daily", "manual", "upgrade", "restore"]
_KEPT_APART = 10
"""How many backups asked for, made before upgrades, and made before restores are kept, of each."""

_NAME = re.compile(
    r"danvan-(?P<at>\d{8}-\d{6})(?:-(?P<number>\d+))?-(?P<kind>daily|manual|upgrade|restore)\.db"
)
_AT = "%Y%m%d-%H%M%S"


class Backup(msgspec.Struct, frozen=True):
    """A backup file; `at` is local time without a zone, as its name says."""

    path: Path
    at: datetime
    kind: str


def backups_folder(data_dir: Path) -> Path:
    """Where the backups of a data folder lie unless another place is asked for."""
    return data_dir / "backups"


def backups(folder: Path) -> tuple[Backup, ...]:
    """The backups in a folder, newest first, known by their names."""
    found = []
    for path in folder.glob("danvan-*.db"):
        name = _NAME.fullmatch(path.name)
        if name:
            at = datetime.strptime(name["at"], _AT)
            found.append((at, int(name["number"] or 1), Backup(path, at, name["kind"])))
    return tuple(one for *_, one in sorted(found, key=lambda entry: entry[:2], reverse=True))


def back_up(
    data_dir: Path, kind: BackupKind = "manual", folder: Path | None = None, now: datetime | None = None
) -> Backup:
    """Copy the database and the office's other files into `folder` and prove it; thin the backups there.

    Raises UserError, leaving no half-made copy, when there is no database or the place cannot be written.
    """
    require_data(data_dir)
    source = database_file(data_dir)
    place = folder or backups_folder(data_dir)
    at = (now or datetime.now()).replace(microsecond=0, tzinfo=None)
    try:
        place.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(place)
        target = _free_name(place, at, kind)
        try:
            write_archive(data_dir, target)
            copied = copy_database(source, target)
        except BaseException:
            archive_of(target).unlink(missing_ok=True)
            raise
        thin(place, target, copied.rows.get("reports", 0))
    except OSError as error:
        raise UserError(say("backup.failed", folder=place), say("backup.failed_advice")) from error
    return Backup(target, at, kind)


def back_up_if_due(data_dir: Path, now: datetime | None = None, folder: Path | None = None) -> Backup | None:
    """Today's backup in the folder, unless there is one: for the end of a session."""
    today = (now or datetime.now()).date()
    made = backups(folder or backups_folder(data_dir))
    if any(one.at.date() == today and one.kind == "daily" for one in made):
        return None
    return back_up(data_dir, "daily", folder, now)


def backup_before_upgrade(data_dir: Path) -> Backup:
    """A proved copy of a database of an older version, before its tables are changed."""
    return back_up(data_dir, "upgrade")


def restore(data_dir: Path, source: Path, database: Database | None = None) -> Backup | Path | None:
    """Put a backup in the place of today's data; what was kept of today's first.

    That is a backup, the path of a database too broken to be copied and so set aside, or None when there
    was no data. The calendar, the table of merged units and own outlines come back too; those of today are
    written over only where that backup has them. `database` is the folder's open database, if the caller
    has one. Raises UserError, with today's data untouched, when the backup is not sound or today's data
    cannot be kept.
    """
    file = database_file(data_dir)
    if source.exists() and file.exists() and source.samefile(file):
        raise UserError(say("backup.is_data", name=source.name), say("backup.is_data_advice"))
    check_copy(source)
    kept: Backup | Path | None = None
    try:
        if not is_blank(file):
            kept = back_up(data_dir, "restore")
            require_sound_archive(source)
    except NotDatabaseError:
        kept = set_aside(file)
    opened = database or open_database(file)
    try:
        put_back(opened, source)
    finally:
        if database is None:
            opened.close()
    if isinstance(kept, Backup):
        put_back_files(data_dir, source, replace=True)
    else:
        with suppress(UserError):
            put_back_files(data_dir, source, replace=False)
    return kept


def set_aside(file: Path, now: datetime | None = None) -> Path:
    """Rename a database that does not open, with the journal that belongs to it; its new path."""
    at = (now or datetime.now()).strftime(_AT)
    aside = file.with_name(f"{file.stem}-hong-{at}{file.suffix}")
    number = 1
    while aside.exists():
        number += 1
        aside = file.with_name(f"{file.stem}-hong-{at}-{number}{file.suffix}")
    try:
        journal = file.with_name(f"{file.name}-journal")
        if journal.exists():
            journal.rename(aside.with_name(f"{aside.name}-journal"))
        file.rename(aside)
    except OSError as error:
        raise UserError(say("backup.in_use"), say("backup.in_use_advice")) from error
    return aside


def newest_sound(data_dir: Path) -> Backup | None:
    """The newest backup that opens and is sound."""
    for one in backups(backups_folder(data_dir)):
        try:
            check_copy(one.path)
        except UserError:
            continue
        return one
    return None


def require_data(data_dir: Path) -> None:
    """Raise UserError when the folder has no database: none yet, or a lost one (see `refuse_lost`)."""
    refuse_lost(data_dir)
    if is_blank(database_file(data_dir)):
        raise UserError(say("backup.no_data", folder=data_dir), say("backup.no_data_advice"))


def refuse_lost(data_dir: Path) -> None:
    """Raise UserError when the database is gone or empty and there is a sound backup of it.

    A power cut or a program that keeps folders in step does that; a new database in its place would look as
    if nothing had ever been written.
    """
    if is_blank(database_file(data_dir)) and newest_sound(data_dir) is not None:
        raise UserError(say("doctor.missing", folder=data_dir), say("doctor.missing_advice"))


def thin(folder: Path, made: Path | None = None, reports: int = 0) -> None:
    """Keep the newest daily backup of 7 days, 4 weeks and 12 months, and the last ten of each other kind.

    Spans without a backup do not count, so a long holiday does not use up the older ones. `made` is the one
    just made, of so many `reports`: it stays even when a clock set back makes it look like the oldest, and
    so does the newest sound one that holds more, for what is missing may be missed.
    """
    found = backups(folder)
    daily = [one for one in found if one.kind == "daily"]
    kept = {
        *_newest_of_each(daily, lambda at: at.date(), 7),
        *_newest_of_each(daily, lambda at: at.isocalendar()[:2], 4),
        *_newest_of_each(daily, lambda at: (at.year, at.month), 12),
    }
    for kind in ("manual", "upgrade", "restore"):
        kept.update([one.path for one in found if one.kind == kind][:_KEPT_APART])
    aged = [one for one in found if one.path not in kept and one.path != made]
    if any(_reports_in(one) > reports for one in aged):
        fullest = next(one for one in found if _reports_in(one) > reports)
        aged = [one for one in aged if one != fullest]
    for one in aged:
        one.path.unlink()
        archive_of(one.path).unlink(missing_ok=True)


def _reports_in(backup: Backup) -> int:
    """How many reports the backup holds; none when it is not sound."""
    try:
        return check_copy(backup.path).rows.get("reports", 0)
    except UserError:
        return 0


def _remove_leftovers(folder: Path) -> None:
    """Half-made copies of a program that was killed: they never had the name of a backup."""
    for path in folder.glob(".danvan-*.db.tmp*"):
        path.unlink(missing_ok=True)


def _newest_of_each(
    newest_first: Iterable[Backup], span: Callable[[datetime], Hashable], count: int
) -> list[Path]:
    kept: dict[Hashable, Path] = {}
    for one in newest_first:
        kept.setdefault(span(one.at), one.path)
    return list(kept.values())[:count]


def _free_name(folder: Path, at: datetime, kind: str) -> Path:
    """A name that sorts after all others of the same second, even when older ones were thinned away."""
    stamp = at.strftime(_AT)
    names = (_NAME.fullmatch(path.name) for path in folder.glob(f"danvan-{stamp}-*.db"))
    last = max((int(name["number"] or 1) for name in names if name), default=0)
    number = f"-{last + 1}" if last else ""
    return folder / f"danvan-{stamp}{number}-{kind}.db"
