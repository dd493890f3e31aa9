"""Journals as a power cut leaves them: cut off or torn at every 512 bytes, file touched or not."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from invented import report
from outcome import Outcome

from danvan_desktop.domain.report import Report
from danvan_desktop.services.backup import back_up
from danvan_desktop.services.doctor import examine_open
from danvan_desktop.services.library import open_library
from danvan_desktop.services.opening import close, open_or_recover, take
from danvan_desktop.store.drafts import Drafts

SECTOR = 512
_OLD, _NEW = "cũ " * 900, "mới " * 1100


def _saved(drafts: Drafts, note: str) -> None:
    for report_id, year in ((1, 2025), (2, 2026), (3, 2027)):
        drafts.save(report_id, report(year, note=note))
        drafts.keep_revision(report_id, report(year, note=note))


def cut_off(folder: Path, place: Path, *, pages_written: bool) -> None:
    """Make `folder` what a power cut in the middle of a transaction leaves; `place` is for the work.

    With `pages_written` the cache was too small and pages have reached the file, whose old ones are all
    in the journal; without, the file is still the old one.
    """
    library = open_library(place)
    for year in (2025, 2026, 2027):
        library.drafts.create(report(year, note=_OLD), None)
    _saved(library.drafts, _OLD)
    back_up(place)
    database = library.drafts.database
    if pages_written:
        database._connection.execute("PRAGMA cache_size = 5")
    try:
        with database.writing():
            _saved(library.drafts, _NEW)
            shutil.copytree(place, folder)
            raise InterruptedError
    except InterruptedError:
        library.close()
    before = (place / "danvan.db").read_bytes()
    assert ((folder / "danvan.db").read_bytes() != before) == pages_written
    assert (folder / "danvan.db-journal").stat().st_size > 8 * SECTOR


def journals(place: Path, every: int, seed: int) -> Iterator[Outcome]:
    """Cut off and tear the journal at every `every`-th sector, in both kinds of folder."""
    for pages_written in (False, True):
        folder = place / f"pages {pages_written}"
        cut_off(folder, place / f"work {pages_written}", pages_written=pages_written)
        journal = (folder / "danvan.db-journal").read_bytes()
        chance = random.Random(seed)
        for torn in (False, True):
            what = "torn" if torn else "cut off"
            when = "pages in the file" if pages_written else "file untouched"
            outcome = Outcome(f"journal {what}, {when}")
            for length in range(0, len(journal) + 1, SECTOR * every):
                rest = chance.randbytes(len(journal) - length) if torn else b""
                attempt = place / "try"
                shutil.rmtree(attempt, ignore_errors=True)
                shutil.copytree(folder, attempt)
                (attempt / "danvan.db-journal").write_bytes(journal[:length] + rest)
                strict = not pages_written or (length == len(journal))
                outcome.check(f"at byte {length}", partial(_verify, attempt, strict))
            yield outcome


def _verify(folder: Path, strict: bool) -> None:
    """After the start and the doctor every section reads as before the transaction.

    Where even a flushed journal was lost, which no honest disk does, it may read as after it instead.
    """
    opened = open_or_recover(folder)
    if opened.library is None:
        opened = take(opened, opened.offers[0])
    assert opened.library is not None
    drafts = opened.library.drafts
    try:
        examine_open(drafts.database, folder)
        assert examine_open(drafts.database, folder) == ()
        for report_id, year in ((1, 2025), (2, 2026), (3, 2027)):
            allowed = [report(year, note=_OLD)] if strict else [report(year, note=n) for n in (_OLD, _NEW)]
            _each_section_in(drafts.load(report_id), allowed)
    finally:
        close(opened)


def _each_section_in(found: Report, allowed: list[Report]) -> None:
    assert len(found.sections) == 3
    for place, section in enumerate(found.sections):
        assert section in [one.sections[place] for one in allowed], f"section {place} reads otherwise"
