"""A text field of several paragraphs with bold, italic and figures, as high as its text.

It has no undo of its own: every change is told at once through `edited`, and the report's history
leads back through `show_paragraphs`, which touches only what differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QMimeData, QRect, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from danvan_desktop.domain.report import Run
from danvan_desktop.domain.rich_text import Paragraph, merge_runs, plain_text
from danvan_desktop.ui.rich_text import clipboard, figures
from danvan_desktop.ui.rich_text.document import (
    char_format,
    insert_paragraphs,
    read_block,
    replace_changed,
    utf16,
    without_figure,
)
from danvan_desktop.ui.rich_text.dress import dress, fit
from danvan_desktop.ui.rich_text.filling import choose_blank
from danvan_desktop.ui.rich_text.marks import Marks
from danvan_desktop.ui.widgets.field_frame import paint_frame, paint_unread
from danvan_desktop.ui.widgets.keys import belongs_to_window
from danvan_desktop.ui.widgets.text_menu import text_menu

_DELETING = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class RichTextField(QTextEdit):
    """Holds paragraphs. `edited` follows every change the person makes, none made by the program."""

    edited = Signal()
    paragraph_ended = Signal()
    block_pasted = Signal()
    refused = Signal(int)
    entered = Signal()
    left = Signal()
    caret_moved = Signal(QRect)

    def __init__(
        self,
        name: str,
        accessible: str,
        parent: QWidget | None = None,
        *,
        lines: int = 1,
        emphasis: bool = True,
    ) -> None:
        """`lines` is the least height; without `emphasis` the field holds plain text only."""
        super().__init__(parent)
        self.emphasis = emphasis
        self.menu_actions: list[QAction] = []
        """What the context menu offers besides cut, copy and paste."""
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self._lines = lines
        self._paragraphs: list[Paragraph] = [()]
        self._showing = False
        self._changed = False
        self._repairing = False
        self._touched = (0, 0)
        self._last_position = 0
        self._unread: frozenset[int] = frozenset()
        self._marks = Marks(self)
        dress(self)
        document = self.document()
        document.contentsChange.connect(self._read_change)
        self.textChanged.connect(self._tell)
        self.cursorPositionChanged.connect(self._keep_out_of_figures)
        document.documentLayout().documentSizeChanged.connect(lambda _: fit(self, self._lines))

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """What the field holds, in NFC; at least one paragraph."""
        return tuple(self._paragraphs)

    def show_paragraphs(self, new: Sequence[Paragraph]) -> None:
        """Show these paragraphs, with the cursor after what changed; what is the same is not touched."""
        wanted = [merge_runs(p) for p in new] or [()]
        if wanted == self._paragraphs:
            return
        self._showing = True
        position = replace_changed(self.document(), self._paragraphs, wanted)
        self._showing = self._changed = False
        self._paragraphs = wanted
        self._marks.show_blanks(self.plain())
        cursor = self.textCursor()
        cursor.setPosition(position)
        self.setTextCursor(cursor)

    def select_range(self, start: int, length: int) -> None:
        """Select by characters counted over all paragraphs, each followed by one newline."""
        text = self.plain()
        cursor = self.textCursor()
        cursor.setPosition(utf16(text[:start]))
        cursor.setPosition(utf16(text[: start + length]), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def show_text(self, text: str) -> None:
        """Show plain text, each line a paragraph."""
        self.show_paragraphs(lines_of(text))

    def plain(self) -> str:
        """The characters of all paragraphs, joined by newlines."""
        return "\n".join(map(plain_text, self._paragraphs))

    def mark_ranges(self, ranges: Sequence[tuple[int, int]]) -> None:
        """Softly mark stretches given as start and length in characters, in place of those before."""
        self._marks.show_found(self.plain(), ranges)

    @property
    def current_paragraph(self) -> int:
        """The number of the paragraph the cursor is in, from 0."""
        return self.textCursor().blockNumber()

    def go_to_paragraph(self, number: int) -> None:
        """Put the cursor at the start of a paragraph."""
        cursor = self.textCursor()
        cursor.setPosition(self.document().findBlockByNumber(number).position())
        self.setTextCursor(cursor)

    def show_unread(self, numbers: Iterable[int]) -> None:
        """Mark paragraphs, by number, as carried over and not read: a line at their left."""
        if self._unread != (fresh := frozenset(numbers)):
            self._unread = fresh
            self.viewport().update()

    def split_at_cursor(self) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
        """The paragraphs before the cursor, and those after it."""
        cursor = self.textCursor()
        return clipboard.cut_in_two(self._paragraphs, cursor.blockNumber(), self._column(cursor))

    def _column(self, cursor: QTextCursor) -> int:
        """The cursor's place in its paragraph, in characters."""
        text = plain_text(self._paragraphs[cursor.blockNumber()])
        units = cursor.positionInBlock()
        return next((i for i in range(len(text) + 1) if utf16(text[:i]) >= units), len(text))

    def insert_figure(self, run: Run) -> None:
        """Put a reference to a figure in at the cursor; plain text takes only what it reads."""
        self.textCursor().insertText(run.text, char_format(run if self.emphasis else Run(run.text)))
        self._keep_out_of_figures()

    def toggle_bold(self) -> None:
        """Bold on or off, for the selection or for what is typed next."""
        if not self.emphasis:
            return
        shape = QTextCharFormat()
        heavy = self.fontWeight() < QFont.Weight.DemiBold
        shape.setFontWeight(QFont.Weight.Bold if heavy else QFont.Weight.Normal)
        self.mergeCurrentCharFormat(shape)

    def toggle_italic(self) -> None:
        """Italic on or off, for the selection or for what is typed next."""
        if not self.emphasis:
            return
        shape = QTextCharFormat()
        shape.setFontItalic(not self.fontItalic())
        self.mergeCurrentCharFormat(shape)

    def put_in(self, text: str) -> None:
        """Put plain text in place of the selection, as a step of its own."""
        self._put_in(lines_of(text))

    def _put_in(self, paragraphs: Sequence[Paragraph]) -> None:
        cursor = self.textCursor()
        self.paragraph_ended.emit()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        insert_paragraphs(cursor, paragraphs)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.paragraph_ended.emit()

    # What changes

    def _read_change(self, position: int, removed: int, added: int) -> None:  # noqa: ARG002
        """Read again only the blocks a change touched."""
        document = self.document()
        first = document.findBlock(position)
        last = document.findBlock(position + added)
        first_number = max(first.blockNumber(), 0)
        last_number = last.blockNumber() if last.isValid() else document.blockCount() - 1
        grown = document.blockCount() - len(self._paragraphs)
        fresh = []
        block = document.findBlockByNumber(first_number)
        for _ in range(last_number - first_number + 1):
            fresh.append(read_block(block))
            block = block.next()
        old = slice(first_number, last_number + 1 - grown)
        if self._paragraphs[old] != fresh:
            self._paragraphs[old] = fresh
            self._changed = True
            self._touched = (first_number, last_number)

    def _tell(self) -> None:
        if self._showing or self._repairing or not self._changed:
            return
        self._repairing = True
        figures.drop_broken(self.document(), *self._touched)
        self._repairing = self._changed = False
        self._marks.show_blanks(self.plain())
        self.edited.emit()

    def _keep_out_of_figures(self) -> None:
        """Never leave the cursor inside a figure, nor its format on what is typed next."""
        cursor = self.textCursor()
        whole = figures.widened(self.document(), cursor, forward=cursor.position() >= self._last_position)
        self._last_position = (whole or cursor).position()
        if whole is not None:
            self.setTextCursor(whole)
            return
        if not cursor.hasSelection() and figures.is_figure(self.currentCharFormat()):
            self.setCurrentCharFormat(without_figure(self.currentCharFormat()))
        if self.hasFocus():
            self.caret_moved.emit(self.cursorRect())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._unread:
            painter = QPainter(self.viewport())
            paint_unread(painter, self.document(), self._unread)
            painter.end()

    # Keys, mouse and clipboard

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and belongs_to_window(event):  # type: ignore[arg-type]
            event.ignore()
            return False
        if event.type() == QEvent.Type.Paint:
            painter = QPainter(self)
            paint_frame(painter, self.rect(), self.palette(), self.hasFocus())
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if control and event.key() == Qt.Key.Key_B:
            self.toggle_bold()
        elif control and event.key() == Qt.Key.Key_I:
            self.toggle_italic()
        elif belongs_to_window(event) or (enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            event.ignore()
        elif enter:
            self._end_paragraph()
        elif event.key() in _DELETING and (figure := figures.beside(self.textCursor(), event.key())):
            figure.removeSelectedText()
        else:
            if not control and event.text() and event.text().isprintable():
                self._make_room()
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString():
            self._make_room()
        super().inputMethodEvent(event)

    def _make_room(self) -> None:
        """Take selected figures out before letters come in their place, which would get their format."""
        cursor = self.textCursor()
        if figures.in_selection(cursor):
            cursor.removeSelectedText()
            self.setCurrentCharFormat(without_figure(self.currentCharFormat()))

    def _end_paragraph(self) -> None:
        cursor = self.textCursor()
        cursor.insertBlock(cursor.blockFormat(), without_figure(cursor.charFormat()))
        self.ensureCursorVisible()
        self.paragraph_ended.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()
        self.entered.emit()

    def focusNextPrevChild(self, onward: bool) -> bool:
        """Tab goes to the next blank of the paragraph before it leaves the field."""
        return (onward and choose_blank(self, in_paragraph=True)) or super().focusNextPrevChild(onward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
        self._show_composed()
        self.left.emit()

    def _show_composed(self) -> None:
        """Show text typed in NFD as it is kept, once nobody types in it."""
        document = self.document()
        if document.characterCount() - 1 == utf16(self.plain()):
            return
        number = self.textCursor().blockNumber()
        self._showing = True
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        kept = self.paragraphs
        cursor.removeSelectedText()
        insert_paragraphs(cursor, kept)
        cursor.endEditBlock()
        self._showing = self._changed = False
        cursor.setPosition(document.findBlockByNumber(number).position())
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.setTextCursor(cursor)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = text_menu(self, self.textCursor().hasSelection(), self.paste)
        menu.addSeparator()
        for action in self.menu_actions:
            menu.addAction(action)
        menu.popup(event.globalPos())

    def createMimeDataFromSelection(self) -> QMimeData:
        return clipboard.to_mime(self._selected())

    def _selected(self) -> tuple[Paragraph, ...]:
        cursor = self.textCursor()
        start, end = QTextCursor(cursor), QTextCursor(cursor)
        start.setPosition(cursor.selectionStart())
        end.setPosition(cursor.selectionEnd())
        upto, _ = clipboard.cut_in_two(self._paragraphs, end.blockNumber(), self._column(end))
        _, taken = clipboard.cut_in_two(upto, start.blockNumber(), self._column(start))
        return taken

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasHtml() or source.hasFormat(clipboard.OWN_FORMAT)

    def insertFromMimeData(self, source: QMimeData) -> None:
        pasted = clipboard.from_mime(source)
        if isinstance(pasted, int):
            self.refused.emit(pasted)
            return
        if not self.emphasis:
            pasted = tuple(lines_of("\n".join(map(plain_text, pasted))))
        self._put_in(pasted)
        if len(pasted) > 1:
            self.block_pasted.emit()


def lines_of(text: str) -> list[Paragraph]:
    """Plain text of several lines as paragraphs."""
    return [(Run(line),) if line else () for line in text.split("\n")]
