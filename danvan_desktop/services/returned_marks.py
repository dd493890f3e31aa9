"""Emphasis a pen put on the words of a returned line, or took from them, word by word.

Underlining, a highlight and coloured letters have no place in a report, but mean something to who drew them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from danvan_desktop.text.alignment import aligned, changes, tokens
from danvan_desktop.word.returned import Line
from danvan_desktop.word.returned_marks import MARKS, Mark, Span

TAKEABLE_MARKS: tuple[Mark, ...] = ("bold", "italic")
"""What the text of a report can show."""

Stretch = tuple[int, int]
_Marked = tuple[frozenset[Mark], str]
_OF_CELLS = frozenset[Mark](TAKEABLE_MARKS)
_CELL = re.compile(r"[^\t\n]+")
_PLAIN: _Marked = (frozenset(), "")


class Redrawn(msgspec.Struct, frozen=True):
    """A mark that came (`on`) or went, on which stretches of the returned line, and who tracked it."""

    mark: Mark
    on: bool
    stretches: tuple[Stretch, ...]
    authors: tuple[str, ...] = ()


def redrawn(old: Line | None, new: Line) -> Iterator[Redrawn]:
    """How the marks of a returned line differ from those it went out with; all it has, where it is new.

    New words are held against the ones they replace or push on, as `taking` gives them their emphasis. What
    a whole line has by its style is not the pen's: an editor gives a line the style of the one before it
    when the end of that one is deleted. Nor is bold or italic on new words of a table: so are its cells.
    """
    restyled = new.styled ^ old.styled if old is not None else frozenset()
    now = _by_character(new.text, new.spans)
    was = _table_as_it_was(old, new, now) if new.rows else _as_it_was(old, new)
    for mark in MARKS:
        for on in (True, False):
            hit = [
                (mark in after[0]) != (mark in before[0]) and (mark in after[0]) == on
                for before, after in zip(was, now, strict=True)
            ]
            stretches = tuple(_stretches(new.text, hit))
            whole = stretches == ((len(new.text) - len(new.text.lstrip()), len(new.text.rstrip())),)
            if stretches and not (whole and mark in restyled):
                names = (now[at][1] for start, end in stretches for at in range(start, end))
                yield Redrawn(mark, on, stretches, tuple(dict.fromkeys(name for name in names if name)))


def words_of(text: str, stretches: Sequence[Stretch]) -> str:
    """The words of these stretches, for a person to read."""
    return " … ".join(text[start:end] for start, end in stretches)


def _as_it_was(old: Line | None, new: Line) -> list[_Marked]:
    """For each character of the new text, the marks it would have had from the old one."""
    if old is None:
        return [_PLAIN] * len(new.text)
    was = _by_character(old.text, old.spans)
    if old.text == new.text:
        return was
    before, after = tokens(old.text), tokens(new.text)
    starts = _starts(before)
    made: list[_Marked] = []
    for kind, i, i_end, j, j_end in changes(before, after):
        if kind == "equal":
            made += was[starts[i] : starts[i_end]]
        else:
            like = was[starts[min(i, len(before) - 1)]] if was else _PLAIN
            made += [like] * sum(len(token) for token in after[j:j_end])
    return made


def _table_as_it_was(old: Line | None, new: Line, now: Sequence[_Marked]) -> list[_Marked]:
    """As `_as_it_was`, cell by cell; words that are new there have the emphasis they came with."""
    made = [(marks & _OF_CELLS, "") for marks, _ in now]
    if old is None:
        return made
    was = _by_character(old.text, old.spans)
    for cell, other in aligned(_cells(old.text), _cells(new.text), lambda found: found[0]):
        if cell is None or other is None:
            continue
        before, after = tokens(cell[0]), tokens(other[0])
        at, to = _starts(before), _starts(after)
        for kind, i, i_end, j, j_end in changes(before, after):
            if kind == "equal":
                made[other[1] + to[j] : other[1] + to[j_end]] = was[cell[1] + at[i] : cell[1] + at[i_end]]
    return made


def _cells(text: str) -> list[tuple[str, int]]:
    """The paragraphs of a table's cells and where each begins."""
    return [(found[0], found.start()) for found in _CELL.finditer(text)]


def _by_character(text: str, spans: Sequence[Span]) -> list[_Marked]:
    made = [_PLAIN] * len(text)
    for span in spans:
        made[span.start : span.end] = [(span.marks, span.author)] * (span.end - span.start)
    return made


def _stretches(text: str, hit: Sequence[bool]) -> Iterator[Stretch]:
    """The runs of hits, those parted by white space alone as one, without white space at either end."""
    start = end = None
    for at, sign in enumerate(text):
        if sign.isspace():
            continue
        if hit[at]:
            start, end = at if start is None else start, at + 1
        elif start is not None and end is not None:
            yield start, end
            start = end = None
    if start is not None and end is not None:
        yield start, end


def _starts(words: Sequence[str]) -> list[int]:
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word))
    return starts
