"""A copy is proved by its structure, not only by counting: what still counts right may be a ruin."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from flipped import fill, forget_in_index, zero_page_of

from danvan_desktop.errors import UserError
from danvan_desktop.services.backup import back_up, newest_sound
from danvan_desktop.services.doctor import examine
from danvan_desktop.store.copies import check_copy, structure_faults

RUINS: dict[str, Callable[[Path], None]] = {
    "a page of sections": lambda file: zero_page_of(file, "parts"),
    "a page of revisions": lambda file: zero_page_of(file, "revisions"),
    "an index that lacks rows": forget_in_index,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with a sound backup."""
    fill(tmp_path)
    return tmp_path


def _counts(file: Path) -> list[int]:
    with closing(sqlite3.connect(file)) as connection:
        return [
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("reports", "parts", "issued", "offices")
        ]


@pytest.mark.parametrize("ruin", RUINS)
def test_a_copy_that_counts_right_and_is_ruined_is_no_backup(folder: Path, ruin: str) -> None:
    older = newest_sound(folder)
    copy = back_up(folder, now=datetime(2026, 7, 2, 8)).path
    counted = _counts(copy)
    assert check_copy(copy).rows["reports"] == 2
    RUINS[ruin](copy)
    assert _counts(copy) == counted, "by counting alone it could not be told"
    with pytest.raises(UserError):
        check_copy(copy)
    assert newest_sound(folder) == older


def test_what_only_the_whole_check_finds_is_found_by_the_doctor_and_in_copies(folder: Path) -> None:
    file = folder / "danvan.db"
    forget_in_index(file)
    with closing(sqlite3.connect(file)) as connection:
        assert structure_faults(connection, quick=True) == [], "the quick check reads no index"
        assert structure_faults(connection) != []
    with pytest.raises(UserError):
        check_copy(file)
    assert [one.kind for one in examine(folder, repair=False)] == ["broken"]
