"""The one window: rail, pages, menus, status bar, and how it closes without losing a word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication, QIcon, QSessionManager
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.errors import UserError
from danvan_desktop.paths import resource
from danvan_desktop.services.library import Library
from danvan_desktop.store.parts import DamagedSectionError
from danvan_desktop.ui import menus
from danvan_desktop.ui.calendar.calendar_page import CalendarPage
from danvan_desktop.ui.commands import CommandPalette
from danvan_desktop.ui.desk.desk import Desk
from danvan_desktop.ui.home.home_page import HomePage
from danvan_desktop.ui.messages import MessageBar
from danvan_desktop.ui.next_period.following import Following
from danvan_desktop.ui.offices.offices_page import OfficesPage
from danvan_desktop.ui.pages.paper import Paper
from danvan_desktop.ui.rail import Rail
from danvan_desktop.ui.report_files import ReportFiles
from danvan_desktop.ui.safety.safety import Safety
from danvan_desktop.ui.status_line import StatusLine
from danvan_desktop.ui.window_place import keep_place, restore_place
from danvan_desktop.wording import say

_WAIT_ON_SWITCH_S = 0.5
_WAIT_AT_SESSION_END_S = 2.0


class MainWindow(QMainWindow):
    """Shows the pages of one library. `today` is the day that deadlines are told from."""

    def __init__(self, library: Library, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowTitle(say("shell.product"))
        self.setWindowIcon(QIcon(str(resource("icons", "app.png"))))
        self._library = library
        self.today = today
        self._busy = False
        self.files = ReportFiles(self)
        self.safety = Safety(self)
        self.following = Following(self)
        self.paper = Paper(self)
        self.actions_by_name = menus.make_actions(self)
        self.banner = MessageBar(self, "banner", closable=False)
        self.rail = Rail(self)
        self.home = HomePage(library.drafts, today, self)
        self.desk = Desk(library, self.actions_by_name["export_word"], self)
        self.calendar = CalendarPage(library, today, self)
        self.offices = OfficesPage(library.drafts, self)
        self._pages = QStackedWidget(self)
        self._by_name: dict[str, QWidget] = {
            "home": self.home,
            "desk": self.desk,
            "calendar": self.calendar,
            "offices": self.offices,
        }
        self._lay_out()
        self.status = StatusLine(self.statusBar(), self.actions_by_name["show_history"])
        self._connect()
        menus.fill_menu_bar(self)
        restore_place(self, library.data_dir)
        self.offices.reload()
        first_run = library.first_run and not library.read_only
        self.show_page("offices" if first_run else "home")
        self._set_first_run(first_run)

    @property
    def library(self) -> Library:
        """The data the window shows."""
        return self._library

    @property
    def page(self) -> str:
        """The name of the page that is shown."""
        shown = self._pages.currentWidget()
        return next(name for name, widget in self._by_name.items() if widget is shown)

    @property
    def messages(self) -> MessageBar:
        """The message bar of the page that is shown."""
        bars = {
            "home": self.home.messages,
            "desk": self.desk.messages,
            "calendar": self.calendar.messages,
            "offices": self.offices.messages,
        }
        return bars[self.page]

    def commands(self) -> list[QAction]:
        """Everything that can be asked for by name."""
        own = (*self.actions_by_name.values(), *self.paper.actions.values())
        return [*self.home.commands.all(), *self.desk.editor_commands(), *own]

    def show_page(self, name: str) -> None:
        """Go to a page; what is unwritten on the page left behind is written."""
        self.rail.show_page(self.page)
        if self.page == "desk" and name != "desk":
            self.desk.save_now(_WAIT_ON_SWITCH_S)
        if self.page == "offices" and name != "offices" and not self.offices.put_away():
            return
        if name == "home":
            self.home.refresh()
            self.calendar.show_pressing(self.home.due_strip)
        if name == "calendar":
            self.calendar.refresh()
        self._pages.setCurrentWidget(self._by_name[name])
        self.rail.show_page(name)
        self._sync()
        if name == "home":
            self.home.take_focus()
        if name == "calendar":
            self.calendar.take_focus()

    def open_report(self, report_id: int, *, mend: bool = True) -> bool:
        """Open a report on the desk; whether it was opened.

        With `mend`, one that is damaged is mended from the newest good copy in the background, then opened.
        """
        if self.desk.report_id != report_id:
            if not self.put_report_away():
                return False
            try:
                self.desk.open(report_id)
            except UserError as error:
                self._sync()
                self.messages.tell_error(error)
                if mend and isinstance(error, DamagedSectionError) and not self._library.read_only:
                    self.safety.mend(report_id)
                return False
            menus.fill_edit_menu(self)
        self.show_page("desk")
        return True

    def put_report_away(self) -> bool:
        """Close the open report; False when it is not on disk and the person stays with it."""
        if self.desk.close_report():
            self._sync()
            return True
        from danvan_desktop.ui.unsaved_dialog import UnsavedDialog

        leaving = UnsavedDialog.settle(self, self.desk)
        if leaving is None:
            return False
        self.desk.abandon()
        self.safety.note_leaving(leaving)
        self._sync()
        return True

    def show_palette(self) -> None:
        """Let the person choose any command by name."""
        CommandPalette.show_over(self, self.commands())

    def show_only_text(self, only: bool) -> None:
        """Take everything away that is not the text or the light that says whether it is on disk."""
        self.rail.setVisible(not only)
        self.menuBar().setVisible(not only)
        self.desk.show_only_text(only)

    def show_help(self) -> None:
        """Say what the place the keyboard is in is for, with its keys."""
        from danvan_desktop.ui.help.panel import HelpPanel

        HelpPanel.show_over(self, self.commands(), self.show_shortcuts)

    def show_shortcuts(self) -> None:
        """Show every key that does something."""
        from danvan_desktop.ui.about import ShortcutsDialog

        ShortcutsDialog.show_for(self, self.commands())

    def show_about(self) -> None:
        """Show what this program is, its version, and where its data lie."""
        from danvan_desktop.ui.about import AboutDialog

        AboutDialog.show_for(self, self._library.data_dir)

    def set_busy(self, busy: bool) -> None:
        """Whether the data are being replaced: until that is done nothing can be touched or closed."""
        self._busy = busy
        for part in (self.rail, self._pages, self.menuBar()):
            part.setEnabled(not busy)

    def raise_up(self) -> None:
        """Come to the front: someone started the program again."""
        self.setWindowState(
            (self.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive
        )
        self.show()
        self.raise_()
        self.activateWindow()

    def session_ends(self, manager: QSessionManager) -> None:
        """Write before the system goes down; ask it to wait when that fails."""
        if not self.desk.save_now(_WAIT_AT_SESSION_END_S) and manager.allowsInteraction():
            if not self.put_report_away():
                manager.cancel()
            manager.release()

    def changeEvent(self, event: QEvent) -> None:
        """Minimising writes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and self.isMinimized():
            self.desk.save_now()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close only when every word is on disk or the person took care of it."""
        if self._busy:
            event.ignore()
            return
        if not self.offices.put_away():
            self.show_page("offices")
            event.ignore()
            return
        if not self.put_report_away():
            event.ignore()
            return
        keep_place(self, self._library.data_dir)
        event.accept()

    def _lay_out(self) -> None:
        self.rail.add_page("home", say("shell.page.home"), "home")
        self.rail.add_page("desk", say("shell.page.desk"), "compose")
        self.rail.add_page("calendar", say("shell.page.calendar"), "calendar")
        self.rail.add_page("offices", say("shell.page.offices"), "office")
        for page in self._by_name.values():
            self._pages.addWidget(page)
        middle = QWidget(self)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self._pages, 1)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addLayout(row, 1)
        self.setCentralWidget(middle)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.show_page)
        self.home.open_wanted.connect(self.open_report)
        self.home.new_wanted.connect(lambda: self.files.new_report())
        self.home.import_wanted.connect(self.files.import_report)
        self.home.sample_wanted.connect(self.files.open_sample)
        self.home.export_wanted.connect(self.files.save_report_file)
        self.home.check_wanted.connect(self.files.check_file)
        self.home.acts.about_to_change.connect(self._before_change)
        self.home.acts.issue_wanted.connect(self._issue)
        self.home.next_wanted.connect(self.following.next_of)
        self.home.due_strip.chosen.connect(self.calendar.start_pressing)
        self.home.due_strip.calendar_wanted.connect(lambda: self.show_page("calendar"))
        self.calendar.start_wanted.connect(self.following.start_owed)
        self.calendar.report_chosen.connect(self.following.set_answer)
        self.desk.findings_counted.connect(self.status.show_findings)
        self.desk.correct_wanted.connect(self.safety.correct)
        self.desk.state_changed.connect(self.status.save_light.show_state)
        self.desk.status_text.connect(self.status.tell)
        self.status.findings_button.clicked.connect(self.desk.check)
        self.status.save_light.retry_wanted.connect(self.desk.save_now)
        self.offices.first_office_added.connect(self._first_run_done)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.commitDataRequest.connect(self.session_ends, Qt.ConnectionType.DirectConnection)

    def _before_change(self, report_id: int) -> None:
        """The list is about to trash or copy a report: the one on the desk must be on disk first."""
        if self.desk.report_id == report_id:
            self.put_report_away()

    def _issue(self, report_id: int) -> None:
        """Issuing is done on the desk, with the report in sight."""
        if self.open_report(report_id):
            self.safety.issue()

    def _sync(self) -> None:
        """Show and offer what fits the page and the report that are shown."""
        report = self.desk.report
        on_desk = self.page == "desk" and report is not None
        editing = self.desk.editing is not None
        self.rail.set_enabled("desk", report is not None)
        menus.sync_actions(self, on_desk=on_desk, editing=editing)
        self.paper.sync(on_desk=on_desk)
        self.status.show_report(report if on_desk else None, editing=editing)
        if not on_desk and self.actions_by_name["show_only_text"].isChecked():
            self.actions_by_name["show_only_text"].setChecked(False)
            self.show_only_text(False)
        self.home.set_shown(self.page == "home")

    def _set_first_run(self, first: bool) -> None:
        self.rail.setVisible(not first)
        self.menuBar().setVisible(not first)
        self.statusBar().setVisible(not first)

    def _first_run_done(self) -> None:
        self._set_first_run(False)
        self.show_page("home")
        QTimer.singleShot(0, self.home.take_focus)
