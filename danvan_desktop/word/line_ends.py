"""Where LibreOffice ends the lines of a paragraph, and where rdocx has to be steered to end them there too.

Measured with LibreOffice 7.4 and rdocx 0.16.3 (`docs/page_agreement.md`; `tests/agreement/reduced.py` keeps
the measurements as tests):
- LibreOffice sets text on a device of 8640 dots an inch, six to a twip. Every letter is as wide as a whole
  number of dots. Of the stretches of one emphasis in a line, all but the last are rounded to whole twips; the
  line fits when the last one does, to the dot. An italic stretch wants a twelfth of its height free after it
  (in files of Word 2013's mode, as ours are).
- rdocx takes letters at their true width, and a line that is up to 0.2 twips too long.
- rdocx breaks a line after a slash before a letter ("24/|NQ-TW"), LibreOffice does not; LibreOffice breaks
  after a hyphen before a digit ("6-|2026") and after a space whatever follows, rdocx does not.
- A hyphen after which LibreOffice may break is passed over, back to the space before it, when what follows up
  to a slash and a letter fits ("số |25-NQ/TW").
- A space before a closing mark is passed over too, back to the space before it, when the space itself has
  room ("|kiến: ......").
- A word wider than the line begins a line of its own in LibreOffice and is then broken at the last letter
  that fits; or after a slash, where the line does not begin after a space. rdocx never breaks it: what is
  beyond the edge of the paper is not drawn, nor in the PDF.
- LibreOffice keeps the edges of columns in ten-thousandths of the table's width.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate, chain, pairwise
from math import ceil
from typing import NamedTuple

from danvan_desktop.layout.text_width import advances

DOTS = 6
"""Dots of LibreOffice's text device in a twip."""

_TOO_LONG = 0.5
_SAFE = 1.0
"""So many twips short of the width rdocx surely takes a line, and beyond it surely does not."""

_HEIGHT_EM = 1.149
"""Height of a line of Times New Roman, in ems."""

_ITALIC_SHARE = 12
_WIDE = 20
_FARTHEST = 12
_ALNUM = r"[^\W_]"
_BREAKS_THERE = re.compile(
    rf"(?<= )(?=[^ ])|(?<=[-–])(?=[(]|{_ALNUM})|(?<=—)(?={_ALNUM})|(?<={_ALNUM})(?=—)"
    rf"|(?<=[…?!|])(?={_ALNUM})|(?<=\))(?=\()"
)
_NEVER_FIRST = ",;!/.)"
_CLOSING = ",;!.)?:]}/"
_SLASH = re.compile(rf"/(?=[(]|(?!\d){_ALNUM})")
_LAST_RESORT = re.compile(rf"/(?={_ALNUM})")


class Piece(NamedTuple):
    """Text of one look. `style` is a key of `advances`; `mark` tells looks apart that are as wide."""

    text: str
    half_points: int
    style: str = "regular"
    mark: str = ""


class Steering(NamedTuple):
    """What is done to the letters from `start` to `end`, counted over all pieces.

    Each is set `twips` wider. Where there are none, a space set so wide is put in, which hangs over the end
    of the line; or, when `twips` is 0, nothing but leave to break the line here.
    """

    start: int
    end: int
    twips: int


class _Text:
    """A paragraph's letters with their widths in both programs, added up from its start."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.text = "".join(piece.text for piece in pieces)
        dots, twips = [], []
        for piece in pieces:
            known = _widths(piece.style, piece.half_points)
            dots.append([known[letter][0] for letter in piece.text])
            twips.append([known[letter][1] for letter in piece.text])
        self.dots = [0, *accumulate(chain.from_iterable(dots))]
        self.twips = [0.0, *accumulate(chain.from_iterable(twips))]
        self.seams = list(accumulate(len(piece.text) for piece in pieces))
        self.slants = [DOTS * _slant(piece) for piece in pieces]

    def trimmed(self, end: int) -> int:
        """The end of a line without the spaces that hang over it."""
        while end and self.text[end - 1] == " ":
            end -= 1
        return end

    def fits_there(self, start: int, end: int, room: int) -> bool:
        """Whether LibreOffice takes these letters on a line of so many twips."""
        left = room * DOTS
        for number in range(bisect_right(self.seams, start), len(self.seams)):
            seam = self.seams[number]
            wide = self.dots[min(seam, end)] - self.dots[start]
            if wide + self.slants[number] > left:
                return False
            if seam >= end:
                break
            left -= (wide + DOTS // 2) // DOTS * DOTS
            start = seam
        return True

    def here(self, start: int, end: int) -> float:
        """Twips these letters take in rdocx."""
        return self.twips[end] - self.twips[start]


def column_widths(widths: Sequence[int]) -> list[int]:
    """How wide, in twips, LibreOffice makes columns that are so wide in the file."""
    total = sum(widths)
    edges = [int((2 * edge * 10000 + total) // (2 * total) * total / 10000) for edge in accumulate(widths)]
    return [right - left for left, right in pairwise([0, *edges[:-1], total])]


@lru_cache(maxsize=8192)
def steering(pieces: tuple[Piece, ...], first: int, width: int, more: int = 0) -> tuple[Steering, ...] | None:
    """What makes rdocx end the lines of these pieces as LibreOffice does, in the order of the text.

    `first` is the width in twips of the first line, `width` that of the others; in rdocx they are `more`
    twips wider. None for text with letters whose width is not known here.
    """
    text = _measured(pieces)
    return None if text is None else tuple(_steered(text, first, width, more))


@lru_cache(maxsize=64)
def line_starts(pieces: tuple[Piece, ...], first: int, width: int) -> tuple[int, ...]:
    """Where LibreOffice begins the lines of these pieces; `first` and `width` as for `steering`.

    For text with letters whose width is not known here, lines that are surely not too long.
    """
    text = _measured(pieces)
    if text is not None:
        return tuple(start for start, _, _ in _lines(text, first, width))
    letters = sum(len(piece.text) for piece in pieces)
    em = max((piece.half_points * 10 for piece in pieces), default=1)
    return tuple(range(0, letters, max(min(first, width) // em, 1)))


def _measured(pieces: Sequence[Piece]) -> _Text | None:
    try:
        return _Text(pieces) if all(piece.text.isprintable() for piece in pieces) else None
    except KeyError:
        return None


def _steered(text: _Text, first: int, width: int, more: int) -> Iterator[Steering]:
    for start, end, room in _lines(text, first, width):
        yield from _line(text, start, end, room + more)


def _lines(text: _Text, first: int, width: int) -> Iterator[tuple[int, int, int]]:
    """Where LibreOffice begins and ends each line, and how many twips it has room for."""
    ends = [*_ends_there(text.text), len(text.text)]
    start, at, room = 0, 0, first
    while start < len(text.text):
        fitting = at
        while fitting < len(ends) and text.fits_there(start, text.trimmed(ends[fitting]), room):
            fitting += 1
        fitting = _not_at_hyphen(text, start, ends, fitting, at, room)
        fitting = _not_at_closing(text, start, ends, fitting, at, room)
        end = ends[fitting - 1] if fitting > at else _within_word(text, start, room)
        yield start, end, room
        start, at, room = end, bisect_right(ends, end), width


def _not_at_hyphen(text: _Text, start: int, ends: Sequence[int], fitting: int, at: int, room: int) -> int:
    """How many of the ends lie in the line: back to a space from a hyphen ("số |25-NQ/TW") when the line has
    room for a slash after it and the letter that follows."""
    end = ends[fitting - 1]
    if fitting == at or end == len(text.text) or text.text[end - 1] == " ":
        return fitting
    slash = _SLASH.search(text.text, end)
    if slash is None or not text.fits_there(start, slash.end() + 1, room):
        return fitting
    spaces = (number for number in range(fitting, at, -1) if text.text[ends[number - 1] - 1] == " ")
    return next(spaces, fitting)


def _not_at_closing(text: _Text, start: int, ends: Sequence[int], fitting: int, at: int, room: int) -> int:
    """How many of the ends lie in the line: none before a closing mark when the line has room for the space
    before it."""
    while fitting > at:
        end = ends[fitting - 1]
        if end == len(text.text) or text.text[end] not in _CLOSING or text.text[end - 1] != " ":
            break
        if not text.fits_there(start, end, room):
            break
        fitting -= 1
    return fitting


def _within_word(text: _Text, start: int, room: int) -> int:
    """Where LibreOffice breaks a word that is wider than the line: after one letter at least."""
    most = start + 1
    while most < len(text.text) and text.fits_there(start, most + 1, room):
        most += 1
    if start and text.text[start - 1] == " ":
        return most
    return max((found.end() for found in _LAST_RESORT.finditer(text.text, start, most + 1)), default=most)


def _line(text: _Text, start: int, end: int, room: int) -> Iterator[Steering]:
    """What keeps rdocx from ending the line before `end` or after it."""
    letters = text.trimmed(end)
    narrowed = ceil(text.here(start, letters) - room + _TOO_LONG)
    after_space, breaks = text.text[end - 1] == " ", end == len(text.text) or _breaks_here(text.text, end)
    ordinary = breaks or after_space or _BREAKS_THERE.match(text.text, end) is not None
    if narrowed > _FARTHEST and ordinary:
        return
    if narrowed > 0:
        yield Steering(start, min(_word_end(text.text, start + narrowed), letters), -1)
    if end == len(text.text):
        return
    tempting = _more_would_fit_here(text, start, end, room)
    if not breaks and (after_space or not (ordinary or tempting)):
        yield Steering(end, end, 0)
    elif not breaks or tempting:
        spare = room - text.here(start, end) + (_FARTHEST if narrowed > 0 else 0)
        yield Steering(end - after_space, end, max(ceil(spare), 0) + _WIDE)


def _ends_there(text: str) -> Iterator[int]:
    """Where LibreOffice may begin a new line."""
    return (found.start() for found in _BREAKS_THERE.finditer(text))


def _breaks_here(text: str, at: int) -> bool:
    """Whether rdocx may begin a new line there."""
    before, after = text[at - 1], text[at]
    if before == "/":
        return after.isalpha() or after == "("
    if before == " ":
        return after != " " and after not in _NEVER_FIRST and not text[:at].rstrip(" ").endswith("(")
    return _BREAKS_THERE.match(text, at) is not None and not (before == "-" and after.isdigit())


def _word_end(text: str, at: int) -> int:
    """The end of the word: rdocx may break a line where letters are set otherwise than those before them."""
    found = text.find(" ", at)
    return len(text) if found < 0 else found


def _more_would_fit_here(text: _Text, start: int, end: int, room: int) -> bool:
    """Whether rdocx may take the line on to a later end."""
    for at in range(end + 1, len(text.text) + 1):
        if text.here(start, text.trimmed(at)) >= room + _SAFE:
            return False
        if at == len(text.text) or _breaks_here(text.text, at):
            return True
    return False


def _slant(piece: Piece) -> int:
    """Twips LibreOffice wants free after text of this look."""
    return round(_HEIGHT_EM * piece.half_points * 10) // _ITALIC_SHARE if "italic" in piece.style else 0


@cache
def _widths(style: str, half_points: int) -> dict[str, tuple[int, float]]:
    """Each letter's width in LibreOffice's dots and in twips. Raises KeyError for an unknown style."""
    units, known = advances(style)
    em = half_points * 10
    return {
        letter: ((2 * wide * em * DOTS + units) // (2 * units), wide * em / units)
        for letter, wide in known.items()
    }
