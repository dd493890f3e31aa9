"""Choosing among the reports that were taken away for good, to bring one back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.store.discarded import Discarded
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import PrimaryButton, dialog_buttons
from danvan_desktop.ui.home.words import saved, title
from danvan_desktop.ui.lists import RoomyDelegate
from danvan_desktop.wording import say


class PurgedDialog(QDialog):
    """The last purged first; Enter takes the chosen one back."""

    def __init__(self, parent: QWidget, purged: Sequence[Discarded], now: datetime) -> None:
        super().__init__(parent)
        self.setObjectName("purged_dialog")
        self.setWindowTitle(say("shell.purged.title"))
        self.list = QListWidget(self)
        self.list.setObjectName("purged_list")
        self.list.setAccessibleName(say("shell.purged.title"))
        self.list.setItemDelegate(RoomyDelegate(self.list))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for one in purged:
            at = saved(one.at.astimezone(now.tzinfo), now)
            item = QListWidgetItem(say("shell.purged.line", subject=title(one.label), at=at))
            item.setData(Qt.ItemDataRole.UserRole, one.id)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        none = QLabel(say("shell.purged.none"), self)
        none.setVisible(not purged)
        self.list.setVisible(bool(purged))
        buttons = dialog_buttons(self, QDialogButtonBox.StandardButton.Cancel)
        take = PrimaryButton(say("shell.purged.take_back"), "take_back", self)
        take.setDefault(True)
        take.setEnabled(bool(purged))
        buttons.addButton(take, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.list.itemActivated.connect(lambda _: self.accept())
        gap = theme.unit(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 6, gap * 5, gap * 6, gap * 5)
        column.setSpacing(gap * 4)
        column.addWidget(none)
        column.addWidget(self.list, 1)
        column.addWidget(buttons)
        room = self.screen().availableSize() * 0.9
        height = self.fontMetrics().lineSpacing() * (18 if purged else 8)
        self.resize(min(theme.columns(self, 90), room.width()), min(height, room.height()))

    @classmethod
    def ask(cls, parent: QWidget, purged: Sequence[Discarded]) -> int | None:
        """The id of the copy to take back; None when the person left without choosing."""
        dialog = cls(parent, purged, datetime.now().astimezone())
        try:
            if dialog.exec() != QDialog.DialogCode.Accepted:
                return None
            item = dialog.list.currentItem()
            return int(item.data(Qt.ItemDataRole.UserRole)) if item else None
        finally:
            dialog.deleteLater()
