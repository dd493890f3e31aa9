"""A list of items: add, delete, move, split, join, each one step of the report's history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import pairwise

import msgspec
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFontMetricsF, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from danvan_desktop.domain import edits
from danvan_desktop.domain.list_text import entry_count, split_item_as_list, trimmed_halves
from danvan_desktop.domain.report import Item, Report
from danvan_desktop.domain.rich_text import item_text, with_paragraphs
from danvan_desktop.domain.unread import confirm_item
from danvan_desktop.services.editing import Place
from danvan_desktop.text.numbers import printed
from danvan_desktop.text.ordinals import task_word
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import quiet_button
from danvan_desktop.ui.editor.context import EditorContext
from danvan_desktop.ui.editor.form import Address, Field
from danvan_desktop.ui.editor.item_card import ItemCard, ListKind
from danvan_desktop.ui.editor.list_actions import ListActions
from danvan_desktop.ui.editor.table_item import TableItem
from danvan_desktop.ui.rich_text.field import RichTextField
from danvan_desktop.wording import say

_MOST_SPLIT = 200
"""How many items a list may have by splitting one pasted: each is a card, and making a card takes time."""


class ItemList(QWidget, ListActions):
    """The cards of one section's items, in order."""

    def __init__(
        self, context: EditorContext, section_id: str, kind: ListKind, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"list_{kind}")
        self._context = context
        self.section_id = section_id
        self._kind: ListKind = kind
        self._cards: dict[str, ItemCard] = {}
        self._gap_at = 0
        gap = theme.unit(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(gap * 3)
        self._empty = QLabel(say(f"editor.empty.{kind}"))
        self._empty.setWordWrap(True)
        self._empty.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.add_button = quiet_button(say(f"editor.add.{kind}"), f"add_{kind}", self, "new")
        self.add_button.setToolTip(say("editor.add.tip"))
        self.add_button.clicked.connect(lambda: self._add_at(len(self._items())))
        self.lead_in_button = quiet_button(say("editor.add.lead_in"), "add_lead_in", self, "new")
        self.lead_in_button.clicked.connect(lambda: self._insert(0, Item(id=edits.new_id("i"))))
        buttons = QHBoxLayout()
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.lead_in_button)
        buttons.addStretch(1)
        self._column.addWidget(self._empty)
        self._column.addLayout(buttons)
        self._drop_line = QFrame(self)
        self._drop_line.setFrameShape(QFrame.Shape.NoFrame)
        self._drop_line.setAutoFillBackground(True)
        self._drop_line.setBackgroundRole(QPalette.ColorRole.Accent)
        self._drop_line.hide()
        self.refresh(context.report, None)

    def fields(self) -> dict[Address, Field]:
        """The fields of all cards by address."""
        return {
            (self.section_id, item_id, name): field
            for item_id, card in self._cards.items()
            for name, field in card.fields().items()
        }

    def refresh(self, report: Report, origin: object) -> None:
        """Show the section's items, keeping the cards that are there."""
        section = edits.find_section(report, self.section_id)
        items = section.items if section else ()
        wanted = [item.id for item in items]
        reordered = wanted != list(self._cards)
        if reordered:
            self._drop_cards(set(self._cards) - set(wanted))
            known = self._cards
            self._cards = {item_id: known.get(item_id) or self._new_card(item_id) for item_id in wanted}
            for index, card in enumerate(self._cards.values()):
                if self._column.indexOf(card) != index:
                    self._column.insertWidget(index, card)
        for item in items:
            self._cards[item.id].show_item(item, origin)
        self._show_places(items, report)
        if reordered:
            self._chain_tab_order()
            self._empty.setVisible(not items)

    def focus_item(self, item_id: str, field: str = "text") -> None:
        """Put the keyboard in an item, or where it was when it is no more."""
        card = self._cards.get(item_id)
        if card is None and self._cards:
            card = list(self._cards.values())[min(self._gap_at, len(self._cards) - 1)]
        if card is None:
            self.add_button.setFocus()
        else:
            card.fields().get(field, card.text).setFocus()

    # What a person can do to the list

    def add_next(self) -> None:
        card = self._current()
        self._add_at(list(self._cards).index(card.item_id) + 1 if card else len(self._cards))

    def move_current(self, step: int) -> None:
        card = self._current()
        if card is not None:
            self._move(card.item_id, list(self._cards).index(card.item_id) + step)

    def split_current(self) -> None:
        card = self._current()
        if card is None:
            return
        before, after = trimmed_halves(*card.text.split_at_cursor())
        report, fresh = edits.split_item(self._context.report, self.section_id, card.item_id, before, after)
        self._do(report, "split", fresh)
        self._cards[fresh].text.select_range(0, 0)

    def join_current(self) -> None:
        card = self._current()
        if card is None or card.item_id == next(iter(self._cards)):
            return
        order = list(self._cards)
        above = self._cards[order[order.index(card.item_id) - 1]]
        end = len(above.text.plain())
        report, kept = edits.join_with_previous(self._context.report, self.section_id, card.item_id)
        self._do(report, "join", kept)
        self._cards[kept].text.select_range(end + (1 if end else 0), 0)

    def delete_current(self) -> None:
        card = self._current()
        if card is not None:
            self._delete(card.item_id)

    def current_item(self) -> str:
        """The id of the item the keyboard is in, '' elsewhere."""
        card = self._current()
        return card.item_id if card else ""

    def read(self, item_id: str) -> None:
        """Take the person's word that an item carried over has been read."""
        self._do(confirm_item(self._context.report, item_id), "read", item_id, self._focused_name(item_id))

    def _items(self) -> Sequence[Item]:
        section = edits.find_section(self._context.report, self.section_id)
        return section.items if section else ()

    def _add_at(self, index: int) -> None:
        self._insert(index, Item(id=edits.new_id("i"), type="task" if self._kind == "tasks" else "paragraph"))

    def _insert(self, index: int, fresh: Item) -> None:
        self._do(edits.insert_item(self._context.report, self.section_id, index, fresh), "add", fresh.id)

    def _move(self, item_id: str, to: int) -> None:
        field = self._focused_name(item_id)
        self._do(edits.move_item(self._context.report, self.section_id, item_id, to), "move", item_id, field)

    def _delete(self, item_id: str) -> None:
        had_text = bool(item_text(next(i for i in self._items() if i.id == item_id)).strip())
        self._gap_at = list(self._cards).index(item_id)
        self._do(edits.remove_item(self._context.report, self.section_id, item_id), "delete", item_id)
        if had_text:
            self._context.told.emit(say("editor.item.deleted"))

    def _do(self, after: Report, label: str, item_id: str, field: str = "text") -> None:
        self._context.do(after, say(f"editor.act.{label}"), Place(self.section_id, item_id, field))
        self.focus_item(item_id, field)

    def _act(self, item_id: str, asked: str) -> None:
        acts: dict[str, Callable[[], None]] = {
            "up": lambda: self._move(item_id, list(self._cards).index(item_id) - 1),
            "down": lambda: self._move(item_id, list(self._cards).index(item_id) + 1),
            "delete": lambda: self._delete(item_id),
            "split_list": lambda: self._split_list(item_id),
            "read": lambda: self.read(item_id),
        }
        acts[asked]()

    def _split_list(self, item_id: str) -> None:
        report = split_item_as_list(self._context.report, self.section_id, item_id)
        self._do(report, "split", item_id)

    def _type(self, item_id: str, name: str) -> None:
        card = self._cards[item_id]
        field = card.fields()[name]

        def change(item: Item) -> Item:
            if name == "text":
                return with_paragraphs(item, field.paragraphs)
            return msgspec.structs.replace(item, cause=field.plain())

        self._context.type(
            lambda report: edits.update_item(report, self.section_id, item_id, change),
            say("editor.act.type"),
            Place(self.section_id, item_id, name),
            field,
        )

    def _offer_split(self, card: ItemCard) -> None:
        count = entry_count(card.text.paragraphs)
        if len(self._cards) + count > _MOST_SPLIT:
            told = say("editor.paste.too_many_items", count=printed(Decimal(count)), most=_MOST_SPLIT)
            self._context.told.emit(told)
        elif count:
            card.offer_split(count)

    # Cards

    def _new_card(self, item_id: str) -> ItemCard:
        card = ItemCard(self._kind, item_id, self._new_table, self)
        card.text_edited.connect(self._type)
        card.asked.connect(self._act)
        card.text.block_pasted.connect(lambda: self._offer_split(card))
        card.grown.connect(lambda: self._context.near.emit(card, card.rect().bottomLeft()))
        card.grip.dragged.connect(lambda at: self._show_drop(item_id, at))
        card.grip.dropped.connect(lambda at: self._drop(item_id, at))
        card.grip.given_up.connect(self._drop_line.hide)
        for field in card.fields().values():
            self._context.prepare(field)
        return card

    def _new_table(self, card: ItemCard) -> TableItem:
        return TableItem(self._context, self.section_id, card.item_id, card)

    def _drop_cards(self, gone: set[str]) -> None:
        for index, item_id in enumerate(list(self._cards)):
            if item_id in gone:
                card = self._cards.pop(item_id)
                self._gap_at = index
                self._column.removeWidget(card)
                card.hide()
                card.deleteLater()

    def _show_places(self, items: Sequence[Item], report: Report) -> None:
        leads = self._leads(items)
        metrics = QFontMetricsF(self.font())
        width = round(max((metrics.horizontalAdvance(lead) for lead in leads), default=0) * 1.12)
        width += theme.unit(self) * 2
        style = report.style.lead if self._kind == "tasks" else "plain"
        self.lead_in_button.setVisible(self._kind == "tasks" and (not items or items[0].type == "task"))
        for index, (item, lead) in enumerate(zip(items, leads, strict=True)):
            name = say(f"editor.item.name_{self._kind}", place=lead.rstrip(",."))
            allowed = self._places_for(index)
            ends = (index == allowed.start, index == allowed.stop - 1)
            shown_style = style if item.type == "task" else "plain"
            self._cards[item.id].show_place(lead, shown_style, width, name, ends)

    def _leads(self, items: Sequence[Item]) -> list[str]:
        """What stands before each item: a task's word, or the number of an entry."""
        found, place = [], 0
        for item in items:
            if self._kind == "tasks" and item.type != "task":
                found.append(say("editor.item.lead_in"))
                continue
            place += 1
            found.append(f"{task_word(place)}," if self._kind == "tasks" else f"{place}.")
        return found

    def _chain_tab_order(self) -> None:
        """Tab goes from text to text; the buttons come after the last."""
        chain: list[QWidget] = [f for card in self._cards.values() for f in card.fields().values()]
        chain += [self.add_button, self.lead_in_button]
        chain += [button for card in self._cards.values() for button in card.buttons.values()]
        for first, second in pairwise(chain):
            QWidget.setTabOrder(first, second)

    def _current(self) -> ItemCard | None:
        focus = self.focusWidget()
        return next(
            (card for card in self._cards.values() if focus is not None and card.isAncestorOf(focus)), None
        )

    def _focused_name(self, item_id: str) -> str:
        fields: dict[str, RichTextField] = self._cards[item_id].fields()
        return next((name for name, field in fields.items() if field.hasFocus()), "text")

    # Dragging

    def _gap_under(self, item_id: str, at: QPoint) -> int:
        """The index the card dropped at a global point would go before: the nearest it may go to."""
        y = self.mapFromGlobal(at).y()
        cards = list(self._cards.values())
        gap = next((i for i, card in enumerate(cards) if y < card.y() + card.height() / 2), len(cards))
        allowed = self._places_for(list(self._cards).index(item_id))
        return max(allowed.start, min(gap, allowed.stop))

    def _places_for(self, index: int) -> range:
        section = edits.find_section(self._context.report, self.section_id)
        return edits.places_for(section, index) if section else range(len(self._cards))

    def _show_drop(self, item_id: str, at: QPoint) -> None:
        index = self._gap_under(item_id, at)
        cards = list(self._cards.values())
        half = self._column.spacing() // 2
        y = cards[index].y() - half - 1 if index < len(cards) else cards[-1].geometry().bottom() + half
        self._drop_line.setGeometry(0, max(y, 0), self.width(), max(2, theme.unit(self) // 2))
        self._drop_line.raise_()
        self._drop_line.show()
        self._context.near.emit(self, QPoint(0, y))

    def _drop(self, item_id: str, at: QPoint) -> None:
        self._drop_line.hide()
        before = list(self._cards).index(item_id)
        index = self._gap_under(item_id, at)
        to = index - 1 if index > before else index
        if to != before:
            self._move(item_id, to)
