"""The start: one writer to a folder, a look at the database, and what is offered when it does not open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Literal

import msgspec

from danvan_desktop.errors import UserError
from danvan_desktop.paths import database_file
from danvan_desktop.services import doctor, session, single_writer
from danvan_desktop.services.backup import Backup, backups, backups_folder, refuse_lost
from danvan_desktop.services.data_place import PlaceWarning, place_warning
from danvan_desktop.services.doctor import Finding
from danvan_desktop.services.library import Library, data_folder, made_folder, open_library
from danvan_desktop.services.session import Recovered
from danvan_desktop.services.single_writer import WriterLock
from danvan_desktop.store.copies import check_copy
from danvan_desktop.store.database import is_blank, nothing_to_read
from danvan_desktop.store.drafts import Drafts
from danvan_desktop.text.dates import short_date
from danvan_desktop.wording import say

_OFFERED = 3


class Offer(msgspec.Struct, frozen=True):
    """A way to go on without the database: a sound backup, or an empty database; `text` says which."""

    kind: Literal["backup", "empty"]
    text: str
    backup: Backup | None = None


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """A data folder at the start.

    `library` is None when the database is broken or lost: then `findings` say so, and one of `offers`,
    best first, is to be taken with `take`. `read_only` says why nothing can be written, '' when it can.
    `recovered` is what the sudden end of the last session left. `warning` is set where the folder lies badly.
    """

    data_dir: Path
    library: Library | None = None
    read_only: str = ""
    findings: tuple[Finding, ...] = ()
    offers: tuple[Offer, ...] = ()
    recovered: Recovered | None = None
    warning: PlaceWarning | None = None
    lock: WriterLock | None = None


def open_or_recover(data_dir: Path | None = None, now: datetime | None = None) -> Opened:
    """Open the data folder, the user's own by default, as its one writer, or to read when there is one.

    Ends with `close`. Raises UserError, holding nothing, when the folder cannot be used, was moved to where
    it cannot be reached, or its database is of a newer version.
    """
    folder = made_folder(data_dir)
    try:
        lock = single_writer.claim(folder)
    except UserError as error:
        return _to_read(folder, str(error))
    if lock is None:
        return _to_read(folder, say("opening.read_only"))
    return _guarded(folder, lock, now)


def take(opened: Opened, offer: Offer, now: datetime | None = None) -> Opened:
    """Go on with an offer: what is broken is set aside, and what it still gives up is added.

    Raises UserError, with `opened` as it was, when the broken file is in use or the backup is not sound.
    """
    assert opened.library is None
    assert opened.lock is not None
    copy = offer.backup.path if offer.backup else None
    file = database_file(opened.data_dir)
    if not doctor.is_lost(file):
        findings = doctor.replace_broken(opened.data_dir, copy)
    elif copy is not None:
        findings = [doctor.restored_finding(opened.data_dir, copy)]
    else:
        findings = []
    return _guarded(opened.data_dir, opened.lock, now, tuple(findings), chosen=True)


def open_to_read(data_dir: Path | None = None) -> Library:
    """Open the folder for a command that only reads: as its writer when it is free, else to read.

    Where nothing was ever written there is nothing to read, and no database is made. Closed by
    `Library.close`. Raises UserError as `open_library` does.
    """
    folder = data_folder(data_dir)
    file = database_file(folder)
    if is_blank(file):
        refuse_lost(folder)
        return Library(folder, Drafts(nothing_to_read(file)))
    if _is_free(folder):
        return open_library(data_dir)
    return open_library(data_dir, read_only=True)


def close(opened: Opened, now: datetime | None = None) -> tuple[UserError, ...]:
    """End the session: history thinned, backups made, everything let go; what of it failed."""
    try:
        return session.end(opened.library, now) if opened.library else ()
    finally:
        if opened.lock:
            opened.lock.release()


def _guarded(
    folder: Path,
    lock: WriterLock,
    now: datetime | None,
    findings: tuple[Finding, ...] = (),
    *,
    chosen: bool = False,
) -> Opened:
    try:
        return _looked_over(folder, lock, now, findings, chosen)
    except BaseException:
        lock.release()
        raise


def _looked_over(
    folder: Path, lock: WriterLock, now: datetime | None, findings: tuple[Finding, ...], chosen: bool
) -> Opened:
    """The folder opened, or what is offered instead; after a choice a missing database is begun anew."""
    file = database_file(folder)
    check = folder / doctor.CHECK_NAME
    if doctor.is_lost(file):
        offers = () if chosen else tuple(_offers(folder))
        if any(offer.backup for offer in offers):
            return Opened(data_dir=folder, findings=(doctor.lost_finding(folder),), offers=offers, lock=lock)
    elif doctor.quick_faults(folder, thorough=check.exists()):
        return Opened(
            data_dir=folder, findings=(doctor.broken_finding(file),), offers=tuple(_offers(folder)), lock=lock
        )
    library = open_library(folder, anew=chosen)
    check.unlink(missing_ok=True)
    return Opened(
        data_dir=folder,
        library=library,
        findings=findings,
        recovered=session.begin(library, now),
        warning=place_warning(folder),
        lock=lock,
    )


def _offers(folder: Path) -> Iterator[Offer]:
    """The newest sound backups, and last an empty database."""
    for one in islice(_sound(folder), _OFFERED):
        moment = say("doctor.moment", time=f"{one.at:%H:%M}", day=short_date(one.at.date()))
        yield Offer("backup", say("opening.offer_backup", at=moment), one)
    yield Offer("empty", say("opening.offer_empty"))


def _sound(folder: Path) -> Iterator[Backup]:
    for one in backups(backups_folder(folder)):
        try:
            check_copy(one.path)
        except UserError:
            continue
        yield one


def _to_read(folder: Path, reason: str) -> Opened:
    library = open_library(folder, read_only=True)
    return Opened(data_dir=folder, library=library, read_only=reason, warning=place_warning(folder))


def _is_free(folder: Path) -> bool:
    try:
        lock = single_writer.claim(folder)
    except UserError:
        return False
    if lock is None:
        return False
    lock.release()
    return True
