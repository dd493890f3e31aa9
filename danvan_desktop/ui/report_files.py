"""How reports begin, come in from files, and go out to them: what is asked, done, and said of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from danvan_desktop.domain.calendar import Owed
from danvan_desktop.domain.report import Answer
from danvan_desktop.errors import UserError
from danvan_desktop.files import free_name
from danvan_desktop.paths import user_documents_dir
from danvan_desktop.services.owed import keep_answers
from danvan_desktop.wording import say

if TYPE_CHECKING:
    from danvan_desktop.ui.main_window import MainWindow


class ReportFiles(QObject):
    """The flows behind the window's commands; each tells how it ended in the bar of the page shown."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._library = window.library

    def new_report(self, owed: Owed | None = None) -> None:
        """Ask what to report on, for what is owed if that is settled, make the draft and open it."""
        from danvan_desktop.ui.new_report import NewReportDialog

        window, library = self._window, self._library
        offices = library.drafts.offices()
        period, due = (owed.period, owed.due) if owed else (None, None)
        wanted = NewReportDialog.ask(window, offices, window.today(), library.data_dir, period, due)
        if wanted is None:
            return
        try:
            report_id = library.new_report(wanted.outline, wanted.office_id, wanted.period, wanted.due)
            if owed is not None and wanted.period == owed.period:
                keep_answers(library, report_id, (Answer(owed.obligation.id, owed.obligation.recipient),))
        except UserError as error:
            window.messages.tell_error(error)
            return
        window.open_report(report_id)

    def open_sample(self) -> None:
        """Make a draft from the sample that ships with the program, and open it."""
        from danvan_desktop.layout.sample import sample_report

        try:
            report_id = self._library.drafts.create(sample_report(), None)
        except UserError as error:
            self._window.messages.tell_error(error)
            return
        self._window.open_report(report_id)

    def import_report(self) -> None:
        """Ask for a report file and store what it holds."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, say("shell.import.title"), str(user_documents_dir()), say("shell.import.filter")
        )
        if not name:
            return
        try:
            report_id = self._library.import_report_file(Path(name))
        except UserError as error:
            self._window.messages.tell_error(error)
            return
        home = self._window.home
        self._window.show_page("home")
        home.choose(report_id)
        home.messages.tell(say("shell.import.done", name=Path(name).name), "good")

    def save_report_file(self, report_id: int) -> None:
        """Ask where to, and write a stored report as a file that another copy of this program takes in."""
        from danvan_desktop.services.exporting import suggested_name
        from danvan_desktop.ui.exporting import export_folder, file_actions, remember_folder

        messages = self._window.messages
        try:
            report = self._library.drafts.load(report_id)
            suggested = free_name(export_folder(self._library), suggested_name(report, ".json"))
            name, _ = QFileDialog.getSaveFileName(
                self._window, say("shell.export_report.title"), str(suggested), say("shell.import.filter")
            )
            if not name:
                return
            target = Path(name) if Path(name).suffix else Path(f"{name}.json")
            self._library.export_report_file(report_id, target)
        except UserError as error:
            messages.tell_error(error)
            return
        remember_folder(self._library, target.parent)
        messages.tell(say("shell.export_report.done", name=target.name), "good", file_actions(target)[1:])

    def check_file(self, report_id: int) -> None:
        """Ask for a Word file, and say whether it is one that was issued, byte for byte."""
        from danvan_desktop.services.issuing import verify_file
        from danvan_desktop.ui.exporting import export_folder

        name, _ = QFileDialog.getOpenFileName(
            self._window,
            say("shell.check_file.title"),
            str(export_folder(self._library)),
            say("shell.check_file.filter"),
        )
        if not name:
            return
        try:
            verdict = verify_file(self._library, report_id, Path(name))
        except UserError as error:
            self._window.messages.tell_error(error)
            return
        self._window.messages.tell(verdict.text, "good" if verdict.kind == "same" else "warning")

    def export_word(self) -> None:
        """Ask where to, and write the Word file of the open report."""
        from danvan_desktop.ui.exporting import ExportFlow

        desk = self._window.desk
        report, report_id = desk.report, desk.report_id
        if report is None or report_id is None:
            return
        desk.save_now()
        flow = ExportFlow(self._window, self._library, desk.messages)
        flow.begin(report, report_id, (desk.findings_notice(), desk.check))
