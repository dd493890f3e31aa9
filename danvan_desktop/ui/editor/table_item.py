"""A table inside a section's text, as an older Word file brought it: its cells can be put right."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from danvan_desktop.domain import edits
from danvan_desktop.domain.report import Item
from danvan_desktop.domain.section_text import with_cell
from danvan_desktop.services.editing import Place
from danvan_desktop.text.unicode import clean_line
from danvan_desktop.ui.editor.context import EditorContext
from danvan_desktop.ui.widgets.line_field import LineField
from danvan_desktop.wording import say

Index = QModelIndex | QPersistentModelIndex


class _Cells(QStyledItemDelegate):
    """Tells a cell's text as it is typed, so that no word waits in the cell to be written."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: ARG002
        field = LineField("text_cell", say("editor.table.name"), parent)
        field.setTextMargins(0, 0, 0, 0)
        field.setAutoFillBackground(True)
        field.edited.connect(lambda _: self.commitData.emit(field))
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, LineField)
        editor.show_text(clean_line(str(index.data() or "")))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, LineField)
        model.setData(index, clean_line(editor.text()))


class TableItem(QTableWidget):
    """Shows the rows of one table item; each cell is a line of text."""

    def __init__(
        self, context: EditorContext, section_id: str, item_id: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("text_table")
        self.setAccessibleName(say("editor.table.name"))
        self.item_id = item_id
        self._context = context
        self._section = section_id
        self._showing = False
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.setWordWrap(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(_Cells(self))
        self.cellChanged.connect(self._type)

    def show_item(self, item: Item) -> None:
        """Show the item's rows."""
        self._showing = True
        self.setRowCount(len(item.rows))
        self.setColumnCount(max(map(len, item.rows), default=0))
        for row, cells in enumerate(item.rows):
            for column, text in enumerate(cells):
                old = self.item(row, column)
                if old is None:
                    self.setItem(row, column, QTableWidgetItem(text))
                elif old.text() != text:
                    old.setText(text)
        self._showing = False
        height = sum(self.rowHeight(row) for row in range(self.rowCount()))
        self.setFixedHeight(height + 2 * self.frameWidth())

    def _type(self, row: int, column: int) -> None:
        if self._showing:
            return
        cell = self.item(row, column)
        text = clean_line(cell.text()) if cell else ""
        after = edits.update_item(
            self._context.report, self._section, self.item_id, lambda item: with_cell(item, row, column, text)
        )
        self._context.do(after, say("editor.act.cell"), Place(self._section, self.item_id, "cell"))
