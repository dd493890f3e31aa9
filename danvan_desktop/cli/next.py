"""`danvan next` and `danvan check`: the next period's draft, and what a report still has of the last."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
import msgspec

from danvan_desktop.cli import words
from danvan_desktop.cli.frame import Reading, Setup, data_dir_option, keep_apart
from danvan_desktop.domain import report_json
from danvan_desktop.domain.finding import Finding
from danvan_desktop.domain.next_period import unconfirmed
from danvan_desktop.domain.office import Office
from danvan_desktop.domain.period import period_text
from danvan_desktop.domain.regroup import UnitChange, former_units
from danvan_desktop.domain.report import Report
from danvan_desktop.errors import UserError
from danvan_desktop.files import replace_file
from danvan_desktop.layout.issuer_names import full_name
from danvan_desktop.services.library import read_report
from danvan_desktop.wording import say

_DONE, _FINDINGS = 0, 1


def _path(text: str) -> Path:
    return Path(text)


_json = click.option("--json", "as_json", is_flag=True, help=say("next.help_json"))


@click.command(
    "next", cls=words.Command, options_metavar=say("next.options_metavar"), help=say("next.help_next")
)
@click.argument("source", type=_path, metavar="REPORT.json")
@click.option("-o", "--output", type=_path, required=True, metavar="NEXT.json", help=say("next.help_output"))
@click.option("--second-half", is_flag=True, help=say("next.help_second_half"))
@click.option("--earlier", type=_path, multiple=True, metavar="FILE.json", help=say("next.help_earlier"))
@click.option("--office", "office_name", metavar="TÊN", help=say("next.help_office"))
@_json
@data_dir_option
@click.pass_context
def next_command(
    context: click.Context,
    source: Path,
    output: Path,
    second_half: bool,
    earlier: tuple[Path, ...],
    office_name: str | None,
    as_json: bool,
) -> int:
    """Write the draft of the following period."""
    from danvan_desktop.services.merged_figures import is_before_merger
    from danvan_desktop.services.next_period import start_next

    keep_apart([output], [source, *earlier])
    last = read_report(source)
    office = _office(context, last, office_name)
    changes = _unit_changes(context)
    draft = start_next(
        last,
        after_first_half="second_half" if second_half else "year",
        earlier=[_own_report(file, last, office, changes) for file in earlier],
        office=office,
        units=former_units(changes),
        changes=changes,
    )
    report = draft.report
    replace_file(output, report_json.encode(report))
    waiting = len(unconfirmed(report))
    if as_json:
        _print_json(
            {
                "path": str(output),
                "period": msgspec.to_builtins(report.period),
                "unconfirmed": waiting,
                "promises": len(report.promises),
                "before_merger": is_before_merger(report),
                "left_behind": msgspec.to_builtins(draft.left_behind),
                "office": full_name(office.issuer) if office else None,
                "signer": {"name": report.signature.name, "last": last.signature.name},
            }
        )
        return _DONE
    click.echo(say("next.made", period=period_text(report.period), path=output))
    click.echo(say("next.made_counts", items=waiting, promises=len(report.promises)))
    click.echo(_signing(last, report, office))
    if is_before_merger(report):
        click.echo(say("next.before_merger"))
    if draft.left_behind:
        click.echo(say("next.left_behind"))
        for left in draft.left_behind:
            click.echo(f"- {left.text}")
    return _DONE


@click.command(
    "check", cls=words.Command, options_metavar=say("next.options_metavar"), help=say("next.help_check")
)
@click.argument("source", type=_path, metavar="REPORT.json")
@click.option("--previous", type=_path, metavar="LAST.json", help=say("next.help_previous"))
@_json
@data_dir_option
@click.pass_context
def check_command(context: click.Context, source: Path, previous: Path | None, as_json: bool) -> int:
    """List what a report still has of another period, and the promises it does not account for."""
    from danvan_desktop.checks.report_checks import check_report

    before = read_report(previous) if previous else None
    units = former_units(_unit_changes(context))
    findings = check_report(read_report(source), before, units)
    if as_json:
        _print_json([msgspec.to_builtins(full_finding(finding)) for finding in findings])
    else:
        for finding in sorted(findings, key=lambda finding: finding.is_hint):
            click.echo(_line(finding))
        hints = sum(finding.is_hint for finding in findings)
        count = len(findings) - hints
        click.echo(say("next.findings", count=count) if count else say("next.no_findings"))
        if hints:
            click.echo(say("next.hints", count=hints))
    return _FINDINGS if findings else _DONE


def _office(context: click.Context, last: Report, name: str | None) -> Office | None:
    """The kept office asked for, else the one whose letterhead the last report has, None without one."""
    from danvan_desktop.services.kept_offices import office_named, office_of

    setup = context.find_object(Setup)
    offices: list[Office] = []
    if setup:
        with Reading(setup) as library:
            offices = [stored.office for stored in library.drafts.offices()]
    return office_of(offices, last.issuer) if name is None else office_named(offices, name)


def _own_report(file: Path, last: Report, office: Office | None, changes: Sequence[UnitChange]) -> Report:
    """An earlier report of the office or of a unit it was made of. Raises UserError for another office's."""
    from danvan_desktop.services.merged_figures import is_of_office

    report = read_report(file)
    issuers = [last.issuer, *([office.issuer] if office else [])]
    if not any(is_of_office(report.issuer, issuer, changes) for issuer in issuers):
        names = (" - ".join(filter(None, (one.parent, one.name))) for one in (report.issuer, last.issuer))
        theirs, ours = names
        raise UserError(
            say("next.foreign", file=file.name, name=theirs), say("next.foreign_advice", office=ours)
        )
    return report


def _signing(last: Report, report: Report, office: Office | None) -> str:
    """Who signs and how that is known, so that a former signer never goes over unsaid."""
    before, now = last.signature.name.strip(), report.signature.name.strip()
    if office is None or not office.signers:
        return say("next.signer_unsure", name=now) if now else say("next.signer_open")
    known = full_name(office.issuer)
    if not now:
        return say("next.signer_open")
    if not before or before == now:
        return say("next.signer_same", name=now, office=known)
    return say("next.signer_changed", name=now, before=before, office=known)


def _unit_changes(context: click.Context) -> tuple[UnitChange, ...]:
    """The table of merged units in the data folder."""
    from danvan_desktop.services.unit_changes import read_unit_changes

    setup = context.find_object(Setup)
    return read_unit_changes(setup.folder) if setup else ()


def full_finding(finding: Finding) -> dict[str, Any]:
    """A finding with every field of the contract, empty ones too."""
    return {field: getattr(finding, field) for field in Finding.__struct_fields__}


def _line(finding: Finding) -> str:
    severity = say(f"next.severity_{finding.severity}")
    words = finding.found if finding.found != finding.where.text else ""
    about = f"“{words}”: " if words else ""
    return f"[{severity}] {about}{finding.advice}\n    {finding.where.text}"


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
