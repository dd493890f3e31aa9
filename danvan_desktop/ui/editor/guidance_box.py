"""What to write in a section: muted, folded away with one click, and that is remembered."""

from __future__ import annotations

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import quiet_button
from danvan_desktop.wording import say

_KEY = "editor/guidance_open"


class GuidanceBox(QWidget):
    """The guidance of one section; folding one folds them all."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("guidance")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.unit(self))
        self.switch: QToolButton = quiet_button(say("editor.guidance.title"), "guidance_switch", self)
        self.switch.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.words = QLabel(text)
        self.words.setObjectName("guidance_text")
        self.words.setWordWrap(True)
        self.words.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.words)
        self.switch.clicked.connect(lambda: self._open(self.words.isHidden()))
        self._open(QSettings().value(_KEY, True, type=bool) is True)

    def _open(self, opened: bool) -> None:
        self.words.setVisible(opened)
        self.switch.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)
        QSettings().setValue(_KEY, opened)
