"""Which line of a returned file is which of the report as it was exported.

By the bookmarks both hold where the words are alike too, by likeness between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from danvan_desktop.text.alignment import aligned, likeness
from danvan_desktop.word.returned import Line

_SURE = 0.3
"""A bookmark is believed when the words it stands at are so alike."""

_MOVED = 0.8


class Exported(msgspec.Struct, frozen=True):
    """A line of the report as it was exported, the place it belongs to, and its number among that place's."""

    line: Line
    place: str
    paragraph: int


def exported_lines(lines: Sequence[Line], places: Sequence[str]) -> Iterator[Exported]:
    counts: dict[str, int] = {}
    for line in lines:
        place = places[line.body_index] if line.body_index < len(places) else ""
        if not line.text.strip() and not line.bookmarks:
            continue
        yield Exported(line, place, counts.get(place, 0))
        counts[place] = counts.get(place, 0) + 1


Pair = tuple[Exported | None, tuple[int, Line] | None]
"""A line as exported, and with its number what it is in the returned file; None where a side has none."""


def paired(base: list[Exported], lines: Sequence[Line]) -> list[Pair]:
    """Base lines and returned lines in the order of the returned file, deleted ones where they stood."""
    back = [(n, line) for n, line in enumerate(lines) if line.text.strip() or line.gone]
    anchors = _anchors(base, [line for _, line in back])
    pairs: list[Pair] = []
    i = j = 0
    for left, right in [*anchors, (len(base), len(back))]:
        pairs += _between(base[i:left], back[j:right])
        if left < len(base):
            pairs.append((base[left], back[right]))
        i, j = left + 1, right + 1
    return pairs


def _between(base: Sequence[Exported], back: Sequence[tuple[int, Line]]) -> list[Pair]:
    left: list[Exported | tuple[int, Line]] = list(base)
    right: list[Exported | tuple[int, Line]] = list(back)
    return [
        (old if isinstance(old, Exported) else None, new if isinstance(new, tuple) else None)
        for old, new in aligned(left, right, _words)
    ]


def _words(entry: Exported | tuple[int, Line]) -> str:
    line = entry.line if isinstance(entry, Exported) else entry[1]
    return line.was if line.gone else line.text


def _anchors(base: Sequence[Exported], back: Sequence[Line]) -> list[tuple[int, int]]:
    """Pairs of indexes fixed by a bookmark both have, rising on both sides."""
    at = {name: number for number, line in enumerate(back) for name in line.bookmarks}
    found: list[tuple[int, int]] = []
    for number, entry in enumerate(base):
        for name in entry.line.bookmarks:
            other = at.get(name)
            if other is None:
                continue
            line = back[other]
            alike = likeness(entry.line.text, line.was if line.gone else line.text)
            if (line.gone and len(line.bookmarks) == 1) or alike >= _SURE:
                found.append((number, other))
                break
    return _longest_rising(found)


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs whose second numbers rise too: the rest was moved."""
    best: list[list[tuple[int, int]]] = []
    for pair in pairs:
        before = [chain for chain in best if chain[-1][1] < pair[1]]
        best.append([*max(before, key=len, default=[]), pair])
    return max(best, key=len, default=[])


def moved_lines(pairs: Sequence[Pair]) -> dict[int, Exported]:
    """Returned lines, by number, that are deleted lines of the base standing elsewhere."""
    gone = [old for old, new in pairs if old is not None and (new is None or new[1].gone)]
    moved: dict[int, Exported] = {}
    for old, new in pairs:
        if old is None and new is not None and not new[1].gone and gone:
            nearest = max(gone, key=lambda base: likeness(base.line.text, new[1].text))
            if likeness(nearest.line.text, new[1].text) >= _MOVED and not nearest.line.rows:
                moved[new[0]] = nearest
                gone.remove(nearest)
    return moved
