"""The one connection that writes drafts: opening it, its transactions, and its failures as sentences."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from danvan_desktop.errors import UserError
from danvan_desktop.store import migrations
from danvan_desktop.wording import say

_BUSY_SECONDS = 0.5
_FAILURES = {
    "SQLITE_BUSY": "locked",
    "SQLITE_LOCKED": "locked",
    "SQLITE_READONLY": "read_only",
    "SQLITE_PERM": "read_only",
    "SQLITE_FULL": "disk_full",
    "SQLITE_CANTOPEN": "cannot_open",
    "SQLITE_IOERR": "disk_error",
    "SQLITE_CORRUPT": "damaged",
    "SQLITE_NOTADB": "not_database",
}
_LOST = ("SQLITE_READONLY_DBMOVED", "SQLITE_CANTOPEN", "SQLITE_IOERR")
"""How SQLite says that the file it had open is not in its place any more."""


UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What reading a damaged database raises; the second comes from SQLite quoting names it found damaged."""


def is_damage(error: Exception) -> bool:
    """Whether an UNREADABLE error says the database is damaged, not that something stands in the way."""
    name = getattr(error, "sqlite_errorname", None) or ""
    kind = next((kind for code, kind in _FAILURES.items() if name.startswith(code)), "damaged")
    return kind in ("damaged", "not_database")


class NotDatabaseError(UserError):
    """The file is no database at all, or its structure is broken: set it aside, never write to it."""


class Database:
    """A connection several threads may share: one reads or writes at a time."""

    def __init__(self, path: Path, connection: sqlite3.Connection, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self._connection = connection
        self._lock = threading.RLock()
        self._lost = False

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, for reading. Raises UserError for what the disk or another program refuses."""
        with self._lock, translated(self.path, was_open=True):
            yield self._connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The connection inside a transaction, committed when the block ends, else undone as a whole.

        Inside another `writing` block of the same thread it is part of that block's transaction. Raises
        UserError when the database was opened for reading only, and as `reading` does.
        """
        if self.read_only:
            raise UserError(say("store.only_read"), say("store.only_read_advice"))
        with self._lock, translated(self.path, was_open=True):
            if self._connection.in_transaction:
                yield self._connection
                return
            self._join_again()
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException as error:
                self._lost = _is_lost(error)
                with suppress(*((sqlite3.Error,) if self._lost else ())):
                    if self._connection.in_transaction:
                        self._connection.execute("ROLLBACK")
                raise

    def _join_again(self) -> None:
        """Connect anew to a database that was gone, a stick or a share, once it is back in its place."""
        if not self._lost:
            return
        found = _connected(self.path, _BUSY_SECONDS, "rw")
        try:
            if pending_steps(found, self.path):
                raise NotDatabaseError(say("store.foreign", name=self.path.name), say("store.foreign_advice"))
            _write_through(found)
        except BaseException:
            found.close()
            raise
        with suppress(sqlite3.Error):
            self._connection.close()
        self._connection, self._lost = found, False

    @contextmanager
    def exclusive(self) -> Iterator[sqlite3.Connection]:
        """The connection outside a transaction, for replacing the whole content."""
        if self.read_only:
            raise UserError(say("store.only_read"), say("store.only_read_advice"))
        with self._lock, translated(self.path, was_open=True):
            yield self._connection

    def close(self) -> None:
        """Close the connection; a transaction still open is undone."""
        with self._lock:
            self._connection.close()


def open_database(path: Path, busy_seconds: float = _BUSY_SECONDS) -> Database:
    """Open the database, creating it or bringing it to today's tables.

    `busy_seconds` is how long a writer waits for another program. Raises UserError, with nothing
    written, for a database of a newer version, a foreign file, or one that cannot be written.
    """
    with translated(path):
        connection = _connected(path, busy_seconds, "rwc")
        try:
            pending = pending_steps(connection, path)
            _write_through(connection)
            if pending:
                migrations.migrate(connection)
        except BaseException:
            connection.close()
            raise
    return Database(path, connection)


def _connected(path: Path, busy_seconds: float, mode: str) -> sqlite3.Connection:
    """A connection several threads may share; `mode` is 'ro', 'rw', or 'rwc', which may create it."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=busy_seconds,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=64,
    )
    connection.text_factory = _lenient_text
    return connection


def _write_through(connection: sqlite3.Connection) -> None:
    """A commit returns when the disk has it."""
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def open_read_only(path: Path, busy_seconds: float = _BUSY_SECONDS) -> Database:
    """Open a database that another program writes, or that may not be written: nothing is changed.

    Raises UserError for one that is missing, foreign, of a newer version, or still of an older one.
    """
    with translated(path):
        connection = _connected(path, busy_seconds, "ro")
        try:
            if pending_steps(connection, path):
                raise UserError(say("store.older"), say("store.older_advice"))
        except BaseException:
            connection.close()
            raise
    return Database(path, connection, read_only=True)


def nothing_to_read(path: Path) -> Database:
    """An empty database in memory, for reading where there is no file yet; none is made."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    migrations.migrate(connection)
    return Database(path, connection, read_only=True)


def is_blank(path: Path) -> bool:
    """Whether there is no database at `path`: no file, an empty one, or one without a single table.

    Raises UserError as `open_database` does.
    """
    if not path.exists() or not path.stat().st_size:
        return True
    with translated(path), closing(lenient_connection(path)) as connection:
        return connection.execute("SELECT 1 FROM sqlite_master").fetchone() is None


def lenient_connection(path: Path) -> sqlite3.Connection:
    """A connection to an existing database that reads damaged text too, and creates nothing."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=_BUSY_SECONDS, isolation_level=None
    )
    connection.text_factory = _lenient_text
    return connection


def needs_upgrade(path: Path) -> bool:
    """Whether opening the database would change its tables: a copy is made first.

    Raises UserError as `open_database` does; False for a file that is missing or still empty.
    """
    if not path.exists():
        return False
    with translated(path), closing(lenient_connection(path)) as connection:
        pending = pending_steps(connection, path)
        return bool(pending and migrations.applied_steps(connection))


def pending_steps(connection: sqlite3.Connection, path: Path) -> list[str]:
    """The steps the database still needs. Raises UserError when it is newer, or not ours.

    A step of a known number and an unknown name is damage: steps are never renamed.
    """
    known, applied = migrations.known_steps(), migrations.applied_steps(connection)
    if set(applied) - set(known):
        found = migrations.version_of(applied)
        if found <= migrations.known_version():
            raise NotDatabaseError(say("store.damaged", name=path.name), say("store.damaged_advice"))
        raise UserError(
            say("store.newer", name=path.name, found=found, known=migrations.known_version()),
            say("store.newer_advice"),
        )
    if not applied and connection.execute("SELECT 1 FROM sqlite_master").fetchone():
        raise NotDatabaseError(say("store.foreign", name=path.name), say("store.foreign_advice"))
    return [step for step in known if step not in applied]


def _is_lost(error: BaseException) -> bool:
    """Whether the error, of SQLite or as a block inside has translated it, says the file is gone."""
    name = getattr(error.__cause__ if isinstance(error, UserError) else error, "sqlite_errorname", None)
    return (name or "").startswith(_LOST)


@contextmanager
def translated(path: Path, *, was_open: bool = False) -> Iterator[None]:
    """Turn what SQLite reports of disk, rights and other programs into UserError; bugs pass as they are.

    A database that `was_open` and is not in its place any more is told apart from one never found.
    """
    try:
        yield
    except UnicodeDecodeError as error:
        raise NotDatabaseError(say("store.damaged", name=path.name), say("store.damaged_advice")) from error
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", None) or ""
        kind = next((kind for code, kind in _FAILURES.items() if name.startswith(code)), None)
        if kind is None:
            raise
        if was_open and name.startswith(_LOST) and not path.exists():
            kind = "gone"
        failure = NotDatabaseError if kind in ("damaged", "not_database") else UserError
        values = {"name": path.name, "folder": path.parent}
        raise failure(say(f"store.{kind}", **values), say(f"store.{kind}_advice", **values)) from error


def _lenient_text(data: bytes) -> str:
    """Damaged text must still be readable, so that its checksum can say it is damaged."""
    return data.decode(errors="replace")
