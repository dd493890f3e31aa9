"""What a page says while it has nothing to show: what it is for, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFont, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import PrimaryButton, plain_button
from danvan_desktop.wording import say


class EmptyState(QWidget):
    """A heading, a sentence, and buttons for the first steps, the first of them the primary one."""

    def __init__(self, name: str, steps: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"empty_{name}")
        gap = theme.unit(self)
        column = QVBoxLayout(self)
        column.setSpacing(gap * 3)
        column.addStretch(2)
        title = QLabel(say(f"shell.empty.{name}.title"))
        font = QFont(title.font())
        font.setPointSizeF(font.pointSizeF() * 1.3)
        font.setBold(True)
        title.setFont(font)
        text = QLabel(say(f"shell.empty.{name}.text"))
        text.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        for label in (title, text):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setMaximumWidth(theme.columns(self, 80))
            holder = QHBoxLayout()
            holder.addStretch(1)
            holder.addWidget(label, 6)
            holder.addStretch(1)
            column.addLayout(holder)
        row = QHBoxLayout()
        row.setSpacing(gap * 3)
        row.addStretch(1)
        for number, action in enumerate(steps):
            object_name = f"empty_{action.objectName()}"
            button = (
                plain_button(action.text(), object_name, self)
                if number
                else PrimaryButton(action.text(), object_name, self)
            )
            button.clicked.connect(action.trigger)
            row.addWidget(button)
        row.addStretch(1)
        column.addSpacing(gap * 2)
        column.addLayout(row)
        column.addStretch(3)
