"""The words of a paragraph with their emphasis, taken apart to be compared and put together again as runs."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence

import msgspec
from lxml import etree

from danvan_desktop.text.alignment import tokens
from danvan_desktop.word.ooxml import RELATIONSHIPS, Element, w

_R, _RPR, _T, _DELETED = w("r"), w("rPr"), w("t"), w("delText")
_SIGNS = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "\u2011"}


class Piece(msgspec.Struct, frozen=True, eq=False):
    """A word or sign of a paragraph: its text, its run's properties, and the element that holds it."""

    text: str
    properties: Element | None
    source: Element


def pieces_of(paragraph: Element) -> Iterator[Piece]:
    """The words of all the paragraph's runs, those inside links too; not those of boxes anchored in it."""
    for run in paragraph.iter(_R):
        if any(above.tag == _R for above in run.iterancestors()):
            continue
        properties = run.find(_RPR)
        for child in run:
            if child.tag in (_T, _DELETED):
                yield from (Piece(token, properties, child) for token in tokens(child.text or ""))
            elif child.tag in _SIGNS:
                yield Piece(_SIGNS[child.tag], properties, child)
            elif child.tag != _RPR:
                yield Piece("", properties, child)


def runs_of(pieces: Sequence[Piece], *, deleted: bool = False) -> list[Element]:
    """Runs that hold these pieces, one for each stretch of the same emphasis."""
    made: list[Element] = []
    last: Piece | None = None
    for piece in pieces:
        if last is None or format_of(last) != format_of(piece):
            made.append(etree.Element(_R))
            if piece.properties is not None:
                made[-1].append(copy.deepcopy(piece.properties))
        last = piece
        if piece.source.tag not in (_T, _DELETED):
            if not deleted or not _refers(piece.source):
                made[-1].append(copy.deepcopy(piece.source))
            continue
        tag = _DELETED if deleted else _T
        end = made[-1][-1] if len(made[-1]) else None
        if end is None or end.tag != tag:
            end = etree.SubElement(made[-1], tag, {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
            end.text = ""
        end.text += piece.text
    return made


def stretches(old: Sequence[Piece], new: Sequence[Piece]) -> Iterator[tuple[list[Piece], list[Piece]]]:
    """Equal words cut where the emphasis of either side changes."""
    was: list[Piece] = []
    now: list[Piece] = []
    for before, after in zip(old, new, strict=True):
        if was and (format_of(was[-1]), format_of(now[-1])) != (format_of(before), format_of(after)):
            yield was, now
            was, now = [], []
        was.append(before)
        now.append(after)
    if was:
        yield was, now


def format_of(piece: Piece) -> bytes:
    return (
        b"" if piece.properties is None else etree.tostring(piece.properties, method="c14n", exclusive=True)
    )


def key_of(piece: Piece) -> tuple[str, bytes]:
    return piece.text, format_of(piece)


def _refers(element: Element) -> bool:
    """Whether the element, or one in it, points to another part of its package."""
    return any(name.startswith(f"{{{RELATIONSHIPS}}}") for e in element.iter() for name in e.attrib)
