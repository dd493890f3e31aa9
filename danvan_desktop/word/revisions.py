"""Tracked changes of a Word file: taking all of them leaves the text as its editor meant it."""

from __future__ import annotations

from danvan_desktop.word.ooxml import Element, w

_GONE = {w("del"), w("moveFrom")}
_STAYS = {w("ins"), w("moveTo")}
_MARKERS = {
    w(name)
    for name in (
        "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
        "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange", "tblGridChange",
        "tblPrExChange", "numberingChange", "customXmlInsRangeStart", "customXmlInsRangeEnd",
        "customXmlDelRangeStart", "customXmlDelRangeEnd",
    )
}  # fmt: skip
_P, _PPR, _RPR, _TR, _TRPR = w("p"), w("pPr"), w("rPr"), w("tr"), w("trPr")


def accept_all(root: Element) -> None:
    """Take every tracked change under `root`, in place."""
    for row in [row for row in root.iter(_TR) if _row_mark(row, _GONE) is not None]:
        row.getparent().remove(row)
    for table in [table for table in root.iter(w("tbl")) if table.find(f".//{_TR}") is None]:
        table.getparent().remove(table)
    ended = [p for p in root.iter(_P) if paragraph_mark(p, w("del")) is not None]
    for found in list(root.iter(*_GONE)):
        _remove(found)
    for found in list(root.iter(*_MARKERS)):
        _remove(found)
    for paragraph in reversed(ended):
        _join_with_next(paragraph)
    for found in list(root.iter(*_STAYS)):
        _unwrap(found)


def paragraph_mark(paragraph: Element, tag: str) -> Element | None:
    """The tracked insertion or deletion of the paragraph's end, if there is one."""
    properties = paragraph.find(_PPR)
    own = properties.find(_RPR) if properties is not None else None
    return own.find(tag) if own is not None else None


def _row_mark(row: Element, tags: set[str]) -> Element | None:
    properties = row.find(_TRPR)
    return (
        next((child for child in properties if child.tag in tags), None) if properties is not None else None
    )


def _join_with_next(paragraph: Element) -> None:
    """The paragraph's content put before that of the one after it, whose properties win.

    The last paragraph of a cell, or one before a table, has no next: it goes if it is empty, else stays.
    """
    following = paragraph.getnext()
    content = [child for child in paragraph if child.tag != _PPR]
    if following is not None and following.tag == _P:
        at = 1 if following.find(_PPR) is not None else 0
        for offset, child in enumerate(content):
            following.insert(at + offset, child)
        paragraph.getparent().remove(paragraph)
    elif following is not None and not content:
        paragraph.getparent().remove(paragraph)


def _remove(found: Element) -> None:
    parent = found.getparent()
    if parent is not None:
        parent.remove(found)


def _unwrap(found: Element) -> None:
    parent = found.getparent()
    if parent is None:
        return
    at = parent.index(found)
    for offset, child in enumerate(list(found)):
        parent.insert(at + offset, child)
    parent.remove(found)
