"""The `danvan` commands: every job without a window, for people and for programs."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from danvan_desktop import __version__
from danvan_desktop.cli import words
from danvan_desktop.cli.compare import compare_command
from danvan_desktop.cli.frame import (
    BAD_INPUT,
    BUG,
    DONE,
    PARTIAL,
    Reading,
    Setup,
    StartWindow,
    Writing,
    command,
    data_dir_option,
    json_option,
    keep_apart,
    partial_result,
    path_type,
    print_json,
)
from danvan_desktop.cli.next import check_command, next_command
from danvan_desktop.cli.safety import backup_command, doctor_command, handover_command, restore_command
from danvan_desktop.domain import report_json
from danvan_desktop.domain.period import period_text
from danvan_desktop.domain.report import Report, Section
from danvan_desktop.domain.rich_text import item_text
from danvan_desktop.errors import UserError
from danvan_desktop.paths import user_data_dir
from danvan_desktop.services.crash_log import write_crash_log
from danvan_desktop.services.library import read_report
from danvan_desktop.wording import say

_INTERRUPTED = 130


def run(arguments: Sequence[str], start_window: StartWindow) -> int:
    """Run a command, or the window when there is none; the exit code of DESIGN §5. Never raises."""
    _survive_any_console()
    setup = Setup(start_window)
    try:
        code = danvan.main(list(arguments), prog_name="danvan", standalone_mode=False, obj=setup)
    except UserError as error:
        click.echo(str(error), err=True)
        return BAD_INPUT
    except click.UsageError as error:
        click.echo(words.usage_sentence(error), err=True)
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


@click.group(
    cls=words.Group,
    invoke_without_command=True,
    options_metavar=say("cli.options_metavar"),
    subcommand_metavar=say("cli.command_metavar"),
    help=say("cli.help"),
    context_settings=words.SETTINGS,
)
@data_dir_option
@click.option("--version", is_flag=True, help=say("cli.help_version"))
@click.option("--self-test", "self_test_result", is_flag=False, flag_value="-", type=path_type, hidden=True)
@click.pass_context
def danvan(context: click.Context, version: bool, self_test_result: Path | None) -> int | None:
    """Open the window when no command follows."""
    setup: Setup = context.obj
    if version:
        click.echo(__version__)
        context.exit(DONE)
    if self_test_result is not None:
        context.exit(_self_test(self_test_result))
    return setup.start_window(setup.data_dir) if context.invoked_subcommand is None else None


@command("demo")
@click.argument("folder", type=path_type, metavar="DIR")
@click.option("--profile", "profile_id", metavar="ID", help=say("cli.help_profile"))
def _demo(folder: Path, profile_id: str | None) -> int:
    from danvan_desktop.services.demo import write_demo

    files = write_demo(folder, profile_id)
    for path in files.written:
        click.echo(str(path))
    return partial_result(files.without_pages)


@command("export")
@click.argument("report", type=path_type, metavar="REPORT.json")
@click.option(
    "-o",
    "--output",
    type=path_type,
    required=True,
    metavar="OUT.docx",
    help=say("cli.help_output"),
)
@click.option("--profile", "profile_id", metavar="ID", help=say("cli.help_profile"))
@click.option("--pdf", type=path_type, metavar="OUT.pdf", help=say("cli.help_pdf"))
@click.option("--pdfa", "archival", is_flag=True, help=say("marks_export.help_pdfa"))
@click.option("--draft", is_flag=True, help=say("marks_export.help_draft"))
@click.option("--quiet", "hushed", is_flag=True, help=say("marks_export.help_quiet"))
def _export(
    report: Path,
    output: Path,
    profile_id: str | None,
    pdf: Path | None,
    archival: bool,
    draft: bool,
    hushed: bool,
) -> int:
    from danvan_desktop.services.exporting import checked_ending, export_docx, export_pdf

    keep_apart([output, pdf], [report])
    checked_ending(output, ".docx")
    if pdf is not None:
        checked_ending(pdf, ".pdf")
    if archival and pdf is None:
        raise UserError(say("marks_export.pdfa_alone"), say("marks_export.pdfa_alone_advice"))
    exported = read_report(report)
    result = export_docx(exported, output, profile_id, draft=draft, hushed=hushed)
    click.echo(say("cli.exported", path=output, profile=result.profile.name))
    _tell_what_is_open(exported)
    if pdf is None:
        return DONE
    try:
        export_pdf(output, pdf, archival=archival)
    except UserError as error:
        return partial_result(error)
    click.echo(str(pdf))
    return DONE


def _tell_what_is_open(report: Report) -> None:
    """One line beside the result: what the person should still look at is no failure."""
    from danvan_desktop.checks.report_checks import check_report

    asking = [found for found in check_report(report) if not found.is_hint]
    promises = sum(found.code == "promise.unreported" for found in asking)
    if asking:
        click.echo(say("next.exported_open", count=len(asking), promises=promises), err=True)


@command("schema")
def _schema() -> None:
    print_json(report_json.json_schema())


@command("list")
@json_option
@click.option("--trash", "trashed", is_flag=True, help=say("cli.help_trash"))
@click.pass_obj
def _list(setup: Setup, as_json: bool, trashed: bool) -> None:
    with Reading(setup) as library:
        found = library.drafts.summaries(trashed)
    if as_json:
        print_json([words.summary_values(summary) for summary in found])
        return
    for summary in found:
        click.echo(words.summary_line(summary))
    if not found:
        click.echo(say("cli.no_reports"))


@command("show")
@click.argument("report_id", type=int, metavar="ID")
@json_option
@click.pass_obj
def _show(setup: Setup, report_id: int, as_json: bool) -> None:
    with Reading(setup) as library:
        report = library.drafts.load(report_id)
    if as_json:
        click.echo(report_json.encode(report).decode(), nl=False)
    else:
        click.echo("\n".join(_readable(report)))


@command("import")
@click.argument("files", type=path_type, nargs=-1, required=True, metavar="FILE…")
@json_option
@click.pass_obj
def _import(setup: Setup, files: tuple[Path, ...], as_json: bool) -> int:
    outcomes: list[dict[str, Any]] = []
    with Writing(setup) as library:
        for file in files:
            try:
                outcomes.append({"file": str(file), "id": library.import_report_file(file)})
            except UserError as error:
                outcomes.append({"file": str(file), "error": str(error)})
    if as_json:
        print_json(outcomes)
    for outcome in outcomes:
        if "error" in outcome:
            click.echo(outcome["error"], err=True)
        elif not as_json:
            click.echo(say("cli.imported", name=Path(outcome["file"]).name, id=outcome["id"]))
    failed = sum("error" in outcome for outcome in outcomes)
    return DONE if not failed else BAD_INPUT if failed == len(outcomes) else PARTIAL


for _command in (
    _demo, _export, _schema, _list, _show, _import, backup_command, restore_command, doctor_command,
    handover_command, next_command, check_command, compare_command,
):  # fmt: skip
    danvan.add_command(_command)


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
