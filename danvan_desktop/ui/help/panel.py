"""A small panel that says what the place one is in is for, with its keys below."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFont, QHideEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import plain_button, quiet_button
from danvan_desktop.ui.commands import title_of
from danvan_desktop.ui.help.places import HelpPlace, place_of
from danvan_desktop.wording import say


class HelpPanel(QFrame):
    """Lies over its window until Esc, F1 again, or the keyboard goes elsewhere; then all is as before."""

    def __init__(
        self,
        window: QWidget,
        place: HelpPlace,
        actions: Sequence[QAction],
        all_keys: Callable[[], object] | None = None,
    ) -> None:
        """`actions` are the window's commands; `all_keys` shows every key there is, where that is offered."""
        super().__init__(window)
        self.setObjectName("help_panel")
        self.setAutoFillBackground(True)
        self._before = QApplication.focusWidget()
        title, words = say(f"help.title.{place.name}"), say(f"help.text.{place.name}")
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        gap = theme.unit(self)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(gap * 5, gap * 4, gap * 5, gap * 2)
        column.setSpacing(gap * 3)
        column.addWidget(_title(title))
        text = QLabel(words.replace("\n", "\n\n"))
        text.setObjectName("help_text")
        text.setWordWrap(True)
        column.addWidget(text)
        if keys := _keys_of(place, actions):
            column.addLayout(_grid(keys, gap))
        column.addStretch(1)
        self._area = QScrollArea(self)
        self._area.setObjectName("help_area")
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(content)
        row = QHBoxLayout()
        row.setContentsMargins(gap * 4, gap, gap * 4, gap * 4)
        if all_keys is not None:
            more = quiet_button(say("help.all_keys"), "help_all_keys", self)
            more.clicked.connect(self.leave)
            more.clicked.connect(lambda: all_keys())
            row.addWidget(more)
        row.addStretch(1)
        self._close = plain_button(say("help.close"), "help_close", self)
        self._close.setAccessibleDescription(f"{title}. {words}")
        self._close.clicked.connect(self.leave)
        row.addWidget(self._close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        whole.addWidget(self._area, 1)
        whole.addLayout(row)
        self._place(window)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)

    @classmethod
    def show_over(
        cls, window: QWidget, actions: Sequence[QAction], all_keys: Callable[[], object] | None = None
    ) -> HelpPanel | None:
        """Show help for where the keyboard is in this window; None where there is none to show."""
        focus = QApplication.focusWidget()
        inside = focus is not None and (focus is window or window.isAncestorOf(focus))
        place = place_of(focus if inside else window)
        if place is None:
            return None
        panel = cls(window, place, actions, all_keys)
        panel.show()
        panel.raise_()
        panel._close.setFocus(Qt.FocusReason.PopupFocusReason)
        return panel

    def leave(self) -> None:
        """Go, and give the keyboard back."""
        self.hide()
        if self._before is not None and isValid(self._before):
            self._before.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F1):
            self.leave()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            step = 1 if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown) else -1
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + step * self.fontMetrics().lineSpacing() * 3)
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """It is made anew each time it is asked for."""
        super().hideEvent(event)
        self.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """A line round it, to be told from the window on dark ground too."""
        painter = QPainter(self)
        painter.setPen(theme.palette_now().color(QPalette.ColorRole.Mid))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:  # noqa: ARG002
        if new is not None and not self.isHidden() and not self.isAncestorOf(new) and new is not self:
            self.hide()

    def _place(self, window: QWidget) -> None:
        """At the right under the window's bars, as high as it needs and the window allows."""
        gap = theme.unit(self)
        width = min(theme.columns(self, 62), window.width() - gap * 6)
        self.setFixedWidth(max(width, 1))
        content = self._area.widget()
        assert content is not None
        layout = content.layout()
        assert layout is not None
        foot = max(self._close.sizeHint().height(), self._close.minimumHeight()) + gap * 5 + 2
        wanted = layout.totalHeightForWidth(width - 2) + foot
        top = window.height() // 8
        height = min(wanted, window.height() - top - gap * 3)
        self.setGeometry(window.width() - width - gap * 3, top, width, max(height, 1))


def _keys_of(place: HelpPlace, actions: Sequence[QAction]) -> list[tuple[str, str]]:
    """The key and the name of each command of the place that has a key."""
    known = {action.objectName(): action for action in actions}
    found = [known[name] for name in place.commands if name in known and known[name].shortcuts()]
    shown = QKeySequence.SequenceFormat.NativeText
    return [(action.shortcut().toString(shown), title_of(action)) for action in found]


def _grid(keys: Sequence[tuple[str, str]], gap: int) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(gap * 4)
    grid.setVerticalSpacing(gap)
    for row, (key, words) in enumerate(keys):
        shown, told = QLabel(key), QLabel(words)
        font = QFont(shown.font())
        font.setBold(True)
        shown.setFont(font)
        told.setWordWrap(True)
        grid.addWidget(shown, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(told, row, 1)
    grid.setColumnStretch(1, 1)
    return grid


def _title(text: str) -> QLabel:
    title = QLabel(text)
    title.setObjectName("help_title")
    title.setWordWrap(True)
    font = QFont(title.font())
    font.setPointSizeF(font.pointSizeF() * 1.2)
    font.setBold(True)
    title.setFont(font)
    return title
