"""Where sheets of paper lie on a ground that is scrolled: plain geometry, in pixels."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF

_LEAST_SCALE = 0.05


class Sheets:
    """Sheets of the given sizes in points, in rows of `columns`, in a room so many pixels wide.

    Every sheet has the same scale (pixels a point), that of the narrowest fitted to the room unless `scale`
    is given; only a wider sheet, which would not fit the room, is made smaller.
    """

    def __init__(
        self,
        sizes: Sequence[tuple[float, float]],
        columns: int,
        room: float,
        gap: float,
        scale: float | None = None,
    ) -> None:
        share = (room - gap * (columns + 1)) / columns
        fitted = share / min((width for width, _ in sizes), default=1.0)
        self.scale = max(scale if scale is not None else fitted, _LEAST_SCALE)
        self._scales = [
            self.scale if scale is not None else max(min(self.scale, share / width), _LEAST_SCALE)
            for width, _ in sizes
        ]
        self._rects: list[QRectF] = []
        self.size = QSizeF(room, 0)
        self._place(sizes, columns, room, gap)

    def _place(self, sizes: Sequence[tuple[float, float]], columns: int, room: float, gap: float) -> None:
        made = [
            QSizeF(width * scale, height * scale)
            for (width, height), scale in zip(sizes, self._scales, strict=True)
        ]
        rows = [made[at : at + columns] for at in range(0, len(made), columns)]
        widths = [sum(sheet.width() for sheet in row) + gap * (len(row) + 1) for row in rows]
        whole = max([room, *widths])
        y = gap
        for row, width in zip(rows, widths, strict=True):
            x = (whole - width) / 2 + gap if len(row) == columns else (whole - max(widths)) / 2 + gap
            for sheet in row:
                self._rects.append(QRectF(QPointF(x, y), sheet))
                x += sheet.width() + gap
            y += max(sheet.height() for sheet in row) + gap
        self.size = QSizeF(whole, y)

    def rect(self, page: int) -> QRectF:
        """Where a page (from 1) lies; nowhere for one that is not there."""
        return self._rects[page - 1] if 0 < page <= len(self._rects) else QRectF()

    def scale_of(self, page: int) -> float:
        """Pixels a point of a page."""
        return self._scales[page - 1] if 0 < page <= len(self._scales) else self.scale

    def touching(self, rect: QRectF) -> list[int]:
        """The pages a rectangle touches, in order."""
        return [page for page, sheet in enumerate(self._rects, start=1) if sheet.intersects(rect)]

    def middle(self, x: float, room: float) -> float:
        """Which share of the sheets' whole width lies left of the middle of a room scrolled to `x`."""
        return (x + room / 2) / self.size.width() if self.size.width() > room > 0 else 0.5

    def at_top(self, y: float) -> tuple[int, float]:
        """What lies at a height: a page, and the share of it that is above."""
        for page, sheet in enumerate(self._rects, start=1):
            if sheet.bottom() > y:
                return page, (y - sheet.top()) / max(sheet.height(), 1.0)
        return len(self._rects), 1.0

    def y_of(self, top: tuple[int, float]) -> float:
        """The height of what `at_top` told of sheets of another size; the last page for one that is gone."""
        page, share = top
        if not self._rects or page < 1:
            return 0.0
        sheet = self._rects[min(page, len(self._rects)) - 1]
        return max(sheet.top() + share * sheet.height(), 0.0)
