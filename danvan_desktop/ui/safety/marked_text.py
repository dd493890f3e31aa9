"""Text with what was taken out struck through and what was put in underlined; never by colour alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor

from danvan_desktop.domain.differences import Span, SpanKind
from danvan_desktop.ui import theme
from danvan_desktop.ui.safety.reading_text import ReadingText

_TONES: dict[SpanKind, theme.Tone] = {"deleted": "bad", "inserted": "good"}


def span_format(kind: SpanKind) -> QTextCharFormat:
    """How a stretch looks that only the older or only the newer text has."""
    made = QTextCharFormat()
    if kind == "equal":
        return made
    ink, wash = theme.tone_colours(_TONES[kind], theme.palette_now())
    made.setForeground(ink)
    made.setBackground(wash)
    made.setFontStrikeOut(kind == "deleted")
    made.setFontUnderline(kind == "inserted")
    return made


class MarkedText(ReadingText):
    """Shows the spans between an earlier text and a later one."""

    def show_spans(self, spans: Sequence[Span], headings: Collection[str] = ()) -> None:
        """Show them; lines that are one of `headings` stand out."""
        self.begin()
        cursor = self.textCursor()
        cursor.beginEditBlock()
        for span in spans:
            cursor.insertText(span.text, span_format(span.kind))
        self._set_paragraphs(frozenset(headings))
        cursor.endEditBlock()
        self._show_first_change()

    def _set_paragraphs(self, headings: frozenset[str]) -> None:
        strong = QTextCharFormat()
        strong.setFontWeight(QFont.Weight.Bold)
        gap = theme.unit(self)
        block = self.document().begin()
        while block.isValid():
            cursor = QTextCursor(block)
            shape = block.blockFormat()
            shape.setBottomMargin(gap * 2)
            shape.setLineHeight(125, 1)
            cursor.setBlockFormat(shape)
            if block.text().strip() in headings:
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                cursor.mergeCharFormat(strong)
            block = block.next()

    def _show_first_change(self) -> None:
        """Bring the first mark near the top, without moving any focus."""
        found = self.document().begin()
        while found.isValid():
            pieces = found.begin()
            while not pieces.atEnd():
                shape = pieces.fragment().charFormat()
                if shape.fontStrikeOut() or shape.fontUnderline():
                    self.setTextCursor(QTextCursor(found))
                    self.ensureCursorVisible()
                    return
                pieces += 1
            found = found.next()
        self.moveCursor(QTextCursor.MoveOperation.Start)
