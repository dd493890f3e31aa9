"""What happens when the program has a bug: the draft is kept, the log written, the person told."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from danvan_desktop.services.crash_log import describe, write_crash_log
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import dialog_buttons
from danvan_desktop.wording import say


class CrashDialog(QDialog):
    """What happened, where the log lies, and Copy."""

    def __init__(self, parent: QWidget | None, details: str, log: Path | None, *, kept: bool) -> None:
        super().__init__(parent)
        self.setObjectName("crash_dialog")
        self.setWindowTitle(say("shell.crash.title"))
        text = QLabel(say("shell.crash.kept" if kept else "shell.crash.not_kept"))
        text.setObjectName("crash_text")
        text.setWordWrap(True)
        where = QLabel(say("shell.crash.log", log=log) if log else say("shell.crash.no_log"))
        where.setObjectName("crash_log")
        where.setWordWrap(True)
        self._details = QPlainTextEdit(details, self)
        self._details.setObjectName("crash_details")
        self._details.setAccessibleName(say("shell.crash.details"))
        self._details.setReadOnly(True)
        self._details.setTabChangesFocus(True)
        buttons = dialog_buttons(self)
        copy = buttons.addButton(say("shell.crash.copy"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.setObjectName("crash_copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        gap = theme.unit(self)
        column.setContentsMargins(gap * 6, gap * 6, gap * 6, gap * 5)
        column.setSpacing(gap * 3)
        for widget in (text, where, self._details, buttons):
            column.addWidget(widget)
        self.resize(theme.columns(self, 90), self.fontMetrics().lineSpacing() * 22)


class CrashHook:
    """Replaces sys.excepthook: keeps the draft, writes the log, tells the person. One dialog at a time."""

    def __init__(
        self, data_dir: Path, keep_draft: Callable[[], bool], parent: Callable[[], QWidget | None]
    ) -> None:
        self._data_dir = data_dir
        self._keep_draft = keep_draft
        self._parent = parent
        self._busy = False

    def __call__(self, kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        """Called by Python for an error nobody handled."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, where)
            return
        log = write_crash_log(self._data_dir, error)
        if self._busy:
            return
        self._busy = True
        try:
            kept = self._kept()
            dialog = CrashDialog(self._parent(), describe(error), log, kept=kept)
            dialog.exec()
            dialog.deleteLater()
        finally:
            self._busy = False

    def _kept(self) -> bool:
        try:
            return self._keep_draft()
        except Exception as second:  # the bug may be in what keeps the draft: say so instead of dying
            write_crash_log(self._data_dir, second)
            return False
