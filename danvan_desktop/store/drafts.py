"""Reports in the making: stored in sealed parts, listed, trashed, brought back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Literal

import msgspec

from danvan_desktop.domain.completeness import report_progress
from danvan_desktop.domain.period import sort_key
from danvan_desktop.domain.report import Kind, Period, PeriodKind, Report
from danvan_desktop.errors import UserError
from danvan_desktop.store import parts, rows
from danvan_desktop.store.database import Database
from danvan_desktop.store.discarded import Discarded, discard, discarded, take_out
from danvan_desktop.store.issued import Issued
from danvan_desktop.store.offices import Offices
from danvan_desktop.store.revisions import Mark, Revisions, keep
from danvan_desktop.wording import say

Status = Literal["drafting", "review", "issued"]
STATUSES: tuple[Status, ...] = ("drafting", "review", "issued")


class ReportSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What a list shows of a report, read without its text. `office` is the issuer's name as printed."""

    id: int
    office: str
    office_id: int | None
    period: Period
    kind: Kind
    subject: str
    status: Status
    due: date | None
    updated_at: datetime
    progress: float
    number: int | None
    archived: bool
    trashed_at: datetime | None
    issued: int = 0
    """The number of the last issued version, 0 for a report that was never issued."""
    damaged: bool = False
    """The row of the list is not as it was written; the report's text may be whole all the same."""


class _LastCopy(msgspec.Struct, frozen=True):
    """What is kept of a purged report: its row of the list, and the bodies of its parts."""

    row: dict[str, str | int | float | None]
    parts: dict[str, bytes]


class Drafts(Offices):
    """The reports of one database; `now` gives the time with its zone."""

    def __init__(self, database: Database, now: Callable[[], datetime] | None = None) -> None:
        super().__init__(database)
        self.database = database
        self.revisions = Revisions(database)
        self.issued = Issued(database)
        self._now = now or _local_now

    def create(
        self,
        report: Report,
        office_id: int | None,
        due: date | None = None,
        status: Status = "drafting",
        *,
        archived: bool = False,
        source: str = "",
    ) -> int:
        """Store a new report; its id. `archived` marks one read from a file, `source` the file's name."""
        now = rows.moment_text(self._now())
        with self.database.writing() as connection:
            report_id = rows.new_id(connection, "reports")
            row: rows.Row = {
                "id": report_id,
                "office_id": office_id,
                "status": status,
                "due": due.isoformat() if due else None,
                "archived": int(archived),
                "source": source,
                "created_at": now,
                "updated_at": now,
                "trashed_at": None,
            }
            rows.insert(connection, "reports", row | listed(report))
            for section, body in parts.split(report).items():
                _insert_part(connection, report_id, section, body)
        return report_id

    def load(self, report_id: int) -> Report:
        """The report. Raises DamagedSectionError naming a part that is not as it was written."""
        found = self.intact_parts(report_id)
        for section, body in found.items():
            if body is None:
                raise self.damage(report_id, section, found)
        try:
            return parts.join({section: body for section, body in found.items() if body is not None})
        except KeyError as missing:
            raise self.damage(report_id, str(missing.args[0]), found) from missing

    def save(self, report_id: int, report: Report) -> datetime:
        """Write the parts that changed in one transaction; the time after the commit.

        A section no longer in the report is kept as a revision. Raises UserError when the report is gone or
        issued, to be corrected first, or nothing can be written; then nothing was.
        """
        with self.database.writing() as connection:
            row = _row(connection, report_id)
            if row["status"] == "issued" and rows.intact(row):
                raise UserError(say("store.issued"), say("store.issued_advice"))
            self._save(report_id, report)
        return self._now()

    def _save(self, report_id: int, report: Report) -> None:
        bodies = parts.split(report)
        now = self._now()
        with self.database.writing() as connection:
            row = _row(connection, report_id)
            stored = dict(
                connection.execute("SELECT section, checksum FROM parts WHERE report_id = ?", (report_id,))
            )
            changed = {
                section: body
                for section, body in bodies.items()
                if stored.get(section) != rows.seal(_part(report_id, section, body))
            }
            removed = stored.keys() - bodies.keys()
            for section in removed | (changed.keys() & stored.keys()):
                _remove_part(connection, report_id, section, now if section in removed else None)
            for section, body in changed.items():
                _insert_part(connection, report_id, section, body)
            if changed or removed:
                rows.update(
                    connection, "reports", row, listed(report) | {"updated_at": rows.moment_text(now)}
                )

    def summaries(self, trashed: bool = False) -> tuple[ReportSummary, ...]:
        """All reports, or those in the trash: newest period first, within it the last written first."""
        standing = "IS NOT NULL" if trashed else "IS NULL"
        with self.database.reading() as connection:
            found = rows.fetch(connection, f"SELECT * FROM reports WHERE trashed_at {standing}")
            issued = dict(connection.execute("SELECT report_id, max(version) FROM issued GROUP BY report_id"))
        listed = [_summary(row, issued.get(row["id"], 0)) for row in found]
        return tuple(sorted(listed, key=lambda one: (sort_key(one.period), one.updated_at), reverse=True))

    def summary(self, report_id: int) -> ReportSummary:
        """One report's line of the list. Raises UserError when it is gone."""
        with self.database.reading() as connection:
            last = connection.execute("SELECT max(version) FROM issued WHERE report_id = ?", (report_id,))
            return _summary(_row(connection, report_id), last.fetchone()[0] or 0)

    def set_status(self, report_id: int, status: Status) -> None:
        """Set where the report stands: being drafted, with the leader, or issued."""
        self._change(report_id, {"status": status})

    def set_due(self, report_id: int, due: date | None) -> None:
        """Set the day the report must be sent."""
        self._change(report_id, {"due": due.isoformat() if due else None})

    def duplicate(self, report_id: int) -> int:
        """A new draft with the same words, its number and date emptied, for no recipient yet; the new id."""
        copy = msgspec.structs.replace(self.load(report_id), number=None, date=None, answers=())
        return self.create(copy, self.summary(report_id).office_id)

    def trash(self, report_id: int) -> None:
        """Put a report in the trash; `restore` brings it back."""
        self._change(report_id, {"trashed_at": rows.moment_text(self._now())})

    def restore(self, report_id: int) -> None:
        """Bring a report back from the trash."""
        self._change(report_id, {"trashed_at": None})

    def purge(self, report_id: int) -> int:
        """Remove a report and its revisions, keeping a last copy, which `take_back` asks for by this id."""
        with self.database.writing() as connection:
            row = _row(connection, report_id)
            kept = rows.fetch(connection, "SELECT * FROM parts WHERE report_id = ?", report_id)
            body = msgspec.json.encode(
                {"row": row, "parts": {part["section"]: part["body"] for part in kept}}
            )
            kept_as = discard(connection, "report", str(row["subject"]), body)
            connection.execute("DELETE FROM reports WHERE id = ?", (report_id,))
        return kept_as

    def purged(self) -> tuple[Discarded, ...]:
        """The reports purged and not taken back, the last first."""
        return tuple(one for one in discarded(self.database) if one.kind == "report")

    def take_back(self, discarded_id: int) -> int:
        """Bring a purged report back into the list; its new id.

        Its versions issued before are not brought back, so it stands as being drafted. Raises UserError,
        with nothing changed, when the copy is gone or damaged.
        """
        with self.database.writing() as connection:
            try:
                last = msgspec.json.decode(take_out(connection, discarded_id) or b"", type=_LastCopy)
                report = parts.join(last.parts)
            except (KeyError, msgspec.DecodeError) as error:
                raise UserError(say("store.no_copy"), say("store.no_copy_advice")) from error
            office_id = last.row.get("office_id")
            known = {one.id for one in self.offices()}
            due, archived = last.row.get("due"), bool(last.row.get("archived"))
            return self.create(
                report,
                office_id if isinstance(office_id, int) and office_id in known else None,
                date.fromisoformat(due) if isinstance(due, str) else None,
                "issued" if archived else "drafting",
                archived=archived,
                source=str(last.row.get("source") or ""),
            )

    def keep_revision(self, report_id: int, report: Report, mark: Mark = "", label: str = "") -> int:
        """Keep this state of the report among its revisions; how many of its parts had changed."""
        return self.revisions.add_revision(report_id, report, self._now(), mark, label)

    def keep_stored(self, report_id: int) -> int:
        """Keep what is stored now, dated when it was written, unless the newest revisions say the same."""
        with self.database.writing():
            written_at = self.summary(report_id).updated_at
            return self.revisions.add_revision(report_id, self.load(report_id), written_at)

    def issue(self, report_id: int, report: Report, file_name: str, file: bytes, profile: str) -> int:
        """Mark the report issued and freeze it with the file that goes out; its version, from 1."""
        now = self._now()
        with self.database.writing():
            self._save(report_id, report)
            self.revisions.add_revision(report_id, report, now, "issued")
            version = self.issued.add(report_id, report, file_name, file, profile, now)
            self.set_status(report_id, "issued")
        return version

    def intact_parts(self, report_id: int) -> dict[str, bytes | None]:
        """The bodies of all stored parts by section id, None for a damaged one. Raises UserError if gone."""
        with self.database.reading() as connection:
            _row(connection, report_id)
            found = rows.fetch(connection, "SELECT * FROM parts WHERE report_id = ?", report_id)
        bodies = {
            str(part["section"]): rows.blob(part, "body") if rows.intact(part) else None for part in found
        }
        return {parts.HEAD: None} | bodies

    def damage(
        self, report_id: int, section: str, bodies: Mapping[str, bytes | None]
    ) -> parts.DamagedSectionError:
        """The error that names a damaged or missing part in the words of its own heading, if any are left."""
        head = bodies[parts.HEAD]
        order = parts.order_of(head) if head is not None else ()
        with self.database.reading() as connection:
            left = raw_part(connection, report_id, section)
        label = parts.label_of(section, left, order)
        return parts.DamagedSectionError(report_id, section, label)

    def _change(self, report_id: int, changes: rows.Row) -> None:
        with self.database.writing() as connection:
            rows.update(connection, "reports", _row(connection, report_id), changes)


def _local_now() -> datetime:
    return datetime.now().astimezone()


def _row(connection: sqlite3.Connection, report_id: int) -> rows.Row:
    found = rows.fetch(connection, "SELECT * FROM reports WHERE id = ?", report_id)
    if not found:
        raise UserError(say("store.no_report", id=report_id), say("store.no_report_advice"))
    return found[0]


def listed(report: Report) -> rows.Row:
    """The columns a list shows that follow from the report."""
    return {
        "kind": report.kind,
        "period_kind": report.period.kind,
        "period_year": report.period.year,
        "issuer": _storable(report.issuer.name),
        "subject": _storable(report.subject),
        "number": report.number,
        "progress": report_progress(report),
    }


def _storable(text: str) -> str:
    return text.encode(errors="replace").decode()


def _part(report_id: int, section: str, body: bytes) -> rows.Row:
    return {"report_id": report_id, "section": section, "body": body}


def _insert_part(connection: sqlite3.Connection, report_id: int, section: str, body: bytes) -> None:
    rows.insert(connection, "parts", _part(report_id, section, body))


def _remove_part(
    connection: sqlite3.Connection, report_id: int, section: str, removed_at: datetime | None
) -> None:
    """Delete a stored part; with `removed_at` it is leaving the report, and a copy is kept."""
    found = rows.fetch(
        connection, "SELECT * FROM parts WHERE report_id = ? AND section = ?", report_id, section
    )
    if removed_at is not None and rows.intact(found[0]):
        keep(connection, report_id, section, rows.blob(found[0], "body"), removed_at, "removed")
    elif not rows.intact(found[0]):
        discard(connection, "damaged", f"{report_id}/{section}", raw_part(connection, report_id, section))
    connection.execute("DELETE FROM parts WHERE report_id = ? AND section = ?", (report_id, section))


def raw_part(connection: sqlite3.Connection, report_id: rows.Value, section: str) -> bytes:
    """Whatever bytes are left of a part, damaged or not; none when it is gone."""
    found = rows.fetch(
        connection,
        "SELECT CAST(body AS BLOB) AS body FROM parts WHERE report_id = ? AND section = ?",
        report_id,
        section,
    )
    return rows.blob(found[0], "body") if found else b""


def _summary(row: rows.Row, issued: int) -> ReportSummary:
    """A line of the list; damaged values are replaced by plausible ones and the line says so."""
    sound = rows.intact(row)
    try:
        period = msgspec.convert({"kind": row["period_kind"], "year": row["period_year"]}, Period)
        return ReportSummary(
            id=rows.whole(row, "id"),
            office=str(row["issuer"]),
            office_id=msgspec.convert(row["office_id"], int | None),
            period=period,
            kind=msgspec.convert(row["kind"], Kind),
            subject=str(row["subject"]),
            status=msgspec.convert(row["status"], Status),
            due=date.fromisoformat(str(row["due"])) if row["due"] else None,
            updated_at=rows.moment(row["updated_at"]),
            progress=msgspec.convert(row["progress"], float),
            number=msgspec.convert(row["number"], int | None),
            archived=bool(row["archived"]),
            trashed_at=rows.moment(row["trashed_at"]) if row["trashed_at"] else None,
            issued=issued,
            damaged=not sound,
        )
    except (ValueError, msgspec.ValidationError):
        if sound:
            raise
        return _unreadable(row)


def _unreadable(row: rows.Row) -> ReportSummary:
    year: PeriodKind = "year"
    return ReportSummary(
        id=rows.whole(row, "id"),
        office=str(row["issuer"]),
        office_id=None,
        period=Period(year, datetime.now().year),
        kind="annual",
        subject=str(row["subject"]),
        status="drafting",
        due=None,
        updated_at=_local_now(),
        progress=0.0,
        number=None,
        archived=False,
        trashed_at=None,
        damaged=True,
    )
