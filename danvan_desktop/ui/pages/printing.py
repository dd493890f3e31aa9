"""Printing: the pages as they will be in the file, with the system's own dialog and preview."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QTransform
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from danvan_desktop.wording import say

DPI = 200
"""Sharp enough for a laser printer, and 60 pages of it still fit in memory as they are drawn one by one."""

_POINTS_AN_INCH = 72.0


def preview(parent: QWidget, pngs: list[bytes]) -> None:
    """Show how the pages will come out and let the person print them."""
    pages = [QImage.fromData(png) for png in pngs]
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    printer.setDocName(say("pages_ui.pane"))
    if pages:
        printer.setPageLayout(layout_for(pages[0]))
    dialog = QPrintPreviewDialog(printer, parent)
    dialog.setObjectName("print_preview")
    dialog.setWindowTitle(say("pages_ui.print_title"))
    dialog.paintRequested.connect(lambda target: print_pages(target, pages))
    dialog.resize(parent.size() * 0.9)
    dialog.exec()
    dialog.deleteLater()


def print_pages(printer: QPrinter, pages: list[QImage]) -> int:
    """Draw the pages the person asked for, each over its whole sheet; how many there were.

    A page that lies on its side is turned to fit the upright paper, as a printer does.
    """
    chosen = _chosen(printer, pages)
    if not chosen:
        return 0
    painter = QPainter(printer)
    for number, page in enumerate(chosen):
        if number:
            printer.newPage()
        whole = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
        sheet = QRectF(0, 0, whole.width(), whole.height())
        painter.drawImage(sheet, _turned_like(sheet, page))
    painter.end()
    return len(chosen)


def _turned_like(sheet: QRectF, page: QImage) -> QImage:
    same = (page.width() > page.height()) == (sheet.width() > sheet.height())
    return page if same else page.transformed(QTransform().rotate(90))


def _chosen(printer: QPrinter, pages: list[QImage]) -> list[QImage]:
    if printer.printRange() != QPrinter.PrintRange.PageRange or not printer.fromPage():
        return pages
    return pages[printer.fromPage() - 1 : printer.toPage()]


def layout_for(page: QImage) -> QPageLayout:
    """A sheet as large as the page and turned like it, without margins of the printer's own."""
    points = QSizeF(page.width(), page.height()) * (_POINTS_AN_INCH / DPI)
    turned = points.width() > points.height()
    paper = QPageSize(
        points.transposed() if turned else points,
        QPageSize.Unit.Point,
        "",
        QPageSize.SizeMatchPolicy.FuzzyMatch,
    )
    way = QPageLayout.Orientation.Landscape if turned else QPageLayout.Orientation.Portrait
    layout = QPageLayout(paper, way, QPageLayout().margins())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout
