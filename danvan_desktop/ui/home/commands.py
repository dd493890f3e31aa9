"""The commands of the home page: what each is called, and what can be done now."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from danvan_desktop.store.drafts import STATUSES, ReportSummary, Status
from danvan_desktop.ui.actions import ActionTable, make_action
from danvan_desktop.ui.home import words
from danvan_desktop.ui.icons import icon
from danvan_desktop.wording import say

_ACTIONS: ActionTable = (
    ("new_report", "new", "Ctrl+N"),
    ("open_report", "open", ""),
    ("next_of_report", "next", ""),
    ("duplicate_report", "copy", ""),
    ("set_due", "calendar", ""),
    ("trash_report", "trash", ""),
    ("show_trash", "trash", ""),
    ("restore_report", "restore", ""),
    ("purge_report", "trash", ""),
    ("show_purged", "history", ""),
    ("check_file", "", ""),
    ("export_report", "export", ""),
    ("import_report", "import", ""),
    ("open_sample", "sample", ""),
)
_OF_CHOSEN = ("next_of_report", "duplicate_report", "set_due", "trash_report")
_OF_THROWN = ("restore_report", "purge_report")
_MAKING = ("new_report", "import_report", "open_sample")


class HomeCommands(QObject):
    """One action for each command, by name; `status_wanted` brings the status chosen for a report."""

    status_wanted = Signal(str)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._by_name = {
            name: make_action(
                page, name, say(f"shell.home.action.{name}"), say(f"shell.home.tip.{name}"), picture, key
            )
            for name, picture, key in _ACTIONS
        }
        self["show_trash"].setCheckable(True)
        group = QActionGroup(self)
        self.statuses = [self._status(status, group) for status in STATUSES]
        self.status_menu = QMenu(say("shell.home.action.status"), page)
        self.status_menu.setIcon(icon("status"))
        self.status_menu.addActions(self.statuses)

    def __getitem__(self, name: str) -> QAction:
        """The action of a command."""
        return self._by_name[name]

    def all(self) -> list[QAction]:
        """Every command, for menus and the command palette."""
        found = list(self._by_name.values())
        place = found.index(self["set_due"])
        return [*found[:place], *self.statuses, *found[place:]]

    def connect_to(self, does: dict[str, Callable[[], object]]) -> None:
        """Let each command do what it is for."""
        for name, action in self._by_name.items():
            action.triggered.connect(lambda _=False, act=does[name]: act())

    def sync(self, one: ReportSummary | None, thrown: ReportSummary | None, *, writable: bool) -> None:
        """Offer what can be done with the report chosen in the list, or in the trash."""
        for name in ("open_report", "export_report"):
            self[name].setEnabled(one is not None)
        self["check_file"].setEnabled(one is not None and one.status == "issued" and not one.archived)
        changeable = one is not None and writable
        for name in _OF_CHOSEN:
            self[name].setEnabled(changeable)
        for name in _MAKING:
            self[name].setEnabled(writable)
        self.status_menu.setEnabled(changeable)
        for action in self.statuses:
            action.setEnabled(changeable)
            action.setChecked(one is not None and one.status == action.data())
        for name in _OF_THROWN:
            self[name].setEnabled(thrown is not None and writable)
        self["show_purged"].setEnabled(writable)

    def _status(self, status: Status, group: QActionGroup) -> QAction:
        action = QAction(words.status(status), self)
        action.setObjectName(f"status_{status}")
        action.setStatusTip(say("shell.home.status_tip", status=words.status(status).lower()))
        action.setProperty("full_title", say("shell.home.status_command", status=words.status(status)))
        action.setCheckable(True)
        action.setData(status)
        action.triggered.connect(lambda _=False: self.status_wanted.emit(status))
        group.addAction(action)
        return action
