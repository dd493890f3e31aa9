"""Backups: what there is and whether it is sound, one made now, one put back, a second place, a hand-over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QFont, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.errors import UserError
from danvan_desktop.services import backup as backing
from danvan_desktop.services import session
from danvan_desktop.services.library import Library
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import PrimaryButton, dialog_buttons, plain_button
from danvan_desktop.ui.exporting import open_outside
from danvan_desktop.ui.jobs import Job, Ticket
from danvan_desktop.ui.messages import MessageBar
from danvan_desktop.ui.safety.backup_list import Kept, Proof, backup_words, prove, stored_backups
from danvan_desktop.ui.safety.backup_table import BackupTable
from danvan_desktop.ui.safety.handover_row import HandoverRow
from danvan_desktop.ui.safety.second_place_row import SecondPlaceRow
from danvan_desktop.wording import say


class BackupsDialog(QDialog):
    """`restore_wanted` brings the backup to put back; whoever shows the dialog owns the open data."""

    restore_wanted = Signal(object)

    def __init__(self, parent: QWidget, library: Library, now: Callable[[], datetime] | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("backups_dialog")
        self.setWindowTitle(say("safety.backups.title"))
        self._library = library
        self._now = now or datetime.now
        self._kept: tuple[Kept, ...] = ()
        self._jobs: list[Job] = []
        self._make_fields()
        self._lay_out()
        self.refresh()

    @property
    def busy(self) -> bool:
        """Whether something is being checked, made or written."""
        return self.handover.running or any(job.running for job in self._jobs)

    def refresh(self) -> None:
        """Read the lists again and prove each backup, without making anybody wait."""
        self._second = self._second_place()
        self._kept = stored_backups(self._library.data_dir, self._second)
        self.table.show_kept(self._kept, self._now())
        self._none.setVisible(not self._kept)
        self.table.setVisible(bool(self._kept))
        self.second.show_place(self._second)
        self._prove_all(self._kept)
        self._sync()

    def done(self, result: int) -> None:
        """A hand-over still being written is stopped, and leaves nothing."""
        self.handover.cancel()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """As for the button."""
        self.reject()
        event.accept()

    # Backups

    def _prove_all(self, kept: tuple[Kept, ...]) -> None:
        def work(ticket: Ticket) -> dict[Path, Proof]:
            found = {}
            for one in kept:
                ticket.check()
                found[one.backup.path] = prove(one.backup)
            return found

        self._start(work, self._show_proofs)

    def _show_proofs(self, found: object) -> None:
        assert isinstance(found, dict)
        self.table.show_proofs(found)
        self._sync()

    def _back_up(self) -> None:
        data_dir, second = self._library.data_dir, self._second

        def work(_: Ticket) -> UserError | None:
            backing.back_up(data_dir)
            if second is None:
                return None
            try:
                backing.back_up(data_dir, folder=second)
            except UserError as error:
                return error
            return None

        def made(second_failed: object) -> None:
            self.refresh()
            if isinstance(second_failed, UserError):
                self.messages.tell(say("safety.backups.made_here", reason=str(second_failed)), "warning")
            else:
                self.messages.tell(say("safety.backups.made"), "good")

        self.messages.tell(say("safety.backups.making"))
        self._start(work, made)

    def _ask_restore(self) -> None:
        kept = self.table.chosen
        if kept is None:
            return
        self.messages.tell(
            say("safety.backups.question", at=backup_words(kept.backup.at, self._now())),
            "warning",
            [
                (say("safety.backups.yes"), "restore_yes", lambda: self.restore_wanted.emit(kept.backup)),
                (say("safety.backups.no"), "restore_no", lambda: None),
            ],
        )

    # The second place

    def _second_place(self) -> Path | None:
        try:
            return session.second_place(self._library)
        except UserError as error:
            self.messages.tell_error(error)
            return None

    def _use(self, folder: Path | None) -> None:
        library = self._library

        def used(_: object) -> None:
            self.refresh()
            told = "safety.backups.second_set" if folder else "safety.backups.second_dropped"
            self.messages.tell(say(told), "good")

        self.messages.tell(say("safety.backups.making"))
        self._start(lambda _: session.set_second_place(library, folder), used)

    # Jobs

    def _start(
        self,
        work: Callable[[Ticket], object],
        done: Callable[[object], object],
        failed: Callable[[Exception], object] | None = None,
    ) -> Job:
        job = Job(work, self)
        self._jobs.append(job)
        job.done.connect(done)
        job.failed.connect(failed or self._failed)
        job.ended.connect(lambda: self._ended(job))
        job.start()
        self._sync()
        return job

    def _ended(self, job: Job) -> None:
        self._jobs.remove(job)
        job.deleteLater()
        self._sync()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.messages.tell_error(error)

    # How it looks

    def _sync(self) -> None:
        writable = not self._library.read_only
        self.now.setEnabled(writable)
        self.restore.setEnabled(writable and self.table.chosen_is_sound)
        self.second.setEnabled(writable)

    def _make_fields(self) -> None:
        self.messages = MessageBar(self)
        self.table = BackupTable(self)
        self.table.currentCellChanged.connect(self._sync)
        self._none = QLabel(say("safety.backups.none"))
        self._none.setObjectName("backup_none")
        self._none.setWordWrap(True)
        self.now = PrimaryButton(say("safety.backups.now"), "backup_now", self)
        self.now.setAutoDefault(False)
        self.now.clicked.connect(self._back_up)
        self.restore = plain_button(say("safety.backups.restore"), "backup_restore", self)
        self.restore.clicked.connect(self._ask_restore)
        self.folder = plain_button(say("safety.backups.open_folder"), "backup_folder", self)
        self.folder.clicked.connect(lambda: open_outside(backing.backups_folder(self._library.data_dir)))
        self.second = SecondPlaceRow(self)
        self.second.wanted.connect(self._use)
        self.handover = HandoverRow(self._library, self.messages, _quiet(say("safety.handover.text")), self)
        self.handover.ended.connect(self._sync)

    def _lay_out(self) -> None:
        gap = theme.unit(self)
        buttons = dialog_buttons(self)
        buttons.rejected.connect(self.reject)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(gap * 6, gap * 5, gap * 6, gap * 2)
        column.setSpacing(gap * 3)
        column.addWidget(_quiet(say("safety.backups.text")))
        column.addWidget(self._none)
        column.addWidget(self.table, 100)
        row = QHBoxLayout()
        row.setSpacing(gap * 3)
        row.addWidget(self.now)
        row.addWidget(self.restore)
        row.addStretch(1)
        row.addWidget(self.folder)
        column.addLayout(row)
        column.addWidget(_strong(say("safety.backups.second_title")))
        column.addWidget(self.second)
        column.addWidget(_strong(say("safety.handover.title")))
        column.addWidget(self.handover)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(content)
        foot = QVBoxLayout()
        foot.setContentsMargins(gap * 6, gap * 2, gap * 6, gap * 4)
        foot.addWidget(buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.messages)
        whole.addWidget(area, 1)
        whole.addLayout(foot)
        room = self.screen().availableSize()
        self.resize(
            min(theme.columns(self, 112), room.width() * 9 // 10),
            min(self.fontMetrics().lineSpacing() * 40, room.height() * 9 // 10),
        )


def _strong(text: str) -> QLabel:
    label = QLabel(text)
    font = QFont(label.font())
    font.setBold(True)
    label.setFont(font)
    return label


def _quiet(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label
