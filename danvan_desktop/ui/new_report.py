"""Asking what a new report is about: office, period, outline, deadline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import msgspec
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.domain.office import Office
from danvan_desktop.domain.period import current_period
from danvan_desktop.domain.report import Period, PeriodKind
from danvan_desktop.errors import UserError
from danvan_desktop.layout.outline import Outline, outlines_for
from danvan_desktop.layout.phrases import render, variables
from danvan_desktop.paths import user_documents_dir
from danvan_desktop.services.own_outlines import outlines_folder, own_outlines_for, unusable_outlines
from danvan_desktop.services.templates import bring_in
from danvan_desktop.store.offices import StoredOffice
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import PrimaryButton, dialog_buttons, plain_button
from danvan_desktop.ui.home.due_dialog import date_edit, day_of
from danvan_desktop.ui.lists import RoomyDelegate
from danvan_desktop.ui.offices.kinds import office_name
from danvan_desktop.ui.widgets.form_rows import Hint
from danvan_desktop.wording import say

_PERIOD_KINDS: tuple[PeriodKind, ...] = ("first_half", "second_half", "year")
_USUAL_DUE: dict[PeriodKind, tuple[int, int]] = {
    "first_half": (6, 15),
    "second_half": (12, 15),
    "year": (12, 15),
}
"""Month and day offered first: the day after the cut-off of NĐ 09/2019 (format_rules 6.2, inferred)."""


class Wanted(msgspec.Struct, frozen=True):
    """What the person asked for."""

    outline: Outline
    office_id: int
    period: Period
    due: date | None


class NewReportDialog(QDialog):
    """Sensible from the start: Enter makes the report this office most likely owes now."""

    def __init__(
        self,
        parent: QWidget,
        offices: Sequence[StoredOffice],
        today: date,
        data_dir: Path | None = None,
        period: Period | None = None,
        due: date | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("new_report_dialog")
        self.setWindowTitle(say("shell.new_report.title"))
        self._offices = list(offices)
        self._data_dir = data_dir
        usual = period or current_period(today)
        self._office = self._combo("new_office", [(one.id, office_name(one.office)) for one in offices])
        self._kind = self._combo(
            "new_period", [(kind, say(f"shell.new_report.{kind}")) for kind in _PERIOD_KINDS]
        )
        self._kind.setCurrentIndex(_PERIOD_KINDS.index(usual.kind))
        self._year = theme.roomy(QSpinBox(self))
        self._year.setObjectName("new_year")
        self._year.setAccessibleName(say("shell.new_report.year"))
        self._year.setRange(1990, 2100)
        self._year.setValue(usual.year)
        self._outlines = QListWidget(self)
        self._outlines.setObjectName("new_outline")
        self._outlines.setWordWrap(True)
        self._outlines.setItemDelegate(RoomyDelegate(self._outlines))
        self._has_due = QCheckBox(say("shell.new_report.has_due"), self)
        self._has_due.setObjectName("new_has_due")
        self._has_due.setChecked(due is not None)
        self._due = date_edit("new_due", due or today, self)
        self._due.setAccessibleName(say("shell.new_report.due"))
        self._due.setEnabled(due is not None)
        self._unusable = Hint("unusable_outlines", self)
        self._lay_out()
        self._unusable.tell(" ".join(unusable_outlines(data_dir)) if data_dir else "")
        for field in (self._office, self._kind):
            field.currentIndexChanged.connect(self._offer)
        self._year.valueChanged.connect(self._offer)
        self._outlines.currentRowChanged.connect(self._describe)
        self._has_due.toggled.connect(self._due.setEnabled)
        self._offer()
        self._office.setFocus() if len(self._offices) > 1 else self._kind.setFocus()

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        offices: Sequence[StoredOffice],
        today: date,
        data_dir: Path | None = None,
        period: Period | None = None,
        due: date | None = None,
    ) -> Wanted | None:
        """Ask; None when the person left without making a report.

        `data_dir` is where the office's own outlines are; `period` and `due` are offered first.
        """
        dialog = cls(parent, offices, today, data_dir, period, due)
        try:
            return dialog.wanted() if dialog.exec() == QDialog.DialogCode.Accepted else None
        finally:
            dialog.deleteLater()

    def wanted(self) -> Wanted | None:
        """What the fields say; None while there is no outline to choose."""
        item = self._outlines.currentItem()
        if item is None or self._office.currentData() is None:
            return None
        due = day_of(self._due) if self._has_due.isChecked() else None
        return Wanted(item.data(Qt.ItemDataRole.UserRole), self._office.currentData(), self._period(), due)

    def _period(self) -> Period:
        return Period(self._kind.currentData(), self._year.value())

    def _combo(self, name: str, choices: list[tuple[object, str]]) -> QComboBox:
        field = theme.roomy(QComboBox(self))
        field.setObjectName(name)
        for value, text in choices:
            field.addItem(text, value)
        return field

    def _lay_out(self) -> None:
        gap = theme.unit(self)
        form = QFormLayout()
        form.setVerticalSpacing(gap * 3)
        form.setHorizontalSpacing(gap * 4)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        period = QHBoxLayout()
        period.addWidget(self._kind, 1)
        period.addWidget(self._year)
        due = QHBoxLayout()
        due.addWidget(self._has_due)
        due.addWidget(self._due)
        due.addStretch(1)
        for name, buddy, field in (
            ("office", self._office, self._office),
            ("period", self._kind, period),
            ("outline", self._outlines, self._outlines),
            ("due", self._has_due, due),
        ):
            label = QLabel(say(f"shell.new_report.{name}"))
            label.setBuddy(buddy)
            if name != "due":
                buddy.setAccessibleName(label.text().replace("&", ""))
            form.addRow(label, field)
        self._hint = QLabel()
        self._hint.setObjectName("new_hint")
        self._hint.setWordWrap(True)
        self._hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        buttons = dialog_buttons(self, QDialogButtonBox.StandardButton.Cancel)
        self._make = PrimaryButton(say("shell.new_report.make"), "make_report", self)
        self._make.setDefault(True)
        buttons.addButton(self._make, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 6, gap * 6, gap * 6, gap * 5)
        column.setSpacing(gap * 4)
        column.addLayout(form, 1)
        column.addWidget(self._hint)
        column.addWidget(self._unusable)
        if self._data_dir is not None:
            bring = plain_button(say("own_outline.bring"), "bring_outline", self)
            bring.clicked.connect(self._bring)
            buttons.addButton(bring, QDialogButtonBox.ButtonRole.ActionRole)
        column.addWidget(buttons)
        self._outlines.setMinimumHeight(self.fontMetrics().lineSpacing() * 3)
        room = self.screen().availableSize() * 0.9
        tall = self.sizeHint().height() + self.fontMetrics().lineSpacing() * 4
        self.resize(min(theme.columns(self, 96), room.width()), min(tall, room.height()))

    def _offer(self) -> None:
        """The outlines for the office and period now chosen, and the usual deadline."""
        stored = next((one for one in self._offices if one.id == self._office.currentData()), None)
        period = self._period()
        self._outlines.clear()
        own = own_outlines_for(self._data_dir, period) if self._data_dir and stored else ()
        for outline in (*own, *(outlines_for(stored.office.kind, period) if stored else ())):
            name = say("own_outline.own", name=outline.name) if outline in own else outline.name
            item = QListWidgetItem(name)
            item.setData(Qt.ItemDataRole.UserRole, outline)
            self._outlines.addItem(item)
        self._outlines.setCurrentRow(0)
        self._describe()
        self._make.setEnabled(self._outlines.count() > 0)
        if not self._has_due.isChecked():
            month, day = _USUAL_DUE[period.kind]
            self._due.setDate(QDate(period.year, month, day))

    def _bring(self) -> None:
        """Take an outline file from elsewhere among the office's own."""
        assert self._data_dir is not None
        name, _ = QFileDialog.getOpenFileName(
            self, say("own_outline.bring"), str(user_documents_dir()), say("own_outline.filter")
        )
        if not name:
            return
        try:
            brought = bring_in(Path(name), outlines_folder(self._data_dir))
        except UserError as error:
            self._hint.setText(str(error))
            return
        if self._kind.currentData() not in brought.periods:
            self._kind.setCurrentIndex(_PERIOD_KINDS.index(brought.periods[0]))
        self._offer()
        names = [
            self._outlines.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self._outlines.count())
        ]
        self._outlines.setCurrentRow(names.index(brought))
        self._hint.setText(say("own_outline.brought", name=brought.name))

    def _describe(self) -> None:
        """Say what the chosen outline consists of, or that there is none for this office and period."""
        wanted = self.wanted()
        if wanted is None:
            self._hint.setText(say("shell.new_report.none"))
            return
        stored = next(one for one in self._offices if one.id == wanted.office_id)
        self._hint.setText(
            say("shell.new_report.content", headings=_headings(wanted.outline, wanted.period, stored.office))
        )


def _headings(outline: Outline, period: Period, office: Office) -> str:
    """The headings of an outline in one line."""
    values = variables(period, office.issuer, office.spelling)
    found = (render(section.heading, values, office.spelling) for section in outline.sections)
    return " · ".join(heading for heading in found if heading)
