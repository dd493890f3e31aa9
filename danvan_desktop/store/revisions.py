"""Earlier states of a report's parts, and how they thin out as they age."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Literal

import msgspec

from danvan_desktop.domain.report import Report, Section
from danvan_desktop.store import rows
from danvan_desktop.store.database import Database
from danvan_desktop.store.parts import join, section_of, split

Mark = Literal["", "named", "issued", "removed"]
"""Why a revision was made: '' is a pause in typing, 'removed' a section taken out of the report."""

_KEPT_FOR_EVER = ("named", "issued")
_HOURLY_DAYS = 3
_DAILY_DAYS = 60


class Revision(msgspec.Struct, frozen=True):
    """One earlier state of one part. Ids grow with time even when the clock is set back."""

    id: int
    section_id: str
    at: datetime
    mark: str
    label: str


class Revisions:
    """The revisions of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_revision(
        self, report_id: int, report: Report, at: datetime, mark: Mark = "", label: str = ""
    ) -> int:
        """Keep the state of every part that differs from its newest revision; how many were kept.

        A marked revision keeps every part, so that the whole report of that moment stays for ever.
        """
        with self._database.writing() as connection:
            newest = {} if mark else _newest_bodies(connection, report_id)
            changed = {
                section: body
                for section, body in split(report).items()
                if mark or newest.get(section) != body
            }
            for section, body in changed.items():
                keep(connection, report_id, section, body, at, mark, label)
        return len(changed)

    def revisions(self, report_id: int, section_id: str | None = None) -> tuple[Revision, ...]:
        """The revisions of a report, or of one of its parts, oldest first."""
        sql = "SELECT id, section, at, mark, label FROM revisions WHERE report_id = ?"
        with self._database.reading() as connection:
            if section_id is None:
                found = rows.fetch(connection, f"{sql} ORDER BY id", report_id)
            else:
                found = rows.fetch(connection, f"{sql} AND section = ? ORDER BY id", report_id, section_id)
        return tuple(map(_revision, found))

    def report_at(self, report_id: int, revision_id: int) -> Report | None:
        """The whole report as it was when the revision was made; None when too little of it is left."""
        with self._database.reading() as connection:
            newest = connection.execute(
                "SELECT section, max(id) FROM revisions WHERE report_id = ? AND id <= ? GROUP BY section",
                (report_id, revision_id),
            ).fetchall()
            bodies = {
                str(section): body
                for section, last in newest
                if (body := _newest_intact_body(connection, report_id, section, last)) is not None
            }
        try:
            return join(bodies)
        except KeyError:
            return None

    def section_states(self, report_id: int, section_id: str) -> tuple[tuple[int, Section], ...]:
        """Every undamaged state of a top section with the id of its revision, oldest first."""
        with self._database.reading() as connection:
            found = rows.fetch(
                connection,
                "SELECT * FROM revisions WHERE report_id = ? AND section = ? ORDER BY id",
                report_id,
                section_id,
            )
        return tuple((rows.whole(row, "id"), section_of(unpacked(row))) for row in found if rows.intact(row))

    def thin(self, now: datetime) -> int:
        """Remove revisions that have aged out of all they could be needed for; how many were removed.

        Kept: all of today's, the last of each hour for three days, of each day for sixty, and for ever
        the marked ones, the newest of each part, and its last at the end of each reporting half-year.
        """
        with self._database.writing() as connection:
            found = rows.fetch(
                connection, "SELECT id, report_id, section, at, mark FROM revisions ORDER BY id DESC"
            )
            aged = _aged(found, now)
            connection.executemany(
                "DELETE FROM revisions WHERE id = ?", [(revision_id,) for revision_id in aged]
            )
        return len(aged)


def keep(
    connection: sqlite3.Connection,
    report_id: int,
    section: str,
    body: bytes,
    at: datetime,
    mark: Mark = "",
    label: str = "",
) -> None:
    """Store one revision, inside the caller's transaction."""
    rows.insert(
        connection,
        "revisions",
        {
            "id": rows.new_id(connection, "revisions"),
            "report_id": report_id,
            "section": section,
            "at": rows.moment_text(at),
            "mark": mark,
            "label": label,
            "body": zlib.compress(body),
        },
    )


def unpacked(row: rows.Row) -> bytes:
    """The body of a revision's row, which must be intact."""
    return zlib.decompress(rows.blob(row, "body"))


def _newest_intact_body(
    connection: sqlite3.Connection, report_id: int, section: str, last: int
) -> bytes | None:
    """The body of the newest undamaged revision of a part that is not newer than `last`."""
    sql = "SELECT * FROM revisions WHERE report_id = ? AND section = ? AND id <= ? ORDER BY id DESC LIMIT 1"
    while found := rows.fetch(connection, sql, report_id, section, last):
        if rows.intact(found[0]):
            return unpacked(found[0])
        last = rows.whole(found[0], "id") - 1
    return None


def _revision(row: rows.Row) -> Revision:
    return Revision(
        id=rows.whole(row, "id"),
        section_id=str(row["section"]),
        at=rows.moment(row["at"]),
        mark=str(row["mark"]),
        label=str(row["label"]),
    )


def _newest_bodies(connection: sqlite3.Connection, report_id: int) -> Mapping[str, bytes]:
    found = rows.fetch(
        connection,
        "SELECT * FROM revisions WHERE id IN"
        " (SELECT max(id) FROM revisions WHERE report_id = ? GROUP BY section)",
        report_id,
    )
    return {str(row["section"]): unpacked(row) for row in found if rows.intact(row)}


def _aged(newest_first: Iterable[rows.Row], now: datetime) -> list[int]:
    """The ids no rule keeps. Today's and those dated in the future (a clock set back) are not old."""
    ends_seen: set[tuple[object, ...]] = set()
    slots_taken: set[tuple[object, ...]] = set()
    aged = []
    for row in newest_first:
        part = (row["report_id"], row["section"])
        at = rows.moment(row["at"]).astimezone(now.tzinfo)
        slot, period = _slot(at, now), (*part, at.year, at.month > 6)
        period_end = period not in ends_seen
        ends_seen.add(period)
        if period_end or row["mark"] in _KEPT_FOR_EVER or slot == "today":
            slots_taken.add((*part, slot))
        elif slot is None or (*part, slot) in slots_taken:
            aged.append(rows.whole(row, "id"))
        else:
            slots_taken.add((*part, slot))
    return aged


def _slot(at: datetime, now: datetime) -> str | None:
    """The span of time of which one revision is enough; None for what is too old to be kept."""
    days = (now.date() - at.date()).days
    if days <= 0:
        return "today"
    if days <= _HOURLY_DAYS:
        return f"{at:%Y-%m-%d %H}"
    return f"{at:%Y-%m-%d}" if days <= _DAILY_DAYS else None
