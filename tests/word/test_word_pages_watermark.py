"""'DỰ THẢO' across our pages: as large as in LibreOffice, and with its hook."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
import word_samples
from PySide6.QtGui import QImage

from danvan_desktop.domain.report import Marks
from danvan_desktop.layout import blocks
from danvan_desktop.layout.profile import profile
from danvan_desktop.word import marks
from danvan_desktop.word.pages import page_pngs, pdf_bytes
from danvan_desktop.word.writer import docx_bytes

RULES = profile("party_hd05_2026")
DPI = 50
_GREY = range(180, 250)


def _marked(document: blocks.Document) -> bytes:
    return docx_bytes(msgspec.structs.replace(document, marks=Marks(watermark=True)), RULES)


def _empty() -> blocks.Document:
    return blocks.Document((blocks.Paragraph((blocks.Span("."),)),), "", "", "")


def _ink(png: bytes) -> tuple[int, int, int, int]:
    """The left, top, right and bottom of what is grey below the first line, in pixels."""
    image = QImage.fromData(png).convertToFormat(QImage.Format.Format_Grayscale8)
    grey = [
        (x, y)
        for y in range(image.height() // 10, image.height())
        for x, level in enumerate(bytes(image.constScanLine(y))[: image.width()])
        if level in _GREY
    ]
    across, down = [x for x, _ in grey], [y for _, y in grey]
    return min(across), min(down), max(across), max(down)


def _drawn(pdf: Path, pdftoppm: str) -> bytes:
    command = [pdftoppm, "-r", str(DPI), "-png", "-singlefile", str(pdf), str(pdf.with_suffix(""))]
    subprocess.run(command, check=True, timeout=60)
    return pdf.with_suffix(".png").read_bytes()


def test_it_is_as_large_and_where_libreoffice_draws_it(
    tmp_path: Path, to_pdf: Callable[[Path], Path], needs_tool: Callable[[str], str]
) -> None:
    pdftoppm, docx, written = needs_tool("pdftoppm"), _marked(_empty()), tmp_path / "there.docx"
    written.write_bytes(docx)
    (tmp_path / "here.pdf").write_bytes(pdf_bytes(docx))
    there = _ink(_drawn(to_pdf(written), pdftoppm))
    for here in (_ink(page_pngs(docx, DPI)[0]), _ink(_drawn(tmp_path / "here.pdf", pdftoppm))):
        assert here == pytest.approx(there, abs=0.02 * (there[3] - there[1]) + 3)


def test_its_hook_is_seen_under_the_lines_of_a_report(monkeypatch: pytest.MonkeyPatch) -> None:
    report = word_samples.of_length(RULES, 12)
    with_hook = page_pngs(_marked(report), DPI)
    monkeypatch.setattr(marks, "WATERMARK", "DỰ THAO")
    without = page_pngs(_marked(report), DPI)
    assert len(with_hook) == len(without) > 1
    assert all(_changed(one, other) > 40 for one, other in zip(with_hook, without, strict=True))


def _changed(one: bytes, other: bytes) -> int:
    """How many pixels differ so much that an eye sees it."""
    first, second = (
        QImage.fromData(png).convertToFormat(QImage.Format.Format_Grayscale8) for png in (one, other)
    )
    pairs = zip(bytes(first.constBits()), bytes(second.constBits()), strict=True)
    return sum(abs(a - b) > 8 for a, b in pairs)
