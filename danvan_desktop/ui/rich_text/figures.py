"""Figures inside a text: whole stretches that letters never change."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from danvan_desktop.ui.rich_text.document import FIGURE, WHOLE, utf16

Stretch = tuple[int, int]


def is_figure(shown: QTextCharFormat) -> bool:
    """Whether text of this format is a figure."""
    return bool(shown.property(FIGURE))


def _in_block(block: QTextBlock) -> Iterator[tuple[Stretch, str, str]]:
    """Each figure of a block: where it stands, what it reads, what it should read."""
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        shape = fragment.charFormat()
        if is_figure(shape):
            start = fragment.position()
            yield (start, start + fragment.length()), fragment.text(), shape.property(WHOLE)
        iterator += 1


def _around(document: QTextDocument, position: int) -> Stretch | None:
    """The figure that `position` is strictly inside of."""
    for (start, end), _, _ in _in_block(document.findBlock(position)):
        if start < position < end:
            return start, end
    return None


def widened(document: QTextDocument, cursor: QTextCursor, *, forward: bool) -> QTextCursor | None:
    """The cursor moved out of a figure it stands in, or its selection widened to whole figures.

    None when it is well placed already.
    """
    anchor, position = cursor.anchor(), cursor.position()
    in_position = _around(document, position)
    in_anchor = _around(document, anchor)
    if in_position is None and in_anchor is None:
        return None
    placed = QTextCursor(document)
    if not cursor.hasSelection():
        assert in_position is not None
        placed.setPosition(in_position[1] if forward else in_position[0])
        return placed
    low_first = anchor < position
    if in_anchor:
        anchor = in_anchor[0] if low_first else in_anchor[1]
    if in_position:
        position = in_position[1] if low_first else in_position[0]
    placed.setPosition(anchor)
    placed.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
    return placed


def in_selection(cursor: QTextCursor) -> bool:
    """Whether a figure is selected."""
    block = cursor.document().findBlock(cursor.selectionStart())
    while block.isValid() and block.position() < cursor.selectionEnd():
        for (start, end), _, _ in _in_block(block):
            if start < cursor.selectionEnd() and end > cursor.selectionStart():
                return True
        block = block.next()
    return False


def beside(cursor: QTextCursor, key: int) -> QTextCursor | None:
    """The figure Backspace or Delete would bite into, selected; None when there is none."""
    if cursor.hasSelection():
        return None
    edge = 1 if key == Qt.Key.Key_Backspace else 0
    for stretch, _, _ in _in_block(cursor.block()):
        if stretch[edge] == cursor.position():
            found = QTextCursor(cursor)
            found.setPosition(stretch[0])
            found.setPosition(stretch[1], QTextCursor.MoveMode.KeepAnchor)
            return found
    return None


def drop_broken(document: QTextDocument, first: int, last: int) -> None:
    """Delete what is left of figures that were cut into, in the blocks `first` to `last`."""
    broken = [
        stretch
        for number in range(first, last + 1)
        for stretch, text, whole in _in_block(document.findBlockByNumber(number))
        if utf16(text) != utf16(whole)
    ]
    for start, end in reversed(broken):
        cursor = QTextCursor(document)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
