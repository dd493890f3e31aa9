"""Pasted list text made into items: the marks cut off, the further lines kept as paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from danvan_desktop.domain.edits import find_section, new_id, set_items
from danvan_desktop.domain.report import Item, Report, Run
from danvan_desktop.domain.rich_text import Paragraph, paragraphs, plain_text, with_paragraphs
from danvan_desktop.text.list_leads import list_entries


def split_list(text: Sequence[Paragraph]) -> list[tuple[Paragraph, ...]]:
    """The paragraphs of each entry of a list, without its mark; what comes before the first stays first.

    Empty when the paragraphs are not a list of two or more.
    """
    entries = list_entries([plain_text(paragraph) for paragraph in text])
    if not entries:
        return []
    starts = [entry.line for entry in entries]
    found: list[tuple[Paragraph, ...]] = [tuple(text[: starts[0]])] if starts[0] else []
    for entry, end in zip(entries, [*starts[1:], len(text)], strict=True):
        found.append((_without(text[entry.line], entry.lead), *text[entry.line + 1 : end]))
    return found


def split_item_as_list(report: Report, section_id: str, item_id: str) -> Report:
    """The item made one item for each entry of the list it holds; unchanged when it holds none.

    A sentence before the first of a section's tasks leads into them ('Trọng tâm là:') and is no task itself.
    """
    section = find_section(report, section_id)
    if section is None:
        raise KeyError(section_id)
    items: list[Item] = []
    for item in section.items:
        entries = split_list(paragraphs(item)) if item.id == item_id else []
        if not entries:
            items.append(item)
            continue
        first, *further = entries
        if (
            _leads_in(paragraphs(item))
            and item.type == "task"
            and not any(one.type == "task" for one in items)
        ):
            items.append(with_paragraphs(Item(id=new_id("i")), first))
            first, *further = further
        items.append(with_paragraphs(item, first))
        items += [with_paragraphs(Item(id=new_id("i"), type=item.type), entry) for entry in further]
    return set_items(report, section_id, items)


def entry_count(text: Sequence[Paragraph]) -> int:
    """How many entries the list has, the sentence that leads into it not counted."""
    return len(list_entries([plain_text(paragraph) for paragraph in text]))


def _leads_in(text: Sequence[Paragraph]) -> bool:
    """Whether a sentence stands before the list's first entry."""
    return list_entries([plain_text(paragraph) for paragraph in text])[0].line > 0


def trimmed_halves(
    before: Sequence[Paragraph], after: Sequence[Paragraph]
) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """Both sides of a cut without the blanks at it, and without the empty paragraph it may leave."""
    left, right = list(before), list(after)
    while len(left) > 1 and not plain_text(left[-1]).strip():
        left.pop()
    while len(right) > 1 and not plain_text(right[0]).strip():
        right.pop(0)
    text = plain_text(right[0])
    right[0] = _without(right[0], len(text) - len(text.lstrip()))
    left[-1] = _without_end(left[-1])
    return tuple(left), tuple(right)


def _without_end(paragraph: Paragraph) -> Paragraph:
    kept = list(paragraph)
    while kept and not kept[-1].figure:
        text = kept[-1].text.rstrip()
        if text:
            kept[-1] = msgspec.structs.replace(kept[-1], text=text)
            break
        kept.pop()
    return tuple(kept)


def _without(paragraph: Paragraph, characters: int) -> Paragraph:
    kept: list[Run] = []
    for run in paragraph:
        cut = min(characters, len(run.text))
        characters -= cut
        if cut < len(run.text):
            kept.append(msgspec.structs.replace(run, text=run.text[cut:]))
    return tuple(kept)
