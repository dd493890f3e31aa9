"""The line around a text field, and the mark beside paragraphs that were carried over and not read."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPalette, QPen, QTextDocument

from danvan_desktop.ui import theme


def paint_frame(painter: QPainter, rect: QRect, palette: QPalette, focused: bool) -> None:
    """Paint ground and line of a field over `rect`."""
    role = QPalette.ColorRole.Accent if focused else QPalette.ColorRole.Mid
    width = 2.0 if focused else 1.0
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(palette.color(role), width))
    painter.setBrush(palette.color(QPalette.ColorRole.Base))
    inset = width / 2
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), 3, 3)


def paint_unread(painter: QPainter, document: QTextDocument, numbers: Collection[int]) -> None:
    """Paint a line at the left of the paragraphs of these numbers, within the document's margin."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.tone_colours("warning", theme.palette_now())[0])
    margin = document.documentMargin()
    width = max(2.0, margin * 0.35)
    for number in numbers:
        block = document.findBlockByNumber(number)
        if block.isValid():
            box = document.documentLayout().blockBoundingRect(block)
            line = QRectF(margin * 0.25, box.top(), width, box.height())
            painter.drawRoundedRect(line, width / 2, width / 2)
