"""How a text field is set: its frame, its lines, and as much height as its text needs."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QTextBlockFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit

_LINE_PERCENT = 125.0
_MARGIN, _GAP = 0.4, 0.25
"""Around the text, and after each paragraph, in heights of a line."""


def dress(field: QTextEdit) -> None:
    """Set up a field that grows with its text and leaves scrolling, undo and Tab to the page."""
    field.setUndoRedoEnabled(False)
    field.setTabChangesFocus(True)
    field.setAcceptDrops(True)
    field.setFrameShape(QFrame.Shape.Box)
    field.setLineWidth(2)
    field.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    field.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    field.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    line = QFontMetricsF(field.font()).height()
    document = field.document()
    document.setDocumentMargin(line * _MARGIN)
    root = document.rootFrame()
    frame = root.frameFormat()
    frame.setTopMargin(line * _MARGIN)
    frame.setBottomMargin(line * (_MARGIN - _GAP))
    root.setFrameFormat(frame)
    shape = QTextBlockFormat()
    shape.setLineHeight(_LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    shape.setBottomMargin(line * _GAP)
    QTextCursor(document).setBlockFormat(shape)


def fit(field: QTextEdit, lines: int) -> None:
    """Make the field as high as its text, and never lower than `lines`."""
    line = QFontMetricsF(field.font()).lineSpacing() * _LINE_PERCENT / 100
    least = lines * line + field.document().documentMargin() * 2
    height = math.ceil(max(field.document().size().height(), least)) + 2 * field.frameWidth()
    if height != field.height() or field.minimumHeight() != height:
        field.setFixedHeight(height)
