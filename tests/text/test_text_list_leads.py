"""List marks are known in all the forms people type them, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from danvan_desktop.text.list_leads import Entry, list_entries
from danvan_desktop.text.ordinals import task_word


def _rests(*lines: str) -> list[str]:
    return [lines[entry.line][entry.lead :] for entry in list_entries(lines)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Một là, a", "Hai là, b"),
        ("Một là,\u00a0a", "Hai là,\u00a0b"),
        ("Một là: a", "Hai là: b"),
        ("Một là a", "Hai là b"),
        ("một\u00a0là, a", "hai  là ,  b"),
        ("MỘT LÀ, a", "HAI LÀ, b"),
        ("Thứ nhất, a", "Thứ hai, b"),
        ("1. a", "2. b"),
        ("1) a", "2) b"),
        ("(1) a", "(2) b"),
        ("- a", "- b"),
        ("– a", "– b"),
        ("• a", "•\tb"),
        ("+ a", "+ b"),
    ],
)
def test_marks_are_cut_off(first: str, second: str) -> None:
    assert _rests(first, second) == ["a", "b"]


def test_every_word_to_forty_is_known() -> None:
    lines = [f"{task_word(number)}, việc {number}" for number in range(1, 41)]
    assert _rests(*lines) == [f"việc {number}" for number in range(1, 41)]


def test_nam_the_year_is_not_nam_the_five() -> None:
    assert list_entries(["Năm 2021 là năm đầu nhiệm kỳ.", "Năm 2022 là năm thứ hai."]) == []
    assert list_entries(["Một là, a", "Năm là năm cuối.", "Hai là, b"]) == [Entry(0, 8), Entry(2, 8)]
    four = ["Một là, a", "Hai là, b", "Ba là, c", "Bốn là, d", "Năm là, e"]
    assert len(list_entries(four)) == 5


def test_a_dash_after_the_word_belongs_to_the_lead() -> None:
    assert _rests("Một là - củng cố", "Hai là – mở rộng") == ["củng cố", "mở rộng"]


def test_lines_without_a_mark_belong_to_the_entry_before() -> None:
    lines = ["Một là, a", "thêm", "Hai là, b"]
    assert [entry.line for entry in list_entries(lines)] == [0, 2]


def test_a_mark_of_another_kind_belongs_to_the_entry_before() -> None:
    assert [entry.line for entry in list_entries(["- a", "+ a1", "+ a2", "– b"])] == [0, 3]


def test_a_lead_in_with_a_colon_may_come_first() -> None:
    assert [entry.line for entry in list_entries(["Trọng tâm là:", "Một là, a", "Hai là, b"])] == [1, 2]
    assert list_entries(["Một đoạn văn.", "Một là, a", "Hai là, b"]) == []


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["Một là, a"],
        ["a", "b"],
        ["1. a", "3. b"],
        ["2021 là năm", "2022 là năm"],
        ["-5 độ", "-6 độ"],
        ["12.5 tỷ", "13.5 tỷ"],
        ["Thứ nhất là a", "Thứ hai là b"],
    ],
)
def test_what_is_no_list(lines: list[str]) -> None:
    assert list_entries(lines) == []


@pytest.mark.parametrize("count", [99, 100, 400])
def test_long_lists_are_read_to_their_end(count: int) -> None:
    numbered = [f"{number}. việc" for number in range(1, count + 1)]
    worded = [f"{task_word(number)}, việc" for number in range(1, count + 1)]
    for lines in (numbered, worded):
        assert [entry.line for entry in list_entries(lines)] == list(range(count))
    assert _rests(*worded) == ["việc"] * count
