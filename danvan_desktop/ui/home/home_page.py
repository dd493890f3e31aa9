"""The first page: reports by period, what can be done with one, and the trash."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.errors import UserError
from danvan_desktop.store.drafts import Drafts
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import PrimaryButton, plain_button
from danvan_desktop.ui.calendar.strip import DueStrip
from danvan_desktop.ui.home.commands import HomeCommands
from danvan_desktop.ui.home.empty_state import EmptyState
from danvan_desktop.ui.home.report_acts import ReportActs
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
    next_wanted = Signal(int)
    export_wanted = Signal(int)
    check_wanted = Signal(int)

    def __init__(
        self, drafts: Drafts, today: Callable[[], date] = date.today, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("home_page")
        self._drafts = drafts
        self.today = today
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
        self.acts = ReportActs(self, drafts)
        self.commands = HomeCommands(self)
        self.commands.connect_to(self._does())
        self.commands.status_wanted.connect(self.acts.set_status)
        self._lay_out()
        self.view.selectionModel().currentChanged.connect(self.sync)
        self.trash_view.selectionModel().currentChanged.connect(self.sync)
        self.view.open_wanted.connect(self.commands["open_report"].trigger)
        self.view.trash_wanted.connect(self.commands["trash_report"].trigger)
        self._filter.textChanged.connect(self.refresh)
        self.refresh()

    @property
    def in_trash(self) -> bool:
        """Whether the trash is shown."""
        return self.commands["show_trash"].isChecked()

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
        self.sync()

    def choose(self, report_id: int) -> None:
        """Show the list with a report chosen."""
        self._filter.clear()
        self.commands["show_trash"].setChecked(False)
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
        self.sync()

    def _does(self) -> dict[str, Callable[[], object]]:
        return {
            "new_report": self.new_wanted.emit,
            "open_report": lambda: self._tell(self.open_wanted),
            "next_of_report": lambda: self._tell(self.next_wanted),
            "duplicate_report": self.acts.duplicate,
            "set_due": self.acts.ask_due,
            "trash_report": self.acts.trash,
            "show_trash": self._turn,
            "restore_report": self.acts.restore,
            "purge_report": self.acts.purge,
            "show_purged": self.acts.show_purged,
            "check_file": lambda: self._tell(self.check_wanted),
            "export_report": lambda: self._tell(self.export_wanted),
            "import_report": self.import_wanted.emit,
            "open_sample": self.sample_wanted.emit,
        }

    def _lay_out(self) -> None:
        gap = theme.unit(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 6, gap * 5, gap * 6, gap * 4)
        column.setSpacing(gap * 3)
        column.addLayout(self._top_row(gap))
        column.addWidget(self.messages)
        self._stack = QStackedWidget()
        self._empty = EmptyState("home", self._named("new_report", "open_sample", "import_report"))
        self._empty_trash = EmptyState("trash", [])
        self._no_match = EmptyState("no_match", [])
        for page in (self.view, self.trash_view, self._empty, self._empty_trash, self._no_match):
            self._stack.addWidget(page)
        self._tools = ToolRow(self._list_buttons(), [self._make_trash_button()], self)
        trash_tools = [self._tool(action) for action in self._named("restore_report", "purge_report")]
        self._trash_tools = ToolRow(trash_tools, [self._tool(self.commands["show_purged"])], self)
        self._over_list = QWidget()
        over_list = QVBoxLayout(self._over_list)
        over_list.setContentsMargins(0, 0, 0, 0)
        over_list.setSpacing(column.spacing())
        over_list.addWidget(self.due_strip)
        over_list.addWidget(self._tools)
        column.addWidget(self._over_list)
        column.addWidget(self._trash_tools)
        column.addWidget(self._stack, 1)
        self.view.addActions(self._named("open_report", "next_of_report", "duplicate_report", "set_due"))
        self.view.addActions(self._named("check_file", "export_report", "trash_report"))
        self.trash_view.addActions(self._named("restore_report", "purge_report"))

    def _named(self, *names: str) -> list[QAction]:
        return [self.commands[name] for name in names]

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
        self.back_button.clicked.connect(self.commands["show_trash"].trigger)
        row.addWidget(self.back_button)
        self.new_button = PrimaryButton(say("shell.home.action.new_report"), "new_report_button", self)
        self.new_button.clicked.connect(self.commands["new_report"].trigger)
        row.addWidget(self.new_button)
        return row

    def _list_buttons(self) -> list[QToolButton]:
        self._status_button = self._tool(None)
        self._status_button.setObjectName("status_button")
        self._status_button.setText(say("shell.home.action.set_status"))
        self._status_button.setToolTip(say("shell.home.tip.set_status"))
        self._status_button.setIcon(icon("status"))
        self._status_button.clicked.connect(self._show_status_menu)
        before = self._named("open_report", "next_of_report", "duplicate_report")
        after = self._named("set_due", "trash_report")
        return [*map(self._tool, before), self._status_button, *map(self._tool, after)]

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
        self._trash_button.setToolTip(self.commands["show_trash"].toolTip())
        self._trash_button.clicked.connect(self.commands["show_trash"].trigger)
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
        self._over_list.setVisible(not trash)
        self._tools.setVisible(not trash and (any_kept or any_thrown))
        self._trash_tools.setVisible(trash)
        self._filter.setVisible(any_thrown if trash else any_kept)
        self.back_button.setVisible(trash)
        self.new_button.setVisible(not trash and any_kept)

    def sync(self) -> None:
        """What can be done with what is chosen."""
        one = self.view.report() if self._shown and not self.in_trash else None
        thrown = self.trash_view.report() if self._shown and self.in_trash else None
        self.commands.sync(one, thrown, writable=self._writable)
        self.new_button.setEnabled(self._writable)
        self._status_button.setEnabled(one is not None and self._writable)

    def _tell(self, wanted: SignalInstance) -> None:
        """Ask the window for something with the report that is chosen."""
        one = self.view.report()
        if one is not None:
            wanted.emit(one.id)

    def _show_status_menu(self) -> None:
        below = self._status_button.rect().bottomLeft()
        self.commands.status_menu.popup(self._status_button.mapToGlobal(below))
