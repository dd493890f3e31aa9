"""A section's heading as a line to write on, or a title the form gives a group of fields."""

from __future__ import annotations

import msgspec
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from danvan_desktop.domain import edits
from danvan_desktop.domain.report import Report
from danvan_desktop.services.editing import Place
from danvan_desktop.ui import theme
from danvan_desktop.ui.editor.context import EditorContext
from danvan_desktop.ui.editor.form import Address, Field
from danvan_desktop.ui.editor.list_actions import ListActions
from danvan_desktop.ui.editor.section_acts import change_section
from danvan_desktop.ui.widgets.glyph_button import GlyphButton
from danvan_desktop.ui.widgets.line_field import LineField
from danvan_desktop.wording import say


class HeadingField(QWidget, ListActions):
    """With `title` it is that title and nothing to write.

    `minor` is the heading of a group inside a form, which the list commands move and delete.
    """

    def __init__(
        self,
        context: EditorContext,
        section_id: str,
        parent: QWidget | None = None,
        *,
        title: str = "",
        minor: bool = False,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._section = section_id
        self._field: LineField | None = None
        self._minor = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.unit(self) * 3 if minor or title else 0, 0, 0)
        if title:
            label = QLabel(title)
            label.setFont(_larger(label.font(), 1.0))
            column.addWidget(label)
            return
        section = edits.find_section(context.report, section_id)
        role = section.role if section else "other"
        field = LineField("group_heading" if minor else "section_heading", say("editor.heading.name"), self)
        field.setFont(_larger(field.font(), 1.1 if minor else 1.3))
        field.setPlaceholderText(say("editor.heading.none", role=say(f"editor.role.{role}")))
        field.setToolTip(say("editor.heading.tip"))
        field.edited.connect(self._type)
        context.prepare(field)
        row = QHBoxLayout()
        row.setSpacing(theme.unit(self) // 2)
        row.addWidget(field, 1)
        self._minor = minor
        for key in ("up", "down", "delete") if minor else ():
            button = GlyphButton(key, f"group_{key}", say(f"editor.children.{key}"), self)
            button.clicked.connect(lambda _=False, key=key: self._change(key))
            row.addWidget(button)
        column.addLayout(row)
        self._field = field
        self.refresh(context.report, None)
        field.home(False)
        field.left.connect(lambda: field.home(False))  # the beginning of a long heading says what it is

    def fields(self) -> dict[Address, Field]:
        """The line, if there is one."""
        return {(self._section, "", "heading"): self._field} if self._field is not None else {}

    def refresh(self, report: Report, origin: object) -> None:
        """Show the heading as it stands."""
        section = edits.find_section(report, self._section)
        if self._field is not None and section is not None and origin is not self._field:
            self._field.show_text(section.heading)

    def add_next(self) -> None:
        self._change("add")

    def move_current(self, step: int) -> None:
        self._change("down" if step > 0 else "up")

    def delete_current(self) -> None:
        self._change("delete")

    def _change(self, asked: str) -> None:
        if self._minor and (place := change_section(self._context, asked, self._section)):
            self._context.placed.emit(place)

    def _type(self, text: str) -> None:
        self._context.type(
            lambda report: edits.update_section(
                report, self._section, lambda section: msgspec.structs.replace(section, heading=text)
            ),
            say("editor.act.heading"),
            Place(self._section, "", "heading"),
            self._field,
        )


def _larger(font: QFont, times: float) -> QFont:
    found = QFont(font)
    found.setPointSizeF(font.pointSizeF() * times)
    found.setBold(True)
    return found
