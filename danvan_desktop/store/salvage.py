"""Reading what a broken database still gives up, report by report."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec

from danvan_desktop.store import parts, rows
from danvan_desktop.store.database import UNREADABLE, Database, lenient_connection
from danvan_desktop.store.drafts import listed


def salvage(database: Database, broken: Path) -> tuple[str, ...]:
    """Bring what is whole in `broken` and newer than here into `database`; the subjects of those reports.

    `broken` is only read. A report counts as whole when its listing, its head and every section the head
    names carry the right checksum.
    """
    brought = []
    try:
        with closing(lenient_connection(broken)) as source:
            for report_id in _readable_ids(source):
                found = _whole_report(source, report_id)
                if found and _bring(database, *found):
                    brought.append(str(found[0]["subject"]))
    except UNREADABLE:
        pass
    return tuple(brought)


def _readable_ids(source: sqlite3.Connection) -> list[int]:
    """All ids that can be read, from the low end up to the damage and from the high end down to it."""
    found: set[int] = set()
    for order in ("ASC", "DESC"):
        try:
            for (report_id,) in source.execute(f"SELECT id FROM reports ORDER BY id {order}"):
                found.add(report_id)
        except UNREADABLE:
            continue
    return sorted(found)


def _whole_report(source: sqlite3.Connection, report_id: int) -> tuple[rows.Row, dict[str, bytes]] | None:
    try:
        listing = rows.fetch(source, "SELECT * FROM reports WHERE id = ?", report_id)
        found = rows.fetch(source, "SELECT * FROM parts WHERE report_id = ?", report_id)
        bodies = {str(row["section"]): rows.blob(row, "body") for row in found if rows.intact(row)}
        parts.join(bodies)
    except (*UNREADABLE, KeyError, msgspec.DecodeError):
        return None
    return (listing[0], bodies) if listing and rows.intact(listing[0]) else None


def _bring(database: Database, listing: rows.Row, bodies: dict[str, bytes]) -> bool:
    """Store the report unless the one here is as new; under its own id, as reports keep theirs."""
    with database.writing() as connection:
        here = rows.fetch(connection, "SELECT * FROM reports WHERE id = ?", listing["id"])
        if here and str(here[0]["updated_at"]) >= str(listing["updated_at"]):
            return False
        offices = {found for (found,) in connection.execute("SELECT id FROM offices")}
        row = {name: value for name, value in listing.items() if name != "checksum"}
        row["office_id"] = row["office_id"] if row["office_id"] in offices else None
        row |= listed(parts.join(bodies))
        if here:
            names = ", ".join(f"{name} = ?" for name in row)
            connection.execute(f"UPDATE reports SET {names} WHERE id = ?", (*row.values(), row["id"]))
            connection.execute("UPDATE reports SET checksum = ? WHERE id = ?", (rows.seal(row), row["id"]))
            connection.execute("DELETE FROM parts WHERE report_id = ?", (row["id"],))
        else:
            rows.insert(connection, "reports", row)
        for section, body in bodies.items():
            part: rows.Row = {"report_id": row["id"], "section": section, "body": body}
            rows.insert(connection, "parts", part)
    return True
