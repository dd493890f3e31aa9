"""Running text keeps the ids of the paragraphs that did not change, and every character of all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from danvan_desktop.domain.report import Item, Run
from danvan_desktop.domain.rich_text import Paragraph, merge_runs, paragraphs
from danvan_desktop.domain.section_text import stretches, text_of, with_text

_letters = st.text("abđế 😀", max_size=4)
_run = st.builds(Run, text=_letters, bold=st.booleans())
_paragraph = st.lists(_run, max_size=3).map(merge_runs)
_paragraphs = st.lists(_paragraph, min_size=1, max_size=6)


def _line(text: str) -> Paragraph:
    return (Run(text),) if text else ()


def _items(*texts: str) -> tuple[Item, ...]:
    return tuple(Item(id=f"i{number}", text=text) for number, text in enumerate(texts))


def _ids(items: tuple[Item, ...]) -> list[str]:
    return [item.id for item in items]


@given(_paragraphs, _paragraphs)
def test_any_text_is_kept_and_ids_stay_unique(before: list[Paragraph], after: list[Paragraph]) -> None:
    start = with_text((), before)
    items = with_text(start, after)
    assert text_of(items) == tuple(after) or not any(after)
    assert len(set(_ids(items))) == len(items)


@given(_paragraphs)
def test_the_same_text_changes_nothing(text: list[Paragraph]) -> None:
    items = with_text((), text)
    assert with_text(items, text_of(items)) == items


def test_typing_in_one_paragraph_keeps_all_ids() -> None:
    items = with_text(_items("a", "b", "c"), [_line("a"), _line("bx"), _line("c")])
    assert _ids(items) == ["i0", "i1", "i2"]


def test_a_new_paragraph_is_the_only_new_id() -> None:
    items = with_text(_items("a", "b"), [_line("a"), _line("new"), _line("b")])
    assert (items[0].id, items[2].id) == ("i0", "i1")
    assert items[1].id not in ("i0", "i1")


def test_a_deleted_paragraph_takes_only_its_id() -> None:
    assert _ids(with_text(_items("a", "b", "c"), [_line("a"), _line("c")])) == ["i0", "i2"]


def test_an_item_of_two_paragraphs_stays_whole_while_others_change() -> None:
    items = (Item(id="i0", text="a", more=("b",)), Item(id="i1", text="c"))
    changed = with_text(items, [_line("a"), _line("b"), _line("cx")])
    assert changed[0] is items[0]
    assert paragraphs(changed[1]) == (_line("cx"),)


def test_an_empty_section_stays_empty() -> None:
    assert with_text((), [()]) == ()
    assert text_of(()) == ((),)


def test_text_stands_between_tables() -> None:
    table = Item(id="t", type="table", rows=(("a",),))
    assert stretches((*_items("a"), table, *_items("b", "c"))) == [(0, 1), (2, 4)]
    assert stretches(()) == [(0, 0)]
