"""What a person does to a report of the list without opening it, and what is said of it afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from danvan_desktop.errors import UserError
from danvan_desktop.store.drafts import Drafts, ReportSummary, Status
from danvan_desktop.ui.home import words
from danvan_desktop.ui.home.due_dialog import DueDialog
from danvan_desktop.ui.home.purged_dialog import PurgedDialog
from danvan_desktop.wording import say

if TYPE_CHECKING:
    from danvan_desktop.ui.home.home_page import HomePage


class ReportActs(QObject):
    """Belongs to the home page, works on what is chosen there, and reads the lists again after each act."""

    issue_wanted = Signal(int)
    about_to_change = Signal(int)
    """A report is about to be changed: what is unwritten of it must be written first."""

    def __init__(self, page: HomePage, drafts: Drafts) -> None:
        super().__init__(page)
        self._page = page
        self._drafts = drafts

    def duplicate(self) -> None:
        """Make a new draft with the words of the chosen report."""

        def act(one: ReportSummary) -> None:
            self._page.choose(self._drafts.duplicate(one.id))
            self._page.messages.tell(say("shell.home.duplicated", name=words.name(one)), "good")

        self._with(self._page.view.report(), act)

    def set_status(self, status: Status) -> None:
        """Issuing asks for the file that goes out; the rest is a mark in the list."""
        one = self._page.view.report()
        if one is not None and status == "issued" and one.status != "issued":
            self._page.sync()
            self.issue_wanted.emit(one.id)
            return

        def act(one: ReportSummary) -> None:
            self.about_to_change.emit(one.id)
            self._drafts.set_status(one.id, status)
            if one.status == "issued" and status != "issued":
                self._page.messages.tell(say("safety.issued.reopened", name=words.name(one)))

        self._with(one, act)

    def ask_due(self) -> None:
        """Ask for the day the chosen report must be sent."""

        def act(one: ReportSummary) -> None:
            chosen = DueDialog.ask(self._page, one.due, self._page.today())
            if chosen is not None:
                self._drafts.set_due(one.id, chosen.day)

        self._with(self._page.view.report(), act)

    def trash(self) -> None:
        """Put the chosen report in the trash, with a way back at hand."""

        def act(one: ReportSummary) -> None:
            self.about_to_change.emit(one.id)
            self._drafts.trash(one.id)
            self._page.messages.tell(
                say("shell.home.trashed", name=words.name(one)),
                actions=[(say("shell.home.undo"), "undo_trash", lambda: self._undo_trash(one))],
            )

        self._with(self._page.view.report(), act)

    def restore(self) -> None:
        """Bring the report chosen in the trash back."""

        def act(one: ReportSummary) -> None:
            self._drafts.restore(one.id)
            self._page.messages.tell(say("shell.home.restored", name=words.name(one)), "good")

        self._with(self._page.trash_view.report(), act)

    def purge(self) -> None:
        """Take the report chosen in the trash away for good, after asking; its last copy stays."""

        def act(one: ReportSummary) -> None:
            kept = self._drafts.purge(one.id)
            self._page.messages.tell(
                say("shell.home.purged", name=words.name(one)),
                actions=[(say("shell.home.undo"), "undo_purge", lambda: self._take_back(kept))],
            )

        def ask(one: ReportSummary) -> None:
            self._page.messages.tell(
                say("shell.home.purge_question", name=words.name(one)),
                "warning",
                [
                    (say("shell.home.purge_yes"), "purge_yes", lambda: self._with(one, act)),
                    (say("shell.home.purge_no"), "purge_no", lambda: None),
                ],
            )

        self._with(self._page.trash_view.report(), ask)

    def show_purged(self) -> None:
        """Let the person choose among the reports taken away for good, and bring one back."""
        try:
            purged = self._drafts.purged()
        except UserError as error:
            self._page.messages.tell_error(error)
            return
        chosen = PurgedDialog.ask(self._page, purged)
        if chosen is not None:
            self._take_back(chosen)

    def _take_back(self, discarded_id: int) -> None:
        try:
            report_id = self._drafts.take_back(discarded_id)
        except UserError as error:
            self._page.messages.tell_error(error)
            return
        self._page.choose(report_id)
        name = words.name(self._drafts.summary(report_id))
        self._page.messages.tell(say("shell.home.restored", name=name), "good")
        self._page.view.setFocus()

    def _undo_trash(self, one: ReportSummary) -> None:
        self._with(one, lambda one: self._drafts.restore(one.id))
        self._page.choose(one.id)
        self._page.view.setFocus()

    def _with(self, one: ReportSummary | None, act: Callable[[ReportSummary], object]) -> None:
        """Do something to a report, then show what came of it."""
        if one is None:
            return
        try:
            act(one)
        except UserError as error:
            self._page.messages.tell_error(error)
        self._page.refresh()
