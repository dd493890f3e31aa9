"""Which paragraph of one text is which of another, and which words changed between the two."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, TypeVar

_Entry = TypeVar("_Entry")
_TOKEN = re.compile(r"\s|\w+|[^\w\s]")
_ALIKE = 0.45
_LARGEST_GRID = 40_000
"""Beyond so many pairs between two fixed points, entries are matched in order, not by likeness."""

_LARGEST_MATCH = 250_000
"""Beyond so many pairs of words, long texts are first fixed at what both have once: else it takes seconds."""

_PHRASE = 6
"""So many tokens on end, found once in each of two long texts, are the same place of both."""

Kind = Literal["equal", "replace", "delete", "insert"]
Opcode = tuple[Kind, int, int, int, int]


def tokens(text: str) -> list[str]:
    """Words, single spaces and single signs; joined they are the text."""
    return _TOKEN.findall(text)


def likeness(old: str, new: str) -> float:
    """How alike two texts are, by their words: 1 the same, 0 nothing in common."""
    if old == new:
        return 1.0
    first, second = old.split(), new.split()
    if not first or not second:
        return 0.0
    if len(first) * len(second) > _LARGEST_MATCH:
        return (
            2
            * sum(i_end - i for kind, i, i_end, *_ in _opcodes(first, second) if kind == "equal")
            / (len(first) + len(second))
        )
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() > 0.2 and matcher.quick_ratio() > 0.2 else 0.0


def aligned(
    old: Sequence[_Entry], new: Sequence[_Entry], text: Callable[[_Entry], str], *, tied_ends: bool = False
) -> list[tuple[_Entry | None, _Entry | None]]:
    """Pairs in order: the same entry in both, one changed, or one of a side alone.

    With `tied_ends` the last of both sides are always a pair.
    """
    if tied_ends and old and new:
        return [*aligned(old[:-1], new[:-1], text), (old[-1], new[-1])]
    before, after = [text(entry) for entry in old], [text(entry) for entry in new]
    pairs: list[tuple[_Entry | None, _Entry | None]] = []
    for kind, i, i_end, j, j_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pairs += zip(old[i:i_end], new[j:j_end], strict=True)
        else:
            matched = _most_alike(before[i:i_end], after[j:j_end])
            pairs += _merged(old[i:i_end], new[j:j_end], matched)
    return pairs


def _merged(
    old: Sequence[_Entry], new: Sequence[_Entry], matched: Sequence[tuple[int, int]]
) -> list[tuple[_Entry | None, _Entry | None]]:
    pairs: list[tuple[_Entry | None, _Entry | None]] = []
    i = j = 0
    for left, right in [*matched, (len(old), len(new))]:
        pairs += [(entry, None) for entry in old[i:left]]
        pairs += [(None, entry) for entry in new[j:right]]
        if left < len(old) and right < len(new):
            pairs.append((old[left], new[right]))
        i, j = left + 1, right + 1
    return pairs


def _most_alike(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of indexes, rising on both sides, with the greatest likeness in all."""
    if not old or not new or len(old) * len(new) > _LARGEST_GRID:
        return []
    grid = [[likeness(a, b) for b in new] for a in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            paired = grid[i][j] + best[i + 1][j + 1] if grid[i][j] >= _ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    pairs, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if grid[i][j] >= _ALIKE and best[i][j] == grid[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def changes(old: Sequence[str], new: Sequence[str]) -> list[Opcode]:
    """Opcodes from one list of tokens to another, a stretch without a word between two changes taken in."""
    joined: list[Opcode] = []
    found = _opcodes(old, new)
    for number, (kind, i, i_end, j, j_end) in enumerate(found):
        inside = 0 < number < len(found) - 1
        thin = kind == "equal" and inside and not any(token[0].isalnum() for token in old[i:i_end])
        if joined and (thin or kind != "equal") and joined[-1][0] != "equal":
            _, i_start, _, j_start, _ = joined[-1]
            joined[-1] = ("replace", i_start, i_end, j_start, j_end)
        else:
            joined.append((kind, i, i_end, j, j_end))
    return joined


def _opcodes(old: Sequence[str], new: Sequence[str]) -> list[Opcode]:
    """As SequenceMatcher's, for long lists too: those are cut where a phrase is found once in each.

    What lies between two such places and is still too long has nothing in common worth finding.
    """
    if len(old) * len(new) <= _LARGEST_MATCH:
        return _plain(old, new)
    made: list[Opcode] = []
    i = j = 0
    for left, right, size in [*_fixed(old, new), (len(old), len(new), 0)]:
        made += _between(old, new, (i, left, j, right))
        if size:
            made.append(("equal", left, left + size, right, right + size))
        i, j = left + size, right + size
    return _joined(made)


def _plain(old: Sequence[str], new: Sequence[str]) -> list[Opcode]:
    return list(SequenceMatcher(None, old, new, autojunk=False).get_opcodes())


def _between(old: Sequence[str], new: Sequence[str], gap: tuple[int, int, int, int]) -> Iterator[Opcode]:
    i, i_end, j, j_end = gap
    if i == i_end and j == j_end:
        return
    if (i_end - i) * (j_end - j) > _LARGEST_MATCH:
        yield "replace", i, i_end, j, j_end
        return
    for kind, a, a_end, b, b_end in _plain(old[i:i_end], new[j:j_end]):
        yield kind, i + a, i + a_end, j + b, j + b_end


def _joined(codes: Sequence[Opcode]) -> list[Opcode]:
    """Neighbours of one kind as one."""
    made: list[Opcode] = []
    for code in codes:
        if made and made[-1][0] == code[0]:
            made[-1] = (code[0], made[-1][1], code[2], made[-1][3], code[4])
        else:
            made.append(code)
    return made


def _fixed(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Where both read the same, as start, start and length: the beginning, phrases found once, the end."""
    shortest = min(len(old), len(new))
    head = next((n for n in range(shortest) if old[n] != new[n]), shortest)
    tail = next((n for n in range(shortest - head) if old[-1 - n] != new[-1 - n]), shortest - head)
    if head:
        yield 0, 0, head
    here, there = _phrases_once(old, head, len(old) - tail), _phrases_once(new, head, len(new) - tail)
    i = j = head
    for left, right in _rising(sorted((at, there[phrase]) for phrase, at in here.items() if phrase in there)):
        start = max(i - left, j - right, 0)
        if start < _PHRASE:
            yield left + start, right + start, _PHRASE - start
            i, j = left + _PHRASE, right + _PHRASE
    if tail:
        yield len(old) - tail, len(new) - tail, tail


def _phrases_once(words: Sequence[str], start: int, end: int) -> dict[tuple[str, ...], int]:
    counts: dict[tuple[str, ...], int] = {}
    places: dict[tuple[str, ...], int] = {}
    for at in range(start, end - _PHRASE + 1):
        phrase = tuple(words[at : at + _PHRASE])
        counts[phrase] = counts.get(phrase, 0) + 1
        places[phrase] = at
    return {phrase: at for phrase, at in places.items() if counts[phrase] == 1}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs, sorted by their first numbers, whose second numbers rise too."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, right) in enumerate(pairs):
        at = bisect_left(ends, right)
        before.append(last[at - 1] if at else -1)
        ends[at : at + 1] = [right]
        last[at : at + 1] = [number]
    found: list[tuple[int, int]] = []
    number = last[-1] if last else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]
