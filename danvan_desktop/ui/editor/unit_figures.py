"""The figures of subordinate units under one indicator, as a table that ends with an empty row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QWidget

from danvan_desktop.domain.completeness import FIGURES
from danvan_desktop.domain.figure_edits import canonical, readable, shown, with_units
from danvan_desktop.domain.figures import compare
from danvan_desktop.domain.report import Indicator, Report, UnitFigure
from danvan_desktop.services.editing import Place
from danvan_desktop.text.numbers import printed
from danvan_desktop.text.unicode import clean_line
from danvan_desktop.ui import theme
from danvan_desktop.ui.editor.cell_table import CellTable
from danvan_desktop.ui.editor.context import EditorContext
from danvan_desktop.ui.editor.last_period import LastPeriod
from danvan_desktop.wording import say

TYPED = ("unit", "value", "previous")
COLUMNS = (*TYPED, "difference", "note", "last")

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class UnitFiguresModel(QAbstractTableModel):
    """Shows the units of the indicator of `row`; typing in the empty last row adds a unit."""

    def __init__(self, context: EditorContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._row = -1
        self._code: str | None = None
        self._lines: tuple[UnitFigure, ...] = ()
        self._last = LastPeriod(context)

    @property
    def indicator(self) -> Indicator | None:
        """The indicator whose units are shown."""
        rows = self._context.report.indicators
        return rows[self._row] if 0 <= self._row < len(rows) else None

    def show_row(self, row: int) -> None:
        """Show the units of another indicator."""
        self.beginResetModel()
        self._row = row
        self._code = self.indicator.code if self.indicator else None
        self._lines = (*self.indicator.units, UnitFigure()) if self.indicator else ()
        self.endResetModel()

    def follow(self) -> None:
        """Take over what the report says now; an open cell stays open."""
        if self.indicator is None or self.indicator.code != self._code:
            self.show_row(self._row)
            return
        wanted = (*self.indicator.units, UnitFigure())
        have, want = len(self._lines), len(wanted)
        both = min(have, want)
        self._lines = (*wanted[:both], *self._lines[both:])
        self.dataChanged.emit(self.index(0, 0), self.index(both - 1, len(COLUMNS) - 1))
        if want > have:
            self.beginInsertRows(QModelIndex(), have, want - 1)
            self._lines = wanted
            self.endInsertRows()
        elif want < have:
            self.beginRemoveRows(QModelIndex(), want, have - 1)
            self._lines = wanted
            self.endRemoveRows()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            column = COLUMNS[section]
            return self._last.heading if column == "last" else say(f"editor.units.column.{column}")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() < len(TYPED) else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        unit, column = self._lines[index.row()], COLUMNS[index.column()]
        if column == "last":
            return self._of_last(unit, role)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            marked = column == "previous" and unit.regrouped and role == Qt.ItemDataRole.DisplayRole
            text = _text(unit, column)
            if unit == UnitFigure() and column == "unit" and role == Qt.ItemDataRole.DisplayRole:
                return say("editor.units.new")
            return say("unread.regrouped_mark", value=text).strip() if marked else text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if column in ("unit", "note") else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        unread = column in TYPED[1:] and not readable(getattr(unit, column))
        if role == Qt.ItemDataRole.ToolTipRole:
            return say("editor.figures.unreadable") if unread else _text(unit, column)
        if role == Qt.ItemDataRole.BackgroundRole and (
            unread or (column == "previous" and (unit.regrouped or unit.doubt))
        ):
            tone: theme.Tone = "warning" if unread or unit.doubt else "plain"
            return theme.tone_colours(tone, theme.palette_now())[1]
        if role == Qt.ItemDataRole.ForegroundRole:
            return _ink(unit, column)
        return None

    @property
    def shows_last(self) -> bool:
        """Whether the last period's report has figures of units for the indicator shown."""
        return self.indicator is not None and self._last.has_units(self.indicator.code)

    def _of_last(self, unit: UnitFigure, role: int) -> Any:
        told = self._last.unit_text(self.indicator, unit.unit) if self.indicator else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return told
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._last.tip(self.indicator) if self.indicator and told else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole:
            return QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or index.column() >= len(TYPED):
            return False
        row, column = index.row(), TYPED[index.column()]
        changed = _with(self._lines[row], column, str(value))
        if changed == self._lines[row]:
            return True

        def change(report: Report) -> Report:
            units = list(report.indicators[self._row].units)
            units[row : row + 1] = [changed]
            return with_units(report, self._row, units)

        place = Place(FIGURES, f"{self._row}/{row}", column)
        self._context.type(change, say("editor.act.figure"), place, self)
        return True

    def fill_block(self, row: int, column: int, block: Sequence[Sequence[str]]) -> None:
        """Write a pasted block of cells from a place on; units that are missing are added."""
        units = list(self._lines[:-1])
        for down, cells in enumerate(block):
            at = row + down
            if at >= len(units):
                units.append(UnitFigure())
                at = len(units) - 1
            for name, text in zip(TYPED[column:], cells, strict=False):
                units[at] = _with(units[at], name, text)
        self.replace_units(units, "figures_paste")

    def replace_units(self, units: Sequence[UnitFigure], label: str) -> None:
        """Put other units in, as one step."""
        after = with_units(self._context.report, self._row, units)
        self._context.do(after, say(f"editor.act.{label}"), Place(FIGURES, str(self._row), "value"))


class UnitFiguresTable(CellTable):
    """Typed in like the table of figures; units go in at the end and out with their row."""

    typed = len(TYPED)
    ruled = (0, len(TYPED) - 1)

    def __init__(self, context: EditorContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("unit_figures_table")
        self.setAccessibleName(say("editor.units.table"))
        self.rows = UnitFiguresModel(context, self)
        self.setModel(self.rows)
        self.size_columns((12, 20, 12, 32, 24))
        self.rows.modelReset.connect(self._show_last)
        self._show_last()

    def _show_last(self) -> None:
        self.setColumnHidden(COLUMNS.index("last"), not self.rows.shows_last)

    def fill_block(self, row: int, column: int, block: Sequence[Sequence[str]]) -> None:
        self.rows.fill_block(row, column, block)

    def empty_cells(self, cells: Sequence[QModelIndex]) -> None:
        indicator = self.rows.indicator
        units = list(indicator.units) if indicator else []
        for index in cells:
            if index.row() < len(units):
                units[index.row()] = _with(units[index.row()], TYPED[index.column()], "")
        self.rows.replace_units(units, "figure")

    def delete_current(self) -> None:
        """Take the units of the chosen cells out."""
        indicator = self.rows.indicator
        chosen = {index.row() for index in self.selectionModel().selectedIndexes()}
        if indicator and chosen:
            kept = [unit for row, unit in enumerate(indicator.units) if row not in chosen]
            self.rows.replace_units(kept, "figures_delete")


def _with(unit: UnitFigure, column: str, text: str) -> UnitFigure:
    """The unit with a cell typed; 'cùng kỳ' that was typed is no longer re-added."""
    if column == "unit":
        return msgspec.structs.replace(unit, unit=clean_line(text).strip())
    value = canonical(text)
    if value == getattr(unit, column):
        return unit
    if column == "previous":
        return msgspec.structs.replace(unit, previous=value, regrouped=False, doubt="")
    return msgspec.structs.replace(unit, value=value)


def _ink(unit: UnitFigure, column: str) -> Any:
    if column == "note" and unit.doubt:
        return theme.tone_colours("warning", theme.palette_now())[0]
    if unit == UnitFigure() or column in ("difference", "note"):
        return QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText)
    return None


def _text(unit: UnitFigure, column: str) -> str:
    if column == "note":
        return say(f"unread.doubt.{unit.doubt}") if unit.doubt else ""
    if column == "difference":
        found = compare(unit.value, unit.previous)
        if found is None:
            return ""
        return ("+" if found.difference > 0 else "") + printed(found.difference)
    text: str = getattr(unit, column)
    return text if column == "unit" else shown(text)
