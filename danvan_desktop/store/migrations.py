"""The steps that bring any older database to today's tables; only ever added to, never changed."""

from __future__ import annotations

import re
import sqlite3
from functools import cache

from sqlite_utils import Database as Tables
from sqlite_utils.migrations import Migrations

STEPS = Migrations("danvan")
APPLICATION_ID = 0x44564E31
"""'DVN1' in the header of the file: tells our database from any other."""


@STEPS(name="001_reports")
def _reports(tables: Tables) -> None:
    """Offices, settings, reports in sealed parts, their revisions, issued versions, what was discarded.

    A report is one row of `reports` (what lists show, and its standing) and one row of `parts` for each
    top section, besides the part '' for everything else. Every row has a checksum of itself.
    """
    for statement in _FIRST_TABLES.split(";"):
        if statement.strip():
            tables.execute(statement)
    tables.execute(f"PRAGMA application_id = {APPLICATION_ID}")


_FIRST_TABLES = """
CREATE TABLE offices (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    body BLOB NOT NULL,
    checksum TEXT NOT NULL
) STRICT;
CREATE TABLE settings (
    key TEXT PRIMARY KEY NOT NULL,
    value BLOB NOT NULL,
    checksum TEXT NOT NULL
) STRICT;
CREATE TABLE reports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    office_id INTEGER REFERENCES offices (id),
    kind TEXT NOT NULL,
    period_kind TEXT NOT NULL,
    period_year INTEGER NOT NULL,
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    number INTEGER,
    status TEXT NOT NULL CHECK (status IN ('drafting', 'review', 'issued')),
    due TEXT,
    progress REAL NOT NULL,
    archived INTEGER NOT NULL CHECK (archived IN (0, 1)),
    source TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    trashed_at TEXT,
    checksum TEXT NOT NULL
) STRICT;
CREATE INDEX reports_office ON reports (office_id);
CREATE TABLE parts (
    report_id INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    section TEXT NOT NULL,
    body BLOB NOT NULL,
    checksum TEXT NOT NULL,
    PRIMARY KEY (report_id, section)
) STRICT;
CREATE TABLE revisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    report_id INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    section TEXT NOT NULL,
    at TEXT NOT NULL,
    mark TEXT NOT NULL,
    label TEXT NOT NULL,
    body BLOB NOT NULL,
    checksum TEXT NOT NULL
) STRICT;
CREATE INDEX revisions_section ON revisions (report_id, section, id);
CREATE TABLE issued (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    report_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    at TEXT NOT NULL,
    body BLOB NOT NULL,
    file_name TEXT NOT NULL,
    file_sha256 TEXT NOT NULL,
    profile TEXT NOT NULL,
    checksum TEXT NOT NULL,
    UNIQUE (report_id, version)
) STRICT;
CREATE TABLE discarded (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    at TEXT NOT NULL,
    body BLOB NOT NULL,
    checksum TEXT NOT NULL
) STRICT;
"""


def known_version() -> int:
    """The version of the tables this program writes."""
    return max(map(_number, known_steps()))


def known_steps() -> list[str]:
    """The names of all steps, oldest first."""
    with_nothing = Tables(memory=True, execute_plugins=False)
    try:
        return [step.name for step in STEPS.pending(with_nothing)]
    finally:
        with_nothing.close()


def applied_steps(connection: sqlite3.Connection) -> list[str]:
    """The names of the steps a database has been through, oldest first; none in an empty one."""
    if not connection.execute(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (STEPS.migrations_table,)
    ).fetchone():
        return []
    found = connection.execute(
        f"SELECT name FROM {STEPS.migrations_table} WHERE migration_set = ? ORDER BY id", (STEPS.name,)
    )
    return [name for (name,) in found]


def version_of(steps: list[str]) -> int:
    """The version of a database that has been through `steps`; 0 for none."""
    return max(map(_number, steps), default=0)


def migrate(connection: sqlite3.Connection) -> None:
    """Take all steps still missing, all of them or none: one transaction around the steps' own."""
    tables = Tables(connection, execute_plugins=False)
    with tables.atomic():
        STEPS.apply(tables)


def schema_of(connection: sqlite3.Connection) -> set[tuple[str, str, str]]:
    """The tables and indexes of a database as SQLite keeps them: kind, name and statement."""
    found = connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master")
    return {(str(kind), str(name), str(statement)) for kind, name, statement in found}


@cache
def expected_schema(steps: tuple[str, ...]) -> set[tuple[str, str, str]]:
    """What `schema_of` gives for a sound database that has been through just these steps."""
    tables = Tables(memory=True, execute_plugins=False)
    try:
        missing = [step.name for step in STEPS.pending(tables) if step.name not in steps]
        STEPS.apply(tables, stop_before=missing)
        return schema_of(tables.conn)
    finally:
        tables.close()


def _number(step: str) -> int:
    """Steps are named '001_…'; one that is not counts as beyond all numbers."""
    digits = re.match(r"\d+", step)
    return int(digits[0]) if digits else 10**6
