"""Which stored report answers which owed report: read for the calendar, set by the clerk, carried on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from danvan_desktop.domain.calendar import Owed, answered, answers_again, owed_in
from danvan_desktop.domain.report import Answer, Period
from danvan_desktop.services.calendar import OfficeCalendar, Written, written_for
from danvan_desktop.services.earlier import likeness_of, unit_names
from danvan_desktop.services.library import Library
from danvan_desktop.store.answers import set_answers, stored_answers
from danvan_desktop.store.drafts import ReportSummary


def written_reports(library: Library, years: range) -> list[Written]:
    """The office's own reports on periods of these years, newest period first.

    What other units sent in counts for nothing here, nor does a report that was damaged.
    """
    offices = [stored.office.issuer for stored in library.drafts.offices()]
    units = unit_names(library)

    def is_own(one: ReportSummary) -> bool:
        if one.office_id is not None:
            return True
        return any(likeness_of(library, one, office, units) != "other" for office in offices)

    own = [
        one
        for one in library.drafts.summaries()
        if one.period.year in years and not one.damaged and is_own(one)
    ]
    said = stored_answers(library.drafts.database, [one.id for one in own])
    return [
        Written(one.id, one.period, one.status == "issued" or one.issued > 0, said[one.id]) for one in own
    ]


def chosen_for(
    owed: Owed, report_id: int | None, reports: Sequence[Written], calendar: OfficeCalendar
) -> dict[int, tuple[Answer, ...]]:
    """What the reports of the period answer when this one, and no other, answers `owed`; None for no report.

    Only those that answer something else than before are named.
    """
    found: dict[int, tuple[Answer, ...]] = {}
    for one in reports:
        if one.period == owed.period:
            before = _answered_now(one, reports, calendar)
            ids = before - {owed.obligation.id} | ({owed.obligation.id} if one.id == report_id else set())
            if ids != before:
                found[one.id] = _named(ids, one, calendar)
    return found


def _answered_now(one: Written, reports: Sequence[Written], calendar: OfficeCalendar) -> set[str]:
    """The obligations it names, or while nobody has said those that no other report stands for."""
    if one.answers is not None:
        return {answer.obligation for answer in one.answers}
    known = calendar.obligations
    return {known_one.id for known_one in known if written_for(known_one, one.period, reports, known) == one}


def _named(ids: set[str], one: Written, calendar: OfficeCalendar) -> tuple[Answer, ...]:
    known = {answer.obligation: answer for answer in one.answers or ()}
    known |= {listed.id: Answer(listed.id, listed.recipient) for listed in calendar.obligations}
    return tuple(known[one_id] for one_id in known if one_id in ids)


def keep_answers(library: Library, report_id: int, answers: tuple[Answer, ...]) -> None:
    """Say which owed reports a stored report answers, issued or not. Raises UserError when it is gone."""
    set_answers(library.drafts.database, report_id, answers)


def first_deadline(period: Period, said: Sequence[Answer] | None, calendar: OfficeCalendar) -> date | None:
    """The first of the office's own deadlines a report has to meet; days we only assumed are none."""
    ids = answered(period, said, calendar.obligations)
    days = [
        owed.due
        for owed in owed_in(period.year, calendar.obligations, calendar.days_off)
        if owed.obligation.id in ids and not owed.obligation.is_default
    ]
    return min(days, default=None)


def follow_deadline(
    library: Library, before: Written, now: Sequence[Answer], calendar: OfficeCalendar
) -> None:
    """Give a report the deadline of what it answers now, unless the person set another day for it."""
    set_day = library.drafts.summary(before.id).due
    if set_day in (None, first_deadline(before.period, before.answers, calendar)):
        library.drafts.set_due(before.id, first_deadline(before.period, now, calendar))


def answers_of_next(
    library: Library, report_id: int, period: Period, calendar: OfficeCalendar, owed: Owed | None = None
) -> tuple[Answer, ...] | None:
    """What the report on `period` made from a stored one answers: `owed`, and the last one's recipients.

    Those that another report of the period names already are left to it. None while nobody has said.
    """
    last = stored_answers(library.drafts.database, [report_id])[report_id]
    wanted = list(answers_again(period, last, calendar.obligations) or ())
    if owed is not None and owed.obligation.id not in [answer.obligation for answer in wanted]:
        wanted.append(Answer(owed.obligation.id, owed.obligation.recipient))
    taken = {
        answer.obligation
        for one in written_reports(library, range(period.year, period.year + 1))
        if one.period == period and one.id != report_id
        for answer in one.answers or ()
    }
    kept = owed.obligation.id if owed is not None else ""
    found = tuple(one for one in wanted if one.obligation == kept or one.obligation not in taken)
    return found or None
