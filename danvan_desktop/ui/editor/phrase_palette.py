"""Ready phrases of a section, found by a few letters and put in at the cursor."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPalette
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from danvan_desktop.services.ready_phrases import ReadyPhrase
from danvan_desktop.text.unicode import fold
from danvan_desktop.ui import theme
from danvan_desktop.ui.palette import NOTE, Entry, Index, Palette
from danvan_desktop.wording import say

_FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


def fitting(phrases: Sequence[ReadyPhrase], words: str) -> list[ReadyPhrase]:
    """The phrases that hold every word, accents not needed; those with the accents as typed come first."""
    wanted = fold(words).split()
    typed = words.strip().casefold()
    found = [one for one in phrases if all(word in fold(f"{one.text} {one.source}") for word in wanted)]
    return sorted(found, key=lambda one: typed not in one.text.casefold())


class PhrasePalette(Palette):
    """`chosen` brings the `ReadyPhrase`."""

    def __init__(self, phrases: Sequence[ReadyPhrase], section: str, window: QWidget) -> None:
        self._phrases = list(phrases)
        super().__init__(
            "phrase",
            window,
            field=say("phrases.field"),
            entries=say("phrases.list", section=section),
            none=say("phrases.none" if phrases else "phrases.none_here"),
        )
        self.list.setUniformItemSizes(False)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_PhraseDelegate(self.list))
        self.search("")

    def matching(self, words: str) -> list[Entry]:
        """The phrases for what was typed."""
        return [_entry(one) for one in fitting(self._phrases, words)]

    @classmethod
    def show_over(cls, window: QWidget, phrases: Sequence[ReadyPhrase], section: str) -> PhrasePalette:
        """Lay the phrases of a section, named by its heading, over the window."""
        palette = cls(phrases, section, window)
        palette.appear()
        return palette


def _entry(phrase: ReadyPhrase) -> Entry:
    note = say("phrases.of_outline", name=phrase.source) if phrase.source else ""
    return Entry(phrase.text, note, "", phrase)


class _PhraseDelegate(QStyledItemDelegate):
    """The whole phrase, on as many lines as it needs; under it in small which outline it is from."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        gap = theme.unit(self._view)
        width = self._view.viewport().width() - 4 * gap
        room = QRect(0, 0, max(width, 1), 10_000)
        height = option.fontMetrics.boundingRect(room, _FLAGS, index.data()).height()
        note = option.fontMetrics.lineSpacing() if index.data(NOTE) else 0
        return QSize(width, height + note + 3 * gap)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        gap = theme.unit(self._view)
        general = theme.palette_now()
        box = option.rect.adjusted(0, 1, 0, -1)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.wash(general))
            painter.drawRoundedRect(box, gap, gap)
            painter.setBrush(general.color(QPalette.ColorRole.Accent))
            painter.drawRect(QRect(box.left(), box.top() + gap, max(2, gap // 2), box.height() - 2 * gap))
        inner = box.adjusted(2 * gap, gap, -2 * gap, -gap)
        painter.setPen(general.color(QPalette.ColorRole.Text))
        painter.setFont(option.font)
        taken = painter.boundingRect(inner, _FLAGS, index.data())
        painter.drawText(inner, _FLAGS, index.data())
        if note := index.data(NOTE):
            small = QFont(option.font)
            small.setPointSizeF(small.pointSizeF() * 0.9)
            painter.setFont(small)
            painter.setPen(general.color(QPalette.ColorRole.PlaceholderText))
            under = QRect(inner.left(), taken.bottom() + 1, inner.width(), option.fontMetrics.lineSpacing())
            shown = painter.fontMetrics().elidedText(note, Qt.TextElideMode.ElideRight, under.width())
            painter.drawText(under, shown)
        painter.restore()
