"""What the program is, and the keys it knows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop import __version__
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import dialog_buttons
from danvan_desktop.ui.commands import title_of
from danvan_desktop.ui.exporting import open_outside
from danvan_desktop.wording import say


def _close_button(dialog: QDialog) -> QDialogButtonBox:
    buttons = dialog_buttons(dialog)
    buttons.rejected.connect(dialog.reject)
    return buttons


class ShortcutsDialog(QDialog):
    """Every command that has a key, read from the commands themselves."""

    def __init__(self, parent: QWidget, actions: Sequence[QAction]) -> None:
        super().__init__(parent)
        self.setObjectName("shortcuts_dialog")
        self.setWindowTitle(say("shell.shortcuts.title"))
        rows = [
            (
                ", ".join(key.toString(QKeySequence.SequenceFormat.NativeText) for key in keys),
                title_of(action),
            )
            for action in actions
            if (keys := action.shortcuts())
        ]
        table = QTableWidget(len(rows), 2, self)
        table.setObjectName("shortcut_table")
        table.setAccessibleName(say("shell.shortcuts.title"))
        table.setHorizontalHeaderLabels([say("shell.shortcuts.key"), say("shell.shortcuts.does")])
        table.verticalHeader().hide()
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                table.setItem(number, column, QTableWidgetItem(text))
        table.resizeColumnToContents(0)
        table.setColumnWidth(0, table.columnWidth(0) + theme.columns(self, 4))
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        table.horizontalHeader().setStretchLastSection(True)
        page = QVBoxLayout(self)
        page.addWidget(table)
        page.addWidget(_close_button(self))
        self.resize(theme.columns(self, 80), self.fontMetrics().lineSpacing() * 26)

    @classmethod
    def show_for(cls, parent: QWidget, actions: Sequence[QAction]) -> None:
        """Show the keys of these commands."""
        dialog = cls(parent, actions)
        dialog.exec()
        dialog.deleteLater()


class AboutDialog(QDialog):
    """Name, version, where the data lie."""

    def __init__(self, parent: QWidget, data_dir: Path) -> None:
        super().__init__(parent)
        self.setObjectName("about_dialog")
        self.setWindowTitle(say("shell.about.title"))
        text = QLabel(say("shell.about.text", version=__version__, folder=data_dir))
        text.setObjectName("about_text")
        text.setWordWrap(True)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        text.setAccessibleName(say("shell.about.title"))
        text.setMinimumWidth(theme.columns(self, 64))
        column = QVBoxLayout(self)
        gap = theme.unit(self)
        column.setContentsMargins(gap * 6, gap * 6, gap * 6, gap * 5)
        column.setSpacing(gap * 4)
        buttons = _close_button(self)
        folder = buttons.addButton(
            say("shell.action.open_data_folder"), QDialogButtonBox.ButtonRole.ActionRole
        )
        folder.setObjectName("about_folder")
        folder.clicked.connect(lambda: open_outside(data_dir))
        column.addWidget(text)
        column.addWidget(buttons)

    @classmethod
    def show_for(cls, parent: QWidget, data_dir: Path) -> None:
        """Show it."""
        dialog = cls(parent, data_dir)
        dialog.exec()
        dialog.deleteLater()
