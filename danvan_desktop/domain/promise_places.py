"""Which section of a report speaks of the field a task is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import log

from danvan_desktop.domain.edits import first_of_role, walk
from danvan_desktop.domain.report import Report, Role, Section
from danvan_desktop.domain.rich_text import item_text
from danvan_desktop.text.unicode import fold

_HEADING_WEIGHT = 3.0
"""What a heading says of the field counts more than what stands under it."""


_FEWEST_PAIRS = 2
"""One pair alone may stand under any heading by chance."""


_OF_ANY_FIELD = frozenset(
    (
        "cong tac", "dan van", "thuc hien", "ket qua", "tiep tuc", "tang cuong",
        "to chuc", "trien khai", "nang cao", "chat luong", "day manh", "nhiem vu",
    )
)  # fmt: skip
"""Pairs said of every field of this work."""


def section_for(report: Report, role: Role, words: str) -> str:
    """The id of the section of this role that words of a task belong in.

    Among the results the one whose heading and text are most like them, never the one that lists
    indicators; where none is like them the section on leadership, else the first. Raises KeyError when the
    report has no section of this role.
    """
    fitting = [section for section, _ in walk(report.sections) if section.role == role]
    leaves = [section for section in fitting if section.items or not section.sections]
    if role == "results":
        telling = [section for section in leaves if "chi tieu" not in fold(section.heading)] or leaves
        found = _most_like(telling, words) or _leading(telling)
    else:
        found = leaves[0] if leaves else first_of_role(report, role)
    if found is None:
        raise KeyError(role)
    return found.id


def _most_like(sections: Sequence[Section], words: str) -> Section | None:
    """The section sharing the most telling pairs of syllables, which most words of Vietnamese are."""
    wanted = _pairs(words)
    headings = [_pairs(section.heading) for section in sections]
    texts = [set[str]().union(*(_pairs(item_text(item)) for item in s.items)) for s in sections]
    spread = Counter(pair for heading, text in zip(headings, texts, strict=True) for pair in heading | text)
    scores = [
        _HEADING_WEIGHT * _weight(wanted & heading, spread, len(sections))
        + (_weight(wanted & text, spread, len(sections)) if len(wanted & text) >= _FEWEST_PAIRS else 0)
        for heading, text in zip(headings, texts, strict=True)
    ]
    best = max(scores, default=0.0)
    return sections[scores.index(best)] if best > 0 else None


def _weight(pairs: set[str], spread: Counter[str], sections: int) -> float:
    """A pair that stands in every section says nothing."""
    return sum(log(max(sections, 2) / spread[pair]) for pair in pairs)


def _leading(sections: Sequence[Section]) -> Section | None:
    for mark in ("lanh dao", "cap uy"):
        found = next((section for section in sections if mark in fold(section.heading)), None)
        if found is not None:
            return found
    return sections[0] if sections else None


def _pairs(words: str) -> set[str]:
    found: set[str] = set()
    for clause in re.split(r"[^\w\s]+", fold(words)):
        syllables = clause.split()
        found.update(f"{one} {two}" for one, two in pairwise(syllables))
    return found - _OF_ANY_FIELD
