"""A calm column of text to read: selectable, scrolled by keys, never typed in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from danvan_desktop.ui import theme


class ReadingText(QTextEdit):
    """Keeps its lines to a readable width in the middle. Tab leaves it."""

    letters = 96
    """How wide the column is, in average letters."""

    def __init__(self, name: str, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._dress()

    def begin(self) -> None:
        """Empty the text and take the colours of light or dark as they are now."""
        self._dress()
        self.clear()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Air at both sides of the column."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Follow light and dark; Qt tells no `changeEvent` of the application's palette."""
        if event.type() == QEvent.Type.ApplicationPaletteChange:
            self._dress()
        return super().event(event)

    def _fit(self) -> None:
        gap = theme.unit(self) * 4
        side = max(gap, (self.viewport().width() - theme.columns(self, self.letters)) // 2)
        frame = self.document().rootFrame()
        shape = frame.frameFormat()
        if shape.leftMargin() != side or shape.topMargin() != gap:
            shape.setMargin(gap)
            shape.setLeftMargin(side)
            shape.setRightMargin(side)
            frame.setFrameFormat(shape)

    def _dress(self) -> None:
        own = QPalette(theme.palette_now())
        own.setColor(QPalette.ColorRole.Window, own.color(QPalette.ColorRole.Base))
        self.setPalette(own)
        self.setAutoFillBackground(True)
