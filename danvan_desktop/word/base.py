"""The empty Word package every document starts from, kept as readable XML in templates/word/base."""

from __future__ import annotations

import io
import zipfile
from functools import cache

from docx import Document
from docx.document import Document as WordFile

from danvan_desktop.paths import template


def empty_file() -> WordFile:
    """A new Word file with an empty body, our settings and the skeleton of its styles."""
    return Document(io.BytesIO(_package()))


@cache
def _package() -> bytes:
    """The parts zipped; the content types come first, as readers expect."""
    root = template("word", "base")
    parts = sorted(path for path in root.rglob("*") if path.is_file())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as package:
        for part in parts:
            package.writestr(part.relative_to(root).as_posix(), part.read_bytes())
    return packed.getvalue()
