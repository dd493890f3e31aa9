"""Which owed reports the stored reports answer, read and set without reading their text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from danvan_desktop.domain.report import Answer
from danvan_desktop.errors import UserError
from danvan_desktop.store import parts, rows
from danvan_desktop.store.database import Database
from danvan_desktop.wording import say


def stored_answers(database: Database, report_ids: Iterable[int]) -> dict[int, tuple[Answer, ...] | None]:
    """What each of these reports says it answers; a damaged one says nothing."""
    with database.reading() as connection:
        heads = {report_id: _head(connection, report_id) for report_id in report_ids}
    return {
        report_id: parts.head_of(rows.blob(head, "body")).answers if head else None
        for report_id, head in heads.items()
    }


def set_answers(database: Database, report_id: int, answers: tuple[Answer, ...]) -> None:
    """Say which owed reports a stored report answers; an issued one too, for its document does not change.

    Raises UserError, with nothing written, when the report is gone or damaged.
    """
    with database.writing() as connection:
        head = _head(connection, report_id)
        if head is None:
            raise UserError(say("store.no_report", id=report_id), say("store.no_report_advice"))
        body = parts.with_answers(rows.blob(head, "body"), answers)
        place: rows.Row = {"report_id": report_id, "section": parts.HEAD}
        connection.execute("DELETE FROM parts WHERE report_id = ? AND section = ?", tuple(place.values()))
        rows.insert(connection, "parts", place | {"body": body})


def _head(connection: sqlite3.Connection, report_id: int) -> rows.Row | None:
    """The stored head of a report; None when it is gone or not as it was written."""
    found = rows.fetch(
        connection, "SELECT * FROM parts WHERE report_id = ? AND section = ?", report_id, parts.HEAD
    )
    return found[0] if found and rows.intact(found[0]) else None
