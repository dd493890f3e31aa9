"""Nothing the file says is missing from its pages: every letter of the .docx is in the PDF."""

from __future__ import annotations

import io
import subprocess
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from word_samples import letterhead, title

from danvan_desktop.layout import blocks
from danvan_desktop.layout.profile import Profile, profile, profiles
from danvan_desktop.layout.sample import sample_for
from danvan_desktop.services.preview import written_report
from danvan_desktop.word.ooxml import w
from danvan_desktop.word.pages import pdf_bytes
from danvan_desktop.word.writer import docx_bytes

_NAME = (
    "danvan_bao_cao_tong_hop_ket_qua_cong_tac_dan_van_6_thang_dau_nam_2026_da_ky_so_gui_tinh_uy_quang_tri"
    "_ban_chinh_thuc.xlsx"
)
_WIDE = (
    f"Tệp {_NAME} đã gửi.",
    f"Ý kiến: {'.' * 150} hết",
    f"Xem www.quangtri.gov.vn/{_NAME}?id=1&name=tin_tuc/bai_viet/chuyen_de_cong_tac_dan_van_nam_2026",
    "dính" * 300,
    f"Chữ lạ ɓ{'dính' * 60}",
    f"Dấu rời {'ạ' * 200} hết",
)


def _missing(docx: bytes, folder: Path, pdftotext: str, *, archival: bool = False) -> tuple[str, list[str]]:
    """The letters and the words of a file that its PDF lacks; in capitals, as some styles show them."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        document = etree.fromstring(package.read("word/document.xml"))
    paragraphs = (
        "".join(one.text or " " for one in p.iter(w("t"), w("br"), w("tab"))) for p in document.iter(w("p"))
    )
    words = unicodedata.normalize("NFC", " ".join(paragraphs)).upper().split()
    (folder / "x.pdf").write_bytes(pdf_bytes(docx, archival=archival))
    done = subprocess.run([pdftotext, "-raw", folder / "x.pdf", "-"], capture_output=True, check=True)
    lines = (line for line in done.stdout.decode("utf-8").splitlines() if not line.strip().isdigit())
    shown = unicodedata.normalize("NFC", "".join("".join(lines).replace("\u200b", "").split())).upper()
    letters = Counter("".join(word for word in words if not word.isdigit())) - Counter(shown)
    return "".join(letters), [word for word in words if not word.isdigit() and word not in shown]


@pytest.mark.parametrize("profile_id", sorted(profiles()))
def test_every_word_of_the_demo_is_on_its_pages(
    profile_id: str, tmp_path: Path, needs_tool: Callable[[str], str]
) -> None:
    docx = written_report(sample_for(profile_id), profile(profile_id)).docx
    assert _missing(docx, tmp_path, needs_tool("pdftotext")) == ("", [])


def _wide_words(rules: Profile) -> blocks.Document:
    """Words wider than the line in paragraphs of one and of several looks, and in the cells of a table."""
    plain = tuple(blocks.Paragraph((blocks.Span(text),)) for text in _WIDE)
    half = len(_NAME) // 2
    mixed = blocks.Paragraph((blocks.Span(_NAME[:half], bold=True), blocks.Span(_NAME[half:], italic=True)))
    columns = (blocks.Column("STT", 0.1), blocks.Column("Tệp", 0.3), blocks.Column("Nội dung", 0.6))
    rows = tuple((str(n), text[:200], text[:600]) for n, text in enumerate(_WIDE, 1))
    table = blocks.Table(columns, rows)
    return blocks.Document((letterhead(rules), title(rules), *plain, mixed, table), "Báo cáo", "", "")


@pytest.mark.parametrize("profile_id", sorted(profiles()))
def test_words_wider_than_the_line_are_on_the_pages_to_their_last_letter(
    profile_id: str, tmp_path: Path, needs_tool: Callable[[str], str]
) -> None:
    rules = profile(profile_id)
    docx = docx_bytes(_wide_words(rules), rules)
    for archival in (False, True):
        assert _missing(docx, tmp_path, needs_tool("pdftotext"), archival=archival) == ("", [])


def test_a_row_higher_than_a_page_goes_on_overleaf(tmp_path: Path, needs_tool: Callable[[str], str]) -> None:
    rules = profile("party_hd05_2026")
    columns = (blocks.Column("STT", 0.1), blocks.Column("Nội dung", 0.5), blocks.Column("Kết quả", 0.4))
    words = " ".join(f"việc{number}" for number in range(900))
    by_hand = "\n".join(f"- đoàn thể số{number}\tđạt" for number in range(120))
    rows = (("1", "ngắn", "gọn"), ("2", words, by_hand), ("3", "ɓ " + words, "sau cùng"))
    document = blocks.Document((blocks.Table(columns, rows),), "", "", "")
    docx = docx_bytes(document, rules)
    assert _missing(docx, tmp_path, needs_tool("pdftotext")) == ("", [])
