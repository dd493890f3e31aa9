"""A program of a later version: it knows one step more, which rewrites much and takes its time."""

from __future__ import annotations

import time

from sqlite_utils import Database as Tables
from sqlite_utils.migrations import Migrations

from danvan_desktop.store import migrations

LATER = "002_words"
ROWS = 150


def later_steps(pause: float = 0.0) -> Migrations:
    """The steps of today and one of tomorrow that writes ROWS rows, waiting `pause` seconds after each."""
    later = Migrations("danvan")
    later(name="001_reports")(migrations._reports)

    @later(name=LATER)
    def _words(tables: Tables) -> None:
        tables.execute("CREATE TABLE words (id INTEGER PRIMARY KEY, word BLOB NOT NULL)")
        for number in range(ROWS):
            tables.execute("INSERT INTO words VALUES (?, randomblob(2000))", (number,))
            time.sleep(pause)

    return later


def use_later_steps(pause: float = 0.0) -> None:
    """Make this process a program of the later version."""
    migrations.STEPS = later_steps(pause)
