"""Periods in words: '6 tháng đầu năm 2026', 'năm 2026', and the one that follows."""

from __future__ import annotations

from datetime import date

from danvan_desktop.domain.report import Kind, Period, PeriodKind

_WORDS: dict[PeriodKind, str] = {
    "first_half": "6 tháng đầu năm {year}",
    "second_half": "6 tháng cuối năm {year}",
    "year": "năm {year}",
}


def period_text(period: Period) -> str:
    """'6 tháng đầu năm 2026', '6 tháng cuối năm 2026' or 'năm 2026'."""
    return _WORDS[period.kind].format(year=period.year)


def horizon(period: Period) -> Period:
    """The period whose tasks a report sets: after the first half the second, after a year the next."""
    if period.kind == "first_half":
        return Period("second_half", period.year)
    if period.kind == "second_half":
        return Period("first_half", period.year + 1)
    return Period("year", period.year + 1)


def same_period_before(period: Period) -> Period:
    """What 'cùng kỳ' means: the same half, or the year, one year earlier."""
    return Period(period.kind, period.year - 1)


def report_kind(period: Period) -> Kind:
    """A half-year is interim (sơ kết), a year annual (tổng kết); format_rules 6.3."""
    return "annual" if period.kind == "year" else "interim"


def last_day(period: Period) -> date:
    """The last calendar day of the period, for picking a profile while the report has no date."""
    return date(period.year, 6, 30) if period.kind == "first_half" else date(period.year, 12, 31)


def sort_key(period: Period) -> tuple[int, int]:
    """Orders periods in time; a year stands after its second half."""
    return period.year, ("first_half", "second_half", "year").index(period.kind)


def current_period(today: date) -> Period:
    """The period a clerk most likely reports on: the first half from April to September, else the year.

    January to March still close the year before.
    """
    if today.month <= 3:
        return Period("year", today.year - 1)
    return Period("first_half" if today.month <= 9 else "year", today.year)
