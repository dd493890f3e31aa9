"""The last copy of whatever the program takes away: purged reports, removed offices, replaced damage."""

from __future__ import annotations

import sqlite3
import zlib
from datetime import UTC, datetime
from typing import Literal

import msgspec

from danvan_desktop.store import rows
from danvan_desktop.store.database import Database

DiscardedKind = Literal["report", "office", "damaged"]


class Discarded(msgspec.Struct, frozen=True):
    """Something taken away: what it was, a label for a list, when."""

    id: int
    kind: str
    label: str
    at: datetime


def discard(connection: sqlite3.Connection, kind: DiscardedKind, label: str, body: bytes) -> int:
    """Keep a compressed copy, inside the transaction that takes the original away; the copy's id."""
    discarded_id = rows.new_id(connection, "discarded")
    rows.insert(
        connection,
        "discarded",
        {
            "id": discarded_id,
            "kind": kind,
            "label": label,
            "at": rows.moment_text(datetime.now(UTC)),
            "body": zlib.compress(body),
        },
    )
    return discarded_id


def discarded(database: Database) -> tuple[Discarded, ...]:
    """What was taken away, newest first."""
    with database.reading() as connection:
        found = rows.fetch(connection, "SELECT id, kind, label, at FROM discarded ORDER BY id DESC")
    return tuple(
        Discarded(rows.whole(row, "id"), str(row["kind"]), str(row["label"]), rows.moment(row["at"]))
        for row in found
    )


def take_out(connection: sqlite3.Connection, discarded_id: int) -> bytes | None:
    """The copy itself, no longer kept here; None when it is gone or damaged, and then nothing changes."""
    found = rows.fetch(connection, "SELECT * FROM discarded WHERE id = ?", discarded_id)
    if not found or not rows.intact(found[0]):
        return None
    connection.execute("DELETE FROM discarded WHERE id = ?", (discarded_id,))
    return zlib.decompress(rows.blob(found[0], "body"))
