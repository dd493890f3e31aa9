"""Which paragraph stands before a table in a comparison, so that accepting or rejecting leaves no empty line.

Seen in LibreOffice 7.4: a paragraph that goes is joined with the paragraph after it, never with a table, and
the last one of a document stays. So a paragraph that comes or goes directly before a table would stay behind
empty. It is paired with one of the other side, or its end is exchanged with that of the paragraph before it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Literal

from danvan_desktop.word.ooxml import Element, w

Kind = Literal["ins", "del", "both"]
Pair = tuple[Element | None, Element | None]
"""A block of the old document and what became of it in the new one; None where a side has none."""

_P, _TBL = w("p"), w("tbl")
_MOST_PASSES = 8
"""What is put before one table may be taken from before the next, which then needs another."""


def kind_of(pair: Pair) -> Kind:
    """Whether the block came, went, or is in both."""
    return "ins" if pair[0] is None else "del" if pair[1] is None else "both"


def arranged(pairs: Sequence[Pair]) -> list[Pair]:
    """The same blocks, each side in its order, with as few as can be coming or going before a table.

    What is left before a table comes or goes after a paragraph both have: see `run_to_exchange`.
    """
    made = [one for pair in pairs for one in _apart(pair)]
    for _ in range(_MOST_PASSES):
        before, made = made, _arranged_once(made)
        if made == before:
            break
    return made


def _arranged_once(pairs: Sequence[Pair]) -> list[Pair]:
    waiting = deque(pairs)
    made: list[Pair] = []
    while waiting:
        made.append(waiting.popleft())
        if _is_table(made[-1]):
            _clear_before(made, waiting)
    return made


def run_to_exchange(pairs: Sequence[Pair], at: int) -> int:
    """How many paragraphs after the one at `at`, which both have, come or go together before a table.

    Their ends are exchanged: its own end comes or goes, that of the last of them stays. So it is too where
    its end closes a page section on the side that has the run. 0 for none.
    """
    own = pairs[at]
    if kind_of(own) != "both" or _is_table(own) or at + 1 >= len(pairs):
        return 0
    kind = kind_of(pairs[at + 1])
    end = at + 1
    while end < len(pairs) and _is_whole_paragraph(pairs[end]) and kind_of(pairs[end]) == kind:
        end += 1
    before_table = end < len(pairs) and _is_table(pairs[end])
    return end - at - 1 if before_table or _ends_section(own) == kind else 0


def section_end(paragraph: Element | None) -> Element | None:
    """The page setup of the section the paragraph ends, if it ends one."""
    return None if paragraph is None else paragraph.find(f"{w('pPr')}/{w('sectPr')}")


def _ends_section(pair: Pair) -> Kind:
    """The side on which the paragraph alone ends a section, or 'both' for neither or both."""
    old, new = (section_end(one) is not None for one in pair)
    return "both" if old == new else "del" if old else "ins"


def _apart(pair: Pair) -> tuple[Pair, ...]:
    old, new = pair
    if old is None or new is None or old.tag == new.tag:
        return (pair,)
    return ((old, None), (None, new))


def _clear_before(made: list[Pair], waiting: deque[Pair]) -> None:
    """Let what stands before the last of `made`, a table, be in both if it can."""
    table = made[-1]
    start = len(made) - 1
    while start and _is_whole_paragraph(made[start - 1]):
        start -= 1
    run = made[start:-1]
    gone = [pair for pair in run if kind_of(pair) == "del"]
    come = [pair for pair in run if kind_of(pair) == "ins"]
    if gone and come:
        made[start:-1] = [*gone[:-1], *come[:-1], (gone[-1][0], come[-1][1])]
    elif not run or (start and kind_of(made[start - 1]) == "both" and not _is_table(made[start - 1])):
        return
    elif kind_of(table) not in ("both", kind_of(run[-1])):
        made[start:] = [table, *run]
    elif kind_of(table) != "both":
        made[-2] = _partner(run[-1], waiting)


def _partner(alone: Pair, waiting: deque[Pair]) -> Pair:
    """The paragraph with the next one of the other side, taken out of what follows the table.

    One that both sides have is parted for it where its own side's can go: before another paragraph, or a
    table that comes or goes with it and finds a partner in turn.
    """
    kind = kind_of(alone)
    place = next((n for n, pair in enumerate(waiting) if _is_table(pair) or kind_of(pair) != kind), None)
    if place is None or _is_table(waiting[place]):
        return alone
    old, new = waiting[place]
    if old is None or new is None:
        del waiting[place]
        return _joined(alone, (old, new))
    following = waiting[place + 1] if place + 1 < len(waiting) else None
    if following is None or (_is_table(following) and kind_of(following) != kind):
        return alone
    waiting[place] = (old, None) if kind == "del" else (None, new)
    return _joined(alone, (None, new) if kind == "del" else (old, None))


def _joined(one: Pair, other: Pair) -> Pair:
    return (one[0], other[1]) if one[1] is None else (other[0], one[1])


def _is_table(pair: Pair) -> bool:
    return any(side is not None and side.tag == _TBL for side in pair)


def _is_whole_paragraph(pair: Pair) -> bool:
    return kind_of(pair) != "both" and not _is_table(pair)
