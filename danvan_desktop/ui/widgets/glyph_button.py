"""Small square buttons whose sign is drawn, so that it follows light, dark and every scale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

Glyph = Literal["up", "down", "delete", "grip", "open", "calendar"]

_STROKES: dict[Glyph, Sequence[Sequence[tuple[float, float]]]] = {
    "up": [[(0.5, 0.2), (0.5, 0.8)], [(0.25, 0.45), (0.5, 0.2), (0.75, 0.45)]],
    "down": [[(0.5, 0.2), (0.5, 0.8)], [(0.25, 0.55), (0.5, 0.8), (0.75, 0.55)]],
    "delete": [[(0.27, 0.27), (0.73, 0.73)], [(0.73, 0.27), (0.27, 0.73)]],
    "open": [[(0.4, 0.25), (0.65, 0.5), (0.4, 0.75)]],
    "calendar": [
        [(0.2, 0.28), (0.8, 0.28), (0.8, 0.82), (0.2, 0.82), (0.2, 0.28)],
        [(0.2, 0.45), (0.8, 0.45)],
        [(0.36, 0.16), (0.36, 0.34)],
        [(0.64, 0.16), (0.64, 0.34)],
    ],
    "grip": [],
}
_DOTS = [(x, y) for x in (0.38, 0.62) for y in (0.25, 0.5, 0.75)]


class GlyphButton(QAbstractButton):
    """A quiet button with a drawn sign; `tip` says what it does and is its accessible name."""

    def __init__(self, glyph: Glyph, name: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._glyph = glyph
        self.setObjectName(name)
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if glyph == "grip":
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setCursor(Qt.CursorShape.OpenHandCursor)

    def sizeHint(self) -> QSize:
        side = round(QFontMetricsF(self.font()).height() * 1.35)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        busy = self.isEnabled() and (self.underMouse() or self.isDown())
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if busy:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(
                palette.color(QPalette.ColorRole.Mid if self.isDown() else QPalette.ColorRole.Midlight)
            )
            painter.drawRoundedRect(box, 3, 3)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Accent), 2))
            painter.drawRoundedRect(box, 3, 3)
        strong = busy or self.hasFocus()
        role = QPalette.ColorRole.ButtonText if strong else QPalette.ColorRole.PlaceholderText
        group = QPalette.ColorGroup.Active if self.isEnabled() else QPalette.ColorGroup.Disabled
        self._draw_sign(painter, QPen(palette.color(group, role)))

    def _draw_sign(self, painter: QPainter, pen: QPen) -> None:
        side = min(self.width(), self.height())
        left, top = (self.width() - side) / 2, (self.height() - side) / 2

        def place(x: float, y: float) -> QPointF:
            return QPointF(left + x * side, top + y * side)

        if not self.isEnabled():
            painter.setOpacity(0.35)
        if self._glyph == "grip":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(pen.color())
            for x, y in _DOTS:
                painter.drawEllipse(place(x, y), side * 0.055, side * 0.055)
            return
        pen.setWidthF(side * 0.075)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke in _STROKES[self._glyph]:
            path = QPainterPath(place(*stroke[0]))
            for point in stroke[1:]:
                path.lineTo(place(*point))
            painter.drawPath(path)
