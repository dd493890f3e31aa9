"""When the database does not open: what happened to it, and which good copy to go on with."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QButtonGroup, QDialog, QDialogButtonBox, QLabel, QRadioButton, QVBoxLayout

from danvan_desktop.services.opening import Offer, Opened
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import PrimaryButton, dialog_buttons
from danvan_desktop.wording import say


class RecoveryDialog(QDialog):
    """The newest sound backup is chosen; leaving changes nothing."""

    def __init__(self, opened: Opened, problem: str = "") -> None:
        super().__init__(None)
        self.setObjectName("recovery_dialog")
        self.setWindowTitle(say("safety.recovery.title"))
        self._offers = opened.offers
        self._group = QButtonGroup(self)
        gap = theme.unit(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 6, gap * 6, gap * 6, gap * 5)
        column.setSpacing(gap * 3)
        found = " ".join(finding.text for finding in opened.findings)
        column.addWidget(_text(found, "recovery_found", strong=True))
        if any(offer.backup for offer in opened.offers):
            column.addWidget(_text(say("safety.recovery.text"), "recovery_text"))
        else:
            column.addWidget(_text(say("safety.recovery.no_backup"), "recovery_text"))
        for number, offer in enumerate(opened.offers):
            button = QRadioButton(_newest(offer.text) if offer.backup and number == 0 else offer.text, self)
            button.setObjectName(f"recovery_offer_{number}")
            self._group.addButton(button, number)
            column.addWidget(button)
        self._group.buttons()[0].setChecked(True)
        if problem:
            column.addWidget(_text(problem, "recovery_problem"))
        column.addWidget(_text(say("safety.recovery.kept", folder=opened.data_dir), "recovery_kept"))
        column.addSpacing(gap * 2)
        column.addWidget(self._buttons())
        self._group.buttons()[0].setFocus()

    def _buttons(self) -> QDialogButtonBox:
        box = dialog_buttons(self, QDialogButtonBox.StandardButton.Close)
        go_on = PrimaryButton(say("safety.recovery.go_on"), "recovery_go_on", self)
        go_on.setDefault(True)
        box.addButton(go_on, QDialogButtonBox.ButtonRole.AcceptRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box

    @classmethod
    def ask(cls, opened: Opened, problem: str = "") -> Offer | None:
        """Ask which way to go on; None to leave everything as it is."""
        dialog = cls(opened, problem)
        try:
            if dialog.exec() != QDialog.DialogCode.Accepted:
                return None
            return dialog._offers[dialog._group.checkedId()]
        finally:
            dialog.deleteLater()


def _newest(text: str) -> str:
    return say("safety.recovery.newest", text=text)


def _text(words: str, name: str, *, strong: bool = False) -> QLabel:
    label = QLabel(words)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setMinimumWidth(theme.columns(label, 64))
    if strong:
        font = QFont(label.font())
        font.setBold(True)
        label.setFont(font)
    return label
