"""Finding rows that are not as they were written, and putting the newest good state in their place."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import msgspec

from danvan_desktop.domain.office import Office
from danvan_desktop.domain.report import Item, Period, Report, Section
from danvan_desktop.store import parts, rows
from danvan_desktop.store.copies import read_only
from danvan_desktop.store.database import UNREADABLE, Database
from danvan_desktop.store.discarded import discard
from danvan_desktop.store.drafts import STATUSES, listed, raw_part
from danvan_desktop.store.revisions import unpacked
from danvan_desktop.store.sealed_tables import TABLES
from danvan_desktop.wording import say

Outcome = Literal["found", "revision", "backup", "reread", "emptied", "dropped", "kept"]
Key = tuple[rows.Value, ...]
Copies = Sequence[tuple[datetime, Path]]
_Sources = Sequence[tuple[datetime, sqlite3.Connection]]


class Damage(msgspec.Struct, frozen=True):
    """A damaged row and what became of it.

    'revision' and 'backup' brought back the state of `at`; 'reread' kept what is still readable of a
    section; 'emptied' left a visible gap; 'dropped' removed a row nothing depends on; 'kept' could do
    nothing. Whatever was replaced lies among what was discarded.
    """

    table: str
    key: Key
    label: str
    outcome: Outcome = "found"
    at: datetime | None = None


def damaged_rows(connection: sqlite3.Connection) -> list[Damage]:
    """Every row whose checksum does not match, and every section its report names and the store lacks."""
    found: list[Damage] = []
    for table, key in TABLES.items():
        found += [
            _damage(connection, table, tuple(row[column] for column in key))
            for row in rows.fetch(connection, f"SELECT * FROM {table}")
            if not rows.intact(row)
        ]
    return found + _missing_parts(connection)


def heal(database: Database, copies: Copies) -> list[Damage]:
    """Repair every damaged row from the report's revisions or from `copies`, newest first.

    One transaction; each damaged row is kept among what was discarded.
    """
    with database.writing() as connection, ExitStack() as stack:
        sources = [(at, stack.enter_context(read_only(path))) for at, path in copies]
        return [_healed(connection, damage, sources) for damage in damaged_rows(connection)]


def _healed(connection: sqlite3.Connection, damage: Damage, sources: _Sources) -> Damage:
    _keep_damaged(connection, damage)
    if damage.table == "parts":
        return _heal_part(connection, damage, sources)
    if damage.table == "revisions":
        return _drop(connection, damage)
    for at, source in sources:
        good = _intact_row(source, damage.table, damage.key)
        if good is not None and _fits(connection, damage.table, good):
            _replace(connection, damage, good)
            return msgspec.structs.replace(damage, outcome="backup", at=at)
    if damage.table == "reports":
        _replace(connection, damage, _rebuilt_listing(connection, damage.key[0]))
        return msgspec.structs.replace(damage, outcome="reread")
    if damage.table == "offices":
        _replace(connection, damage, _readable_office(connection, damage.key))
        return msgspec.structs.replace(damage, outcome="reread")
    if damage.table == "settings":
        return _drop(connection, damage)
    return msgspec.structs.replace(damage, outcome="kept")


def _heal_part(connection: sqlite3.Connection, damage: Damage, sources: _Sources) -> Damage:
    report_id, section = damage.key
    candidates: list[tuple[datetime, Outcome, bytes]] = []
    revisions = rows.fetch(
        connection,
        "SELECT * FROM revisions WHERE report_id = ? AND section = ? ORDER BY id DESC",
        *damage.key,
    )
    revision = next((row for row in revisions if rows.intact(row)), None)
    if revision:
        candidates.append((rows.moment(revision["at"]), "revision", unpacked(revision)))
    for at, source in sources:
        good = _intact_row(source, "parts", damage.key)
        if good is not None:
            candidates.append((at.astimezone(), "backup", rows.blob(good, "body")))
            break
    outcome: Outcome
    at_: datetime | None
    if candidates:
        at_, outcome, body = max(candidates, key=lambda candidate: candidate[0])
    else:
        at_ = None
        outcome, body = _what_is_left(connection, report_id, str(section))
    if section == parts.HEAD:
        body = parts.with_all_sections(body, _stored_sections(connection, report_id))
    connection.execute("DELETE FROM parts WHERE report_id = ? AND section = ?", damage.key)
    rows.insert(connection, "parts", {"report_id": report_id, "section": section, "body": body})
    return msgspec.structs.replace(damage, outcome=outcome, at=at_)


def _what_is_left(
    connection: sqlite3.Connection, report_id: rows.Value, section: str
) -> tuple[Outcome, bytes]:
    """The part's own bytes where they still read as one, else a stand-in with a visible gap."""
    raw = raw_part(connection, report_id, section).decode(errors="replace").encode()
    try:
        if section == parts.HEAD:
            parts.order_of(raw)
        elif parts.section_of(raw).id != section:
            raise msgspec.ValidationError
        return "reread", raw
    except msgspec.DecodeError:
        pass
    if section != parts.HEAD:
        heading = parts.heading_left(raw)
        gap = Item(id=f"{section}-1", text=say("doctor.gap"))
        return "emptied", msgspec.json.encode(Section(section, heading=heading, items=(gap,)))
    row = _rebuilt_listing(connection, report_id)
    head = Report(
        kind="annual" if row["kind"] == "annual" else "interim",
        period=msgspec.convert({"kind": row["period_kind"], "year": row["period_year"]}, Period),
        subject=str(row["subject"]),
    )
    return "emptied", parts.split(head)[parts.HEAD]


def _rebuilt_listing(connection: sqlite3.Connection, report_id: rows.Value) -> rows.Row:
    """A row of the list made from the report's head, and of the old row what is still plausible."""
    (old,) = rows.fetch(connection, "SELECT * FROM reports WHERE id = ?", report_id)
    now = rows.moment_text(datetime.now().astimezone())
    offices = {found for (found,) in connection.execute("SELECT id FROM offices")}
    row: rows.Row = {
        "id": report_id,
        "office_id": old["office_id"] if old["office_id"] in offices else None,
        "kind": old["kind"] if old["kind"] in ("interim", "annual") else "interim",
        "period_kind": old["period_kind"] if old["period_kind"] in _PERIOD_KINDS else "year",
        "period_year": old["period_year"],
        "issuer": str(old["issuer"]),
        "subject": str(old["subject"]),
        "number": old["number"],
        "status": old["status"] if old["status"] in STATUSES else "drafting",
        "due": old["due"] if _is_date(old["due"]) else None,
        "progress": 0.0,
        "archived": 1 if old["archived"] == 1 else 0,
        "source": str(old["source"]),
        "created_at": old["created_at"] if _is_moment(old["created_at"]) else now,
        "updated_at": old["updated_at"] if _is_moment(old["updated_at"]) else now,
        "trashed_at": old["trashed_at"] if _is_moment(old["trashed_at"]) else None,
    }
    bodies = _intact_bodies(connection, report_id)
    try:
        return row | listed(parts.join(bodies))
    except (KeyError, msgspec.DecodeError):
        return row


_PERIOD_KINDS = ("first_half", "second_half", "year")


def _is_date(value: rows.Value) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _is_moment(value: rows.Value) -> bool:
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _readable_office(connection: sqlite3.Connection, key: Key) -> rows.Row:
    (raw,) = rows.fetch(connection, "SELECT CAST(body AS BLOB) AS body FROM offices WHERE id = ?", *key)
    try:
        office = msgspec.json.decode(rows.blob(raw, "body").decode(errors="replace").encode(), type=Office)
    except msgspec.DecodeError:
        office = Office(kind="other")
    return {"id": key[0], "body": msgspec.json.encode(office)}


def _damage(connection: sqlite3.Connection, table: str, key: Key) -> Damage:
    return Damage(table, key, _label(connection, table, key))


def _missing_parts(connection: sqlite3.Connection) -> list[Damage]:
    found = []
    for (report_id,) in connection.execute("SELECT id FROM reports ORDER BY id").fetchall():
        stored = _stored_sections(connection, report_id)
        head = _intact_bodies(connection, report_id).get(parts.HEAD)
        wanted = [parts.HEAD, *(parts.order_of(head) if head else ())]
        found += [
            _damage(connection, "parts", (report_id, section)) for section in wanted if section not in stored
        ]
    return found


def _label(connection: sqlite3.Connection, table: str, key: Key) -> str:
    """What a person calls the damaged thing."""
    if table != "parts":
        return say(f"doctor.table_{table}", id=key[0])
    report_id, section = key
    head = _intact_bodies(connection, report_id).get(parts.HEAD)
    raw = raw_part(connection, report_id, str(section))
    return say(
        "doctor.table_parts",
        section=parts.label_of(str(section), raw, parts.order_of(head) if head else ()),
        report=report_id,
    )


def _stored_sections(connection: sqlite3.Connection, report_id: rows.Value) -> list[str]:
    found = connection.execute("SELECT section FROM parts WHERE report_id = ? ORDER BY rowid", (report_id,))
    return [section for (section,) in found]


def _intact_bodies(connection: sqlite3.Connection, report_id: rows.Value) -> dict[str, bytes]:
    found = rows.fetch(connection, "SELECT * FROM parts WHERE report_id = ?", report_id)
    return {str(row["section"]): rows.blob(row, "body") for row in found if rows.intact(row)}


def _intact_row(source: sqlite3.Connection, table: str, key: Key) -> rows.Row | None:
    where = " AND ".join(f"{column} = ?" for column in TABLES[table])
    try:
        found = rows.fetch(source, f"SELECT * FROM {table} WHERE {where}", *key)
    except UNREADABLE:
        return None
    return found[0] if found and rows.intact(found[0]) else None


def _fits(connection: sqlite3.Connection, table: str, row: rows.Row) -> bool:
    """Whether a row of an older copy still agrees with what it refers to."""
    if table != "reports" or row["office_id"] is None:
        return True
    return bool(rows.fetch(connection, "SELECT 1 FROM offices WHERE id = ?", row["office_id"]))


def _replace(connection: sqlite3.Connection, damage: Damage, row: rows.Row) -> None:
    sealed = row | {"checksum": rows.seal(row)}
    names = ", ".join(f"{name} = ?" for name in sealed)
    where = " AND ".join(f"{column} = ?" for column in TABLES[damage.table])
    connection.execute(f"UPDATE {damage.table} SET {names} WHERE {where}", (*sealed.values(), *damage.key))


def _drop(connection: sqlite3.Connection, damage: Damage) -> Damage:
    where = " AND ".join(f"{column} = ?" for column in TABLES[damage.table])
    connection.execute(f"DELETE FROM {damage.table} WHERE {where}", damage.key)
    return msgspec.structs.replace(damage, outcome="dropped")


def _keep_damaged(connection: sqlite3.Connection, damage: Damage) -> None:
    columns = [found[1] for found in connection.execute(f"PRAGMA table_info({damage.table})")]
    where = " AND ".join(f"{column} = ?" for column in TABLES[damage.table])
    names = ", ".join(f"CAST({column} AS BLOB) AS {column}" for column in columns)
    for row in rows.fetch(connection, f"SELECT {names} FROM {damage.table} WHERE {where}", *damage.key):
        body = msgspec.json.encode({"table": damage.table, "row": row})
        discard(connection, "damaged", damage.label, body)
