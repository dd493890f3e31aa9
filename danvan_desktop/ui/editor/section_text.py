"""The running text of a section in one comfortable field, or in several between its tables."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from danvan_desktop.domain import edits
from danvan_desktop.domain.report import Item, Report
from danvan_desktop.domain.rich_text import paragraphs, plain_text
from danvan_desktop.domain.section_text import stretches, text_of, with_text
from danvan_desktop.domain.unread import unread_sentences
from danvan_desktop.services.editing import Place
from danvan_desktop.ui import theme
from danvan_desktop.ui.editor.context import EditorContext
from danvan_desktop.ui.editor.form import Address, Field
from danvan_desktop.ui.editor.parts import section_name
from danvan_desktop.ui.editor.table_item import TableItem
from danvan_desktop.ui.rich_text.field import RichTextField
from danvan_desktop.wording import say

_LINES = 6


class SectionText(QWidget):
    """Each paragraph is an item of its own and keeps its id while others change."""

    def __init__(self, context: EditorContext, section_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.section_id = section_id
        self._context = context
        self._fields: list[RichTextField] = []
        self._tables: list[TableItem] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.unit(self) * 2)
        self._items: Sequence[Item] = ()
        self.refresh(context.report, None)

    def fields(self) -> dict[Address, Field]:
        """Each stretch of text under the address of its first item, and the text of each table."""
        return {(self.section_id, f"@{number}", "text"): field for number, field in enumerate(self._fields)}

    def refresh(self, report: Report, origin: object) -> None:
        """Show the section's text as it stands."""
        section = edits.find_section(report, self.section_id)
        self._items = section.items if section else ()
        tables = [item for item in self._items if item.type == "table"]
        if not self._fields or [table.item_id for table in self._tables] != [item.id for item in tables]:
            self._rebuild(tables, section_name(section) if section else "")
        for table, item in zip(self._tables, tables, strict=True):
            table.show_item(item)
        for field, (start, end) in zip(self._fields, stretches(self._items), strict=True):
            if field is not origin:
                field.show_paragraphs(text_of(self._items[start:end]))
            field.show_unread(_unread_paragraphs(self._items[start:end]))

    def current_item(self) -> str:
        """The id of the item the cursor is in, '' when the keyboard is elsewhere."""
        for field, (start, end) in zip(self._fields, stretches(self._items), strict=True):
            if field.hasFocus():
                left = field.current_paragraph
                for item in self._items[start:end]:
                    left -= len(paragraphs(item))
                    if left < 0:
                        return item.id
        return ""

    def holds(self, item_id: str) -> bool:
        """Whether an item is among the section's."""
        return any(item.id == item_id for item in self._items)

    def focus_item(self, item_id: str) -> None:
        """Put the cursor at the start of an item."""
        for field, (start, end) in zip(self._fields, stretches(self._items), strict=True):
            before = 0
            for item in self._items[start:end]:
                if item.id == item_id:
                    field.setFocus()
                    field.go_to_paragraph(before)
                    return
                before += len(paragraphs(item))

    def field_of(self, item_id: str) -> RichTextField | None:
        """The field that holds an item; the first when it is no more."""
        for field, (start, end) in zip(self._fields, stretches(self._items), strict=True):
            if any(item.id == item_id for item in self._items[start:end]):
                return field
        return self._fields[0] if self._fields else None

    def offset_of(self, item_id: str) -> int:
        """Where an item starts in its field, in characters."""
        for start, end in stretches(self._items):
            offset = 0
            for item in self._items[start:end]:
                if item.id == item_id:
                    return offset
                offset += sum(len(plain_text(p)) + 1 for p in paragraphs(item))
        return 0

    def _rebuild(self, tables: Sequence[Item], name: str) -> None:
        for widget in (*self._fields, *self._tables):
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._fields, self._tables = [], []
        for number in range(len(tables) + 1):
            lines = _LINES if not tables else 2
            field = RichTextField("section_text", say("editor.text.name", name=name), self, lines=lines)
            field.setPlaceholderText(say("editor.text.placeholder"))
            field.edited.connect(partial(self._type, number))
            self._context.prepare(field)
            self._fields.append(field)
            self._column.addWidget(field)
            if number < len(tables):
                table = TableItem(self._context, self.section_id, tables[number].id, self)
                self._tables.append(table)
                self._column.addWidget(table)

    def _type(self, number: int) -> None:
        field = self._fields[number]
        wanted = field.paragraphs

        def change(report: Report) -> Report:
            section = edits.find_section(report, self.section_id)
            items = section.items if section else ()
            start, end = stretches(items)[number]
            return edits.set_items(
                report,
                self.section_id,
                (*items[:start], *with_text(items[start:end], wanted), *items[end:]),
            )

        place = Place(self.section_id, f"@{number}", "text")
        self._context.type(change, say("editor.act.type"), place, field)


def _unread_paragraphs(items: Sequence[Item]) -> list[int]:
    """The numbers of the paragraphs of items not yet read."""
    found: list[int] = []
    before = 0
    for item in items:
        count = len(paragraphs(item))
        if unread_sentences(item):
            found += range(before, before + count)
        before += count
    return found
