"""Page images and PDF of a Word file, laid out by rdocx in a process of its own.

The renderer holds Python's lock while it works and is young, so neither its speed nor a crash of it may
reach the window: this module starts itself again as the helper. Nothing else imports rdocx.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec

import danvan_desktop
from danvan_desktop.errors import UserError
from danvan_desktop.wording import say

RENDER_FLAG = "--render-pages"
"""Argument by which the packaged program is started as the helper; it hands the rest to `main`."""

_TIMEOUT_S = 60.0
_NO_RENDERER = 3


def pdf_bytes(docx: bytes, font_dirs: Sequence[Path] = (), timeout_s: float = _TIMEOUT_S) -> bytes:
    """The PDF of a Word file. Raises UserError without a renderer, on its failure or after `timeout_s`.

    Folders in `font_dirs` are looked through before the fonts of the system.
    """
    return _rendered(docx, "pdf", 0, font_dirs, timeout_s)[0]


def page_pngs(
    docx: bytes, dpi: float, font_dirs: Sequence[Path] = (), timeout_s: float = _TIMEOUT_S
) -> list[bytes]:
    """The pages of a Word file as PNG images. Raises UserError as `pdf_bytes` does."""
    return _rendered(docx, "png", dpi, font_dirs, timeout_s)


def _rendered(docx: bytes, form: str, dpi: float, font_dirs: Sequence[Path], timeout_s: float) -> list[bytes]:
    try:
        with tempfile.TemporaryDirectory(prefix="danvan-", ignore_cleanup_errors=True) as folder:
            source, result = Path(folder, "report.docx"), Path(folder, "pages")
            source.write_bytes(docx)
            _run_helper([form, str(dpi), str(source), str(result), *map(str, font_dirs)], timeout_s)
            return msgspec.msgpack.decode(result.read_bytes(), type=list[bytes])
    except (OSError, msgspec.MsgspecError) as error:
        raise _failed() from error


def _run_helper(arguments: list[str], timeout_s: float) -> None:
    # Files rather than pipes carry the data: a windowed program on Windows may have no standard streams.
    try:
        done = subprocess.run(
            [*_helper_command(), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            timeout=timeout_s,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UserError(
            say("word.render_slow", seconds=round(timeout_s)), say("word.render_slow_advice")
        ) from error
    if done.returncode == _NO_RENDERER:
        raise UserError(say("word.no_renderer"), say("word.no_renderer_advice"))
    if done.returncode:
        raise _failed()


def _helper_command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, RENDER_FLAG]
    return [sys.executable, "-m", __name__ if __name__ != "__main__" else "danvan_desktop.word.pages"]


def _environment() -> dict[str, str]:
    """The helper finds this very package, wherever the program was started from."""
    root = str(Path(danvan_desktop.__file__).resolve().parent.parent)
    already = os.environ.get("PYTHONPATH")
    return os.environ | {"PYTHONPATH": os.pathsep.join([root, already] if already else [root])}


def _failed() -> UserError:
    return UserError(say("word.render_failed"), say("word.render_failed_advice"))


def main(arguments: Sequence[str]) -> int:
    """The helper: form ('pdf' or 'png'), dots per inch, Word file, file for the result, font folders.

    The exit code is 0, or 3 when the renderer is not installed.
    """
    try:
        import rdocx
    except ImportError:
        return _NO_RENDERER
    form, dpi, source, result, *font_dirs = arguments
    document = rdocx.Document.from_bytes(Path(source).read_bytes())
    if form == "pdf":
        pages = [document.to_pdf(font_dirs=font_dirs)]
    else:
        pages = document.render_all_pages(float(dpi), font_dirs=font_dirs)
    Path(result).write_bytes(msgspec.msgpack.encode(pages))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
