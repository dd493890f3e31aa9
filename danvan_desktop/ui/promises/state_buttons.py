"""A few states side by side, one of them chosen, or none yet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from danvan_desktop.domain.report import PromiseState
from danvan_desktop.ui import theme
from danvan_desktop.wording import say


class StateButtons(QWidget):
    """A click or Space chooses; the arrow keys go from one to the next."""

    chosen = Signal(str)

    def __init__(self, states: Sequence[PromiseState], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.unit(self))
        self._buttons: dict[PromiseState, _StateButton] = {}
        for state in states:
            button = _StateButton(say(f"ledger.state.{state}"), f"promise_{state}", self)
            button.clicked.connect(lambda _=False, state=state: self._choose(state))
            row.addWidget(button)
            self._buttons[state] = button

    def show_state(self, state: PromiseState) -> None:
        """Show which state is chosen."""
        for known, button in self._buttons.items():
            button.setChecked(known == state)

    def current(self) -> QWidget:
        """The button of the chosen state, else the first."""
        buttons = list(self._buttons.values())
        return next((button for button in buttons if button.isChecked()), buttons[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go from state to state."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        buttons = list(self._buttons.values())
        at = next((n for n, button in enumerate(buttons) if button.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
            return
        buttons[(at + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self, state: PromiseState) -> None:
        self._buttons[state].setChecked(True)
        self.chosen.emit(state)


class _StateButton(QAbstractButton):
    """A rounded field: in the accent colour when chosen, ringed with the keyboard."""

    def __init__(self, text: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        gap = theme.unit(self)
        words = self.fontMetrics().size(Qt.TextFlag.TextSingleLine, self.text())
        return QSize(words.width() + gap * 6, words.height() + gap * 3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys are for the row."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        palette = theme.palette_now()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        corner = box.height() / 2
        fill = palette.color(QPalette.ColorRole.Accent if self.isChecked() else QPalette.ColorRole.Button)
        ink = palette.color(
            QPalette.ColorRole.HighlightedText if self.isChecked() else QPalette.ColorRole.ButtonText
        )
        if self.underMouse() and not self.isChecked():
            fill = palette.color(QPalette.ColorRole.Midlight)
        painter.setBrush(fill)
        line = QPalette.ColorRole.Accent if self.isChecked() else QPalette.ColorRole.Mid
        painter.setPen(QPen(palette.color(line), 1))
        painter.drawRoundedRect(box, corner, corner)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = ink if self.isChecked() else palette.color(QPalette.ColorRole.Accent)
            painter.setPen(QPen(ring, 2))
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), corner - 2, corner - 2)
        painter.setPen(ink)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()
