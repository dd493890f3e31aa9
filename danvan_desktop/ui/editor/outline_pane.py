"""The parts of the report in order, each with a mark of how complete it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import (
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from danvan_desktop.domain.completeness import (
    FIGURES,
    HEAD,
    SIGNING,
    State,
    figures_state,
    head_state,
    section_state,
    signing_state,
)
from danvan_desktop.domain.edits import walk
from danvan_desktop.domain.finding import LEDGER
from danvan_desktop.domain.promises import unreported
from danvan_desktop.domain.report import Report, Section
from danvan_desktop.domain.unread import unread_count, unread_figures
from danvan_desktop.ui import theme
from danvan_desktop.ui.editor.list_actions import ListActions
from danvan_desktop.ui.editor.parts import Node, nodes
from danvan_desktop.ui.widgets.state_mark import paint_mark, state_words
from danvan_desktop.wording import say

_PART = Qt.ItemDataRole.UserRole
_STATE = Qt.ItemDataRole.UserRole + 1
_DEPTH = Qt.ItemDataRole.UserRole + 2
_UNREAD = Qt.ItemDataRole.UserRole + 3
_DELAY_MS = 250

Index = QModelIndex | QPersistentModelIndex


class OutlinePane(QTreeWidget, ListActions):
    """`chosen` brings the part the person went to: '@head', a section's id, '@figures' or '@signing'."""

    chosen = Signal(str)
    asked = Signal(str, str)
    """What to do ('add', 'up', 'down', 'delete') with which section."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outline")
        self.setAccessibleName(say("editor.outline.name"))
        self.setHeaderHidden(True)
        self.setIndentation(0)
        gap = theme.unit(self)
        self.setViewportMargins(gap, gap * 2, gap, gap * 2)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.setItemDelegate(_Row(self))
        self._report: Report | None = None
        self._shape: Sequence[Node] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY_MS)
        self._timer.timeout.connect(self._mark)
        self.currentItemChanged.connect(self._tell)

    def show_report(self, report: Report) -> None:
        """Show the report's parts; their marks follow a moment later, so that typing never waits for them."""
        self._report = report
        shape = nodes(report)
        if shape != self._shape:
            self._rebuild(shape)
            self._mark()
        elif not self._timer.isActive():
            self._timer.start()

    def settle(self) -> None:
        """Bring the marks up to date now."""
        self._timer.stop()
        self._mark()

    def select_part(self, part: str) -> None:
        """Make `part` the current one, without telling."""
        item = self._items().get(part)
        if item is not None and item is not self.currentItem():
            self.blockSignals(True)
            self.setCurrentItem(item)
            self.blockSignals(False)
            self.viewport().update()

    def part(self) -> str:
        """The current part."""
        item = self.currentItem()
        return item.data(0, _PART) if item else HEAD

    def neighbour(self, part: str, step: int) -> str | None:
        """The part `step` places on in reading order, None beyond either end."""
        order = [node.part for node in self._shape]
        at = order.index(part) + step if part in order else 0
        return order[at] if 0 <= at < len(order) else None

    def add_next(self) -> None:
        self._ask("add")

    def move_current(self, step: int) -> None:
        self._ask("down" if step > 0 else "up")

    def delete_current(self) -> None:
        self._ask("delete")

    def _ask(self, what: str) -> None:
        if not self.part().startswith("@"):
            self.asked.emit(what, self.part())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.part().startswith("@"):
            return
        menu = QMenu(self)
        menu.setObjectName("section_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for what in ("add", "up", "down", "delete"):
            action = menu.addAction(say(f"editor.outline.{what}"))
            action.triggered.connect(lambda _=False, what=what: self._ask(what))
        menu.popup(event.globalPos())

    def _rebuild(self, shape: Sequence[Node]) -> None:
        current = self.part()
        self._shape = shape
        self.blockSignals(True)
        self.clear()
        above: list[QTreeWidgetItem] = [self.invisibleRootItem()]
        for node in shape:
            del above[node.depth + 1 :]
            item = QTreeWidgetItem(above[-1], [node.name])
            item.setData(0, _PART, node.part)
            item.setData(0, _DEPTH, node.depth)
            item.setToolTip(0, node.name)
            above.append(item)
        self.expandAll()
        self.blockSignals(False)
        self.select_part(current)

    def _mark(self) -> None:
        if self._report is None:
            return
        found, unread = _states(self._report), _unread(self._report)
        for part, item in self._items().items():
            state, count = found.get(part, "empty"), unread.get(part, 0)
            if item.data(0, _STATE) != state or (item.data(0, _UNREAD) or 0) != count:
                item.setData(0, _STATE, state)
                item.setData(0, _UNREAD, count)
                name = say("editor.outline.with_state", name=item.text(0), state=state_words(state))
                tip = say("unread.outline", name=item.text(0), count=count) if count else item.text(0)
                item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{name}{tip.removeprefix(item.text(0))}")
                item.setToolTip(0, tip)

    def _items(self) -> dict[str, QTreeWidgetItem]:
        found: dict[str, QTreeWidgetItem] = {}

        def visit(item: QTreeWidgetItem) -> None:
            for number in range(item.childCount()):
                child = item.child(number)
                assert child is not None
                found[child.data(0, _PART)] = child
                visit(child)

        visit(self.invisibleRootItem())
        return found

    def _tell(self, current: QTreeWidgetItem | None) -> None:
        if current is not None:
            self.chosen.emit(current.data(0, _PART))


def _unread(report: Report) -> dict[str, int]:
    """What waits by part: things carried over and not read, tasks of the last report not accounted for."""
    found = {section.id: unread_count(section) for section, _ in walk(report.sections)}
    return found | {FIGURES: unread_figures(report), LEDGER: len(unreported(report))}


def _states(report: Report) -> dict[str, State]:
    found: dict[str, State] = {
        HEAD: head_state(report),
        FIGURES: figures_state(report),
        SIGNING: signing_state(report),
        LEDGER: _ledger_state(report),
    }

    def visit(section: Section) -> None:
        found[section.id] = section_state(section)
        for child in section.sections:
            visit(child)

    for section in report.sections:
        visit(section)
    return found


def _ledger_state(report: Report) -> State:
    open_ones = len(unreported(report))
    if not open_ones:
        return "complete"
    return "empty" if open_ones == len(report.promises) else "partial"


def _paint_count(painter: QPainter, row: QRectF, count: str, *, selected: bool) -> float:
    """Draw how many wait in a pill at the right of a row; returns where the room for the name ends."""
    metrics = QFontMetricsF(painter.font())
    height = metrics.height() * 1.05
    width = max(metrics.horizontalAdvance(count) + height * 0.7, height)
    pill = QRectF(row.right() - width - height * 0.4, row.center().y() - height / 2, width, height)
    if not selected:
        ink, wash = theme.tone_colours("warning", theme.palette_now())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(wash)
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(ink)
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, count)
    return pill.left() - height * 0.3


class _Row(QStyledItemDelegate):
    """A row: its mark, then its name."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = QFontMetricsF(option.font).height()
        return QSize(super().sizeHint(option, index).width(), round(height * 1.75))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        palette = option.palette
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = palette.color(QPalette.ColorRole.Highlight if selected else QPalette.ColorRole.Base)
        ink = palette.color(QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text)
        side = QFontMetricsF(option.font).height() * 0.8
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = QRectF(option.rect).adjusted(1, 1, -1, -1)
        if selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(row, 4, 4)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(QPalette.ColorRole.Midlight))
            painter.drawRoundedRect(row, 4, 4)
        left = row.left() + side * (0.5 + 1.2 * index.data(_DEPTH))
        state: State = index.data(_STATE) or "empty"
        done = state == "complete"
        strong = palette.color(QPalette.ColorRole.Link if done else QPalette.ColorRole.PlaceholderText)
        mark = QRectF(left, row.center().y() - side / 2, side, side)
        paint_mark(painter, mark, state, ink if selected else strong, ground)
        painter.setFont(option.font)
        painter.setPen(ink)
        words = row.adjusted(left - row.left() + side * 1.5, 0, -side * 0.5, 0)
        if count := index.data(_UNREAD):
            words.setRight(_paint_count(painter, row, str(count), selected=selected))
            painter.setPen(ink)
        text = option.fontMetrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()
