"""A part of `make soak` in every run: twenty kills, cut journals, flips, every fault of the disk."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from disks import disks
from flips import flips
from journals import journals
from kills import LONGEST_LOSS, VERIFY, Killed, killed_often
from outcome import Outcome, table

KILLS = {
    "typing": 3, "saving": 4, "migration": 3, "backup": 3,
    "export": 2, "restore": 3, "issue": 1, "session": 1,
}  # fmt: skip


def test_twenty_kills_are_in_every_run_and_of_every_kind() -> None:
    assert sum(KILLS.values()) == 20
    assert KILLS.keys() == VERIFY.keys()


@pytest.mark.parametrize("kind", KILLS)
def test_nothing_is_lost_to_a_kill(kind: str, tmp_path: Path) -> None:
    outcome = killed_often(kind, tmp_path, KILLS[kind], seed=2026)
    assert (outcome.tried, outcome.lost) == (KILLS[kind], [])


def test_nothing_is_lost_to_a_journal_that_was_cut_off_or_torn(tmp_path: Path) -> None:
    for outcome in journals(tmp_path, every=16, seed=2026):
        assert outcome.tried > 4, outcome.fault
        assert outcome.lost == [], outcome.fault


def test_flipped_bytes_of_every_table_are_found_named_and_mended(tmp_path: Path) -> None:
    for outcome in flips(tmp_path, each=3, seed=2026):
        assert (outcome.tried, outcome.lost) == (3, []), outcome.fault


def test_no_fault_of_the_disk_loses_anything(tmp_path: Path) -> None:
    for outcome in disks(tmp_path):
        assert outcome.lost == [], outcome.fault
        if outcome.note and os.environ.get("CI"):
            pytest.fail(outcome.note)
        assert outcome.tried or outcome.note


def test_the_matrix_can_fail(tmp_path: Path) -> None:
    from kills import prepare

    folder = tmp_path / "typing" / "dữ liệu"
    prepare(folder)
    late = [f"typed {number} {number}.0" for number in range(1, 4)]
    with pytest.raises(AssertionError, match=r"2\.00 s of typing lost"):
        VERIFY["typing"](folder, Killed(late))
    with pytest.raises(AssertionError, match="a save that was said is gone"):
        VERIFY["typing"](folder, Killed(["saved 7"]))
    assert LONGEST_LOSS == 1.0


def test_the_table_counts_and_names_what_was_lost() -> None:
    outcome = Outcome("disk full")
    outcome.check("typing", lambda: None)
    outcome.check("backup", lambda: 1 / 0)  # type: ignore[arg-type,return-value]
    lines = table([outcome]).splitlines()
    assert lines[2].split() == ["disk", "full", "2", "1", "1"]
    assert lines[-1] == "LOST disk full: backup: ZeroDivisionError: division by zero"
