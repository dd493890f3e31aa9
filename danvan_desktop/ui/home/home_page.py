"""The first page: reports by period, what can be done with one, and the trash."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFont, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.errors import UserError
from danvan_desktop.store.drafts import STATUSES, Drafts, ReportSummary, Status
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import PrimaryButton, plain_button
from danvan_desktop.ui.calendar.strip import DueStrip
from danvan_desktop.ui.home import words
from danvan_desktop.ui.home.due_dialog import DueDialog
from danvan_desktop.ui.home.empty_state import EmptyState
from danvan_desktop.ui.home.report_model import ReportModel
from danvan_desktop.ui.home.report_view import ReportView
from danvan_desktop.ui.home.tool_row import ToolRow
from danvan_desktop.ui.icons import icon
from danvan_desktop.ui.messages import MessageBar
from danvan_desktop.ui.offices.kinds import office_name
from danvan_desktop.wording import say


class HomePage(QWidget):
    """The list of reports. Opening, making and importing are asked of the window by signal."""

    open_wanted = Signal(int)
    new_wanted = Signal()
    import_wanted = Signal()
    sample_wanted = Signal()
    issue_wanted = Signal(int)
    next_wanted = Signal(int)
    about_to_change = Signal(int)
    """A report is about to be trashed or copied: what is unwritten of it must be written first."""

    def __init__(
        self, drafts: Drafts, today: Callable[[], date] = date.today, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("home_page")
        self._drafts = drafts
        self._today = today
        self._shown = True
        self._writable = not drafts.database.read_only
        self.messages = MessageBar(self)
        self.due_strip = DueStrip(self)
        self._model = ReportModel(today, self)
        self.view = ReportView(self._model, "report_list", self)
        self._trash_model = ReportModel(today, self)
        self.trash_view = ReportView(self._trash_model, "trash_list", self)
        self._filter = theme.roomy(QLineEdit())
        self._title = QLabel()
        self._make_actions()
        self._lay_out()
        self.view.selectionModel().currentChanged.connect(self._sync)
        self.trash_view.selectionModel().currentChanged.connect(self._sync)
        self.view.open_wanted.connect(self.open_action.trigger)
        self.view.trash_wanted.connect(self.trash_action.trigger)
        self._filter.textChanged.connect(self.refresh)
        self.refresh()

    def commands(self) -> list[QAction]:
        """Everything this page can do, for menus and the command palette."""
        return [
            self.new_action,
            self.open_action,
            self.next_action,
            self.duplicate_action,
            *self.status_actions,
            self.due_action,
            self.trash_action,
            self.trash_page_action,
            self.restore_action,
            self.purge_action,
            self.import_action,
            self.sample_action,
        ]

    @property
    def in_trash(self) -> bool:
        """Whether the trash is shown."""
        return self.trash_page_action.isChecked()

    def refresh(self) -> None:
        """Read the lists again, keeping the choice."""
        try:
            kept, thrown = self._drafts.summaries(), self._drafts.summaries(trashed=True)
            offices = {one.id: office_name(one.office) for one in self._drafts.offices()}
        except UserError as error:
            self.messages.tell_error(error)
            return
        chosen, thrown_chosen = self.view.report(), self.trash_view.report()
        self._model.show(kept, offices, self._filter.text())
        self._trash_model.show(thrown, offices, self._filter.text())
        self.view.choose(chosen.id if chosen else None)
        self.trash_view.choose(thrown_chosen.id if thrown_chosen else None)
        self._trash_button.setText(say("shell.home.trash_count", count=len(thrown)))
        self._show_right(bool(kept), bool(thrown))
        self._sync()

    def choose(self, report_id: int) -> None:
        """Show the list with a report chosen."""
        self._filter.clear()
        self.trash_page_action.setChecked(False)
        self.refresh()
        self.view.choose(report_id)

    def take_focus(self) -> None:
        """Give the keyboard to the list, or to the first step when there is none."""
        shown = self._stack.currentWidget() or self.view
        if shown in (self.view, self.trash_view):
            shown.setFocus()
        else:
            (shown.findChild(QPushButton) or self._filter).setFocus()

    def set_shown(self, shown: bool) -> None:
        """Whether this page is the one shown: commands about a chosen report need it to be seen."""
        self._shown = shown
        self._sync()

    def _make_actions(self) -> None:
        self.new_action = self._action("new_report", "new", self.new_wanted.emit, QKeySequence("Ctrl+N"))
        self.open_action = self._action("open_report", "open", self._open)
        self.next_action = self._action("next_of_report", "next", self._next)
        self.duplicate_action = self._action("duplicate_report", "copy", self._duplicate)
        self.due_action = self._action("set_due", "calendar", self._ask_due)
        self.trash_action = self._action("trash_report", "trash", self._trash)
        self.trash_page_action = self._action("show_trash", "trash", self._turn)
        self.trash_page_action.setCheckable(True)
        self.restore_action = self._action("restore_report", "restore", self._restore)
        self.purge_action = self._action("purge_report", "trash", self._purge)
        self.import_action = self._action("import_report", "import", self.import_wanted.emit)
        self.sample_action = self._action("open_sample", "sample", self.sample_wanted.emit)
        group = QActionGroup(self)
        self.status_actions: list[QAction] = []
        for status in STATUSES:
            action = QAction(words.status(status), self)
            action.setObjectName(f"status_{status}")
            action.setStatusTip(say("shell.home.status_tip", status=words.status(status).lower()))
            action.setProperty("full_title", say("shell.home.status_command", status=words.status(status)))
            action.setCheckable(True)
            action.setData(status)
            action.triggered.connect(lambda _=False, status=status: self._set_status(status))
            group.addAction(action)
            self.status_actions.append(action)
        self.status_menu = QMenu(say("shell.home.action.status"), self)
        self.status_menu.setIcon(icon("status"))
        self.status_menu.addActions(self.status_actions)

    def _action(
        self, name: str, picture: str, act: Callable[[], object], shortcut: QKeySequence | None = None
    ) -> QAction:
        action = QAction(icon(picture), say(f"shell.home.action.{name}"), self)
        action.setObjectName(name)
        tip = say(f"shell.home.tip.{name}")
        action.setStatusTip(tip)
        action.setToolTip(tip)
        if shortcut:
            action.setShortcut(shortcut)
        action.triggered.connect(lambda _=False: act())
        return action

    def _lay_out(self) -> None:
        gap = theme.unit(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 6, gap * 5, gap * 6, gap * 4)
        column.setSpacing(gap * 3)
        column.addLayout(self._top_row(gap))
        column.addWidget(self.messages)
        self._stack = QStackedWidget()
        self._empty = EmptyState("home", [self.new_action, self.sample_action, self.import_action])
        self._empty_trash = EmptyState("trash", [])
        self._no_match = EmptyState("no_match", [])
        for page in (self.view, self.trash_view, self._empty, self._empty_trash, self._no_match):
            self._stack.addWidget(page)
        self._tools = ToolRow(self._list_buttons(), [self._make_trash_button()], self)
        self._trash_tools = ToolRow(
            [self._tool(self.restore_action), self._tool(self.purge_action)], parent=self
        )
        column.addWidget(self.due_strip)
        column.addWidget(self._tools)
        column.addWidget(self._trash_tools)
        column.addWidget(self._stack, 1)
        menu = (self.open_action, self.next_action, self.duplicate_action, self.due_action, self.trash_action)
        self.view.addActions(list(menu))
        self.trash_view.addActions([self.restore_action, self.purge_action])

    def _top_row(self, gap: int) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(gap * 3)
        font = QFont(self._title.font())
        font.setPointSizeF(font.pointSizeF() * 1.6)
        font.setBold(True)
        self._title.setFont(font)
        self._title.setObjectName("home_title")
        row.addWidget(self._title)
        row.addStretch(1)
        self._filter.setObjectName("home_filter")
        self._filter.setPlaceholderText(say("shell.home.filter"))
        self._filter.setAccessibleName(say("shell.home.filter"))
        self._filter.setClearButtonEnabled(True)
        self._filter.setMinimumWidth(theme.columns(self, 18))
        self._filter.setMaximumWidth(theme.columns(self, 34))
        row.addWidget(self._filter, 1)
        self.back_button = plain_button(say("shell.home.action.leave_trash"), "leave_trash", self, "back")
        self.back_button.clicked.connect(self.trash_page_action.trigger)
        row.addWidget(self.back_button)
        self.new_button = PrimaryButton(say("shell.home.action.new_report"), "new_report_button", self)
        self.new_button.clicked.connect(self.new_action.trigger)
        row.addWidget(self.new_button)
        return row

    def _list_buttons(self) -> list[QToolButton]:
        self._status_button = self._tool(None)
        self._status_button.setObjectName("status_button")
        self._status_button.setText(say("shell.home.action.set_status"))
        self._status_button.setToolTip(say("shell.home.tip.set_status"))
        self._status_button.setIcon(icon("status"))
        self._status_button.clicked.connect(self._show_status_menu)
        return [
            self._tool(self.open_action),
            self._tool(self.next_action),
            self._tool(self.duplicate_action),
            self._status_button,
            self._tool(self.due_action),
            self._tool(self.trash_action),
        ]

    def _tool(self, action: QAction | None) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        if action:
            button.setDefaultAction(action)
            button.setObjectName(f"{action.objectName()}_button")
            button.setAccessibleName(action.text())
        return button

    def _make_trash_button(self) -> QToolButton:
        self._trash_button = self._tool(None)
        self._trash_button.setObjectName("trash_page_button")
        self._trash_button.setIcon(icon("trash"))
        self._trash_button.setToolTip(self.trash_page_action.toolTip())
        self._trash_button.clicked.connect(self.trash_page_action.trigger)
        return self._trash_button

    def _turn(self) -> None:
        """Show the trash or leave it."""
        self._filter.clear()
        self.refresh()
        (self.trash_view if self.in_trash else self.view).setFocus()

    def _show_right(self, any_kept: bool, any_thrown: bool) -> None:
        trash = self.in_trash
        shown: QWidget = self.trash_view if trash else self.view
        if trash and not any_thrown:
            shown = self._empty_trash
        elif not trash and not any_kept:
            shown = self._empty
        elif not (self._trash_model if trash else self._model).rowCount():
            shown = self._no_match
        self._stack.setCurrentWidget(shown)
        self._title.setText(say("shell.home.trash_title" if trash else "shell.home.title"))
        self._tools.setVisible(not trash and (any_kept or any_thrown))
        self._trash_tools.setVisible(trash and any_thrown)
        self._filter.setVisible(any_thrown if trash else any_kept)
        self.back_button.setVisible(trash)
        self.new_button.setVisible(not trash and any_kept)

    def _sync(self) -> None:
        """What can be done with what is chosen."""
        one = self.view.report() if self._shown and not self.in_trash else None
        self.open_action.setEnabled(one is not None)
        changeable = one is not None and self._writable
        for action in (self.next_action, self.duplicate_action, self.due_action, self.trash_action):
            action.setEnabled(changeable)
        for action in (self.new_action, self.import_action, self.sample_action):
            action.setEnabled(self._writable)
        self.new_button.setEnabled(self._writable)
        self._status_button.setEnabled(changeable)
        self.status_menu.setEnabled(changeable)
        for action in self.status_actions:
            action.setEnabled(changeable)
            action.setChecked(one is not None and one.status == action.data())
        thrown = self.trash_view.report() if self._shown and self.in_trash else None
        for action in (self.restore_action, self.purge_action):
            action.setEnabled(thrown is not None and self._writable)

    def _with(self, one: ReportSummary | None, act: Callable[[ReportSummary], object]) -> None:
        """Do something to a report, then show what came of it."""
        if one is None:
            return
        try:
            act(one)
        except UserError as error:
            self.messages.tell_error(error)
        self.refresh()

    def _open(self) -> None:
        one = self.view.report()
        if one:
            self.open_wanted.emit(one.id)

    def _next(self) -> None:
        one = self.view.report()
        if one:
            self.next_wanted.emit(one.id)

    def _duplicate(self) -> None:
        def act(one: ReportSummary) -> None:
            self.choose(self._drafts.duplicate(one.id))
            self.messages.tell(say("shell.home.duplicated", name=words.name(one)), "good")

        self._with(self.view.report(), act)

    def _show_status_menu(self) -> None:
        below = self._status_button.rect().bottomLeft()
        self.status_menu.popup(self._status_button.mapToGlobal(below))

    def _set_status(self, status: Status) -> None:
        """Issuing asks for the file that goes out; the rest is a mark in the list."""
        one = self.view.report()
        if one is not None and status == "issued" and one.status != "issued":
            self._sync()
            self.issue_wanted.emit(one.id)
            return

        def act(one: ReportSummary) -> None:
            self.about_to_change.emit(one.id)
            self._drafts.set_status(one.id, status)
            if one.status == "issued" and status != "issued":
                self.messages.tell(say("safety.issued.reopened", name=words.name(one)))

        self._with(one, act)

    def _ask_due(self) -> None:
        def act(one: ReportSummary) -> None:
            chosen = DueDialog.ask(self, one.due, self._today())
            if chosen is not None:
                self._drafts.set_due(one.id, chosen.day)

        self._with(self.view.report(), act)

    def _trash(self) -> None:
        def act(one: ReportSummary) -> None:
            self.about_to_change.emit(one.id)
            self._drafts.trash(one.id)
            self.messages.tell(
                say("shell.home.trashed", name=words.name(one)),
                actions=[(say("shell.home.undo"), "undo_trash", lambda: self._undo_trash(one))],
            )

        self._with(self.view.report(), act)

    def _undo_trash(self, one: ReportSummary) -> None:
        self._with(one, lambda one: self._drafts.restore(one.id))
        self.choose(one.id)
        self.view.setFocus()

    def _restore(self) -> None:
        def act(one: ReportSummary) -> None:
            self._drafts.restore(one.id)
            self.messages.tell(say("shell.home.restored", name=words.name(one)), "good")

        self._with(self.trash_view.report(), act)

    def _purge(self) -> None:
        def act(one: ReportSummary) -> None:
            self._drafts.purge(one.id)
            self.messages.tell(say("shell.home.purged", name=words.name(one)))

        def ask(one: ReportSummary) -> None:
            self.messages.tell(
                say("shell.home.purge_question", name=words.name(one)),
                "warning",
                [
                    (say("shell.home.purge_yes"), "purge_yes", lambda: self._with(one, act)),
                    (say("shell.home.purge_no"), "purge_no", lambda: None),
                ],
            )

        self._with(self.trash_view.report(), ask)
