"""The marks typed or pasted lists start their entries with: 'Một là,', 'Thứ nhất,', '1.', '- '."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import msgspec

from danvan_desktop.text.ordinals import cardinal, part_word

_BLANK = r"[\s\u00a0]"
_WORDS = {cardinal(number).casefold(): number for number in range(1, 100)}
_NTH = {part_word(number): number for number in range(1, 11)}
_WORD_LEAD = re.compile(
    rf"{_BLANK}*(?P<word>{'|'.join(sorted(_WORDS, key=len, reverse=True))}|nhiệm vụ thứ \d{{3}}){_BLANK}+là"
    rf"(?:{_BLANK}*[,:;.]|{_BLANK}+[-–—](?={_BLANK})|(?={_BLANK})){_BLANK}*",
    re.IGNORECASE,
)
_NTH_LEAD = re.compile(
    rf"{_BLANK}*(?P<word>{'|'.join(sorted(_NTH, key=len, reverse=True))}){_BLANK}*[,:]{_BLANK}*",
    re.IGNORECASE,
)
_NUMBER_LEAD = re.compile(rf"{_BLANK}*\(?(?P<word>\d{{1,3}})(?:[.)/]|-(?=\s)){_BLANK}+")
_DASH_LEAD = re.compile(rf"{_BLANK}*(?P<word>[-–—•·+*▪]){_BLANK}+")
_LETTER_LEAD = re.compile(rf"{_BLANK}*[a-zđA-ZĐ]\){_BLANK}+")
_DASHES = "-–—"


class Entry(msgspec.Struct, frozen=True):
    """An entry of a list: the line it starts on, and how many characters its mark takes there."""

    line: int
    lead: int


def list_entries(lines: Sequence[str]) -> list[Entry]:
    """The entries of a list in lines of NFC text; none when it is not one list of two or more.

    The list starts on the first line, or on the second after a line that ends with a colon. Lines without
    a mark belong to the entry before, and so do those with another mark than the first ('+' below '-').
    Numbers must follow one another, so that neither 'Năm là' inside a text nor 'Năm 2021 là năm …' starts
    an entry (structure.md 3).
    """
    kinds: list[tuple[re.Pattern[str], Callable[[str], int] | None]] = [
        (_WORD_LEAD, _number_of_word),
        (_NTH_LEAD, lambda word: _NTH[re.sub(_BLANK + "+", " ", word.casefold())]),
        (_NUMBER_LEAD, int),
        (_DASH_LEAD, None),
    ]
    for pattern, number_of in kinds:
        found = _entries(lines, pattern, number_of)
        starts_well = found and (
            found[0].line == 0 or (found[0].line == 1 and lines[0].rstrip().endswith(":"))
        )
        if len(found) >= 2 and starts_well:
            return found
    return []


def has_lead(line: str) -> bool:
    """Whether a line of NFC text starts with a mark of any kind, a letter's ('a)') too."""
    kinds = (_WORD_LEAD, _NTH_LEAD, _NUMBER_LEAD, _DASH_LEAD, _LETTER_LEAD)
    return any(kind.match(line) for kind in kinds)


def _number_of_word(word: str) -> int:
    """The number of 'Hai mươi mốt', or of 'Nhiệm vụ thứ 100', as tasks beyond 99 are printed."""
    bare = re.sub(_BLANK + "+", " ", word.casefold())
    return _WORDS[bare] if bare in _WORDS else int(bare.rpartition(" ")[2])


def _entries(
    lines: Sequence[str], pattern: re.Pattern[str], number_of: Callable[[str], int] | None
) -> list[Entry]:
    found: list[Entry] = []
    last: int | None = None
    dash = ""
    for index, line in enumerate(lines):
        match = pattern.match(line)
        if match is None:
            continue
        if number_of is not None:
            number = number_of(match["word"])
            if last is not None and number != last + 1:
                continue
            last = number
        elif _dash(match["word"]) != (dash := dash or _dash(match["word"])):
            continue
        found.append(Entry(index, match.end()))
    return found


def _dash(mark: str) -> str:
    """Dashes of any length are one mark: autocorrection makes one of another."""
    return "-" if mark in _DASHES else mark
