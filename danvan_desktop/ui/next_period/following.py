"""What the window does from period to period: the next report, the calendar, own outlines, merged units."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject

from danvan_desktop.domain.calendar import Owed
from danvan_desktop.domain.completeness import HEAD
from danvan_desktop.domain.next_period import NextDraft, following
from danvan_desktop.domain.period import period_text
from danvan_desktop.domain.report import Answer
from danvan_desktop.errors import UserError
from danvan_desktop.services.calendar import OwedRow, Written, read_calendar
from danvan_desktop.services.editing import Place
from danvan_desktop.services.merged_figures import is_before_merger
from danvan_desktop.services.next_reports import (
    Groundwork,
    Habit,
    draft_from,
    groundwork,
    habit,
    keep_draft,
    keep_habit,
    standing_draft,
)
from danvan_desktop.services.owed import chosen_for, follow_deadline, keep_answers, written_reports
from danvan_desktop.services.unit_changes import read_unit_changes
from danvan_desktop.services.unreadable import unreadable_tables
from danvan_desktop.store.drafts import ReportSummary
from danvan_desktop.text.unicode import fold
from danvan_desktop.ui.jobs import Job
from danvan_desktop.wording import say

if TYPE_CHECKING:
    from danvan_desktop.ui.main_window import MainWindow

_WAIT_S = 0.5


class Following(QObject):
    """The flows behind the window's commands."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._library = window.library
        self._job: Job | None = None

    # Kỳ sau

    def next_of_shown(self) -> None:
        """The next report from the one on the desk, or on the first page from the one chosen there."""
        if self._window.page == "home":
            self._window.home.commands["next_of_report"].trigger()
        elif self._window.desk.report_id is not None:
            self.next_of(self._window.desk.report_id)

    def next_of(
        self,
        report_id: int,
        wanted: Habit | None = None,
        *,
        again: bool = False,
        owed: Owed | None = None,
    ) -> None:
        """The next period's report from a stored one; one that stands already is offered first.

        `owed` is what it is begun for, where that is one recipient's.
        """
        if self._job is not None:
            return
        if self._window.desk.report_id == report_id:
            self._window.desk.save_now(0.5)
        try:
            one = self._library.drafts.summary(report_id)
            chosen = wanted or self._habit(one)
            if chosen is None:
                return
            standing = standing_draft(self._library, report_id, following(one.period, chosen))
            if standing is not None and not again:
                self._offer(standing, report_id, chosen)
                return
            work = groundwork(self._library, report_id, chosen, owed)
        except UserError as error:
            self._window.messages.tell_error(error)
            return
        self._make(work)

    def ask_habit(self) -> None:
        """Set anew what the office reports on after the first half."""
        offices = self._library.drafts.offices()
        office_id = offices[0].id if offices else None
        answer = HabitAsk.ask(self._window, self._window.today().year, habit(self._library, office_id))
        if answer is None:
            return
        for office in offices:
            keep_habit(self._library, office.id, answer[0] if answer[1] else None)

    def _habit(self, one: ReportSummary) -> Habit | None:
        """What follows: no question unless it is a first half and the office has not said."""
        if one.period.kind != "first_half":
            return "year"
        known = habit(self._library, one.office_id)
        if known is not None:
            return known
        answer = HabitAsk.ask(self._window, one.period.year)
        if answer is None:
            return None
        if answer[1]:
            keep_habit(self._library, one.office_id, answer[0])
        return answer[0]

    def _offer(self, standing: ReportSummary, report_id: int, chosen: Habit) -> None:
        self._window.messages.tell(
            say("next_ui.standing", period=period_text(standing.period)),
            "warning",
            [
                (say("next_ui.open"), "next_open", lambda: self._window.open_report(standing.id)),
                (say("next_ui.again"), "next_again", lambda: self.next_of(report_id, chosen, again=True)),
            ],
        )

    def _make(self, work: Groundwork) -> None:
        self._job = Job(lambda _: draft_from(work), self)
        self._job.done.connect(lambda draft: self._made(work, draft))
        self._job.failed.connect(self._failed)
        self._job.ended.connect(self._ended)
        self._job.start()

    def _ended(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
            self._job = None

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._window.messages.tell_error(error)

    def _made(self, work: Groundwork, draft: NextDraft) -> None:
        try:
            report_id = keep_draft(self._library, work, draft)
        except UserError as error:
            self._window.messages.tell_error(error)
            return
        if not self._window.open_report(report_id):
            return
        from danvan_desktop.ui.next_period.summary import headline

        look = (say("next_ui.details"), "next_details", lambda: self._window.desk.show_summary(draft))
        if damaged := unreadable_tables(self._library.data_dir):
            self._window.desk.messages.tell(" ".join((headline(draft), *damaged)), "warning", [look])
            return
        if not is_before_merger(draft.report):
            self._window.desk.messages.tell(headline(draft), "good", [look])
            return
        table = (say("next_ui.units"), "next_units", self.edit_units)
        told = f"{headline(draft)} {say('next_ui.before_merger')}"
        self._window.desk.messages.tell(told, "warning", [table, look])

    # The calendar

    def start_owed(self, row: OwedRow) -> None:
        """Go to the report written for this recipient; where one to others stands, ask whether it serves."""
        if row.written is not None:
            self._window.open_report(row.written.id)
            return
        try:
            known = self._own_reports(row.owed)
        except UserError as error:
            self._window.messages.tell_error(error)
            return
        standing = next((one for one in known if one.period == row.owed.period), None)
        if standing is None:
            self._begin(row.owed, known)
            return
        self._window.messages.tell(
            say("due.standing", period=period_text(row.owed.period), recipient=row.owed.obligation.recipient),
            "warning",
            [
                (say("due.share"), "owed_share", lambda: self._share(row.owed, standing)),
                (say("due.apart"), "owed_apart", lambda: self._begin(row.owed, known)),
            ],
        )

    def _own_reports(self, owed: Owed) -> list[Written]:
        return written_reports(self._library, range(owed.period.year - 1, owed.period.year + 1))

    def _begin(self, owed: Owed, known: Sequence[Written]) -> None:
        """A report of its own for what is owed: from the last one, best to the same recipient; else new."""
        recipient = fold(owed.obligation.recipient)
        last = sorted(known, key=lambda one: recipient not in [fold(a.recipient) for a in one.answers or ()])
        habits: tuple[Habit, ...] = ("year", "second_half")
        for one in last:
            fitting = next((h for h in habits if following(one.period, h) == owed.period), None)
            if fitting is not None:
                self.next_of(one.id, fitting, again=True, owed=owed)
                return
        self._window.files.new_report(owed)

    def _share(self, owed: Owed, standing: Written) -> None:
        if self.set_answer(owed, standing.id):
            self._window.open_report(standing.id)

    def set_answer(self, owed: Owed, report_id: int | None) -> bool:
        """Let this report, and of this period no other, answer what is owed; None for no report at all."""
        try:
            calendar = read_calendar(self._library.data_dir)
            known = self._own_reports(owed)
            changed = chosen_for(owed, report_id, known, calendar)
            for one in (one for one in known if one.id in changed):
                self._keep_answers(one.id, changed[one.id])
                follow_deadline(self._library, one, changed[one.id], calendar)
        except UserError as error:
            self._window.messages.tell_error(error)
            return False
        if self._window.page == "calendar":
            self._window.calendar.refresh()
        return True

    def _keep_answers(self, report_id: int, now: tuple[Answer, ...]) -> None:
        """Keep them in the report, through its history when it is being written."""
        desk = self._window.desk
        if desk.report_id == report_id and desk.editing is not None:
            after = replace(desk.editing.report, answers=now)
            desk.editing.apply(after, say("editor.act.answers"), Place(HEAD))
            desk.save_now(_WAIT_S)
        else:
            keep_answers(self._library, report_id, now)

    # Outlines of one's own, and merged units

    def save_outline(self) -> None:
        """Keep the open report as an outline of the office."""
        from danvan_desktop.ui.next_period.outline_dialog import OutlineDialog

        report = self._window.desk.report
        if report is None:
            return
        try:
            told = OutlineDialog.ask(self._window, report, self._library.data_dir)
        except UserError as error:
            self._window.messages.tell_error(error)
            return
        if told:
            self._window.messages.tell(told, "good")

    def edit_units(self) -> None:
        """See and edit which units of today were made of which, and re-add last period's figures by it."""
        from danvan_desktop.ui.next_period.units_dialog import UnitsDialog

        try:
            changes = read_unit_changes(self._library.data_dir)
        except UserError as error:
            self._window.messages.tell_error(error)
            return
        desk = self._window.desk
        dialog = UnitsDialog(self._window, self._library, changes, desk.report_id, desk.editing)
        dialog.exec()
        if dialog.told:
            self._window.messages.tell(dialog.told, "good")
        dialog.deleteLater()


class HabitAsk:
    """The question, loaded when it is first put."""

    @staticmethod
    def ask(parent: MainWindow, year: int, chosen: Habit | None = None) -> tuple[Habit, bool] | None:
        from danvan_desktop.ui.next_period.habit_dialog import HabitDialog

        return HabitDialog.ask(parent, year, chosen)
