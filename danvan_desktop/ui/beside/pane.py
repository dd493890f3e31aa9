"""What earlier reports said in the section being written: to read, or to take sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.domain.beside import Said, is_here
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import plain_button
from danvan_desktop.wording import say

SAID = Qt.ItemDataRole.UserRole
HERE = Qt.ItemDataRole.UserRole + 1
_WHOLE = ("keep", "renew", "blank")


class BesidePane(QWidget):
    """`taken` brings the sentence wanted, `whole` what to do with the section, `turned` which report."""

    taken = Signal(object)
    whole = Signal(str)
    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("beside_pane")
        gap = theme.unit(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 2, gap * 2, gap * 2, gap * 2)
        column.setSpacing(gap * 2)
        self._said: Sequence[Said] = ()
        self._choice = QButtonGroup(self)
        row = QVBoxLayout()
        row.setSpacing(gap)
        for number in range(2):
            button = plain_button("", f"beside_{number}", self)
            button.setCheckable(True)
            self._choice.addButton(button, number)
            row.addWidget(button)
        self._choice.button(0).setChecked(True)
        self._choice.idClicked.connect(self.turned)
        self._hint = QLabel(self)
        self._hint.setObjectName("beside_hint")
        self._hint.setWordWrap(True)
        self._hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.list = _Sentences(self)
        self.list.itemActivated.connect(lambda item: self.taken.emit(item.data(SAID)))
        self.list.currentItemChanged.connect(lambda: self._tell())
        column.addLayout(row)
        column.addWidget(self._hint)
        column.addWidget(self.list, 1000)
        column.addLayout(self._buttons(gap))
        column.addStretch(1)

    def _buttons(self, gap: int) -> QHBoxLayout:
        below = QHBoxLayout()
        below.setSpacing(gap * 2)
        self.take_button = plain_button(say("beside.take"), "beside_take", self)
        self.take_button.setToolTip(say("beside.take_tip"))
        self.take_button.clicked.connect(self._take)
        below.addWidget(self.take_button)
        self.whole_button = plain_button(say("beside.whole"), "beside_whole", self)
        menu = QMenu(self.whole_button)
        menu.setObjectName("beside_whole_menu")
        menu.setToolTipsVisible(True)
        self._whole: dict[str, QAction] = {}
        for key in _WHOLE:
            action = menu.addAction(say(f"beside.{key}"))
            action.setObjectName(f"section_{key}")
            action.setToolTip(say(f"beside.{key}_tip"))
            action.triggered.connect(lambda _=False, key=key: self.whole.emit(key))
            self._whole[key] = action
        self.whole_button.setMenu(menu)
        below.addWidget(self.whole_button)
        below.addStretch(1)
        return below

    @property
    def number(self) -> int:
        """Which of the earlier reports is shown, from 0."""
        return self._choice.checkedId()

    def show_names(self, names: Sequence[str]) -> None:
        """Offer the earlier reports there are, by the words for their periods."""
        for number in range(2):
            button = self._choice.button(number)
            button.setVisible(number < len(names))
            button.setText(names[number] if number < len(names) else "")
        if self.number >= len(names):
            self._choice.button(0).setChecked(True)

    def show_said(self, said: Sequence[Said], here: frozenset[str], *, hint: str, section: bool) -> None:
        """Show sentences; `here` are the section's own, `hint` what to say when there is none."""
        if said is not self._said:
            self._fill(said)
        for row, one in enumerate(said):
            found = is_here(one, here)
            item = self.list.item(row)
            if item.data(HERE) != found:
                item.setData(HERE, found)
        self._hint.setText("" if said else hint)
        self._hint.setVisible(not said)
        self.list.setVisible(bool(said))
        self.take_button.setVisible(bool(said))
        self.whole_button.setVisible(section)
        for key in ("keep", "renew"):
            self._whole[key].setEnabled(bool(said))
        self._tell()

    def _fill(self, said: Sequence[Said]) -> None:
        self._said = said
        row = self.list.currentRow()
        self.list.clear()
        for one in said:
            item = QListWidgetItem(one.text)
            item.setData(SAID, one)
            item.setToolTip(say("beside.tied") if one.tied else say("beside.now", text=one.now))
            self.list.addItem(item)
        self.list.setCurrentRow(min(row, self.list.count() - 1))

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.taken.emit(item.data(SAID))
            self.list.setFocus()

    def _tell(self) -> None:
        self.take_button.setEnabled(self.list.currentItem() is not None)


class _Sentences(QListWidget):
    """Sentences in full, however many lines they take."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("beside_list")
        self.setAccessibleName(say("beside.list"))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setItemDelegate(_SentenceRow(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _SentenceRow(QStyledItemDelegate):
    """The sentence; faint when this report has it already, with a note when it is tied to its time."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        line = option.fontMetrics.lineSpacing()
        view = self.parent()
        assert isinstance(view, QListWidget)
        room = view.viewport().width() - line
        box = option.fontMetrics.boundingRect(
            0, 0, max(room, line * 5), 100_000, int(Qt.TextFlag.TextWordWrap), index.data()
        )
        notes = line if _note(index) else 0
        return QSize(room, box.height() + notes + line // 2)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        palette = theme.palette_now()
        line = option.fontMetrics.lineSpacing()
        box = QRectF(option.rect).adjusted(1, 1, -1, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(
                palette.color(QPalette.ColorRole.Accent)
                if option.state & QStyle.StateFlag.State_HasFocus
                else Qt.PenStyle.NoPen
            )
            painter.setBrush(theme.wash(palette))
            painter.drawRoundedRect(box, 4, 4)
        painter.setFont(option.font)
        words = box.adjusted(line * 0.45, line * 0.2, -line * 0.45, 0)
        note = _note(index)
        if note:
            painter.setPen(theme.tone_colours("good" if index.data(HERE) else "warning", palette)[0])
            painter.drawText(words, note)
            words.adjust(0, line, 0, 0)
        faint = QPalette.ColorRole.PlaceholderText if index.data(HERE) else QPalette.ColorRole.Text
        painter.setPen(palette.color(faint))
        painter.drawText(words, int(Qt.TextFlag.TextWordWrap), index.data())
        painter.restore()


def _note(index: QModelIndex | QPersistentModelIndex) -> str:
    said: Said = index.data(SAID)
    if index.data(HERE):
        return say("beside.here")
    return say("beside.tied_mark") if said.tied else ""
