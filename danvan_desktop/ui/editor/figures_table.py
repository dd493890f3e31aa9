"""The table the report's figures are typed in."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from danvan_desktop.domain.edits import moved
from danvan_desktop.domain.figure_edits import references
from danvan_desktop.domain.figures import MISSING
from danvan_desktop.domain.report import Indicator
from danvan_desktop.ui.editor.cell_table import CellTable
from danvan_desktop.ui.editor.context import EditorContext
from danvan_desktop.ui.editor.figures_model import COLUMNS, TYPED, FiguresModel
from danvan_desktop.ui.editor.list_actions import ListActions
from danvan_desktop.wording import say


class FiguresTable(CellTable, ListActions):
    """Rows are added, moved and deleted by the window's list commands."""

    typed = len(TYPED)
    ruled = (COLUMNS.index("unit"), COLUMNS.index("planned"))

    def __init__(self, context: EditorContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("figures_table")
        self.setAccessibleName(say("editor.figures.table"))
        self.rows = FiguresModel(context, self)
        self.setModel(self.rows)
        self.size_columns((12, 12, 12, 12, 12, 12, 13, 22))
        self.setColumnHidden(COLUMNS.index("last"), not self.rows.shows_last)
        self.horizontalHeader().setFixedHeight(round(self.fontMetrics().lineSpacing() * 2.6))

    def focus_cell(self, row: int, column: str) -> None:
        """Make a cell the current one and put the keyboard in the table."""
        self.setFocus()
        self.show_cell(row, column)

    def show_cell(self, row: int, column: str) -> None:
        """Make a cell the current one, in sight, and leave the keyboard where it is."""
        row = max(0, min(row, self.rows.rowCount() - 1))
        self.setCurrentIndex(self.rows.index(row, COLUMNS.index(column)))

    # List commands

    def add_next(self) -> None:
        row = self.currentIndex().row() + 1 if self.currentIndex().isValid() else self.rows.rowCount()
        self.add_rows(row, [self.rows.fresh(self._indicators())])

    def add_rows(self, row: int, fresh: list[Indicator]) -> None:
        """Put rows in at `row`; the keyboard goes to what has to be typed in the first."""
        rows = self._indicators()
        self.rows.replace_rows([*rows[:row], *fresh, *rows[row:]], "figures_add", row)
        self.focus_cell(row, "value" if fresh[0].name else "name")

    def move_current(self, step: int) -> None:
        row, column = self.currentIndex().row(), self.currentIndex().column()
        to = row + step
        if row >= 0 and 0 <= to < self.rows.rowCount():
            self.rows.replace_rows(moved(self._indicators(), row, to), "figures_move", to)
            self.focus_cell(to, COLUMNS[column])

    def delete_current(self) -> None:
        chosen = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        if not chosen:
            return
        rows = self._indicators()
        used = sum(references(self._context.report, rows[row].code) for row in chosen)
        kept = [indicator for row, indicator in enumerate(rows) if row not in chosen]
        self.rows.replace_rows(kept, "figures_delete", chosen[0])
        told = say("editor.figures.used", count=used, gap=MISSING) if used else say("editor.item.deleted")
        self._context.told.emit(told)
        if kept:
            self.focus_cell(chosen[0], "value")

    def _indicators(self) -> list[Indicator]:
        return list(self._context.report.indicators)

    def fill_block(self, row: int, column: int, block: Sequence[Sequence[str]]) -> None:
        self.rows.fill_block(row, column, block)

    def empty_cells(self, cells: Sequence[QModelIndex]) -> None:
        rows = self._indicators()
        for index in cells:
            rows[index.row()] = replace(rows[index.row()], **{COLUMNS[index.column()]: ""})
        self.rows.replace_rows(rows, "figure", self.currentIndex().row())
