"""The parts of the report in order, each with a mark of how complete it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import (
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
from danvan_desktop.domain.report import Report, Section
from danvan_desktop.ui import theme
from danvan_desktop.ui.editor.parts import Node, nodes
from danvan_desktop.ui.widgets.state_mark import paint_mark, state_words
from danvan_desktop.wording import say

_PART = Qt.ItemDataRole.UserRole
_STATE = Qt.ItemDataRole.UserRole + 1
_DELAY_MS = 250

Index = QModelIndex | QPersistentModelIndex


class OutlinePane(QTreeWidget):
    """`chosen` brings the part the person went to: '@head', a section's id, '@figures' or '@signing'."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outline")
        self.setAccessibleName(say("editor.outline.name"))
        self.setHeaderHidden(True)
        self.setIndentation(theme.unit(self) * 3)
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
            item.setToolTip(0, node.name)
            above.append(item)
        self.expandAll()
        self.blockSignals(False)
        self.select_part(current)

    def _mark(self) -> None:
        if self._report is None:
            return
        found = _states(self._report)
        for part, item in self._items().items():
            state = found.get(part, "empty")
            if item.data(0, _STATE) != state:
                item.setData(0, _STATE, state)
                name = say("editor.outline.with_state", name=item.text(0), state=state_words(state))
                item.setData(0, Qt.ItemDataRole.AccessibleTextRole, name)

    def _items(self) -> dict[str, QTreeWidgetItem]:
        found: dict[str, QTreeWidgetItem] = {}

        def visit(item: QTreeWidgetItem) -> None:
            for number in range(item.childCount()):
                child = item.child(number)
                found[child.data(0, _PART)] = child
                visit(child)

        visit(self.invisibleRootItem())
        return found

    def _tell(self, current: QTreeWidgetItem | None) -> None:
        if current is not None:
            self.chosen.emit(current.data(0, _PART))


def _states(report: Report) -> dict[str, State]:
    found: dict[str, State] = {
        HEAD: head_state(report),
        FIGURES: figures_state(report),
        SIGNING: signing_state(report),
    }

    def visit(section: Section) -> None:
        found[section.id] = section_state(section)
        for child in section.sections:
            visit(child)

    for section in report.sections:
        visit(section)
    return found


class _Row(QStyledItemDelegate):
    """A row: its mark, then its name."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = QFontMetricsF(option.font).height()  # type: ignore[attr-defined]
        return QSize(super().sizeHint(option, index).width(), round(height * 1.9))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        rect, palette = option.rect, option.palette  # type: ignore[attr-defined]
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        ground = palette.color(QPalette.ColorRole.Highlight if selected else QPalette.ColorRole.Window)
        ink = palette.color(QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.WindowText)
        side = QFontMetricsF(option.font).height() * 0.8  # type: ignore[attr-defined]
        state = index.data(_STATE) or "empty"
        painter.save()
        if selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(QRectF(rect).adjusted(-side * 0.2, 1, -2, -1), 4, 4)
        mark = QRectF(rect.left() + side * 0.2, rect.center().y() - side / 2 + 0.5, side, side)
        strong = palette.color(
            QPalette.ColorRole.Accent if state == "complete" else QPalette.ColorRole.Shadow
        )
        paint_mark(painter, mark, state, ink if selected else strong, ground)
        painter.setFont(option.font)  # type: ignore[attr-defined]
        painter.setPen(ink)
        words = rect.adjusted(round(side * 1.75), 0, -round(side * 0.5), 0)
        text = option.fontMetrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, words.width())  # type: ignore[attr-defined]
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()
