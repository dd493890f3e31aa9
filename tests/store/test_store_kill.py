"""Pulling the plug while drafts are written: what was said to be saved is there, and all of it is sound."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from invented import report

from danvan_desktop.store.copies import structure_faults
from danvan_desktop.store.database import open_database
from danvan_desktop.store.drafts import Drafts
from danvan_desktop.store.healing import damaged_rows

HERE = Path(__file__).parent


def _killed_after(file: Path, first: int, saves: int) -> int:
    """Let a program save until it has said `saves` numbers, kill it while it goes on; the last one said."""
    root, tests = HERE.parents[1], HERE.parent
    writer = subprocess.Popen(
        [sys.executable, str(HERE / "save_until_killed.py"), str(file), str(first)],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(root), str(tests)])},
    )
    assert writer.stdout is not None
    for _ in range(saves):
        writer.stdout.readline()
    writer.kill()
    said = writer.stdout.read().split(b"\n")
    writer.stdout.close()
    writer.wait()
    return max([first + saves - 1, *(int(line) for line in said[:-1] if line)])


def _survives(file: Path, kills: int, seed: int) -> None:
    drafts = Drafts(open_database(file))
    drafts.create(report(note="0 "), None)
    drafts.database.close()
    last = 0
    chance = random.Random(seed)
    for _ in range(kills):
        last = _killed_after(file, last + 1, chance.randint(1, 12))
        with closing(open_database(file)) as database:
            with database.reading() as connection:
                assert structure_faults(connection) == []
                assert damaged_rows(connection) == []
            stored = int(Drafts(database).load(1).sections[0].items[0].text.split()[0])
            assert stored in (last, last + 1), "a save that was acknowledged is gone"
            last = stored


def test_twenty_kills_lose_nothing_that_was_saved(db_file: Path) -> None:
    _survives(db_file, kills=20, seed=2026)


@pytest.mark.soak
def test_two_hundred_kills_lose_nothing_that_was_saved(db_file: Path) -> None:
    _survives(db_file, kills=200, seed=7)
