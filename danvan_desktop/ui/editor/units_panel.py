"""Under the table of figures: what each subordinate unit reported of the indicator chosen there."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtWidgets import QVBoxLayout, QWidget

from danvan_desktop.domain.figure_edits import shown, units_total, with_indicators
from danvan_desktop.domain.figures_carry import Sums
from danvan_desktop.domain.report import Indicator, UnitFigure
from danvan_desktop.services.editing import Place
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import quiet_button
from danvan_desktop.ui.editor.context import EditorContext
from danvan_desktop.ui.editor.unit_figures import TYPED, UnitFiguresTable
from danvan_desktop.ui.widgets.form_rows import Hint, group_title
from danvan_desktop.ui.widgets.wrapping_row import WrappingRow
from danvan_desktop.wording import say


class UnitsPanel(QWidget):
    """Follows the row chosen in the table of figures; `show_row` tells which."""

    def __init__(self, context: EditorContext, part: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("units_panel")
        self._context, self._part = context, part
        self._row = -1
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.unit(self) * 2)
        self._title = group_title("")
        self._title.setObjectName("units_panel_title")
        self.table = UnitFiguresTable(context, self)
        self.table.setMinimumHeight(round(self.fontMetrics().lineSpacing() * 11))
        self._total = Hint("units_total", self)
        column.addWidget(self._title)
        column.addWidget(self.table)
        column.addWidget(self._total)
        row = WrappingRow(gap=theme.unit(self) * 2)
        self._take = quiet_button(say("editor.units.take"), "units_take_total", self)
        self._take.clicked.connect(self._take_total)
        self._copy = quiet_button(say("editor.units.copy"), "units_copy_names", self)
        self._copy.setToolTip(say("editor.units.copy_tip"))
        self._copy.clicked.connect(self._copy_names)
        delete = quiet_button(say("editor.units.delete"), "unit_delete", self)
        delete.clicked.connect(lambda: self.table.delete_current())
        for button in (self._take, self._copy, delete):
            row.add(button)
        column.addLayout(row)

    def show_row(self, row: int) -> None:
        """Show the units of the indicator in this row of the table of figures."""
        if row != self._row:
            self._row = row
            self.table.rows.show_row(row)
        self._tell()

    def focus_cell(self, row: int, unit: int, column: str) -> None:
        """Put the keyboard in a unit's cell."""
        self.show_row(row)
        self.table.setFocus()
        self.table.setCurrentIndex(self.table.rows.index(unit, TYPED.index(column)))

    def follow(self) -> None:
        """Take over what the report says now."""
        self.table.rows.follow()
        self._tell()

    def _tell(self) -> None:
        indicator = self.table.rows.indicator
        self.setEnabled(indicator is not None)
        if indicator is None:
            self._title.setText(say("editor.units.none"))
            self._total.tell("")
            return
        self._title.setText(indicator.name.strip() or say("editor.units.unnamed"))
        total = units_total(indicator, self._sums(indicator))
        differs = bool(total) and total != indicator.value.strip()
        if differs:
            told = say("editor.units.total", total=shown(total), value=shown(indicator.value) or "…")
            self._total.tell(told, "warning" if indicator.value.strip() else "plain")
        elif indicator.units and not total and not self._adds(indicator):
            self._total.tell(say("editor.units.no_sum"), "plain")
        else:
            self._total.tell("")
        self._take.setVisible(differs)
        self._copy.setVisible(not indicator.units and bool(self._names_elsewhere()))

    def _sums(self, indicator: Indicator) -> Sums:
        entry = next((one for one in self._context.catalogue if one.code == indicator.code), None)
        return entry.sums if entry else "yes"

    def _adds(self, indicator: Indicator) -> bool:
        return self._sums(indicator) != "no" and indicator.unit.strip() != "%"

    def _names_elsewhere(self) -> list[str]:
        rows = self._context.report.indicators
        return [unit.unit for unit in next((row.units for row in rows if row.units), ())]

    def _take_total(self) -> None:
        indicator = self.table.rows.indicator
        if indicator is None:
            return
        rows = list(self._context.report.indicators)
        rows[self._row] = replace(indicator, value=units_total(indicator, self._sums(indicator)), kept=False)
        after = with_indicators(self._context.report, rows)
        self._context.do(after, say("editor.act.figure"), Place(self._part, str(self._row), "value"))

    def _copy_names(self) -> None:
        names = [UnitFigure(name) for name in self._names_elsewhere()]
        self.table.rows.replace_units(names, "figures_add")
