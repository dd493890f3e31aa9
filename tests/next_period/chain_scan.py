"""Reads a written Word file and looks for what is stale in it, with patterns of its own.

Nothing of the program's detector is used: a year before the period's is stale unless it stands in one of the
few kinds of words listed here, where it is right in any year.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from lxml import etree

from danvan_desktop.domain.report import Period

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ANY_YEAR = (
    r"\d+(?:/\d{4})?[-/][A-ZĐƯ][\w/-]*(?:,? ngày \d{1,2}/\d{1,2}/\d{4})?",  # a document's number, its day
    r"số \d+,? ngày \d{1,2}/\d{1,2}/\d{4}(?: của Ban Dân vận Trung ương)?",
    r"Luật [^,.;]{4,80}? năm \d{4}",
    r"giai đoạn \d{4} ?[-–] ?\d{4}",
    r"(?:kể )?từ ngày \d{1,2}/\d{1,2}/\d{4}",
    r"nhiệm kỳ \d{4} ?[-–] ?\d{4}",  # judged by its own rule
)
_TERM_ENDED = {
    (2015, 2020): date(2020, 11, 1),
    (2016, 2021): date(2021, 8, 1),
    (2019, 2024): date(2025, 1, 1),
    (2020, 2025): date(2025, 11, 1),
    (2021, 2026): date(2026, 4, 6),
}
_HALF = r"(?:0?6|sáu) tháng (?:đầu|cuối) năm"
_BODIES = (
    (date(2025, 3, 1), r"ban dân vận|ban tuyên giáo(?! và dân vận)"),
    (date(2025, 7, 1), r"\bhuyện\b|\bthị trấn\b|\bthị xã\b|\bthị ủy\b|\bquảng bình\b"),
)


def lines_of(file: Path) -> list[str]:
    """Every paragraph of the file's text, cells, headers, footers and notes included."""
    found: list[str] = []
    with zipfile.ZipFile(file) as parts:
        for name in parts.namelist():
            if re.fullmatch(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml", name):
                root = etree.fromstring(parts.read(name))
                found += [
                    "".join(piece.text or "" for piece in paragraph.iter(f"{_W}t"))
                    for paragraph in root.iter(f"{_W}p")
                ]
    return [line for line in found if line.strip()]


def stale(lines: list[str], period: Period, day: date, former_signers: set[str]) -> list[tuple[str, str]]:
    """What kind of leftover stands in which line."""
    return [(kind, line) for line in lines for kind in dict.fromkeys(_of(line, period, day, former_signers))]


def _of(line: str, period: Period, day: date, former_signers: set[str]) -> Iterator[str]:
    bare = line
    for words in _ANY_YEAR:
        bare = re.sub(words, "", bare, flags=re.IGNORECASE)
    last = rf"(?:(?:0?6|sáu) tháng (?:đầu|cuối) )?năm {period.year - 1}"
    compared = rf"(?:so với|cùng kỳ)(?: cùng kỳ)? {last}|^kết quả {last}$"  # the head of the figures' column
    bare = re.sub(compared, "", bare, flags=re.IGNORECASE)
    if any(int(year) < period.year for year in re.findall(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d|\d)", bare)):
        yield "year"
    if period.kind == "year" and re.search(rf"{_HALF}(?! {period.year + 1})", bare, re.IGNORECASE):
        yield "half"
    for first, last in re.findall(r"nhiệm kỳ (\d{4}) ?[-–] ?(\d{4})", line, re.IGNORECASE):
        if day >= _TERM_ENDED.get((int(first), int(last)), date(int(last) + 1, 1, 1)):
            yield "term"
    if any(name.casefold() in line.casefold() for name in former_signers):
        yield "signer"
    for ended, words in _BODIES:
        if day >= ended and re.search(words, bare, re.IGNORECASE):
            yield "body"
