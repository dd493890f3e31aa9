"""An earlier state of a section comes back into today's report, and nothing else changes."""

from __future__ import annotations

import msgspec
import pytest
from invented import report

from danvan_desktop.domain.edits import (
    find_item,
    find_section,
    move_section,
    remove_item,
    remove_section,
    set_items,
    walk,
)
from danvan_desktop.domain.figure_edits import with_indicators
from danvan_desktop.domain.report import Indicator, Item, Report
from danvan_desktop.domain.restoring import with_facts_from, with_section_from


def _ids(report_: Report) -> list[str]:
    sections = [section for section, _ in walk(report_.sections)]
    return [section.id for section in sections] + [item.id for section in sections for item in section.items]


def test_a_section_comes_back_with_its_ids_and_the_rest_stays() -> None:
    today = set_items(report(note="hôm nay"), "nhiem-vu", [Item(id="i5", text="Sửa")])
    back = with_section_from(today, report(), "nhiem-vu")
    assert find_section(back, "nhiem-vu") == find_section(report(), "nhiem-vu")
    assert find_section(back, "mo-dau") == find_section(today, "mo-dau")


def test_a_section_under_another_comes_back_alone() -> None:
    today = set_items(report(), "con", ())
    today = remove_item(today, "ket-qua", "i3")
    back = with_section_from(today, report(), "con")
    assert find_section(back, "con") == find_section(report(), "con")
    assert find_item(back, "i3") is None


def test_a_section_stays_where_it_stands_today() -> None:
    today = move_section(set_items(report(), "nhiem-vu", ()), "nhiem-vu", -2)
    back = with_section_from(today, report(), "nhiem-vu")
    assert [section.id for section in back.sections] == ["nhiem-vu", "mo-dau", "ket-qua"]


@pytest.mark.parametrize("removed", ["mo-dau", "ket-qua", "nhiem-vu", "con"])
def test_a_removed_section_comes_back_in_its_place(removed: str) -> None:
    assert with_section_from(remove_section(report(), removed), report(), removed) == report()


def test_a_removed_section_whose_neighbours_are_gone_too_comes_back_somewhere() -> None:
    today = remove_section(remove_section(report(), "con"), "ket-qua")
    back = with_section_from(today, report(), "con")
    assert find_section(back, "con") == find_section(report(), "con")


def test_what_moved_elsewhere_stays_there_and_no_id_is_given_twice() -> None:
    moved = find_item(report(), "i5")
    assert moved is not None
    item = moved[0].items[moved[1]]
    today = remove_item(report(), "nhiem-vu", "i5")
    today = set_items(today, "mo-dau", [*today.sections[0].items, item])
    back = with_section_from(today, report(), "nhiem-vu")
    assert back.sections[0] == today.sections[0]
    restored = back.sections[2].items[0]
    assert restored.text == item.text
    assert len(set(_ids(back))) == len(_ids(back))


def test_a_figure_in_what_comes_back_reads_what_it_is_today() -> None:
    today = with_indicators(report(), [Indicator("doi_thoai", "Số cuộc đối thoại", "cuộc", "15", "12")])
    today = set_items(today, "ket-qua", [Item(id="x", text="Đã viết lại.")])
    back = with_section_from(today, report(), "ket-qua")
    assert back.sections[1].items[0].text == "Tổ chức 15 cuộc đối thoại."


def test_there_is_no_bringing_back_what_was_not_there() -> None:
    with pytest.raises(KeyError):
        with_section_from(report(), remove_section(report(), "con"), "con")


def test_the_facts_come_back_without_the_sections() -> None:
    changed = msgspec.structs.replace(report(note="nay"), subject="khác", recipients=(), number=99)
    back = with_facts_from(changed, report())
    assert (back.subject, back.recipients, back.number) == (report().subject, report().recipients, 12)
    assert back.sections == changed.sections
