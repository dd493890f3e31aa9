"""A packed PDF is the same PDF to its readers; and what is no PDF of the kind we know stays as it is."""

from __future__ import annotations

import re
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import rdocx
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
    for said in (b"/Root", b"/Info", b"/ID"):
        assert (said in plain) == (said in small)


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
