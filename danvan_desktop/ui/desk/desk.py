"""The page a report is written on: its top bar, the editor, and what keeps it on disk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from danvan_desktop.domain.period import period_text
from danvan_desktop.domain.report import Report
from danvan_desktop.layout.catalogue import indicator_catalogue
from danvan_desktop.layout.outline import guidance
from danvan_desktop.services.autosave import Autosave, SaveState
from danvan_desktop.services.earlier import Earlier, earlier_reports
from danvan_desktop.services.editing import Change, Editing
from danvan_desktop.services.library import Library
from danvan_desktop.services.own_outlines import outlines_folder
from danvan_desktop.services.ready_phrases import ReadyPhrase, ready_phrases
from danvan_desktop.services.templates import own_outlines
from danvan_desktop.text.unicode import capitalized
from danvan_desktop.ui import theme
from danvan_desktop.ui.desk.bar import DeskBar
from danvan_desktop.ui.desk.past_pages import PastPages
from danvan_desktop.ui.home.words import title
from danvan_desktop.ui.messages import MessageBar
from danvan_desktop.ui.pages.split import PagesSplit
from danvan_desktop.wording import say

if TYPE_CHECKING:
    from danvan_desktop.domain.next_period import NextDraft
    from danvan_desktop.ui.editor.page import EditorPage

_OUTLINE_FROM_LETTERS = 100
"""A desk narrower than this folds the outline away until it is asked for."""


class Desk(QWidget):
    """Holds the one report that is open. The editor never saves; the desk offers each edit to Autosave.

    An issued report, and every report of data that another program writes, is shown to be read.
    """

    state_changed = Signal(object)
    status_text = Signal(str)
    correct_wanted = Signal()
    findings_counted = Signal(int)

    def __init__(self, library: Library, export_action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("desk")
        self._library = library
        self._report_id: int | None = None
        self._editing: Editing | None = None
        self._autosave: Autosave | None = None
        self._editor: EditorPage | None = None
        self._reason = ""
        self._outline_folded: bool | None = None
        self._only_text = False
        self.messages = MessageBar(self)
        self.notice = MessageBar(self, "desk_notice", closable=False)
        self._stack = QStackedWidget(self)
        self._past = PastPages(library, self)
        self._past.made.connect(self._stack.addWidget)
        self._past.wanted.connect(self._show)
        self._past.left.connect(self._back_to_work)
        self._past.restored.connect(self._restored)
        self._past.failed.connect(self.messages.tell_error)
        self.pages = PagesSplit(self._stack, library, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.bar = DeskBar(export_action, self.pages.button, self)
        self.bar.outline_button.clicked.connect(lambda: self.fold_outline(not self.outline_folded))
        for part in (self.bar, self.notice, self.messages):
            column.addWidget(part)
        column.addWidget(self.pages, 1)
        self.state_changed.connect(self._remember)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)

    @property
    def report_id(self) -> int | None:
        """The id of the open report."""
        return self._report_id

    @property
    def report(self) -> Report | None:
        """The open report as it stands on screen."""
        return self._editing.report if self._editing else None

    @property
    def editing(self) -> Editing | None:
        """The open report with its history of undo; None without one, and for one that is only read."""
        return self._editing if self._autosave else None

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

    def findings_notice(self) -> str:
        """What is still to be looked at, in one sentence; '' when nothing is, or nothing can be changed."""
        return self._editor.carryover.notice() if self._editor and self._autosave else ""

    def check(self) -> None:
        """Show what is to be looked at again."""
        if self._editor and self._autosave:
            self._show(self._editor)
            self._editor.carryover.check()

    def show_summary(self, draft: NextDraft) -> None:
        """Show what came of making the open draft from the last report."""
        if self._editor and self._autosave:
            self._show(self._editor)
            self._editor.carryover.show_summary(draft)

    def open(self, report_id: int) -> None:
        """Open a stored report; another one must have been closed.

        Raises UserError when it cannot be read.
        """
        drafts = self._library.drafts
        report = drafts.load(report_id)
        summary = drafts.summary(report_id)
        stored = self._library.office(summary.office_id)
        self._report_id, self._editing = report_id, Editing(report)
        self.messages.dismiss()
        self.notice.hide()
        self._show_names(report)
        self._editing.subscribe(self._changed)
        if summary.status == "issued" or drafts.database.read_only:
            self.state_changed.emit(SaveState("unchanged"))
            self._show_reading(issued=summary.status == "issued")
            return
        self._autosave = Autosave(drafts, report_id, self.state_changed.emit)
        editor = self._ready_editor()
        signers = stored.office.signers if stored else ()
        self._stack.setCurrentWidget(editor)
        editor.open(self._editing, guidance(report), indicator_catalogue(), signers)
        self.pages.follow(self._editing, stored.office.family if stored else "party", editor)
        self.state_changed.emit(self._autosave.state)
        self._show(editor)

    def save_now(self, seconds: float = 0.0) -> bool:
        """Ask for a write, waiting for it at most so long; whether everything is on disk.

        The state is kept as a revision: the person turned to something else.
        """
        if self._editor:
            self._editor.commit_pending()
        if self._autosave is None:
            return True
        self._autosave.pause()
        return self._autosave.flush(seconds)

    def close_report(self) -> bool:
        """Write what is left and let the report go; False, with nothing let go, when it cannot be written."""
        if self._autosave is not None and self._editor is not None:
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

    # Looking back

    def show_history(self) -> None:
        """Show the moments of the open report, first those of the part the person is in."""
        if self._report_id is None or self._editing is None:
            return
        self.save_now()
        at_editor = self._editor is not None and self._stack.currentWidget() is self._editor
        place = self._editor.current_place.part if at_editor and self._editor else ""
        may_restore = self._autosave is not None
        self._past.show_history(self._report_id, self._editing, place, may_restore=may_restore)

    def show_versions(self) -> None:
        """Show the versions the open report was issued in, with a way back to writing."""
        if self._report_id is not None:
            self._past.show_versions(self._report_id, way_back=self._autosave is not None)

    def has_versions(self) -> bool:
        """Whether the open report was ever issued."""
        return self._report_id is not None and self._past.has_versions(self._report_id)

    def _back_to_work(self) -> None:
        """Leave what was looked back at."""
        self._past.let_go()
        if self._autosave is not None and self._editor is not None:
            self._show(self._editor)
        else:
            self._past.read_again()

    # The room there is

    @property
    def outline_folded(self) -> bool:
        """Whether the outline is folded away, by the person's wish or for want of room."""
        narrow = self.width() < theme.columns(self, _OUTLINE_FROM_LETTERS)
        return self._only_text or (narrow if self._outline_folded is None else self._outline_folded)

    def fold_outline(self, folded: bool) -> None:
        """Fold the outline away or show it, whatever room there is."""
        self._outline_folded, self._only_text = folded, False
        self._fit()

    def show_only_text(self, only: bool) -> None:
        """Take away for a while what stands beside the text; then it is as the person had it."""
        self._only_text = only
        self.pages.hush(only)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the outline when the room gets narrow."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._editor:
            self._editor.outline.setVisible(not self.outline_folded)

    def _show_reading(self, *, issued: bool) -> None:
        """Show the report to be read, and what can be done with one that was issued."""
        assert self._report_id is not None
        assert self._editing is not None
        self._past.read(self._report_id, self._editing.report, issued=issued)
        if issued:
            correct = (say("safety.issued.correct"), "correct_report", self.correct_wanted.emit)
            read_only = self._library.drafts.database.read_only
            self.notice.tell(say("safety.issued.frozen"), "good", [] if read_only else [correct])

    def _let_go(self) -> None:
        self.pages.let_go()
        if self._editor:
            self._editor.close_report()
        self._past.let_go()
        self._report_id = self._editing = self._autosave = None
        self.notice.hide()
        self.state_changed.emit(SaveState("unchanged"))

    def _changed(self, change: Change) -> None:
        if self._autosave:
            self._autosave.offer(change.after)
        if change.after.subject != change.before.subject or change.after.period != change.before.period:
            self._show_names(change.after)

    def _remember(self, state: SaveState) -> None:
        """A failure stands over the text in full until a write succeeds; the light may shorten it."""
        if state.kind == "failed":
            self._reason = state.reason
            text = say("shell.save.failed", reason=state.reason)
            if self.notice.text != text:
                self.notice.tell(text, "bad", [(say("shell.save.retry"), "notice_retry", self.save_now)])
        elif state.kind == "saved":
            self.notice.hide()

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:  # noqa: ARG002
        """Leaving a field writes at once instead of after the pause."""
        if self._autosave and self._autosave.unsaved is not None:
            self._autosave.flush(0)

    def _part_left(self) -> None:
        """Going to another section writes, and keeps the state it was left in."""
        if self._autosave:
            self._autosave.pause()

    def _show_names(self, report: Report) -> None:
        self.bar.show_names(title(report.subject), capitalized(period_text(report.period)))

    def _show(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)
        self.pages.set_usable(page is self._editor)
        self.bar.outline_button.setVisible(page is self._editor)
        self.bar.export_button.setVisible(not self._past.is_history(page))
        page.setFocus()

    def _restored(self, text: str) -> None:
        self._back_to_work()
        assert self._editor is not None
        undo = (say("safety.history.undo"), "undo_restore", self._editor.undo)
        self.messages.tell(text, "good", [undo])

    def _earlier(self, report: Report) -> Earlier:
        return earlier_reports(self._library, self._report_id, report) if self._report_id else Earlier()

    def _phrases(self, report: Report, section_id: str) -> Sequence[ReadyPhrase]:
        own = own_outlines(outlines_folder(self._library.data_dir)).usable
        return ready_phrases(report, section_id, own)

    def _ready_editor(self) -> EditorPage:
        """The editor, made when it is first needed: the start does not wait for it."""
        if self._editor is None:
            from danvan_desktop.ui.editor.page import EditorPage

            self._editor = EditorPage(self)
            self._editor.status_text.connect(self.status_text)
            self._editor.findings_counted.connect(self.findings_counted)
            self._editor.part_shown.connect(self._part_left)
            self._editor.look_up = self._earlier
            self._editor.phrases.look_up = self._phrases
            self._fit()
            self._stack.addWidget(self._editor)
        return self._editor
