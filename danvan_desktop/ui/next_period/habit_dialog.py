"""Asking, once, what an office reports on after the first half of a year."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QRadioButton, QVBoxLayout, QWidget

from danvan_desktop.domain.period import period_text
from danvan_desktop.domain.report import Period
from danvan_desktop.services.next_reports import Habit
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import PrimaryButton, dialog_buttons
from danvan_desktop.wording import say

_HABITS: tuple[Habit, ...] = ("year", "second_half")


class HabitDialog(QDialog):
    """Enter takes the year, which most offices report on; the answer is remembered unless unticked."""

    def __init__(self, parent: QWidget, year: int, chosen: Habit | None) -> None:
        super().__init__(parent)
        self.setObjectName("habit_dialog")
        self.setWindowTitle(say("next_ui.habit_title"))
        gap = theme.unit(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 6, gap * 6, gap * 6, gap * 5)
        column.setSpacing(gap * 3)
        question = QLabel(say("next_ui.habit_question"))
        question.setWordWrap(True)
        column.addWidget(question)
        self._choices: dict[Habit, QRadioButton] = {}
        for habit in _HABITS:
            words = say("next_ui.habit_choice", period=period_text(Period(habit, year)))
            button = QRadioButton(words, self)
            button.setObjectName(f"habit_{habit}")
            column.addWidget(button)
            self._choices[habit] = button
        self._choices[chosen or "year"].setChecked(True)
        self._keep = QCheckBox(say("next_ui.habit_keep"), self)
        self._keep.setObjectName("habit_keep")
        self._keep.setChecked(True)
        column.addWidget(self._keep)
        buttons = dialog_buttons(self, QDialogButtonBox.StandardButton.Cancel)
        make = PrimaryButton(say("next_ui.habit_make"), "habit_make", self)
        make.setDefault(True)
        buttons.addButton(make, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addSpacing(gap)
        column.addWidget(buttons)
        self._choices[chosen or "year"].setFocus()

    @classmethod
    def ask(cls, parent: QWidget, year: int, chosen: Habit | None = None) -> tuple[Habit, bool] | None:
        """The habit and whether to remember it; None when the person left."""
        dialog = cls(parent, year, chosen)
        try:
            if dialog.exec() != QDialog.DialogCode.Accepted:
                return None
            habit = next(habit for habit, button in dialog._choices.items() if button.isChecked())
            return habit, dialog._keep.isChecked()
        finally:
            dialog.deleteLater()
