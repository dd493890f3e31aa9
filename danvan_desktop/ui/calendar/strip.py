"""What is due soon, over the list of reports: a click starts or opens the report."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import quiet_button
from danvan_desktop.wording import say

_MOST = 3


class DueStrip(QFrame):
    """`chosen` brings the number of the line that was clicked; nothing is shown while nothing presses."""

    chosen = Signal(int)
    calendar_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("due_strip")
        self.setAutoFillBackground(True)
        self._late = False
        gap = theme.unit(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(gap * 3, gap, gap * 2, gap)
        row.setSpacing(gap * 3)
        self._title = QLabel(self)
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        row.addWidget(self._title)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        row.addLayout(self._lines, 1)
        self._more = QLabel(self)
        self._more.setObjectName("due_more")
        row.addWidget(self._more)
        self._calendar = quiet_button(say("due.calendar"), "due_calendar", self, "calendar")
        self._calendar.clicked.connect(self.calendar_wanted)
        row.addWidget(self._calendar)
        self._buttons: list[QToolButton] = []
        self.hide()

    def show_trouble(self, words: str) -> None:
        """Say what is wrong instead of what is due; the button leads to the calendar."""
        self.show_lines([], late=True)
        self._title.setText(words)
        self.show()

    def show_lines(self, lines: Sequence[str], *, late: bool) -> None:
        """Show the most pressing reports."""
        for button in self._buttons:
            self._lines.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        for number, words in enumerate(lines[:_MOST]):
            button = quiet_button(words, f"due_{number}", self)
            button.setToolTip(say("due.start_tip"))
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            button.setMinimumWidth(theme.columns(button, 12))
            button.clicked.connect(lambda _=False, number=number: self.chosen.emit(number))
            self._lines.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self._buttons.append(button)
        self._more.setText(say("due.more", count=len(lines) - _MOST) if len(lines) > _MOST else "")
        self._more.setVisible(len(lines) > _MOST)
        self._late = late
        self._title.setText(say("due.late_title" if late else "due.title"))
        ink, wash = theme.tone_colours("warning" if late else "plain", theme.palette_now())
        own = QPalette(theme.palette_now())
        own.setColor(QPalette.ColorRole.Window, wash)
        own.setColor(QPalette.ColorRole.WindowText, ink)
        own.setColor(QPalette.ColorRole.ButtonText, ink)
        self.setPalette(own)
        self.setVisible(bool(self._buttons))
