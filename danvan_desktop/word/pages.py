"""Page images and PDF of a Word file at one call, drawn by a page server that lives as long as the call."""

from __future__ import annotations

from collections.abc import Iterator
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
    with _server(timeout_s) as server:
        _made(server, Load(docx))
        laid_out = server.ask(LayOut())
        if not isinstance(laid_out, LaidOut):
            raise AssertionError(f"a page server answered {laid_out}")
        return [_made(server, Draw(page, dpi, packed=True)) for page in range(1, len(laid_out.sizes) + 1)]


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
