"""The window's own commands, and the menu bar they stand in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from danvan_desktop.ui.actions import ActionTable, make_action
from danvan_desktop.wording import say

if TYPE_CHECKING:
    from danvan_desktop.ui.main_window import MainWindow

_ACTIONS: ActionTable = (
    ("show_reports", "open", "Ctrl+O"),
    ("keep_version", "", "Ctrl+S"),
    ("keep_named", "", "Ctrl+Shift+S"),
    ("export_word", "export", "Ctrl+E"),
    ("issue_report", "", ""),
    ("next_report", "next", "Ctrl+Shift+N"),
    ("save_outline", "", ""),
    ("edit_units", "", ""),
    ("next_habit", "", ""),
    ("show_versions", "", ""),
    ("show_history", "history", "Ctrl+Shift+H"),
    ("show_backups", "", ""),
    ("open_data_folder", "", ""),
    ("move_data", "", ""),
    ("fold_outline", "outline", "F9"),
    ("show_only_text", "", "F11"),
    ("quit", "", "Ctrl+Q"),
    ("show_palette", "", "Ctrl+K"),
    ("go_home", "home", "Alt+1"),
    ("go_desk", "compose", "Alt+2"),
    ("go_calendar", "calendar", "Alt+3"),
    ("go_offices", "office", "Alt+4"),
    ("show_help", "", "F1"),
    ("show_shortcuts", "", "Ctrl+F1"),
    ("show_about", "", ""),
)


def make_actions(window: MainWindow) -> dict[str, QAction]:
    """The window's own actions by name."""
    made: dict[str, QAction] = {}
    does: dict[str, Callable[[], object]] = {
        "show_reports": lambda: window.show_page("home"),
        "keep_version": window.safety.keep_version,
        "keep_named": window.safety.keep_named,
        "export_word": lambda: window.files.export_word(),
        "issue_report": window.safety.issue,
        "next_report": window.following.next_of_shown,
        "save_outline": window.following.save_outline,
        "edit_units": window.following.edit_units,
        "next_habit": window.following.ask_habit,
        "show_versions": lambda: window.desk.show_versions(),
        "show_history": lambda: window.desk.show_history(),
        "show_backups": window.safety.show_backups,
        "open_data_folder": window.safety.open_data_folder,
        "move_data": window.safety.move_data,
        "fold_outline": lambda: window.desk.fold_outline(not window.desk.outline_folded),
        "show_only_text": lambda: window.show_only_text(made["show_only_text"].isChecked()),
        "quit": lambda: window.close(),
        "show_palette": lambda: window.show_palette(),
        "go_home": lambda: window.show_page("home"),
        "go_desk": lambda: window.show_page("desk"),
        "go_calendar": lambda: window.show_page("calendar"),
        "go_offices": lambda: window.show_page("offices"),
        "show_help": lambda: window.show_help(),
        "show_shortcuts": lambda: window.show_shortcuts(),
        "show_about": lambda: window.show_about(),
    }
    for name, picture, shortcut in _ACTIONS:
        text, tip = say(f"shell.action.{name}"), say(f"shell.tip.{name}")
        action = make_action(window, name, text, tip, picture, shortcut)
        action.triggered.connect(lambda _=False, act=does[name]: act())
        window.addAction(action)
        made[name] = action
    made["show_only_text"].setCheckable(True)
    return made


def fill_menu_bar(window: MainWindow) -> None:
    """Tệp, Sửa, Xem, Trợ giúp."""
    bar = window.menuBar()
    own, home = window.actions_by_name, window.home
    file_menu = _menu(window, "file")
    file_menu.addActions([home.commands["new_report"], own["next_report"], own["show_reports"]])
    file_menu.addSeparator()
    file_menu.addActions([own["keep_version"], own["keep_named"]])
    paper = window.paper.actions
    file_menu.addActions([own["export_word"], paper["export_pdf"], paper["print"], own["issue_report"]])
    file_menu.addActions([paper["compare"], paper["bring_home"]])
    file_menu.addSeparator()
    file_menu.addActions([home.commands["import_report"], home.commands["open_sample"]])
    file_menu.addSeparator()
    file_menu.addActions([own["save_outline"], own["edit_units"], own["next_habit"]])
    file_menu.addSeparator()
    file_menu.addActions([own["show_backups"], own["open_data_folder"], own["move_data"]])
    file_menu.addSeparator()
    file_menu.addAction(own["quit"])
    bar.addMenu(file_menu)
    bar.addMenu(_menu(window, "edit"))
    view = _menu(window, "view")
    view.addActions([own["go_home"], own["go_desk"], own["go_calendar"], own["go_offices"]])
    view.addSeparator()
    view.addActions([own["show_history"], own["show_versions"]])
    view.addSeparator()
    view.addActions([own["fold_outline"], paper["show_pages"], own["show_only_text"]])
    view.addSeparator()
    view.addActions([home.commands["show_trash"], home.commands["show_purged"], own["show_palette"]])
    bar.addMenu(view)
    aid = _menu(window, "help")
    aid.addActions([own["show_help"], own["show_shortcuts"], own["show_about"]])
    bar.addMenu(aid)
    fill_edit_menu(window)


def fill_edit_menu(window: MainWindow) -> None:
    """What the editor can do; without an open report, what can be done with a report of the list."""
    menu = window.findChild(QMenu, "menu_edit")
    assert menu is not None
    menu.clear()
    commands = window.desk.editor_commands()
    if commands:
        menu.addActions(commands)
        menu.addSeparator()
    of_report = window.home.commands
    menu.addActions([of_report[name] for name in ("open_report", "next_of_report", "duplicate_report")])
    menu.addMenu(of_report.status_menu)
    menu.addActions([of_report[name] for name in ("set_due", "check_file", "export_report", "trash_report")])


def sync_actions(window: MainWindow, *, on_desk: bool, editing: bool) -> None:
    """Offer what can be done now: with a report on the desk that is shown, and whether it can be written."""
    own = window.actions_by_name
    writable = not window.library.read_only
    usable = {
        "export_word": window.desk.report is not None,
        "go_desk": window.desk.report is not None,
        "keep_version": on_desk and editing,
        "keep_named": on_desk and editing,
        "issue_report": on_desk and editing,
        "fold_outline": on_desk and editing,
        "show_history": on_desk,
        "show_only_text": on_desk,
        "show_versions": on_desk and window.desk.has_versions(),
        "next_report": window.page == "home" or on_desk,
        "save_outline": on_desk and writable,
        "edit_units": writable,
        "move_data": writable,
    }
    for name, can in usable.items():
        own[name].setEnabled(can)


def _menu(window: MainWindow, name: str) -> QMenu:
    menu = QMenu(say(f"shell.menu.{name}"), window)
    menu.setObjectName(f"menu_{name}")
    menu.setToolTipsVisible(True)
    return menu
