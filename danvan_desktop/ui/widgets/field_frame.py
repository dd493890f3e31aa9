"""The line around a text field: quiet, and in the accent colour where the keyboard is."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPalette, QPen


def paint_frame(painter: QPainter, rect: QRect, palette: QPalette, focused: bool) -> None:
    """Paint ground and line of a field over `rect`."""
    role = QPalette.ColorRole.Accent if focused else QPalette.ColorRole.Mid
    width = 2.0 if focused else 1.0
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(palette.color(role), width))
    painter.setBrush(palette.color(QPalette.ColorRole.Base))
    inset = width / 2
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), 3, 3)
