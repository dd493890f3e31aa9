"""Issued reports: frozen as they went out with the file's fingerprint; a correction is a new version."""

from __future__ import annotations

import hashlib
import zlib
from datetime import datetime

import msgspec

from danvan_desktop.domain import report_json
from danvan_desktop.domain.report import Report
from danvan_desktop.store import rows
from danvan_desktop.store.database import Database


class IssuedVersion(msgspec.Struct, frozen=True):
    """One issue of a report: its number from 1, when, and the exported file's name and SHA-256."""

    version: int
    at: datetime
    file_name: str
    file_sha256: str
    profile: str


class Issued:
    """The issued versions in one database. They outlive the report they were made from."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self, report_id: int, report: Report, file_name: str, file: bytes, profile: str, at: datetime
    ) -> int:
        """Freeze a report together with the file that goes out; its version."""
        with self._database.writing() as connection:
            (last,) = connection.execute(
                "SELECT coalesce(max(version), 0) FROM issued WHERE report_id = ?", (report_id,)
            ).fetchone()
            row: rows.Row = {
                "id": rows.new_id(connection, "issued"),
                "report_id": report_id,
                "version": last + 1,
                "at": rows.moment_text(at),
                "body": zlib.compress(report_json.encode(report)),
                "file_name": file_name,
                "file_sha256": hashlib.sha256(file).hexdigest(),
                "profile": profile,
            }
            rows.insert(connection, "issued", row)
        return int(last) + 1

    def versions(self, report_id: int) -> tuple[IssuedVersion, ...]:
        """The versions issued so far, oldest first."""
        with self._database.reading() as connection:
            found = rows.fetch(
                connection,
                "SELECT version, at, file_name, file_sha256, profile FROM issued"
                " WHERE report_id = ? ORDER BY version",
                report_id,
            )
        return tuple(
            IssuedVersion(
                version=rows.whole(row, "version"),
                at=rows.moment(row["at"]),
                file_name=str(row["file_name"]),
                file_sha256=str(row["file_sha256"]),
                profile=str(row["profile"]),
            )
            for row in found
        )

    def report(self, report_id: int, version: int) -> Report | None:
        """The report as that version froze it; None when there is none or it is damaged."""
        with self._database.reading() as connection:
            found = rows.fetch(
                connection, "SELECT * FROM issued WHERE report_id = ? AND version = ?", report_id, version
            )
        if not found or not rows.intact(found[0]):
            return None
        return report_json.decode(zlib.decompress(rows.blob(found[0], "body")))
