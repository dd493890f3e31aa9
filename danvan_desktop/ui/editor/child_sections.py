"""The sections inside a section: go to one, rename, add, move, delete."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from danvan_desktop.domain import edits
from danvan_desktop.domain.completeness import State, section_state
from danvan_desktop.domain.report import Report, Section
from danvan_desktop.services.editing import Place
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import quiet_button
from danvan_desktop.ui.editor.context import EditorContext
from danvan_desktop.ui.editor.form import Address, Field
from danvan_desktop.ui.editor.list_actions import ListActions
from danvan_desktop.ui.editor.parts import FormKind, is_bases, section_name
from danvan_desktop.ui.widgets.glyph_button import GlyphButton
from danvan_desktop.ui.widgets.line_field import LineField
from danvan_desktop.ui.widgets.state_mark import paint_mark, state_words
from danvan_desktop.wording import say


class ChildSections(QWidget, ListActions):
    """One row a section."""

    def __init__(
        self, context: EditorContext, section_id: str, kind: FormKind, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("child_sections")
        self._context = context
        self._section = section_id
        self._kind = kind
        self._rows: dict[str, _Row] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, theme.unit(self) * 2, 0, 0)
        self._column.setSpacing(theme.unit(self))
        self._title = QLabel(say(f"editor.children.title_{kind}"))
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        self._column.addWidget(self._title)
        self.add_button = quiet_button(say(f"editor.children.add_{kind}"), "add_child_section", self, "new")
        self.add_button.clicked.connect(lambda: self._add_at(None))
        self._column.addWidget(self.add_button)
        self.refresh(context.report, None)

    def fields(self) -> dict[Address, Field]:
        """The names of the sections."""
        return {(child, "", "heading"): row.name for child, row in self._rows.items()}

    def refresh(self, report: Report, origin: object) -> None:
        """Show the sections inside as they stand."""
        parent = edits.find_section(report, self._section)
        children = [c for c in parent.sections if not is_bases(c, parent)] if parent else []
        if self._kind == "proposals":  # the form shows each with its items
            children = []
        wanted = [child.id for child in children]
        if wanted != list(self._rows):
            for gone in set(self._rows) - set(wanted):
                row = self._rows.pop(gone)
                self._column.removeWidget(row)
                row.hide()
                row.deleteLater()
            known = self._rows
            self._rows = {child: known.get(child) or self._new_row(child) for child in wanted}
            for index, row in enumerate(self._rows.values(), start=1):
                if self._column.indexOf(row) != index:
                    self._column.insertWidget(index, row)
        for index, child in enumerate(children):
            self._rows[child.id].show_section(child, origin, (index == 0, index == len(children) - 1))
        self._title.setVisible(bool(children))

    def focus_child(self, section_id: str) -> None:
        """Put the keyboard in the name of a section, or near where it was."""
        row = self._rows.get(section_id) or next(iter(self._rows.values()), None)
        (row.name if row else self.add_button).setFocus()

    def add_next(self) -> None:
        current = self._current()
        self._add_at(list(self._rows).index(current) + 1 if current else None)

    def move_current(self, step: int) -> None:
        if current := self._current():
            self._act(current, "down" if step > 0 else "up")

    def delete_current(self) -> None:
        if current := self._current():
            self._act(current, "delete")

    def _current(self) -> str:
        focus = self.focusWidget()
        return next((c for c, row in self._rows.items() if focus is not None and row.isAncestorOf(focus)), "")

    def _add_at(self, index: int | None) -> None:
        parent = edits.find_section(self._context.report, self._section)
        if parent is None:
            return
        role = parent.role if parent.role in ("results", "proposals", "context") else "other"
        fresh = Section(id=edits.new_id("s"), role=role)
        offset = sum(is_bases(child, parent) for child in parent.sections)
        at = len(parent.sections) if index is None else index + offset
        after = edits.insert_section(self._context.report, self._section, at, fresh)
        self._do(after, "section_add", fresh.id)

    def _act(self, child: str, asked: str) -> None:
        report = self._context.report
        if asked == "open":
            self._context.wanted.emit(child)
        elif asked == "delete":
            self._do(edits.remove_section(report, child), "section_delete", child)
            self._context.told.emit(say("editor.item.deleted"))
        else:
            self._do(edits.move_section(report, child, 1 if asked == "down" else -1), "section_move", child)

    def _do(self, after: Report, label: str, child: str) -> None:
        self._context.do(after, say(f"editor.act.{label}"), Place(self._section, child, "children"))
        self._context.placed.emit(Place(self._section, child, "children"))

    def _new_row(self, child: str) -> _Row:
        row = _Row(self._kind, self)
        row.name.edited.connect(lambda text: self._rename(child, text, row.name))
        self._context.prepare(row.name)
        for key, button in row.buttons.items():
            button.clicked.connect(lambda _=False, key=key: self._act(child, key))
        return row

    def _rename(self, child: str, text: str, origin: object) -> None:
        self._context.type(
            lambda report: edits.update_section(
                report, child, lambda section: msgspec.structs.replace(section, heading=text)
            ),
            say("editor.act.heading"),
            Place(self._section, child, "children"),
            origin,
        )


class _Mark(QWidget):
    """The mark of completeness, by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: State = "empty"

    def show_state(self, state: State) -> None:
        self._state = state
        self.setToolTip(state_words(state))
        self.setAccessibleName(state_words(state))
        self.update()

    def sizeHint(self) -> QSize:
        side = round(QFontMetricsF(self.font()).height())
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        palette = self.palette()
        done = self._state == "complete"
        ink = palette.color(QPalette.ColorRole.Accent if done else QPalette.ColorRole.Shadow)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        paint_mark(QPainter(self), box, self._state, ink, palette.color(QPalette.ColorRole.Window))


class _Row(QWidget):
    def __init__(self, kind: FormKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.unit(self))
        self._mark = _Mark(self)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        self.name = LineField("child_heading", say(f"editor.children.name_{kind}"), self)
        self.name.setPlaceholderText(say(f"editor.children.name_{kind}"))
        row.addWidget(self.name, 1)
        self.buttons = {
            key: GlyphButton(key, f"child_{key}", say(f"editor.children.{key}"), self)
            for key in ("up", "down", "delete", "open")
        }
        for button in self.buttons.values():
            row.addWidget(button)

    def show_section(self, section: Section, origin: object, ends: tuple[bool, bool]) -> None:
        """Show name and state."""
        if origin is not self.name:
            self.name.show_text(section.heading)
        self._mark.show_state(section_state(section))
        self.buttons["up"].setEnabled(not ends[0])
        self.buttons["down"].setEnabled(not ends[1])
        open_tip = say("editor.children.open_named", name=section_name(section))
        self.buttons["open"].setToolTip(open_tip)
        self.buttons["open"].setAccessibleName(open_tip)
