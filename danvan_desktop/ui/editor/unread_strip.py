"""What says that words were carried over from the last period, and takes it that they are read."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from danvan_desktop.domain.period import period_text
from danvan_desktop.domain.report import Item
from danvan_desktop.domain.unread import unread_sentences
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import plain_button, quiet_button
from danvan_desktop.wording import say


class UnreadNote(QWidget):
    """Under one item: where it comes from, how much of it is unread, and a button for having read it."""

    read = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("unread_note")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.unit(self))
        self._words = QLabel(self)
        self._words.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._words.setWordWrap(True)
        self.button = quiet_button(say("unread.read"), "confirm_item", self)
        self.button.setToolTip(say("unread.read_tip"))
        self.button.clicked.connect(self.read)
        row.addWidget(self._words, 1)
        row.addWidget(self.button)
        self.hide()

    def show_item(self, item: Item) -> None:
        """Show how it stands with an item; nothing when there is nothing unread in it."""
        left = unread_sentences(item)
        if item.kept is not None and left:
            key = "unread.item" if left == 1 else "unread.item_sentences"
            self._words.setText(say(key, period=period_text(item.kept.period), count=left))
        self.setVisible(left > 0)


class UnreadStrip(QWidget):
    """Over a section: how many of its items are unread, and a button for having read them all."""

    all_read = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("unread_strip")
        self.setAutoFillBackground(True)
        gap = theme.unit(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(gap * 3, gap, gap, gap)
        row.setSpacing(gap * 2)
        self.words = QLabel(self)
        self.words.setObjectName("unread_words")
        self.words.setWordWrap(True)
        self.button = plain_button(say("unread.read_all"), "confirm_section", self)
        self.button.setToolTip(say("unread.read_all_tip"))
        self.button.clicked.connect(self.all_read)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.hide()

    def show_count(self, count: int, key: str = "unread.section") -> None:
        """Show how many wait to be read; nothing when none does."""
        if count:
            self.words.setText(say(key, count=count))
            own = QPalette(theme.palette_now())
            ink, wash = theme.tone_colours("warning", theme.palette_now())
            own.setColor(QPalette.ColorRole.Window, wash)
            own.setColor(QPalette.ColorRole.WindowText, ink)
            self.setPalette(own)
        self.setVisible(count > 0)
