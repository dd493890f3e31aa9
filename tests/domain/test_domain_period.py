from __future__ import annotations

from datetime import date

import pytest

from danvan_desktop.domain.period import (
    current_period,
    horizon,
    last_day,
    period_text,
    report_kind,
    same_period_before,
    sort_key,
)
from danvan_desktop.domain.report import Period

FIRST, SECOND, YEAR = Period("first_half", 2026), Period("second_half", 2026), Period("year", 2026)


def test_periods_in_words() -> None:
    assert [period_text(p) for p in (FIRST, SECOND, YEAR)] == [
        "6 tháng đầu năm 2026", "6 tháng cuối năm 2026", "năm 2026",
    ]  # fmt: skip


def test_what_a_report_looks_ahead_to() -> None:
    assert [horizon(p) for p in (FIRST, SECOND, YEAR)] == [
        SECOND,
        Period("first_half", 2027),
        Period("year", 2027),
    ]


@pytest.mark.parametrize("period", [FIRST, SECOND, YEAR])
def test_the_same_period_is_a_year_earlier(period: Period) -> None:
    assert same_period_before(period) == Period(period.kind, 2025)


def test_half_years_are_interim_and_years_annual() -> None:
    assert [report_kind(p) for p in (FIRST, SECOND, YEAR)] == ["interim", "interim", "annual"]


def test_last_days_and_order() -> None:
    assert [last_day(p) for p in (FIRST, SECOND, YEAR)] == [
        date(2026, 6, 30), date(2026, 12, 31), date(2026, 12, 31),
    ]  # fmt: skip
    assert sorted([Period("first_half", 2027), YEAR, SECOND, FIRST], key=sort_key) == [
        FIRST, SECOND, YEAR, Period("first_half", 2027),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("today", "period"),
    [
        (date(2026, 3, 31), Period("year", 2025)),
        (date(2026, 4, 1), FIRST),
        (date(2026, 9, 30), FIRST),
        (date(2026, 10, 1), YEAR),
    ],
)
def test_the_period_a_clerk_most_likely_reports_on(today: date, period: Period) -> None:
    assert current_period(today) == period
