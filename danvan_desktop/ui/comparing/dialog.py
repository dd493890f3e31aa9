"""Choosing two versions, reading them side by side by sentence, and writing the comparison as a Word file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.domain.report import Report
from danvan_desktop.errors import UserError
from danvan_desktop.files import free_name
from danvan_desktop.layout.profile import Profile
from danvan_desktop.services.comparing import Row, compare_reports, compared_docx
from danvan_desktop.text.unicode import clean_line
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import PrimaryButton, dialog_buttons
from danvan_desktop.ui.comparing.choice import Choice
from danvan_desktop.ui.comparing.page import as_html, differing
from danvan_desktop.ui.jobs import Job, Ticket, Work
from danvan_desktop.ui.messages import MessageBar
from danvan_desktop.wording import say

_PATIENCE_MS = 1000


class CompareDialog(QDialog):
    """`written` is the Word file with tracked changes, once the person asked for one."""

    def __init__(
        self, parent: QWidget, choices: Sequence[Choice], rules: Profile, folder: Path, author: str
    ) -> None:
        super().__init__(parent)
        self.setObjectName("compare_dialog")
        self.setWindowTitle(say("comparing.title"))
        self.written: Path | None = None
        self._choices = choices
        self._rules = rules
        self._folder = folder
        self._rows: tuple[Row, ...] = ()
        self._pair: tuple[Report, Report] | None = None
        self._job: Job | None = None
        self._running, self._share = "", 0.0
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._tell_progress)
        self._old = self._choice("compare_old", min(1, len(choices) - 1))
        self._new = self._choice("compare_new", 0)
        self.page = QTextBrowser(self)
        self.page.setObjectName("compare_page")
        self.page.setAccessibleName(say("comparing.page"))
        self.page.setOpenLinks(False)
        self._count = QLabel()
        self._count.setObjectName("compare_count")
        self._only = QCheckBox(say("comparing.only"), self)
        self._only.setObjectName("compare_only")
        self._only.setChecked(True)
        self._author = theme.roomy(QLineEdit(author, self))
        self._author.setObjectName("compare_author")
        self._messages = MessageBar(self, "compare_messages")
        self._write = PrimaryButton(say("comparing.write"), "compare_write", self)
        self._lay_out()
        self._only.toggled.connect(self._show)
        for box in (self._old, self._new):
            box.currentIndexChanged.connect(self._compare)
        self._write.clicked.connect(self._ask_target)
        self.resize(parent.size() * 0.9)
        self._compare()

    def _choice(self, name: str, chosen: int) -> QComboBox:
        box = theme.roomy(QComboBox(self))
        box.setObjectName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(24)
        for choice in self._choices:
            box.addItem(choice.words)
        box.setCurrentIndex(chosen)
        return box

    def _lay_out(self) -> None:
        gap = theme.unit(self)
        grid = QGridLayout()
        grid.setHorizontalSpacing(gap * 4)
        for column, (name, box) in enumerate((("old", self._old), ("new", self._new))):
            label = QLabel(say(f"comparing.{name}"))
            label.setBuddy(box)
            box.setAccessibleName(label.text().replace("&", ""))
            grid.addWidget(label, 0, column)
            grid.addWidget(box, 1, column)
            grid.setColumnStretch(column, 1)
        line = QHBoxLayout()
        line.addWidget(self._count, 1)
        line.addWidget(self._only)
        author = QLabel(say("comparing.author"))
        author.setBuddy(self._author)
        self._author.setAccessibleName(author.text().replace("&", ""))
        self._author.setMaximumWidth(theme.columns(self, 36))
        buttons = dialog_buttons(self, QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        foot = QHBoxLayout()
        for part in (author, self._author):
            foot.addWidget(part)
        foot.addStretch(1)
        foot.addWidget(self._write)
        foot.addWidget(buttons)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(gap * 5, gap * 4, gap * 5, gap * 4)
        column_.setSpacing(gap * 3)
        column_.addLayout(grid)
        column_.addWidget(self._messages)
        column_.addLayout(line)
        column_.addWidget(self.page, 1)
        column_.addLayout(foot)

    def _compare(self) -> None:
        """Load both and compare them on a thread; a newer choice overtakes an older one."""
        self._pair, self._rows = None, ()
        self._write.setEnabled(False)
        self._count.clear()
        self._messages.dismiss()
        old, new = self._choices[self._old.currentIndex()], self._choices[self._new.currentIndex()]
        self._start(lambda ticket: _compared(old, new, ticket), self._compared, say("comparing.running"))

    def _compared(self, found: object) -> None:
        assert isinstance(found, Compared)
        self._pair, self._rows = found.pair, found.rows
        self._show()

    def _start(self, work: Work, done: Callable[[object], object], running: str) -> None:
        """Do the work on a thread in place of what runs; if it takes long, say so, with a way to stop it."""
        self._stop()
        job = self._job = Job(work, self)
        job.done.connect(lambda answer: self._finish(job, lambda: done(answer)))
        job.failed.connect(lambda error: self._finish(job, lambda: self._failed(error)))
        job.cancelled.connect(lambda: self._finish(job, self._cancelled))
        job.progressed.connect(self._note_progress)
        self._running, self._share = running, 0.0
        self._patience.start()
        job.start()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.progressed.disconnect(self._note_progress)
            self._job.cancel()
        self._job = None

    def _finish(self, job: Job, then: Callable[[], object]) -> None:
        """Hear out the job that is wanted; another one's answer comes too late."""
        if job is self._job:
            self._job = None
            self._patience.stop()
            self._messages.dismiss()
            then()
        job.deleteLater()

    def _note_progress(self, share: float) -> None:
        self._share = share
        if not self._patience.isActive():
            self._tell_progress()

    def _tell_progress(self) -> None:
        if self._job is not None:
            if not self._rows:
                self.page.clear()
            text = say("comparing.progress", what=self._running, percent=round(self._share * 100))
            self._messages.tell(
                text, actions=[(say("shell.export.cancel"), "compare_cancel", self._job.cancel)]
            )

    def _cancelled(self) -> None:
        self._write.setEnabled(self._pair is not None and differing(self._rows) > 0)
        again = [(say("comparing.again"), "compare_again", self._compare)] if self._pair is None else []
        self._messages.tell(say("comparing.cancelled"), actions=again)

    def done(self, result: int) -> None:
        """Closing stops what still runs."""
        self._stop()
        super().done(result)

    def _show(self) -> None:
        count = differing(self._rows)
        self._count.setText(say("comparing.count", count=count) if count else say("comparing.same"))
        self._write.setEnabled(count > 0)
        self.page.setHtml(
            as_html(self._rows, theme.palette_now(), only_differing=self._only.isChecked() and count > 0)
        )

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._rows:
            self._show()

    def _ask_target(self) -> None:
        suggested = free_name(self._folder, say("comparing.file_name"))
        name, _ = QFileDialog.getSaveFileName(
            self, say("comparing.write_title"), str(suggested), say("shell.export.filter")
        )
        if name:
            self.write_to(Path(name))

    @property
    def author(self) -> str:
        """Under whose name the changes are written."""
        return clean_line(self._author.text()) or say("compare.nobody")

    def write_to(self, target: Path) -> None:
        """Write the comparison as a Word file with tracked changes under the person's name, then close."""
        if self._pair is None:
            return
        if target.suffix.lower() != ".docx":
            target = target.with_name(f"{target.name}.docx")
        old, new = self._pair
        author = self.author
        rules = self._rules
        self._write.setEnabled(False)
        self._start(
            lambda ticket: _written(old, new, rules, author, target, ticket),
            self._wrote,
            say("comparing.write_running"),
        )

    def _wrote(self, target: object) -> None:
        assert isinstance(target, Path)
        self.written = target
        self.accept()

    def _failed(self, error: Exception) -> None:
        self._write.setEnabled(self._pair is not None and differing(self._rows) > 0)
        if not isinstance(error, UserError):
            raise error
        self._messages.tell_error(error)


class Compared(msgspec.Struct, frozen=True):
    """Both reports as they were read, and what differs."""

    pair: tuple[Report, Report]
    rows: tuple[Row, ...]


def _compared(old: Choice, new: Choice, ticket: Ticket) -> Compared:
    pair = []
    for share, choice in ((0.1, old), (0.3, new)):
        ticket.progress(share)
        pair.append(choice.load())
    first, second = pair
    rows = compare_reports(first, second, lambda share: ticket.progress(0.5 + share / 2))
    return Compared((first, second), rows)


def _written(old: Report, new: Report, rules: Profile, author: str, target: Path, ticket: Ticket) -> Path:
    from danvan_desktop.word.save import save_docx

    made = compared_docx(old, new, rules, author, datetime.now(UTC), ticket.progress)
    ticket.progress(0.9)
    save_docx(made, target)
    return target
