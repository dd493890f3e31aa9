"""Before there is a window, or after it, there is none to say it in: a dialog that does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout

from danvan_desktop.errors import UserError
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import dialog_buttons
from danvan_desktop.wording import say


class LoneDialog(QDialog):
    """What is in the way, what to do about it, and Copy."""

    def __init__(self, error: UserError, name: str = "start_refused") -> None:
        super().__init__(None)
        self.setObjectName(f"{name}_dialog")
        self.setWindowTitle(say("shell.product"))
        text = QLabel(f"{error.message}\n\n{error.advice}".strip())
        text.setObjectName(f"{name}_text")
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        text.setMinimumWidth(theme.columns(self, 64))
        buttons = dialog_buttons(self)
        copy = buttons.addButton(say("shell.crash.copy"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.setObjectName(f"{name}_copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(str(error)))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        gap = theme.unit(self)
        column.setContentsMargins(gap * 6, gap * 6, gap * 6, gap * 5)
        column.setSpacing(gap * 4)
        column.addWidget(text)
        column.addWidget(buttons)
