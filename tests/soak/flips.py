"""Single bytes that change on the disk, in the rows of each table: found, named, and mended from a backup."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from flipped import assert_whole, fill, flip
from invented import report
from outcome import Outcome

from danvan_desktop.services.doctor import examine
from danvan_desktop.services.library import open_library
from danvan_desktop.store.sealed_tables import TABLES

_NAMED = {
    "offices": "cơ quan",
    "settings": "Thiết lập",
    "reports": "báo cáo số",
    "parts": "báo cáo số",
    "revisions": "Bản ghi cũ",
    "issued": "đã ban hành",
    "discarded": "đã xóa",
}


def flips(place: Path, each: int, seed: int) -> Iterator[Outcome]:
    """Flip `each` bits in rows of every table, one at a time."""
    folder = place / "flips"
    fill(folder)
    sound = (folder / "danvan.db").read_bytes()
    for table in TABLES:
        outcome = Outcome(f"flipped byte: {table}")
        chance = random.Random(f"{seed} {table}")
        for offset in chance.choices(_offsets(folder / "danvan.db", sound, table), k=each):
            attempt = place / "try"
            shutil.rmtree(attempt, ignore_errors=True)
            shutil.copytree(folder, attempt)
            flip(attempt / "danvan.db", offset, 1 << chance.randrange(8))
            outcome.check(f"byte {offset}", partial(_verify, attempt, table))
        yield outcome


def _offsets(file: Path, data: bytes, table: str) -> list[int]:
    """The bytes of the file that hold the content or the checksum of a row of the table."""
    column = {"settings": "value", "reports": "subject"}.get(table, "body")
    found: list[int] = []
    with closing(sqlite3.connect(file)) as connection:
        for content, checksum in connection.execute(f"SELECT {column}, checksum FROM {table}"):
            stored = content.encode() if isinstance(content, str) else content
            for piece in (stored, checksum.encode()):
                start = data.find(piece)
                assert start >= 0, "the row lies in one piece"
                found += range(start, start + len(piece))
    return found


def _verify(folder: Path, table: str) -> None:
    before = {path.name for path in folder.iterdir()}
    found = examine(folder)
    assert found, "not noticed"
    assert any(_NAMED[table] in finding.text for finding in found), "not named"
    assert examine(folder) == (), "not mended"
    assert_whole(folder)
    with closing(open_library(folder)) as library:
        assert library.drafts.issued.report(1, 1) == report(2025)
    assert before <= {path.name for path in folder.iterdir()}
