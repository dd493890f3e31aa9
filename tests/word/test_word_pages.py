"""Pages and PDF come from the file itself, and a renderer that is missing or fails is a sentence."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from word_samples import of_length

from danvan_desktop.errors import UserError
from danvan_desktop.layout.profile import profile
from danvan_desktop.word.pages import page_pngs, pdf_bytes
from danvan_desktop.word.writer import docx_bytes


@pytest.fixture(scope="module")
def docx() -> bytes:
    rules = profile("party_hd05_2026")
    return docx_bytes(of_length(rules, 9), rules)


def test_pdf_holds_the_vietnamese_text(docx: bytes, tmp_path: Path, needs_tool: Callable[[str], str]) -> None:
    file = tmp_path / "x.pdf"
    file.write_bytes(pdf_bytes(docx))
    done = subprocess.run([needs_tool("pdftotext"), "-layout", file, "-"], capture_output=True, timeout=60)
    text = " ".join(done.stdout.decode().split())
    for words in ("ĐẢNG CỘNG SẢN VIỆT NAM", "ĐẢNG ỦY XÃ ĐÔNG HÀ", "kịp thời nắm bắt tâm tư", "Nguyễn Văn An"):
        assert words in text


def test_archival_pdf_says_what_it_is(docx: bytes) -> None:
    assert b"pdfaid" in pdf_bytes(docx, archival=True)
    assert b"pdfaid" not in pdf_bytes(docx)


def test_pages_are_images_of_the_size_asked_for(docx: bytes) -> None:
    pages = page_pngs(docx, 72)
    assert len(pages) == 2
    for page in pages:
        assert page.startswith(b"\x89PNG")
        width, height = (int.from_bytes(page[at : at + 4], "big") for at in (16, 20))
        assert (width, height) == (pytest.approx(595, abs=1), pytest.approx(842, abs=1))


def test_a_file_that_cannot_be_laid_out_is_a_sentence() -> None:
    with pytest.raises(UserError, match="Không vẽ được các trang") as caught:
        pdf_bytes(b"not a Word file")
    assert caught.value.advice


def test_a_renderer_that_hangs_is_stopped(docx: bytes) -> None:
    with pytest.raises(UserError, match="chưa xong nên đã dừng"):
        pdf_bytes(docx, timeout_s=0.001)


def test_without_the_renderer_it_says_so(
    docx: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "rdocx.py").write_text("raise ImportError('not here')", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(UserError, match="thiếu bộ vẽ trang"):
        page_pngs(docx, 72)
