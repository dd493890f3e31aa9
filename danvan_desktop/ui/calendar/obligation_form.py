"""One owed report as the office sets it: name, recipient, period, days."""

from __future__ import annotations

import re
from typing import get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.domain.calendar import Obligation
from danvan_desktop.domain.report import PeriodKind
from danvan_desktop.services.calendar import edited
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import plain_button
from danvan_desktop.ui.calendar.report_choice import ReportChoice
from danvan_desktop.ui.widgets.form_rows import Hint
from danvan_desktop.wording import say

_DAY = re.compile(r"\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*")
_DAYS = ("cutoff_from", "cutoff_to", "due")


def day_text(month_day: str) -> str:
    """'15/6' of '06-15'."""
    month, _, day = month_day.partition("-")
    return f"{int(day)}/{int(month)}"


def month_day(text: str) -> str:
    """'06-15' of '15/6'; the text itself when it is no day, which then cannot be kept."""
    found = _DAY.fullmatch(text)
    return f"{int(found[2]):02}-{int(found[1]):02}" if found else text


class ObligationForm(QWidget):
    """`kept` brings the obligation as the fields say it, below `choice`, the report that answers."""

    kept = Signal(object)
    removed = Signal()

    def __init__(self, choice: ReportChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("obligation_form")
        self._obligation: Obligation | None = None
        gap = theme.unit(self)
        form = QFormLayout()
        form.setHorizontalSpacing(gap * 4)
        form.setVerticalSpacing(gap * 2)
        label = QLabel(say("due.report"))
        label.setBuddy(choice)
        form.addRow(label, choice)
        self._lines: dict[str, QLineEdit] = {}
        for name in ("name", "recipient"):
            self._add(form, name, self._line(name))
        self._period = theme.roomy(QComboBox(self))
        self._period.setObjectName("obligation_period")
        for kind in get_args(PeriodKind):
            self._period.addItem(say(f"shell.new_report.{kind}"), kind)
        self._add(form, "period", self._period)
        days = QHBoxLayout()
        days.setSpacing(gap * 2)
        for name in _DAYS:
            field = self._line(name)
            field.setMaximumWidth(theme.columns(self, 12))
            field.setAccessibleName(say(f"due.form.{name}"))
            label = QLabel(say(f"due.form.{name}"))
            label.setBuddy(field)
            days.addWidget(label)
            days.addWidget(field)
        days.addStretch(1)
        self._previous = QCheckBox(say("due.form.previous_year"), self)
        self._previous.setObjectName("obligation_previous_year")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap * 2)
        column.addLayout(form)
        column.addLayout(days)
        column.addWidget(self._previous)
        self._default = Hint("obligation_default", self)
        self.wrong = Hint("obligation_wrong", self)
        column.addWidget(self._default)
        column.addWidget(self.wrong)
        buttons = QHBoxLayout()
        keep = plain_button(say("due.form.keep"), "obligation_keep", self)
        keep.clicked.connect(self._keep)
        remove = plain_button(say("due.form.remove"), "obligation_remove", self)
        remove.clicked.connect(self.removed)
        buttons.addWidget(keep)
        buttons.addWidget(remove)
        buttons.addStretch(1)
        column.addLayout(buttons)

    def show_obligation(self, obligation: Obligation | None) -> None:
        """Show one to edit; with None there is nothing to edit."""
        self._obligation = obligation
        self.setEnabled(obligation is not None)
        self.wrong.tell("")
        if obligation is None:
            return
        for name in ("name", "recipient"):
            self._lines[name].setText(getattr(obligation, name))
        for name in _DAYS:
            self._lines[name].setText(day_text(getattr(obligation, name)))
        self._period.setCurrentIndex(self._period.findData(obligation.period))
        self._previous.setChecked(obligation.previous_year)
        self._default.tell(say("due.form.default") if obligation.is_default else "", "plain")

    def first_field(self) -> QWidget:
        """Where the keyboard goes."""
        return self._lines["name"]

    def _line(self, name: str) -> QLineEdit:
        field = theme.roomy(QLineEdit(self))
        field.setObjectName(f"obligation_{name}")
        field.returnPressed.connect(self._keep)
        self._lines[name] = field
        return field

    def _add(self, form: QFormLayout, name: str, field: QWidget) -> None:
        label = QLabel(say(f"due.form.{name}"))
        label.setBuddy(field)
        field.setAccessibleName(label.text())
        form.addRow(label, field)

    def _keep(self) -> None:
        if self._obligation is None:
            return
        changes: dict[str, object] = {
            name: self._lines[name].text().strip() for name in ("name", "recipient")
        }
        changes |= {name: month_day(self._lines[name].text()) for name in _DAYS}
        changes |= {"period": self._period.currentData(), "previous_year": self._previous.isChecked()}
        self.kept.emit(edited(self._obligation, **changes))
