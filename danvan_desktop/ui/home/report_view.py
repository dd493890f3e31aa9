"""How the list of reports looks: headings of periods, chips for the status, bars for the progress."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from danvan_desktop.store.drafts import ReportSummary, Status
from danvan_desktop.ui import theme
from danvan_desktop.ui.home.report_model import LATE_ROLE, REPORT_ROLE, Column, ReportModel
from danvan_desktop.wording import say

Index = QModelIndex | QPersistentModelIndex

_STATUS_TONE: dict[Status, theme.Tone] = {"drafting": "plain", "review": "warning", "issued": "good"}
_WIDTH_LETTERS = {
    Column.OFFICE: 26,
    Column.STATUS: 18,
    Column.DUE: 28,
    Column.PROGRESS: 17,
    Column.SAVED: 18,
}
_NAME_LETTERS = 34
# What goes first when the window is narrow.
_DISPENSABLE = (Column.OFFICE, Column.SAVED, Column.PROGRESS)


class ReportDelegate(QStyledItemDelegate):
    """Draws a row of the list."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows of two lines and a bit; the width is the column's."""
        lines = 2.2 if index.data(REPORT_ROLE) else 2.0
        return QSize(0, round(option.fontMetrics.height() * lines))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A heading, a chip, a bar, or plain text with room at its sides."""
        report: ReportSummary | None = index.data(REPORT_ROLE)
        if report is None:
            self._paint_heading(painter, option, index)
            return
        column = Column(index.column())
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        if column in (Column.STATUS, Column.PROGRESS):
            shown.text = ""
        elif column == Column.DUE and index.data(LATE_ROLE) and not self._chosen(option):
            late = theme.tone_colours("bad", theme.palette_now())[0]
            shown.palette.setColor(QPalette.ColorRole.Text, late)
        shown.state &= ~QStyle.StateFlag.State_HasFocus
        style = shown.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        if column == Column.STATUS:
            self._paint_chip(painter, option, str(index.data()), _STATUS_TONE[report.status])
        elif column == Column.PROGRESS:
            self._paint_progress(painter, option, report.progress, str(index.data()))

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Long texts lose their end, not their row."""
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideRight

    @staticmethod
    def _chosen(option: QStyleOptionViewItem) -> bool:
        return bool(option.state & QStyle.StateFlag.State_Selected)

    @staticmethod
    def _paint_heading(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if index.column():
            return
        painter.save()
        font = QFont(option.font)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
        margin = round(option.fontMetrics.averageCharWidth())
        box = option.rect.adjusted(margin, 0, -margin, -option.fontMetrics.height() // 4)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, str(index.data()))
        painter.restore()

    @staticmethod
    def _paint_chip(painter: QPainter, option: QStyleOptionViewItem, text: str, tone: theme.Tone) -> None:
        ink, wash = theme.tone_colours(tone, theme.palette_now())
        metrics = option.fontMetrics
        width = metrics.horizontalAdvance(text) + metrics.height()
        height = round(metrics.height() * 1.45)
        margin = round(metrics.averageCharWidth() * 0.5)
        left = option.rect.left() + margin
        top = option.rect.center().y() - height // 2
        box = QRectF(left, top, min(width, option.rect.width() - margin), height)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(wash)
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()

    def _paint_progress(
        self, painter: QPainter, option: QStyleOptionViewItem, share: float, text: str
    ) -> None:
        metrics = option.fontMetrics
        label = metrics.horizontalAdvance("100% ")
        margin = round(metrics.averageCharWidth() * 0.5)
        height = max(4, metrics.height() // 3)
        bar = QRect(
            option.rect.left() + margin,
            option.rect.center().y() - height // 2,
            max(0, option.rect.width() - label - margin * 4),
            height,
        )
        chosen = self._chosen(option)
        track = option.palette.color(QPalette.ColorRole.Midlight)
        done = theme.tone_colours("good", theme.palette_now())[0]
        if chosen:
            done = option.palette.color(QPalette.ColorRole.HighlightedText)
            track = option.palette.color(QPalette.ColorRole.Highlight).lighter(150)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(track)
        painter.drawRoundedRect(bar, height / 2, height / 2)
        if share > 0:
            filled = QRectF(bar)
            filled.setWidth(max(height, bar.width() * share))
            painter.setBrush(done)
            painter.drawRoundedRect(filled, height / 2, height / 2)
        role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
        painter.setPen(option.palette.color(role))
        beside = QRect(bar.right() + margin * 2, option.rect.top(), label, option.rect.height())
        painter.drawText(beside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()


class ReportView(QTreeView):
    """The list. Enter or a double click asks to open, Delete to put in the trash."""

    open_wanted = Signal()
    trash_wanted = Signal()

    def __init__(self, model: ReportModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(say(f"shell.home.{name}"))
        self.setModel(model)
        self.setItemDelegate(ReportDelegate(self))
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setItemsExpandable(False)
        self.setExpandsOnDoubleClick(False)
        self.setAllColumnsShowFocus(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        header = self.header()
        header.setSectionsMovable(False)
        header.setSectionsClickable(False)
        header.setStretchLastSection(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(1)
        model.modelReset.connect(self._lay_out)
        self._lay_out()

    def report(self) -> ReportSummary | None:
        """The chosen report."""
        found: ReportSummary | None = self.currentIndex().data(REPORT_ROLE)
        return found

    def choose(self, report_id: int | None) -> None:
        """Choose a report; without one, or when it is gone, the first."""
        model = self.model()
        assert isinstance(model, ReportModel)
        index = model.index_of(report_id) if report_id is not None else QModelIndex()
        if not index.isValid():
            index = model.index(0, 0, model.index(0, 0))
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete trashes; everything else is the list's own."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.report():
            self.open_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete and self.report():
            self.trash_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click on a report opens it."""
        super().mouseDoubleClickEvent(event)
        if self.indexAt(event.position().toPoint()).data(REPORT_ROLE):
            self.open_wanted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what does not fit."""
        super().resizeEvent(event)
        self._fit_columns()

    def _lay_out(self) -> None:
        self.expandAll()
        for row in range(self.model().rowCount()):
            self.setFirstColumnSpanned(row, QModelIndex(), True)
        self._fit_columns()

    def _fit_columns(self) -> None:
        widths = {column: theme.columns(self, letters) for column, letters in _WIDTH_LETTERS.items()}
        room = self.viewport().width() - theme.columns(self, _NAME_LETTERS)
        shown = list(_WIDTH_LETTERS)
        for column in _DISPENSABLE:
            if sum(widths[one] for one in shown) > room:
                shown.remove(column)
        for column, width in widths.items():
            self.setColumnHidden(column, column not in shown)
            self.setColumnWidth(column, width)
