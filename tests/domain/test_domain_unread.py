"""What was carried over counts until its sentences are rewritten or confirmed."""

from __future__ import annotations

from danvan_desktop.domain.report import Indicator, Item, Kept, Period, Report, Section
from danvan_desktop.domain.unread import (
    confirm_figures,
    confirm_item,
    confirm_section,
    unread_count,
    unread_figures,
    unread_sentences,
)

LAST = Period("year", 2025)
FIRST, SECOND = "Xã tiếp 182 lượt công dân.", "Đã giải quyết xong 34 đơn thư."
BOTH = Kept(LAST, f"{FIRST} {SECOND}")


def report() -> Report:
    inner = Section("inner", "results", items=(Item("i2", text=SECOND, kept=Kept(LAST, SECOND)),))
    items = (Item("i1", text=f"{FIRST} {SECOND}", kept=BOTH), Item("i3", text="Câu mới viết."))
    outer = Section("outer", "results", items=items, sections=(inner,))
    figures = (Indicator("a", value="3", kept=True), Indicator("b", value="4", kept=True), Indicator("c"))
    return Report(kind="interim", period=Period("first_half", 2026), sections=(outer,), indicators=figures)


def test_a_sentence_rewritten_is_read_and_the_one_beside_it_is_not() -> None:
    assert unread_sentences(Item(text=f"{FIRST} {SECOND}", kept=BOTH)) == 2
    assert unread_sentences(Item(text=f"Xã tiếp 90 lượt công dân. {SECOND}", kept=BOTH)) == 1
    assert unread_sentences(Item(text="Viết lại tất cả.", kept=BOTH)) == 0
    assert unread_sentences(Item(text=f"{FIRST} {SECOND}")) == 0


def test_a_section_counts_what_is_inside_it() -> None:
    outer = report().sections[0]
    assert unread_count(outer) == 2
    assert unread_count(outer.sections[0]) == 1


def test_one_item_or_a_whole_section_is_confirmed_and_nothing_else_changes() -> None:
    before = report()
    one = confirm_item(before, "i1")
    assert unread_count(one.sections[0]) == 1
    assert one.sections[0].items[0].text == before.sections[0].items[0].text
    assert unread_count(confirm_section(before, "outer").sections[0]) == 0
    assert unread_count(confirm_section(before, "inner").sections[0]) == 1
    for unknown in ("i3", "nowhere"):
        assert confirm_item(before, unknown) is before
    assert confirm_section(before, "nowhere") is before


def test_figures_are_confirmed_one_by_one_or_all() -> None:
    assert unread_figures(confirm_figures(report(), "a")) == 1
    assert unread_figures(confirm_figures(report())) == 0
    assert [figure.value for figure in confirm_figures(report()).indicators] == ["3", "4", ""]
