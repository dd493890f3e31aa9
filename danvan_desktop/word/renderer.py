"""Laying out and drawing Word files with rdocx. The only module that imports it; see `page_server`.

Measured with rdocx 0.16.3, on two cores, with documents our writer made:
- opening holds the interpreter's lock, as does layout: hence a process of its own;
- 21 pages: open 20 ms, layout 41 ms, a page at 96 dpi 76 ms, whole PDF 93 ms;
- fonts handed over with a call are laid out anew by each call (45 ms more a page than without), but fonts
  embedded into the open document cost 300 ms once, so only PDF/A, which takes none, has them embedded;
- it kerns always, with or without w:kern: see `view_fonts`;
- `layout()` gives one fragment an element and page, in points from the page's top left; `body_index` counts
  the children of w:body, tables included; tables are one fragment a page;
- `bookmarks` has no direct place for a bookmark in a table cell, so places are not taken from there;
- `layout_page` and `render_page_to_png` count pages from 0 and give None beyond the last;
- Liberation Serif comes inside the wheel and stands in for Times New Roman, silently: no diagnostic names
  a replaced font, so the name is read from the PDF's own font list.
"""

from __future__ import annotations

import re
from functools import cached_property

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
        document = rdocx.Document.from_bytes(docx)
        if not archival:
            return document.to_pdf(fonts=self._fonts)
        # PDF/A takes no fonts beside the document: they go into the copy it is made from.
        license_ = rdocx.FontEmbeddingLicense(authorized=True, identity="layout only")
        for style, font in self._unkerned.items():
            document.embed_font(_FAMILY, font, style, license=license_)  # type: ignore[arg-type]
        return document.to_pdfa_deterministic()

    def _load(self, docx: bytes) -> Loaded:
        self._open = None
        document = rdocx.Document.from_bytes(docx)
        fragments = tuple(
            Fragment(
                part.body_index,
                part.physical_page,
                part.bounds.x,
                part.bounds.y,
                part.bounds.width,
                part.bounds.height,
            )
            for part in document.layout(fonts=self._fonts)
        )
        sizes: list[PageSize] = []
        while (page := document.layout_page(len(sizes), fonts=self._fonts)) is not None:
            sizes.append(PageSize(page.width, page.height))
        self._open = document
        return Loaded(tuple(sizes), fragments)

    def _draw(self, page: int, dpi: float) -> Reply:
        if self._open is None:
            return Refused("no document is open")
        image = self._open.render_page_to_png(page - 1, dpi, fonts=self._fonts) if page > 0 else None
        return Refused(f"there is no page {page}") if image is None else Made(image)


def _shown_font(family: str) -> bytes:
    document = rdocx.Document()
    document.add_paragraph("").add_run("Báo cáo").font.name = family
    return next(iter(_BASE_FONT.findall(document.to_pdf())), b"")
