"""The table of merged units: each of today with the former ones it was made of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.domain.finding import FIGURES
from danvan_desktop.domain.regroup import UnitChange, split_units
from danvan_desktop.errors import UserError
from danvan_desktop.services.editing import Editing, Place
from danvan_desktop.services.library import Library
from danvan_desktop.services.regrouping import regrouped_report
from danvan_desktop.services.unit_changes import save_unit_changes
from danvan_desktop.services.unit_offers import offered_changes
from danvan_desktop.text.unicode import clean_line
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import PrimaryButton, dialog_buttons, plain_button, quiet_button
from danvan_desktop.ui.widgets.form_rows import Hint
from danvan_desktop.wording import say

_COLUMNS = ("new", "olds", "note")


class UnitsDialog(QDialog):
    """`told` is what to say when it is closed."""

    def __init__(
        self,
        parent: QWidget,
        library: Library,
        changes: Sequence[UnitChange],
        report_id: int | None,
        editing: Editing | None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("units_dialog")
        self.setWindowTitle(say("units_ui.title"))
        self._library, self._report_id, self._editing = library, report_id, editing
        self.told = ""
        self._table = QTableWidget(0, len(_COLUMNS), self)
        self._table.setObjectName("units_table")
        self._table.setAccessibleName(say("units_ui.title"))
        self._table.setHorizontalHeaderLabels([say(f"units_ui.{name}") for name in _COLUMNS])
        rows = self._table.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        rows.setMinimumSectionSize(round(self.fontMetrics().lineSpacing() * 1.9))
        self._table.setWordWrap(True)
        header = self._table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(_COLUMNS.index("olds"), QHeaderView.ResizeMode.Stretch)
        for name, letters in (("new", 26), ("note", 31)):
            self._table.setColumnWidth(_COLUMNS.index(name), theme.columns(self, letters))
        for change in changes:
            self._add(change.new, "; ".join(change.olds), change.note)
        self._split = Hint("units_split", self)
        self._wrong = Hint("units_wrong", self)
        self._lay_out(with_report=report_id is not None and editing is not None)
        self._table.itemChanged.connect(lambda _: self._tell_split())
        self._tell_split()
        if not changes:
            self._add("", "", "")

    def _lay_out(self, *, with_report: bool) -> None:
        gap = theme.unit(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 6, gap * 6, gap * 6, gap * 5)
        column.setSpacing(gap * 3)
        told = QLabel(say("units_ui.help"))
        told.setWordWrap(True)
        told.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        column.addWidget(told)
        column.addWidget(self._table, 1)
        row = QHBoxLayout()
        for name, act in (("add", lambda: self._add("", "", "")), ("remove", self._remove)):
            button = quiet_button(say(f"units_ui.{name}"), f"units_{name}", self)
            button.clicked.connect(lambda _=False, act=act: act())
            row.addWidget(button)
        row.addWidget(self._offer_button())
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._split)
        column.addWidget(self._wrong)
        buttons = dialog_buttons(self, QDialogButtonBox.StandardButton.Cancel)
        again = plain_button(say("units_ui.again"), "units_again", self)
        again.setToolTip(say("units_ui.again_tip"))
        again.setVisible(with_report)
        again.clicked.connect(self._regroup)
        keep = PrimaryButton(say("units_ui.keep"), "units_keep", self)
        keep.setDefault(True)
        buttons.addButton(again, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(keep, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._keep)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        room = self.screen().availableSize() * 0.9
        wanted = theme.columns(self, 110), self.fontMetrics().lineSpacing() * 24
        self.resize(min(wanted[0], room.width()), min(wanted[1], room.height()))

    def _offer_button(self) -> QToolButton:
        """Fills in what the national table says of the report's units; not there when it says nothing new."""
        button = quiet_button(say("units_ui.offer"), "units_offer", self)
        button.setToolTip(say("units_ui.offer_tip"))
        button.setVisible(bool(self._offers()))
        button.clicked.connect(self._take_offers)
        button.clicked.connect(lambda: button.setEnabled(False))
        return button

    def _offers(self) -> tuple[UnitChange, ...]:
        return offered_changes(self._editing.report, self.changes()) if self._editing else ()

    def _take_offers(self) -> None:
        offers = self._offers()
        for row in reversed(range(self._table.rowCount())):
            if not any(self._cell(row, column) for column in range(len(_COLUMNS))):
                self._table.removeRow(row)
        for offer in offers:
            self._add(offer.new, "; ".join(offer.olds), offer.note)

    def changes(self) -> tuple[UnitChange, ...]:
        """The rows that say something."""
        rows = ([self._cell(row, column) for column in range(3)] for row in range(self._table.rowCount()))
        return tuple(
            UnitChange(new, tuple(old.strip() for old in olds.split(";") if old.strip()), note)
            for new, olds, note in rows
            if new or olds or note
        )

    def _cell(self, row: int, column: int) -> str:
        item = self._table.item(row, column)
        return clean_line(item.text()).strip() if item else ""

    def _add(self, *cells: str) -> None:
        row = self._table.rowCount()
        self._table.insertRow(row)
        for column, text in enumerate(cells):
            item = QTableWidgetItem(text)
            item.setTextAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
            self._table.setItem(row, column, item)
        self._table.setCurrentCell(row, 0)

    def _remove(self) -> None:
        if self._table.currentRow() >= 0:
            self._table.removeRow(self._table.currentRow())

    def _tell_split(self) -> None:
        split = sorted(split_units(self.changes()))
        self._split.tell(say("units_ui.split", names=", ".join(split)) if split else "")

    def _save(self) -> bool:
        self._table.setCurrentCell(-1, -1)  # ends the editing of a cell
        try:
            save_unit_changes(self._library.data_dir, self.changes())
        except UserError as error:
            self._wrong.tell(str(error), "bad")
            return False
        return True

    def _keep(self) -> None:
        if self._save():
            self.told = say("units_ui.kept", count=len(self.changes()))
            self.accept()

    def _regroup(self) -> None:
        if self._editing is None or self._report_id is None or not self._save():
            return
        try:
            made = regrouped_report(self._library, self._report_id, self._editing.report, self.changes())
        except UserError as error:
            self._wrong.tell(str(error), "bad")
            return
        self._editing.apply(made.report, say("editor.act.regroup"), Place(FIGURES))
        parts = [
            say(f"units_ui.again_{name}", count=count)
            for name, count in (("from_reports", made.reports), ("of_units", made.cells))
            if count
        ]
        self.told = say(
            "units_ui.regrouped",
            what=parts[0] if len(parts) == 1 else say("units_ui.both", first=parts[0], second=parts[1]),
        )
        self.accept()
