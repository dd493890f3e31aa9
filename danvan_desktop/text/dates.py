"""Dates as a document prints them."""

from __future__ import annotations

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
