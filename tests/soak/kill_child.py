"""Run as a program by the kill matrix: does one kind of work over and over until it is killed."""

from __future__ import annotations

import itertools
import sys
import time
from collections.abc import Callable
from pathlib import Path

from invented import report
from later_program import use_later_steps

from danvan_desktop.services.autosave import Autosave, SaveState
from danvan_desktop.services.backup import back_up, restore
from danvan_desktop.services.exporting import export_docx
from danvan_desktop.services.issuing import correct, issue_report
from danvan_desktop.services.library import open_library
from danvan_desktop.services.opening import close, open_or_recover

KEY_SECONDS = 0.015


def say(line: str) -> None:
    """One line to the test that watches."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def note(number: int) -> str:
    """Text that says its number and has another length each time."""
    return f"{number} " + "đồng thuận " * (number * 37 % 400)


def typing(folder: Path) -> None:
    """Type through Autosave, saying each key and each number that was said to be saved."""
    opened = open_or_recover(folder)
    assert opened.library is not None
    drafts = opened.library.drafts

    def told(state: SaveState) -> None:
        if state.kind == "saved":
            say(f"saved {drafts.load(1).sections[0].items[0].text.split()[0]}")

    autosave = Autosave(drafts, 1, told)
    first = int(drafts.load(1).sections[0].items[0].text.split()[0])
    say("ready")
    for number in itertools.count(first + 1):
        autosave.offer(report(note=note(number)))
        say(f"typed {number} {time.monotonic()}")
        if number % 170 == 0:
            autosave.pause()
        time.sleep(KEY_SECONDS)


def saving(folder: Path) -> None:
    """Save long texts without a rest, so that kills hit transactions, saying each save that was done."""
    drafts = open_library(folder).drafts
    first = int(drafts.load(1).sections[0].items[0].text.split()[0])
    say("ready")
    for number in itertools.count(first + 1):
        long = f"{note(number)}{'đồng thuận ' * (number * 3701 % 40_000)}"
        drafts.save(1, report(note=long))
        say(f"saved {number}")


def migration(folder: Path) -> None:
    """Open a database of an older version with a program that brings it up to date, slowly."""
    use_later_steps(pause=0.002)
    say("ready")
    open_library(folder).close()
    say("done")
    time.sleep(60)


def backup(folder: Path) -> None:
    """Save and back up."""
    library = open_library(folder)
    say("ready")
    for number in itertools.count():
        library.drafts.save(1, report(note=note(number)))
        back_up(folder)


def export(folder: Path) -> None:
    """Export ever other reports onto one file."""
    say("ready")
    for number in itertools.count():
        export_docx(report(note=note(number)), folder / "BC.docx")


def restoring(folder: Path) -> None:
    """Put one backup after another in the place of the data."""
    copies = sorted((folder.parent / "sao lưu").glob("*.db"))
    say("ready")
    for copy in itertools.cycle(copies):
        restore(folder, copy)


def issuing(folder: Path) -> None:
    """Issue one correction after another."""
    library = open_library(folder)
    say("ready")
    for number in itertools.count():
        correct(library, 1)
        library.drafts.save(1, report(note=note(number)))
        issue_report(library, 1, folder / "BC.docx")


def session(folder: Path) -> None:
    """Open and close, with all that is done at the end of a day."""
    say("ready")
    while True:
        opened = open_or_recover(folder)
        assert opened.library is not None
        for made in (folder / "backups").glob("*-daily.db"):
            made.unlink()
        close(opened)


WORK: dict[str, Callable[[Path], None]] = {
    "typing": typing,
    "saving": saving,
    "migration": migration,
    "backup": backup,
    "export": export,
    "restore": restoring,
    "issue": issuing,
    "session": session,
}

if __name__ == "__main__":
    WORK[sys.argv[1]](Path(sys.argv[2]))
