"""A line of text that may be shortened instead of making the window wider."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

from danvan_desktop.ui import theme

_LEAST_LETTERS = 8


class OneLine(QLabel):
    """Ends in '…' where it does not fit; the whole of it is the tip."""

    def setText(self, text: str) -> None:
        """Show the text, and all of it as a tip."""
        super().setText(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        """Room for a word."""
        least = QSize(theme.columns(self, _LEAST_LETTERS), super().minimumSizeHint().height())
        return least.boundedTo(super().sizeHint())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """The text, shortened to the room there is."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()
