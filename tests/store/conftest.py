"""A real database of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from danvan_desktop.store.database import open_database
from danvan_desktop.store.drafts import Drafts


@pytest.fixture
def db_file(tmp_path: Path) -> Path:
    return tmp_path / "danvan.db"


@pytest.fixture
def drafts(db_file: Path) -> Iterator[Drafts]:
    opened = Drafts(open_database(db_file))
    yield opened
    opened.database.close()
