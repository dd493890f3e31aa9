"""What changed in the letterhead, the signature and the figures of a returned file, field by field.

The frame is known from the composed document: which line of which cell is whose. A line that cannot be told
apart stays with its whole cell, to be read and put in by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

import msgspec

from danvan_desktop.layout import blocks
from danvan_desktop.services.frame_fields import LISTS, bare_line
from danvan_desktop.text.alignment import aligned
from danvan_desktop.word.returned import Line

Labelled = tuple[str, str]
"""A field and one line of it, as the document prints it."""


class Piece(msgspec.Struct, frozen=True):
    """A part of the frame that differs. `field` is '' where the line belongs to none.

    For a line that comes into a list `follows` has the line before it, as it was and as it is.
    """

    field: str
    before: str
    after: str
    authors: tuple[str, ...]
    follows: str = ""


def frame_labels(document: blocks.Document) -> dict[str, dict[tuple[int, int], list[Labelled]]]:
    """For each table of the frame by its place, the fields in each of its cells (row, column)."""
    labels: dict[str, dict[tuple[int, int], list[Labelled]]] = {}
    for block in document.blocks:
        if isinstance(block, blocks.Letterhead):
            labels["f:letterhead"] = {
                (0, 0): [
                    *(("parent", line) for line in block.parent),
                    *(("name", line) for line in block.name),
                ],
                (1, 0): [("number", block.number_line)],
                (1, 1): [("place_date", block.place_date)],
            }
        elif isinstance(block, blocks.Signature):
            labels["f:signature"] = {
                (0, 0): [("recipients", line) for line in block.recipients],
                (0, 1): [
                    *(("authority", line) for line in block.authority),
                    ("post", block.post),
                    ("signer", block.name),
                ],
            }
    return labels


def frame_pieces(
    labels: Mapping[tuple[int, int], Sequence[Labelled]], old: Line, new: Line
) -> list[Piece] | None:
    """What differs between both tables; None when they are not of one shape."""
    if [len(row) for row in old.rows] != [len(row) for row in new.rows]:
        return None
    pieces: list[Piece] = []
    for row, (was, now) in enumerate(zip(old.rows, new.rows, strict=True)):
        for column, (before, after) in enumerate(zip(was, now, strict=True)):
            if before != after:
                authors = new.row_authors[row][column]
                pieces += _cell_pieces(labels.get((row, column), ()), before, after, authors)
    return pieces


def _cell_pieces(
    known: Sequence[Labelled], before: str, after: str, authors: tuple[str, ...]
) -> Iterator[Piece]:
    lines = _matched(_labelled(known, before), [line for line in after.split("\n") if line.strip()])
    if lines is None:
        yield Piece("", before, after, authors)
        return
    for field in dict.fromkeys(field for field, _, _ in lines):
        own = [(was, now) for other, was, now in lines if other == field]
        if field in LISTS or not field:
            last = ""
            for was, now in own:
                if was != now and (not field or bare_line(was) != bare_line(now)):
                    yield Piece(field, was, now, authors, last)
                last = "\n".join(line for line in (was, now) if line) or last
        else:
            old, new = ("\n".join(line for line in side if line) for side in zip(*own, strict=True))
            if old != new:
                yield Piece(field, old, new, authors)


def _labelled(known: Sequence[Labelled], text: str) -> list[Labelled]:
    """The lines that have words, each with its field, '' for what the form gives."""
    waiting = list(known)
    found: list[Labelled] = []
    for line in text.split("\n"):
        if line.strip():
            own = bool(waiting) and waiting[0][1].strip() == line.strip()
            found.append((waiting.pop(0)[0] if own else "", line))
            while waiting and not waiting[0][1].strip():
                waiting.pop(0)
    return found


def _matched(old: Sequence[Labelled], new: Sequence[str]) -> list[tuple[str, str, str]] | None:
    """Each field's line as it was and as it is, '' where a side has none; None where they cannot be told."""
    made: list[tuple[str, str, str]] = []
    texts = [line for _, line in old]
    for kind, i, i_end, j, j_end in SequenceMatcher(None, texts, new, autojunk=False).get_opcodes():
        gone, come = old[i:i_end], new[j:j_end]
        fields = [field for field, _ in gone]
        if kind == "replace" and len(gone) != len(come) and len(set(fields)) > 1:
            return None
        if kind == "replace" and len(gone) != len(come):
            likest = aligned([line for _, line in gone], list(come), str)
            made += [(fields[0], was or "", now or "") for was, now in likest]
            continue
        beside = fields[-1] if fields else made[-1][0] if made else old[0][0] if old else ""
        made += [
            (
                fields[number] if number < len(gone) else beside,
                gone[number][1] if number < len(gone) else "",
                come[number] if number < len(come) else "",
            )
            for number in range(max(len(gone), len(come)))
        ]
    return made
