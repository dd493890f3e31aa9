"""The buttons of the window: one that stands out on every page, and quiet ones."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget

from danvan_desktop.ui.icons import icon


class PrimaryButton(QPushButton):
    """The one action a page is there for, in the accent colour."""

    def __init__(self, text: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setObjectName(name)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationPaletteChange:
            self._dress()

    def _dress(self) -> None:
        general = QApplication.palette()
        own = QPalette(general)
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
            own.setColor(group, QPalette.ColorRole.Button, general.color(QPalette.ColorRole.Accent))
            own.setColor(
                group, QPalette.ColorRole.ButtonText, general.color(QPalette.ColorRole.HighlightedText)
            )
        self.setPalette(own)


def plain_button(text: str, name: str, parent: QWidget | None = None, picture: str = "") -> QPushButton:
    """A button like any other, with its object name and, if wanted, an icon."""
    button = QPushButton(text, parent)
    button.setObjectName(name)
    button.setAutoDefault(False)
    if picture:
        button.setIcon(icon(picture))
    return button


def quiet_button(text: str, name: str, parent: QWidget | None = None, picture: str = "") -> QToolButton:
    """A button without a frame, for what is seldom pressed."""
    button = QToolButton(parent)
    button.setText(text)
    button.setObjectName(name)
    button.setAccessibleName(text.replace("&", ""))
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    if picture:
        button.setIcon(icon(picture))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button
