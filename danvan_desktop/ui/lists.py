"""Lists of names with air around each."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem


class RoomyDelegate(QStyledItemDelegate):
    """Draws entries as the style does, each with room over, under and beside its text."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as the text needs and half a line more, as wide and two letters more."""
        size = super().sizeHint(option, index)
        letter = option.fontMetrics.averageCharWidth()
        return QSize(size.width() + 2 * letter, size.height() + round(option.fontMetrics.height() * 0.8))
