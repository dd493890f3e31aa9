"""Issuing: number and date looked over, the file written, the report frozen with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QWidget

from danvan_desktop.domain.report import Report
from danvan_desktop.errors import UserError
from danvan_desktop.files import free_name
from danvan_desktop.layout.profile import Profile
from danvan_desktop.services.editing import Editing, Place
from danvan_desktop.services.exporting import suggested_name
from danvan_desktop.services.issuing import Issue, issue_report, next_version, version_text
from danvan_desktop.services.library import Library
from danvan_desktop.text.dates import full_date, parse_date
from danvan_desktop.text.unicode import clean_line
from danvan_desktop.ui import theme
from danvan_desktop.ui.exporting import (
    ExportChoice,
    ExportDialog,
    Notice,
    export_folder,
    file_actions,
    remember_folder,
)
from danvan_desktop.ui.jobs import Job
from danvan_desktop.ui.messages import MessageBar, WholeText
from danvan_desktop.ui.widgets.form_rows import Hint
from danvan_desktop.wording import say

_HEAD = "@head"
_WAIT_S = 2.0


class IssueDialog(ExportDialog):
    """As for an export, with the number and date that go out, and which version it will be."""

    def __init__(
        self, parent: QWidget, suggested: Path, chosen: Profile, report: Report, version: int
    ) -> None:
        self._version = version
        self.number = QLineEdit("" if report.number is None else str(report.number))
        self.date = QLineEdit(full_date(report.date) if report.date else "")
        self._gaps = Hint("issue_gaps")
        super().__init__(parent, suggested, chosen)
        self.setObjectName("issue_dialog")
        self.setWindowTitle(say("safety.issue.title"))
        self._write.setText(say("safety.issue.write"))
        self._write.setObjectName("issue_write")
        self._add_rows()
        for field in (self.number, self.date):
            field.textChanged.connect(self._check)
        self._check()

    def numbered(self, report: Report) -> Report:
        """The report with the number and date of the fields."""
        return msgspec.structs.replace(report, number=self._number(), date=parse_date(self.date.text()))

    def _add_rows(self) -> None:
        rows = (("number", self.number), ("date", self.date))
        for place, (name, field) in enumerate(rows):
            field.setParent(self)
            field.setObjectName(f"issue_{name}")
            label = QLabel(say(f"safety.issue.{name}"))
            label.setBuddy(field)
            field.setAccessibleName(label.text().replace("&", ""))
            self.form.insertRow(place, label, theme.roomy(field))
        self.date.setPlaceholderText(say("safety.issue.date_hint"))
        told = WholeText(say("safety.issue.text", version=version_text(self._version)))
        told.setObjectName("issue_text")
        told.setWordWrap(True)
        self.form.insertRow(0, told)
        self.form.insertRow(3, self._gaps)
        self.setTabOrder(self.number, self.date)
        self.setTabOrder(self.date, self._rules)

    def _number(self) -> int | None:
        text = clean_line(self.number.text())
        return int(text) if text.isdecimal() and 0 < int(text) < 1_000_000 else None

    def _check(self) -> None:
        super()._check()
        typed_number, typed_date = clean_line(self.number.text()), clean_line(self.date.text())
        wrong_number = bool(typed_number) and self._number() is None
        wrong_date = bool(typed_date) and parse_date(typed_date) is None
        if wrong_number or wrong_date:
            self._write.setEnabled(False)
            what = "number" if wrong_number else "date"
            self._gaps.tell(say(f"safety.issue.wrong_{what}"), "bad")
        else:
            missing = not typed_number or not typed_date
            self._gaps.tell(say("safety.issue.gaps") if missing else "")


class IssueFlow(QObject):
    """One issue of the open report; nothing is frozen unless its file was written."""

    def __init__(self, window: QWidget, desk: QWidget, library: Library, messages: MessageBar) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._library = library
        self._messages = messages

    def begin(
        self,
        report_id: int,
        editing: Editing,
        save: Callable[[float], bool],
        issued: Callable[[], object],
        default_date: date,
        notice: Notice,
        following: Callable[[int], object],
    ) -> None:
        """Ask, put number and date into the report, write and freeze; then `issued`.

        `notice` says what is still to be looked at; `following` begins the next period's report.
        """
        self._following = following
        self._report_id, self._editing, self._save, self._issued = report_id, editing, save, issued
        try:
            rules = self._library.profile_for(report_id, editing.report)
            suggested = free_name(export_folder(self._library), suggested_name(editing.report))
            version = next_version(self._library, report_id)
        except UserError as error:
            self._end(error)
            return
        report = editing.report
        if report.date is None:
            report = msgspec.structs.replace(report, date=default_date)
        dialog = IssueDialog(self._window, suggested, rules, report, version)
        if notice[0]:
            dialog.add_notice(*notice)
        self._ask(dialog)

    def _ask(self, dialog: IssueDialog) -> None:
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        choice, report = dialog.choice(), dialog.numbered(self._editing.report)
        dialog.deleteLater()
        if not accepted or choice is None:
            self.deleteLater()
            return
        self._editing.end_stretch()
        self._editing.apply(report, say("safety.issue.step"), Place(_HEAD))
        if not self._save(_WAIT_S):
            self._end(UserError(say("safety.issue.unsaved"), say("safety.issue.unsaved_advice")))
            return
        self._write(choice)

    def _write(self, choice: ExportChoice) -> None:
        library, report_id = self._library, self._report_id
        self._desk.setEnabled(False)
        job = Job(lambda _: issue_report(library, report_id, choice.target, choice.profile_id), self)
        job.done.connect(self._succeeded)
        job.failed.connect(self._failed)
        patience = QTimer(self)
        patience.setSingleShot(True)
        patience.timeout.connect(lambda: self._messages.tell(say("safety.issue.running")))
        job.ended.connect(patience.stop)
        patience.start(1000)
        job.start()

    def _succeeded(self, issue: object) -> None:
        assert isinstance(issue, Issue)
        self._desk.setEnabled(True)
        remember_folder(self._library, issue.path.parent)
        self._issued()
        done = say("safety.issue.done", version=version_text(issue.version), name=issue.path.name)
        begin_next, report_id = self._following, self._report_id
        following = (say("next_ui.begin"), "issue_next", lambda: begin_next(report_id))
        self._messages.tell(done, "good", [*file_actions(issue.path), following])
        self.deleteLater()

    def _failed(self, error: Exception) -> None:
        self._desk.setEnabled(True)
        if not isinstance(error, UserError):
            self.deleteLater()
            raise error
        self._end(error)

    def _end(self, error: UserError) -> None:
        self._messages.tell_error(error)
        self.deleteLater()
