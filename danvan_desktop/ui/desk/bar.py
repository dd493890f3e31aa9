"""The bar over the desk: which report is open, what can be folded, and the one primary action."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFont, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import PrimaryButton, quiet_button
from danvan_desktop.ui.one_line import OneLine
from danvan_desktop.wording import say


class DeskBar(QWidget):
    """Shows the names it is given; the desk connects its buttons."""

    def __init__(self, export_action: QAction, pages_button: QToolButton, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("desk_bar")
        self._subject = OneLine()
        self._period = QLabel()
        gap = theme.unit(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(gap * 5, gap * 3, gap * 5, gap * 3)
        row.setSpacing(gap * 4)
        self.outline_button = quiet_button("", "outline_button", self, "outline")
        self.outline_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.outline_button.setAccessibleName(say("shell.action.fold_outline"))
        self.outline_button.setToolTip(say("shell.tip.fold_outline"))
        row.addWidget(self.outline_button)
        row.addLayout(self._names(), 1)
        row.addWidget(pages_button)
        self.export_button = PrimaryButton(export_action.text(), "export_button", self)
        self.export_button.setToolTip(export_action.toolTip())
        self.export_button.clicked.connect(export_action.trigger)
        row.addWidget(self.export_button)

    def show_names(self, subject: str, period: str) -> None:
        """Name the open report."""
        self._subject.setText(subject)
        self._period.setText(period)

    def _names(self) -> QVBoxLayout:
        names = QVBoxLayout()
        names.setSpacing(0)
        font = QFont(self._subject.font())
        font.setPointSizeF(font.pointSizeF() * 1.15)
        font.setBold(True)
        self._subject.setFont(font)
        self._subject.setObjectName("desk_subject")
        self._subject.setTextFormat(Qt.TextFormat.PlainText)
        self._subject.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._period.setObjectName("desk_period")
        self._period.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        names.addWidget(self._subject)
        names.addWidget(self._period)
        return names
