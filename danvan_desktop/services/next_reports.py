"""Kỳ sau for a stored report: what of the other reports helps, and the new draft kept beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

import msgspec

from danvan_desktop.domain.calendar import Owed
from danvan_desktop.domain.next_period import NextDraft, following
from danvan_desktop.domain.office import Office
from danvan_desktop.domain.regroup import UnitChange
from danvan_desktop.domain.report import Answer, Period, Report
from danvan_desktop.errors import UserError
from danvan_desktop.services.calendar import read_calendar
from danvan_desktop.services.earlier import office_reports, reports_of, unit_changes, unit_names
from danvan_desktop.services.library import Library
from danvan_desktop.services.merged_figures import made_of
from danvan_desktop.services.next_period import compared_with, looked_for, start_next
from danvan_desktop.services.owed import answers_of_next, first_deadline
from danvan_desktop.services.regrouping import reports_of_former
from danvan_desktop.store.drafts import ReportSummary

Habit = Literal["year", "second_half"]
_HABIT = "after_first_half"


class Groundwork(msgspec.Struct, frozen=True):
    """All that the next draft is made from, read from the data folder, so that making it needs no disk."""

    report: Report
    office_id: int | None
    to: Period
    earlier: Sequence[Report] = ()
    office: Office | None = None
    units: Mapping[str, str] = {}
    changes: Sequence[UnitChange] = ()
    answers: tuple[Answer, ...] | None = None


def habit(library: Library, office_id: int | None) -> Habit | None:
    """What the office reports on after a first half, None while it has not said."""
    kept = library.drafts.setting(f"{_HABIT}.{office_id}")
    return kept if kept in ("year", "second_half") else None


def keep_habit(library: Library, office_id: int | None, chosen: Habit | None) -> None:
    """Remember what the office reports on after a first half; None forgets it."""
    library.drafts.set_setting(f"{_HABIT}.{office_id}", chosen)


def standing_draft(library: Library, report_id: int, period: Period) -> ReportSummary | None:
    """A report the office already has on this period, so that it is not begun a second time unasked."""
    return next((one for one in office_reports(library, report_id) if one.period == period), None)


def groundwork(
    library: Library, report_id: int, after_first_half: Habit = "year", owed: Owed | None = None
) -> Groundwork:
    """Read what the next draft needs; `owed` is the owed report it is begun for, if for one.

    Raises UserError when the report cannot be read.
    """
    report = library.drafts.load(report_id)
    stored = library.office(library.drafts.summary(report_id).office_id)
    periods = looked_for(report, after_first_half)
    to = following(report.period, after_first_half)
    changes = unit_changes(library)
    issuers = [report.issuer, *([stored.office.issuer] if stored else [])]
    own = [change for issuer in issuers for change in made_of(issuer, changes)]
    former = reports_of_former(library, issuers[-1], own, compared_with(to))
    return Groundwork(
        report,
        stored.id if stored else None,
        to,
        [*reports_of(library, report_id, periods), *former],
        stored.office if stored else None,
        unit_names(library),
        changes,
        _answers(library, report_id, to, owed),
    )


def draft_from(work: Groundwork) -> NextDraft:
    """Make the draft; nothing is read or written."""
    return start_next(
        work.report,
        to=work.to,
        earlier=work.earlier,
        office=work.office,
        units=work.units,
        changes=work.changes,
    )


def keep_draft(library: Library, work: Groundwork, draft: NextDraft) -> int:
    """Store the draft, with the first of the office's own deadlines it has to meet; its id."""
    report = msgspec.structs.replace(draft.report, answers=work.answers)
    return library.drafts.create(report, work.office_id, _due(library, report))


def _answers(
    library: Library, report_id: int, period: Period, owed: Owed | None
) -> tuple[Answer, ...] | None:
    try:
        return answers_of_next(library, report_id, period, read_calendar(library.data_dir), owed)
    except UserError:
        return None


def _due(library: Library, report: Report) -> date | None:
    try:
        calendar = read_calendar(library.data_dir)
    except UserError:
        return None
    return first_deadline(report.period, report.answers, calendar)
