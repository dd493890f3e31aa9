"""A section's running text as paragraphs, and back to items that keep their ids."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from danvan_desktop.domain.edits import new_id
from danvan_desktop.domain.report import Item
from danvan_desktop.domain.rich_text import Paragraph, merge_runs, paragraphs, with_paragraphs


def text_of(items: Sequence[Item]) -> tuple[Paragraph, ...]:
    """All paragraphs of the items in order; one empty paragraph when there is no item."""
    return tuple(merge_runs(p) for item in items for p in paragraphs(item)) or ((),)


def with_text(items: Sequence[Item], new: Sequence[Paragraph]) -> tuple[Item, ...]:
    """Items that hold the paragraphs `new`, one each; items whose paragraphs did not change stay as they are.

    Unchanged items are matched from both ends; those between keep their ids by position.
    """
    if not items and not any(new):
        return ()
    old = [tuple(merge_runs(p) for p in paragraphs(item)) for item in items]
    wanted = [merge_runs(p) for p in new]
    head, first = _matched(old, wanted)
    tail, last = _matched(
        [item[::-1] for item in reversed(old[head:])], [*reversed(wanted[first:])]
    )  # fmt: skip
    between = items[head : len(items) - tail]
    changed = wanted[first : len(wanted) - last]
    return (*items[:head], *_rewritten(between, changed), *items[len(items) - tail :])


def _matched(old: Sequence[Sequence[Paragraph]], new: Sequence[Paragraph]) -> tuple[int, int]:
    """How many items, and how many paragraphs, are the same from the start."""
    taken = 0
    for count, item in enumerate(old):
        if tuple(new[taken : taken + len(item)]) != tuple(item):
            return count, taken
        taken += len(item)
    return len(old), taken


def _rewritten(items: Sequence[Item], new: Sequence[Paragraph]) -> list[Item]:
    found = []
    for index, paragraph in enumerate(new):
        base = items[index] if index < len(items) else Item(id=new_id("i"))
        found.append(with_paragraphs(base, [paragraph]))
    return found


def stretches(items: Sequence[Item]) -> list[tuple[int, int]]:
    """Index ranges of running text between tables: always one more than there are tables."""
    found, start = [], 0
    for index, item in enumerate(items):
        if item.type == "table":
            found.append((start, index))
            start = index + 1
    return [*found, (start, len(items))]


def with_cell(item: Item, row: int, column: int, text: str) -> Item:
    """The table item with one cell changed."""
    rows = [list(cells) for cells in item.rows]
    rows[row][column] = text
    return msgspec.structs.replace(item, rows=tuple(tuple(cells) for cells in rows))
