"""A pasted list becomes items, and a cut leaves no stray blanks."""

from __future__ import annotations

from msgspec.structs import replace

from danvan_desktop.domain.list_text import split_item_as_list, split_list, trimmed_halves
from danvan_desktop.domain.report import Item, Period, Report, Run, Section
from danvan_desktop.domain.rich_text import paragraphs, plain_text, with_paragraphs


def _texts(entries: list) -> list[list[str]]:
    return [[plain_text(p) for p in entry] for entry in entries]


def test_entries_keep_their_further_paragraphs() -> None:
    lines = ["Một là, a", "thêm a", "Hai là, b"]
    assert _texts(split_list([(Run(line),) for line in lines])) == [["a", "thêm a"], ["b"]]


def test_what_comes_before_the_first_stays_first() -> None:
    lines = ["Trọng tâm:", "- a", "- b"]
    assert _texts(split_list([(Run(line),) for line in lines])) == [["Trọng tâm:"], ["a"], ["b"]]


def test_a_mark_may_be_bold_and_run_over_two_runs() -> None:
    first = (Run("Một ", bold=True), Run("là, ", bold=True), Run("làm "), Run("ngay", italic=True))
    assert split_list([first, (Run("Hai là, b"),)])[0] == ((Run("làm "), Run("ngay", italic=True)),)


def test_item_is_split_in_place_and_the_first_keeps_its_id() -> None:
    item = with_paragraphs(Item(id="i", type="task", cause="x"), [(Run("1. a"),), (Run("2. b"),)])
    section = Section("s", "tasks", "", (Item("h", "task", "trước"), item, Item("k", "task", "sau")))
    report = Report(kind="interim", period=Period("first_half", 2026), sections=(section,))
    items = split_item_as_list(report, "s", "i").sections[0].items
    assert [i.text for i in items] == ["trước", "a", "b", "sau"]
    assert [i.type for i in items] == ["task"] * 4
    assert items[1].id == "i"
    assert items[1].cause == "x"
    assert split_item_as_list(report, "s", "h") == report


def test_a_sentence_before_the_first_tasks_is_no_task_and_leads_into_them() -> None:
    lines = [(Run("Trọng tâm là:"),), (Run("1. a"),), (Run("2. b"),)]
    item = with_paragraphs(Item(id="i", type="task", origin="p"), lines)
    section = Section("s", "tasks", "", (item,))
    report = Report(kind="interim", period=Period("first_half", 2026), sections=(section,))
    items = split_item_as_list(report, "s", "i").sections[0].items
    assert [(one.type, one.text) for one in items] == [
        ("paragraph", "Trọng tâm là:"),
        ("task", "a"),
        ("task", "b"),
    ]
    assert (items[1].id, items[1].origin) == ("i", "p")
    after_a_task = Section("s", "tasks", "", (Item("h", "task", "trước"), item))
    later = split_item_as_list(replace(report, sections=(after_a_task,)), "s", "i").sections[0].items
    assert [one.type for one in later] == ["task"] * 4


def test_a_cut_leaves_no_blanks_and_never_trims_a_figure() -> None:
    figure = Run("95", figure="dt")
    before, after = trimmed_halves([(Run("a "),), ()], [(Run("  "), figure, Run(" b"))])
    assert before == ((Run("a"),),)
    assert after == ((figure, Run(" b")),)


def test_a_cut_at_an_end_leaves_an_empty_side() -> None:
    assert trimmed_halves([(Run("a"),)], [()]) == (((Run("a"),),), ((),))
    item = with_paragraphs(Item(), [()])
    assert paragraphs(item) == ((),)
