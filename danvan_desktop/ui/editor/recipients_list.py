"""Who receives the report: one a line, to add, move and delete."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from danvan_desktop.domain.edits import moved
from danvan_desktop.domain.report import MOST_RECIPIENTS, Report
from danvan_desktop.services.editing import Place
from danvan_desktop.text.numbers import printed
from danvan_desktop.text.unicode import clean_line
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import quiet_button
from danvan_desktop.ui.editor.context import EditorContext
from danvan_desktop.ui.editor.list_actions import ListActions
from danvan_desktop.ui.widgets.glyph_button import GlyphButton
from danvan_desktop.ui.widgets.line_field import LineField
from danvan_desktop.wording import say


class RecipientsList(QWidget, ListActions):
    """Lines have no names of their own: a line is known by its place.

    An old report may have thousands: fields are made for as many as a report may have now, and the others
    are shown when asked for.
    """

    def __init__(self, context: EditorContext, part: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("recipients")
        self._context = context
        self._part = part
        self._rows: list[_Row] = []
        self._shown = MOST_RECIPIENTS
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.unit(self))
        self.add_button = quiet_button(say("editor.recipients.add"), "add_recipient", self, "new")
        self.add_button.clicked.connect(lambda: self._insert(len(self._context.report.recipients), [""]))
        self._more_button = quiet_button("", "more_recipients", self)
        self._more_button.clicked.connect(lambda: self._show_up_to(len(self._rows)))
        self._column.insertWidget(0, self._more_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.refresh(context.report, None)

    def fields(self) -> dict[str, LineField]:
        """The lines by the name of their place."""
        return {f"recipient{index}": row.line for index, row in enumerate(self._rows)}

    def refresh(self, report: Report, origin: object) -> None:
        """Show the recipients as they stand."""
        shown = report.recipients[: self._shown]
        hidden = len(report.recipients) - len(shown)
        self._more_button.setVisible(hidden > 0)
        self._more_button.setText(say("editor.recipients.more", count=printed(Decimal(hidden))))
        while len(self._rows) > len(shown):
            row = self._rows.pop()
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        if len(self._rows) < len(shown):
            self._add_rows(len(shown) - len(self._rows))
        for index, (row, text) in enumerate(zip(self._rows, shown, strict=True)):
            if row.line is not origin:
                row.line.show_text(text)
            row.buttons["up"].setEnabled(index > 0)
            row.buttons["down"].setEnabled(index < len(report.recipients) - 1)

    def focus_line(self, index: int) -> None:
        """Put the keyboard in a line, or the nearest there is."""
        if len(self._rows) <= index < len(self._context.report.recipients):
            self._show_up_to(index)
        if self._rows:
            self._rows[max(0, min(index, len(self._rows) - 1))].line.setFocus()
        else:
            self.add_button.setFocus()

    def add_next(self) -> None:
        current = self._current()
        self._insert(len(self._context.report.recipients) if current is None else current + 1, [""])

    def move_current(self, step: int) -> None:
        current = self._current()
        if current is not None:
            self._move(current, step)

    def delete_current(self) -> None:
        current = self._current()
        if current is not None:
            self._delete(current)

    def _show_up_to(self, index: int) -> None:
        """Make fields for so many more lines that the one at `index` has one."""
        self._shown = (index // MOST_RECIPIENTS + 1) * MOST_RECIPIENTS
        self.refresh(self._context.report, None)

    def _add_rows(self, count: int) -> None:
        self.setUpdatesEnabled(False)
        for _ in range(count):
            self._add_row()
        self._chain_tab_order()
        self.setUpdatesEnabled(True)

    def _add_row(self) -> None:
        index = len(self._rows)
        row = _Row(index, self)
        row.line.edited.connect(lambda text: self._type(index, text, row.line))
        row.line.lines_pasted.connect(lambda lines: self._paste(index, lines))
        row.line.returnPressed.connect(self.add_next)
        row.buttons["up"].clicked.connect(lambda: self._move(index, -1))
        row.buttons["down"].clicked.connect(lambda: self._move(index, 1))
        row.buttons["delete"].clicked.connect(lambda: self._delete(index))
        self._context.prepare(row.line)
        self._rows.append(row)
        self._column.insertWidget(index, row)

    def _chain_tab_order(self) -> None:
        """Tab goes from line to line; the buttons come after the last."""
        buttons = [button for row in self._rows for button in row.buttons.values()]
        chain: list[QWidget] = [*(row.line for row in self._rows), self.add_button, *buttons]
        for first, second in pairwise(chain):
            QWidget.setTabOrder(first, second)

    def _current(self) -> int | None:
        focus = self.focusWidget()
        inside = (i for i, row in enumerate(self._rows) if focus is not None and row.isAncestorOf(focus))
        return next(inside, None)

    def _type(self, index: int, text: str, origin: object) -> None:
        def change(report: Report) -> Report:
            lines = list(report.recipients)
            lines[index] = text
            return _with(report, lines)

        place = Place(self._part, "", f"recipient{index}")
        self._context.type(change, say("editor.act.recipients"), place, origin)

    def _insert(self, index: int, lines: Sequence[str]) -> None:
        old = self._context.report.recipients
        self._do([*old[:index], *lines, *old[index:]], index + len(lines) - 1)

    def _paste(self, index: int, lines: Sequence[str]) -> None:
        pasted = [text for line in lines if (text := clean_line(line))]
        old = self._context.report.recipients
        kept = [old[index]] if old[index].strip() else []
        if len(old) - 1 + len(kept) + len(pasted) > MOST_RECIPIENTS:
            count = printed(Decimal(len(pasted)))
            told = say("editor.paste.too_many_recipients", count=count, most=MOST_RECIPIENTS)
            self._context.told.emit(told)
            return
        self._do([*old[:index], *kept, *pasted, *old[index + 1 :]], index + len(kept) + len(pasted) - 1)

    def _move(self, index: int, step: int) -> None:
        to = max(0, min(index + step, len(self._context.report.recipients) - 1))
        self._do(moved(self._context.report.recipients, index, to), to)

    def _delete(self, index: int) -> None:
        old = self._context.report.recipients
        self._do([*old[:index], *old[index + 1 :]], index)

    def _do(self, lines: Sequence[str], focus: int) -> None:
        place = Place(self._part, "", f"recipient{focus}")
        self._context.do(_with(self._context.report, lines), say("editor.act.recipients"), place)
        self.focus_line(focus)


class _Row(QWidget):
    def __init__(self, index: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.unit(self) // 2)
        self.line = LineField("recipient", say("editor.recipients.name", place=index + 1), self)
        self.line.takes_lines = True
        row.addWidget(self.line, 1)
        self.buttons = {
            key: GlyphButton(key, f"recipient_{key}", say(f"editor.item.{key}"), self)
            for key in ("up", "down", "delete")
        }
        for button in self.buttons.values():
            row.addWidget(button)


def _with(report: Report, lines: Sequence[str]) -> Report:
    return msgspec.structs.replace(report, recipients=tuple(lines))
