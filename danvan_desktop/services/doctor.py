"""Looking a data folder over, and mending what is damaged from the newest good state."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

from danvan_desktop.errors import UserError
from danvan_desktop.paths import database_file
from danvan_desktop.services.backup import (
    backup_before_upgrade,
    backups,
    backups_folder,
    newest_sound,
    restore,
    set_aside,
)
from danvan_desktop.store.copies import check_copy, known_faults, raw_copy, read_only
from danvan_desktop.store.database import Database, NotDatabaseError, is_blank, needs_upgrade, open_database
from danvan_desktop.store.healing import Copies, Damage, damaged_rows, heal
from danvan_desktop.store.salvage import salvage
from danvan_desktop.text.dates import short_date
from danvan_desktop.wording import say

CHECK_NAME = "danvan.check"
"""A file that asks the next start for a thorough look."""
_EXAMINED_NAME = ".danvan-examined.tmp"


class Finding(msgspec.Struct, frozen=True):
    """Something found wrong, and what was done about it, in one Vietnamese text."""

    kind: Literal["damage", "broken", "aside", "restored", "salvaged", "lost"]
    text: str


def examine(data_dir: Path, repair: bool = True) -> tuple[Finding, ...]:
    """What is wrong with the data folder; nothing when all is sound.

    With `repair`, damaged rows are mended, and a database whose structure is broken is set aside and
    replaced by the newest sound backup and what can still be read. Without it nothing is written. Raises
    UserError when there is no data, or it is in use or of a newer version.
    """
    file = database_file(data_dir)
    if is_lost(file):
        return _missing(data_dir, repair)
    try:
        with read_only(file) as connection:
            faults = known_faults(connection, file)
            damaged = [] if faults else damaged_rows(connection)
    except NotDatabaseError:
        faults, damaged = ["unreadable"], []
    if faults:
        found = [broken_finding(file)]
        if repair:
            newest = newest_sound(data_dir)
            found += replace_broken(data_dir, newest.path if newest else None)
        return tuple(found)
    if damaged and repair:
        database = open_upgraded(data_dir)
        try:
            damaged = heal(database, _sound_copies(data_dir))
        finally:
            database.close()
    return tuple(Finding("damage", _sentence(one)) for one in damaged)


def examine_open(database: Database, data_dir: Path) -> tuple[Finding, ...]:
    """The full examination of a database that is in use, for the background: what is wrong and was mended.

    It reads a copy made in one go, so that saving never waits for it. Damaged rows are mended; a broken
    structure is only said, and `CHECK_NAME` in the data folder makes the next start look thoroughly. Raises
    UserError when the copy cannot be made.
    """
    copy = data_dir / _EXAMINED_NAME
    try:
        raw_copy(database.path, copy)
        with read_only(copy) as connection:
            faults = known_faults(connection, database.path)
            damaged = [] if faults else damaged_rows(connection)
    except NotDatabaseError:
        faults, damaged = ["unreadable"], []
    finally:
        with suppress(OSError):
            copy.unlink(missing_ok=True)
    if faults:
        with suppress(OSError):
            (data_dir / CHECK_NAME).touch()
        return (Finding("broken", say("doctor.broken_in_use", name=database.path.name)),)
    if damaged:
        damaged = heal(database, _sound_copies(data_dir))
    return tuple(Finding("damage", _sentence(one)) for one in damaged)


def open_upgraded(data_dir: Path) -> Database:
    """The database of a data folder, copied first when it is of an older version."""
    file = database_file(data_dir)
    if needs_upgrade(file):
        backup_before_upgrade(data_dir)
    return open_database(file)


def is_lost(file: Path) -> bool:
    """Whether there is no database, or nothing at all in it; one that is broken is there."""
    try:
        return is_blank(file)
    except NotDatabaseError:
        return False


def _missing(data_dir: Path, repair: bool) -> tuple[Finding, ...]:
    newest = newest_sound(data_dir)
    if newest is None:
        raise UserError(say("backup.no_data", folder=data_dir), say("backup.no_data_advice"))
    lost = lost_finding(data_dir)
    return (lost, restored_finding(data_dir, newest.path)) if repair else (lost,)


def broken_finding(file: Path) -> Finding:
    """Says that the structure of the database is broken."""
    return Finding("broken", say("doctor.broken", name=file.name))


def lost_finding(data_dir: Path) -> Finding:
    """Says that the database is missing although there are backups of it."""
    return Finding("lost", say("doctor.missing", folder=data_dir))


def quick_faults(data_dir: Path, thorough: bool = False) -> list[str]:
    """What a look at the structure of the database finds broken, in SQLite's words; its rows are not read.

    Raises UserError when it is of a newer version or in use.
    """
    try:
        with read_only(database_file(data_dir)) as connection:
            return known_faults(connection, database_file(data_dir), quick=not thorough)
    except NotDatabaseError:
        return ["unreadable"]


def replace_broken(data_dir: Path, copy: Path | None) -> list[Finding]:
    """Set the broken database aside, start again from the copy or empty, add what can still be read."""
    if copy is not None:
        check_copy(copy)
    aside = set_aside(database_file(data_dir))
    found = [Finding("aside", say("doctor.aside", path=aside))]
    if copy is None:
        found.append(Finding("lost", say("doctor.no_backup")))
    else:
        found.append(restored_finding(data_dir, copy))
    database = open_database(database_file(data_dir))
    try:
        found += [
            Finding("salvaged", say("doctor.salvaged", subject=one)) for one in salvage(database, aside)
        ]
    finally:
        database.close()
    return found


def restored_finding(data_dir: Path, copy: Path) -> Finding:
    """Put the copy back and say so."""
    restore(data_dir, copy)
    at = next((one.at for one in backups(copy.parent) if one.path == copy), None)
    return Finding("restored", say("doctor.restored", at=_moment(at) if at else copy.name))


def _sound_copies(data_dir: Path) -> Copies:
    sound = []
    for one in backups(backups_folder(data_dir)):
        try:
            check_copy(one.path)
        except UserError:
            continue
        sound.append((one.at, one.path))
    return sound


def _sentence(damage: Damage) -> str:
    outcome = say(f"doctor.outcome_{damage.outcome}", at=_moment(damage.at) if damage.at else "")
    return say("doctor.damage", what=damage.label, outcome=outcome)


def _moment(at: datetime) -> str:
    return say("doctor.moment", time=f"{at:%H:%M}", day=short_date(at.date()))
