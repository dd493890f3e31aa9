"""Which report goes to the recipient chosen in the calendar: shown, and changed at a choice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QWidget

from danvan_desktop.services.calendar import OwedRow
from danvan_desktop.ui import theme
from danvan_desktop.wording import say


class ReportChoice(QWidget):
    """`chosen` brings the id of the report, or None for no report yet; one may go to several recipients."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("report_choice")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.unit(self) * 4)
        self._label = QLabel(say("due.report"))
        self._field = theme.roomy(QComboBox(self))
        self._field.setObjectName("owed_report")
        self._field.setAccessibleName(say("due.report"))
        self._field.setToolTip(say("due.report_tip"))
        self._field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._label.setBuddy(self._field)
        row.addWidget(self._label)
        row.addWidget(self._field, 1)
        self._field.activated.connect(lambda _: self.chosen.emit(self._field.currentData()))

    def show_row(self, row: OwedRow | None, reports: Sequence[tuple[int, str]]) -> None:
        """Show which of these reports, each with its name, goes to the recipient of a row."""
        self.setEnabled(row is not None and bool(reports))
        self._field.clear()
        self._field.addItem(say("due.no_report"), None)
        for report_id, name in reports:
            self._field.addItem(name, report_id)
        if row is not None and row.written is not None:
            self._field.setCurrentIndex(self._field.findData(row.written.id))
