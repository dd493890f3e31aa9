"""How the list of reports looks: headings of periods, chips for the status, bars for the progress."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPalette,
    QResizeEvent,
)
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
# The longest text a column usually holds.
_WIDEST = {
    Column.OFFICE: "ĐẢNG ỦY PHƯỜNG HƯNG TÂN",
    Column.STATUS: "Đã ban hành lần 2mm",
    Column.DUE: "Quá hạn 188 ngày (28/12)",
    Column.PROGRESS: "mmmmmmm 100%",
    Column.SAVED: "20:08 ngày 28/12",
}
_NAME_LETTERS = 40
_PADDING_LETTERS = 1.5
# What goes first when the window is narrow.
_DISPENSABLE = (Column.OFFICE, Column.SAVED, Column.PROGRESS)


class ReportDelegate(QStyledItemDelegate):
    """Draws a row of the list."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines of a name and air; the width is the column's."""
        lines = 2.9 if index.data(REPORT_ROLE) else 2.4
        return QSize(0, round(option.fontMetrics.height() * lines))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A heading, a chip, a bar, or a text of at most two lines."""
        report: ReportSummary | None = index.data(REPORT_ROLE)
        if report is None:
            self._paint_heading(painter, option, index)
            return
        column = Column(index.column())
        self._paint_ground(painter, option, first=column == Column.NAME)
        if column == Column.STATUS:
            self._paint_chip(painter, option, str(index.data()), _STATUS_TONE[report.status])
        elif column == Column.PROGRESS:
            self._paint_progress(painter, option, report.progress, str(index.data()))
        else:
            self._paint_text(painter, option, index, column)

    @staticmethod
    def _paint_ground(painter: QPainter, option: QStyleOptionViewItem, *, first: bool) -> None:
        """A wash and a bar at the left for the chosen row, a thin line under every row."""
        accent = option.palette.color(QPalette.ColorRole.Accent)
        if ReportDelegate._chosen(option):
            painter.fillRect(option.rect, option.palette.color(QPalette.ColorRole.Highlight))
            if first:
                width = max(3, option.fontMetrics.height() // 5)
                painter.fillRect(option.rect.left(), option.rect.top(), width, option.rect.height(), accent)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            wash = QColor(accent)
            wash.setAlpha(16)
            painter.fillRect(option.rect, wash)
        painter.save()
        painter.setPen(option.palette.color(QPalette.ColorRole.Midlight))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.restore()

    @staticmethod
    def _paint_text(painter: QPainter, option: QStyleOptionViewItem, index: Index, column: Column) -> None:
        metrics = option.fontMetrics
        margin = round(metrics.averageCharWidth() * _PADDING_LETTERS)
        box = option.rect.adjusted(margin, 0, -margin // 2, 0)
        ink = option.palette.color(QPalette.ColorRole.Text)
        if index.data(LATE_ROLE) and column == Column.DUE:
            ink = theme.tone_colours("bad", theme.palette_now())[0]
        elif column in (Column.OFFICE, Column.SAVED) and not ReportDelegate._chosen(option):
            ink = option.palette.color(QPalette.ColorRole.PlaceholderText)
        lines = two_lines(str(index.data()), metrics, box.width())
        painter.save()
        painter.setPen(ink)
        painter.setFont(option.font)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, int(flags), "\n".join(lines))
        painter.restore()

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
        margin = round(option.fontMetrics.averageCharWidth() * _PADDING_LETTERS)
        box = option.rect.adjusted(margin, 0, -margin, -option.fontMetrics.height() // 2)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, str(index.data()))
        painter.restore()

    @staticmethod
    def _paint_chip(painter: QPainter, option: QStyleOptionViewItem, text: str, tone: theme.Tone) -> None:
        ink, wash = theme.tone_colours(tone, theme.palette_now())
        metrics = option.fontMetrics
        width = metrics.horizontalAdvance(text) + metrics.height()
        height = round(metrics.height() * 1.45)
        margin = round(metrics.averageCharWidth() * _PADDING_LETTERS)
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
        margin = round(metrics.averageCharWidth() * _PADDING_LETTERS)
        height = max(4, metrics.height() // 3)
        bar = QRect(
            option.rect.left() + margin,
            option.rect.center().y() - height // 2,
            max(0, option.rect.width() - label - margin * 2),
            height,
        )
        track = option.palette.color(QPalette.ColorRole.Midlight)
        done = theme.tone_colours("good", theme.palette_now())[0]
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
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        beside = QRect(bar.right() + margin, option.rect.top(), label, option.rect.height())
        painter.drawText(beside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()


def two_lines(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    """The text in one line or two; what does not fit loses its end."""
    if metrics.horizontalAdvance(text) <= width:
        return [text]
    first, rest = "", text.split(" ")
    while rest and metrics.horizontalAdvance(f"{first} {rest[0]}".strip()) <= width:
        first = f"{first} {rest.pop(0)}".strip()
    if not first:
        return [metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)]
    return [first, metrics.elidedText(" ".join(rest), Qt.TextElideMode.ElideRight, width)]


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
        header.hide()
        self.setMouseTracking(True)
        model.modelReset.connect(self._lay_out)
        self._dress()
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

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The chosen row is ringed while it has the keyboard."""
        super().drawRow(painter, option, index)
        current = self.currentIndex()
        if self.hasFocus() and (index.row(), index.parent()) == (current.row(), current.parent()):
            painter.save()
            painter.setPen(self.palette().color(QPalette.ColorRole.Accent))
            box = self.visualRect(index.sibling(index.row(), 0))
            painter.drawRect(0, box.top(), self.viewport().width() - 1, box.height() - 1)
            painter.restore()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """The keyboard goes from report to report: never to the heading of a period, which opens nothing."""
        index = super().moveCursor(action, modifiers)
        if not index.isValid() or index.parent().isValid():
            return index
        above = self.indexAbove(index)
        upwards = action in (self.CursorAction.MoveUp, self.CursorAction.MovePageUp)
        return above if upwards and above.isValid() else self.model().index(0, 0, index)

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

    def event(self, event: QEvent) -> bool:
        """Follow light and dark; Qt tells no `changeEvent` of the application's palette."""
        if event.type() == QEvent.Type.ApplicationPaletteChange:
            self._dress()
        return super().event(event)

    def _dress(self) -> None:
        """The chosen row is washed, not filled: its chip and bar keep their colours."""
        own = QPalette(theme.palette_now())
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
            own.setColor(group, QPalette.ColorRole.Highlight, theme.wash(own))
            own.setColor(group, QPalette.ColorRole.HighlightedText, own.color(QPalette.ColorRole.Text))
        self.setPalette(own)

    def _lay_out(self) -> None:
        self.expandAll()
        for row in range(self.model().rowCount()):
            self.setFirstColumnSpanned(row, QModelIndex(), True)
        self._fit_columns()

    def _fit_columns(self) -> None:
        metrics, padding = self.fontMetrics(), theme.columns(self, _PADDING_LETTERS * 2)
        widths = {column: metrics.horizontalAdvance(text) + padding for column, text in _WIDEST.items()}
        room = self.viewport().width() - theme.columns(self, _NAME_LETTERS)
        shown = list(_WIDEST)
        for column in _DISPENSABLE:
            if sum(widths[one] for one in shown) > room:
                shown.remove(column)
        for column, width in widths.items():
            self.setColumnHidden(column, column not in shown)
            self.setColumnWidth(column, width)
