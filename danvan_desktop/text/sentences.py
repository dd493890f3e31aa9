"""Sentences of a Vietnamese paragraph."""

from __future__ import annotations

import re

# A dot that does not end a sentence: abbreviations, list numbers, initials.
_NOT_AN_END = re.compile(
    r"(?:\b(?:TP|TX|TT|TS|ThS|Th\.S|PGS|GS|BS|Tr|KT|K/T|TM|T/M|TL|TUQ|đ/c|v\.v|tr|[A-ZĐ])|(?:^|\s)\d{1,2})\.$"
)
_END = re.compile(r"[.!?…]+[”\"’)\]]*(?=\s)|\n")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences in order, joined they are `text` again: each keeps the spaces that follow it."""
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        rest = text[end.end() :].lstrip()
        piece = text[start : end.end()].rstrip()
        if end[0] != "\n" and (_NOT_AN_END.search(piece) or (rest[:1].islower() and end[0] != "…")):
            continue
        stop = len(text) - len(rest)
        if rest and text[start:stop].strip():
            found.append(text[start:stop])
            start = stop
    if text[start:]:
        found.append(text[start:])
    return tuple(found)
