"""An owed report in a clerk's words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from danvan_desktop.domain.calendar import Owed
from danvan_desktop.domain.period import period_text
from danvan_desktop.services.calendar import OwedRow
from danvan_desktop.store.drafts import ReportSummary
from danvan_desktop.text.unicode import capitalized
from danvan_desktop.ui.home.words import day_month, standing, title
from danvan_desktop.wording import say


def full_day(day: date) -> str:
    """'15/6/2026'."""
    return f"{day.day}/{day.month}/{day.year}"


def cutoff(owed: Owed) -> str:
    """'15/12/2025 – 14/6/2026'."""
    return f"{full_day(owed.cutoff_from)} – {full_day(owed.cutoff_to)}"


def due(owed: Owed) -> str:
    """'15/6/2026', with the day it was moved from when that was a day off."""
    if owed.moved_from is None:
        return full_day(owed.due)
    return say("due.moved", day=full_day(owed.due), named=day_month(owed.moved_from, owed.due))


def state(row: OwedRow, today: date) -> str:
    """'Quá hạn 3 ngày', 'Còn 5 ngày, đang soạn', 'Đã ban hành'."""
    days = (row.owed.due - today).days
    key = "today" if row.state == "soon" and days == 0 else row.state
    told = say(f"due.state.{key}", days=abs(days))
    being_written = row.written is not None and row.state != "done"
    return say("due.being_written", state=told) if being_written else told


def line(row: OwedRow, today: date) -> str:
    """One line for the home page."""
    owed = row.owed
    key = "due.line_default" if owed.obligation.is_default else "due.line"
    return say(
        key,
        period=capitalized(period_text(owed.period)),
        recipient=owed.obligation.recipient,
        day=day_month(owed.due, today),
        state=state(row, today).lower(),
    )


def report_name(summary: ReportSummary, going_to: Sequence[str]) -> str:
    """A report as the choice lists it: number or subject, where it stands, and whom it goes to."""
    subject = title(summary.subject)
    name = say("due.numbered", number=summary.number, subject=subject) if summary.number else subject
    told = say("due.report_name", name=name, status=standing(summary).lower())
    return say("due.report_goes_to", report=told, recipients=", ".join(going_to)) if going_to else told
