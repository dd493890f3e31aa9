"""The mark of how complete a part is: an empty ring, a half-filled one, a full one with a tick."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from danvan_desktop.domain.completeness import State
from danvan_desktop.wording import say


def state_words(state: State) -> str:
    """The state in words: 'chưa viết', 'đang viết', 'đã viết'."""
    return say(f"editor.state.{state}")


def paint_mark(painter: QPainter, box: QRectF, state: State, ink: QColor, ground: QColor) -> None:
    """Draw the mark in `box`; the tick is in the colour of the ground."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = min(box.width(), box.height())
    width = max(side * 0.11, 1.0)
    ring = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
    ring.adjust(width / 2, width / 2, -width / 2, -width / 2)
    painter.setPen(QPen(ink, width))
    painter.setBrush(ink if state == "complete" else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(ring)
    if state == "partial":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPie(ring, 270 * 16, 180 * 16)
    if state == "complete":
        pen = QPen(ground, width * 1.3)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        at = [(0.27, 0.53), (0.44, 0.69), (0.74, 0.35)]
        painter.drawPolyline(
            QPolygonF([QPointF(ring.x() + x * ring.width(), ring.y() + y * ring.height()) for x, y in at])
        )
    painter.restore()
