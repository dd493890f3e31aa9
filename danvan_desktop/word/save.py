"""Putting a written Word file in its place on the disk, opened and checked first."""

from __future__ import annotations

import zipfile
from pathlib import Path

from docx import Document

from danvan_desktop.errors import UserError
from danvan_desktop.files import replace_file
from danvan_desktop.wording import say


def save_docx(data: bytes, target: Path) -> None:
    """Write the file beside `target`, open it again, and only then move it into place.

    Raises UserError when the folder or file cannot be written, or the written file does not open again;
    what `target` held before then stays as it was.
    """
    replace_file(target, data, _check)


def _check(written: Path) -> None:
    """Raise UserError unless every part of the file unpacks and python-docx opens it."""
    try:
        with zipfile.ZipFile(written) as package:
            damaged = package.testzip()
        if damaged is None:
            Document(str(written))
            return
    except OSError:
        raise
    except Exception as error:  # whatever a parser raises: the file is not fit to be handed over
        raise _not_sound() from error
    raise _not_sound()


def _not_sound() -> UserError:
    return UserError(say("word.not_sound"), say("word.not_sound_advice"))
