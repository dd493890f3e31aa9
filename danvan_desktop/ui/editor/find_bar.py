"""The bar to find words in the whole report."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from danvan_desktop.ui import theme
from danvan_desktop.ui.widgets.glyph_button import GlyphButton
from danvan_desktop.ui.widgets.line_field import LineField
from danvan_desktop.wording import say


class FindBar(QWidget):
    """`searched` brings the words on every change; the page counts and jumps."""

    searched = Signal(str)
    stepped = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find_bar")
        gap = theme.unit(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(gap * 3, gap, gap * 3, gap)
        row.setSpacing(gap)
        label = QLabel(say("editor.find.label"))
        self.words = LineField("find_words", say("editor.find.name"), self)
        self.words.setPlaceholderText(say("editor.find.placeholder"))
        self.words.setMaximumWidth(theme.columns(self, 44))
        label.setBuddy(self.words)
        self.count = QLabel()
        self.count.setObjectName("find_count")
        self.count.setMinimumWidth(theme.columns(self, 12))
        row.addWidget(label)
        row.addWidget(self.words, 1)
        row.addWidget(self.count)
        for glyph, step in (("up", -1), ("down", 1)):
            button = GlyphButton(glyph, f"find_{glyph}", say(f"editor.find.{glyph}"), self)  # type: ignore[arg-type]
            button.clicked.connect(lambda _=False, step=step: self.stepped.emit(step))
            row.addWidget(button)
        row.addStretch(1)
        close = GlyphButton("delete", "find_close", say("editor.find.close"), self)
        close.clicked.connect(self.closed)
        row.addWidget(close)
        self.words.edited.connect(self.searched)
        self.hide()

    def show_count(self, at: int, total: int) -> None:
        """'3/17', or that there is none."""
        if not self.words.text().strip():
            self.count.setText("")
        else:
            self.count.setText(f"{at}/{total}" if total else say("editor.find.none"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.stepped.emit(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
