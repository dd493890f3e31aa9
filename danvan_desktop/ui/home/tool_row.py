"""A row of quiet buttons that keeps its words while there is room, and its icons always."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from danvan_desktop.ui import theme


class ToolRow(QWidget):
    """Buttons at the left, and further ones at the right edge. A button without its word has it as tip."""

    def __init__(
        self, left: Sequence[QToolButton], right: Sequence[QToolButton] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._buttons = [*left, *right]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.unit(self))
        for button in left:
            row.addWidget(button)
        row.addStretch(1)
        for button in right:
            row.addWidget(button)

    def minimumSizeHint(self) -> QSize:
        """Room for the icons."""
        height = super().minimumSizeHint().height()
        return QSize(len(self._buttons) * (height + theme.unit(self)), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words out when they do not all fit."""
        super().resizeEvent(event)
        words = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        for button in self._buttons:
            button.setToolButtonStyle(words)
        if sum(button.sizeHint().width() + theme.unit(self) for button in self._buttons) > self.width():
            for button in self._buttons:
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
