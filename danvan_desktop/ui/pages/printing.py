"""Printing: the pages as they will be in the file, with the system's own dialog and preview."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPaintEngine, QPainter, QTransform
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QDialog, QProgressDialog, QVBoxLayout, QWidget

from danvan_desktop.domain.report import Report
from danvan_desktop.layout.profile import Profile
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import PrimaryButton, plain_button
from danvan_desktop.wording import say

DPI = 300
"""As sharp as an office's laser printer draws letters."""

SEEN_DPI = 120
"""Of the images the preview keeps of all pages at once: 1.4 MB each, sharp at the size of the paper."""

_POINTS_AN_INCH = 72.0
_SHOWN_AFTER_MS = 700


class PrintedPage(NamedTuple):
    """A page waiting to be printed: `packed` is a PNG at `DPI`, `small` what the preview shows."""

    packed: bytes
    small: QImage

    def image(self) -> QImage:
        """The page as sharp as it is printed."""
        return _grey(QImage.fromData(self.packed))


def _grey(image: QImage) -> QImage:
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


def printed_pages(
    report: Report, rules: Profile, *, draft: bool, still_wanted: Callable[[], None]
) -> list[PrintedPage]:
    """The pages of a report's file, with the marks of a draft or as it goes out.

    `still_wanted` is called with each page and raises when they are not. Raises UserError.
    """
    from danvan_desktop.services.exporting import docx_of
    from danvan_desktop.word.pages import pages_to_print

    pages = []
    for seen, packed in pages_to_print(docx_of(report, rules, draft=draft), SEEN_DPI, DPI):
        still_wanted()
        pages.append(PrintedPage(packed, _grey(QImage.fromData(seen))))
    return pages


def ask_whether_draft(parent: QWidget) -> bool | None:
    """Whether a report that has a draft's marks is printed with them; None for not at all."""
    dialog = _KindDialog(parent)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    draft = dialog.draft
    dialog.deleteLater()
    return draft if accepted else None


class _KindDialog(QDialog):
    """One press of a button, or Enter for the draft as it stands."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("print_kind")
        self.setWindowTitle(say("pages_ui.print_title"))
        self.draft = True
        gap = theme.unit(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 6, gap * 6, gap * 6, gap * 5)
        column.setSpacing(gap * 3)
        with_marks = PrimaryButton(say("pages_ui.print_draft"), "print_draft", self)
        with_marks.setDefault(True)
        final = plain_button(say("pages_ui.print_final"), "print_final", self)
        away = plain_button(say("pages_ui.print_not"), "print_cancel", self)
        with_marks.clicked.connect(lambda: self._choose(draft=True))
        final.clicked.connect(lambda: self._choose(draft=False))
        away.clicked.connect(self.reject)
        for button in (with_marks, final, away):
            column.addWidget(button)
        with_marks.setFocus()

    def _choose(self, *, draft: bool) -> None:
        self.draft = draft
        self.accept()


def preview(parent: QWidget, pages: list[PrintedPage]) -> None:
    """Show how the pages will come out and let the person print them."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    printer.setDocName(say("pages_ui.pane"))
    if pages:
        printer.setPageLayout(layout_for(pages[0].small))
    dialog = QPrintPreviewDialog(printer, parent)
    dialog.setObjectName("print_preview")
    dialog.setWindowTitle(say("pages_ui.print_title"))
    dialog.paintRequested.connect(lambda target: print_pages(target, pages, dialog))
    dialog.resize(parent.size() * 0.9)
    dialog.exec()
    dialog.deleteLater()


def print_pages(printer: QPrinter, pages: list[PrintedPage], parent: QWidget | None = None) -> int:
    """Draw the pages the person asked for, each over its whole sheet; how many were drawn.

    A page that lies on its side is turned to fit the upright paper, as a printer does. Each is unpacked as
    it is drawn; for a preview, which keeps all it was given, its small image is drawn.
    """
    seen_only = printer.paintEngine().type() == QPaintEngine.Type.Picture
    chosen = _chosen(printer, pages)
    if not chosen:
        return 0
    painter = QPainter(printer)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    number = 0
    for number, page in enumerate(chosen if seen_only else _watched(printer, chosen, parent), start=1):
        if number > 1:
            printer.newPage()
        whole = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
        sheet = QRectF(0, 0, whole.width(), whole.height())
        painter.drawImage(sheet, _turned_like(sheet, page.small if seen_only else page.image()))
    painter.end()
    return number


def _watched(printer: QPrinter, pages: list[PrintedPage], parent: QWidget | None) -> Iterable[PrintedPage]:
    """The pages, with word of how far it is and a way to stop when there are many."""
    progress = QProgressDialog(say("pages_ui.printing"), say("shell.export.cancel"), 0, len(pages), parent)
    progress.setObjectName("print_progress")
    progress.setWindowTitle(say("pages_ui.print_title"))
    progress.setWindowModality(Qt.WindowModality.ApplicationModal)
    progress.setMinimumDuration(_SHOWN_AFTER_MS)
    for number, page in enumerate(pages):
        progress.setValue(number)
        if progress.wasCanceled():
            printer.abort()
            break
        yield page
    progress.reset()
    progress.deleteLater()


def _turned_like(sheet: QRectF, page: QImage) -> QImage:
    same = (page.width() > page.height()) == (sheet.width() > sheet.height())
    return page if same else page.transformed(QTransform().rotate(90))


def _chosen(printer: QPrinter, pages: list[PrintedPage]) -> list[PrintedPage]:
    if printer.printRange() != QPrinter.PrintRange.PageRange or not printer.fromPage():
        return pages
    return pages[printer.fromPage() - 1 : printer.toPage()]


def layout_for(small: QImage) -> QPageLayout:
    """A sheet as large as the page of this small image and turned like it, without the printer's margins."""
    points = QSizeF(small.size()) * (_POINTS_AN_INCH / SEEN_DPI)
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
