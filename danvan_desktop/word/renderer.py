"""Laying out and drawing Word files with rdocx. The only module that imports it; see `page_server`.

Measured with rdocx 0.16.3, on two cores, with documents our writer made:
- opening holds the interpreter's lock, as does layout: hence a process of its own;
- 21 pages: open 20 ms, layout 41 ms, a page at 96 dpi 76 ms, whole PDF 93 ms;
- fonts handed over with a call are laid out anew by each call (45 ms more a page than without), but fonts
  embedded into the open document cost 300 ms once, so only PDF/A, which takes none, has them embedded;
- a paragraph of three lines with room for two is torn 2 and 1, against widow control; Word and LibreOffice
  move it whole, so it is held together before it is shown;
- it kerns always, with or without w:kern: see `view_fonts`;
- `layout()` gives one fragment an element and page, in points from the page's top left; `body_index` counts
  the children of w:body, tables included; tables are one fragment a page;
- `bookmarks` has no direct place for a bookmark in a table cell, so places are not taken from there;
- `render_page_to_png` counts pages from 0 and gives None beyond the last; `layout_page` lays out anew, so
  paper sizes are read from the sections;
- Liberation Serif comes inside the wheel and stands in for Times New Roman, silently: no diagnostic names
  a replaced font, so the name is read from the PDF's own font list.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

import rdocx

from danvan_desktop.word.page_protocol import (
    Draw,
    Fragment,
    Load,
    Loaded,
    Made,
    NameFont,
    PageSize,
    Print,
    Refused,
    Reply,
    Request,
)
from danvan_desktop.word.view_fonts import unkerned_times

_FAMILY = "Times New Roman"
_TIE = 635
"""EMU of one twip: LibreOffice breaks a line that fits with less than that to spare, rdocx does not."""

_EMU_PER_PT = 12700
_TALLEST_LINE_PT = 28
"""Taller than one line of body text, and less than two."""

_BASE_FONT = re.compile(rb"/BaseFont\s*/(?:[A-Z]{6}\+)?([^\s/<>\[\]()]+)")


class Renderer:
    """Answers requests one at a time; holds the last document loaded."""

    def __init__(self) -> None:
        self._open: rdocx.Document | None = None
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
                return self._load(request.docx)
            case Draw():
                return self._draw(request.page, request.dpi)
            case Print():
                return Made(self._pdf(request.docx, archival=request.archival))
            case NameFont():
                if request.family not in self._shown:
                    self._shown[request.family] = _shown_font(request.family)
                return Made(self._shown[request.family])

    @cached_property
    def _unkerned(self) -> dict[str, bytes]:
        return unkerned_times()

    @property
    def _fonts(self) -> list[tuple[str, bytes]]:
        return list(self._unkerned.items())

    def _pdf(self, docx: bytes, *, archival: bool) -> bytes:
        document = self._laid_out(docx)[0]
        if not archival:
            return document.to_pdf(fonts=self._fonts)
        # PDF/A takes no fonts beside the document: they go into the copy it is made from.
        license_ = rdocx.FontEmbeddingLicense(authorized=True, identity="layout only")
        for style, font in self._unkerned.items():
            document.embed_font(_FAMILY, font, style, license=license_)  # type: ignore[arg-type]
        return document.to_pdfa_deterministic()

    def _laid_out(self, docx: bytes) -> tuple[rdocx.Document, tuple[rdocx.LayoutFragment, ...]]:
        """The document opened and laid out, its lines and pages ending where Word's and LibreOffice's do."""
        document = rdocx.Document.from_bytes(docx)
        for number, section in enumerate(document.sections):
            right = section.margin_right
            if right is not None:
                document.update_section(number, margin_right=rdocx.shared.Length(right + _TIE))
        fragments = document.layout(fonts=self._fonts)
        line = _torn_line(fragments)
        if line:
            _hold_threes(document, fragments, line)
            fragments = document.layout(fonts=self._fonts)
        return document, fragments

    def _load(self, docx: bytes) -> Loaded:
        self._open = None
        document, found = self._laid_out(docx)
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
        self._open = document
        return Loaded(_sizes(document, fragments), fragments)

    def _draw(self, page: int, dpi: float) -> Reply:
        if self._open is None:
            return Refused("no document is open")
        image = self._open.render_page_to_png(page - 1, dpi, fonts=self._fonts) if page > 0 else None
        return Refused(f"there is no page {page}") if image is None else Made(image)


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


def _hold_threes(document: rdocx.Document, fragments: Sequence[rdocx.LayoutFragment], line: float) -> None:
    """Keep the lines of every paragraph of three together, which is all widow control leaves of them."""
    heights: dict[int, float] = {}
    for part in fragments:
        heights[part.body_index] = heights.get(part.body_index, 0.0) + part.bounds.height
    threes = {index for index, height in heights.items() if abs(height - 3 * line) < 1}
    for item in document.story_items:
        if item.direct_body_index in threes and item.paragraph is not None:
            item.paragraph.paragraph_format.keep_together = True


def _shown_font(family: str) -> bytes:
    document = rdocx.Document()
    document.add_paragraph("").add_run("Báo cáo").font.name = family
    return next(iter(_BASE_FONT.findall(document.to_pdf())), b"")
