"""Asking under what name this state of the report is kept."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from danvan_desktop.text.unicode import clean_line
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import PrimaryButton, dialog_buttons
from danvan_desktop.wording import say

_LONGEST = 120


class NameDialog(QDialog):
    """One line, with a name that fits already in it."""

    def __init__(self, parent: QWidget, suggested: str) -> None:
        super().__init__(parent)
        self.setObjectName("version_name_dialog")
        self.setWindowTitle(say("safety.keep.title"))
        self._field = theme.roomy(QLineEdit(suggested, self))
        self._field.setObjectName("version_name")
        self._field.setMaxLength(_LONGEST)
        self._field.setMinimumWidth(theme.columns(self, 48))
        label = QLabel(say("safety.keep.name"))
        label.setBuddy(self._field)
        self._field.setAccessibleName(label.text().replace("&", ""))
        buttons = dialog_buttons(self, QDialogButtonBox.StandardButton.Cancel)
        self._keep = PrimaryButton(say("safety.keep.keep"), "version_keep", self)
        self._keep.setDefault(True)
        buttons.addButton(self._keep, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._field.textChanged.connect(lambda text: self._keep.setEnabled(bool(clean_line(text))))
        gap = theme.unit(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 6, gap * 6, gap * 6, gap * 5)
        column.setSpacing(gap * 3)
        for widget in (label, self._field, buttons):
            column.addWidget(widget)
        self._field.selectAll()
        self._field.setFocus()

    @classmethod
    def ask(cls, parent: QWidget, suggested: str) -> str | None:
        """The name; None when the person left without one."""
        dialog = cls(parent, suggested)
        try:
            if dialog.exec() != QDialog.DialogCode.Accepted:
                return None
            return clean_line(dialog._field.text()) or None
        finally:
            dialog.deleteLater()
