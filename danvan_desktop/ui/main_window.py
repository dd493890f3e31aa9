"""The one window: rail, pages, menus, status bar, and how it closes without losing a word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication, QIcon, QSessionManager
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.domain.period import period_text
from danvan_desktop.domain.report import Period
from danvan_desktop.errors import UserError
from danvan_desktop.paths import resource, user_documents_dir
from danvan_desktop.services.autosave import SaveState
from danvan_desktop.services.library import Library
from danvan_desktop.store.parts import DamagedSectionError
from danvan_desktop.text.unicode import capitalized
from danvan_desktop.ui import menus, theme
from danvan_desktop.ui.buttons import quiet_button
from danvan_desktop.ui.calendar.calendar_page import CalendarPage
from danvan_desktop.ui.commands import CommandPalette
from danvan_desktop.ui.desk import Desk
from danvan_desktop.ui.home.home_page import HomePage
from danvan_desktop.ui.messages import MessageBar
from danvan_desktop.ui.next_period.following import Following
from danvan_desktop.ui.offices.offices_page import OfficesPage
from danvan_desktop.ui.pages.paper import Paper
from danvan_desktop.ui.rail import Rail
from danvan_desktop.ui.safety.safety import Safety
from danvan_desktop.ui.save_light import SaveLight
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
        self._make_status_bar()
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
        return [*self.home.commands(), *self.desk.editor_commands(), *own]

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

        if not UnsavedDialog.settle(self, self.desk):
            return False
        self.desk.abandon()
        self._sync()
        return True

    def new_report(self, period: Period | None = None, due: date | None = None) -> None:
        """Ask what to report on, of this period if it is settled, make the draft and open it."""
        from danvan_desktop.ui.new_report import NewReportDialog

        offices = self._library.drafts.offices()
        wanted = NewReportDialog.ask(self, offices, self.today(), self._library.data_dir, period, due)
        if wanted is None:
            return
        try:
            report_id = self._library.new_report(wanted.outline, wanted.office_id, wanted.period, wanted.due)
        except UserError as error:
            self.messages.tell_error(error)
            return
        self.open_report(report_id)

    def import_report(self) -> None:
        """Ask for a report file and store what it holds."""
        from pathlib import Path

        name, _ = QFileDialog.getOpenFileName(
            self, say("shell.import.title"), str(user_documents_dir()), say("shell.import.filter")
        )
        if not name:
            return
        try:
            report_id = self._library.import_report_file(Path(name))
        except UserError as error:
            self.messages.tell_error(error)
            return
        self.show_page("home")
        self.home.choose(report_id)
        self.home.messages.tell(say("shell.import.done", name=Path(name).name), "good")

    def open_sample(self) -> None:
        """Make a draft from the sample that ships with the program, and open it."""
        from danvan_desktop.layout.sample import sample_report

        try:
            report_id = self._library.drafts.create(sample_report(), None)
        except UserError as error:
            self.messages.tell_error(error)
            return
        self.open_report(report_id)

    def export_word(self) -> None:
        """Ask where to, and write the Word file of the open report."""
        from danvan_desktop.ui.exporting import ExportFlow

        report, report_id = self.desk.report, self.desk.report_id
        if report is None or report_id is None:
            return
        self.desk.save_now()
        flow = ExportFlow(self, self._library, self.desk.messages)
        flow.begin(report, report_id, (self.desk.findings_notice(), self.desk.check))

    def show_palette(self) -> None:
        """Let the person choose any command by name."""
        CommandPalette.show_over(self, self.commands())

    def show_only_text(self, only: bool) -> None:
        """Take everything away that is not the text or the light that says whether it is on disk."""
        self.rail.setVisible(not only)
        self.menuBar().setVisible(not only)
        self.desk.show_only_text(only)

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

    def _make_status_bar(self) -> None:
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        self.save_light = SaveLight(self)
        self._period = QLabel()
        self._period.setObjectName("status_period")
        history = self.actions_by_name["show_history"]
        self.history_button = quiet_button(say("shell.status_bar.history"), "history_button", self, "history")
        self.history_button.setToolTip(history.toolTip())
        self.history_button.clicked.connect(history.trigger)
        self.findings_button = quiet_button("", "findings_button", self)
        self.findings_button.setToolTip(say("findings.status_tip"))
        self.findings_button.clicked.connect(self.desk.check)
        self.findings_button.hide()
        bar.addPermanentWidget(self.findings_button)
        bar.addPermanentWidget(self._period)
        bar.addPermanentWidget(self.save_light)
        bar.addPermanentWidget(self.history_button)
        gap = theme.unit(self)
        bar.setContentsMargins(gap * 2, 0, gap * 2, 0)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.show_page)
        self.home.open_wanted.connect(self.open_report)
        self.home.new_wanted.connect(lambda: self.new_report())
        self.home.import_wanted.connect(self.import_report)
        self.home.sample_wanted.connect(self.open_sample)
        self.home.about_to_change.connect(self._before_change)
        self.home.issue_wanted.connect(self._issue)
        self.home.next_wanted.connect(self.following.next_of)
        self.home.due_strip.chosen.connect(self.calendar.start_pressing)
        self.home.due_strip.calendar_wanted.connect(lambda: self.show_page("calendar"))
        self.calendar.start_wanted.connect(self.following.start_owed)
        self.desk.findings_counted.connect(self._show_findings)
        self.desk.correct_wanted.connect(self.safety.correct)
        self.desk.state_changed.connect(self._show_state)
        self.desk.status_text.connect(lambda text: self.statusBar().showMessage(text, 8000))
        self.save_light.retry_wanted.connect(self.desk.save_now)
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

    def _show_state(self, state: SaveState) -> None:
        self.save_light.show_state(state)

    def _show_findings(self, count: int) -> None:
        key = "findings.status" if count else "findings.status_none"
        self.findings_button.setText(say(key, count=count) if count >= 0 else "")
        self.findings_button.setVisible(count >= 0 and self.page == "desk")

    def _sync(self) -> None:
        report = self.desk.report
        self.rail.set_enabled("desk", report is not None)
        on_desk = self.page == "desk" and report is not None
        for name in ("export_word", "go_desk"):
            self.actions_by_name[name].setEnabled(report is not None)
        for name in ("keep_version", "keep_named", "issue_report", "fold_outline"):
            self.actions_by_name[name].setEnabled(on_desk and self.desk.editing is not None)
        self.paper.sync(on_desk=on_desk)
        self.actions_by_name["show_history"].setEnabled(on_desk)
        self.actions_by_name["show_only_text"].setEnabled(on_desk)
        self.actions_by_name["show_versions"].setEnabled(on_desk and self.desk.has_versions())
        self.actions_by_name["move_data"].setEnabled(not self._library.read_only)
        self.actions_by_name["next_report"].setEnabled(self.page == "home" or on_desk)
        self.actions_by_name["save_outline"].setEnabled(on_desk and not self._library.read_only)
        self.actions_by_name["edit_units"].setEnabled(not self._library.read_only)
        self.history_button.setVisible(on_desk)
        checked = bool(self.findings_button.text()) and self.desk.editing is not None
        self.findings_button.setVisible(on_desk and checked)
        if not on_desk and self.actions_by_name["show_only_text"].isChecked():
            self.actions_by_name["show_only_text"].setChecked(False)
            self.show_only_text(False)
        self._period.setText(capitalized(period_text(report.period)) if on_desk and report else "")
        self.home.set_shown(self.page == "home")

    def _set_first_run(self, first: bool) -> None:
        self.rail.setVisible(not first)
        self.menuBar().setVisible(not first)
        self.statusBar().setVisible(not first)

    def _first_run_done(self) -> None:
        self._set_first_run(False)
        self.show_page("home")
        QTimer.singleShot(0, self.home.take_focus)
