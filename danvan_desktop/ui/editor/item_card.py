"""One item of a list: its word or number, its text, a limitation's cause, and what can be done to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QPalette, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from danvan_desktop.domain.report import Item, LeadStyle
from danvan_desktop.domain.rich_text import paragraphs
from danvan_desktop.domain.unread import unread_sentences
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import plain_button
from danvan_desktop.ui.editor.table_item import TableItem
from danvan_desktop.ui.editor.unread_strip import UnreadNote
from danvan_desktop.ui.rich_text.field import RichTextField
from danvan_desktop.ui.widgets.glyph_button import GlyphButton
from danvan_desktop.ui.widgets.grip import Grip
from danvan_desktop.wording import say

ListKind = Literal["list", "limitations", "tasks", "proposals", "bases"]


class ItemCard(QWidget):
    """Shows an item. It only tells what the person wants; the list it stands in does it."""

    text_edited = Signal(str, str)
    asked = Signal(str, str)
    grown = Signal()

    def __init__(
        self,
        kind: ListKind,
        item_id: str,
        new_table: Callable[[ItemCard], TableItem],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._new_table = new_table
        self._table: TableItem | None = None
        self.kind = kind
        self.item_id = item_id
        self.setObjectName("item_card")
        gap = theme.unit(self)
        self.lead = QLabel()
        self.lead.setObjectName("item_lead")
        self.lead.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.grip = Grip("item_grip", say("editor.item.drag"), self)
        self.text = RichTextField("item_text", "", self, lines=1 if kind == "bases" else 2)
        self.cause = RichTextField("item_cause", "", self, emphasis=False) if kind == "limitations" else None
        self.unread = UnreadNote(self)
        self.unread.read.connect(lambda: self.asked.emit(item_id, "read"))
        self.column = QVBoxLayout()
        self.column.setSpacing(gap)
        self._fill_column()
        self.column.addWidget(self.unread)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(gap)
        row.addWidget(self.grip, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.lead, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self.column, 1)
        row.addLayout(self._buttons())
        self._offer: QWidget | None = None
        self._watch(self.text, "text")
        if self.cause is not None:
            self._watch(self.cause, "cause")
        self.lead.setContentsMargins(0, round(self.text.document().documentMargin()), gap, 0)

    def _fill_column(self) -> None:
        if self.cause is None:
            self.column.addWidget(self.text)
            return
        for key, field in (("limitation", self.text), ("cause", self.cause)):
            label = QLabel(say(f"editor.item.{key}"))
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            label.setBuddy(field)
            self.column.addWidget(label)
            self.column.addWidget(field)

    def _watch(self, field: RichTextField, name: str) -> None:
        field.edited.connect(lambda: self.text_edited.emit(self.item_id, name))

    def _buttons(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(0)
        self.buttons: dict[str, GlyphButton] = {}
        places = {"up": (0, 0), "down": (0, 1), "delete": (1, 1)}
        if self.kind == "bases":
            places = {"up": (0, 0), "down": (0, 1), "delete": (0, 2)}
        for key, place in places.items():
            button = GlyphButton(key, f"item_{key}", say(f"editor.item.{key}"), self)  # type: ignore[arg-type]
            button.clicked.connect(lambda _=False, key=key: self.asked.emit(self.item_id, key))
            grid.addWidget(button, *place)
            self.buttons[key] = button
        grid.setRowStretch(2, 1)
        return grid

    def fields(self) -> dict[str, RichTextField]:
        """The card's text fields by name, in reading order."""
        return {"text": self.text} | ({"cause": self.cause} if self.cause is not None else {})

    def show_item(self, item: Item, origin: object) -> None:
        """Show the item's texts, but never in the field its change came from."""
        if origin is not self.text:
            self.text.show_paragraphs(paragraphs(item))
        if self.cause is not None and origin is not self.cause:
            self.cause.show_text(item.cause)
        self.text.show_unread(range(len(paragraphs(item))) if unread_sentences(item) else ())
        self.unread.show_item(item)
        if item.rows and self._table is None:
            self._table = self._new_table(self)
            self.column.insertWidget(self.column.indexOf(self.unread), self._table)
        if self._table is not None:
            self._table.show_item(item)

    def show_place(self, lead: str, style: LeadStyle, width: int, name: str, ends: tuple[bool, bool]) -> None:
        """Show where the item stands: its word, in the emphasis chosen, and whether it is first or last."""
        font = QFont(self.font())
        font.setBold("bold" in style)
        font.setItalic("italic" in style)
        self.lead.setFont(font)
        self.lead.setText(lead)
        self.lead.setFixedWidth(width)
        self.text.setAccessibleName(name)
        if self.cause is not None:
            self.cause.setAccessibleName(say("editor.item.cause_of", name=name))
        first, last = ends
        self.buttons["up"].setEnabled(not first)
        self.buttons["down"].setEnabled(not last)

    def offer_split(self, count: int) -> None:
        """Offer, without stopping anybody, to make the list just pasted into items."""
        self.withdraw_offer()
        offer = QWidget(self)
        row = QHBoxLayout(offer)
        row.setContentsMargins(0, 0, 0, 0)
        words = QLabel(say("editor.paste.is_list", count=count))
        words.setWordWrap(True)
        row.addWidget(words, 1)
        for key in ("split", "keep"):
            button: QPushButton = plain_button(say(f"editor.paste.{key}", count=count), f"paste_{key}", offer)
            button.clicked.connect(lambda _=False, key=key: self._answer(key))
            row.addWidget(button)
        self.column.insertWidget(self.column.indexOf(self.text) + 1, offer)
        self._offer = offer

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say that there is an offer to be seen further down."""
        super().resizeEvent(event)
        if self._offer is not None:
            self.grown.emit()

    def withdraw_offer(self) -> None:
        """Take the offer away."""
        if self._offer is not None:
            self._offer.hide()
            self._offer.deleteLater()
            self._offer = None

    def _answer(self, key: str) -> None:
        self.withdraw_offer()
        self.text.setFocus()
        if key == "split":
            self.asked.emit(self.item_id, "split_list")
