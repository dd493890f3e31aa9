"""The table figures are typed in: Enter goes down, Tab goes on, a block from Excel fills its cells."""

from __future__ import annotations

from msgspec.structs import replace
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

from danvan_desktop.domain.edits import moved
from danvan_desktop.domain.figure_edits import canonical, references
from danvan_desktop.domain.figures import MISSING
from danvan_desktop.domain.report import Indicator
from danvan_desktop.text.unicode import clean
from danvan_desktop.ui import theme
from danvan_desktop.ui.editor.context import EditorContext
from danvan_desktop.ui.editor.figures_model import COLUMNS, TYPED, FiguresModel
from danvan_desktop.ui.editor.list_actions import ListActions
from danvan_desktop.ui.widgets.line_field import MAX_PASTE, LineField
from danvan_desktop.wording import say

Index = QModelIndex | QPersistentModelIndex


class FiguresTable(QTableView, ListActions):
    """Rows are added, moved and deleted by the window's list commands."""

    def __init__(self, context: EditorContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("figures_table")
        self.setAccessibleName(say("editor.figures.table"))
        self._context = context
        self.rows = FiguresModel(context, self)
        self.setModel(self.rows)
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
        self._size_columns()

    def _size_columns(self) -> None:
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, letters in zip(COLUMNS[1:], (12, 12, 12, 12, 12, 12, 13), strict=True):
            self.setColumnWidth(COLUMNS.index(column), theme.columns(self, letters))
        header.setFixedHeight(round(self.fontMetrics().lineSpacing() * 2.6))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.verticalHeader().setMinimumSectionSize(round(self.fontMetrics().lineSpacing() * 1.9))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resizeRowsToContents()

    def focus_cell(self, row: int, column: str) -> None:
        """Make a cell the current one and put the keyboard in the table."""
        self.setFocus()
        self.show_cell(row, column)

    def show_cell(self, row: int, column: str) -> None:
        """Make a cell the current one, in sight, and leave the keyboard where it is."""
        row = max(0, min(row, self.rows.rowCount() - 1))
        self.setCurrentIndex(self.rows.index(row, COLUMNS.index(column)))

    # List commands

    def add_next(self) -> None:
        row = self.currentIndex().row() + 1 if self.currentIndex().isValid() else self.rows.rowCount()
        self.add_rows(row, [self.rows.fresh(self._indicators())])

    def add_rows(self, row: int, fresh: list[Indicator]) -> None:
        """Put rows in at `row`; the keyboard goes to what has to be typed in the first."""
        rows = self._indicators()
        self.rows.replace_rows([*rows[:row], *fresh, *rows[row:]], "figures_add", row)
        self.focus_cell(row, "value" if fresh[0].name else "name")

    def move_current(self, step: int) -> None:
        row, column = self.currentIndex().row(), self.currentIndex().column()
        to = row + step
        if row >= 0 and 0 <= to < self.rows.rowCount():
            self.rows.replace_rows(moved(self._indicators(), row, to), "figures_move", to)
            self.focus_cell(to, COLUMNS[column])

    def delete_current(self) -> None:
        chosen = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        if not chosen:
            return
        rows = self._indicators()
        used = sum(references(self._context.report, rows[row].code) for row in chosen)
        kept = [indicator for row, indicator in enumerate(rows) if row not in chosen]
        self.rows.replace_rows(kept, "figures_delete", chosen[0])
        told = say("editor.figures.used", count=used, gap=MISSING) if used else say("editor.item.deleted")
        self._context.told.emit(told)
        if kept:
            self.focus_cell(chosen[0], "value")

    def _indicators(self) -> list[Indicator]:
        return list(self._context.report.indicators)

    # Keys and clipboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_block(QGuiApplication.clipboard().text())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._go_down()
        elif event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self._empty_cells()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks the cells and leaves the table after the last one that is typed in, before the first."""
        index = self.currentIndex()
        last = index.row() == self.rows.rowCount() - 1 and index.column() >= len(TYPED) - 1
        first = index.row() <= 0 and index.column() <= 0
        if not index.isValid() or (last if forward else first):
            return QWidget.focusNextPrevChild(self, forward)
        return super().focusNextPrevChild(forward)

    def _go_down(self) -> None:
        index = self.currentIndex()
        if index.row() + 1 < self.rows.rowCount():
            self.setCurrentIndex(index.siblingAtRow(index.row() + 1))

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
        index = self.currentIndex()
        row = index.row() if index.isValid() else self.rows.rowCount()
        column = min(max(index.column(), 0), len(TYPED) - 1)
        self.rows.fill_block(row, column, [line.split("\t") for line in lines])
        self.focus_cell(row, TYPED[column])

    def _copy(self) -> None:
        cells = sorted(self.selectionModel().selectedIndexes(), key=lambda i: (i.row(), i.column()))
        lines: dict[int, list[str]] = {}
        for index in cells:
            lines.setdefault(index.row(), []).append(str(index.data() or ""))
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines.values()))

    def _empty_cells(self) -> None:
        rows = self._indicators()

        for index in self.selectionModel().selectedIndexes():
            name = COLUMNS[index.column()]
            if name in TYPED:
                rows[index.row()] = replace(rows[index.row()], **{name: ""})
        self.rows.replace_rows(rows, "figure", self.currentIndex().row())


class _Cell(LineField):
    """Keeps Enter from the table, which learns of it when the delegate closes the cell."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            event.accept()


class _Cells(QStyledItemDelegate):
    """Edits a cell in a line of clean text, told to the report as it is typed."""

    def __init__(self, context: EditorContext, table: FiguresTable) -> None:
        super().__init__(table)
        self._context = context
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        painter.save()
        painter.setPen(option.palette.color(QPalette.ColorRole.Mid))
        rect = option.rect
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if COLUMNS[index.column()] in ("unit", "planned"):
            painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width(), size.height() + 3 * theme.unit(self._table))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: ARG002
        name = say(f"editor.figures.column.{COLUMNS[index.column()]}")
        field = _Cell("figure_cell", name, parent)
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
