"""The reports an office made before this one, to set beside it and to compare with."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from danvan_desktop.domain.period import same_period_before, sort_key
from danvan_desktop.domain.regroup import UnitChange, former_units
from danvan_desktop.domain.report import Issuer, Period, Report
from danvan_desktop.errors import UserError
from danvan_desktop.services.library import Library
from danvan_desktop.services.own_office import Likeness, likeness, may_be_former
from danvan_desktop.services.unit_changes import read_unit_changes
from danvan_desktop.store.drafts import ReportSummary


class Earlier(msgspec.Struct, frozen=True):
    """The report of the last period, that of the same period a year ago where it is another one, and names.

    `units` are former names of subordinate units with those of today, '' for one that was split.
    """

    last: Report | None = None
    same_period: Report | None = None
    units: Mapping[str, str] = {}


def earlier_reports(library: Library, report_id: int, report: Report) -> Earlier:
    """What the data folder has of the office's earlier reports; a damaged one counts as none.

    Raises UserError when the store cannot be read.
    """
    own = office_reports(library, report_id)
    before = [one for one in own if sort_key(one.period) < sort_key(report.period)]
    period = report.follows.period if report.follows else (before[0].period if before else None)
    last = _load(library, _of(before, period))
    same = _load(library, _of(before, same_period_before(report.period)))
    other = same if last is None or same is None or same.period != last.period else None
    return Earlier(last, other, unit_names(library))


def office_reports(library: Library, report_id: int) -> list[ReportSummary]:
    """The other reports of the same office, newest period first.

    Of one period those under its present name stand before those under former ones, the issued before others.
    An office is known by its record, else by its whole letterhead; see `likeness`.
    """
    this = library.drafts.summary(report_id)
    report = _load(library, this)
    issuer = report.issuer if report else Issuer(name=this.office)
    units = unit_names(library)
    ranked: list[tuple[tuple[int, ...], ReportSummary]] = []
    for one in library.drafts.summaries():
        by_record = one.office_id == this.office_id and one.office_id is not None
        if one.id == report_id:
            continue
        like = "same" if by_record else likeness_of(library, one, issuer, units)
        if like != "other":
            newest = tuple(-place for place in sort_key(one.period))
            ranked.append(((*newest, like == "former", one.status != "issued"), one))
    return [one for _, one in sorted(ranked, key=lambda pair: pair[0])]


def likeness_of(library: Library, one: ReportSummary, office: Issuer, units: Mapping[str, str]) -> Likeness:
    """How a stored report's letterhead is to an office's; read whole only where its name leaves it open."""
    if not may_be_former(one.office, office, units):
        return "other"
    report = _load(library, one)
    return likeness(report.issuer, office, units) if report else "other"


def unit_names(library: Library) -> dict[str, str]:
    """Former names of units with today's, from the office's table; none where it cannot be read."""
    return former_units(unit_changes(library))


def unit_changes(library: Library) -> tuple[UnitChange, ...]:
    """The office's table of merged units; empty where it cannot be read."""
    try:
        return read_unit_changes(library.data_dir)
    except UserError:
        return ()


def reports_of(library: Library, report_id: int, periods: tuple[Period, ...]) -> list[Report]:
    """The office's reports on these periods that can be read."""
    own = office_reports(library, report_id)
    found = (_load(library, _of(own, period)) for period in periods)
    return [report for report in found if report is not None]


def _of(summaries: list[ReportSummary], period: Period | None) -> ReportSummary | None:
    return next((one for one in summaries if one.period == period), None)


def _load(library: Library, summary: ReportSummary | None) -> Report | None:
    if summary is None:
        return None
    try:
        return library.drafts.load(summary.id)
    except UserError:
        return None
