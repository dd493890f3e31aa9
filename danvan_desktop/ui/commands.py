"""Every command of the window by name: the palette that Ctrl+K opens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from danvan_desktop.text.unicode import fold
from danvan_desktop.ui import theme
from danvan_desktop.wording import say

Index = QModelIndex | QPersistentModelIndex
_SHORTCUT_ROLE = Qt.ItemDataRole.UserRole + 1


def title_of(action: QAction) -> str:
    """What an action is called, without marks for the keyboard and dots for a question to come.

    Its property `full_title` is said instead when its text is too short to stand alone.
    """
    text = str(action.property("full_title") or action.text())
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")


def matching(actions: Sequence[QAction], words: str) -> list[QAction]:
    """The actions that can be done now and hold every word, accents not needed; best fit first.

    An action whose name begins with what was typed comes before one that holds it elsewhere.
    """
    wanted = fold(words).split()
    usable = [action for action in actions if action.isEnabled() and title_of(action)]
    found = [
        action
        for action in usable
        if all(
            word in fold(f"{title_of(action)} {action.statusTip() or action.toolTip()}") for word in wanted
        )
    ]
    typed = fold(words).strip()
    return sorted(
        found,
        key=lambda action: (
            not fold(title_of(action)).startswith(typed),
            not all(word in fold(title_of(action)) for word in wanted),
        ),
    )


class _CommandModel(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.actions: list[QAction] = []

    def show(self, actions: list[QAction]) -> None:
        self.beginResetModel()
        self.actions = actions
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.actions)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        action = self.actions[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return title_of(action)
        if role == Qt.ItemDataRole.ToolTipRole:
            return action.statusTip()
        if role == _SHORTCUT_ROLE:
            return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        return None


class _CommandDelegate(QStyledItemDelegate):
    """The command's name, and its shortcut at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        size.setHeight(round(option.fontMetrics.height() * 1.8))
        return size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.PlaceholderText
        painter.save()
        painter.setPen(option.palette.color(role))
        box = option.rect.adjusted(0, 0, -option.fontMetrics.averageCharWidth() * 2, 0)
        painter.drawText(
            box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, index.data(_SHORTCUT_ROLE)
        )
        painter.restore()


class CommandPalette(QFrame):
    """A field to type a few letters of a command's name, and the commands that hold them.

    It lies over its window and goes when a command was chosen, with Esc, or when the field loses the
    keyboard; the keyboard then returns to where it was.
    """

    def __init__(self, actions: Sequence[QAction], window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("command_palette")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self._actions = list(actions)
        self._before = QApplication.focusWidget()
        self._field = theme.roomy(QLineEdit(self))
        self._field.setObjectName("command_field")
        self._field.setAccessibleName(say("shell.palette.field"))
        self._field.setPlaceholderText(say("shell.palette.field"))
        self._field.installEventFilter(self)
        self._model = _CommandModel(self)
        self._list = QListView(self)
        self._list.setObjectName("command_list")
        self._list.setAccessibleName(say("shell.palette.list"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(_CommandDelegate(self._list))
        self._list.setUniformItemSizes(True)
        self._list.setFrameShape(QListView.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.clicked.connect(lambda _: self._take())
        self._none = QLabel(say("shell.palette.none"), self)
        self._none.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._none.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        gap = theme.unit(self) * 2
        column.setContentsMargins(gap, gap, gap, gap)
        column.addWidget(self._field)
        column.addWidget(self._list, 1)
        column.addWidget(self._none)
        self._field.textChanged.connect(self._search)
        self._search("")
        self._place(window)

    @classmethod
    def show_over(cls, window: QWidget, actions: Sequence[QAction]) -> CommandPalette:
        """Lay a palette of these commands over the window."""
        palette = cls(actions, window)
        palette.show()
        palette.raise_()
        palette.focus_field()
        return palette

    def focus_field(self) -> None:
        """Give the keyboard to the field."""
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

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

    def _search(self, words: str) -> None:
        self._model.show(matching(self._actions, words))
        self._none.setVisible(not self._model.actions)
        if self._model.actions:
            self._list.setCurrentIndex(self._model.index(0))

    def _move(self, by: int) -> None:
        last = len(self._model.actions) - 1
        if last >= 0:
            row = min(max(self._list.currentIndex().row() + by, 0), last)
            self._list.setCurrentIndex(self._model.index(row))

    def _take(self) -> None:
        row = self._list.currentIndex().row()
        if 0 <= row < len(self._model.actions):
            wanted = self._model.actions[row]
            self._leave()
            wanted.trigger()

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
