"""A data folder with something in every table, and what tests do to its bytes."""

from __future__ import annotations

import sqlite3
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


def zero_page_of(file: Path, table: str) -> None:
    """Empty the page a table begins on; its rows can still be counted, by their index."""
    with closing(sqlite3.connect(file)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    data = bytearray(file.read_bytes())
    data[(page - 1) * size : page * size] = bytes(size)
    file.write_bytes(data)


def forget_in_index(file: Path, index: str = "revisions_section") -> None:
    """Leave the newest rows out of an index, as a write that was cut off does."""
    names = "rowid, type, name, tbl_name, rootpage, sql"
    for step in ("hide", "write", "show"):
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA writable_schema = ON")
            if step == "hide":
                hidden = connection.execute(
                    f"SELECT {names} FROM sqlite_master WHERE name = ?", (index,)
                ).fetchone()
                connection.execute("DELETE FROM sqlite_master WHERE name = ?", (index,))
            elif step == "write":
                table = hidden[3]
                columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")][1:]
                connection.execute(
                    f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(columns)} FROM {table}"
                )
            else:
                connection.execute(f"INSERT INTO sqlite_master ({names}) VALUES (?, ?, ?, ?, ?, ?)", hidden)
            connection.commit()
