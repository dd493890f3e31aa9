"""The page about the offices a clerk drafts for; on the first run it is all there is."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from danvan_desktop.domain.office import OfficeKind
from danvan_desktop.errors import UserError
from danvan_desktop.store.drafts import Drafts
from danvan_desktop.store.offices import StoredOffice
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import PrimaryButton, plain_button
from danvan_desktop.ui.lists import RoomyDelegate
from danvan_desktop.ui.messages import MessageBar
from danvan_desktop.ui.offices.kinds import office_name
from danvan_desktop.ui.offices.office_form import OfficeForm
from danvan_desktop.wording import say

_FIRST_KIND: OfficeKind = "commune_party"


class OfficesPage(QWidget):
    """A list of offices and the form of the chosen one. Leaving an office writes what was changed in it."""

    first_office_added = Signal()

    def __init__(self, drafts: Drafts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("offices_page")
        self._drafts = drafts
        self._stored: tuple[StoredOffice, ...] = ()
        self._shown_id: int | None = None
        self._dirty = False
        self.messages = MessageBar(self)
        self.form = OfficeForm(date.today(), self)
        self._title = QLabel()
        self._intro = QLabel(say("shell.office.first_intro"))
        self._list = QListWidget()
        self._save = PrimaryButton("", "save_office", self)
        self._add = plain_button(say("shell.office.add"), "add_office", self, "new")
        self._remove = plain_button(say("shell.office.remove"), "remove_office", self, "trash")
        self._lay_out()
        self._list.currentRowChanged.connect(self._chosen)
        self._add.clicked.connect(self._begin_new)
        self._remove.clicked.connect(self._ask_remove)
        self._save.clicked.connect(self._save_pressed)
        self.form.changed.connect(self._touched)

    def reload(self) -> None:
        """Read the offices and show the one that was shown, else the first, else an empty form."""
        try:
            self._stored = self._drafts.offices()
        except UserError as error:
            self.messages.tell_error(error)
            return
        self._fill_list()
        first = not self._stored
        self._list_side.setVisible(not first)
        self._intro.setVisible(first)
        self._title.setText(say("shell.office.first_title" if first else "shell.office.title"))
        self._save.setText(say("shell.office.begin" if first else "shell.office.save"))
        if first:
            self._begin_new()
        else:
            row = next((row for row, one in enumerate(self._stored) if one.id == self._shown_id), 0)
            self._list.setCurrentRow(row)
            self._show(self._stored[row])

    def put_away(self) -> bool:
        """Write what was changed; False when it cannot be, or the office lacks what it needs.

        Then the message offers to drop the changes, so that nobody is kept on the page.
        """
        return not self._dirty or self._write(leaving=True)

    def drop_changes(self) -> None:
        """Show the offices as they are stored."""
        self._dirty = False
        self.reload()

    def _lay_out(self) -> None:
        gap = theme.unit(self)
        page = QVBoxLayout(self)
        page.setContentsMargins(gap * 6, gap * 5, gap * 6, gap * 4)
        page.setSpacing(gap * 3)
        font = QFont(self._title.font())
        font.setPointSizeF(font.pointSizeF() * 1.6)
        font.setBold(True)
        self._title.setFont(font)
        self._title.setObjectName("offices_title")
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._save)
        page.addLayout(top)
        self._intro.setWordWrap(True)
        self._intro.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        page.addWidget(self._intro)
        page.addWidget(self.messages)
        self._list_side = QWidget(self)
        side = QVBoxLayout(self._list_side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(gap * 2)
        self._list.setObjectName("office_list")
        self._list.setAccessibleName(say("shell.office.list"))
        self._list.setWordWrap(True)
        self._list.setItemDelegate(RoomyDelegate(self._list))
        self._list.setTextElideMode(Qt.TextElideMode.ElideNone)
        side.addWidget(self._list, 1)
        side.addWidget(self._add)
        side.addWidget(self._remove)
        self._list.setMinimumWidth(theme.columns(self, 12))
        self._list_side.setMaximumWidth(theme.columns(self, 27))
        row = QHBoxLayout()
        row.setSpacing(gap * 5)
        row.addWidget(self._list_side, 1)
        row.addWidget(self.form, 4)
        page.addLayout(row, 1)
        QWidget.setTabOrder(self.form.spelling, self._save)

    def _fill_list(self) -> None:
        self._list.blockSignals(True)
        self._list.clear()
        for one in self._stored:
            self._list.addItem(QListWidgetItem(office_name(one.office)))
        self._list.blockSignals(False)

    def _show(self, stored: StoredOffice) -> None:
        self._shown_id = stored.id
        self.form.show_office(stored.office)
        self._dirty = False
        self._sync()

    def _chosen(self, row: int) -> None:
        if not 0 <= row < len(self._stored) or self._stored[row].id == self._shown_id:
            return
        wanted = self._stored[row].id
        if not self.put_away():
            self._choose_shown()
            return
        self._show(next(one for one in self._stored if one.id == wanted))
        self._choose_shown()

    def _begin_new(self) -> None:
        if not self.put_away():
            return
        self._shown_id = None
        self._list.setCurrentRow(-1)
        self.form.start_with(_FIRST_KIND)
        self._dirty = False
        self._sync()
        self.form.kind.setFocus()

    def _touched(self) -> None:
        self._dirty = True
        self._sync()

    def _sync(self) -> None:
        self._remove.setEnabled(self._shown_id is not None)
        self._save.setEnabled(self._dirty or self._shown_id is None)

    def _save_pressed(self) -> None:
        first = not self._stored
        if not self._write():
            return
        if first:
            self.first_office_added.emit()
        else:
            self.messages.tell(say("shell.office.saved", name=office_name(self.form.office())), "good")

    def _write(self, *, leaving: bool = False) -> bool:
        ways_out = [(say("shell.office.drop"), "drop_changes", self.drop_changes)] if leaving else []
        missing = self.form.missing()
        if missing:
            self.messages.tell(missing, "bad", ways_out)
            self.form.own_line.setFocus()
            return False
        office = self.form.office()
        try:
            if self._shown_id is None:
                self._shown_id = self._drafts.add_office(office)
            else:
                self._drafts.save_office(self._shown_id, office)
        except UserError as error:
            self.messages.tell_error(error, ways_out)
            return False
        self._dirty = False
        self.messages.dismiss()
        self._stored = self._drafts.offices()
        self._fill_list()
        self._choose_shown()
        self._list_side.setVisible(True)
        self._intro.setVisible(False)
        self._title.setText(say("shell.office.title"))
        self._save.setText(say("shell.office.save"))
        self._sync()
        return True

    def _choose_shown(self) -> None:
        row = next((row for row, one in enumerate(self._stored) if one.id == self._shown_id), -1)
        self._list.blockSignals(True)
        self._list.setCurrentRow(row)
        self._list.blockSignals(False)

    def _ask_remove(self) -> None:
        stored = next((one for one in self._stored if one.id == self._shown_id), None)
        if stored is None:
            return
        self.messages.tell(
            say("shell.office.remove_question", name=office_name(stored.office)),
            "warning",
            [
                (say("shell.office.remove_yes"), "remove_yes", lambda: self._remove_now(stored)),
                (say("shell.office.remove_no"), "remove_no", self._remove.setFocus),
            ],
        )

    def _remove_now(self, stored: StoredOffice) -> None:
        try:
            self._drafts.remove_office(stored.id)
        except UserError as error:
            self.messages.tell_error(error)
            return
        self._shown_id, self._dirty = None, False
        self.reload()
        self.messages.tell(say("shell.office.removed", name=office_name(stored.office)))
