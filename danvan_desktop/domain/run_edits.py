"""Changing stretches of a paragraph that has emphasis and figure references."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from danvan_desktop.domain.report import Run
from danvan_desktop.domain.rich_text import Paragraph, merge_runs

Edit = tuple[int, int, str]
"""Start, end and new words of a stretch, counted in the paragraph's characters."""


def edited(paragraph: Paragraph, edits: Iterable[Edit]) -> Paragraph:
    """The paragraph with these stretches replaced; new words take the emphasis of the first replaced one.

    Stretches do not overlap. A figure reference goes only when all of it is within a stretch replaced by
    nothing; an edit that touches a figure otherwise is left out.
    """
    for start, end, words in sorted(edits, reverse=True):
        paragraph = _with_edit(paragraph, start, end, words)
    return merge_runs(paragraph)


def _with_edit(paragraph: Paragraph, start: int, end: int, words: str) -> Paragraph:
    found: list[Run] = []
    place = 0
    written = not words
    for run in paragraph:
        first, last = max(start - place, 0), min(end - place, len(run.text))
        place += len(run.text)
        if first >= last:
            found.append(run)
        elif run.figure:
            if words or first > 0 or last < len(run.text):
                return paragraph
        else:
            middle = "" if written else words
            written = True
            found.append(msgspec.structs.replace(run, text=run.text[:first] + middle + run.text[last:]))
    return tuple(found)
