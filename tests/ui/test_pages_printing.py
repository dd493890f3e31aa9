"""Printing: what the preview shows and holds, what goes to the printer, with a draft's marks or without."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QBuffer, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QDialog, QWidget
from shell_kit import Shell, child, when_asked

from danvan_desktop.domain.report import Marks
from danvan_desktop.layout.sample import sample_report
from danvan_desktop.services.editing import Place
from danvan_desktop.services.exporting import docx_of
from danvan_desktop.ui.pages import printing
from danvan_desktop.ui.pages.printing import DPI, SEEN_DPI, PrintedPage, layout_for, preview, print_pages
from danvan_desktop.word.pages import page_pngs
from danvan_desktop.word.returned import read_returned

UPRIGHT, TURNED = (2481, 3508), (3508, 2481)


@pytest.fixture
def shell(qtbot: Any, tmp_path: Path) -> Iterator[Shell]:
    made = Shell(tmp_path / "data")
    report_id = made.drafts.create(sample_report(), made.with_office())
    made.open(qtbot).open_report(report_id)
    yield made
    made.close()


def blank(size: tuple[int, int]) -> QImage:
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill("white")
    return image


def kept(drawn: QImage) -> PrintedPage:
    """A page as it is kept from the drawing at the printer's sharpness."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    drawn.save(buffer, "PNG", 80)
    grey = drawn.convertToFormat(QImage.Format.Format_Grayscale8)
    width = round(drawn.width() * SEEN_DPI / DPI)
    return PrintedPage(bytes(buffer.data().data()), grey.scaledToWidth(width))


def to_pdf(target: Path, first: PrintedPage) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printer.setFullPage(True)
    printer.setPageLayout(layout_for(first.small))
    return printer


def seen(pdf: Path, pdftoppm: str) -> list[QImage]:
    subprocess.run([pdftoppm, "-r", "36", "-png", str(pdf), str(pdf.with_suffix(""))], check=True)
    return [QImage(str(file)) for file in sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))]


def test_each_page_is_printed_over_its_whole_sheet(qtbot: Any, tmp_path: Path, needs_tool: Any) -> None:
    upright, turned = blank(UPRIGHT), blank(TURNED)
    painter = QPainter(turned)  # the top of the page on its side comes to stand at the right
    painter.fillRect(QRect(0, 0, 3508, 300), Qt.GlobalColor.black)
    painter.end()
    pages = [kept(upright), kept(turned)]
    assert print_pages(to_pdf(tmp_path / "printed.pdf", pages[0]), pages) == 2
    first, second = seen(tmp_path / "printed.pdf", needs_tool("pdftoppm"))
    assert first.size() == second.size()
    assert second.height() > second.width()
    assert second.pixelColor(second.width() - 8, second.height() // 2).value() < 40
    assert second.pixelColor(8, second.height() // 2).value() > 200


def test_only_the_pages_asked_for_are_printed(qtbot: Any, tmp_path: Path, needs_tool: Any) -> None:
    black = blank(UPRIGHT)
    black.fill("black")
    pages = [kept(blank(UPRIGHT)), kept(black), kept(blank(UPRIGHT))]
    printer = to_pdf(tmp_path / "range.pdf", pages[0])
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 2)
    assert print_pages(printer, pages) == 1
    (only,) = seen(tmp_path / "range.pdf", needs_tool("pdftoppm"))
    assert only.pixelColor(only.width() // 2, only.height() // 2).value() < 40


def test_a_page_is_unpacked_only_when_it_is_printed_and_then_let_go(
    qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = [kept(blank(UPRIGHT))] * 4
    unpacked: list[int] = []
    monkeypatch.setattr(PrintedPage, "image", lambda page: unpacked.append(1) or QImage.fromData(page.packed))
    shown: list[int] = []

    def look(dialog: QDialog) -> None:
        shown.append(dialog.findChild(QPrintPreviewWidget).pageCount())
        dialog.reject()

    when_asked(look)
    _preview(qtbot, pages)
    assert shown == [4]
    assert unpacked == [], "a preview keeps what it is given: 55 sharp pages would be half a gigabyte"
    assert print_pages(to_pdf(tmp_path / "all.pdf", pages[0]), pages) == 4
    assert len(unpacked) == 4


def _preview(qtbot: Any, pages: list[PrintedPage]) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(900, 700)
    preview(parent, pages)


def test_letters_are_smooth_where_the_preview_makes_them_smaller(qtbot: Any) -> None:
    fine = QImage(*UPRIGHT, QImage.Format.Format_Grayscale8)
    fine.fill(255)
    small = fine.scaled(992, 1403)
    painter = QPainter(small)
    for x in range(0, 992, 2):
        painter.drawLine(x, 0, x, 1403)
    painter.end()
    levels: set[int] = set()

    def look(dialog: QDialog) -> None:
        picture = dialog.findChild(QPrintPreviewWidget).grab().toImage()
        middle = picture.height() // 2
        values = [picture.pixelColor(x, middle).value() for x in range(picture.width())]
        around = range(picture.width() // 2 - 40, picture.width() // 2 + 40)
        levels.update(values[x] for x in around)
        dialog.reject()

    when_asked(look)
    _preview(qtbot, [PrintedPage(b"", small)])
    assert len(levels) > 4, "stripes a dot wide become greys"


def test_the_preview_opens_with_every_page_of_the_report(shell: Shell, qtbot: Any) -> None:
    counts: list[int] = []

    def look(dialog: QDialog) -> None:
        counts.append(dialog.findChild(QPrintPreviewWidget).pageCount())
        dialog.reject()

    asked = when_asked(look)
    shell.window.paper.actions["print"].trigger()
    qtbot.waitUntil(lambda: bool(counts), timeout=60_000)
    assert asked == ["print_preview"]
    desk = shell.window.desk
    rules = shell.library.profile_for(desk.report_id, desk.report)
    assert counts == [len(page_pngs(docx_of(desk.report, rules), 20))]


def test_pages_no_longer_wanted_while_they_are_drawn_open_no_preview(
    shell: Shell, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawing, go_on = threading.Event(), threading.Event()
    packed = kept(blank((40, 56))).packed

    def slow(*_: object) -> Iterator[tuple[bytes, bytes]]:
        drawing.set()
        assert go_on.wait(30)
        yield packed, packed
        raise AssertionError("the second page is not drawn any more")

    monkeypatch.setattr("danvan_desktop.word.pages.pages_to_print", slow)
    monkeypatch.setattr(printing, "preview", lambda *_: pytest.fail("a preview"))
    messages = shell.window.desk.messages
    shell.window.paper.actions["print"].trigger()
    qtbot.waitUntil(drawing.is_set, timeout=10_000)
    child(shell.window, "paper_cancel").click()
    go_on.set()
    qtbot.waitUntil(lambda: shell.window.paper._job is None, timeout=10_000)
    assert messages.text == ""


@pytest.mark.parametrize(("button", "draft"), [("print_draft", True), ("print_final", False)])
def test_a_draft_is_printed_with_its_marks_or_as_it_goes_out(
    shell: Shell, qtbot: Any, monkeypatch: pytest.MonkeyPatch, button: str, draft: bool
) -> None:
    editing = shell.window.desk.editing
    editing.apply(msgspec.structs.replace(editing.report, marks=Marks(draft=2)), "dấu", Place("@head"))
    made: list[bytes] = []

    def drawn(docx: bytes, *_: object) -> Iterator[tuple[bytes, bytes]]:
        made.append(docx)
        return iter(())

    shown: list[object] = []
    monkeypatch.setattr("danvan_desktop.word.pages.pages_to_print", drawn)
    monkeypatch.setattr(printing, "preview", lambda _, pages: shown.append(pages))
    asked = when_asked(lambda dialog: child(dialog, button).click())
    shell.window.paper.actions["print"].trigger()
    qtbot.waitUntil(lambda: bool(shown), timeout=10_000)
    assert asked == ["print_kind"]
    words = "\n".join(line.text for line in read_returned(made[0]).lines)
    assert ("Dự thảo lần 2" in words) is draft


def test_who_does_not_choose_prints_nothing(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    editing = shell.window.desk.editing
    editing.apply(msgspec.structs.replace(editing.report, marks=Marks(draft=2)), "dấu", Place("@head"))
    monkeypatch.setattr("danvan_desktop.word.pages.pages_to_print", lambda *_: pytest.fail("drawn"))
    asked = when_asked(lambda dialog: child(dialog, "print_cancel").click())
    shell.window.paper.actions["print"].trigger()
    assert asked == ["print_kind"]
    assert shell.window.paper._job is None


def test_printing_can_be_stopped_between_two_pages(
    qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = [kept(blank((248, 351)))] * 5
    asked: list[int] = []
    monkeypatch.setattr(
        "danvan_desktop.ui.pages.printing.QProgressDialog.wasCanceled",
        lambda _: asked.append(1) or len(asked) > 2,
    )
    assert print_pages(to_pdf(tmp_path / "stopped.pdf", pages[0]), pages) == 2
