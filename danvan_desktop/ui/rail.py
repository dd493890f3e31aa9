"""The narrow column at the left: one button for each page."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from danvan_desktop.ui import theme
from danvan_desktop.ui.icons import icon


class _RailButton(QToolButton):
    """An icon over a word; the page that is shown has a bar at its left and a wash behind it."""

    def __init__(self, name: str, text: str, picture: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setText(text)
        self.setAccessibleName(text)
        self.setIcon(icon(picture))
        side = round(self.fontMetrics().height() * 1.4)
        self.setIconSize(QSize(side, side))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setAutoRaise(True)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for the icon, the word and air."""
        gap = theme.unit(self)
        hint = super().sizeHint()
        return QSize(hint.width() + gap * 4, hint.height() + gap * 3)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """The wash and the bar, then the icon and the word as always."""
        accent = self.palette().color(QPalette.ColorRole.Accent)
        painter = QPainter(self)
        gap = theme.unit(self)
        if self.isChecked() or (self.underMouse() and self.isEnabled()):
            wash = QColor(accent)
            wash.setAlpha(38 if self.isChecked() else 18)
            painter.fillRect(self.rect(), wash)
        if self.isChecked():
            painter.fillRect(0, 0, max(3, gap * 3 // 4), self.height(), accent)
        side = self.iconSize()
        group = QPalette.ColorGroup.Active if self.isEnabled() else QPalette.ColorGroup.Disabled
        from_top = gap * 2
        left = (self.width() - side.width()) // 2
        mode = QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled
        self.icon().paint(painter, QRect(QPoint(left, from_top), side), mode=mode)
        painter.setPen(self.palette().color(group, QPalette.ColorRole.ButtonText))
        painter.drawText(
            self.rect().adjusted(0, from_top + side.height(), 0, -gap),
            Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter,
            self.text(),
        )
        if self.hasFocus():
            painter.setPen(accent)
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
        painter.end()


class Rail(QWidget):
    """Pages by name; choosing one tells its name."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Midlight)
        self._buttons: dict[str, _RailButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, theme.unit(self) * 2, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)

    def add_page(self, name: str, text: str, picture: str) -> None:
        """Add a page's button under the others."""
        button = _RailButton(f"rail_{name}", text, picture, self)
        button.clicked.connect(lambda: self.chosen.emit(name))
        self._column.insertWidget(self._column.count() - 1, button)
        self._buttons[name] = button

    def show_page(self, name: str) -> None:
        """Mark the page that is shown."""
        for known, button in self._buttons.items():
            button.setChecked(known == name)

    def set_enabled(self, name: str, enabled: bool) -> None:
        """Whether a page can be gone to."""
        self._buttons[name].setEnabled(enabled)
