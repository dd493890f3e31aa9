"""Sentences of a Vietnamese paragraph."""

from __future__ import annotations

import re

# A dot that does not end a sentence: abbreviations, initials, the numbers of lists, tables and parts.
_NOT_AN_END = re.compile(
    r"\b(?:TP|TX|TT|TS|ThS|Th\.S|PGS|GS|BS|Tr|KT|K/T|TM|T/M|TL|TUQ|đ/c|v\.v|tr|(?<!quý )[A-ZĐ])\.$"
)
_NUMBERED = re.compile(
    r"(?:^|[:;]\s|\b(?:bảng|biểu|phụ lục|mục|hình|điều|chương|phần|câu|tập|"
    r"trang))\s*\d{1,2}\.$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:^|\s)\d{1,2}\.$")
_LONGEST_ABBREVIATION = 8
_END = re.compile(r"[.!?…]+[”\"’)\]]*(?=\s)|\n")
_SPACES = re.compile(r"\s*")
_WORD = re.compile(r"\S")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences in order, joined they are `text` again: each keeps the spaces that follow it."""
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        after = _SPACES.match(text, end.end())
        stop = after.end() if after else end.end()
        if end[0] != "\n":
            piece = text[max(start, end.end() - _LONGEST_ABBREVIATION) : end.end()]
            if _NOT_AN_END.search(piece) or (text[stop : stop + 1].islower() and end[0] != "…"):
                continue
            if _NUMBER.search(piece) and (
                text[stop : stop + 1].isdigit() or _NUMBERED.search(text[start : end.end()])
            ):
                continue
        if stop < len(text) and _WORD.search(text, start, stop):
            found.append(text[start:stop])
            start = stop
    if text[start:]:
        found.append(text[start:])
    return tuple(found)
