"""Laying out and drawing Word files with rdocx. The only module that imports it; see `page_server`.

Measured with rdocx 0.16.3, on two cores, with documents our writer made:
- opening holds the interpreter's lock, as does layout: hence a process of its own;
- 20 pages, milliseconds of one core: to open 55, half of it for 177 table cells; to lay out 55; to draw one
  page at 96 dpi 17 as TIFF, 33 as PNG, which Qt reads in 1.5 and 10; PDF 65 more than the layout;
- a bookmark costs 0.1 ms to lay out, hence none is shown to it: see `view_package`; what fonts hold besides
  the letters used costs nothing, neither time nor room in the PDF;
- fonts handed over with a call make it lay out anew, so they are put into the file: see `view_package`;
- letting a document go takes 8; held until the next one is open it costs more, in memory gone cold;
- changing the text of one run of an open document takes 170 ms: opening it anew is faster;
- a paragraph of three lines with room for two is torn 2 and 1, against widow control; Word and LibreOffice
  move it whole, so it is held together before it is shown;
- it kerns always, with or without w:kern: see `view_fonts`;
- drawing and PDF share one layout, made by the first of them, so a second page costs its drawing only, and
  drawing from a PDF gains nothing; `layout()` makes one of its own: the page in view is drawn first, and
  where everything stands is asked for after it;
- setting a property of a paragraph reached through `story_items` takes 116 ms: what has to be held together
  is written into the file before it is opened;
- `layout()` gives one fragment an element and page, in points from the page's top left; `body_index` counts
  the children of w:body, tables included; tables are one fragment a page;
- `bookmarks` has no direct place for a bookmark in a table cell, so places are not taken from there;
- `render_pages` counts pages from 0 and raises beyond the last; its TIFF is not packed; `layout_page` lays
  out anew, so paper sizes are read from the sections;
- a PDF's tree for screen readers is plain text, three quarters of the file: see `pdf_packing`;
- Liberation Serif comes inside the wheel and stands in for Times New Roman, silently: no diagnostic names
  a replaced font, so the name is read from the PDF's own font list.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import rdocx

from danvan_desktop.word.page_protocol import (
    Draw,
    Fragment,
    LaidOut,
    LayOut,
    Load,
    Made,
    NameFont,
    PageSize,
    Print,
    Refused,
    Reply,
    Request,
)
from danvan_desktop.word.pdf_packing import packed
from danvan_desktop.word.view_fonts import unkerned_times
from danvan_desktop.word.view_package import ViewFonts

_FAMILY = "Times New Roman"
_EMU_PER_PT = 12700
_MENDINGS = 2
_TALLEST_LINE_PT = 28
"""Taller than one line of body text, and less than two."""

_BASE_FONT = re.compile(rb"/BaseFont\s*/(?:[A-Z]{6}\+)?([^\s/<>\[\]()]+)")


class _Held(NamedTuple):
    """Paragraphs whose lines are kept together, by body index, and the height of one line, 0 unknown."""

    paragraphs: frozenset[int] = frozenset()
    line: float = 0.0


_Fragments = tuple[rdocx.LayoutFragment, ...]


class Renderer:
    """Answers requests one at a time; holds the last document loaded."""

    def __init__(self) -> None:
        self._open: rdocx.Document | None = None
        self._docx = b""
        self._held = _Held()
        self._shown: dict[str, bytes] = {}

    def answer(self, request: Request) -> Reply:
        """The reply to one request; whatever rdocx raises becomes `Refused`."""
        try:
            return self._answer(request)
        except Exception as error:
            return Refused(f"{type(error).__name__}: {error}")

    def _answer(self, request: Request) -> Reply:
        match request:
            case Load():
                self._load(request.docx)
                return Made(b"")
            case LayOut():
                return self._lay_out()
            case Draw():
                return self._draw(request)
            case Print():
                return Made(self._pdf(request.docx, archival=request.archival))
            case NameFont():
                if request.family not in self._shown:
                    self._shown[request.family] = _shown_font(request.family)
                return Made(self._shown[request.family])

    @cached_property
    def _fonts(self) -> ViewFonts:
        return ViewFonts(_FAMILY, unkerned_times())

    def _opened(self, docx: bytes, held: _Held) -> rdocx.Document:
        return rdocx.Document.from_bytes(self._fonts.put_into(docx, held.paragraphs))

    def _pdf(self, docx: bytes, *, archival: bool) -> bytes:
        document = self._settled(docx, self._opened(docx, _Held()), _Held())[0]
        return packed(document.to_pdfa_deterministic() if archival else document.to_pdf())

    def _load(self, docx: bytes) -> None:
        """Open the document, what was held in the one before held again: most edits leave it as it is."""
        self._open = None
        self._open, self._docx = self._opened(docx, self._held), docx

    def _lay_out(self) -> Reply:
        if self._open is None:
            return Refused("no document is open")
        document, found, held = self._settled(self._docx, self._open, self._held)
        mended = document is not self._open
        self._open, self._held = document, held
        fragments = tuple(
            Fragment(
                part.body_index,
                part.physical_page,
                part.bounds.x,
                part.bounds.y,
                part.bounds.width,
                part.bounds.height,
            )
            for part in found
        )
        return LaidOut(_sizes(document, fragments), fragments, mended)

    def _settled(
        self, docx: bytes, document: rdocx.Document, held: _Held
    ) -> tuple[rdocx.Document, _Fragments, _Held]:
        """The document laid out, its pages ending where Word's and LibreOffice's do; and what is held for it.

        All paragraphs of three lines are held once one was torn: whole is how widow control leaves them
        anyway. The document is opened anew with what has to be held.
        """
        for _ in range(_MENDINGS):
            fragments = document.layout()
            line = _torn_line(fragments) or held.line
            threes = {n for n, height in _heights(fragments).items() if line and abs(height - 3 * line) < 1}
            wanted = _Held(frozenset(threes), line)
            if wanted.paragraphs == held.paragraphs:
                return document, fragments, wanted
            document, held = self._opened(docx, wanted), wanted
        return document, document.layout(), held

    def _draw(self, asked: Draw) -> Reply:
        if self._open is None:
            return Refused("no document is open")
        kind = "png" if asked.packed else "tiff"
        image = self._open.render_pages(pages=[asked.page - 1], dpi=asked.dpi, format=kind)
        return Made(image if isinstance(image, bytes) else image[0])


def _sizes(document: rdocx.Document, fragments: Sequence[Fragment]) -> tuple[PageSize, ...]:
    """The paper of each page: that of the section its first element is in."""
    papers = [
        PageSize((section.page_width or 0) / _EMU_PER_PT, (section.page_height or 0) / _EMU_PER_PT)
        for section in document.sections
    ]
    ends = [
        item.direct_body_index
        for item in (document.story_items if len(papers) > 1 else ())
        if item.direct_body_index is not None and not item.text and b"sectPr" in item.xml
    ]
    first: dict[int, int] = {}
    for part in fragments:
        first.setdefault(part.page, part.body_index)
    at, sizes = 0, []
    for page in range(1, max(first, default=1) + 1):
        at = first.get(page, at)
        sizes.append(papers[min(bisect_left(ends, at), len(papers) - 1)])
    return tuple(sizes)


def _torn_line(fragments: Sequence[rdocx.LayoutFragment]) -> float:
    """Height of a line of the first paragraph torn into two lines and one over a page's end; 0 for none."""
    for first, second in pairwise(fragments):
        if first.body_index == second.body_index and second.physical_page == first.physical_page + 1:
            line = second.bounds.height
            if line <= _TALLEST_LINE_PT and abs(first.bounds.height - 2 * line) < 1:
                return line
    return 0.0


def _heights(fragments: Sequence[rdocx.LayoutFragment]) -> dict[int, float]:
    """The height of each element, in points, over all its pages."""
    heights: dict[int, float] = {}
    for part in fragments:
        heights[part.body_index] = heights.get(part.body_index, 0.0) + part.bounds.height
    return heights


def _shown_font(family: str) -> bytes:
    document = rdocx.Document()
    document.add_paragraph("").add_run("Báo cáo").font.name = family
    return next(iter(_BASE_FONT.findall(document.to_pdf())), b"")
