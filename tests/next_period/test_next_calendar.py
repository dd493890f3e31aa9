"""Owed reports: their days of count, the next working day, and the office's own days."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from danvan_desktop.domain.calendar import (
    default_obligations,
    identified,
    is_public_holiday,
    next_working_day,
    owed_in,
)
from danvan_desktop.domain.office import Office
from danvan_desktop.domain.report import Answer, Issuer, Period, Report
from danvan_desktop.domain.report_json import decode, encode
from danvan_desktop.errors import UserError
from danvan_desktop.layout.sample import sample_report
from danvan_desktop.services.calendar import (
    OfficeCalendar,
    OwedRow,
    Written,
    edited,
    owed_around,
    pressing,
    read_calendar,
    save_calendar,
)
from danvan_desktop.services.library import open_library
from danvan_desktop.services.next_reports import draft_from, groundwork, keep_draft
from danvan_desktop.services.owed import chosen_for, keep_answers, written_reports


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


def _states(calendar: OfficeCalendar, today: date, *written: Written) -> dict[tuple[str, str], str]:
    rows = owed_around(calendar, today, written)
    return {(row.owed.obligation.recipient, row.owed.period.kind): row.state for row in rows}


def test_what_is_due_soon_late_or_done() -> None:
    calendar = OfficeCalendar(default_obligations())
    sent = Written(1, Period("year", 2025), issued=True)
    states = {row.owed.period: row.state for row in owed_around(calendar, date(2026, 6, 1), [sent])}
    assert states == {Period("first_half", 2026): "soon", Period("year", 2026): "later"}
    january = {row.owed.period: row.state for row in owed_around(calendar, date(2026, 1, 5), ())}
    assert january[Period("year", 2025)] == "late"


def test_an_assumed_day_falls_silent_after_a_month_and_one_set_by_the_office_does_not() -> None:
    def spoken_of(calendar: OfficeCalendar, today: date) -> list[Period]:
        rows = owed_around(calendar, today, ())
        return [row.owed.period for row in rows if pressing(row.owed, row.state, today)]

    assumed = OfficeCalendar(default_obligations())
    of_office = OfficeCalendar(tuple(edited(one) for one in default_obligations()))
    half = Period("first_half", 2026)
    assert spoken_of(assumed, date(2026, 6, 1)) == [half]
    assert spoken_of(assumed, date(2026, 7, 1)) == [half]
    assert spoken_of(assumed, date(2026, 9, 1)) == []
    assert spoken_of(of_office, date(2026, 9, 1)) == [half]


HALF, YEAR = Period("first_half", 2026), Period("year", 2026)
JUNE = date(2026, 6, 1)


def _of_two() -> OfficeCalendar:
    """A year owed to two recipients, the half and the year to each."""
    half, year = default_obligations()
    again = [
        edited(half, id="", recipient="MTTQ xã", due="06-20"),
        edited(year, id="", recipient="MTTQ xã", due="11-28"),
    ]
    own = [edited(half, recipient="Tỉnh ủy"), edited(year, recipient="Tỉnh ủy", due="12-05")]
    return OfficeCalendar(identified([*own, *again]))


def _row(calendar: OfficeCalendar, recipient: str, period: Period, *written: Written) -> OwedRow:
    rows = owed_around(calendar, JUNE, written)
    return next(
        row for row in rows if (row.owed.obligation.recipient, row.owed.period) == (recipient, period)
    )


def _answers(calendar: OfficeCalendar, *recipients: str) -> tuple[Answer, ...]:
    return tuple(
        Answer(one.id, one.recipient)
        for one in calendar.obligations
        if one.recipient in recipients and one.period == "first_half"
    )


def test_a_report_sent_to_one_recipient_leaves_the_other_owed() -> None:
    calendar = _of_two()
    one = Written(1, HALF, issued=True, answers=_answers(calendar, "Tỉnh ủy"))
    states = _states(calendar, JUNE, one)
    assert states["Tỉnh ủy", "first_half"] == "done"
    assert states["MTTQ xã", "first_half"] == "soon"
    both = Written(1, HALF, issued=True, answers=_answers(calendar, "Tỉnh ủy", "MTTQ xã"))
    assert _states(calendar, JUNE, both)["MTTQ xã", "first_half"] == "done"


def test_a_report_nobody_has_said_it_of_answers_the_first_of_its_period_only() -> None:
    calendar = _of_two()
    assert _row(calendar, "Tỉnh ủy", HALF, Written(1, HALF, issued=True)).state == "done"
    assert _row(calendar, "MTTQ xã", HALF, Written(1, HALF, issued=True)).written is None
    nobody = Written(1, HALF, issued=True, answers=())
    assert _row(calendar, "Tỉnh ủy", HALF, nobody).state == "soon"


def test_a_draft_is_shown_with_its_row_and_the_row_is_done_when_it_is_issued() -> None:
    calendar = _of_two()
    draft = Written(7, HALF, answers=_answers(calendar, "MTTQ xã"))
    row = _row(calendar, "MTTQ xã", HALF, Written(1, HALF, issued=True), draft)
    assert (row.state, row.written) == ("soon", draft)
    assert _row(calendar, "Tỉnh ủy", HALF, Written(1, HALF, issued=True), draft).state == "done"
    other_year = Written(9, Period("first_half", 2025), issued=True, answers=draft.answers)
    assert _row(calendar, "MTTQ xã", HALF, other_year).written is None


def _recipients(answers: tuple[Answer, ...]) -> list[str]:
    return [answer.recipient for answer in answers]


def test_one_report_is_given_a_second_recipient_and_taken_from_it_again() -> None:
    calendar = _of_two()
    front = _row(calendar, "MTTQ xã", HALF).owed
    both = chosen_for(front, 1, [Written(1, HALF), Written(2, YEAR)], calendar)
    assert {one: _recipients(now) for one, now in both.items()} == {1: ["Tỉnh ủy", "MTTQ xã"]}
    again = chosen_for(front, None, [Written(1, HALF, answers=both[1])], calendar)
    assert {one: _recipients(now) for one, now in again.items()} == {1: ["Tỉnh ủy"]}
    assert chosen_for(front, 1, [Written(1, HALF, answers=both[1])], calendar) == {}


def test_a_report_chosen_takes_the_recipient_from_the_other_and_nothing_more() -> None:
    calendar = _of_two()
    front = _row(calendar, "MTTQ xã", HALF).owed
    issued = Written(1, HALF, issued=True, answers=_answers(calendar, "Tỉnh ủy", "MTTQ xã"))
    changed = chosen_for(front, 2, [Written(2, HALF), issued], calendar)
    assert {one: _recipients(now) for one, now in changed.items()} == {2: ["MTTQ xã"], 1: ["Tỉnh ủy"]}


def test_an_entry_keeps_its_id_whatever_is_edited_and_an_older_calendar_gets_ids(tmp_path: Path) -> None:
    calendar = _of_two()
    renamed = edited(calendar.obligations[0], recipient="Ban Thường vụ Tỉnh ủy", due="06-01")
    assert renamed.id == calendar.obligations[0].id
    bare = [msgspec.structs.replace(one, id="") for one in (*calendar.obligations, *calendar.obligations)]
    old = msgspec.json.encode({"obligations": msgspec.to_builtins(bare), "days_off": []})
    (tmp_path / "lich_bao_cao.json").write_bytes(old)
    read = read_calendar(tmp_path)
    ids = [one.id for one in read.obligations]
    assert len(set(ids)) == len(ids) == 8
    assert read_calendar(tmp_path) == read, "the same ids every time, saved or not"
    save_calendar(tmp_path, read)
    assert read_calendar(tmp_path) == read


def test_the_report_says_what_it_answers_and_an_issued_one_can_still_be_told(tmp_path: Path) -> None:
    library = open_library(tmp_path)
    try:
        calendar = _of_two()
        save_calendar(tmp_path, calendar)
        office_id = library.drafts.add_office(Office(kind="commune_party", issuer=Issuer("", "ĐẢNG ỦY XÃ A")))
        report = Report(kind="interim", period=HALF, issuer=Issuer("", "ĐẢNG ỦY XÃ A"))
        other = msgspec.structs.replace(report, issuer=Issuer("", "ĐẢNG ỦY XÃ B"))
        own = library.drafts.create(report, office_id)
        library.drafts.create(other, None, status="issued", archived=True)
        read = library.drafts.create(report, None, status="issued", archived=True)
        library.drafts.set_status(own, "issued")
        found = written_reports(library, range(2025, 2027))
        assert {one.id for one in found} == {own, read}, "what others sent in does not count"
        keep_answers(library, own, _answers(calendar, "Tỉnh ủy", "MTTQ xã"))
        assert library.drafts.load(own).answers == _answers(calendar, "Tỉnh ủy", "MTTQ xã")
        assert library.drafts.summary(own).status == "issued"
        nobody = library.drafts.load(read)
        assert (nobody.answers, b"answers" in encode(nobody)) == (None, False)
        again = decode(encode(library.drafts.load(own)))
        assert again.answers == _answers(calendar, "Tỉnh ủy", "MTTQ xã")
        assert library.drafts.load(library.drafts.duplicate(own)).answers == (), "a copy was sent to nobody"
        with pytest.raises(UserError):
            keep_answers(library, 99, ())
    finally:
        library.close()


def test_the_next_report_goes_where_the_last_one_went_and_meets_the_first_deadline(tmp_path: Path) -> None:
    library = open_library(tmp_path)
    try:
        calendar = _of_two()
        save_calendar(tmp_path, calendar)
        report = msgspec.structs.replace(sample_report(), answers=_answers(calendar, "Tỉnh ủy", "MTTQ xã"))
        last = library.drafts.create(report, None)
        work = groundwork(library, last)
        made = keep_draft(library, work, draft_from(work))
        assert [answer.recipient for answer in library.drafts.load(made).answers or ()] == [
            "Tỉnh ủy",
            "MTTQ xã",
        ]
        assert library.drafts.summary(made).due == date(2026, 11, 30), "28/11 is a Saturday"
        keep_answers(library, last, _answers(calendar, "Tỉnh ủy"))
        front = _row(calendar, "MTTQ xã", YEAR).owed
        apart = groundwork(library, last, owed=front).answers
        assert [answer.recipient for answer in apart or ()] == ["Tỉnh ủy", "MTTQ xã"]
        unsaid = library.drafts.create(sample_report(), None)
        assert groundwork(library, unsaid).answers is None
    finally:
        library.close()


def test_a_recipient_another_report_of_the_period_names_is_left_to_it(tmp_path: Path) -> None:
    library = open_library(tmp_path)
    try:
        calendar = _of_two()
        save_calendar(tmp_path, calendar)
        issuer = sample_report().issuer
        library.drafts.add_office(Office(kind="commune_party", issuer=issuer))
        report = msgspec.structs.replace(sample_report(), answers=_answers(calendar, "Tỉnh ủy", "MTTQ xã"))
        last = library.drafts.create(report, None)
        front = _row(calendar, "MTTQ xã", YEAR).owed
        answer = Answer(front.obligation.id, "MTTQ xã")
        library.drafts.create(Report(kind="annual", period=YEAR, issuer=issuer, answers=(answer,)), None)
        found = groundwork(library, last).answers
        assert [answer.recipient for answer in found or ()] == ["Tỉnh ủy"]
    finally:
        library.close()


@pytest.mark.parametrize("field", ["cutoff_from", "cutoff_to", "due"])
@pytest.mark.parametrize("day", ["06-31", "13-01", "02-30", "6-5", "", "ngày", "06-00"])
def test_a_calendar_on_the_disk_with_an_impossible_day_is_refused_in_words(
    tmp_path: Path, field: str, day: str
) -> None:
    wrong = OfficeCalendar((msgspec.structs.replace(default_obligations()[0], **{field: day}),))
    (tmp_path / "lich_bao_cao.json").write_bytes(msgspec.json.encode(wrong))
    with pytest.raises(UserError, match="có ngày không đúng"):
        read_calendar(tmp_path)


@pytest.mark.parametrize("previous_year", [False, True])
def test_the_29th_of_february_is_the_28th_in_a_common_year(tmp_path: Path, previous_year: bool) -> None:
    leap = edited(default_obligations()[0], cutoff_from="02-29", previous_year=previous_year)
    save_calendar(tmp_path, OfficeCalendar((leap,)))
    found = read_calendar(tmp_path).obligations
    starts = [owed_in(year, found)[0].cutoff_from for year in (2024, 2025, 2028, 2029)]
    earlier = int(previous_year)
    days = {2023: 28, 2024: 29, 2025: 28, 2027: 28, 2028: 29, 2029: 28}
    assert starts == [date(y - earlier, 2, days[y - earlier]) for y in (2024, 2025, 2028, 2029)]
