"""A field to type a few letters in, and under it the entries that fit; laid over the window for a moment."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget
from shiboken6 import isValid

from danvan_desktop.ui import theme

Index = QModelIndex | QPersistentModelIndex
NOTE = Qt.ItemDataRole.UserRole + 1
"""The role of what is said about an entry beside its text."""


class Entry(msgspec.Struct, frozen=True):
    """What can be chosen: its text, a note beside it, a tip, and what it stands for."""

    text: str
    note: str
    tip: str
    what: object


class _Entries(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def show(self, entries: list[Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        return {
            Qt.ItemDataRole.DisplayRole: entry.text,
            Qt.ItemDataRole.ToolTipRole: entry.tip,
            NOTE: entry.note,
        }.get(role)


class Palette(QFrame):
    """`chosen` brings what the chosen entry stands for, after the keyboard is back where it was.

    It goes when an entry was chosen, with Esc, or when its field loses the keyboard.
    """

    chosen = Signal(object)

    def __init__(self, name: str, window: QWidget, *, field: str, entries: str, none: str) -> None:
        """`field`, `entries` and `none` are the words for the field, the list, and an empty list."""
        super().__init__(window)
        self.setObjectName(f"{name}_palette")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAutoFillBackground(True)
        self._before = QApplication.focusWidget()
        self._field = theme.roomy(QLineEdit(self))
        self._field.setObjectName(f"{name}_field")
        self._field.setAccessibleName(field)
        self._field.setPlaceholderText(field)
        self._field.installEventFilter(self)
        self._model = _Entries(self)
        self.list = QListView(self)
        self.list.setObjectName(f"{name}_list")
        self.list.setAccessibleName(entries)
        self.list.setModel(self._model)
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(lambda _: self._take())
        self._none = QLabel(none, self)
        self._none.setWordWrap(True)
        self._none.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._none.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        gap = theme.unit(self) * 2
        column.setContentsMargins(gap, gap, gap, gap)
        column.addWidget(self._field)
        column.addWidget(self.list, 1)
        column.addWidget(self._none)
        self._field.textChanged.connect(self.search)
        self._place(window)

    def matching(self, words: str) -> list[Entry]:
        """The entries for what was typed, best first."""
        raise NotImplementedError

    def appear(self) -> None:
        """Show it, with the keyboard in its field."""
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def search(self, words: str) -> None:
        """Show the entries for `words`."""
        self._model.show(self.matching(words))
        self._none.setVisible(not self._model.entries)
        if self._model.entries:
            self.list.setCurrentIndex(self._model.index(0))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """A line round it, to be told from the window on dark ground too."""
        painter = QPainter(self)
        painter.setPen(theme.palette_now().color(QPalette.ColorRole.Mid))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field keeps the keyboard; arrows and Enter are the list's, Esc and leaving end it."""
        if watched is self._field and event.type() == QEvent.Type.FocusOut and not self.isHidden():
            self._leave()
        if watched is self._field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(Qt.Key(event.key())) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _key(self, key: Qt.Key) -> bool:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        if key in step:
            self._move(step[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif key == Qt.Key.Key_Escape:
            self._leave()
        else:
            return False
        return True

    def _move(self, by: int) -> None:
        last = len(self._model.entries) - 1
        if last >= 0:
            row = min(max(self.list.currentIndex().row() + by, 0), last)
            self.list.setCurrentIndex(self._model.index(row))

    def _take(self) -> None:
        row = self.list.currentIndex().row()
        if 0 <= row < len(self._model.entries):
            wanted = self._model.entries[row].what
            self._leave()
            self.chosen.emit(wanted)

    def _leave(self) -> None:
        self.hide()
        if self._before is not None and isValid(self._before):
            self._before.setFocus()
        self.deleteLater()

    def _place(self, window: QWidget) -> None:
        gap = theme.unit(self)
        width = min(theme.columns(self, 84), window.width() - gap * 8)
        height = min(self.fontMetrics().height() * 26, window.height() * 3 // 4)
        self.setGeometry((window.width() - width) // 2, window.height() // 10, max(width, 1), max(height, 1))
