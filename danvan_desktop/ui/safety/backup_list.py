"""What the list of backups shows of each: when, how large, where, and whether it is sound."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec

from danvan_desktop.errors import UserError
from danvan_desktop.services.backup import Backup, backups, backups_folder
from danvan_desktop.store.copies import check_copy
from danvan_desktop.ui.home.words import day_month
from danvan_desktop.wording import say

_KILO = 1024


class Kept(msgspec.Struct, frozen=True):
    """A backup that is there; `second` when it lies in the second place."""

    backup: Backup
    size: int
    second: bool


class Proof(msgspec.Struct, frozen=True):
    """Whether a backup opens and is whole, and how many reports it holds."""

    sound: bool
    reports: int = 0


def stored_backups(data_dir: Path, second: Path | None) -> tuple[Kept, ...]:
    """The backups of both places, newest first; those that cannot be reached now are left out."""
    found = []
    for folder, is_second in ((backups_folder(data_dir), False), (second, True)):
        for one in backups(folder) if folder else ():
            try:
                found.append(Kept(one, one.path.stat().st_size, is_second))
            except OSError:
                continue
    return tuple(sorted(found, key=lambda kept: kept.backup.at, reverse=True))


def prove(backup: Backup) -> Proof:
    """Open the backup and look it over. Takes a while: for a job."""
    try:
        return Proof(sound=True, reports=check_copy(backup.path).rows.get("reports", 0))
    except UserError:
        return Proof(sound=False)


def backup_words(at: datetime, now: datetime) -> str:
    """'14:05 hôm nay', '14:05 hôm qua', '14:05 ngày 21/11'."""
    days = (now.date() - at.date()).days
    when = {0: "today", 1: "yesterday"}.get(days, "day")
    return say(f"shell.saved.{when}", clock=f"{at:%H:%M}", day=day_month(at.date(), now.date()))


def size_words(size: int) -> str:
    """'84 KB', '1,2 MB'."""
    if size < _KILO * _KILO:
        return say("safety.backups.kilobytes", count=max(1, round(size / _KILO)))
    return say("safety.backups.megabytes", count=f"{size / _KILO / _KILO:.1f}".replace(".", ","))
