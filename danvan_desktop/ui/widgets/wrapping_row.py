"""A row of fields or buttons that goes on in another line where the window is too narrow for one."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class WrappingRow(QLayout):
    """Widgets with a share fill the width of their line by it; those without keep their own.

    A line that is shorter than the first keeps to its columns. Never wider than its widest widget must be.
    """

    def __init__(self, parent: QWidget | None = None, gap: int = 0) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._shares: list[int] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)

    def add(self, widget: QWidget, share: int = 0) -> None:
        """Add a widget at the end."""
        self.addWidget(widget)
        self._shares[-1] = share

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self._shares.append(0)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        del self._shares[index]
        return self._items.pop(index)

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        placed = self._placed(width)
        return max((rect.bottom() + 1 for _, rect in placed), default=0)

    def minimumSize(self) -> QSize:
        least = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return QSize(max((s.width() for s in least), default=0), max((s.height() for s in least), default=0))

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(hint.width() for hint in hints) + self.spacing() * max(len(hints) - 1, 0)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        for item, place in self._placed(rect.width()):
            item.setGeometry(place.translated(rect.topLeft()))

    def _placed(self, width: int) -> list[tuple[QLayoutItem, QRect]]:
        """Where each widget goes in a room so wide, from its top left."""
        lines = self._lines(width)
        longest = max((len(line) for line in lines), default=0)
        placed = []
        y = 0
        for line in lines:
            widths = self._widths(line, width, longest)
            height = max(_height(item, each) for (item, _), each in zip(line, widths, strict=True))
            x = 0
            for (item, share), each in zip(line, widths, strict=True):
                own = height if share else min(height, item.sizeHint().height())
                placed.append((item, QRect(x, y + (height - own) // 2, each, own)))
                x += each + self.spacing()
            y += height + self.spacing()
        return placed

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, int]]]:
        lines: list[list[tuple[QLayoutItem, int]]] = []
        left = 0
        for item, share in zip(self._items, self._shares, strict=True):
            if item.isEmpty():
                continue
            needed = _needed(item, share)
            if not lines or needed > left:
                lines.append([])
                left = width
            lines[-1].append((item, share))
            left -= needed + self.spacing()
        return lines

    def _widths(self, line: list[tuple[QLayoutItem, int]], width: int, longest: int) -> list[int]:
        needed = [_needed(item, share) for item, share in line]
        shares = [share for _, share in line]
        if not any(shares):
            return [min(each, width) for each in needed]
        columns = sum(shares) + longest - len(line)
        room = width - self.spacing() * (longest - 1)
        fair = [room * share // columns for share in shares]
        if all(have >= need for have, need in zip(fair, needed, strict=True)):
            return fair
        spare = width - self.spacing() * (len(line) - 1) - sum(needed)
        return [
            need + max(spare, 0) * share // sum(shares) for need, share in zip(needed, shares, strict=True)
        ]


def _needed(item: QLayoutItem, share: int) -> int:
    return item.minimumSize().width() if share else item.sizeHint().width()


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
