"""Owed reports: their days of count, the next working day, and the office's own days."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from danvan_desktop.domain.calendar import (
    default_obligations,
    is_public_holiday,
    next_working_day,
    owed_in,
)
from danvan_desktop.domain.report import Period
from danvan_desktop.errors import UserError
from danvan_desktop.services.calendar import (
    OfficeCalendar,
    edited,
    owed_around,
    pressing,
    read_calendar,
    save_calendar,
)


def test_the_defaults_are_marked_as_such_and_counted_from_december() -> None:
    half, year = owed_in(2026, default_obligations())
    assert half.obligation.is_default
    assert (half.period, half.cutoff_from, half.cutoff_to) == (
        Period("first_half", 2026),
        date(2025, 12, 15),
        date(2026, 6, 14),
    )
    assert (half.due, half.moved_from) == (date(2026, 6, 15), None)
    assert (year.period.kind, year.cutoff_from, year.due) == ("year", date(2025, 12, 15), date(2026, 12, 15))


def test_a_due_date_on_a_sunday_moves_to_monday() -> None:
    half = owed_in(2025, default_obligations())[0]
    assert (half.due, half.moved_from) == (date(2025, 6, 16), date(2025, 6, 15))


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 4, 30), date(2026, 5, 4)),  # 30/4, 1/5, then a weekend
        (date(2026, 2, 16), date(2026, 2, 23)),  # the eve of Tết to its fourth day, then a weekend
        (date(2025, 4, 7), date(2025, 4, 8)),  # Giỗ Tổ
        (date(2025, 9, 2), date(2025, 9, 3)),
        (date(2025, 6, 17), date(2025, 6, 17)),
    ],
)
def test_holidays_are_passed_over(day: date, working: date) -> None:
    assert next_working_day(day) == working


def test_the_offices_own_days_off_count_too() -> None:
    assert next_working_day(date(2025, 6, 17), [date(2025, 6, 17)]) == date(2025, 6, 18)
    assert not is_public_holiday(date(2025, 6, 17))


def test_each_recipient_has_its_own_cutoff_and_day() -> None:
    year = default_obligations()[1]
    front = edited(
        year, recipient="Ủy ban MTTQ", due="11-28", cutoff_from="12-01", cutoff_to="11-15", previous_year=True
    )
    above = edited(year, recipient="Tỉnh ủy", due="12-05")
    owed = owed_in(2026, [above, front])
    assert [(o.obligation.recipient, o.cutoff_from, o.cutoff_to, o.due, o.moved_from) for o in owed] == [
        ("Ủy ban MTTQ", date(2025, 12, 1), date(2026, 11, 15), date(2026, 11, 30), date(2026, 11, 28)),
        ("Tỉnh ủy", date(2025, 12, 15), date(2026, 12, 14), date(2026, 12, 7), date(2026, 12, 5)),
    ]


def test_a_report_due_in_january_is_due_in_the_next_year() -> None:
    late = edited(default_obligations()[1], due="01-05")
    owed = owed_in(2025, [late])[0]
    assert owed.due == date(2026, 1, 5)
    assert not owed.obligation.is_default


def test_a_year_asked_for_before_its_end_is_due_within_it() -> None:
    early = edited(default_obligations()[1], due="11-15")
    assert owed_in(2024, [early])[0].due == date(2024, 11, 15)


def test_the_calendar_is_kept_and_defaults_stand_in(tmp_path: Path) -> None:
    assert read_calendar(tmp_path).obligations == default_obligations()
    own = OfficeCalendar(
        (edited(default_obligations()[0], recipient="Tỉnh ủy", due="06-10"),), (date(2026, 6, 10),)
    )
    save_calendar(tmp_path, own)
    assert read_calendar(tmp_path) == own
    assert owed_in(2026, own.obligations, own.days_off)[0].due == date(2026, 6, 11)


def test_a_day_that_is_none_is_refused_and_a_broken_file_named(tmp_path: Path) -> None:
    wrong = OfficeCalendar((msgspec.structs.replace(default_obligations()[0], due="06-31"),))
    with pytest.raises(UserError, match="6 tháng đầu năm"):
        save_calendar(tmp_path, wrong)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "lich_bao_cao.json").write_text("{", encoding="utf-8")
    with pytest.raises(UserError, match=r"lich_bao_cao\.json"):
        read_calendar(tmp_path)


def test_what_is_due_soon_late_or_done() -> None:
    calendar = OfficeCalendar(default_obligations())
    issued = [Period("year", 2025)]
    states = {o.period: s for o, s in owed_around(calendar, date(2026, 6, 1), issued)}
    assert states == {Period("first_half", 2026): "soon", Period("year", 2026): "later"}
    january = {o.period: s for o, s in owed_around(calendar, date(2026, 1, 5), ())}
    assert january[Period("year", 2025)] == "late"


def test_an_assumed_day_falls_silent_after_a_month_and_one_set_by_the_office_does_not() -> None:
    def spoken_of(calendar: OfficeCalendar, today: date) -> list[Period]:
        return [o.period for o, s in owed_around(calendar, today, ()) if pressing(o, s, today)]

    assumed = OfficeCalendar(default_obligations())
    of_office = OfficeCalendar(tuple(edited(one) for one in default_obligations()))
    half = Period("first_half", 2026)
    assert spoken_of(assumed, date(2026, 6, 1)) == [half]
    assert spoken_of(assumed, date(2026, 7, 1)) == [half]
    assert spoken_of(assumed, date(2026, 9, 1)) == []
    assert spoken_of(of_office, date(2026, 9, 1)) == [half]
