"""Rows that carry a checksum of themselves, so that a flipped byte anywhere in the file is noticed."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime

Value = str | bytes | int | float | None
Row = dict[str, Value]

DAMAGED = "damaged"
"""Checksum of a row that was found damaged and then partly rewritten: it never becomes trusted by itself."""


def seal(row: Mapping[str, Value]) -> str:
    """The checksum of a row: over the names and values of all its columns but `checksum`."""
    digest = hashlib.blake2b(digest_size=16)
    for name in sorted(row.keys() - {"checksum"}):
        value = row[name]
        data = value if isinstance(value, bytes) else repr(value).encode(errors="surrogatepass")
        digest.update(f"{name}:{type(value).__name__}:{len(data)}:".encode())
        digest.update(data)
    return digest.hexdigest()


def intact(row: Mapping[str, Value]) -> bool:
    """Whether the row is as it was written."""
    return row["checksum"] == seal(row)


def insert(connection: sqlite3.Connection, table: str, row: Row) -> None:
    """Insert a row with its checksum."""
    sealed = row | {"checksum": seal(row)}
    names, marks = ", ".join(sealed), ", ".join("?" * len(sealed))
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(sealed.values()))


def new_id(connection: sqlite3.Connection, table: str) -> int:
    """An id that no row of the table ever had: it is part of the row its checksum covers."""
    (found,) = connection.execute(
        f"SELECT max(coalesce((SELECT max(id) FROM {table}), 0),"
        " coalesce((SELECT max(seq) FROM sqlite_sequence WHERE name = ?), 0))",
        (table,),
    ).fetchone()
    return int(found) + 1


def update(connection: sqlite3.Connection, table: str, row: Row, changes: Row) -> None:
    """Write `changes` to the row that was read as `row`, and its new checksum; `id` is its key."""
    checksum = seal(row | changes) if intact(row) else DAMAGED
    written = changes | {"checksum": checksum}
    names = ", ".join(f"{name} = ?" for name in written)
    connection.execute(f"UPDATE {table} SET {names} WHERE id = ?", (*written.values(), row["id"]))


def fetch(connection: sqlite3.Connection, sql: str, *values: Value) -> list[Row]:
    """All rows a query finds, each as a dict."""
    cursor = connection.execute(sql, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, found, strict=True)) for found in cursor]


def blob(row: Row, column: str) -> bytes:
    """A column that always holds bytes."""
    value = row[column]
    assert isinstance(value, bytes)
    return value


def whole(row: Row, column: str) -> int:
    """A column that always holds a whole number."""
    value = row[column]
    assert isinstance(value, int)
    return value


def moment_text(moment: datetime) -> str:
    """A moment as it is stored: UTC, always the same length, so that it sorts as text."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment(text: Value) -> datetime:
    """A stored moment in the local time zone."""
    return datetime.fromisoformat(str(text)).astimezone()
