"""Ready phrases in the form: choosing one, putting it in, and going to what is still to be filled in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from danvan_desktop.domain.blanks import blanks
from danvan_desktop.domain.edits import find_item, find_section, walk
from danvan_desktop.domain.report import Report, Section
from danvan_desktop.services.ready_phrases import ReadyPhrase, ready_phrases
from danvan_desktop.ui.editor.item_list import ItemList
from danvan_desktop.ui.editor.parts import nodes, section_name, shown_part
from danvan_desktop.ui.editor.phrase_palette import PhrasePalette
from danvan_desktop.ui.editor.section_form import SectionForm
from danvan_desktop.ui.rich_text.field import RichTextField
from danvan_desktop.ui.rich_text.filling import choose_blank, insert_phrase
from danvan_desktop.wording import say

if TYPE_CHECKING:
    from danvan_desktop.ui.editor.page import EditorPage


class Phrases(QObject):
    """Belongs to the editor page; `look_up` finds a section's phrases, the office's own among them."""

    def __init__(self, page: EditorPage) -> None:
        super().__init__(page)
        self._page = page
        self.look_up: Callable[[Report, str], Sequence[ReadyPhrase]] = ready_phrases

    def choose(self) -> None:
        """Ctrl+M: show the phrases fitting the section the keyboard is in."""
        form, report = self._page.area.form, self._page.report
        if report is None:
            return
        if not isinstance(form, SectionForm):
            self._page.status_text.emit(say("phrases.not_here"))
            return
        section = self._section(form)
        found = find_section(report, section)
        name = section_name(found) if found else ""
        palette = PhrasePalette.show_over(self._page.window(), self.look_up(report, section), name)
        palette.chosen.connect(lambda phrase: self._put(section, phrase.text))

    def next_blank(self) -> None:
        """F2: choose the next blank, in this field, in this form, then in the parts after it."""
        report, form = self._page.report, self._page.area.form
        if report is None or form is None:
            return
        if self._choose_in_form(onward=True):
            return
        for part in _parts_with_blanks(report, form.part):
            self._page.show_part(part)
            if self._choose_in_form(onward=False):
                return
        self._page.status_text.emit(say("phrases.no_blank"))

    def _put(self, section: str, text: str) -> None:
        field = self._field(section)
        if field is None:
            return
        field.setFocus()
        insert_phrase(field, text)
        told = "phrases.fill" if any(blanks(text)) else "phrases.done"
        self._page.status_text.emit(say(told))

    def _section(self, form: SectionForm) -> str:
        """The section of the list or text the keyboard is in, else the form's own."""
        report, item = self._page.report, form.current_item()
        found = find_item(report, item) if report and item else None
        return found[0].id if found else form.part

    def _field(self, section: str) -> RichTextField | None:
        """The text field to put a phrase in: the one with the keyboard, or the first of the section.

        An empty list gets an item first.
        """
        form = self._page.area.form
        if not isinstance(form, SectionForm):
            return None
        focus = QApplication.focusWidget()
        fields = form.fields()
        texts = [f for f in fields.values() if isinstance(f, RichTextField) and f.emphasis]
        if focus in texts:
            return focus
        found = next((f for (owner, _, _), f in fields.items() if owner == section and f in texts), None)
        if isinstance(found, RichTextField):
            return found
        for piece in form.findChildren(ItemList):
            if piece.section_id == section:
                piece.add_next()
                added = QApplication.focusWidget()
                return added if isinstance(added, RichTextField) else None
        return None

    def _choose_in_form(self, *, onward: bool) -> bool:
        """Choose the first blank of the form, or with `onward` the first after the cursor."""
        form = self._page.area.form
        if form is None:
            return False
        fields = [field for field in form.fields().values() if isinstance(field, RichTextField)]
        focus = QApplication.focusWidget()
        at = next((place for place, field in enumerate(fields) if field is focus), -1) if onward else -1
        for field in fields[max(at, 0) :]:
            if choose_blank(field, from_start=field is not focus or not onward):
                field.setFocus()
                return True
        return False


def _parts_with_blanks(report: Report, after: str) -> list[str]:
    """The parts whose forms hold blanks, from the one after `after` round to that part itself."""
    having = {shown_part(report, section.id) for section, _ in walk(report.sections) if _has_blank(section)}
    order = [node.part for node in nodes(report)]
    start = order.index(after) + 1 if after in order else 0
    return [part for part in (*order[start:], *order[:start]) if part in having]


def _has_blank(section: Section) -> bool:
    texts = (text for item in section.items for text in (item.text, *item.more, item.cause))
    return any(any(blanks(text)) for text in texts)
