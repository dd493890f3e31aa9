"""The hand-over in the dialog of backups: its button, how far it is, and Stop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from danvan_desktop.errors import UserError
from danvan_desktop.paths import user_documents_dir
from danvan_desktop.services.handover import Handover, HandoverCancelledError, write_handover
from danvan_desktop.services.library import Library
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import plain_button
from danvan_desktop.ui.exporting import open_outside
from danvan_desktop.ui.jobs import Cancelled, Job, Ticket
from danvan_desktop.ui.messages import MessageBar
from danvan_desktop.wording import say


class HandoverRow(QWidget):
    """Writes every report into one folder as a job; `ended` follows each hand-over, however it went."""

    ended = Signal()

    def __init__(self, library: Library, messages: MessageBar, text: QLabel, parent: QWidget) -> None:
        super().__init__(parent)
        self._library = library
        self._messages = messages
        self._job: Job | None = None
        self.write = plain_button(say("safety.handover.write"), "handover_write", self)
        self.write.clicked.connect(self._ask)
        self.progress = QProgressBar(self)
        self.progress.setObjectName("handover_progress")
        self.progress.setAccessibleName(say("safety.handover.title"))
        self.stop = plain_button(say("safety.handover.stop"), "handover_stop", self)
        self.stop.clicked.connect(self.cancel)
        gap = theme.unit(self)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(gap * 3)
        for wide, button in ((text, self.write), (self.progress, self.stop)):
            row = QHBoxLayout()
            row.setSpacing(gap * 3)
            row.addWidget(wide, 1)
            row.addWidget(button)
            rows.addLayout(row)
        self.progress.hide()
        self.stop.hide()

    @property
    def running(self) -> bool:
        """Whether a hand-over is being written."""
        return self._job is not None

    def cancel(self) -> None:
        """Stop what is being written; nothing of it is left."""
        if self._job is not None:
            self._job.cancel()

    def hand_over(self, place: Path) -> None:
        """Write a hand-over into a new folder of this place."""
        library = self._library

        def work(ticket: Ticket) -> Handover:
            return write_handover(
                library,
                place,
                progress=lambda done, count: ticket.progress(done / max(1, count)),
                cancelled=lambda: _no_longer_wanted(ticket),
            )

        self.progress.setValue(0)
        self.progress.show()
        self.stop.show()
        self.write.setEnabled(False)
        self._messages.dismiss()
        job = self._job = Job(work, self)
        job.progressed.connect(lambda share: self.progress.setValue(round(share * 100)))
        job.done.connect(self._done)
        job.failed.connect(self._failed)
        job.cancelled.connect(lambda: self._messages.tell(say("handover.cancelled")))
        job.ended.connect(self._ended)
        job.start()

    def _ask(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, say("safety.handover.choose"), str(user_documents_dir())
        )
        if name:
            self.hand_over(Path(name))

    def _done(self, made: object) -> None:
        assert isinstance(made, Handover)
        text = say("safety.handover.done", count=made.reports, folder=made.folder)
        if made.problems:
            text = f"{text} {say('safety.handover.problems', count=len(made.problems))}"
        actions = [(say("shell.export.open_folder"), "handover_open", lambda: open_outside(made.folder))]
        self._messages.tell(text, "warning" if made.problems else "good", actions)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, HandoverCancelledError):
            self._messages.tell(str(error))
        elif isinstance(error, UserError):
            self._messages.tell_error(error)
        else:
            raise error

    def _ended(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
        self._job = None
        self.progress.hide()
        self.stop.hide()
        self.write.setEnabled(True)
        self.ended.emit()


def _no_longer_wanted(ticket: Ticket) -> bool:
    try:
        ticket.check()
    except Cancelled:
        return True
    return False
