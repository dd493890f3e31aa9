"""The form of a section: heading, guidance, what its role asks for, and the sections inside it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from danvan_desktop.domain import edits
from danvan_desktop.domain.report import Item, Report, Section
from danvan_desktop.domain.unread import confirm_item, confirm_section, unread_count, unread_items
from danvan_desktop.services.editing import Change, Place
from danvan_desktop.ui.buttons import quiet_button
from danvan_desktop.ui.editor.child_sections import ChildSections
from danvan_desktop.ui.editor.context import EditorContext
from danvan_desktop.ui.editor.form import Address, Field, Form
from danvan_desktop.ui.editor.guidance_box import GuidanceBox
from danvan_desktop.ui.editor.heading_field import HeadingField
from danvan_desktop.ui.editor.item_card import ListKind
from danvan_desktop.ui.editor.item_list import ItemList
from danvan_desktop.ui.editor.parts import FormKind, is_bases
from danvan_desktop.ui.editor.section_text import SectionText
from danvan_desktop.ui.editor.unread_strip import UnreadStrip
from danvan_desktop.wording import say

_GROUPED: tuple[FormKind, ...] = ("proposals",)


class SectionForm(Form):
    """Built from pieces that each show one section's heading, items or children."""

    def __init__(
        self, context: EditorContext, part: str, kind: FormKind, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, part, parent)
        self.kind = kind
        self.setObjectName(f"form_{kind}")
        self._pieces: list[HeadingField | ItemList | SectionText | ChildSections] = []
        self._shape = self._shape_of(context.report)
        section = self._section(context.report)
        self._add(HeadingField(context, part, self))
        self._unread = UnreadStrip(self)
        self._unread.all_read.connect(self.confirm_all)
        self.column.addWidget(self._unread)
        if guidance := context.guidance.get(part, ""):
            self.column.addWidget(GuidanceBox(guidance, self))
        self._add_bases(section)
        self._add_body(section)
        self._add_children(section)
        self.column.addStretch(1)
        self._unread.show_count(unread_count(section))

    def _section(self, report: Report) -> Section:
        return edits.find_section(report, self.part) or Section(id=self.part)

    def _add(self, piece: HeadingField | ItemList | SectionText | ChildSections) -> None:
        self._pieces.append(piece)
        self.column.addWidget(piece)

    def _add_bases(self, section: Section) -> None:
        if self.kind == "opening" and not any(is_bases(child, section) for child in section.sections):
            button = quiet_button(say("editor.add.bases_list"), "add_bases_list", self, "new")
            button.clicked.connect(self._new_bases)
            self.column.addWidget(button)
        for child in section.sections:
            if is_bases(child, section):
                self._add(HeadingField(self.context, child.id, self, title=say("editor.bases")))
                self._add(ItemList(self.context, child.id, "bases", self))
                self._add(HeadingField(self.context, "", self, title=say("editor.opening_text")))

    def _new_bases(self) -> None:
        first = Item(id=edits.new_id("i"))
        bases = Section(id=edits.new_id("s"), role="opening", items=(first,))
        place = Place(bases.id, first.id, "text")
        after = edits.insert_section(self.context.report, self.part, 0, bases)
        self.context.do(after, say("editor.act.add"), place)
        self.context.placed.emit(place)

    def _add_body(self, section: Section) -> None:
        if self.kind in ("opening", "text"):
            self._add(SectionText(self.context, self.part, self))
            return
        if self.kind == "proposals" and section.sections and not section.items:
            return
        kind: ListKind = self.kind  # type: ignore[assignment]
        self._add(ItemList(self.context, self.part, kind, self))

    def _add_children(self, section: Section) -> None:
        own = [child for child in section.sections if not is_bases(child, section)]
        parent = edits.parent_of(self.context.report, self.part)
        if self.kind in _GROUPED:
            for child in own:
                self._add(HeadingField(self.context, child.id, self, minor=True))
                self._add(ItemList(self.context, child.id, "proposals", self))
        inside_proposals = parent is not None and self.kind == "proposals" and parent.role == "proposals"
        if self.kind in ("text", "proposals") and not inside_proposals:
            self._add(ChildSections(self.context, self.part, self.kind, self))

    def _shape_of(self, report: Report) -> object:
        """What the form's pieces depend on: when it changes the form is built anew."""
        section = self._section(report)
        bases = [child.id for child in section.sections if is_bases(child, section)]
        grouped = [child.id for child in section.sections] if self.kind in _GROUPED else []
        return bases, grouped, bool(section.items) if grouped else True

    def outdated(self, report: Report) -> bool:
        """Whether the form no longer has the right pieces for its section."""
        return self._shape_of(report) != self._shape

    def covers(self, part: str) -> bool:
        """The form's own section, and those whose lists it shows."""
        lists = (piece.section_id for piece in self._pieces if isinstance(piece, ItemList))
        return part == self.part or part in lists

    def fields(self) -> dict[Address, Field]:
        found: dict[Address, Field] = {}
        for piece in self._pieces:
            found |= piece.fields()
        return found

    def first_field(self) -> QWidget | None:
        addresses = self.fields()
        texts = [field for (_, _, name), field in addresses.items() if name != "heading"]
        if texts:
            return texts[0]
        lists = [piece for piece in self._pieces if isinstance(piece, ItemList)]
        return lists[0].add_button if lists else next(iter(addresses.values()), None)

    def refresh(self, change: Change) -> None:
        for piece in self._pieces:
            piece.refresh(change.after, change.origin)
        self._unread.show_count(unread_count(self._section(change.after)))

    def confirm_current(self) -> bool:
        current = self.current_item()
        after = confirm_item(self.context.report, current)
        if after is self.context.report:
            return False
        order = [item.id for section in self._shown_sections() for item in unread_items(section)]
        self.context.do(after, say("editor.act.read"), Place(self._section_of(current), current, "text"))
        later = order[order.index(current) + 1 :] if current in order else []
        if later:
            self.focus_place(Place(self._section_of(later[0]), later[0], "text"))
        return True

    def confirm_all(self) -> bool:
        after = confirm_section(self.context.report, self.part)
        found = after is not self.context.report
        self.context.do(after, say("editor.act.read_all"), Place(self.part))
        return found

    def current_item(self) -> str:
        """The id of the item the keyboard is in, '' when it is in none."""
        lists = (p for p in self._pieces if isinstance(p, (ItemList, SectionText)))
        return next((found for piece in lists if (found := piece.current_item())), "")

    def _shown_sections(self) -> list[Section]:
        shown = [p.section_id for p in self._pieces if isinstance(p, (ItemList, SectionText))]
        found = (edits.find_section(self.context.report, section_id) for section_id in shown)
        return [section for section in found if section is not None]

    def _section_of(self, item_id: str) -> str:
        found = edits.find_item(self.context.report, item_id)
        return found[0].id if found else self.part

    def focus_place(self, place: Place) -> None:
        for piece in self._pieces:
            if isinstance(piece, ItemList) and place.item and piece.section_id == place.part:
                piece.focus_item(place.item, place.field)
                return
            if isinstance(piece, ChildSections) and place.field == "children":
                heading = self.field_at(place.item, "", "heading")
                heading.setFocus() if heading else piece.focus_child(place.item)
                return
            if isinstance(piece, SectionText) and piece.section_id == place.part and piece.holds(place.item):
                piece.focus_item(place.item)
                return
        super().focus_place(place)

    def field_at(self, section: str, item: str, field: str) -> Field | None:
        found = super().field_at(section, item, field)
        if found is None and field == "text":
            return next((t.field_of(item) for t in self._texts() if t.section_id == section), None)
        return found

    def offset(self, section: str, item: str, field: str) -> int:
        if field != "text":
            return 0
        return next((t.offset_of(item) for t in self._texts() if t.section_id == section), 0)

    def _texts(self) -> list[SectionText]:
        return [piece for piece in self._pieces if isinstance(piece, SectionText)]
