"""The buttons of the window: one that stands out on every page, and quiet ones."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QIcon, QKeySequence, QPainter, QPaintEvent, QPalette, QPen, QShortcut
from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QToolButton, QWidget

from danvan_desktop.ui import theme
from danvan_desktop.ui.icons import icon


class PrimaryButton(QPushButton):
    """The one action a page is there for: flat, in the accent colour."""

    def __init__(self, text: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        font = self.font()
        font.setWeight(QFont.Weight.DemiBold)
        self.setFont(font)

    def sizeHint(self) -> QSize:
        """The text with air around it."""
        gap = theme.unit(self)
        text = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text())
        return QSize(text.width() + gap * 8, text.height() + gap * 4)

    def minimumSizeHint(self) -> QSize:
        """Never less than all of the text."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """A flat rounded field; lighter under the mouse, darker when pressed, ringed with the keyboard."""
        general = theme.palette_now()
        fill, ink = (
            general.color(QPalette.ColorRole.Accent),
            general.color(QPalette.ColorRole.HighlightedText),
        )
        if not self.isEnabled():
            fill = general.color(QPalette.ColorRole.Midlight)
            ink = general.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
        elif self.isDown():
            fill = fill.darker(120)
        elif self.underMouse():
            fill = fill.lighter(112)
        corner = theme.unit(self)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(box, corner, corner)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(ink, 1.5))
            painter.drawRoundedRect(box.adjusted(2.5, 2.5, -2.5, -2.5), corner - 1, corner - 1)
        painter.setPen(ink)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextShowMnemonic
        painter.drawText(box, int(flags), self.text())
        painter.end()


def plain_button(text: str, name: str, parent: QWidget | None = None, picture: str = "") -> QPushButton:
    """A button like any other, with its object name and, if wanted, an icon."""
    button = QPushButton(text, parent)
    button.setObjectName(name)
    button.setAutoDefault(False)
    if picture:
        button.setIcon(icon(picture))
    return theme.roomy(button)


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


def dialog_buttons(
    parent: QWidget, standard: QDialogButtonBox.StandardButton = QDialogButtonBox.StandardButton.Close
) -> QDialogButtonBox:
    """A dialog's row of standard buttons, as words: some desktops put coloured pictures before them.

    With it comes F1, which says what the dialog is for where there is help for it.
    """
    box = QDialogButtonBox(standard, parent)
    QShortcut(QKeySequence("F1"), parent, lambda: _help(parent))
    for button in box.buttons():
        button.setIcon(QIcon())
        theme.roomy(button)
    return box


def _help(dialog: QWidget) -> None:
    from danvan_desktop.ui.help.panel import HelpPanel

    HelpPanel.show_over(dialog, ())
