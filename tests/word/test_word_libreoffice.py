"""The written files as LibreOffice lays them out: another judge than our own reading of the XML.

Lengths are points from the top left corner of the page; expected values come from the rule notes.
"""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from word_samples import of_length, sample

from danvan_desktop.layout.profile import profile, profiles
from danvan_desktop.word.writer import docx_bytes

_MM = 72 / 25.4
_LENGTHS = [(paragraphs, words) for paragraphs in (5, 6, 7) for words in (8, 25, 42, 60)]
_KEEPING = re.compile(rb"<w:(keepNext|cantSplit)/>")
_BOX_OF_SIZE = 1.3
"""Height of pdftotext's box over the type size, for Liberation Serif."""


class Word(NamedTuple):
    """A word on a page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class Page(NamedTuple):
    """A page and its words in reading order."""

    width: float
    height: float
    words: list[Word]

    def find(self, text: str) -> Word:
        """The first such word."""
        return next(word for word in self.words if word.text == text)

    def has(self, text: str) -> bool:
        """Whether there is such a word."""
        return any(word.text == text for word in self.words)


@pytest.fixture(scope="module")
def laid_out(
    needs_tool: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[Page]]:
    """Every file of this module through one start of LibreOffice, by name."""
    folder = tmp_path_factory.mktemp("laid_out")
    for name, data in _files().items():
        (folder / f"{name}.docx").write_bytes(data)
    user = tmp_path_factory.mktemp("libreoffice").as_uri()
    files = sorted(map(str, folder.glob("*.docx")))
    command = [needs_tool("soffice"), f"-env:UserInstallation={user}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(command, capture_output=True, timeout=240, check=True)
    reader = needs_tool("pdftotext")
    return {Path(file).stem: _pages(reader, Path(file).with_suffix(".pdf")) for file in files}


def _files() -> dict[str, bytes]:
    files = {name: docx_bytes(sample(rules), rules) for name, rules in profiles().items()}
    party = profile("party_hd05_2026")
    for paragraphs, words in _LENGTHS:
        data = docx_bytes(of_length(party, paragraphs, last_words=words), party)
        files[f"held-{paragraphs}-{words}"] = data
        files[f"loose-{paragraphs}-{words}"] = _without_keeping(data)
    return files


def _without_keeping(data: bytes) -> bytes:
    """The same file with nothing held together, to prove that the test can tell."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(packed, "w") as loose:
        for name in whole.namelist():
            loose.writestr(name, _KEEPING.sub(b"", whole.read(name)))
    return packed.getvalue()


_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</word>')


def _pages(reader: str, pdf: Path) -> list[Page]:
    assert pdf.is_file(), f"LibreOffice did not open {pdf.stem}"
    done = subprocess.run([reader, "-bbox", str(pdf), "-"], capture_output=True, check=True, timeout=60)
    text = done.stdout.decode()
    return [
        Page(float(width), float(height), [_word(found) for found in _WORD.finditer(inner)])
        for width, height, inner in _PAGE.findall(text)
    ]


def _word(found: re.Match[str]) -> Word:
    left, top, right, bottom, text = found.groups()
    return Word(text, float(left), float(top), float(right), float(bottom))


def _near(value: float, within: float = 0.6) -> object:
    return pytest.approx(value, abs=within)


EVERY = sorted(profiles())


@pytest.mark.parametrize("name", EVERY)
def test_paper_is_a4_and_the_appendix_lies_on_its_side(name: str, laid_out: dict[str, list[Page]]) -> None:
    first, *_, last = laid_out[name]
    assert (first.width, first.height) == (_near(210 * _MM), _near(297 * _MM))
    assert (last.width, last.height) == (_near(297 * _MM), _near(210 * _MM))


@pytest.mark.parametrize("name", EVERY)
def test_text_keeps_to_the_margins_and_fills_them(name: str, laid_out: dict[str, list[Page]]) -> None:
    """Left 30 mm, right 15 mm (20 for the Đoàn), bottom at least 20 mm."""
    page = laid_out[name][0]
    right = 210 - (20 if name.startswith("youth") else 15)
    body = [word for word in page.words if word.top > page.find("CÁO").bottom]
    assert min(word.left for word in body) == _near(30 * _MM)
    assert max(word.right for word in body) == _near(right * _MM)
    assert max(word.bottom for word in page.words) <= 277 * _MM + 3


@pytest.mark.parametrize(
    ("name", "type_size", "motto", "motto_size"),
    [
        ("party_hd05_2026", (15, 16), "CỘNG", 15),
        ("party_hd36_2018", (15, 16), "CỘNG", 15),
        ("youth_hd29_2013", (15, 16), "TNCS", 15),
        ("state_nd30_2020", (13, 14), "CỘNG", 13),
        ("front_hd91_2013", (13, 14), "CỘNG", 13),
    ],
)
def test_glyphs_are_of_the_size_the_rules_say(
    name: str, type_size: tuple[int, int], motto: str, motto_size: int, laid_out: dict[str, list[Page]]
) -> None:
    """Height of the box over its ratio; 'BÁO' in Times New Roman Bold is 2.167 em wide, kerning aside."""
    page = laid_out[name][0]
    word = page.find("BÁO")
    size = (word.bottom - word.top) / _BOX_OF_SIZE
    assert type_size[0] - 0.1 <= size <= type_size[1] + 0.1
    assert word.right - word.left == pytest.approx(2.167 * size, rel=0.01)
    head = page.find(motto)
    assert (head.bottom - head.top) / _BOX_OF_SIZE == _near(motto_size, 0.1)


@pytest.mark.parametrize("name", EVERY)
def test_page_number_is_10_mm_from_the_top_of_page_2_and_absent_from_page_1(
    name: str, laid_out: dict[str, list[Page]]
) -> None:
    first, second = laid_out[name][:2]
    assert all(word.top > 19 * _MM for word in first.words)
    number = second.words[0]
    assert number.text == "2"
    assert number.top == _near(10 * _MM)
    margins = 30 - (20 if name.startswith("youth") else 15)
    assert (number.left + number.right) / 2 == _near((210 + margins) / 2 * _MM)
    assert [word for word in second.words if word.top < 19 * _MM] == [number]


@pytest.mark.parametrize("name", EVERY)
def test_header_row_stands_on_every_page_of_the_appendix(name: str, laid_out: dict[str, list[Page]]) -> None:
    sideways = [page for page in laid_out[name] if page.width > page.height]
    assert len(sideways) >= 2
    for page in sideways:
        assert page.has("STT")
        assert page.has("Cùng")


@pytest.mark.parametrize(
    ("name", "numbers"), [("party_hd05_2026", ["3", "4"]), ("state_nd30_2020", ["", "2"])]
)
def test_appendix_pages_go_on_or_start_again(
    name: str, numbers: list[str], laid_out: dict[str, list[Page]]
) -> None:
    """3.1: each appendix of a state document is numbered on its own, its first number hidden."""
    sideways = [page for page in laid_out[name] if page.width > page.height]
    shown = ["".join(word.text for word in page.words if word.top < 19 * _MM) for page in sideways]
    assert shown == numbers


def test_number_and_date_stand_level(laid_out: dict[str, list[Page]]) -> None:
    """3.3: the date on the line of the number; Party forms place them alike."""
    for name in EVERY:
        page = laid_out[name][0]
        number = next(word for word in page.words if word.text.startswith("Số"))
        date = page.find("ngày")
        assert number.bottom == _near(date.bottom, 2)


def test_recipients_begin_level_with_the_signature(laid_out: dict[str, list[Page]]) -> None:
    """1.10, 3.3: 'Nơi nhận' stands at the left margin, on the line of the authority."""
    for name in EVERY:
        page = next(page for page in laid_out[name] if page.has("nhận:"))
        recipients, authority = page.find("nhận:"), page.find("T/M")
        assert recipients.bottom == _near(authority.bottom, 4)
        assert page.find("Nơi").left == _near(30 * _MM)
        assert authority.left > page.width / 2


def _page_of(pages: list[Page], text: str) -> int:
    return next(number for number, page in enumerate(pages, 1) if page.has(text))


def _is_together(pages: list[Page]) -> bool:
    """Whether the whole signature block and the last words of the body share a page."""
    return len({_page_of(pages, text) for text in ("HẾT", "nhận:", "T/M", "Lưu", "An")}) == 1


@pytest.mark.parametrize(("paragraphs", "words"), _LENGTHS)
def test_signature_is_never_alone_on_a_page(
    paragraphs: int, words: int, laid_out: dict[str, list[Page]]
) -> None:
    assert _is_together(laid_out[f"held-{paragraphs}-{words}"])


def test_lengths_cover_both_sides_of_a_page_end_and_would_show_a_block_that_is_not_held(
    laid_out: dict[str, list[Page]],
) -> None:
    counts = {len(laid_out[f"held-{paragraphs}-{words}"]) for paragraphs, words in _LENGTHS}
    assert counts == {1, 2}
    assert not all(_is_together(laid_out[f"loose-{paragraphs}-{words}"]) for paragraphs, words in _LENGTHS)
