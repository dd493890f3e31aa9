"""A packed PDF is the same PDF to its readers; and what is no PDF of the kind we know stays as it is."""

from __future__ import annotations

import re
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import rdocx
from lxml import etree
from word_samples import of_length

from danvan_desktop.layout.profile import profile
from danvan_desktop.word.pages import pdf_bytes
from danvan_desktop.word.pdf_packing import packed
from danvan_desktop.word.writer import docx_bytes

RULES = profile("party_hd05_2026")


@pytest.fixture(scope="module")
def docx() -> bytes:
    return docx_bytes(of_length(RULES, 40), RULES)


@pytest.fixture(scope="module", params=[False, True], ids=["plain", "archival"])
def plain(request: pytest.FixtureRequest, docx: bytes) -> bytes:
    document = rdocx.Document.from_bytes(docx)
    return document.to_pdfa_deterministic() if request.param else document.to_pdf()


def read(pdf: bytes, folder: Path, *command: str) -> bytes:
    file = folder / "x.pdf"
    file.write_bytes(pdf)
    asked = [str(file) if part == "FILE" else part for part in command]
    return subprocess.run(asked, capture_output=True, timeout=60, check=True).stdout


def test_readers_see_the_same_document(
    plain: bytes, tmp_path: Path, needs_tool: Callable[[str], str]
) -> None:
    small = packed(plain)
    assert len(small) < len(plain) / 2
    for command in (
        [needs_tool("pdftotext"), "-layout", "FILE", "-"],
        [needs_tool("pdftoppm"), "-r", "30", "-f", "2", "-l", "2", "-png", "FILE"],
        [needs_tool("pdfinfo"), "-struct", "-l", "1", "FILE"],
        [needs_tool("pdffonts"), "FILE"],
    ):
        # pdffonts tells the numbers of objects too: they must not have changed.
        assert read(small, tmp_path, *command) == read(plain, tmp_path, *command) != b""


def test_no_object_is_lost_or_told_twice(plain: bytes) -> None:
    small = packed(plain)
    before = {int(number) for number in re.findall(rb"^(\d+) 0 obj\b", plain, re.MULTILINE)}
    after = [int(number) for number in re.findall(rb"^(\d+) 0 obj\b", small, re.MULTILINE)]
    for stream in re.finditer(rb"/ObjStm /N (\d+) /First (\d+).*?stream\n(.*?)\nendstream", small, re.DOTALL):
        data = zlib.decompress(stream[3])
        head = [int(one) for one in data[: int(stream[2])].split()]
        assert len(head) == 2 * int(stream[1])
        after += head[::2]
        for at in head[1::2]:
            assert data[int(stream[2]) + at :].startswith((b"<<", b"["))
    assert len(after) == len(set(after))
    assert before <= set(after)
    for said in (b"/Root", b"/Info"):
        assert said in plain
        assert said in small


def told(pdf: bytes) -> bytes:
    """The objects of a packed PDF in the open, and the metadata, which stand open in any."""
    streams = re.findall(rb"/ObjStm .*?stream\n(.*?)\nendstream", pdf, re.DOTALL)
    return b"\n".join([*map(zlib.decompress, streams), *re.findall(rb"<\?xpacket.*?end=", pdf, re.DOTALL)])


def identifiers(pdf: bytes) -> set[str]:
    """All the identifiers a PDF gives itself."""
    pairs = re.findall(rb"/ID \[<(\w{32})> <(\w{32})>\]", pdf)
    named = re.findall(rb"ID>uuid:([0-9a-f-]{36})</xmpMM", told(pdf))
    return {one.decode().replace("-", "") for pair in pairs for one in pair} | {
        one.decode().replace("-", "") for one in named
    }


@pytest.mark.parametrize("archival", [False, True])
def test_it_says_its_language_its_program_and_which_document_it_is(
    docx: bytes, archival: bool, tmp_path: Path, needs_tool: Callable[[str], str]
) -> None:
    pdf = pdf_bytes(docx, archival=archival)
    assert b"/Lang (vi-VN)" in told(pdf)
    assert b"/Lang (und)" not in told(pdf)
    said = read(pdf, tmp_path, needs_tool("pdfinfo"), "FILE").decode()
    assert re.search(r"^Creator: +Báo cáo Dân vận$", said, re.MULTILINE)
    assert (
        "<xmp:CreatorTool>Báo cáo Dân vận</xmp:CreatorTool>" in told(pdf).decode("utf-8", "replace")
    ) == archival
    assert b"rdocx-pdfa-00001" not in pdf
    (own,) = identifiers(pdf)
    assert identifiers(pdf_bytes(docx, archival=archival)) == {own}
    other = docx_bytes(of_length(RULES, 40, last_words=39), RULES)
    assert identifiers(pdf_bytes(other, archival=archival)).isdisjoint({own})


def test_the_metadata_is_as_long_as_it_says(docx: bytes) -> None:
    pdf = pdf_bytes(docx, archival=True)
    ((length, xmp),) = re.findall(
        rb"/Length (\d+)[^>]*/XML[^>]*>>\s*stream\n(.*?)\nendstream", pdf, re.DOTALL
    )
    assert int(length) == len(xmp)
    etree.fromstring(xmp)


def test_what_the_program_makes_is_packed(docx: bytes) -> None:
    for archival in (False, True):
        assert b"/ObjStm" in pdf_bytes(docx, archival=archival)


def test_what_is_not_as_expected_stays_as_it_is(plain: bytes) -> None:
    small = packed(plain)
    assert packed(small) is small, "packed already"
    broken = [
        b"",
        b"%PDF-1.7 and no more",
        plain[:-200],
        plain.replace(b"\ntrailer\n<<", b"\ntrailer\n<< /Encrypt 9 0 R"),
        plain.replace(b"startxref\n", b"startxref\n1"),
        re.sub(rb"\n\d{10} 00000 n", b"\n0000000003 00000 n", plain, count=1),
        plain.replace(b"\n2 0 obj", b"\n9 0 obj"),
    ]
    for one in broken:
        assert one != plain
        assert packed(one) is one
