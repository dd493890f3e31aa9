"""What all forms have in common: a calm column, and how to lead the eye to a place in it."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QVBoxLayout, QWidget

from danvan_desktop.domain.report import Report
from danvan_desktop.domain.search import Hit
from danvan_desktop.services.editing import Change, Place
from danvan_desktop.ui import theme
from danvan_desktop.ui.editor.context import EditorContext
from danvan_desktop.ui.rich_text.field import RichTextField
from danvan_desktop.ui.widgets.line_field import LineField

Field = RichTextField | LineField
Address = tuple[str, str, str]
"""Section (or part), item and field name."""


class Form(QWidget):
    """The form of one part. Its fields are known by address, so that undo and search find them."""

    letters = 96
    """The widest the column gets, in average letters."""

    def __init__(self, context: EditorContext, part: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.part = part
        self.column = QVBoxLayout(self)
        gap = theme.unit(self)
        self.column.setContentsMargins(gap * 5, gap * 4, gap * 5, gap * 8)
        self.column.setSpacing(gap * 3)

    def fields(self) -> dict[Address, Field]:
        """Every text field now shown, in reading order."""
        return {}

    def refresh(self, change: Change) -> None:
        """Show what changed."""
        raise NotImplementedError

    def outdated(self, report: Report) -> bool:  # noqa: ARG002
        """Whether a change asks for a form built anew."""
        return False

    def covers(self, part: str) -> bool:
        """Whether the form shows the text of a part or section."""
        return part == self.part

    def confirm_current(self) -> bool:
        """Take it that what the keyboard is in was read; whether there was anything to read."""
        return False

    def confirm_all(self) -> bool:
        """Take it that all of the form was read; whether there was anything to read."""
        return False

    def commit(self) -> None:
        """Hand over what is typed but not yet told."""

    def first_field(self) -> QWidget | None:
        """Where the keyboard goes when the form is opened."""
        return next(iter(self.fields().values()), None)

    def focus_place(self, place: Place) -> None:
        """Put the keyboard where an edit was."""
        field = self.field_at(place.part, place.item, place.field)
        if field is not None:
            field.setFocus()

    def field_at(self, section: str, item: str, field: str) -> Field | None:
        """The field that holds an address."""
        return self.fields().get((section, item, field))

    def offset(self, section: str, item: str, field: str) -> int:  # noqa: ARG002
        """Where an item's text starts within its field, in characters."""
        return 0

    def select_hit(self, hit: Hit) -> None:
        """Select what a search found, and nothing else, without taking the keyboard."""
        field = self.field_at(hit.section_id, hit.item_id, hit.field)
        for other in self.fields().values():
            if other is not field:
                _select_nothing(other)
        start = hit.start + self.offset(hit.section_id, hit.item_id, hit.field)
        if isinstance(field, RichTextField):
            field.select_range(start, hit.length)
        elif field is not None:
            field.setSelection(start, hit.length)

    def enter_hit(self, hit: Hit) -> None:
        """Put the keyboard where a search found something."""
        field = self.field_at(hit.section_id, hit.item_id, hit.field)
        if field is not None:
            field.setFocus()

    def hit_rect(self, hit: Hit) -> QRect | None:
        """Where a hit stands on the form, in its coordinates."""
        field = self.field_at(hit.section_id, hit.item_id, hit.field)
        if field is None:
            return None
        rect = field.cursorRect() if isinstance(field, RichTextField) else field.rect()
        return QRect(field.mapTo(self, rect.topLeft()), rect.size())

    def mark_hits(self, hits: list[Hit]) -> None:
        """Softly mark all that a search found in the fields shown."""
        ranges: dict[RichTextField, list[tuple[int, int]]] = {
            field: [] for field in self.fields().values() if isinstance(field, RichTextField)
        }
        for hit in hits:
            field = self.field_at(hit.section_id, hit.item_id, hit.field)
            if isinstance(field, RichTextField):
                start = hit.start + self.offset(hit.section_id, hit.item_id, hit.field)
                ranges[field].append((start, hit.length))
        for field, found in ranges.items():
            field.mark_ranges(found)


def _select_nothing(field: Field) -> None:
    if isinstance(field, RichTextField):
        cursor = field.textCursor()
        cursor.clearSelection()
        field.setTextCursor(cursor)
    else:
        field.deselect()
