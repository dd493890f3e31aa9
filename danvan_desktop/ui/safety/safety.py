"""What the window does so that no word is lost: versions, issuing, backups, and what a start has to say."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, QTimer
from PySide6.QtWidgets import QFileDialog

from danvan_desktop.errors import UserError
from danvan_desktop.services import backup as backing
from danvan_desktop.services import doctor, session
from danvan_desktop.services.backup import Backup
from danvan_desktop.services.history import History
from danvan_desktop.services.opening import Opened
from danvan_desktop.services.unreadable import unreadable
from danvan_desktop.ui.exporting import open_outside
from danvan_desktop.ui.jobs import Job
from danvan_desktop.ui.messages import Action
from danvan_desktop.ui.safety.backup_list import backup_words
from danvan_desktop.wording import say

if TYPE_CHECKING:
    from danvan_desktop.services.library import Library
    from danvan_desktop.ui.main_window import MainWindow
    from danvan_desktop.ui.safety.backups_dialog import BackupsDialog
    from danvan_desktop.ui.unsaved_dialog import Leaving


_CHECK_AFTER_MS = 1500
_PATIENCE_AT_END_MS = 10_000


class Safety(QObject):
    """The flows behind the window's commands.

    `move_to` is set when the data are to move once the window closed; `unwritten` tells of the reports that
    were let go although they could not be written.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._library = window.library
        self._check: Job | None = None
        self._open_after: int | None = None
        self._backups: BackupsDialog | None = None
        self.move_to: Path | None = None
        self.unwritten: tuple[Leaving, ...] = ()
        self._check_timer = QTimer(self)
        self._check_timer.setSingleShot(True)
        self._check_timer.setInterval(_CHECK_AFTER_MS)
        self._check_timer.timeout.connect(self.check_in_background)

    # The start

    def begin(self, opened: Opened) -> None:
        """Say what the start found, and look the data over thoroughly in the background."""
        if opened.read_only:
            self._window.banner.tell(opened.read_only, "warning")
        elif opened.warning:
            self._window.banner.tell(
                f"{opened.warning.message} {opened.warning.advice}",
                "warning",
                [(say("safety.move.banner"), "banner_move", self.move_data)],
            )
        told = [finding.text for finding in opened.findings]
        actions: list[Action] = []
        if opened.recovered:
            told.append(opened.recovered.text)
            for one in opened.recovered.reports[:1]:
                act = partial(self._window.open_report, one.id)
                actions.append((say("safety.recovery.open"), "open_recovered", act))
        if told:
            self._window.messages.tell(" ".join(told), "warning" if opened.findings else "good", actions)
        if not opened.read_only:
            self._check_timer.start()

    def note_leaving(self, leaving: Leaving) -> None:
        """Remember how a report was let go that could not be written: the end must not say it was."""
        if not leaving.written:
            self.unwritten = (*self.unwritten, leaving)

    def wait(self) -> None:
        """Let the examination in the background come to its end: the data are about to be closed."""
        self._check_timer.stop()
        if self._check is not None:
            QThreadPool.globalInstance().waitForDone(_PATIENCE_AT_END_MS)

    def check_in_background(self) -> None:
        """Examine every stored part; what is damaged is mended from the newest good copy, and said."""
        if self._check is not None:
            return
        library, today = self._library, self._window.today()
        self._check = Job(lambda _: _look_over(library, today), self)
        self._check.done.connect(self._checked)
        self._check.failed.connect(self._check_failed)
        self._check.ended.connect(self._check_ended)
        self._check.start()

    def mend(self, report_id: int) -> None:
        """Mend a report that was found damaged from the newest good copy, then open it."""
        self._open_after = report_id
        self.check_in_background()

    @property
    def checking(self) -> bool:
        """Whether the examination in the background is still going on."""
        return self._check is not None

    def _checked(self, texts: object) -> None:
        assert isinstance(texts, list)
        self._open_mended()
        if texts:
            self._window.messages.tell(" ".join(texts), "warning", self._backup_action())
            self._window.home.refresh()

    def _open_mended(self) -> None:
        report_id, self._open_after = self._open_after, None
        if report_id is not None:
            self._window.open_report(report_id, mend=False)

    def _check_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._window.statusBar().showMessage(say("safety.check.failed", reason=error.message), 8000)

    def _check_ended(self) -> None:
        self._check = self._open_after = None

    def _backup_action(self) -> list[Action]:
        return [(say("safety.backups.see"), "see_backups", self.show_backups)]

    # Versions

    def keep_version(self) -> None:
        """Keep this state of the open report for ever, under the time of day."""
        now = datetime.now().astimezone()
        self._keep(say("safety.keep.at", clock=f"{now:%H:%M}", day=f"{now.day}/{now.month}/{now.year}"))

    def keep_named(self) -> None:
        """Ask for a name and keep this state of the open report under it."""
        from danvan_desktop.ui.safety.name_dialog import NameDialog

        now = datetime.now().astimezone()
        suggested = say("safety.keep.suggested", day=f"{now.day}/{now.month}")
        name = NameDialog.ask(self._window, suggested)
        if name:
            self._keep(name)

    def _keep(self, name: str) -> None:
        desk = self._window.desk
        if desk.editing is None or desk.report_id is None:
            return
        desk.save_now()
        try:
            History(self._library.drafts, desk.report_id).keep_named(desk.editing.report, name)
        except UserError as error:
            desk.messages.tell_error(error)
            return
        self._window.statusBar().showMessage(say("safety.keep.done", name=name), 8000)

    # Issuing

    def issue(self) -> None:
        """Issue the open report: number, date, file; then it is only read."""
        from danvan_desktop.ui.safety.issuing import IssueFlow

        desk = self._window.desk
        if desk.editing is None or desk.report_id is None:
            return
        desk.save_now()
        flow = IssueFlow(self._window, desk, self._library, desk.messages)
        flow.begin(
            desk.report_id,
            desk.editing,
            desk.save_now,
            self._reopen,
            self._window.today(),
            (desk.findings_notice(), desk.check),
            self._window.following.next_of,
        )

    def correct(self) -> None:
        """Take the open issued report up again, to be issued as the next version."""
        from danvan_desktop.services import issuing

        desk = self._window.desk
        report_id = desk.report_id
        if report_id is None:
            return
        try:
            version = issuing.correct(self._library, report_id)
        except UserError as error:
            desk.messages.tell_error(error)
            return
        self._reopen()
        desk.messages.tell(say("safety.issued.correcting", version=issuing.version_text(version)))

    def _reopen(self) -> None:
        report_id = self._window.desk.report_id
        if report_id is not None and self._window.put_report_away():
            self._window.open_report(report_id)

    # Backups

    def show_backups(self) -> None:
        """Show the backups, to make one, put one back, choose a second place, or hand over."""
        from danvan_desktop.ui.safety.backups_dialog import BackupsDialog

        self._window.desk.save_now(0.5)
        dialog = self._backups = BackupsDialog(self._window, self._library)
        dialog.restore_wanted.connect(self._restore)
        dialog.exec()
        self._backups = None
        dialog.deleteLater()

    def _restore(self, chosen: Backup) -> None:
        """Put the backup in the place of today's data, of which a copy is kept first."""
        window, library = self._window, self._library
        if not window.put_report_away():
            return
        if self._backups is not None:
            self._backups.accept()
        window.show_page("home")
        window.set_busy(True)
        window.messages.tell(say("safety.restore.running"))
        database = library.drafts.database
        job = Job(lambda _: backing.restore(library.data_dir, chosen.path, database), self)
        job.done.connect(lambda kept: self._restored(chosen, kept))
        job.failed.connect(self._restore_failed)
        job.ended.connect(job.deleteLater)
        job.start()

    def _restored(self, chosen: Backup, kept: object) -> None:
        window = self._window
        window.set_busy(False)
        window.offices.reload()
        window.show_page("home")
        now = datetime.now()
        text = say("safety.restore.done", at=backup_words(chosen.at, now))
        if isinstance(kept, Backup):
            text = f"{text} {say('safety.restore.kept', at=backup_words(kept.at, now))}"
        window.messages.tell(text, "good", self._backup_action())

    def _restore_failed(self, error: Exception) -> None:
        self._window.set_busy(False)
        if not isinstance(error, UserError):
            raise error
        self._window.messages.tell_error(error)

    # The data folder

    def open_data_folder(self) -> None:
        """Show the data folder in the system's own window for files."""
        open_outside(self._library.data_dir)

    def move_data(self) -> None:
        """Ask where to, then close; whoever started the window moves the data and opens it anew."""
        name = QFileDialog.getExistingDirectory(self._window, say("safety.move.title"), str(Path.home()))
        if not name:
            return
        target = Path(name)
        with suppress(OSError):  # moving says what is wrong with the folder
            if any(target.iterdir()):
                target = target / say("safety.move.folder")
        self._window.messages.tell(
            say("safety.move.question", folder=target),
            "warning",
            [
                (say("safety.move.yes"), "move_yes", lambda: self._close_to_move(target)),
                (say("safety.move.no"), "move_no", lambda: None),
            ],
        )

    def _close_to_move(self, target: Path) -> None:
        self.move_to = target
        if not self._window.close():
            self.move_to = None


def _look_over(library: Library, today: date) -> list[str]:
    """What is damaged and was mended, which places lack a backup, which files are of no use."""
    told = [one.text for one in doctor.examine_open(library.drafts.database, library.data_dir)]
    return [*told, *session.places_behind(library, today), *unreadable(library.data_dir)]
