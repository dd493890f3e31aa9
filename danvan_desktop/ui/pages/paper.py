"""What the window does with paper: the pages beside the form, PDF, printing, comparing, a file come back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QFileDialog

from danvan_desktop.domain.report import Report
from danvan_desktop.errors import UserError
from danvan_desktop.files import free_name
from danvan_desktop.layout.profile import Profile
from danvan_desktop.ui.actions import ActionTable, make_action
from danvan_desktop.ui.exporting import export_folder, file_actions, remember_folder
from danvan_desktop.ui.jobs import Job, Ticket, Work
from danvan_desktop.wording import say

if TYPE_CHECKING:
    from danvan_desktop.ui.main_window import MainWindow

_ACTIONS: ActionTable = (
    ("show_pages", "pages", "Shift+F9"),
    ("export_pdf", "", "Ctrl+Shift+E"),
    ("print", "", "Ctrl+P"),
    ("compare", "two_pages", ""),
    ("bring_home", "", ""),
)
_COMPARED_BY = "compared_by"
"""The setting that keeps the name the person put under a comparison."""


class Paper(QObject):
    """The flows behind the window's commands about pages and files of the open report."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._library = window.library
        self._job: Job | None = None
        does: dict[str, Callable[[], object]] = {
            "show_pages": lambda: window.desk.pages.toggle(),
            "export_pdf": self.export_pdf,
            "print": self.print,
            "compare": self.compare,
            "bring_home": self.bring_home,
        }
        self.actions = {name: self._action(name, picture, key) for name, picture, key in _ACTIONS}
        for name, action in self.actions.items():
            action.triggered.connect(lambda _=False, act=does[name]: act())

    def sync(self, *, on_desk: bool) -> None:
        """Which commands make sense now."""
        desk = self._window.desk
        writing = on_desk and desk.editing is not None
        for name, usable in (
            ("show_pages", writing),
            ("export_pdf", on_desk),
            ("print", on_desk),
            ("compare", on_desk),
            ("bring_home", writing),
        ):
            self.actions[name].setEnabled(usable)

    def _action(self, name: str, picture: str, key: str) -> QAction:
        text, tip = say(f"pages_ui.action.{name}"), say(f"pages_ui.tip.{name}")
        action = make_action(self._window, name, text, tip, picture, key)
        self._window.addAction(action)
        return action

    # PDF and print

    def export_pdf(self) -> None:
        """Ask where to, and write the PDF of the open report."""
        from danvan_desktop.services.exporting import suggested_name, write_pdf
        from danvan_desktop.ui.pages.pdf_dialog import PdfDialog

        opened = self._opened()
        if opened is None:
            return
        report, rules = opened
        suggested = free_name(export_folder(self._library), suggested_name(report, ".pdf"))
        dialog = PdfDialog(self._window, suggested, draft=report.marks != report.marks.final())
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        target, archival = dialog.target(), dialog.archival.isChecked()
        draft, hushed = dialog.draft.isChecked(), dialog.hushed.isChecked()
        dialog.deleteLater()
        if accepted and target is not None:
            self._run(
                lambda _: write_pdf(report, rules, target, archival=archival, draft=draft, hushed=hushed),
                lambda _: self._written(target),
                say("pages_ui.pdf_running"),
            )

    def print(self) -> None:
        """Draw the pages, with the marks of a draft or without, then show them in the system's preview."""
        from danvan_desktop.ui.pages.printing import ask_whether_draft, printed_pages

        opened = self._opened()
        if opened is None or self._job is not None:
            return
        report, rules = opened
        draft = ask_whether_draft(self._window) if report.marks != report.marks.final() else False
        if draft is not None:
            self._run(
                lambda ticket: printed_pages(report, rules, draft=draft, still_wanted=ticket.check),
                self._preview,
                say("pages_ui.print_running"),
                reads_only=True,
            )

    def _preview(self, pages: object) -> None:
        from danvan_desktop.ui.pages.printing import preview

        assert isinstance(pages, list)
        preview(self._window, pages)

    def _written(self, target: Path) -> None:
        remember_folder(self._library, target.parent)
        self._window.desk.messages.tell(
            say("shell.export.done", name=target.name), "good", file_actions(target)
        )

    # Comparing

    def compare(self) -> None:
        """Ask which two, and show them side by side."""
        from danvan_desktop.ui.comparing.choice import choices_for

        desk = self._window.desk
        opened = self._opened()
        if opened is None or desk.report_id is None:
            return
        report, rules = opened
        library, report_id = self._library, desk.report_id
        self._run(
            lambda _: choices_for(library, report_id, report),
            lambda choices: self._offer_comparison(choices, rules, report),
            say("comparing.reading"),
            reads_only=True,
        )

    def _offer_comparison(self, choices: object, rules: Profile, report: Report) -> None:
        from danvan_desktop.services.comparing import signed_as
        from danvan_desktop.ui.comparing.dialog import CompareDialog

        assert isinstance(choices, tuple)
        author = self._library.drafts.setting(_COMPARED_BY) or signed_as(report)
        dialog = CompareDialog(self._window, choices, rules, export_folder(self._library), author)
        dialog.exec()
        written = dialog.written
        if written is not None and dialog.author != author:
            self._library.drafts.set_setting(_COMPARED_BY, dialog.author)
        dialog.deleteLater()
        if written is not None:
            self._written(written)

    # The leader's pen

    def bring_home(self) -> None:
        """Ask which file came back, and show what was changed in it."""
        opened = self._opened()
        if opened is None:
            return
        folder = export_folder(self._library)
        name, _ = QFileDialog.getOpenFileName(
            self._window, say("returning.choose"), str(folder), say("shell.export.filter")
        )
        if name:
            self.bring_home_file(Path(name))

    def bring_home_file(self, file: Path) -> None:
        """Read the file that came back, then let the person take or refuse what was changed in it."""
        from danvan_desktop.services.returning import bring_home

        opened = self._opened()
        if opened is not None:
            report, rules = opened
            self._run(
                lambda _: bring_home(report, rules, file),
                lambda found: self._offer(found, file),
                say("returning.running"),
                reads_only=True,
            )

    def _offer(self, found: object, file: Path) -> None:
        from danvan_desktop.services.returning import Returned
        from danvan_desktop.services.taking import editor_place, take
        from danvan_desktop.ui.returning.dialog import ReturnedDialog

        assert isinstance(found, Returned)
        desk = self._window.desk
        editing = desk.editing
        if editing is None:
            return
        dialog = ReturnedDialog(self._window, found, editing.report, file.name)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        chosen = dialog.chosen()
        dialog.deleteLater()
        again = (say("returning.again"), "returned_again", lambda: self.bring_home_file(file))
        unread = [again] if found.remarks or found.loose else []
        if not accepted or not chosen:
            if unread:
                desk.messages.tell(say("returning.unread"), actions=unread)
            return
        taken = take(editing.report, chosen)
        editing.apply(taken.report, say("returning.step"), editor_place(editing.report, chosen[0]))
        count = len(chosen) - len(taken.refused)
        text = say("returning.taken", count=count)
        if taken.refused:
            text = f"{text} {say('returning.unfit', count=len(taken.refused))}"
        desk.messages.tell(text, "warning" if taken.refused else "good", [self._undo(), *unread])

    def _undo(self) -> tuple[str, str, Callable[[], object]]:
        return (say("safety.history.undo"), "undo_taken", self._undo_taken)

    def _undo_taken(self) -> None:
        editing = self._window.desk.editing
        if editing is not None:
            editing.undo()

    # Together

    def _opened(self) -> tuple[Report, Profile] | None:
        """The open report with all that is typed, and its layout rules."""
        desk = self._window.desk
        desk.save_now()
        if desk.report is None or desk.report_id is None:
            return None
        try:
            return desk.report, self._library.profile_for(desk.report_id, desk.report)
        except UserError as error:
            desk.messages.tell_error(error)
            return None

    def _run(
        self, work: Work, done: Callable[[object], object], running: str, *, reads_only: bool = False
    ) -> None:
        """Do the work on a thread, saying that it runs; one at a time. What only reads can be stopped."""
        if self._job is not None:
            return
        job = self._job = Job(_stoppable(work) if reads_only else work, self)
        stop = [(say("shell.export.cancel"), "paper_cancel", job.cancel)] if reads_only else []
        self._window.desk.messages.tell(running, actions=stop)
        job.failed.connect(self._failed)
        job.cancelled.connect(self._end_job)
        job.done.connect(lambda answer: self._finish(done, answer))
        job.start()

    def _finish(self, done: Callable[[object], object], answer: object) -> None:
        self._end_job()
        done(answer)

    def _failed(self, error: Exception) -> None:
        self._end_job()
        if not isinstance(error, UserError):
            raise error
        self._window.desk.messages.tell_error(error)

    def _end_job(self) -> None:
        self._window.desk.messages.dismiss()
        if self._job is not None:
            with suppress(RuntimeError):
                self._job.deleteLater()
        self._job = None


def _stoppable(work: Work) -> Work:
    """The work with its answer thrown away when it is no longer wanted."""

    def stopped(ticket: Ticket) -> object:
        answer = work(ticket)
        ticket.check()
        return answer

    return stopped
