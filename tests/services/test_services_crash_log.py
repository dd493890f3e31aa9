"""The one log of our own bugs: where they happened, never a word that was typed, never in the way."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from danvan_desktop import __version__
from danvan_desktop.services.crash_log import LOG_NAME, describe, last_crash, write_crash_log

AT = datetime(2026, 7, 9, 8, 30)


def _failing(words: str) -> None:
    raise KeyError(words)


def _caught(words: str = "Nhân dân đồng thuận") -> BaseException:
    try:
        try:
            _failing(words)
        except KeyError as error:
            raise ValueError(words) from error
    except ValueError as error:
        return error


def test_a_bug_is_described_by_kinds_and_places_only() -> None:
    text = describe(_caught(), AT)
    first, *rest = text.splitlines()
    assert first.startswith(f"2026-07-09T08:30:00 {__version__} · Python ")
    assert [line.strip() for line in rest if not line.startswith("    ")] == ["ValueError", "KeyError"]
    assert "test_services_crash_log.py:" in text
    assert "_failing" in text
    assert "Nhân dân" not in text


def test_what_was_hidden_on_purpose_stays_hidden() -> None:
    error = _caught()
    error.__cause__, error.__suppress_context__ = None, True
    assert "KeyError" not in describe(error, AT)


def test_the_log_grows_and_is_begun_anew_keeping_the_old_one(tmp_path: Path) -> None:
    log = write_crash_log(tmp_path / "dữ liệu", _caught(), AT)
    assert log == tmp_path / "dữ liệu" / LOG_NAME
    write_crash_log(tmp_path / "dữ liệu", _caught(), AT)
    assert log.read_text(encoding="utf-8").count("ValueError") == 2
    log.write_text("x" * 600_000)
    write_crash_log(tmp_path / "dữ liệu", _caught(), AT)
    assert log.read_text(encoding="utf-8").count("ValueError") == 1
    (old,) = (tmp_path / "dữ liệu").glob("*.cu.txt")
    assert old.stat().st_size == 600_000


def test_a_log_that_cannot_be_written_adds_no_second_failure(tmp_path: Path) -> None:
    (tmp_path / "tệp").touch()
    assert write_crash_log(tmp_path / "tệp", _caught()) is None
    assert last_crash(tmp_path / "tệp") is None


def test_the_moment_of_the_last_bug_is_known(tmp_path: Path) -> None:
    log = write_crash_log(tmp_path, _caught())
    assert log is not None
    os.utime(log, (1_783_000_000, 1_783_000_000))
    assert last_crash(tmp_path) == datetime.fromtimestamp(1_783_000_000, UTC)
