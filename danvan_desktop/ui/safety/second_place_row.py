"""The second place backups go to: where it is, another chosen, or none."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QMenu, QWidget

from danvan_desktop.paths import user_documents_dir
from danvan_desktop.services.removable import removable_places
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import plain_button
from danvan_desktop.wording import say


class SecondPlaceRow(QWidget):
    """It only asks: `wanted` brings the folder chosen, None for no second place any more."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = QLabel()
        self._text.setObjectName("second_place")
        self._text.setWordWrap(True)
        self._choose = plain_button(say("safety.backups.choose"), "second_choose", self)
        menu = QMenu(self._choose)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        self._choose.setMenu(menu)
        self._forget = plain_button(say("safety.backups.forget"), "second_forget", self)
        self._forget.clicked.connect(lambda: self.wanted.emit(None))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.unit(self) * 3)
        row.addWidget(self._text, 1)
        row.addWidget(self._choose)
        row.addWidget(self._forget)

    def show_place(self, place: Path | None) -> None:
        """Say where the second place is, that there is none, or that it is not to be found."""
        if place is None:
            text = say("safety.backups.no_second")
        elif not place.is_dir():
            text = say("safety.backups.second_gone", folder=place)
        else:
            text = say("safety.backups.second", folder=place)
        self._text.setText(text)
        self._forget.setVisible(place is not None)

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        for one in removable_places():
            action = QAction(say("safety.backups.usb", name=one.name).replace("&", "&&"), menu)
            folder = one.path / say("safety.backups.folder")
            action.triggered.connect(lambda _=False, folder=folder: self.wanted.emit(folder))
            menu.addAction(action)
        menu.addAction(say("safety.backups.other_folder")).triggered.connect(self._browse)

    def _browse(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, say("safety.backups.second_title"), str(user_documents_dir())
        )
        if name:
            self.wanted.emit(Path(name))
