"""The page a report is written on: its top bar, the editor, and what keeps it on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFont, QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from danvan_desktop.domain.period import period_text
from danvan_desktop.domain.report import Report
from danvan_desktop.layout.catalogue import indicator_catalogue
from danvan_desktop.layout.outline import guidance
from danvan_desktop.services.autosave import Autosave, SaveState
from danvan_desktop.services.editing import Change, Editing
from danvan_desktop.services.library import Library
from danvan_desktop.text.unicode import capitalized
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import PrimaryButton
from danvan_desktop.ui.home.words import title
from danvan_desktop.ui.messages import MessageBar

if TYPE_CHECKING:
    from danvan_desktop.ui.editor.page import EditorPage


class Desk(QWidget):
    """Holds the one report that is open. The editor never saves; the desk offers each edit to Autosave."""

    state_changed = Signal(object)
    status_text = Signal(str)

    def __init__(self, library: Library, export_action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("desk")
        self._library = library
        self._editing: Editing | None = None
        self._autosave: Autosave | None = None
        self._editor: EditorPage | None = None
        self._reason = ""
        self.messages = MessageBar(self)
        self._subject = QLabel()
        self._period = QLabel()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._top_bar(export_action))
        self._column.addWidget(self.messages)
        self.state_changed.connect(self._remember)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)

    @property
    def report_id(self) -> int | None:
        """The id of the open report."""
        return self._autosave.report_id if self._autosave else None

    @property
    def report(self) -> Report | None:
        """The open report as it stands on screen."""
        return self._editing.report if self._editing else None

    @property
    def unsaved(self) -> Report | None:
        """The newest state that is not on disk."""
        return self._autosave.unsaved if self._autosave else None

    @property
    def reason(self) -> str:
        """Why the last write that failed did, in one sentence."""
        return self._reason

    def editor_commands(self) -> list[QAction]:
        """What can be done in the editor, none before it was first needed."""
        return self._editor.commands() if self._editor else []

    def open(self, report_id: int) -> None:
        """Open a stored report; another one must have been closed.

        Raises UserError when it cannot be read.
        """
        report = self._library.drafts.load(report_id)
        stored = self._library.office(self._library.drafts.summary(report_id).office_id)
        editor = self._ready_editor()
        self._editing = Editing(report)
        self._autosave = Autosave(self._library.drafts, report_id, self.state_changed.emit)
        self._editing.subscribe(self._changed)
        signers = stored.office.signers if stored else ()
        editor.open(self._editing, guidance(report), indicator_catalogue(), signers)
        self.messages.dismiss()
        self.state_changed.emit(self._autosave.state)
        self._show_names(report)
        editor.setFocus()

    def save_now(self, seconds: float = 0.0) -> bool:
        """Ask for a write, waiting for it at most so long; whether everything is on disk."""
        if self._editor:
            self._editor.commit_pending()
        return self._autosave.flush(seconds) if self._autosave else True

    def close_report(self) -> bool:
        """Write what is left and let the report go; False, with nothing let go, when it cannot be written."""
        if self._autosave is None or self._editor is None:
            return True
        self._editor.commit_pending()
        if not self._autosave.close():
            return False
        self._let_go()
        return True

    def abandon(self) -> None:
        """Let the report go although it is not on disk: for when it was taken care of in another way."""
        if self._autosave:
            self._autosave.stop()
        self._let_go()

    def _let_go(self) -> None:
        if self._editor:
            self._editor.close_report()
        self._editing = self._autosave = None
        self.state_changed.emit(SaveState("unchanged"))

    def _changed(self, change: Change) -> None:
        if self._autosave:
            self._autosave.offer(change.after)
        if change.after.subject != change.before.subject or change.after.period != change.before.period:
            self._show_names(change.after)

    def _remember(self, state: SaveState) -> None:
        if state.kind == "failed":
            self._reason = state.reason

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:  # noqa: ARG002
        """Leaving a field writes at once instead of after the pause."""
        if self._autosave and self._autosave.unsaved is not None:
            self._autosave.flush(0)

    def _show_names(self, report: Report) -> None:
        self._subject.setText(title(report.subject))
        self._subject.setToolTip(self._subject.text())
        self._period.setText(capitalized(period_text(report.period)))

    def _ready_editor(self) -> EditorPage:
        """The editor, made when it is first needed: the start does not wait for it."""
        if self._editor is None:
            from danvan_desktop.ui.editor.page import EditorPage

            self._editor = EditorPage(self)
            self._editor.status_text.connect(self.status_text)
            self._column.addWidget(self._editor, 1)
        return self._editor

    def _top_bar(self, export_action: QAction) -> QWidget:
        bar = QWidget(self)
        bar.setObjectName("desk_bar")
        gap = theme.unit(self)
        row = QHBoxLayout(bar)
        row.setContentsMargins(gap * 5, gap * 3, gap * 5, gap * 3)
        row.setSpacing(gap * 4)
        names = QVBoxLayout()
        names.setSpacing(0)
        font = QFont(self._subject.font())
        font.setPointSizeF(font.pointSizeF() * 1.15)
        font.setBold(True)
        self._subject.setFont(font)
        self._subject.setObjectName("desk_subject")
        self._subject.setTextFormat(Qt.TextFormat.PlainText)
        self._subject.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._period.setObjectName("desk_period")
        self._period.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        names.addWidget(self._subject)
        names.addWidget(self._period)
        row.addLayout(names, 1)
        self.export_button = PrimaryButton(export_action.text(), "export_button", bar)
        self.export_button.setToolTip(export_action.toolTip())
        self.export_button.clicked.connect(export_action.trigger)
        row.addWidget(self.export_button)
        return bar
