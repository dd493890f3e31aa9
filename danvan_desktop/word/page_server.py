"""The process that lays out and draws pages, started by `page_process`; it may crash or hang without harm.

Run as `python -m danvan_desktop.word.page_server`, or `danvan --page-server` in the packaged program.
"""

from __future__ import annotations

import faulthandler
import os
import sys
from typing import TYPE_CHECKING, BinaryIO

from danvan_desktop.word.page_process import NO_RENDERER
from danvan_desktop.word.page_protocol import next_request, send

if TYPE_CHECKING:
    from danvan_desktop.word.renderer import Renderer

_ORPHAN_S = 120
"""The server ends itself when one request takes so long: nobody waits any more."""


def serve(renderer: Renderer, requests: BinaryIO, replies: BinaryIO) -> None:
    """Answer until the client goes away."""
    with open(os.devnull, "w") as nowhere:
        while (request := next_request(requests)) is not None:
            # rdocx holds the interpreter's lock; this clock does not need it.
            faulthandler.dump_traceback_later(_ORPHAN_S, exit=True, file=nowhere)
            reply = renderer.answer(request)
            faulthandler.cancel_dump_traceback_later()
            send(replies, reply)


def main() -> int:
    """Serve over the two pipes the client opened; whatever else prints goes to stderr."""
    try:
        from danvan_desktop.word.renderer import Renderer
    except ImportError:
        return NO_RENDERER
    if sys.platform == "win32":
        import msvcrt

        for stream in (0, 1):
            msvcrt.setmode(stream, os.O_BINARY)
    replies = os.dup(1)
    if _is_open(2):
        os.dup2(2, 1)
    with os.fdopen(0, "rb", closefd=False) as requests, os.fdopen(replies, "wb") as answers:
        serve(Renderer(), requests, answers)
    return 0


def _is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
