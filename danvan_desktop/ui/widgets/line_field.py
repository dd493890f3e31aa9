"""A field of one line that takes clean text only and leaves undo to the report's history."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from danvan_desktop.text.unicode import clean, clean_line
from danvan_desktop.ui import theme
from danvan_desktop.ui.widgets.field_frame import paint_frame
from danvan_desktop.ui.widgets.keys import belongs_to_window
from danvan_desktop.ui.widgets.text_menu import text_menu

MAX_PASTE = 200_000


class LineField(QLineEdit):
    """`edited` brings the clean text after every change the person makes, never after `show_text`."""

    edited = Signal(str)
    left = Signal()
    refused = Signal(int)
    lines_pasted = Signal(list)
    """Several lines at once, only where `takes_lines` is set; otherwise they become one."""

    def __init__(self, name: str, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setMaxLength(10_000)
        self.takes_lines = False
        self._dress()
        self.textEdited.connect(lambda text: self.edited.emit(clean_line(text)))

    def _dress(self) -> None:
        """Leave the ground to `paintEvent`, so that the field looks like those of several lines."""
        self.setFrame(False)
        bare = self.palette()
        bare.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(bare)
        gap = theme.unit(self)
        self.setTextMargins(gap + gap // 2, gap, gap, gap)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_frame(painter, self.rect(), theme.palette_now(), self.hasFocus())
        painter.end()
        super().paintEvent(event)

    def show_text(self, text: str) -> None:
        """Show `text`, with the cursor after what changed; nothing happens when it is shown already."""
        old = self.text()
        if clean_line(old) == text:
            return
        same = _same_end(old, text)
        self.setText(text)
        self.setCursorPosition(len(text) - same)

    def insert_clean(self, text: str) -> None:
        """Put text from another program in at the cursor, as one clean line."""
        if len(text) > MAX_PASTE:
            self.refused.emit(len(text))
            return
        lines = [line for line in clean(text).split("\n") if line.strip()]
        if self.takes_lines and (len(lines) > 1 or "\t" in text.strip()):
            self.lines_pasted.emit(lines)
            return
        self.insert(clean_line(text))
        self.edited.emit(clean_line(self.text()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.insert_clean(QGuiApplication.clipboard().text())
        elif belongs_to_window(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and belongs_to_window(event):  # type: ignore[arg-type]
            event.ignore()
            return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if clean_line(self.text()) != self.text():
            self.setText(clean_line(self.text()))
        self.left.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = text_menu(
            self, self.hasSelectedText(), lambda: self.insert_clean(QGuiApplication.clipboard().text())
        )
        menu.popup(event.globalPos())


def _same_end(old: str, new: str) -> int:
    shortest = min(len(old), len(new))
    return next((i for i in range(shortest) if old[-1 - i] != new[-1 - i]), shortest)
