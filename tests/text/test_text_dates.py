from __future__ import annotations

from datetime import date

import pytest

from danvan_desktop.text.dates import long_date, parse_date, short_date


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2026, 5, 27), "ngày 27 tháng 5 năm 2026"),
        (date(2026, 1, 10), "ngày 10 tháng 01 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2025, 12, 31), "ngày 31 tháng 12 năm 2025"),
    ],
)
def test_zeros_stand_before_days_under_ten_and_the_first_two_months(day: date, text: str) -> None:
    assert long_date(day) == text


@pytest.mark.parametrize(
    ("day", "text"),
    [(date(2026, 2, 5), "05/02/2026"), (date(2026, 5, 27), "27/5/2026"), (date(2025, 10, 1), "01/10/2025")],
)
def test_short_date_of_a_citation(day: date, text: str) -> None:
    assert short_date(day) == text


def test_an_open_date_leaves_room_for_the_hand() -> None:
    blank = long_date(None)
    assert blank.split() == ["ngày", "tháng", "năm"]
    assert blank.startswith("ngày   ")


@pytest.mark.parametrize("typed", ["31/12/1944", "01/01/2201", "1/1/0001", "1/1/9999"])
def test_a_day_of_a_year_no_report_can_be_of_is_a_slip(typed: str) -> None:
    assert parse_date(typed) is None
