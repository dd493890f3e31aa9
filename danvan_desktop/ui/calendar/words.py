"""An owed report in a clerk's words."""

from __future__ import annotations

from datetime import date

from danvan_desktop.domain.calendar import Owed
from danvan_desktop.domain.period import period_text
from danvan_desktop.services.calendar import State
from danvan_desktop.text.unicode import capitalized
from danvan_desktop.ui.home.words import day_month
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


def state(owed: Owed, how: State, today: date) -> str:
    """'Quá hạn 3 ngày', 'Còn 5 ngày', 'Đã ban hành'."""
    days = (owed.due - today).days
    return say(f"due.state.{'today' if how == 'soon' and days == 0 else how}", days=abs(days))


def line(owed: Owed, how: State, today: date) -> str:
    """One line for the home page."""
    key = "due.line_default" if owed.obligation.is_default else "due.line"
    return say(
        key,
        period=capitalized(period_text(owed.period)),
        recipient=owed.obligation.recipient,
        day=day_month(owed.due, today),
        state=state(owed, how, today).lower(),
    )
