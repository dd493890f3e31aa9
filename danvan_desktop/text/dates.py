"""Dates as a document prints them."""

from __future__ import annotations

import re
from datetime import date


def two_digits(number: int, below: int) -> str:
    """`number` with a leading zero when it is below `below`."""
    return f"{number:02}" if number < below else str(number)


def long_date(day: date | None) -> str:
    """'ngày 05 tháng 02 năm 2026'; days under 10 and months 1, 2 get a zero (HD 05, grade C; NĐ 30, 3.3).

    Without a date, blanks for the văn thư to fill in by hand.
    """
    if day is None:
        return "ngày      tháng      năm        "
    return f"ngày {two_digits(day.day, 10)} tháng {two_digits(day.month, 3)} năm {day.year}"


def short_date(day: date) -> str:
    """'05/02/2026', '27/5/2026', as citations print it."""
    return f"{two_digits(day.day, 10)}/{two_digits(day.month, 3)}/{day.year}"


FIRST_YEAR, LAST_YEAR = 1945, 2200
"""No report of these offices is older than the one or of a year after the other: such a year is a slip."""

_TYPED_DATE = re.compile(
    r"(?:ngày\s+)?(\d{1,2})\s*(?:/|-|\.|\s+tháng\s+)\s*(\d{1,2})\s*(?:/|-|\.|\s+năm\s+)\s*(\d{4})",
    re.IGNORECASE,
)


def parse_date(text: str) -> date | None:
    """A day as a clerk types it: '5/2/2026', '05-02-2026', 'ngày 05 tháng 02 năm 2026'; None otherwise.

    None too for a day of a year that no report can be of.
    """
    match = _TYPED_DATE.fullmatch(text.strip())
    if match is None:
        return None
    day, month, year = map(int, match.groups())
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if FIRST_YEAR <= year <= LAST_YEAR else None


def full_date(day: date | None) -> str:
    """'05/02/2026' for a field; empty without a date."""
    return f"{day.day:02}/{day.month:02}/{day.year}" if day else ""
