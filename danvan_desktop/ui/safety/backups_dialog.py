"""Backups: what there is and whether it is sound, one made now, one put back, a second place, a hand-over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QFont, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.errors import UserError
from danvan_desktop.paths import user_documents_dir
from danvan_desktop.services import backup as backing
from danvan_desktop.services import session
from danvan_desktop.services.library import Library
from danvan_desktop.services.removable import removable_places
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import PrimaryButton, dialog_buttons, plain_button
from danvan_desktop.ui.exporting import open_outside
from danvan_desktop.ui.jobs import Job, Ticket
from danvan_desktop.ui.messages import MessageBar
from danvan_desktop.ui.safety.backup_list import Kept, Proof, backup_words, prove, size_words, stored_backups
from danvan_desktop.ui.safety.handover_row import HandoverRow
from danvan_desktop.wording import say

_ROW = Qt.ItemDataRole.UserRole
_COLUMNS = ("when", "kind", "size", "place", "proof")


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
        self.table.setRowCount(len(self._kept))
        for row, kept in enumerate(self._kept):
            texts = (
                backup_words(kept.backup.at, self._now()),
                say(f"safety.backup_kind.{kept.backup.kind}"),
                size_words(kept.size),
                say(f"safety.backups.{'second' if kept.second else 'first'}_place"),
                say("safety.backups.proving"),
            )
            for column, text in enumerate(texts):
                self.table.setItem(row, column, QTableWidgetItem(text))
        self._fit_columns()
        self._none.setVisible(not self._kept)
        self.table.setVisible(bool(self._kept))
        if self._kept:
            self.table.setCurrentCell(0, 0)
        self._tell_second_place()
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
        for row, kept in enumerate(self._kept):
            proof: Proof | None = found.get(kept.backup.path)
            item = self.table.item(row, _COLUMNS.index("proof"))
            if proof is None or item is None:
                continue
            if proof.sound:
                item.setText(say("safety.backups.sound", count=proof.reports))
            else:
                item.setText(say("safety.backups.unsound"))
            tone: theme.Tone = "good" if proof.sound else "bad"
            item.setForeground(theme.tone_colours(tone, theme.palette_now())[0])
            item.setData(_ROW, proof.sound)
        self._fit_columns()
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
        kept = self._chosen()
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

    def _chosen(self) -> Kept | None:
        row = self.table.currentRow()
        return self._kept[row] if 0 <= row < len(self._kept) else None

    # The second place

    def _second_place(self) -> Path | None:
        try:
            return session.second_place(self._library)
        except UserError as error:
            self.messages.tell_error(error)
            return None

    def _tell_second_place(self) -> None:
        if self._second is None:
            text = say("safety.backups.no_second")
        elif not self._second.is_dir():
            text = say("safety.backups.second_gone", folder=self._second)
        else:
            text = say("safety.backups.second", folder=self._second)
        self._second_text.setText(text)
        self.forget.setVisible(self._second is not None)

    def _fill_places(self) -> None:
        menu = self.choose.menu()
        assert menu is not None
        menu.clear()
        for one in removable_places():
            action = QAction(say("safety.backups.usb", name=one.name).replace("&", "&&"), menu)
            action.triggered.connect(
                lambda _=False, path=one.path: self._use(path / say("safety.backups.folder"))
            )
            menu.addAction(action)
        menu.addAction(say("safety.backups.other_folder")).triggered.connect(self._browse_second)

    def _browse_second(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, say("safety.backups.second_title"), str(user_documents_dir())
        )
        if name:
            self._use(Path(name))

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
        item = self.table.item(self.table.currentRow(), _COLUMNS.index("proof"))
        self.now.setEnabled(writable)
        self.restore.setEnabled(writable and item is not None and item.data(_ROW) is True)
        self.choose.setEnabled(writable)
        self.forget.setEnabled(writable)

    def _fit_columns(self) -> None:
        self.table.resizeColumnsToContents()
        for column in range(len(_COLUMNS) - 1):
            self.table.setColumnWidth(column, self.table.columnWidth(column) + theme.columns(self, 3))

    def _make_fields(self) -> None:
        self.messages = MessageBar(self)
        self.table = QTableWidget(0, len(_COLUMNS), self)
        self.table.setObjectName("backup_table")
        self.table.setAccessibleName(say("safety.backups.list"))
        self.table.setHorizontalHeaderLabels([say(f"safety.backups.{name}") for name in _COLUMNS])
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.9))
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setHighlightSections(False)
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
        self._second_text = QLabel()
        self._second_text.setObjectName("second_place")
        self._second_text.setWordWrap(True)
        self.choose = plain_button(say("safety.backups.choose"), "second_choose", self)
        self.choose.setMenu(QMenu(self.choose))
        self.choose.menu().aboutToShow.connect(self._fill_places)
        self.forget = plain_button(say("safety.backups.forget"), "second_forget", self)
        self.forget.clicked.connect(lambda: self._use(None))
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
        column.addLayout(_row(gap, self.now, self.restore, None, self.folder))
        column.addWidget(_strong(say("safety.backups.second_title")))
        column.addLayout(_row(gap, self._second_text, self.choose, self.forget))
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
        self.table.setMinimumHeight(self.fontMetrics().lineSpacing() * 9)
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


def _row(gap: int, *widgets: QWidget | None) -> QHBoxLayout:
    """Widgets in a row, a text taking the room; None is a gap that takes it."""
    row = QHBoxLayout()
    row.setSpacing(gap * 3)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget, int(isinstance(widget, QLabel)))
    return row
