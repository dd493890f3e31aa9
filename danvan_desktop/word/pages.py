"""Page images and PDF of a Word file at one call, drawn by a page server that lives as long as the call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from danvan_desktop.word.page_process import PageProcess
from danvan_desktop.word.page_protocol import Draw, LaidOut, LayOut, Load, Made, Print, Request

_TIMEOUT_S = 60.0


def pdf_bytes(docx: bytes, *, archival: bool = False, timeout_s: float = _TIMEOUT_S) -> bytes:
    """The PDF (`archival`: PDF/A-2b) of a Word file.

    Raises PagesUnavailableError, a UserError, without a renderer, on its failure or after `timeout_s`.
    """
    with _server(timeout_s) as server:
        return _made(server, Print(docx, archival))


def page_pngs(docx: bytes, dpi: float, *, timeout_s: float = _TIMEOUT_S) -> list[bytes]:
    """The pages of a Word file as PNG images. Raises as `pdf_bytes` does; `timeout_s` is for each page."""
    return [png for (png,) in _drawn(docx, [(dpi, True)], timeout_s)]


def pages_to_print(
    docx: bytes, seen_dpi: float, printed_dpi: float, *, timeout_s: float = _TIMEOUT_S
) -> Iterator[tuple[bytes, bytes]]:
    """The pages of a Word file one after the other: for the screen as a TIFF, for the printer as a PNG.

    The server is let go with the iterator. Raises as `page_pngs` does.
    """
    for drawn in _drawn(docx, [(seen_dpi, False), (printed_dpi, True)], timeout_s):
        yield drawn[0], drawn[1]


def _drawn(docx: bytes, ways: Sequence[tuple[float, bool]], timeout_s: float) -> Iterator[list[bytes]]:
    """Each page in each of the ways: how sharp, and whether packed."""
    with _server(timeout_s) as server:
        _made(server, Load(docx))
        laid_out = server.ask(LayOut())
        if not isinstance(laid_out, LaidOut):
            raise AssertionError(f"a page server answered {laid_out}")
        for page in range(1, len(laid_out.sizes) + 1):
            yield [_made(server, Draw(page, dpi, packed=packed)) for dpi, packed in ways]


@contextmanager
def _server(patience_s: float) -> Iterator[PageProcess]:
    server = PageProcess(patience_s)
    try:
        yield server
    finally:
        server.close()
        server.release()


def _made(server: PageProcess, request: Request) -> bytes:
    reply = server.ask(request)
    if not isinstance(reply, Made):
        raise AssertionError(f"a page server answered {reply}")
    return reply.data
