"""The `danvan` commands: every job without a window, for people and for programs."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from danvan_desktop import __version__, cli_words
from danvan_desktop.cli_compare import compare_command
from danvan_desktop.cli_next import check_command, next_command
from danvan_desktop.domain import report_json
from danvan_desktop.domain.period import period_text
from danvan_desktop.domain.report import Report, Section
from danvan_desktop.domain.rich_text import item_text
from danvan_desktop.errors import UserError
from danvan_desktop.paths import user_data_dir
from danvan_desktop.services.backup import Backup, back_up, backups, backups_folder, restore
from danvan_desktop.services.crash_log import write_crash_log
from danvan_desktop.services.library import Library, open_library, read_report
from danvan_desktop.wording import say

DONE, PARTIAL, BAD_INPUT, BUG = 0, 1, 2, 3
_INTERRUPTED = 130

StartWindow = Callable[[Path | None], int]


class _Setup:
    """What the commands share: the data folder asked for, and how the window is started."""

    def __init__(self, start_window: StartWindow) -> None:
        self.data_dir: Path | None = None
        self.start_window = start_window


def run(arguments: Sequence[str], start_window: StartWindow) -> int:
    """Run a command, or the window when there is none; the exit code of DESIGN §5. Never raises."""
    _survive_any_console()
    setup = _Setup(start_window)
    try:
        code = danvan.main(list(arguments), prog_name="danvan", standalone_mode=False, obj=setup)
    except UserError as error:
        click.echo(str(error), err=True)
        return BAD_INPUT
    except click.UsageError as error:
        click.echo(cli_words.usage_sentence(error), err=True)
        return BAD_INPUT
    except click.exceptions.Exit as error:
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _INTERRUPTED
    except Exception as error:
        log = write_crash_log(setup.data_dir or user_data_dir(), error)
        click.echo(say("cli.bug", log=log) if log else say("cli.bug_unlogged"), err=True)
        return BUG
    return code if isinstance(code, int) else DONE


def _survive_any_console() -> None:
    """Windows consoles in old code pages must not stop a command over a Vietnamese letter."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _keep_data_dir(context: click.Context, _option: click.Parameter, value: Path | None) -> None:
    if value is not None:
        context.find_object(_Setup).data_dir = value  # type: ignore[union-attr]


def _path(text: str) -> Path:
    return Path(text)


_data_dir = click.option(
    "--data-dir",
    type=_path,
    metavar="DIR",
    help=say("cli.help_data_dir"),
    callback=_keep_data_dir,
    expose_value=False,
)
_json = click.option("--json", "as_json", is_flag=True, help=say("cli.help_json"))


@click.group(
    cls=cli_words.Group,
    invoke_without_command=True,
    options_metavar=say("cli.options_metavar"),
    subcommand_metavar=say("cli.command_metavar"),
    help=say("cli.help"),
    context_settings=cli_words.SETTINGS,
)
@_data_dir
@click.option("--version", is_flag=True, help=say("cli.help_version"))
@click.option("--self-test", "self_test_result", is_flag=False, flag_value="-", type=_path, hidden=True)
@click.pass_context
def danvan(context: click.Context, version: bool, self_test_result: Path | None) -> int | None:
    """Open the window when no command follows."""
    setup: _Setup = context.obj
    if version:
        click.echo(__version__)
        context.exit(DONE)
    if self_test_result is not None:
        context.exit(_self_test(self_test_result))
    return setup.start_window(setup.data_dir) if context.invoked_subcommand is None else None


def _command(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    """A command with its help from the catalogue, taking --data-dir after its name too."""

    def add(function: Callable[..., Any]) -> click.Command:
        made = danvan.command(
            name,
            cls=cli_words.Command,
            options_metavar=say("cli.options_metavar"),
            help=say(f"cli.help_{name}"),
        )
        return made(_data_dir(function))

    return add


@_command("demo")
@click.argument("folder", type=_path, metavar="DIR")
@click.option("--profile", "profile_id", metavar="ID", help=say("cli.help_profile"))
def _demo(folder: Path, profile_id: str | None) -> int:
    from danvan_desktop.services.demo import write_demo

    files = write_demo(folder, profile_id)
    for path in files.written:
        click.echo(str(path))
    return _partial(files.without_pages)


@_command("export")
@click.argument("report", type=_path, metavar="REPORT.json")
@click.option(
    "-o",
    "--output",
    type=_path,
    required=True,
    metavar="OUT.docx",
    help=say("cli.help_output"),
)
@click.option("--profile", "profile_id", metavar="ID", help=say("cli.help_profile"))
@click.option("--pdf", type=_path, metavar="OUT.pdf", help=say("cli.help_pdf"))
def _export(report: Path, output: Path, profile_id: str | None, pdf: Path | None) -> int:
    from danvan_desktop.services.exporting import export_docx, export_pdf

    result = export_docx(read_report(report), output, profile_id)
    click.echo(say("cli.exported", path=output, profile=result.profile.name))
    if pdf is None:
        return DONE
    try:
        export_pdf(output, pdf)
    except UserError as error:
        return _partial(error)
    click.echo(str(pdf))
    return DONE


@_command("schema")
def _schema() -> None:
    _print_json(report_json.json_schema())


@_command("list")
@_json
@click.option("--trash", "trashed", is_flag=True, help=say("cli.help_trash"))
@click.pass_obj
def _list(setup: _Setup, as_json: bool, trashed: bool) -> None:
    with _Opened(setup) as library:
        found = library.drafts.summaries(trashed)
    if as_json:
        _print_json([cli_words.summary_values(summary) for summary in found])
        return
    for summary in found:
        click.echo(cli_words.summary_line(summary))
    if not found:
        click.echo(say("cli.no_reports"))


@_command("show")
@click.argument("report_id", type=int, metavar="ID")
@_json
@click.pass_obj
def _show(setup: _Setup, report_id: int, as_json: bool) -> None:
    with _Opened(setup) as library:
        report = library.drafts.load(report_id)
    if as_json:
        click.echo(report_json.encode(report).decode(), nl=False)
    else:
        click.echo("\n".join(_readable(report)))


@_command("import")
@click.argument("files", type=_path, nargs=-1, required=True, metavar="FILE…")
@_json
@click.pass_obj
def _import(setup: _Setup, files: tuple[Path, ...], as_json: bool) -> int:
    outcomes: list[dict[str, Any]] = []
    with _Opened(setup) as library:
        for file in files:
            try:
                outcomes.append({"file": str(file), "id": library.import_report_file(file)})
            except UserError as error:
                outcomes.append({"file": str(file), "error": str(error)})
    if as_json:
        _print_json(outcomes)
    for outcome in outcomes:
        if "error" in outcome:
            click.echo(outcome["error"], err=True)
        elif not as_json:
            click.echo(say("cli.imported", name=Path(outcome["file"]).name, id=outcome["id"]))
    failed = sum("error" in outcome for outcome in outcomes)
    return DONE if not failed else BAD_INPUT if failed == len(outcomes) else PARTIAL


@_command("backup")
@click.option("--to", "folder", type=_path, metavar="DIR", help=say("cli.help_backup_to"))
@_json
@click.pass_obj
def _backup(setup: _Setup, folder: Path | None, as_json: bool) -> None:
    made = back_up(_data_folder(setup), folder=folder)
    if as_json:
        _print_json({"path": str(made.path), "at": made.at.isoformat()})
    else:
        click.echo(say("cli.backed_up", path=made.path))


@_command("restore")
@click.argument("source", type=_path, metavar="[FILE]", required=False)
@_json
@click.pass_obj
def _restore(setup: _Setup, source: Path | None, as_json: bool) -> None:
    data_dir = _data_folder(setup)
    chosen = source or _newest_backup(data_dir)
    kept = restore(data_dir, chosen)
    kept_path = kept.path if isinstance(kept, Backup) else kept
    if as_json:
        _print_json({"restored": str(chosen), "kept": str(kept_path) if kept_path else None})
        return
    click.echo(say("cli.restored", path=chosen))
    if kept_path:
        click.echo(say("cli.restored_kept", path=kept_path))


@_command("doctor")
@click.option("--check", "only_look", is_flag=True, help=say("cli.help_doctor_check"))
@_json
@click.pass_obj
def _doctor(setup: _Setup, only_look: bool, as_json: bool) -> int:
    from danvan_desktop.services.doctor import examine

    findings = examine(_data_folder(setup), repair=not only_look)
    if as_json:
        _print_json([{"kind": finding.kind, "text": finding.text} for finding in findings])
    else:
        for finding in findings:
            click.echo(finding.text)
        if not findings:
            click.echo(say("doctor.sound"))
    return PARTIAL if findings else DONE


for _made_elsewhere in (next_command, check_command, compare_command):
    danvan.add_command(_made_elsewhere)


class _Opened:
    """The library of the data folder, closed when the block ends."""

    def __init__(self, setup: _Setup) -> None:
        self._setup = setup

    def __enter__(self) -> Library:
        self._library = open_library(self._setup.data_dir)
        return self._library

    def __exit__(self, *_: object) -> None:
        self._library.close()


def _data_folder(setup: _Setup) -> Path:
    return (setup.data_dir or user_data_dir()).absolute()


def _newest_backup(data_dir: Path) -> Path:
    found = [one for one in backups(backups_folder(data_dir)) if one.kind != "restore"]
    if not found:
        raise UserError(say("backup.none", folder=backups_folder(data_dir)), say("backup.none_advice"))
    return found[0].path


def _partial(error: UserError | None) -> int:
    if error is None:
        return DONE
    click.echo(str(error), err=True)
    return PARTIAL


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _readable(report: Report) -> list[str]:
    """The report as plain lines for a person at a terminal."""
    lines = [
        report.issuer.name,
        say(f"cli.title_{report.kind}"),
        report.subject or period_text(report.period),
    ]
    for section in report.sections:
        lines += _readable_section(section, "")
    if report.indicators:
        lines += ["", say("cli.figures")]
    for indicator in report.indicators:
        lines.append(f"- {indicator.name}: {indicator.value or '…'} {indicator.unit}".rstrip())
    return [*lines, "", *(part for part in (report.signature.post, report.signature.name) if part)]


def _readable_section(section: Section, indent: str) -> list[str]:
    lines = ["", f"{indent}{section.heading}".rstrip()]
    lines += [f"{indent}  {line}" for item in section.items for line in item_text(item).split("\n") if line]
    for child in section.sections:
        lines += _readable_section(child, f"{indent}  ")
    return lines


def _self_test(result: Path) -> int:
    """Print OK or what failed, and write it to `result` too: a windowed build has no terminal."""
    from danvan_desktop.services.demo import self_test

    try:
        self_test()
        outcome, code = "OK", DONE
    except Exception as error:
        outcome, code = f"{type(error).__name__}: {error}", BUG
    click.echo(outcome)
    if str(result) != "-":
        with suppress(OSError):
            result.write_text(outcome + "\n", encoding="utf-8")
    return code
