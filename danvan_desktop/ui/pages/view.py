"""Sheets of paper under or beside one another, as sharp as the screen, with the place in hand marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from danvan_desktop.ui import theme
from danvan_desktop.ui.pages.sheets import Sheets
from danvan_desktop.word.live_pages import Pages
from danvan_desktop.word.page_places import Area, Spot
from danvan_desktop.wording import say

Fit = Literal["width", "two", "free"]

_ZOOMS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
_POINTS_AN_INCH = 72.0
_SHARPEST_DPI = 300.0
_MOST_IMAGE_BYTES = 96 * 2**20
"""Room for the images of 27 pages at 100 %; those farthest from the view are let go and drawn again."""

_NEAR = 2
"""Dots by which an image may differ from the sheet it was drawn for: sharpness is asked for in tenths."""


class PageView(QAbstractScrollArea):
    """Shows what it is given and asks for the pages in view; it never waits for one."""

    wanted = Signal(object)
    """The pages in view with the sharpness they need: a list of (page, dpi)."""
    spot_clicked = Signal(object)
    """The Spot of a place that was clicked."""
    zoom_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page_view")
        self.setAccessibleName(say("pages_ui.view"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # its coming would redraw all
        self.viewport().setMouseTracking(True)
        self._pages: Pages | None = None
        self._images: dict[int, QImage] = {}
        self._place = ""
        self._fit: Fit = "width"
        self._zoom = 1.0
        self._sheets = Sheets((), 1, 1.0, 0.0)
        self._press: QPointF | None = None
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(self._ask)

    # What it shows

    def show_pages(self, pages: Pages) -> None:
        """Lay the sheets out anew; images stay until newer ones come."""
        self._pages = pages
        count = len(pages.sizes)
        self._images = {number: image for number, image in self._images.items() if number <= count}
        self._arrange()

    def show_image(self, page: int, dpi: float, image: QImage) -> None:  # noqa: ARG002
        """Show a page's new image."""
        self._images[page] = image
        seen = self.visible_pages() or [page]
        held = 0
        for number in sorted(self._images, key=lambda one: (one not in seen, abs(one - seen[0]))):
            held += self._images[number].sizeInBytes()
            if held > _MOST_IMAGE_BYTES and number not in seen:
                del self._images[number]
        self.viewport().update()

    def clear(self) -> None:
        """Show nothing."""
        self._pages, self._place = None, ""
        self._images.clear()
        self._arrange()

    def show_place(self, place: str, *, follow: bool = True) -> None:
        """Mark a place softly and, if it is out of sight, bring it into view."""
        self._place = place
        if follow:
            self.bring_into_view()
        self._ask()

    def bring_into_view(self) -> None:
        """Scroll as little as is sensible to see where the marked place begins."""
        areas = self.marked()
        if not areas:
            return
        rect = self._on_view(areas[0])
        room = QRectF(self.viewport().rect())
        line = QRectF(rect.x(), rect.y(), rect.width(), min(rect.height(), room.height() / 3))
        if room.top() <= line.top() and line.bottom() <= room.bottom():
            return
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + round(line.top() - room.height() / 3))

    @property
    def images(self) -> dict[int, QImage]:
        """The images now shown, by page."""
        return dict(self._images)

    def marked(self) -> tuple[Area, ...]:
        """Where the marked place stands."""
        return self._pages.places.areas(self._place) if self._pages and self._place else ()

    def visible_pages(self) -> list[int]:
        """The pages of which something is in view, in order."""
        return self._sheets.touching(QRectF(self.viewport().rect()).translated(self._offset()))

    # Zoom

    @property
    def fit(self) -> Fit:
        """How the size of the sheets is settled."""
        return self._fit

    @property
    def zoom(self) -> float:
        """The size of a sheet on the screen to its size on paper, as the screen tells its own."""
        return self._sheets.scale * _POINTS_AN_INCH / self.logicalDpiX()

    def set_fit(self, fit: Fit) -> None:
        """Let the room settle the size: one sheet as wide as it, or two side by side."""
        self._fit = fit
        self._arrange()
        self.bring_into_view()

    def step_zoom(self, by: int) -> None:
        """Make the sheets a step larger or smaller."""
        now = self.zoom
        steps = [z for z in _ZOOMS if (z > now * 1.01 if by > 0 else z < now * 0.99)]
        if steps:
            self._fit, self._zoom = "free", steps[0] if by > 0 else steps[-1]
            self._arrange()

    def _arrange(self) -> None:
        """Sheets where they belong for the room there is, top and middle of the view staying."""
        top = self._sheets.at_top(self._offset().y())
        middle = self._sheets.middle(self._offset().x(), self.viewport().width())
        gap = theme.unit(self) * 3.0
        room = self.viewport().width()
        sizes: Sequence[tuple[float, float]] = (
            [(size.width, size.height) for size in self._pages.sizes] if self._pages else ()
        )
        free = self._zoom * self.logicalDpiX() / _POINTS_AN_INCH if self._fit == "free" else None
        self._sheets = Sheets(sizes, 2 if self._fit == "two" else 1, room, gap, free)
        whole = self._sheets.size
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setPageStep(self.viewport().height())
        vertical.setSingleStep(theme.unit(self) * 8)
        horizontal.setPageStep(room)
        vertical.setRange(0, max(0, round(whole.height()) - self.viewport().height()))
        horizontal.setRange(0, max(0, round(whole.width()) - room))
        vertical.setValue(round(self._sheets.y_of(top)))
        horizontal.setValue(round(middle * whole.width() - room / 2))
        self.zoom_changed.emit()
        self._ask()

    def _ask(self) -> None:
        """Ask for what is in view, as sharp as it is shown, first for the page of the place in hand."""
        in_hand = {area.page for area in self.marked()}
        ratio = self.devicePixelRatioF()
        asked = [
            (page, min(round(self._sheets.scale_of(page) * _POINTS_AN_INCH * ratio, 1), _SHARPEST_DPI))
            for page in sorted(self.visible_pages(), key=lambda page: page not in in_hand)
        ]
        self.viewport().update()
        self.wanted.emit(asked)

    def _offset(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _on_view(self, area: Area) -> QRectF:
        """A place on a page in the coordinates of the view."""
        scale, sheet = self._sheets.scale_of(area.page), self._sheets.rect(area.page)
        rect = QRectF(area.x * scale, area.y * scale, area.width * scale, area.height * scale)
        return rect.translated(sheet.topLeft() - self._offset())

    def spot_at(self, at: QPointF) -> Spot | None:
        """The place under a point of the view, and where in it."""
        if self._pages is None:
            return None
        point = at + self._offset()
        for page in self._sheets.touching(QRectF(point.x(), point.y(), 1, 1)):
            inside = (point - self._sheets.rect(page).topLeft()) / self._sheets.scale_of(page)
            return self._pages.places.spot_at(page, inside.x(), inside.y())
        return None

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Sheets with their images, white where none has come yet, and the soft mark over them."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        general = theme.palette_now()
        dark = theme.is_dark(general)
        painter.fillRect(
            self.viewport().rect(),
            general.color(QPalette.ColorRole.Dark if dark else QPalette.ColorRole.Midlight),
        )
        edge = general.color(QPalette.ColorRole.Mid)
        for page in self.visible_pages():
            sheet = self._sheets.rect(page).translated(-self._offset())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.fillRect(sheet.adjusted(-1, -1, 1, 1), edge)
            painter.fillRect(sheet, Qt.GlobalColor.white)
            if page in self._images:
                self._paint_page(painter, sheet, self._images[page])
        self._paint_mark(painter, general)
        painter.end()

    def _paint_page(self, painter: QPainter, sheet: QRectF, image: QImage) -> None:
        """The image dot for dot where it was drawn for this size, so that letters stay sharp."""
        ratio = self.devicePixelRatioF()
        if abs(image.width() - sheet.width() * ratio) > _NEAR:
            painter.drawImage(sheet, image)
            return
        image.setDevicePixelRatio(ratio)
        painter.drawImage(QPointF(round(sheet.x()), round(sheet.y())), image)

    def _paint_mark(self, painter: QPainter, general: QPalette) -> None:
        accent = QColor(general.color(QPalette.ColorRole.Accent))
        soft = QColor(accent)
        soft.setAlphaF(0.10)
        bar = theme.unit(self) * 0.6
        for area in self.marked():
            rect = self._on_view(area).adjusted(-bar, 0, bar, 0)
            painter.fillRect(rect, soft)
            painter.fillRect(QRectF(rect.left() - bar, rect.top(), bar, rect.height()), accent)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the sheets to the new room."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font and the screen."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.DevicePixelRatioChange):
            self._arrange()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click began."""
        self._press = event.position() if event.button() == Qt.MouseButton.LeftButton else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click leads to the field the place is written in."""
        if self._press is None or event.button() != Qt.MouseButton.LeftButton:
            return
        near = (event.position() - self._press).manhattanLength() <= theme.unit(self)
        self._press = None
        if near and (spot := self.spot_at(event.position())):
            self.spot_clicked.emit(spot)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand where a click leads somewhere."""
        leads = self.spot_at(event.position()) is not None
        shape = Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel makes the sheets larger or smaller."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)
