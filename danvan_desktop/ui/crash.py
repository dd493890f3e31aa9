"""What happens when the program has a bug: the draft is kept, a log without report text is written."""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from danvan_desktop import __version__
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import dialog_buttons
from danvan_desktop.wording import say

LOG_NAME = "errors.log"
_LOG_BYTES = 1_000_000


def describe(error: BaseException, at: datetime) -> str:
    """What is worth knowing of an error and nothing that was typed: kinds and places, no messages."""
    lines = [
        f"{at.isoformat(timespec='seconds')} {__version__}",
        f"Python {platform.python_version()} {platform.platform()}",
    ]
    chain: BaseException | None = error
    while chain is not None:
        lines.append(type(chain).__qualname__)
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(chain.__traceback__)
        ]
        chain = chain.__cause__ or (None if chain.__suppress_context__ else chain.__context__)
    return "\n".join(lines)


def append_log(file: Path, text: str) -> None:
    """Add to the log, starting it anew when it has grown beyond a megabyte."""
    try:
        if file.exists() and file.stat().st_size > _LOG_BYTES:
            file.replace(file.with_suffix(".old.log"))
        with file.open("a", encoding="utf-8") as stream:
            stream.write(text + "\n\n")
    except OSError:
        # The folder that cannot be written has its own red light; a log must not add a second failure.
        sys.stderr.write(text + "\n")


class CrashDialog(QDialog):
    """What happened, where the log lies, and Copy."""

    def __init__(self, parent: QWidget | None, details: str, log: Path, *, kept: bool) -> None:
        super().__init__(parent)
        self.setObjectName("crash_dialog")
        self.setWindowTitle(say("shell.crash.title"))
        text = QLabel(say("shell.crash.kept" if kept else "shell.crash.not_kept"))
        text.setObjectName("crash_text")
        text.setWordWrap(True)
        where = QLabel(say("shell.crash.log", log=log))
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
        self, log: Path, keep_draft: Callable[[], bool], parent: Callable[[], QWidget | None]
    ) -> None:
        self._log = log
        self._keep_draft = keep_draft
        self._parent = parent
        self._busy = False

    def __call__(self, kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        """Called by Python for an error nobody handled."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, where)
            return
        details = describe(error, datetime.now().astimezone())
        append_log(self._log, details)
        if self._busy:
            return
        self._busy = True
        try:
            kept = self._kept()
            dialog = CrashDialog(self._parent(), details, self._log, kept=kept)
            dialog.exec()
            dialog.deleteLater()
        finally:
            self._busy = False

    def _kept(self) -> bool:
        try:
            return self._keep_draft()
        except Exception as second:  # the bug may be in what keeps the draft: say so instead of dying
            append_log(self._log, describe(second, datetime.now().astimezone()))
            return False
