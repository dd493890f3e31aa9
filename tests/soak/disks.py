"""Disks that are full, read-only, locked or far away; clocks set back; data of a later program."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from invented import report
from later_program import later_steps
from outcome import Outcome

from danvan_desktop.errors import UserError
from danvan_desktop.services.autosave import Autosave
from danvan_desktop.services.backup import back_up, backups, backups_folder
from danvan_desktop.services.doctor import examine
from danvan_desktop.services.exporting import export_docx
from danvan_desktop.services.handover import write_handover
from danvan_desktop.services.issuing import issue_report
from danvan_desktop.services.library import Library, open_library
from danvan_desktop.services.opening import close, open_or_recover
from danvan_desktop.store import migrations

_DEEP = ["Dữ liệu báo cáo của Ban Tuyên giáo và Dân vận"] * 5


@contextmanager
def small_disk(place: Path, kilobytes: int = 4096) -> Iterator[Path]:
    """A disk of its own that is soon full. Raises PermissionError where none may be mounted."""
    place.mkdir(parents=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode:
        raise PermissionError("may not mount a small disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def disks(place: Path) -> Iterator[Outcome]:
    """Every fault of the disk, once for each thing that can be done then."""
    faults: list[tuple[str, Callable[[Path, Outcome], None]]] = [
        ("disk full", _full),
        ("disk read-only", _read_only),
        ("database locked by another program", _locked),
        ("data folder gone, then back", _gone),
        ("path of 200+ Vietnamese letters", _far),
        ("clock set back", _clock),
        ("data of a later version", _later),
    ]
    for name, fault in faults:
        outcome = Outcome(name)
        folder = place / name.replace(" ", "-")
        try:
            fault(folder, outcome)
        except PermissionError as error:
            outcome.note = f"not tried: {error}"
        yield outcome


def _refused(work: Callable[[], object]) -> None:
    """The work raises a sentence for the person, with advice."""
    with pytest.raises(UserError) as caught:
        work()
    assert caught.value.message


def _filled(folder: Path) -> Library:
    library = open_library(folder)
    library.drafts.create(report(), None)
    return library


def _typed_while(library: Library, fault: Callable[[], None], mend: Callable[[], None]) -> None:
    """Typing while nothing can be written stays in memory, red, and is on disk once it can be."""
    autosave = Autosave(library.drafts, 1, threaded=False)
    fault()
    try:
        autosave.offer(report(note="giữ lấy " * 40_000))
        assert not autosave.flush()
        assert autosave.state.kind == "failed"
        assert autosave.state.reason
        assert autosave.unsaved is not None
        assert not autosave.close()
    finally:
        mend()
    assert library.drafts.load(1) == report(), "nothing was half-written"
    assert autosave.close()
    assert library.drafts.load(1) == report(note="giữ lấy " * 40_000)
    library.drafts.save(1, report())


def _full(place: Path, outcome: Outcome) -> None:
    with small_disk(place) as disk, closing(_filled(disk / "dữ liệu")) as library:
        junk = disk / "đầy"

        def fill() -> None:
            with suppress(OSError), junk.open("wb") as stream:
                while stream.write(bytes(4096)):
                    stream.flush()

        outcome.check("typing", lambda: _typed_while(library, fill, junk.unlink))
        fill()
        works: dict[str, Callable[[], object]] = {
            "backup": lambda: back_up(library.data_dir),
            "export": lambda: export_docx(report(), disk / "BC.docx"),
            "issue": lambda: issue_report(library, 1, disk / "BC.docx"),
            "hand-over": lambda: write_handover(library, disk),
        }
        for what, work in works.items():
            outcome.check(what, lambda work=work: _refused(work))  # type: ignore[misc]
        junk.unlink()
        outcome.check("nothing half-written", lambda: _only(disk, "dữ liệu"))
        for what, work in works.items():
            outcome.check(f"{what} afterwards", work)  # type: ignore[arg-type]


def _only(folder: Path, name: str) -> None:
    found = sorted(path.name for path in folder.iterdir())
    assert found == [name], found
    backups_ = folder / name / "backups"
    assert not backups_.exists() or list(backups_.iterdir()) == []


def _read_only(place: Path, outcome: Outcome) -> None:
    with small_disk(place) as disk, closing(_filled(disk / "dữ liệu")) as library:

        def remount(how: str) -> None:
            subprocess.run(["mount", "-o", f"remount,{how}", str(disk)], check=True)

        def read() -> None:
            opened = open_or_recover(library.data_dir)
            assert opened.read_only
            assert opened.library is not None
            assert opened.library.drafts.load(1) == report()
            _refused(lambda: opened.library.drafts.save(1, report(note="x")))  # type: ignore[union-attr]
            assert close(opened) == ()

        library.close()
        remount("ro")
        outcome.check("opened to read", read)
        outcome.check("backup", lambda: _refused(lambda: back_up(library.data_dir)))
        outcome.check("export", lambda: _refused(lambda: export_docx(report(), disk / "BC.docx")))
        remount("rw")
        again = open_library(library.data_dir)
        outcome.check("written afterwards", lambda: again.drafts.save(1, report(note="x")))  # type: ignore[arg-type,return-value]
        again.close()


def _locked(place: Path, outcome: Outcome) -> None:
    with closing(_filled(place / "dữ liệu")) as library:
        with closing(
            sqlite3.connect(library.drafts.database.path, isolation_level=None, check_same_thread=False)
        ) as other:
            outcome.check(
                "typing",
                lambda: _typed_while(
                    library, lambda: other.execute("BEGIN EXCLUSIVE"), lambda: other.execute("ROLLBACK")
                ),  # type: ignore[arg-type,return-value]
            )
            other.execute("BEGIN EXCLUSIVE")
            outcome.check("backup", lambda: _refused(lambda: back_up(library.data_dir)))
            outcome.check("doctor", lambda: _refused(lambda: examine(library.data_dir)))
            other.execute("ROLLBACK")
        outcome.check("backup afterwards", lambda: back_up(library.data_dir))  # type: ignore[arg-type,return-value]


def _gone(place: Path, outcome: Outcome) -> None:
    """As with a stick that is pulled out or a share that is cut off: the folder itself, or a copy of it."""
    away = place / "rút ra"
    backs: dict[str, Callable[[Path], object]] = {
        "the folder itself": away.rename,
        "a copy of it": lambda folder: shutil.copytree(away, folder),
    }
    for name, back in backs.items():
        with closing(_filled(place / name)) as library:
            folder = library.data_dir
            outcome.check(
                name,
                lambda library=library, folder=folder, back=back: _typed_while(  # type: ignore[misc]
                    library, lambda: folder.rename(away), lambda: back(folder)
                ),
            )
        shutil.rmtree(away, ignore_errors=True)


def _far(place: Path, outcome: Outcome) -> None:
    folder = place.joinpath(*_DEEP)
    assert len(str(folder)) > 200

    def whole() -> None:
        _filled(folder).close()
        opened = open_or_recover(folder)
        assert opened.library is not None
        assert opened.library.drafts.load(1) == report()
        issue_report(opened.library, 1, folder / "BC.docx")
        write_handover(opened.library, folder)
        assert close(opened) == ()
        assert len(backups(backups_folder(folder))) == 1
        assert examine(folder) == ()

    outcome.check("a whole session", whole)


def _clock(place: Path, outcome: Outcome) -> None:
    _filled(place).close()
    now = datetime.now().astimezone()
    for days in (0, 400, -4000, 1, -1, 0):
        at = now + timedelta(days=days)

        def session(at: datetime = at) -> None:
            opened = open_or_recover(place, at)
            assert opened.library is not None
            drafts = opened.library.drafts
            count = len(drafts.revisions.revisions(1, "mo-dau"))
            drafts.save(1, report(note=at.isoformat()))
            drafts.revisions.add_revision(1, report(note=at.isoformat()), at)
            assert close(opened, at) == ()
            with closing(open_library(place)) as library:
                kept = library.drafts.revisions.revisions(1, "mo-dau")
                assert len(kept) >= min(count, 1)
                assert library.drafts.load(1) == report(note=at.isoformat())
                newest = library.drafts.revisions.revisions(1)[-1]
                assert library.drafts.revisions.report_at(1, newest.id) == report(note=at.isoformat())
            made = [one for one in backups(backups_folder(place)) if one.at.date() == at.date()]
            assert made, "the backup just made was thinned away"

        outcome.check(f"{days} days", session)


def _later(place: Path, outcome: Outcome) -> None:
    today = migrations.STEPS
    _filled(place).close()
    migrations.STEPS = later_steps()
    try:
        open_library(place).close()
    finally:
        migrations.STEPS = today
    before = (place / "danvan.db").read_bytes()

    def refused() -> None:
        with pytest.raises(UserError, match=r"phiên bản 2.* phiên bản 1"):
            open_or_recover(place)
        assert (place / "danvan.db").read_bytes() == before

    outcome.check("refused, both versions named, not a byte changed", refused)

    def back() -> None:
        (copy,) = [one for one in backups(backups_folder(place)) if one.kind == "upgrade"]
        os.replace(copy.path, place / "danvan.db")
        with closing(open_library(place)) as library:
            assert library.drafts.load(1) == report()

    outcome.check("the copy from before the upgrade opens", back)
