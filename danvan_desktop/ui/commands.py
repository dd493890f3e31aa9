"""Any command by a few letters of its name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from danvan_desktop.text.unicode import fold
from danvan_desktop.ui.palette import NOTE, Entry, Index, Palette
from danvan_desktop.wording import say


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
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, index.data(NOTE))
        painter.restore()


class CommandPalette(Palette):
    """A field to type a few letters of a command's name, and the commands that hold them."""

    def __init__(self, actions: Sequence[QAction], window: QWidget) -> None:
        self._actions = list(actions)
        super().__init__(
            "command",
            window,
            field=say("shell.palette.field"),
            entries=say("shell.palette.list"),
            none=say("shell.palette.none"),
        )
        self.list.setItemDelegate(_CommandDelegate(self.list))
        self.chosen.connect(lambda action: action.trigger())
        self.search("")

    def matching(self, words: str) -> list[Entry]:
        """The commands that can be done now and hold every word, best fit first."""
        return [_entry(action) for action in matching(self._actions, words)]

    @classmethod
    def show_over(cls, window: QWidget, actions: Sequence[QAction]) -> CommandPalette:
        """Lay a palette of these commands over the window."""
        palette = cls(actions, window)
        palette.appear()
        return palette


def _entry(action: QAction) -> Entry:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return Entry(title_of(action), keys, action.statusTip(), action)
