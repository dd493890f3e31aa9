"""Which report goes to the recipient chosen in the calendar: shown, and changed at a choice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from danvan_desktop.services.calendar import OwedRow
from danvan_desktop.ui import theme
from danvan_desktop.wording import say


class ReportChoice(QComboBox):
    """`chosen` brings the id of the report, or None for no report yet; one may go to several recipients."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.roomy(self)
        self.setObjectName("owed_report")
        self.setAccessibleName(say("due.report"))
        self.setToolTip(say("due.report_tip"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.activated.connect(lambda _: self.chosen.emit(self.currentData()))

    def show_row(self, row: OwedRow | None, reports: Sequence[tuple[int, str]]) -> None:
        """Show which of these reports, each with its name, goes to the recipient of a row."""
        self.setEnabled(row is not None and bool(reports))
        self.clear()
        self.addItem(say("due.no_report"), None)
        for report_id, name in reports:
            self.addItem(name, report_id)
        if row is not None and row.written is not None:
            self.setCurrentIndex(self.findData(row.written.id))
