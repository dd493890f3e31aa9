"""Finding words in one report, with or without their accents."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from danvan_desktop.domain.edits import walk
from danvan_desktop.domain.report import Report
from danvan_desktop.text.unicode import clean, fold_aligned


class Hit(msgspec.Struct, frozen=True):
    """Where words were found: section and item, the field ('heading', 'text', 'cause'), and the stretch.

    In 'text' the offset counts over all of the item's paragraphs, each followed by one newline.
    """

    section_id: str
    item_id: str
    field: str
    start: int
    length: int


def find(report: Report, words: str) -> list[Hit]:
    """Every place that holds `words`, in reading order.

    Words typed without accents match any accents; with accents only the same ones. Case never counts.
    """
    wanted = clean(words).strip()
    if not wanted:
        return []
    plain = fold_aligned(wanted) == wanted.casefold()
    prepare = fold_aligned if plain else _lowered
    needle = prepare(wanted)
    return [
        Hit(section_id, item_id, field, start, len(needle))
        for section_id, item_id, field, text in _fields(report)
        for start in _starts(prepare(text), needle)
    ]


def _fields(report: Report) -> Iterator[tuple[str, str, str, str]]:
    for section, _ in walk(report.sections):
        yield section.id, "", "heading", section.heading
        for item in section.items:
            yield section.id, item.id, "text", "\n".join((item.text, *item.more))
            if item.cause:
                yield section.id, item.id, "cause", item.cause


def _starts(text: str, needle: str) -> Iterator[int]:
    start = text.find(needle)
    while start >= 0:
        yield start
        start = text.find(needle, start + len(needle))


def _lowered(text: str) -> str:
    """Lower case of the same length: a letter whose lower form is longer stays."""
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)
