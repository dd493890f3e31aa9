"""Exporting to Word: asking where to and by which rules, writing as a job, saying how it went."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.domain.report import Report
from danvan_desktop.errors import UserError
from danvan_desktop.files import free_name
from danvan_desktop.layout.profile import Profile, profile, profiles
from danvan_desktop.paths import user_documents_dir
from danvan_desktop.services.library import Library
from danvan_desktop.text.unicode import clean_line
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import PrimaryButton, dialog_buttons, plain_button
from danvan_desktop.ui.jobs import Job, Ticket
from danvan_desktop.ui.messages import Action, MessageBar
from danvan_desktop.ui.widgets.form_rows import Hint
from danvan_desktop.wording import say

_FOLDER_SETTING = "export_folder"
_PATIENCE_MS = 1000


Notice = tuple[str, Callable[[], object]]
"""A sentence, and what shows the places it is about."""


class ExportChoice(msgspec.Struct, frozen=True):
    """Where to write, by which layout rules, with the marks of a draft or not, and whether without names."""

    target: Path
    profile_id: str
    draft: bool = False
    hushed: bool = False


class ExportDialog(QDialog):
    """Ready to be answered with Enter: the usual rules, the usual folder, a name that is free."""

    def __init__(self, parent: QWidget, suggested: Path, chosen: Profile) -> None:
        super().__init__(parent)
        self.setObjectName("export_dialog")
        self.setWindowTitle(say("shell.export.title"))
        self._folder = suggested.parent
        self._rules = theme.roomy(QComboBox(self))
        self._rules.setObjectName("export_profile")
        self._rules.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._rules.setMinimumContentsLength(30)
        for one in profiles().values():
            self._rules.addItem(_profile_title(one), one.id)
        self._rules.setCurrentIndex(self._rules.findData(chosen.id))
        self._target = theme.roomy(QLineEdit(str(suggested), self))
        self._target.setObjectName("export_target")
        self._target.setMinimumWidth(theme.columns(self, 30))
        self._kind = theme.roomy(QComboBox(self))
        self._kind.setObjectName("export_kind")
        for kind in ("final", "draft"):
            self._kind.addItem(say(f"marks_export.{kind}"), kind)
        self._kind.hide()
        self._hushed = QCheckBox(say("marks_export.hushed"), self)
        self._hushed.setObjectName("export_hushed")
        self._note = QLabel()
        self._note.setObjectName("export_note")
        self._overwrites = QLabel(say("shell.export.overwrites"))
        self._overwrites.setObjectName("export_overwrites")
        self._lay_out()
        self._rules.currentIndexChanged.connect(self._describe)
        self._target.textChanged.connect(self._check)
        self._describe()
        self._check()
        self._write.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """As wide as is good to read, and as high as all the sentences need at that width."""
        room = self.screen().availableSize()
        width = min(theme.columns(self, 84), room.width() * 9 // 10)
        layout = self.layout()
        assert layout is not None
        self.resize(width, min(layout.totalHeightForWidth(width), room.height() * 9 // 10))
        super().showEvent(event)

    def choice(self) -> ExportChoice | None:
        """What the fields say; None without a file name.

        A name without an ending gets Word's, one without a folder the suggested folder.
        """
        target = self._folder / clean_line(self._target.text())
        if not clean_line(self._target.text()) or not target.name or target.is_dir():
            return None
        if target.suffix.lower() != ".docx":
            target = target.with_name(f"{target.name}.docx")
        draft = self._kind.currentData() == "draft"
        return ExportChoice(target, self._rules.currentData(), draft, self._hushed.isChecked())

    def offer_draft(self) -> None:
        """Let the person choose between the draft, as it stands, and the final file."""
        label = QLabel(say("marks_export.kind"))
        label.setBuddy(self._kind)
        self._kind.setAccessibleName(label.text().replace("&", ""))
        self._kind.show()
        self.form.addRow(label, self._kind)

    def add_notice(self, text: str, look: Callable[[], object]) -> None:
        """Say over the fields what is still to be looked at; 'Xem' leaves the dialog for it."""
        row = QHBoxLayout()
        words = Hint("export_notice", self)
        words.tell(text)
        button = plain_button(say("findings.look"), "export_look", self)
        button.clicked.connect(self.reject)
        button.clicked.connect(look)
        row.addWidget(words, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.column.insertLayout(0, row)

    def _lay_out(self) -> None:
        gap = theme.unit(self)
        browse = plain_button(say("shell.export.browse"), "export_browse", self)
        browse.clicked.connect(self._browse)
        place = QHBoxLayout()
        place.addWidget(self._target, 1)
        place.addWidget(browse)
        form = self.form = QFormLayout()
        form.setVerticalSpacing(gap * 3)
        form.setHorizontalSpacing(gap * 4)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, buddy, field in (("profile", self._rules, self._rules), ("target", self._target, place)):
            label = QLabel(say(f"shell.export.{name}"))
            label.setBuddy(buddy)
            buddy.setAccessibleName(label.text().replace("&", ""))
            form.addRow(label, field)
        for label in (self._note, self._overwrites):
            label.setWordWrap(True)
        self._note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        buttons = dialog_buttons(self, QDialogButtonBox.StandardButton.Cancel)
        self._write = PrimaryButton(say("shell.export.write"), "export_write", self)
        self._write.setDefault(True)
        buttons.addButton(self._write, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = self.column = QVBoxLayout(self)
        column.setContentsMargins(gap * 6, gap * 6, gap * 6, gap * 5)
        column.setSpacing(gap * 4)
        column.addLayout(form)
        column.addWidget(self._note)
        column.addWidget(self._hushed)
        column.addWidget(self._overwrites)
        column.addStretch(1)
        column.addWidget(buttons)

    def _browse(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, say("shell.export.title"), self._target.text(), say("shell.export.filter")
        )
        if name:
            self._target.setText(name)

    def _describe(self) -> None:
        rules = profile(self._rules.currentData())
        sure = say("shell.export.second_hand") if rules.second_hand else ""
        self._note.setText(f"{say('shell.export.basis', basis=rules.legal_basis)} {sure}".strip())

    def _check(self) -> None:
        choice = self.choice()
        self._overwrites.setVisible(choice is not None and choice.target.is_file())
        self._write.setEnabled(choice is not None)


class ExportFlow(QObject):
    """One export, from the question to the message; it belongs to the window and goes when it is done."""

    def __init__(self, window: QWidget, library: Library, messages: MessageBar) -> None:
        super().__init__(window)
        self._window = window
        self._library = library
        self._messages = messages
        self._job: Job | None = None
        self._notice: Notice = ("", lambda: None)

    def begin(self, report: Report, report_id: int, notice: Notice = ("", lambda: None)) -> None:
        """Ask where to, then write; `notice` says what is still to be looked at, and shows it."""
        self._notice = notice
        from danvan_desktop.services.exporting import suggested_name

        try:
            rules = self._library.profile_for(report_id, report)
            folder = export_folder(self._library)
        except UserError as error:
            self._messages.tell_error(error)
            self.deleteLater()
            return
        self._ask(report, free_name(folder, suggested_name(report)), rules)

    def _ask(self, report: Report, suggested: Path, rules: Profile) -> None:
        dialog = ExportDialog(self._window, suggested, rules)
        if self._notice[0]:
            dialog.add_notice(*self._notice)
        if report.marks != report.marks.final():
            dialog.offer_draft()
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        choice = dialog.choice()
        dialog.deleteLater()
        if accepted and choice is not None:
            self._write(report, choice)
        else:
            self.deleteLater()

    def _write(self, report: Report, choice: ExportChoice) -> None:
        self._job = Job(lambda ticket: write_docx(report, choice, ticket), self)
        self._job.done.connect(lambda _: self._succeeded(choice))
        self._job.failed.connect(lambda error: self._failed(error, report, choice))
        self._job.cancelled.connect(lambda: self._messages.tell(say("shell.export.cancelled")))
        patience = QTimer(self)
        patience.setSingleShot(True)
        patience.timeout.connect(self._show_progress)
        self._job.ended.connect(patience.stop)
        patience.start(_PATIENCE_MS)
        self._job.start()

    def _show_progress(self) -> None:
        if self._job and self._job.running:
            self._messages.tell(
                say("shell.export.running"),
                actions=[(say("shell.export.cancel"), "export_cancel", self._job.cancel)],
            )

    def _succeeded(self, choice: ExportChoice) -> None:
        target = choice.target
        remember_folder(self._library, target.parent)
        self._messages.tell(say("shell.export.done", name=target.name), "good", file_actions(target))
        self.deleteLater()

    def _failed(self, error: Exception, report: Report, choice: ExportChoice) -> None:
        if not isinstance(error, UserError):
            self.deleteLater()
            raise error
        self._messages.tell_error(
            error,
            [
                (say("shell.export.other_name"), "export_other_name", lambda: self._again(report, choice)),
            ],
        )

    def _again(self, report: Report, choice: ExportChoice) -> None:
        folder = choice.target.parent if choice.target.parent.is_dir() else user_documents_dir()
        self._ask(report, free_name(folder, choice.target.name), profile(choice.profile_id))


def export_folder(library: Library) -> Path:
    """Where the last file was written, if that is still there, else the user's documents."""
    kept = library.drafts.setting(_FOLDER_SETTING, "")
    return Path(kept) if kept and Path(kept).is_dir() else user_documents_dir()


def remember_folder(library: Library, folder: Path) -> None:
    """Offer this folder next time; not remembering it is no failure, since the file is written."""
    with suppress(UserError):
        library.drafts.set_setting(_FOLDER_SETTING, str(folder))


def file_actions(file: Path) -> list[Action]:
    """What to do with a file just written: open it, or the folder it is in."""
    return [
        (say("shell.export.open_file"), "export_open_file", lambda: open_outside(file)),
        (say("shell.export.open_folder"), "export_open_folder", lambda: open_outside(file.parent)),
    ]


def open_outside(path: Path) -> None:
    """Open a file or folder in the program the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def write_docx(report: Report, choice: ExportChoice, ticket: Ticket) -> Path:
    """Compose, then ask once more whether it is still wanted, then write. Raises UserError, Cancelled."""
    from danvan_desktop.services.exporting import docx_of
    from danvan_desktop.word.save import save_docx

    data = docx_of(report, profile(choice.profile_id), draft=choice.draft, hushed=choice.hushed)
    ticket.check()
    save_docx(data, choice.target)
    return choice.target


def _profile_title(one: Profile) -> str:
    return say("shell.export.second_hand_title", name=one.name) if one.second_hand else one.name
