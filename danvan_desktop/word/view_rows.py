"""Rows higher than a page, made into rows that are not: see `view_lines`.

rdocx 0.16.3 tears no row, with `w:cantSplit` or without, and draws nothing below the foot of the page; Word
and LibreOffice go on at the top of the next. Only for the view and the PDF made from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from itertools import groupby
from typing import NamedTuple

from danvan_desktop.word.ooxml import NAMESPACE, Element, child, w


class Line(NamedTuple):
    """A line of a paragraph: its letters from `start` to `end`."""

    paragraph: Element
    start: int
    end: int


def broken_by_hand(paragraph: Element) -> list[Element]:
    """A paragraph of its own for each of the lines of one that are broken by hand; tabs become spaces."""
    made = [_between(paragraph, 0, 0)]
    for run in paragraph.findall(w("r")):
        for one in run:
            if one.tag == w("br"):
                made.append(_between(paragraph, 0, 0))
            elif one.tag in (w("t"), w("tab")):
                alone = deepcopy(run)
                for old in alone.xpath("*[not(self::w:rPr)]", namespaces={"w": NAMESPACE}):
                    alone.remove(old)
                child(alone, "t").text = one.text if one.tag == w("t") else " "
                made[-1].append(alone)
    return made


def split_row(row: Element, cells: Sequence[Sequence[Line]], most: int) -> None:
    """Put rows with at most so many lines of each cell in place of the row."""
    for at in range(0, max(map(len, cells)), most):
        part = deepcopy(row)
        for cell, lines in zip(part.findall(w("tc")), cells, strict=True):
            some = [_between(*of) for of in _stretches(lines[at : at + most])]
            kept, *others = cell.findall(w("p"))
            for old in others:
                cell.remove(old)
            cell.replace(kept, some[0] if some else _between(kept, 0, 0))
            cell.extend(some[1:])
        row.addprevious(part)
    row.getparent().remove(row)


def _stretches(lines: Sequence[Line]) -> list[tuple[Element, int, int]]:
    """The lines of each paragraph as one stretch of it."""
    together = [list(found) for _, found in groupby(lines, key=lambda line: id(line.paragraph))]
    return [(found[0].paragraph, found[0].start, found[-1].end) for found in together]


def _between(paragraph: Element, start: int, end: int) -> Element:
    """The paragraph with only its letters from `start` to `end`."""
    made, at = deepcopy(paragraph), 0
    for run in made.findall(w("r")):
        text = run.find(w("t"))
        length = 0 if text is None else len(text.text or "")
        if text is not None:
            text.text = (text.text or "")[max(start - at, 0) : max(end - at, 0)]
        if text is None or not text.text:
            made.remove(run)
        at += length
    return made
