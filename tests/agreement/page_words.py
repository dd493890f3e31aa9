"""The words of each page of a PDF, and where two layouts of one file part."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path

WORDS = 6
"""So many words at the top and the foot of a page are compared."""

_WATERMARK = re.compile(r"D\s+Ự\s+T\s+H\s+Ả\s+O\s")

Pages = list[list[str]]


def words_of_pages(pdf: Path, pdftotext: str = "pdftotext") -> Pages:
    """The words of each page in reading order, without the page's number and the watermark.

    The watermark is text in rdocx's PDF, its letters apart, and a drawing in LibreOffice's.
    """
    return [
        _without_number(re.findall(r"\S+", page), number)
        for number, page in enumerate(_pages(pdf, pdftotext), 1)
    ]


def lines_of_pages(pdf: Path, pdftotext: str = "pdftotext") -> Pages:
    """The lines of each page in reading order, without page numbers and watermark."""
    lines = ([line.strip() for line in page.split("\n")] for page in _pages(pdf, pdftotext))
    return [[line for line in page if line and not line.isdigit()] for page in lines]


def lines_elsewhere(ours: Pages, theirs: Pages) -> int:
    """How many lines of the second do not end where those of the first do; on which page does not count."""
    here, there = ([line.replace(" ", "") for page in pages for line in page] for pages in (ours, theirs))
    if here == there:
        return 0
    found = SequenceMatcher(None, here, there, autojunk=False).get_opcodes()
    return sum(last - first for what, _, _, first, last in found if what != "equal")


def _pages(pdf: Path, pdftotext: str) -> list[str]:
    done = subprocess.run([pdftotext, "-raw", str(pdf), "-"], capture_output=True, check=True, timeout=120)
    pages = unicodedata.normalize("NFC", done.stdout.decode("utf-8")).split("\f")[:-1]
    return [_WATERMARK.sub("", page) for page in pages]


def _without_number(words: list[str], number: int) -> list[str]:
    for at in (0, -1):
        if words and words[at] == str(number):
            del words[at]
            break
    return words


def disagreements(ours: Sequence[list[str]], theirs: Sequence[list[str]]) -> list[str]:
    """What differs: the number of pages, or the first or last words of a page, one sentence each."""
    found = []
    if len(ours) != len(theirs):
        found.append(f"{len(ours)} pages for {len(theirs)}")
    for number, (mine, other) in enumerate(zip(ours, theirs, strict=False), 1):
        for what, part in (("begins", slice(None, WORDS)), ("ends", slice(-WORDS, None))):
            if mine[part] != other[part]:
                found.append(f"page {number} {what} '{' '.join(mine[part])}' for '{' '.join(other[part])}'")
    return found
