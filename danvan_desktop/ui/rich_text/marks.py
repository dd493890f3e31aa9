"""What is softly marked in a text field: the places a search found, and the blanks still to be filled in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QColor, QPalette, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from danvan_desktop.domain.blanks import blanks
from danvan_desktop.ui import theme
from danvan_desktop.ui.rich_text.document import utf16


class Marks:
    """The marks of one field; they follow their words while the text around them changes."""

    def __init__(self, field: QTextEdit) -> None:
        self._field = field
        self._found: list[QTextEdit.ExtraSelection] = []
        self._blanks: list[QTextEdit.ExtraSelection] = []
        self._shown: list[str] = []

    def show_found(self, text: str, ranges: Sequence[tuple[int, int]]) -> None:
        """Mark stretches of `text`, which the field shows, given as start and length in characters."""
        shape = _ground(self._field.palette().color(QPalette.ColorRole.Accent), 70)
        self._found = [self._mark(text, start, start + length, shape) for start, length in ranges]
        self._show()

    def show_blanks(self, text: str) -> None:
        """Mark the blanks of `text`, which the field shows, unless they are the ones marked already."""
        found = list(blanks(text)) if "…" in text or ".." in text or "[" in text else []
        words = [text[blank.start : blank.end] for blank in found]
        if words == self._shown and all(mark.cursor.hasSelection() for mark in self._blanks):
            return
        self._shown = words
        shape = _ground(theme.tone_colours("warning", theme.palette_now())[0], 60)
        self._blanks = [self._mark(text, blank.start, blank.end, shape) for blank in found]
        self._show()

    def _mark(self, text: str, start: int, end: int, shape: QTextCharFormat) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        mark.cursor = QTextCursor(self._field.document())
        mark.cursor.setPosition(utf16(text[:start]))
        mark.cursor.setPosition(utf16(text[:end]), QTextCursor.MoveMode.KeepAnchor)
        mark.format = shape
        return mark

    def _show(self) -> None:
        self._field.setExtraSelections([*self._blanks, *self._found])


def _ground(colour: QColor, strength: int) -> QTextCharFormat:
    soft = QColor(colour)
    soft.setAlpha(strength)
    shape = QTextCharFormat()
    shape.setBackground(soft)
    return shape
