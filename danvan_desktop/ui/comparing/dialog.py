"""Choosing two versions, reading them side by side by sentence, and writing the comparison as a Word file."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEvent
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
from danvan_desktop.layout.profile import Profile
from danvan_desktop.services.comparing import Row, compare_reports, compared_docx
from danvan_desktop.text.unicode import clean_line
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import PrimaryButton, dialog_buttons
from danvan_desktop.ui.comparing.choice import Choice
from danvan_desktop.ui.comparing.page import as_html, differing
from danvan_desktop.ui.exporting import free_name
from danvan_desktop.ui.jobs import Job
from danvan_desktop.ui.messages import MessageBar
from danvan_desktop.wording import say


class CompareDialog(QDialog):
    """`written` is the Word file with tracked changes, once the person asked for one."""

    def __init__(self, parent: QWidget, choices: Sequence[Choice], rules: Profile, folder: Path) -> None:
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
        self._author = theme.roomy(QLineEdit(_user(), self))
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
        old, new = self._choices[self._old.currentIndex()], self._choices[self._new.currentIndex()]
        try:
            pair = old.load(), new.load()
        except UserError as error:
            self._messages.tell_error(error)
            return
        self._messages.dismiss()
        self._pair = pair
        self._write.setEnabled(False)
        job = self._job = Job(lambda _: compare_reports(*pair), self)
        job.done.connect(lambda rows: self._compared(job, rows))
        job.failed.connect(self._failed)
        job.start()

    def _compared(self, job: Job, rows: tuple[Row, ...]) -> None:
        if job is self._job:
            self._rows, self._job = rows, None
            self._show()

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
        if event.type() == QEvent.Type.ApplicationPaletteChange and self._rows:
            self._show()

    def _ask_target(self) -> None:
        suggested = free_name(self._folder, say("comparing.file_name"))
        name, _ = QFileDialog.getSaveFileName(
            self, say("comparing.write_title"), str(suggested), say("shell.export.filter")
        )
        if name:
            self.write_to(Path(name))

    def write_to(self, target: Path) -> None:
        """Write the comparison as a Word file with tracked changes under the person's name, then close."""
        if self._pair is None:
            return
        if target.suffix.lower() != ".docx":
            target = target.with_name(f"{target.name}.docx")
        old, new = self._pair
        author = clean_line(self._author.text()) or _user()
        rules = self._rules
        self._write.setEnabled(False)
        job = self._job = Job(lambda _: _written(old, new, rules, author, target), self)
        job.done.connect(self._done)
        job.failed.connect(self._failed)
        job.start()

    def _done(self, target: object) -> None:
        assert isinstance(target, Path)
        self.written = target
        self.accept()

    def _failed(self, error: Exception) -> None:
        self._write.setEnabled(True)
        if not isinstance(error, UserError):
            raise error
        self._messages.tell_error(error)


def _written(old: Report, new: Report, rules: Profile, author: str, target: Path) -> Path:
    from danvan_desktop.word.save import save_docx

    save_docx(compared_docx(old, new, rules, author, datetime.now(UTC)), target)
    return target


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        return say("compare.nobody")
