"""Adding figures from the catalogue: search without accents, Enter adds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from danvan_desktop.layout.catalogue import CatalogueEntry, find_indicators
from danvan_desktop.ui import theme
from danvan_desktop.ui.widgets.line_field import LineField
from danvan_desktop.wording import say

_ENTRY = Qt.ItemDataRole.UserRole


class CataloguePanel(QWidget):
    """`picked` brings the entry to add; entries the report has already are marked and not offered."""

    picked = Signal(object)
    closed = Signal()

    def __init__(self, catalogue: Sequence[CatalogueEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("catalogue_panel")
        self._catalogue = catalogue
        self._taken: set[str] = set()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.unit(self))
        self.words = LineField("catalogue_words", say("editor.catalogue.name"), self)
        self.words.setPlaceholderText(say("editor.catalogue.placeholder"))
        self.entries = QListWidget(self)
        self.entries.setObjectName("catalogue_entries")
        self.entries.setAccessibleName(say("editor.catalogue.list"))
        column.addWidget(self.words)
        column.addWidget(self.entries)
        self.words.edited.connect(lambda _: self._fill())
        self.words.returnPressed.connect(self._pick)
        self.entries.itemActivated.connect(lambda _: self._pick())
        self.entries.setFixedHeight(round(self.fontMetrics().lineSpacing() * 10))

    def show_taken(self, codes: set[str]) -> None:
        """Say which entries the report has."""
        if codes != self._taken or not self.entries.count():
            self._taken = codes
            self._fill()

    def _fill(self) -> None:
        row = self.entries.currentRow()
        self.entries.clear()
        for entry in find_indicators(self.words.text(), self._catalogue):
            self.entries.addItem(self._line(entry))
        self.entries.setCurrentRow(max(0, min(row, self.entries.count() - 1)))

    def _line(self, entry: CatalogueEntry) -> QListWidgetItem:
        taken = entry.code in self._taken
        key = "editor.catalogue.taken" if taken else "editor.catalogue.line"
        item = QListWidgetItem(say(key, name=entry.name, unit=entry.unit))
        item.setToolTip(entry.group)
        item.setData(_ENTRY, entry)
        if taken:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        return item

    def _pick(self) -> None:
        item = self.entries.currentItem()
        if item is None or not item.flags() & Qt.ItemFlag.ItemIsEnabled:
            enabled = (self.entries.item(row) for row in range(self.entries.count()))
            found = next((i for i in enabled if i and i.flags() & Qt.ItemFlag.ItemIsEnabled), None)
        else:
            found = item
        if found is not None:
            self.picked.emit(found.data(_ENTRY))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif step and self.words.hasFocus():
            last = self.entries.count() - 1
            self.entries.setCurrentRow(max(0, min(self.entries.currentRow() + step, last)))
        else:
            super().keyPressEvent(event)
