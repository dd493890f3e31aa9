"""Copies of the whole database: making one, proving it sound, putting one back."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec

from danvan_desktop.errors import UserError
from danvan_desktop.store import migrations
from danvan_desktop.store.database import (
    UNREADABLE,
    Database,
    NotDatabaseError,
    is_damage,
    lenient_connection,
    pending_steps,
    translated,
)
from danvan_desktop.store.sealed_tables import TABLES
from danvan_desktop.wording import say

_PATIENCE_SECONDS = 2.0


class CopyFacts(msgspec.Struct, frozen=True):
    """What a sound copy holds: the version of its tables and how many rows each has."""

    version: int
    rows: dict[str, int]


def copy_database(source: Path, target: Path) -> CopyFacts:
    """Copy a database that may be in use to the new file `target`, and prove the copy.

    It is written beside, flushed, opened, checked and counted before it gets its name. Raises UserError,
    leaving no file, when the source cannot be read or the copy is not sound.
    """
    beside = target.with_name(f".{target.name}.tmp")
    beside.unlink(missing_ok=True)
    try:
        with translated(source), closing(lenient_connection(source)) as connection:
            connection.execute("BEGIN")
            expected = _counts(connection)
            with translated(beside), closing(sqlite3.connect(beside)) as copy:
                connection.backup(copy, progress=_patience(source))
        _flush(beside)
        found = check_copy(beside)
        if found.rows != expected:
            raise NotDatabaseError(say("backup.unsound"), say("backup.unsound_advice"))
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return found


def raw_copy(source: Path, target: Path) -> None:
    """Copy a database page by page, whatever state it is in, for examining; `target` is overwritten."""
    target.unlink(missing_ok=True)
    with (
        translated(source),
        closing(lenient_connection(source)) as connection,
        closing(sqlite3.connect(target)) as copy,
    ):
        connection.backup(copy, progress=_patience(source))


def check_copy(path: Path) -> CopyFacts:
    """What the copy holds. Raises UserError when it is no sound database of this program or a newer one's."""
    with translated(path), closing(lenient_connection(path)) as connection:
        pending_steps(connection, path)
        steps = migrations.applied_steps(connection)
        if not steps or structure_faults(connection):
            raise NotDatabaseError(say("backup.not_backup", name=path.name), say("backup.not_backup_advice"))
        return CopyFacts(migrations.version_of(steps), _counts(connection))


def put_back(database: Database, source: Path) -> None:
    """Replace everything in the open database by the copy, in one transaction, and bring it up to date.

    Raises UserError, with nothing changed, when the copy is not sound or the database is in use.
    """
    check_copy(source)
    with database.exclusive() as connection, closing(lenient_connection(source)) as copy:
        copy.backup(connection, progress=_patience(database.path))
        migrations.migrate(connection)


def known_faults(connection: sqlite3.Connection, path: Path, quick: bool = False) -> list[str]:
    """`structure_faults` of a database this program knows: raises UserError for one of a newer version.

    That one has tables we do not know, and nothing about it is broken.
    """
    try:
        pending_steps(connection, path)
    except UNREADABLE as error:
        if not is_damage(error):
            raise
        return [str(error)]
    return structure_faults(connection, quick)


def structure_faults(connection: sqlite3.Connection, quick: bool = False) -> list[str]:
    """What is wrong with the file's structure, in SQLite's words; nothing when it is sound.

    Tables that are not those of the database's version count as wrong: SQLite believes what they say. Raises
    sqlite3.Error when another program or the disk does not let it be read: that is no damage.
    """
    try:
        steps = migrations.applied_steps(connection)
        if migrations.schema_of(connection) != migrations.expected_schema(tuple(steps)):
            return ["schema"]
        found = [
            text for (text,) in connection.execute(f"PRAGMA {'quick' if quick else 'integrity'}_check(20)")
        ]
        if found == ["ok"]:
            found = [f"foreign key: {row}" for row in connection.execute("PRAGMA foreign_key_check")]
    except UNREADABLE as error:
        if not is_damage(error):
            raise
        found = [str(error)]
    return found


@contextmanager
def read_only(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a database that is only looked at, closed at the end.

    SQLite itself may finish first what a killed program left in the journal.
    """
    with translated(path), closing(lenient_connection(path)) as connection:
        yield connection


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    present = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return {
        table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in TABLES
        if table in present
    }


def _patience(path: Path) -> Callable[[int, int, int], None]:
    """Ends a copy that another program keeps waiting: by itself sqlite3 would try for ever."""
    deadline = time.monotonic() + _PATIENCE_SECONDS

    def check(status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > deadline:
            raise UserError(say("store.locked", name=path.name), say("store.locked_advice"))

    return check


def _flush(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())
