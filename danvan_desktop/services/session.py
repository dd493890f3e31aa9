"""From opening a data folder to closing it: what a sudden end left, and what is done before a good one."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from textwrap import shorten

import msgspec

from danvan_desktop.errors import UserError
from danvan_desktop.files import replace_file
from danvan_desktop.services.backup import back_up, back_up_if_due, backups, backups_folder
from danvan_desktop.services.crash_log import last_crash
from danvan_desktop.services.library import Library
from danvan_desktop.services.native_crash import take_trace
from danvan_desktop.text.dates import short_date
from danvan_desktop.wording import say

MARKER_NAME = "danvan.session"
"""A file that is there while a program has the folder open, and stays when that program dies."""

_THINNED_KEY = "history_thinned_at"
_SECOND_PLACE_KEY = "backup_second_place"
_BELIEVABLE_DAYS = 7
_NAMED_LETTERS = 48


class SecondPlaceError(UserError):
    """The second place got no backup: the stick is not there. The next start says so if it stays behind."""


class _Marker(msgspec.Struct, frozen=True):
    opened_at: datetime


class RecoveredReport(msgspec.Struct, frozen=True):
    """A report written in the session that ended suddenly; `at` is its last commit."""

    id: int
    subject: str
    at: datetime


class Recovered(msgspec.Struct, frozen=True):
    """What the sudden end of the last session left: all that was written since `since`, newest first.

    `crashed` tells a bug of ours, which has an entry in the log, from a power cut or a killed program.
    """

    since: datetime
    reports: tuple[RecoveredReport, ...]
    crashed: bool

    @property
    def text(self) -> str:
        """What the person is told, in one or two sentences."""
        cause = say("session.crashed" if self.crashed else "session.cut_off")
        if not self.reports:
            return f"{cause} {say('session.nothing_open')}"
        newest = self.reports[0]
        moment = say("session.moment", time=f"{newest.at:%H:%M:%S}", day=short_date(newest.at.date()))
        told = say(
            "session.recovered", subject=shorten(newest.subject, _NAMED_LETTERS, placeholder="…"), at=moment
        )
        more = say("session.and_more", count=len(self.reports) - 1) if len(self.reports) > 1 else ""
        return " ".join(part for part in (cause, told, more) if part)


def begin(library: Library, now: datetime | None = None) -> Recovered | None:
    """Mark the session as begun; what the last one left, when it did not end well."""
    marker = library.data_dir / MARKER_NAME
    take_trace(library.data_dir)
    found = recovered_since(library, before) if (before := _opened_at(marker)) else None
    with suppress(UserError):
        replace_file(marker, msgspec.json.encode(_Marker((now or datetime.now()).astimezone(UTC))))
    return found


def recovered_since(library: Library, since: datetime) -> Recovered:
    """The reports written since then, as they are on disk now."""
    written = [one for one in library.drafts.summaries() if one.updated_at >= since]
    written.sort(key=lambda one: one.updated_at, reverse=True)
    crash = last_crash(library.data_dir)
    return Recovered(
        since.astimezone(),
        tuple(RecoveredReport(one.id, one.subject, one.updated_at) for one in written),
        crashed=crash is not None and crash >= since,
    )


def end(library: Library, now: datetime | None = None) -> tuple[UserError, ...]:
    """Thin the history, make today's backups, close the library; what of it failed.

    A failure hinders neither the rest nor the closing: every word is on disk before. Takes longer than the
    window may wait: for a job.
    """
    at = now or datetime.now().astimezone()
    failed = []
    try:
        for step in () if library.read_only else (_thin, _back_up, _back_up_elsewhere):
            try:
                step(library, at)
            except UserError as error:
                failed.append(error)
    finally:
        library.close()
    with suppress(OSError):
        if not library.read_only:
            (library.data_dir / MARKER_NAME).unlink(missing_ok=True)
    return tuple(failed)


def second_place(library: Library) -> Path | None:
    """The second folder that gets a backup at the end of a day's work, on a USB stick or a network share."""
    found = library.drafts.setting(_SECOND_PLACE_KEY)
    return Path(found) if isinstance(found, str) and found else None


def places_behind(library: Library, today: date) -> list[str]:
    """Which places lack a backup of what was written on an earlier day, a sentence each.

    Reads the places, one of which may be a slow network: for a job.
    """
    told = []
    if _is_behind(library, backups_folder(library.data_dir), today):
        told.append(say("safety.backups.behind"))
    second = second_place(library)
    if second is not None and _is_behind(library, second, today):
        told.append(say("safety.backups.second_behind", folder=second))
    return told


def _is_behind(library: Library, folder: Path, today: date) -> bool:
    written = [one.updated_at.astimezone().date() for one in library.drafts.summaries()]
    last = max((day for day in written if day < today), default=None)
    return last is not None and not any(one.at.date() >= last for one in backups(folder))


def set_second_place(library: Library, folder: Path | None) -> None:
    """Choose the second folder, trying it at once, or None for none.

    Raises UserError, with nothing changed, when no backup can be made there.
    """
    if folder is not None:
        back_up(library.data_dir, "daily", folder)
    library.drafts.set_setting(_SECOND_PLACE_KEY, str(folder) if folder else "")


def _thin(library: Library, now: datetime) -> None:
    """Thin the history at most once a day.

    A leap of the clock of over a week, or one back, is not believed at once: it would age today's work.
    """
    last = _moment(library.drafts.setting(_THINNED_KEY))
    days = (now.date() - last.astimezone(now.tzinfo).date()).days if last else None
    if days == 0:
        return
    if days is not None and 0 < days <= _BELIEVABLE_DAYS:
        library.drafts.revisions.thin(now)
    library.drafts.set_setting(_THINNED_KEY, now.isoformat())


def _back_up(library: Library, now: datetime) -> None:
    back_up_if_due(library.data_dir, now)


def _back_up_elsewhere(library: Library, now: datetime) -> None:
    place = second_place(library)
    if place is not None:
        try:
            back_up_if_due(library.data_dir, now, place)
        except UserError as error:
            raise SecondPlaceError(error.message, error.advice) from error


def _opened_at(marker: Path) -> datetime | None:
    try:
        return msgspec.json.decode(marker.read_bytes(), type=_Marker).opened_at
    except (OSError, msgspec.DecodeError):
        return None


def _moment(value: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return found if found.tzinfo else None
