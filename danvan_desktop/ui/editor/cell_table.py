"""A table typed in like a sheet: Enter goes down, Tab goes on, a block from Excel fills its cells."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from danvan_desktop.domain.figure_edits import canonical
from danvan_desktop.text.numbers import printed
from danvan_desktop.text.unicode import clean
from danvan_desktop.ui import theme
from danvan_desktop.ui.editor.context import EditorContext
from danvan_desktop.ui.widgets.line_field import MAX_PASTE, LineField
from danvan_desktop.wording import say

Index = QModelIndex | QPersistentModelIndex
_LEAST_LETTERS = 24
_MOST_ROWS = 500
"""How many rows one pasted block may have: twice the communes of the largest province."""


class CellTable(QTableView):
    """`typed` is how many columns, from the first, are typed in; `ruled` those with a rule at their right."""

    typed = 0
    ruled: tuple[int, ...] = ()

    def __init__(self, context: EditorContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setItemDelegate(_Cells(context, self))
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.setWordWrap(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )

    def fill_block(self, row: int, column: int, block: Sequence[Sequence[str]]) -> None:
        """Write a pasted block of cells from a place on."""
        raise NotImplementedError

    def empty_cells(self, cells: Sequence[QModelIndex]) -> None:
        """Empty these cells, as one step."""
        raise NotImplementedError

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Rows are as high as their words; only those that changed are measured, for a key must not wait."""
        super().setModel(model)
        if model is not None:
            model.dataChanged.connect(lambda first, last: self._fit_rows(first.row(), last.row()))
            model.rowsInserted.connect(lambda _, first, last: self._fit_rows(first, last))
            model.modelReset.connect(self.resizeRowsToContents)

    def _fit_rows(self, first: int, last: int) -> None:
        for row in range(first, last + 1):
            self.resizeRowToContents(row)

    def size_columns(self, letters: Sequence[int]) -> None:
        """The first column takes the room that is left, the others so many letters each."""
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate(letters, start=1):
            self.setColumnWidth(column, theme.columns(self, width))
        self.verticalHeader().setMinimumSectionSize(round(self.fontMetrics().lineSpacing() * 1.9))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow table is scrolled sideways before the first column loses the words in it."""
        header = self.horizontalHeader()
        others = sum(header.sectionSize(column) for column in range(1, header.count()))
        least = theme.columns(self, _LEAST_LETTERS)
        room = self.viewport().width() - others >= least
        mode = QHeaderView.ResizeMode.Stretch if room else QHeaderView.ResizeMode.Fixed
        header.setSectionResizeMode(0, mode)
        if not room:
            header.resizeSection(0, least)
        super().resizeEvent(event)
        self.resizeRowsToContents()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_block(QGuiApplication.clipboard().text())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._go_down()
        elif event.key() == Qt.Key.Key_Delete and not event.modifiers():
            chosen = self.selectionModel().selectedIndexes()
            self.empty_cells([index for index in chosen if index.column() < self.typed])
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks the cells and leaves the table after the last one that is typed in, before the first."""
        index = self.currentIndex()
        last = index.row() == self.model().rowCount() - 1 and index.column() >= self.typed - 1
        first = index.row() <= 0 and index.column() <= 0
        if not index.isValid() or (last if forward else first):
            return QWidget.focusNextPrevChild(self, forward)
        return super().focusNextPrevChild(forward)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter goes on to the cell under the one typed in."""
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._go_down()

    def paste_block(self, text: str) -> None:
        """Fill cells from the current one with a block as Excel copies it, as one step."""
        if len(text) > MAX_PASTE:
            self._context.tell_too_long(len(text))
            return
        lines = clean(text).strip("\n").split("\n")
        if not text.strip():
            return
        if len(lines) > _MOST_ROWS:
            count = printed(Decimal(len(lines)))
            self._context.told.emit(say("editor.paste.too_many_rows", count=count, most=_MOST_ROWS))
            return
        index = self.currentIndex()
        row = index.row() if index.isValid() else self.model().rowCount()
        column = min(max(index.column(), 0), self.typed - 1)
        self.fill_block(row, column, [line.split("\t") for line in lines])
        self.setFocus()
        self.setCurrentIndex(self.model().index(min(row, self.model().rowCount() - 1), column))

    def _go_down(self) -> None:
        index = self.currentIndex()
        if index.row() + 1 < self.model().rowCount():
            self.setCurrentIndex(index.siblingAtRow(index.row() + 1))

    def _copy(self) -> None:
        cells = sorted(self.selectionModel().selectedIndexes(), key=lambda i: (i.row(), i.column()))
        lines: dict[int, list[str]] = {}
        for index in cells:
            lines.setdefault(index.row(), []).append(str(index.data() or ""))
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines.values()))


class _Cell(LineField):
    """Keeps Enter from the table, which learns of it when the delegate closes the cell."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            event.accept()


class _Cells(QStyledItemDelegate):
    """Edits a cell in a line of clean text, told to the report as it is typed."""

    def __init__(self, context: EditorContext, table: CellTable) -> None:
        super().__init__(table)
        self._context = context
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        painter.save()
        painter.setPen(option.palette.color(QPalette.ColorRole.Mid))
        rect = option.rect
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if index.column() in self._table.ruled:
            painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width(), size.height() + 3 * theme.unit(self._table))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: ARG002
        heading = self._table.model().headerData(index.column(), Qt.Orientation.Horizontal)
        field = _Cell("figure_cell", str(heading), parent)
        gap = theme.unit(field)
        field.setTextMargins(gap // 2, 0, gap // 2, 0)
        field.setAutoFillBackground(True)
        field.takes_lines = True
        self._context.prepare(field)
        field.edited.connect(lambda _: self.commitData.emit(field))
        field.lines_pasted.connect(lambda lines: self._paste(field, lines))
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, LineField)
        stored = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if canonical(editor.text()) != canonical(stored):
            editor.show_text(stored)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, LineField)
        model.setData(index, editor.text())

    def _paste(self, field: LineField, lines: list[str]) -> None:
        self.closeEditor.emit(field, QAbstractItemDelegate.EndEditHint.NoHint)
        self._table.paste_block("\n".join(lines))
