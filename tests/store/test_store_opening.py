"""Opening, and refusing to open: newer, foreign, locked, unwritable; nothing is written on the way."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from invented import report
from sqlite_utils import Database as Tables
from sqlite_utils.migrations import Migrations

from danvan_desktop.errors import UserError
from danvan_desktop.store import migrations
from danvan_desktop.store.database import Database, NotDatabaseError, needs_upgrade, open_database
from danvan_desktop.store.drafts import Drafts


@pytest.fixture
def filled(db_file: Path) -> Path:
    drafts = Drafts(open_database(db_file))
    drafts.create(report(), None)
    drafts.database.close()
    return db_file


@pytest.fixture
def two_steps(monkeypatch: pytest.MonkeyPatch) -> Migrations:
    """A later program: it knows one step more."""
    later = Migrations("danvan")
    later(name="001_reports")(migrations._reports)

    @later(name="002_search")
    def _search(tables: Tables) -> None:
        tables["words"].create({"word": str})

    monkeypatch.setattr(migrations, "STEPS", later)
    return later


def test_a_database_of_a_newer_program_is_left_alone(
    filled: Path, two_steps: Migrations, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_database(filled).close()
    before = filled.read_bytes()
    monkeypatch.undo()
    with pytest.raises(UserError) as caught:
        open_database(filled)
    assert "phiên bản 2" in caught.value.message
    assert "phiên bản 1" in caught.value.message
    assert filled.read_bytes() == before


def test_an_older_database_is_brought_up_to_date(filled: Path, two_steps: Migrations) -> None:
    assert needs_upgrade(filled)
    drafts = Drafts(open_database(filled))
    assert drafts.load(1) == report()
    drafts.database.close()
    assert not needs_upgrade(filled)


def test_a_step_that_fails_leaves_the_database_as_it_was(filled: Path, two_steps: Migrations) -> None:
    @two_steps(name="003_fails")
    def _fails(tables: Tables) -> None:
        tables["half"].create({"word": str})
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        open_database(filled)
    connection = sqlite3.connect(filled)
    assert migrations.applied_steps(connection) == ["001_reports"]
    assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name IN ('words', 'half')").fetchall()
    connection.close()


def test_a_missing_or_empty_database_needs_no_upgrade(db_file: Path) -> None:
    assert not needs_upgrade(db_file)
    db_file.touch()
    assert not needs_upgrade(db_file)
    open_database(db_file).close()


@pytest.mark.parametrize(
    "junk", [b"Day la mot tep van ban.\n" * 400, b"\x00" * 8192, b"SQLite format 3\x00" + b"\xff" * 5000]
)
def test_a_file_that_is_no_database_is_left_alone(db_file: Path, junk: bytes) -> None:
    db_file.write_bytes(junk)
    with pytest.raises(NotDatabaseError) as caught:
        open_database(db_file)
    assert "danvan.db" in caught.value.message
    assert caught.value.advice
    assert db_file.read_bytes() == junk


def test_a_database_of_another_program_is_left_alone(db_file: Path) -> None:
    connection = sqlite3.connect(db_file)
    connection.execute("CREATE TABLE music (name)")
    connection.close()
    before = db_file.read_bytes()
    with pytest.raises(NotDatabaseError, match="không phải là dữ liệu của chương trình"):
        open_database(db_file)
    assert db_file.read_bytes() == before


def test_a_folder_in_its_place_is_a_sentence(db_file: Path) -> None:
    db_file.mkdir()
    with pytest.raises(UserError, match="Không mở được cơ sở dữ liệu"):
        open_database(db_file)


@pytest.mark.parametrize("comes_back", ["the same files", "a copy of them"])
def test_a_folder_that_goes_away_is_said_and_written_to_once_it_is_back(
    tmp_path: Path, comes_back: str
) -> None:
    folder, away = tmp_path / "USB", tmp_path / "rút ra"
    folder.mkdir()
    database = open_database(folder / "danvan.db")
    drafts = Drafts(database)
    drafts.create(report(), None)
    folder.rename(away)
    for _ in range(2):
        with pytest.raises(UserError, match="Không còn thấy cơ sở dữ liệu"):
            drafts.save(1, report(note="mới"))
        assert not folder.exists()
    (away.rename if comes_back == "the same files" else lambda to: shutil.copytree(away, to))(folder)
    drafts.save(1, report(note="mới"))
    database.close()
    assert Drafts(open_database(folder / "danvan.db")).load(1) == report(note="mới")


def test_a_foreign_file_in_its_place_is_not_written_to(tmp_path: Path) -> None:
    file = tmp_path / "danvan.db"
    drafts = Drafts(open_database(file))
    drafts.create(report(), None)
    file.unlink()
    with closing(sqlite3.connect(file)) as foreign:
        foreign.execute("CREATE TABLE other (a)")
    with pytest.raises(UserError):
        drafts.save(1, report(note="mới"))
    before = file.read_bytes()
    with pytest.raises(UserError):
        drafts.save(1, report(note="mới"))
    assert file.read_bytes() == before
    drafts.database.close()


def test_a_folder_that_is_gone_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Không mở được cơ sở dữ liệu"):
        open_database(tmp_path / "gone" / "danvan.db")


def test_a_lock_of_another_program_is_a_sentence_and_passes(filled: Path) -> None:
    drafts = Drafts(open_database(filled, busy_seconds=0.01))
    other = sqlite3.connect(filled, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(UserError, match="đang được một chương trình khác sử dụng"):
        drafts.save(1, report(note="mới"))
    with pytest.raises(UserError, match="đang được một chương trình khác sử dụng"):
        open_database(filled, busy_seconds=0.01)
    other.execute("COMMIT")
    other.close()
    assert drafts.load(1) == report()
    drafts.save(1, report(note="mới"))
    assert drafts.load(1) == report(note="mới")
    drafts.database.close()


def test_a_read_only_database_is_a_sentence(filled: Path) -> None:
    connection = sqlite3.connect(f"{filled.as_uri()}?mode=ro", uri=True, isolation_level=None)
    drafts = Drafts(Database(filled, connection))
    assert drafts.load(1) == report()
    with pytest.raises(UserError, match="Không được phép ghi"):
        drafts.save(1, report(note="mới"))
    drafts.database.close()


def test_a_full_database_is_a_sentence_and_changes_nothing(filled: Path) -> None:
    drafts = Drafts(open_database(filled))
    (pages,) = drafts.database._connection.execute("PRAGMA page_count").fetchone()
    drafts.database._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(UserError, match="đã đầy"):
        drafts.save(1, report(note="dài " * 20_000))
    assert drafts.load(1) == report()
    drafts.save(1, report(note="ngắn"))
    assert drafts.load(1) == report(note="ngắn")
    drafts.database.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("may not mount a small disk")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def test_a_full_disk_is_a_sentence_and_changes_nothing(small_disk: Path) -> None:
    drafts = Drafts(open_database(small_disk / "danvan.db"))
    report_id = drafts.create(report(), None)
    with pytest.raises(UserError, match="đã đầy"):
        drafts.save(report_id, report(note="dài " * 200_000))
    assert drafts.load(report_id) == report()
    drafts.save(report_id, report(note="ngắn"))
    assert drafts.load(report_id) == report(note="ngắn")
    drafts.database.close()


def test_a_read_only_disk_is_a_sentence(small_disk: Path) -> None:
    drafts = Drafts(open_database(small_disk / "danvan.db"))
    report_id = drafts.create(report(), None)
    drafts.database.close()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    drafts = Drafts(open_database(small_disk / "danvan.db"))
    with pytest.raises(UserError, match="Không được phép ghi"):
        drafts.save(report_id, report(note="mới"))
    assert drafts.load(report_id) == report()
    drafts.database.close()


def test_a_long_path_with_vietnamese_letters_and_spaces(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*["Dữ liệu báo cáo của Ban Tuyên giáo và Dân vận"] * 5)
    folder.mkdir(parents=True)
    assert len(str(folder)) > 200
    drafts = Drafts(open_database(folder / "cơ sở dữ liệu #1?.db"))
    report_id = drafts.create(report(), None)
    drafts.database.close()
    assert not needs_upgrade(folder / "cơ sở dữ liệu #1?.db")
    again = Drafts(open_database(folder / "cơ sở dữ liệu #1?.db"))
    assert again.load(report_id) == report()
    again.database.close()
