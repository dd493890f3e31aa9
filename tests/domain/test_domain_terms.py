"""Terms of office: the running one in place of an ended one, names of documents and history as they are."""

from __future__ import annotations

from datetime import date

import pytest

from danvan_desktop.domain.next_period import next_draft, next_report
from danvan_desktop.domain.report import Item, Period, Report, Role, Section
from danvan_desktop.domain.terms import ended_terms, holders, renewed_terms

JUNE_2025, DECEMBER_2025, JUNE_2026 = date(2025, 6, 18), date(2025, 12, 18), date(2026, 6, 18)


@pytest.mark.parametrize(
    ("text", "day", "now"),
    [
        ("thực hiện nhiệm vụ nhiệm kỳ 2020 - 2025", JUNE_2025, "thực hiện nhiệm vụ nhiệm kỳ 2020 - 2025"),
        ("thực hiện nhiệm vụ nhiệm kỳ 2020-2025", DECEMBER_2025, "thực hiện nhiệm vụ nhiệm kỳ 2025-2030"),
        ("HĐND xã nhiệm kỳ 2021 - 2026 họp", DECEMBER_2025, "HĐND xã nhiệm kỳ 2021 - 2026 họp"),
        ("HĐND xã nhiệm kỳ 2021 – 2026 họp", JUNE_2026, "HĐND xã nhiệm kỳ 2026 – 2031 họp"),
        ("Đảng ủy xã lãnh đạo nhiệm kỳ 2021 - 2026 của HĐND", JUNE_2026,
         "Đảng ủy xã lãnh đạo nhiệm kỳ 2026 - 2031 của HĐND"),
        ("đại biểu Quốc hội khóa XV họp", JUNE_2026, "đại biểu Quốc hội khóa XVI họp"),
        ("Quốc hội khóa XV, nhiệm kỳ 2021 - 2026", JUNE_2026, "Quốc hội khóa XVI, nhiệm kỳ 2026 - 2031"),
        ("Uỷ ban MTTQ Việt Nam xã nhiệm kỳ 2024 - 2029", JUNE_2026,
         "Uỷ ban MTTQ Việt Nam xã nhiệm kỳ 2025 - 2030"),
        ("Ủy ban Trung ương MTTQ Việt Nam nhiệm kỳ 2024 - 2029", JUNE_2026,
         "Ủy ban Trung ương MTTQ Việt Nam nhiệm kỳ 2026 - 2031"),
        ("Hội Nông dân xã nhiệm kỳ 2023 - 2028", JUNE_2026, "Hội Nông dân xã nhiệm kỳ 2025 - 2030"),
        ("chào mừng Đại hội XIII của Đảng", JUNE_2026, "chào mừng Đại hội XIV của Đảng"),
        ("NHIỆM KỲ 2020 - 2025", JUNE_2026, "NHIỆM KỲ 2025 - 2030"),
    ],
)  # fmt: skip
def test_the_running_term_takes_the_place_of_an_ended_one(text: str, day: date, now: str) -> None:
    assert renewed_terms(text, day) == now


@pytest.mark.parametrize(
    "text",
    [
        "Tổng kết công tác dân vận nhiệm kỳ 2020 - 2025.",
        "Trong nhiệm kỳ 2020 - 2025, Đảng bộ đã kết nạp 40 đảng viên.",
        "Nguyên Bí thư Đảng ủy xã nhiệm kỳ 2020 - 2025 dự họp.",
        "Kế hoạch số 5-KH/TU, ngày 03/3/2021 về công tác dân vận nhiệm kỳ 2020 - 2025",
        "Nghị quyết số 43-NQ/TW, ngày 24/11/2023 của Ban Chấp hành Trung ương Đảng khóa XIII",
        "Chương trình mục tiêu quốc gia giai đoạn 2021 - 2025",
        "Đại hội XIX Công đoàn tỉnh",
    ],
)
def test_history_citations_and_stages_are_no_running_terms(text: str) -> None:
    assert ended_terms(text, JUNE_2026) == ()


def test_the_last_year_of_a_term_is_named_in_that_year_only() -> None:
    text = "là năm cuối nhiệm kỳ 2020 - 2025"
    assert ended_terms(text, DECEMBER_2025) == ()
    assert len(ended_terms(text, JUNE_2026)) == 1


def test_a_document_keeps_its_name_and_is_pointed_out() -> None:
    text = "Thực hiện Nghị quyết Đại hội Đảng bộ xã nhiệm kỳ 2020 - 2025"
    assert renewed_terms(text, JUNE_2026) == text
    (ended,) = ended_terms(text, JUNE_2026)
    assert (ended.named, ended.now) == (True, "nhiệm kỳ 2025 - 2030")


def test_a_term_only_the_person_can_renew_has_no_words() -> None:
    numbered = "Ban Chấp hành Đảng bộ xã khóa XXII (2020 - 2025) họp"
    unknown = "Ban quản lý chợ nhiệm kỳ 2022 - 2024 họp"
    assert [ended.now for text in (numbered, unknown) for ended in ended_terms(text, JUNE_2026)] == ["", ""]
    assert renewed_terms(numbered, JUNE_2026) == numbered


def test_an_election_that_lies_behind_is_no_task() -> None:
    text = "tổ chức tốt cuộc bầu cử đại biểu Quốc hội khóa XVI, HĐND các cấp nhiệm kỳ 2026 - 2031"
    assert len(ended_terms(text, JUNE_2026, ahead=True)) == 2
    assert ended_terms(text, JUNE_2026) == ()
    assert ended_terms(text, DECEMBER_2025, ahead=True) == ()


def test_an_election_of_an_earlier_year_is_no_event_of_this_one() -> None:
    text = "Nhân dân tích cực tham gia bầu cử đại biểu HĐND các cấp nhiệm kỳ 2026 - 2031"
    assert ended_terms(text, date(2026, 12, 18)) == ()
    (gone,) = ended_terms(text, date(2027, 6, 18))
    assert (gone.now, gone.named) == ("", False)
    assert ended_terms(f"Từ cuộc {text[24:]}", date(2027, 6, 18)) == ()


def test_the_table_runs_without_gaps_and_says_what_it_rests_on() -> None:
    for holder in holders():
        assert holder.src
        assert holder.grade in "ACK"
        days = [term.over for term in holder.terms[:-1]]
        assert None not in days
        assert days == sorted(days)  # type: ignore[type-var]
        assert holder.terms[-1].over is None
        firsts = [term.years[0] for term in holder.terms]
        assert firsts == sorted(firsts)


def _draft(text: str, role: Role, new: Period) -> tuple[Report, tuple[str, ...]]:
    section = Section("s", role, "Nhiệm kỳ 2020 - 2025", (Item("i", text=text),))
    old = Report(kind="interim", period=Period("first_half", 2025), sections=(section,))
    made = next_draft(old, new)
    return made.report, tuple(left.text for left in made.left_behind)


def test_a_draft_takes_the_running_term_and_waits_for_it_to_be_read() -> None:
    report, left = _draft("Thực hiện nhiệm vụ nhiệm kỳ 2020 - 2025:", "opening", Period("year", 2025))
    item = report.sections[0].items[0]
    assert item.text == "Thực hiện nhiệm vụ nhiệm kỳ 2025 - 2030:"
    assert item.kept is not None
    assert left == ()
    assert report.sections[0].heading == "Nhiệm kỳ 2020 - 2025"


def test_a_draft_leaves_behind_a_term_it_cannot_renew() -> None:
    report, left = _draft(
        "Đảng ủy khóa XXII (2020 - 2025) họp. Xã có 9 thôn.", "context", Period("year", 2025)
    )
    assert report.sections[0].items[0].text == "Xã có 9 thôn."
    assert left == ("Đảng ủy khóa XXII (2020 - 2025) họp.",)


def test_a_term_that_still_runs_goes_on_unchanged() -> None:
    section = Section("s", "context", "", (Item("i", text="HĐND xã nhiệm kỳ 2021 - 2026 có 25 đại biểu."),))
    old = Report(kind="interim", period=Period("first_half", 2025), sections=(section,))
    assert (
        next_report(old, Period("year", 2025)).sections[0].items[0].text.startswith("HĐND xã nhiệm kỳ 2021")
    )
