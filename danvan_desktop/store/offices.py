"""The offices a clerk drafts for, and settings by key."""

from __future__ import annotations

from typing import Any

import msgspec

from danvan_desktop.domain.office import Office
from danvan_desktop.errors import UserError
from danvan_desktop.store import rows
from danvan_desktop.store.database import Database
from danvan_desktop.store.discarded import discard
from danvan_desktop.wording import say


class StoredOffice(msgspec.Struct, frozen=True):
    """An office and its id in the store."""

    id: int
    office: Office


class Offices:
    """Offices and settings of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def offices(self) -> tuple[StoredOffice, ...]:
        """All offices that can be read, first added first."""
        with self._database.reading() as connection:
            found = rows.fetch(connection, "SELECT * FROM offices ORDER BY id")
        return tuple(
            StoredOffice(rows.whole(row, "id"), msgspec.json.decode(rows.blob(row, "body"), type=Office))
            for row in found
            if rows.intact(row)
        )

    def add_office(self, office: Office) -> int:
        """Store a new office; its id."""
        with self._database.writing() as connection:
            office_id = rows.new_id(connection, "offices")
            rows.insert(connection, "offices", {"id": office_id, "body": msgspec.json.encode(office)})
        return office_id

    def save_office(self, office_id: int, office: Office) -> None:
        """Replace an office. Raises UserError when it is gone."""
        with self._database.writing() as connection:
            row = rows.fetch(connection, "SELECT * FROM offices WHERE id = ?", office_id)
            if not row:
                raise UserError(say("store.no_office"), say("store.no_office_advice"))
            body = msgspec.json.encode(office)
            whole: rows.Row = {"id": office_id, "body": body}
            connection.execute(
                "UPDATE offices SET body = ?, checksum = ? WHERE id = ?", (body, rows.seal(whole), office_id)
            )

    def remove_office(self, office_id: int) -> None:
        """Remove an office, keeping a copy. Raises UserError while reports, trashed ones too, are its own."""
        with self._database.writing() as connection:
            if rows.fetch(connection, "SELECT 1 FROM reports WHERE office_id = ? LIMIT 1", office_id):
                raise UserError(say("store.office_in_use"), say("store.office_in_use_advice"))
            for row in rows.fetch(connection, "SELECT * FROM offices WHERE id = ?", office_id):
                discard(connection, "office", str(office_id), rows.blob(row, "body"))
            connection.execute("DELETE FROM offices WHERE id = ?", (office_id,))

    def setting(self, key: str, default: Any = None) -> Any:
        """The value stored under `key`, of any JSON type; `default` when there is none or it is damaged."""
        with self._database.reading() as connection:
            found = rows.fetch(connection, "SELECT * FROM settings WHERE key = ?", key)
        if not found or not rows.intact(found[0]):
            return default
        return msgspec.json.decode(rows.blob(found[0], "value"))

    def set_setting(self, key: str, value: Any) -> None:
        """Store a value of any JSON type under `key`."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM settings WHERE key = ?", (key,))
            rows.insert(connection, "settings", {"key": key, "value": msgspec.json.encode(value)})
