"""The page where a report is written: outline, form of the chosen part, find bar.

It never saves: whoever opened the report watches its `Editing`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from danvan_desktop.domain.completeness import HEAD
from danvan_desktop.domain.report import Report, Signature
from danvan_desktop.layout.catalogue import CatalogueEntry
from danvan_desktop.services.earlier import Earlier
from danvan_desktop.services.editing import Change, Editing, Place
from danvan_desktop.ui import theme
from danvan_desktop.ui.editor.carryover import Carryover
from danvan_desktop.ui.editor.commands import label_step, make_commands
from danvan_desktop.ui.editor.context import EditorContext
from danvan_desktop.ui.editor.form_area import FormArea
from danvan_desktop.ui.editor.forms import make_form
from danvan_desktop.ui.editor.list_actions import list_of
from danvan_desktop.ui.editor.outline_pane import OutlinePane
from danvan_desktop.ui.editor.parts import shown_part
from danvan_desktop.ui.editor.phrases import Phrases
from danvan_desktop.ui.editor.searching import Searching
from danvan_desktop.ui.editor.section_acts import change_section
from danvan_desktop.ui.editor.section_form import SectionForm
from danvan_desktop.ui.editor.tool_strip import ToolStrip
from danvan_desktop.ui.promises.form import LedgerForm
from danvan_desktop.ui.rich_text.field import RichTextField


class EditorPage(QWidget):
    """`open` a report to write it; `status_text` brings short news for the status bar."""

    status_text = Signal(str)
    caret_moved = Signal()
    part_shown = Signal()
    findings_counted = Signal(int)
    """How many places are to be looked at again; -1 while nothing was checked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("editor_page")
        self._context: EditorContext | None = None
        self._unsubscribe = lambda: None
        self.outline = OutlinePane(self)
        self.outline.chosen.connect(self.show_part)
        self.outline.asked.connect(self._change_section)
        self.area = FormArea(self)
        self.searching = Searching(self)
        self.phrases = Phrases(self)
        self.look_up: Callable[[Report], Earlier] = lambda _: Earlier()
        """How to find the office's earlier reports; whoever knows the store sets it."""
        self.carryover = Carryover(self)
        self.carryover.counted.connect(self.findings_counted)
        self._actions = make_commands(self, self._acts())
        self.tools = ToolStrip(self._actions, self)
        self._lay_out()
        self._tell_actions()

    def _acts(self) -> dict[str, Callable[[], object]]:
        return {
            "undo": self.undo,
            "redo": self.redo,
            "bold": lambda: self._with_field(RichTextField.toggle_bold),
            "italic": lambda: self._with_field(RichTextField.toggle_italic),
            "insert_figure": lambda: self._with_field(self.tools.show_figures),
            "insert_phrase": self.phrases.choose,
            "next_blank": self.phrases.next_blank,
            "find": self.searching.open,
            "find_next": lambda: self.searching.step(1),
            "find_previous": lambda: self.searching.step(-1),
            "add_item": lambda: self._in_list("add_next"),
            "move_up": lambda: self._in_list("move_current", -1),
            "move_down": lambda: self._in_list("move_current", 1),
            "split_item": lambda: self._in_list("split_current"),
            "join_item": lambda: self._in_list("join_current"),
            "delete_item": lambda: self._in_list("delete_current"),
            "section_before": lambda: self._go(-1),
            "section_after": lambda: self._go(1),
            "go_outline": self._toggle_outline_focus,
            "check": self.carryover.check,
            "next_finding": self.carryover.next_finding,
            "beside": self.carryover.turn_beside,
            "confirm_read": lambda: self.carryover.confirm(whole=False),
            "confirm_section": lambda: self.carryover.confirm(whole=True),
            "put_promise": self._put_promise,
        }

    def _lay_out(self) -> None:
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tools)
        column.addWidget(self.searching.bar)
        column.addWidget(self.area, 1)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.outline)
        split.addWidget(middle)
        split.addWidget(self.carryover.pane)
        split.setStretchFactor(1, 1)
        split.setSizes([theme.columns(self, 44), theme.columns(self, 110), theme.columns(self, 54)])
        self.outline.setMinimumWidth(theme.columns(self, 22))
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(split)

    # What the window calls

    def open(
        self,
        editing: Editing,
        guidance: dict[str, str],
        catalogue: Sequence[CatalogueEntry],
        signers: Sequence[Signature] = (),
    ) -> None:
        """Show the report of `editing`; `signers` are those the office offers for the signature."""
        self.close_report()
        context = EditorContext(editing, guidance, catalogue, signers, self)
        context.wanted.connect(self._go_to)
        context.told.connect(self.status_text)
        context.near.connect(self.area.bring_near)
        context.near.connect(lambda *_: self.caret_moved.emit())
        context.placed.connect(self._lead_to)
        names = ("bold", "italic", "insert_figure", "split_item", "join_item", "delete_item")
        context.text_actions = [self._actions[name] for name in names]
        self._context = context
        self._unsubscribe = editing.subscribe(self._on_change)
        self.tools.watch(context)
        self.outline.show_report(editing.report)
        first = editing.report.sections[0].id if editing.report.sections else HEAD
        self.show_part(first)
        self.carryover.open(context, lambda: self.look_up(context.report))
        self._tell_actions()

    def close_report(self) -> None:
        """Let go of the report."""
        if self._context is None:
            return
        self.commit_pending()
        self._unsubscribe()
        self.carryover.close()
        self.searching.close()
        self.area.clear()
        self.outline.settle()
        self._context.deleteLater()
        self._context = None
        self._tell_actions()

    def commit_pending(self) -> None:
        """Hand over what is still being composed or typed into a table's cell."""
        if self._context is None:
            return
        QGuiApplication.inputMethod().commit()
        if self.area.form is not None:
            self.area.form.commit()

    def commands(self) -> list[QAction]:
        """The page's commands, for menus and the command palette."""
        return list(self._actions.values())

    @property
    def report(self) -> Report | None:
        """The open report as it stands."""
        return self._context.report if self._context else None

    @property
    def current_place(self) -> Place:
        """The part, item and field the keyboard is in."""
        form = self.area.form
        if form is None:
            return Place(HEAD)
        for (section, item, name), field in form.fields().items():
            if field.hasFocus():
                return Place(section, item, name)
        return Place(form.part)

    @property
    def current_item(self) -> str:
        """The id of the item the keyboard is in, empty when it is in none."""
        form = self.area.form
        return form.current_item() if isinstance(form, SectionForm) else ""

    def lead_to(self, place: Place) -> None:
        """Show the part of a place and put the keyboard in its field."""
        self._lead_to(place)

    # Parts

    def show_part(self, part: str) -> None:
        """Show the form of a part, keeping the keyboard where it is."""
        if self._context is None:
            return
        part = shown_part(self._context.report, part)
        if self.area.form is not None and self.area.form.part == part:
            return
        self._build(part)

    def _build(self, part: str) -> None:
        assert self._context is not None
        self._context.editing.end_stretch()
        self.area.show_form(make_form(self._context, part))
        self.outline.select_part(part)
        self.searching.mark()
        self.carryover.show_beside()
        self.part_shown.emit()

    def _go_to(self, part: str) -> None:
        self.show_part(part)
        if self.area.form is not None and (field := self.area.form.first_field()):
            field.setFocus()

    def _go(self, step: int) -> None:
        if self.area.form is not None and (part := self.outline.neighbour(self.area.form.part, step)):
            self._go_to(part)

    def _toggle_outline_focus(self) -> None:
        if not self.outline.hasFocus():
            self.outline.show()
            self.outline.setFocus()
        elif self.area.form is not None and (field := self.area.form.first_field()):
            field.setFocus()

    def _change_section(self, asked: str, part: str) -> None:
        if self._context is not None and (place := change_section(self._context, asked, part)):
            self._lead_to(place)
            if asked in ("up", "down"):
                self.outline.setFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.area.form is not None and (field := self.area.form.first_field()):
            field.setFocus()

    # Changes

    def _on_change(self, change: Change) -> None:
        self.outline.show_report(change.after)
        form = self.area.form
        if form is None:
            return
        gone = shown_part(change.after, form.part) != form.part
        if gone or form.outdated(change.after):
            self._build(shown_part(change.after, change.place.part if gone else form.part))
        else:
            form.refresh(change)
        self.searching.follow(change.after)
        self.carryover.follow(change)
        self._tell_actions()

    def undo(self) -> None:
        """Take the last step back and lead the eye to it; news of what was done no longer holds."""
        if self._context is not None and (place := self._context.editing.undo()):
            self.status_text.emit("")
            self._lead_to(place)
            self._tell_actions()

    def redo(self) -> None:
        """Do the step last taken back again and lead the eye to it."""
        if self._context is not None and (place := self._context.editing.redo()):
            self._lead_to(place)
            self._tell_actions()

    def _lead_to(self, place: Place) -> None:
        form = self.area.form
        if form is None or not form.covers(place.part):
            self.show_part(place.part)
        if self.area.form is not None:
            self.area.form.focus_place(place)

    def _tell_actions(self) -> None:
        editing = self._context.editing if self._context else None
        for action in self._actions.values():
            action.setEnabled(editing is not None)
        label_step(self._actions["undo"], "undo", editing.undo_label if editing else "")
        label_step(self._actions["redo"], "redo", editing.redo_label if editing else "")

    def _in_list(self, act: str, *values: int) -> None:
        found = list_of(QApplication.focusWidget())
        if found is not None:
            getattr(found, act)(*values)

    def _put_promise(self) -> None:
        if isinstance(self.area.form, LedgerForm):
            self.area.form.put_current()

    def _with_field(self, act: Callable[[RichTextField], None]) -> None:
        field = QApplication.focusWidget()
        if isinstance(field, RichTextField):
            act(field)
