"""The table of backups: when, of what kind, how large, where, and whether each was proved sound."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem, QWidget

from danvan_desktop.ui import theme
from danvan_desktop.ui.safety.backup_list import Kept, Proof, backup_words, size_words
from danvan_desktop.wording import say

_SOUND = Qt.ItemDataRole.UserRole
_COLUMNS = ("when", "kind", "size", "place", "proof")
_PROOF = _COLUMNS.index("proof")


class BackupTable(QTableWidget):
    """One row a backup, the newest first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(0, len(_COLUMNS), parent)
        self._kept: tuple[Kept, ...] = ()
        self.setObjectName("backup_table")
        self.setAccessibleName(say("safety.backups.list"))
        self.setHorizontalHeaderLabels([say(f"safety.backups.{name}") for name in _COLUMNS])
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.9))
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setHighlightSections(False)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * 9)

    def show_kept(self, kept: tuple[Kept, ...], now: datetime) -> None:
        """Show these backups, none of them proved yet."""
        self._kept = kept
        self.setRowCount(len(kept))
        for row, one in enumerate(kept):
            texts = (
                backup_words(one.backup.at, now),
                say(f"safety.backup_kind.{one.backup.kind}"),
                size_words(one.size),
                say(f"safety.backups.{'second' if one.second else 'first'}_place"),
                say("safety.backups.proving"),
            )
            for column, text in enumerate(texts):
                self.setItem(row, column, QTableWidgetItem(text))
        self._fit_columns()
        if kept:
            self.setCurrentCell(0, 0)

    def show_proofs(self, found: Mapping[Path, Proof]) -> None:
        """Say of each backup whether it was proved sound."""
        for row, one in enumerate(self._kept):
            proof, item = found.get(one.backup.path), self.item(row, _PROOF)
            if proof is None or item is None:
                continue
            text = say("safety.backups.sound", count=proof.reports) if proof.sound else ""
            item.setText(text or say("safety.backups.unsound"))
            tone: theme.Tone = "good" if proof.sound else "bad"
            item.setForeground(theme.tone_colours(tone, theme.palette_now())[0])
            item.setData(_SOUND, proof.sound)
        self._fit_columns()

    @property
    def chosen(self) -> Kept | None:
        """The backup that is chosen."""
        row = self.currentRow()
        return self._kept[row] if 0 <= row < len(self._kept) else None

    @property
    def chosen_is_sound(self) -> bool:
        """Whether the backup that is chosen was proved sound."""
        item = self.item(self.currentRow(), _PROOF)
        return item is not None and item.data(_SOUND) is True

    def _fit_columns(self) -> None:
        self.resizeColumnsToContents()
        for column in range(len(_COLUMNS) - 1):
            self.setColumnWidth(column, self.columnWidth(column) + theme.columns(self, 3))
