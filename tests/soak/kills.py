"""The kill matrix: SIGKILL at a random moment of each kind of work, and what is on the disk after it."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from docx import Document
from invented import OFFICE, report
from later_program import LATER, ROWS, later_steps
from outcome import Outcome

from danvan_desktop.domain.report import Report
from danvan_desktop.services.backup import back_up, backups, backups_folder
from danvan_desktop.services.doctor import quick_faults
from danvan_desktop.services.issuing import issued_report, versions
from danvan_desktop.services.library import Library, open_library
from danvan_desktop.services.opening import close, open_or_recover
from danvan_desktop.services.single_writer import claimed
from danvan_desktop.store import migrations
from danvan_desktop.store.copies import check_copy
from danvan_desktop.store.healing import damaged_rows

HERE = Path(__file__).parent
LONGEST_LOSS = 1.0
"""Seconds of typing that may be lost (DESIGN §7, rule 2)."""

_LONGEST_WORK = {"typing": 2.4, "migration": 0.7, "backup": 0.5, "export": 0.5, "restore": 0.6}


class Killed:
    """What a killed program had said before it died."""

    def __init__(self, lines: list[str]) -> None:
        self.typed = [(int(line.split()[1]), float(line.split()[2])) for line in lines if "typed" in line]
        self.saved = [int(line.split()[1]) for line in lines if line.startswith("saved")]


def kill(kind: str, folder: Path, seconds: float) -> Killed:
    """Start the work, let it go on for so long once it has begun, and kill it."""
    path = os.pathsep.join([str(HERE.parents[1]), str(HERE.parent), str(HERE)])
    child = subprocess.Popen(
        [sys.executable, str(HERE / "kill_child.py"), kind, str(folder)],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": path},
    )
    assert child.stdout is not None
    begun = child.stdout.readline()
    time.sleep(seconds)
    ended = child.poll()
    child.kill()
    said = (begun + child.stdout.read()).decode().split("\n")[:-1]
    child.stdout.close()
    child.wait()
    assert begun == b"ready\n", f"{kind} did not begin"
    assert ended is None, f"{kind} ended by itself"
    return Killed(said)


def killed_often(kind: str, place: Path, kills: int, seed: int) -> Outcome:
    """Kill one kind of work so often; a folder is used on as it was left, but for migrations and losses."""
    outcome = Outcome(f"killed: {kind}")
    chance = random.Random(seed)
    folder = place / kind / "dữ liệu"
    prepare(folder)
    worst, losses = 0.0, 0
    for number in range(kills):
        if kind == "migration" or len(outcome.lost) > losses:
            losses = len(outcome.lost)
            folder = place / kind / str(number)
            prepare(folder)
        seconds = chance.uniform(0.0, _LONGEST_WORK.get(kind, 0.5))

        def one(folder: Path = folder, seconds: float = seconds) -> None:
            nonlocal worst
            worst = max(worst, VERIFY[kind](folder, kill(kind, folder, seconds)) or 0.0)

        outcome.check(f"kill {number}", one)
    outcome.note = f"at most {worst:.2f} s of typing" if kind == "typing" else ""
    return outcome


def prepare(folder: Path) -> None:
    """A data folder with an office, two reports and revisions; beside it two backups of other states."""
    library = open_library(folder)
    office_id = library.drafts.add_office(OFFICE)
    library.drafts.create(report(note="0"), office_id)
    library.drafts.keep_revision(1, report(note="0"))
    library.drafts.create(report(2025), office_id)
    for state in ("A", "B"):
        library.drafts.save(1, report(note=state))
        back_up(folder, folder=folder.parent / "sao lưu")
    library.drafts.save(1, report(note="0"))
    library.close()


def _opened(folder: Path) -> tuple[Library, Report]:
    """The folder as the next start finds it, whole: structure, checksums, and both reports."""
    assert quick_faults(folder, thorough=True) == []
    library = open_library(folder)
    with library.drafts.database.reading() as connection:
        assert damaged_rows(connection) == []
    assert library.drafts.load(2) == report(2025)
    return library, library.drafts.load(1)


def _note(state: Report) -> str:
    return state.sections[0].items[0].text


def _whole(state: Report) -> None:
    assert state == report(note=_note(state)), "a section is of another moment than the rest"


def _after_typing(folder: Path, killed: Killed) -> float:
    claimed(folder).release()
    library, state = _opened(folder)
    with closing(library):
        _whole(state)
    stored = int(_note(state).split()[0])
    assert stored >= max(killed.saved, default=0), "a save that was said is gone"
    lost = [at for number, at in killed.typed if number > stored]
    seconds = killed.typed[-1][1] - lost[0] if lost else 0.0
    assert seconds <= LONGEST_LOSS, f"{seconds:.2f} s of typing lost"
    return seconds


def _after_migration(folder: Path, _: Killed) -> None:
    today, migrations.STEPS = migrations.STEPS, later_steps()
    try:
        with closing(open_library(folder)) as library:
            with library.drafts.database.reading() as connection:
                assert LATER in migrations.applied_steps(connection)
                assert connection.execute("SELECT count(*) FROM words").fetchone() == (ROWS,)
            assert library.drafts.load(1) == report(note="0")
        assert quick_faults(folder, thorough=True) == []
    finally:
        migrations.STEPS = today
    copies = [one for one in backups(backups_folder(folder)) if one.kind == "upgrade"]
    assert copies, "no copy was made before"
    assert all(check_copy(one.path).version == 1 for one in copies)


def _after_backup(folder: Path, _: Killed) -> None:
    library, state = _opened(folder)
    library.close()
    _whole(state)
    for one in backups(backups_folder(folder)):
        assert check_copy(one.path).rows["reports"] == 2
    back_up(folder)
    leftovers = [path for path in backups_folder(folder).iterdir() if path.name.startswith(".")]
    assert leftovers == [], "half-made copies stay for ever"


def _after_export(folder: Path, _: Killed) -> None:
    file = folder / "BC.docx"
    if file.exists():
        with zipfile.ZipFile(file) as package:
            assert package.testzip() is None
        assert any("đồng thuận" in one.text or "0" in one.text for one in Document(str(file)).paragraphs)


def _after_restore(folder: Path, _: Killed) -> None:
    library, state = _opened(folder)
    library.close()
    assert state in [report(note=note) for note in ("0", "A", "B")]
    for one in backups(backups_folder(folder)):
        assert check_copy(one.path).rows["reports"] == 2


def _after_issue(folder: Path, _: Killed) -> None:
    library, state = _opened(folder)
    with closing(library):
        numbers = [one.version for one in versions(library, 1)]
        assert numbers == list(range(1, len(numbers) + 1))
        for number in numbers[-3:]:
            assert issued_report(library, 1, number).profile == "party_hd05_2026"
    assert state.sections[1:] == report().sections[1:]


def _after_session(folder: Path, _: Killed) -> None:
    opened = open_or_recover(folder)
    assert opened.library is not None
    assert opened.library.drafts.load(1) == report(note="0")
    assert close(opened) == ()
    for one in backups(backups_folder(folder)):
        assert check_copy(one.path).rows["reports"] == 2


VERIFY: dict[str, Callable[[Path, Killed], float | None]] = {
    "typing": _after_typing,
    "saving": _after_typing,
    "migration": _after_migration,
    "backup": _after_backup,
    "export": _after_export,
    "restore": _after_restore,
    "issue": _after_issue,
    "session": _after_session,
}
