"""The handle a card is dragged by."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from danvan_desktop.ui.widgets.glyph_button import GlyphButton


class Grip(GlyphButton):
    """Tells where the mouse drags it and drops it, in global coordinates; Esc gives up."""

    dragged = Signal(QPoint)
    dropped = Signal(QPoint)
    given_up = Signal()

    def __init__(self, name: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__("grip", name, tip, parent)
        self._start: QPoint | None = None
        self._dragging = False
        self._before: QWidget | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._start = event.globalPosition().toPoint()
        self._dragging = False
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._start is None:
            return
        here = event.globalPosition().toPoint()
        far = (here - self._start).manhattanLength() >= QGuiApplication.styleHints().startDragDistance()
        if far and not self._dragging:
            self._dragging = True
            self._before = QApplication.focusWidget()
            self.setFocus()
        if self._dragging:
            self.dragged.emit(here)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragging = self._dragging
        self._end()
        if dragging:
            self.dropped.emit(event.globalPosition().toPoint())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._dragging and event.key() == Qt.Key.Key_Escape:
            self._end()
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def _end(self) -> None:
        if self._dragging and self._before is not None:
            self._before.setFocus()
        self._start = None
        self._dragging = False
        self.setCursor(Qt.CursorShape.OpenHandCursor)
