"""A data folder with something in every table, and what tests do to its bytes."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from pathlib import Path

from invented import OFFICE, report

from danvan_desktop.services.backup import back_up
from danvan_desktop.services.library import open_library


def fill(folder: Path) -> None:
    """Rows in every table of a new data folder, two reports among them, and a backup of just that."""
    library = open_library(folder)
    drafts = library.drafts
    office_id = drafts.add_office(OFFICE)
    drafts.set_setting("zoom", 1.5)
    first = drafts.create(report(2025), office_id)
    drafts.keep_revision(first, report(2025))
    drafts.purge(drafts.create(report(2024), None))
    drafts.create(report(2026), office_id)
    drafts.issue(first, report(2025), "BC.docx", b"word", "party_hd05_2026")
    library.close()
    back_up(folder, now=datetime(2026, 7, 1, 8))


def flip(file: Path, offset: int, bit: int = 1) -> None:
    """Change the bits of `bit` in one byte of the file."""
    data = bytearray(file.read_bytes())
    data[offset] ^= bit
    file.write_bytes(data)


def assert_whole(folder: Path) -> None:
    """Both reports and the office read as `fill` wrote them."""
    with closing(open_library(folder)) as library:
        assert [library.drafts.load(one.id) for one in library.drafts.summaries()] == [
            report(2026),
            report(2025),
        ]
        assert [one.office for one in library.drafts.offices()] == [OFFICE]
