"""Which paragraph of one text is which of another, and which words changed between the two."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import Literal, TypeVar

_Entry = TypeVar("_Entry")
_TOKEN = re.compile(r"\s|\w+|[^\w\s]")
_ALIKE = 0.45
_LARGEST_GRID = 40_000
"""Beyond so many pairs between two fixed points, entries are matched in order, not by likeness."""

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
    found = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for number, (kind, i, i_end, j, j_end) in enumerate(found):
        inside = 0 < number < len(found) - 1
        thin = kind == "equal" and inside and not any(token[0].isalnum() for token in old[i:i_end])
        if joined and (thin or kind != "equal") and joined[-1][0] != "equal":
            _, i_start, _, j_start, _ = joined[-1]
            joined[-1] = ("replace", i_start, i_end, j_start, j_end)
        else:
            joined.append((kind, i, i_end, j, j_end))
    return joined
