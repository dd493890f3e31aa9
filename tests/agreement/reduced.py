"""Each disagreement between rdocx and LibreOffice reduced to one paragraph or table, with what was measured.

Where the least width or height is measured that holds a text, the small file has a page for each of some
widths or heights, one twip apart.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lxml import etree

from danvan_desktop.layout.profile import profile
from danvan_desktop.word.base import empty_file
from danvan_desktop.word.ooxml import NAMESPACE
from danvan_desktop.word.styles import add_styles

AREA = 9355
_MARGIN, _PAPER, _WIDE = 1000, (16838, 11906), 1701
_END = '<w:spacing w:before="0" w:after="0" w:line="{}" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr>'
_EXACT = 'w:line="360" w:lineRule="exact"'
_LINES = "Cấp ủy chính quyền Mặt trận Tổ quốc các tổ chức"


class Reduced(NamedTuple):
    """A small file, and what LibreOffice 7.4, rdocx 0.16.3 by itself, and our pages make of it.

    `asks` is 'width' or 'height', the least that holds it all; 'blank', on how many of the heights a page
    without a word is made; 'word', the last of the first line; or 'lines', how many are on the first page.
    """

    body: str
    asks: str
    libreoffice: int | str
    rdocx: int | str
    ours: int | str
    least: int = 0

    def docx(self) -> bytes:
        """The file's bytes."""
        file = empty_file()
        add_styles(file.styles.element, profile("state_nd30_2020"), parts=False, lead=None)
        body = file.element.body
        for old in list(body):
            body.remove(old)
        body.extend(etree.fromstring(f'<w:body xmlns:w="{NAMESPACE}">{self.body}</w:body>'))
        packed = io.BytesIO()
        file.save(packed)
        return packed.getvalue()

    def read(self, pages: Sequence[Sequence[str]]) -> int | str:
        """What the file asks about, from the lines of each page of its PDF."""
        if self.asks == "word":
            return pages[0][0].rsplit(" ", 1)[-1]
        if self.asks == "lines":
            return len(pages[0])
        if self.asks == "blank":
            return sum(not page for page in pages)
        if self.asks == "width":
            return self.least + [len(page) == 1 for page in pages].index(True)
        begins = [number for number, page in enumerate(pages) if page and page[0].startswith("Đầu")]
        alone = [later - first == 1 for first, later in zip(begins, [*begins[1:], len(pages)], strict=True)]
        return self.least + alone.index(True)


def _run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}<w:sz w:val="28"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _paragraph(runs: str, properties: str = "", line: str = 'w:line="240" w:lineRule="auto"') -> str:
    before, _, after = properties.partition("|")
    spacing = f'<w:spacing w:before="0" w:after="0" {line}/>'
    return f"<w:p><w:pPr>{before}{spacing}{after}</w:pPr>{runs}</w:p>"


def _section(height: int = _PAPER[0] - 2 * _MARGIN) -> str:
    return (
        f'<w:sectPr><w:type w:val="nextPage"/><w:pgSz w:w="{_PAPER[1]}" w:h="{height + 2 * _MARGIN}"/>'
        f'<w:pgMar w:top="{_MARGIN}" w:right="850" w:bottom="{_MARGIN}" w:left="{_WIDE}" w:header="300"'
        ' w:footer="300" w:gutter="0"/></w:sectPr>'
    )


def _on_widths(runs: str, widths: Iterable[int]) -> str:
    """The text on a page of its own for each width."""
    indents = (f'<w:pageBreakBefore/>|<w:ind w:right="{AREA - width}"/>' for width in widths)
    return "".join(_paragraph(runs, indent) for indent in indents) + _section()


def _on_heights(made: str, heights: Sequence[int], last: str, words: str = "") -> str:
    """The blocks in a section of their own for each height of the text area, with a last paragraph."""
    found = []
    for height in heights:
        section = "" if height == heights[-1] else _section(height)
        found.append(f"{made}<w:p><w:pPr>{last}{section}</w:pPr>{words}</w:p>")
    return "".join(found) + _section(heights[-1])


def _body_text(paragraphs: int) -> str:
    """So many paragraphs of one line in a State form's style: 14 points, spaced 1.15, 6 points after."""
    texts = ("Đầu" if number == 0 else "dòng" for number in range(paragraphs))
    return "".join(
        f'<w:p><w:pPr><w:pStyle w:val="DVBody"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>' for text in texts
    )


def _cell(text: str, width: int) -> str:
    words = _paragraph(_run(text) if text else "")
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{words}</w:tc>'


def _table(widths: Sequence[int], rows: Iterable[Sequence[str]], borders: bool = False) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    cells = ("".join(_cell(text, width) for text, width in zip(row, widths, strict=True)) for row in rows)
    made = "".join(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{row}</w:tr>" for row in cells)
    style = f'<w:tblStyle w:val="{"DVGrid" if borders else "DVFrame"}"/>'
    return (
        f'<w:tbl><w:tblPr>{style}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"
    )


def _columns(widths: Iterable[int]) -> str:
    """A table of two columns on a page of its own for each width of the first."""
    tables = (_table((width, 1500), [("Mặt trận Tổ quốc và các tổ chức", "")]) for width in widths)
    page = f'<w:p><w:pPr>{_END.format(20)}</w:pPr><w:r><w:br w:type="page"/></w:r></w:p>'
    return page.join(tables) + _paragraph("") + _section()


def _long_last(words: int) -> str:
    """Four lines, a paragraph of so many words held together with what follows, and what follows."""
    first = _paragraph(_run(" ".join(["Đầu"] * 60)), line=_EXACT)
    long = _paragraph(_run(" ".join([*["chữ"] * words, "cuối"])), "<w:keepNext/>", _EXACT)
    signature = _table((AREA,), [("ký",)])
    return first + long + signature + _paragraph("") + _section(360 * 16)


_ROWS = _table((AREA,), [("Đầu",), *[("hàng",)] * 4], borders=True)
_BOLD, _ITALIC = "<w:b/>", "<w:i/>"

_MIXED = (
    _run("Cấp ủy ") + _run("chính quyền ", _BOLD) + _run("Mặt trận Tổ quốc ") + _run("các tổ chức", _BOLD)
)

_DV_BODY, _DV_END = '<w:pStyle w:val="DVBody"/>', '<w:pStyle w:val="DVEnd"/>'
_LAST = "<w:r><w:t>dòng</w:t></w:r>"
_TORN = _paragraph(_run("Đầu"), line=_EXACT) + _paragraph(_run("chữ " * 50), line=_EXACT) + _section(360 * 3)

REDUCED = {
    "letters": Reduced(_on_widths(_run(_LINES), range(5600, 5630)), "width", 5611, 5610, 5611, 5600),
    "stretches": Reduced(_on_widths(_MIXED, range(5755, 5785)), "width", 5769, 5768, 5769, 5755),
    "italic": Reduced(_on_widths(_run(_LINES, _ITALIC), range(5615, 5665)), "width", 5654, 5627, 5654, 5615),
    "slash": Reduced(_on_widths(_run(f"{_LINES} 128/NQ-CP"), [6400]), "word", "chức", "128/", "chức"),
    "hyphen": Reduced(_on_widths(_run(f"{_LINES} 6-2026"), [6300]), "word", "6-", "chức", "6-"),
    "passed-hyphen": Reduced(
        _on_widths(_run(f"{_LINES} 124-QĐ/TW"), [6950]), "word", "chức", "124-QĐ/", "chức"
    ),
    "long-word": Reduced(_on_widths(_run("bao_cao_" * 20), [3000]), "lines", 8, 1, 8),
    "closing-mark": Reduced(_on_widths(_run(f"Ý kiến: {'.' * 80}"), [3000]), "lines", 4, 2, 4),
    "column": Reduced(_columns(range(3610, 3640)), "width", 3628, 3627, 3628, 3610),
    "hanging": Reduced(
        _on_heights(_body_text(9), range(4720, 4800), _DV_BODY, _LAST), "height", 4732, 4783, 4732, 4720
    ),
    "torn": Reduced(_TORN, "lines", 1, 3, 1),
    "held-whole": Reduced(_long_last(240), "lines", 4, 15, 15),
    "end-1pt": Reduced(_on_heights(_ROWS, range(1940, 1980), _END.format(20)), "blank", 20, 20, 20),
    "end": Reduced(_on_heights(_ROWS, range(1940, 1980), _DV_END), "blank", 1, 1, 0),
}
"""By what is shown. When LibreOffice or rdocx gives other answers, the mending is to be looked at again."""
