"""Asking for the day a report must be sent."""

from __future__ import annotations

from datetime import date

import msgspec
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import dialog_buttons
from danvan_desktop.wording import say


class Due(msgspec.Struct, frozen=True):
    """The day chosen; None when the deadline is taken away."""

    day: date | None


def date_edit(name: str, day: date, parent: QWidget) -> QDateEdit:
    """A field for a day, with a calendar."""
    field = theme.roomy(QDateEdit(QDate(day.year, day.month, day.day), parent))
    field.setObjectName(name)
    field.setDisplayFormat("dd/MM/yyyy")
    field.setCalendarPopup(True)
    return field


def day_of(field: QDateEdit) -> date:
    """The day a field holds."""
    day = field.date()
    return date(day.year(), day.month(), day.day())


class DueDialog(QDialog):
    """One field, and a button to have no deadline."""

    def __init__(self, parent: QWidget, current: date | None, today: date) -> None:
        super().__init__(parent)
        self.setObjectName("due_dialog")
        self.setWindowTitle(say("shell.due_dialog.title"))
        self._cleared = False
        self._field = date_edit("due_date", current or today, self)
        self._field.setAccessibleName(say("shell.due_dialog.day"))
        form = QFormLayout()
        label = QLabel(say("shell.due_dialog.day"))
        label.setBuddy(self._field)
        form.addRow(label, self._field)
        buttons = dialog_buttons(
            self, QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        if current:
            clear = buttons.addButton(say("shell.due_dialog.clear"), QDialogButtonBox.ButtonRole.ResetRole)
            clear.setObjectName("clear_due")
            clear.clicked.connect(self._clear)
        column = QVBoxLayout(self)
        gap = theme.unit(self)
        column.setContentsMargins(gap * 5, gap * 5, gap * 5, gap * 4)
        column.setSpacing(gap * 4)
        column.addLayout(form)
        column.addWidget(buttons)
        self._field.setFocus()

    @classmethod
    def ask(cls, parent: QWidget, current: date | None, today: date) -> Due | None:
        """Ask for the deadline; None when the person left without choosing."""
        dialog = cls(parent, current, today)
        try:
            if dialog.exec() != QDialog.DialogCode.Accepted:
                return None
            return Due(dialog.chosen())
        finally:
            dialog.deleteLater()

    def chosen(self) -> date | None:
        """The day of the field, None once the deadline is taken away."""
        return None if self._cleared else day_of(self._field)

    def _clear(self) -> None:
        self._cleared = True
        self.accept()
