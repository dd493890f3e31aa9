"""A database that is gone or empty beside its backups: no command begins a new one in its place."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from cli_terminal import Terminal

from danvan_desktop.services.opening import close, open_or_recover

COMMANDS = {
    "list": ("list",), "trash": ("list", "--trash"), "show": ("show", "1"), "import": ("import", "{file}"),
    "backup": ("backup",), "handover": ("handover", "{usb}"), "next": ("next", "{file}", "-o", "{usb}.json"),
}  # fmt: skip


def _emptied(database: Path) -> None:
    database.write_bytes(b"")


def _without_tables(database: Path) -> None:
    database.unlink()
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("VACUUM")
        connection.execute("PRAGMA user_version = 1")


LOSSES = {"gone": Path.unlink, "empty": _emptied, "without tables": _without_tables}


@pytest.fixture(params=LOSSES)
def lost(request: pytest.FixtureRequest, danvan: Terminal, file: Path) -> Path:
    """The database that had a report and has a backup, and was then lost."""
    danvan("import", str(file))
    assert danvan("backup")[0] == 0
    database = danvan.data_dir / "danvan.db"
    LOSSES[request.param](database)
    return database


def _bytes(database: Path) -> bytes | None:
    return database.read_bytes() if database.exists() else None


@pytest.mark.parametrize("command", COMMANDS)
def test_a_lost_database_is_said_and_not_begun_anew(
    danvan: Terminal, lost: Path, file: Path, tmp_path: Path, command: str
) -> None:
    before = _bytes(lost)
    arguments = [one.format(file=file, usb=tmp_path / "USB") for one in COMMANDS[command]]
    code, out, err = danvan(*arguments)
    assert (code, out) == (2, "")
    assert "nhưng vẫn có bản sao lưu" in err
    assert "danvan restore" in err
    assert _bytes(lost) == before
    opened = open_or_recover(danvan.data_dir)
    assert [one.kind for one in opened.offers] == ["backup", "empty"], "the window still offers the backup"
    close(opened)


def test_the_doctor_who_only_looks_names_it(danvan: Terminal, lost: Path) -> None:
    before = _bytes(lost)
    code, out, _ = danvan("doctor", "--check")
    assert (code, "nhưng vẫn có bản sao lưu" in out) == (1, True)
    assert _bytes(lost) == before


@pytest.mark.parametrize("command", ["doctor", "restore"])
def test_the_backup_is_put_back_when_asked_for(danvan: Terminal, lost: Path, command: str) -> None:
    assert danvan(command)[0] == (1 if command == "doctor" else 0)
    assert danvan("show", "1")[0] == 0


def test_reading_where_nothing_was_written_makes_no_database(
    danvan: Terminal, file: Path, tmp_path: Path
) -> None:
    assert danvan("list")[0] == 0
    assert danvan("show", "1")[0] == 2
    assert danvan("next", str(file), "-o", str(tmp_path / "kỳ sau.json"))[0] == 0
    for arguments in (["backup"], ["handover", str(tmp_path / "USB")], ["doctor", "--check"]):
        code, _, err = danvan(*arguments)
        assert (code, "chưa có dữ liệu" in err) == (2, True), arguments
    assert not (danvan.data_dir / "danvan.db").exists()


def test_the_data_themselves_are_no_backup_of_them(danvan: Terminal, file: Path) -> None:
    danvan("import", str(file))
    database = danvan.data_dir / "danvan.db"
    before = database.read_bytes()
    code, _, err = danvan("restore", str(database))
    assert (code, "chính là dữ liệu đang dùng" in err) == (2, True)
    assert database.read_bytes() == before
