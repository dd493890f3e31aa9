"""Words that cannot be written to the data: kept in files of their own, wherever the machine takes them."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from danvan_desktop.domain import report_json
from danvan_desktop.domain.plain_text import report_text
from danvan_desktop.domain.report import Report
from danvan_desktop.errors import UserError
from danvan_desktop.files import free_name, replace_file
from danvan_desktop.paths import user_documents_dir
from danvan_desktop.services.exporting import suggested_name


def write_beside_data(report: Report, target: Path) -> Path:
    """Write the report to `target`, which the program takes back, and its words beside it; the words' file.

    Raises UserError, leaving neither, when the place cannot be written.
    """
    words = free_name(target.parent, f"{target.stem}.txt")
    fresh = not target.exists()
    try:
        replace_file(target, report_json.encode(report), check=_readable)
        replace_file(words, report_text(report).replace("\n", "\r\n").encode("utf-8-sig", errors="replace"))
    except UserError:
        with suppress(OSError):
            if fresh:
                target.unlink(missing_ok=True)
        raise
    return words


def keep_somewhere(report: Report, folders: Sequence[Path] | None = None) -> Path | None:
    """Write the report as `write_beside_data` does, into the first folder that takes it; its words' file.

    Without `folders` it tries the documents, the home folder, and last the one for temporary files. None
    when no folder takes it.
    """
    for folder in usual_places() if folders is None else folders:
        with suppress(UserError, OSError):
            return write_beside_data(report, free_name(folder, suggested_name(report, ".json")))
    return None


def usual_places() -> tuple[Path, ...]:
    """Where a person would look for what was kept, best first."""
    return (user_documents_dir(), Path.home(), Path(tempfile.gettempdir()))


def _readable(file: Path) -> None:
    report_json.decode(file.read_bytes())
