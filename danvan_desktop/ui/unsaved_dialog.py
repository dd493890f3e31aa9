"""When the report cannot be written and the window is to close: ways out, never a lone OK."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.domain.plain_text import report_text
from danvan_desktop.domain.report import Report
from danvan_desktop.errors import UserError
from danvan_desktop.files import free_name
from danvan_desktop.paths import user_documents_dir
from danvan_desktop.services.exporting import suggested_name
from danvan_desktop.services.removable import removable_places
from danvan_desktop.services.rescue import keep_somewhere, write_beside_data
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import PrimaryButton, plain_button
from danvan_desktop.ui.desk.desk import Desk
from danvan_desktop.ui.messages import WholeText
from danvan_desktop.wording import say

_RETRY_S = 2.0


class Leaving(msgspec.Struct, frozen=True):
    """How a report may be let go: `written` to the data after all, or not.

    Then `kept_at` is the file of its words, None when the person has pasted them elsewhere.
    """

    written: bool
    kept_at: Path | None = None


class UnsavedDialog(QDialog):
    """Try again, write elsewhere, copy the text, or stay. Leaving opens only when the words are on some disk.

    What is copied is gone with the program where nothing looks after the clipboard, so it is written to a
    file too; where no place takes one, the person has to say that the words are pasted elsewhere.
    """

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self.setObjectName("unsaved_dialog")
        self.setWindowTitle(say("shell.unsaved.title"))
        self._desk = desk
        self._reason = WholeText()
        self._outcome = WholeText()
        self._outcome.setObjectName("unsaved_outcome")
        self._leave = plain_button(say("shell.unsaved.leave"), "unsaved_leave", self)
        self._leave.setEnabled(False)
        self._leave.clicked.connect(self.accept)
        self._kept_at: Path | None = None
        self._pasted = QCheckBox(say("shell.unsaved.pasted"), self)
        self._pasted.setObjectName("unsaved_pasted")
        self._pasted.hide()
        self._pasted.toggled.connect(self._sync)
        self._lay_out()
        self._tell_reason()

    @classmethod
    def settle(cls, parent: QWidget, desk: Desk) -> Leaving | None:
        """Ask until the report is safe, and how it is, or the person stays, which is None."""
        dialog = cls(parent, desk)
        try:
            if dialog.exec() != QDialog.DialogCode.Accepted:
                return None
            return Leaving(written=desk.unsaved is None, kept_at=dialog._kept_at)
        finally:
            dialog.deleteLater()

    def _lay_out(self) -> None:
        gap = theme.unit(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 6, gap * 6, gap * 6, gap * 5)
        column.setSpacing(gap * 3)
        for label in (self._reason, self._outcome):
            label.setWordWrap(True)
            label.setMinimumWidth(theme.columns(self, 60))
        column.addWidget(self._reason)
        ways: list[tuple[QPushButton, object]] = [
            (PrimaryButton(say("shell.unsaved.retry"), "unsaved_retry", self), self._retry),
            (plain_button(say("shell.unsaved.elsewhere"), "unsaved_elsewhere", self), self._write_elsewhere),
            (plain_button(say("shell.unsaved.copy"), "unsaved_copy", self), self._copy),
        ]
        ways[1:1] = [
            (
                plain_button(
                    say("safety.unsaved.usb", name=one.name).replace("&", "&&"), f"unsaved_usb_{number}", self
                ),
                lambda _=False, folder=one.path: self._write_to(self._free_name(folder)),
            )
            for number, one in enumerate(removable_places())
        ]
        for button, act in ways:
            button.clicked.connect(act)
            column.addWidget(button)
        column.addWidget(self._outcome)
        column.addWidget(self._pasted)
        row = QHBoxLayout()
        stay = plain_button(say("shell.unsaved.stay"), "unsaved_stay", self)
        stay.clicked.connect(self.reject)
        row.addStretch(1)
        row.addWidget(stay)
        row.addWidget(self._leave)
        column.addLayout(row)
        ways[0][0].setFocus()

    def _tell_reason(self) -> None:
        self._reason.setText(say("shell.unsaved.text", reason=self._desk.reason))
        self._reason.fit()

    def _retry(self) -> None:
        if self._desk.save_now(_RETRY_S):
            self.accept()
            return
        self._tell_reason()
        self._told(say("shell.unsaved.still"))

    def _write_elsewhere(self) -> None:
        offered = self._free_name(user_documents_dir())
        name, _ = QFileDialog.getSaveFileName(
            self, say("shell.unsaved.elsewhere_title"), str(offered), say("shell.import.filter")
        )
        if name:
            self._write_to(Path(name))

    def _free_name(self, folder: Path) -> Path:
        return free_name(folder, suggested_name(self._report(), ".json"))

    def _write_to(self, target: Path) -> None:
        """Write what the program takes back, and beside it what can be read without the program."""
        try:
            words = write_beside_data(self._report(), target)
        except UserError as error:
            self._told(str(error))
            return
        names = {"name": target.name, "words": words.name, "folder": target.parent}
        self._kept(words, say("shell.unsaved.written", **names))

    def _copy(self) -> None:
        report = self._report()
        QGuiApplication.clipboard().setText(report_text(report))
        words = self._kept_at or keep_somewhere(report)
        if words is None:
            self._pasted.show()
            self._told(say("shell.unsaved.copied_only"))
            return
        self._kept(words, say("shell.unsaved.copied", words=words.name, folder=words.parent))

    def _told(self, text: str) -> None:
        self._outcome.setText(text)
        self._outcome.fit()

    def _kept(self, words: Path, text: str) -> None:
        self._kept_at = words
        self._told(text)
        self._sync()
        self._leave.setFocus()

    def _sync(self) -> None:
        self._leave.setEnabled(self._kept_at is not None or self._pasted.isChecked())

    def _report(self) -> Report:
        report = self._desk.report
        assert report is not None
        return report
