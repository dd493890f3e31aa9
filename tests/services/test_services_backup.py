"""Backups are proved before they count, thinned by age, and put back without losing today's."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from invented import report

from danvan_desktop.errors import UserError
from danvan_desktop.services import backup as backup_module
from danvan_desktop.services.backup import (
    Backup,
    back_up,
    back_up_if_due,
    backups,
    backups_folder,
    newest_sound,
    restore,
    thin,
)
from danvan_desktop.services.library import Library, open_library
from danvan_desktop.store.copies import check_copy

NOW = datetime(2026, 7, 9, 17, 5, 3)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_library(tmp_path / "dữ liệu")
    opened.drafts.create(report(), None)
    yield opened
    opened.close()


def _notes(data_dir: Path) -> list[str]:
    opened = open_library(data_dir)
    found = [opened.drafts.load(one.id).sections[0].items[0].text for one in opened.drafts.summaries()]
    opened.close()
    return found


def test_a_backup_holds_everything_and_is_named_by_time(library: Library) -> None:
    made = back_up(library.data_dir, now=NOW)
    assert made.path == backups_folder(library.data_dir) / "danvan-20260709-170503-manual.db"
    assert check_copy(made.path).rows["parts"] == 4
    assert backups(made.path.parent) == (made,)
    assert [path.name for path in made.path.parent.iterdir()] == [made.path.name]


def test_of_many_backups_in_one_second_the_last_counts_as_newest(library: Library) -> None:
    made = [back_up(library.data_dir, "restore", now=NOW) for _ in range(12)]
    assert len({one.path for one in made}) == 12
    assert list(backups(backups_folder(library.data_dir))) == made[:1:-1]


def test_a_backup_is_made_while_another_connection_is_reading(library: Library) -> None:
    reader = sqlite3.connect(library.drafts.database.path)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM reports").fetchone()
    assert back_up(library.data_dir, now=NOW).path.exists()
    reader.close()


def test_a_copy_that_lost_rows_is_not_kept(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def losing(path: Path) -> object:
        connection = sqlite3.connect(path)
        connection.execute("DELETE FROM parts")
        connection.commit()
        connection.close()
        return check_copy(path)

    monkeypatch.setattr("danvan_desktop.store.copies.check_copy", losing)
    with pytest.raises(UserError, match="không đọc lại được"):
        back_up(library.data_dir)
    assert list(backups_folder(library.data_dir).iterdir()) == []


def test_a_place_that_cannot_be_written_is_a_sentence(library: Library, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("không phải thư mục")
    with pytest.raises(UserError, match="Chưa sao lưu được"):
        back_up(library.data_dir, folder=tmp_path / "tệp")


def test_no_data_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="chưa có dữ liệu"):
        back_up(tmp_path)


def test_a_second_place_is_served_too(library: Library, tmp_path: Path) -> None:
    made = back_up(library.data_dir, folder=tmp_path / "USB")
    assert made.path.parent == tmp_path / "USB"
    assert not backups_folder(library.data_dir).exists()


def test_once_a_day_at_most_on_closing(library: Library) -> None:
    assert back_up_if_due(library.data_dir, NOW) is not None
    assert back_up_if_due(library.data_dir, NOW + timedelta(hours=6)) is None
    assert back_up_if_due(library.data_dir, NOW + timedelta(days=1)) is not None


def _thinned(folder: Path, moments: list[tuple[datetime, str]]) -> list[Backup]:
    folder.mkdir(exist_ok=True)
    for at, kind in moments:
        (folder / f"danvan-{at:%Y%m%d-%H%M%S}-{kind}.db").touch()
    thin(folder)
    return list(backups(folder))


def test_seven_days_four_weeks_twelve_months_stay(tmp_path: Path) -> None:
    every_day = [(NOW - timedelta(days=days), "daily") for days in range(500)]
    kept = [(NOW.date() - one.at.date()).days for one in _thinned(tmp_path / "b", every_day)]
    week_ends, june_30 = [11, 18], 9
    assert kept[:10] == sorted([*range(7), june_30, *week_ends])
    months = [(NOW - timedelta(days=days)).strftime("%Y-%m") for days in kept]
    assert len(set(months)) == 12
    assert len(kept) == 10 + 10


def test_of_one_day_the_newest_stays(tmp_path: Path) -> None:
    same_day = [(NOW - timedelta(hours=hours), "daily") for hours in range(5)]
    assert [one.at for one in _thinned(tmp_path / "b", same_day)] == [NOW]


def test_old_backups_stay_when_no_new_ones_are_made(tmp_path: Path) -> None:
    long_ago = [(NOW - timedelta(days=3000 + days), "daily") for days in range(3)]
    assert len(_thinned(tmp_path / "b", long_ago)) == 3


def test_safety_copies_are_counted_apart(tmp_path: Path) -> None:
    many = [(NOW - timedelta(minutes=n), "restore") for n in range(15)]
    one = [(NOW - timedelta(days=900), "upgrade"), (NOW, "daily")]
    kept = [backup.kind for backup in _thinned(tmp_path / "b", many + one)]
    assert (kept.count("restore"), kept.count("upgrade"), kept.count("daily")) == (10, 1, 1)


def test_a_backup_asked_for_outlives_the_daily_one_of_its_day(library: Library) -> None:
    asked = back_up(library.data_dir, now=NOW)
    daily = back_up_if_due(library.data_dir, NOW + timedelta(hours=1))
    assert backups(backups_folder(library.data_dir)) == (daily, asked)


def test_the_last_ten_asked_for_stay_however_old(tmp_path: Path) -> None:
    asked = [(NOW - timedelta(days=400 * number), "manual") for number in range(12)]
    dailies = [(NOW - timedelta(days=days), "daily") for days in range(40)]
    kept = [one for one in _thinned(tmp_path / "b", asked + dailies) if one.kind == "manual"]
    assert [one.at for one in kept] == [at for at, _ in asked[:10]]


def test_what_holds_more_than_the_one_just_made_is_not_thinned_away(library: Library) -> None:
    """As when the database was lost and a new one begun: a backup of the same day has what is missing."""
    full = [back_up(library.data_dir, "daily", now=NOW + timedelta(minutes=minutes)) for minutes in (0, 1)]
    assert backups(backups_folder(library.data_dir)) == (full[1],), "of as many reports the newest is enough"
    damaged = full[1].path.with_name(f"danvan-{NOW + timedelta(minutes=2):%Y%m%d-%H%M%S}-daily.db")
    damaged.write_bytes(full[1].path.read_bytes()[:9000])
    with library.drafts.database.writing() as connection:
        connection.execute("DELETE FROM reports")
    emptier = [back_up(library.data_dir, "daily", now=NOW + timedelta(minutes=minutes)) for minutes in (3, 4)]
    assert backups(backups_folder(library.data_dir)) == (emptier[1], full[1])


def test_the_backup_just_made_stays_though_the_clock_was_set_back(library: Library) -> None:
    for days in range(10):
        back_up(library.data_dir, "daily", now=NOW + timedelta(days=days))
    made = back_up(library.data_dir, "daily", now=NOW - timedelta(days=900))
    assert made.path.exists()


def test_what_a_killed_backup_left_goes_with_the_next(library: Library) -> None:
    folder = backups_folder(library.data_dir)
    folder.mkdir()
    for name in (".danvan-20260701-080000-daily.db.tmp", ".danvan-20260701-080000-daily.db.tmp-journal"):
        (folder / name).touch()
    made = back_up(library.data_dir)
    assert list(folder.iterdir()) == [made.path]


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    for name in ("danvan-cua-toi.db", "ghi chú.txt"):
        (tmp_path / name).touch()
    thin(tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_restoring_brings_back_and_keeps_todays(library: Library) -> None:
    made = back_up(library.data_dir, now=NOW)
    library.drafts.save(1, report(note="hôm nay"))
    library.close()
    kept = restore(library.data_dir, made.path)
    assert _notes(library.data_dir) == ["Nhân dân đồng thuận."]
    assert isinstance(kept, Backup)
    restore(library.data_dir, kept.path)
    assert _notes(library.data_dir) == ["hôm nay"]


def test_restoring_into_an_open_library(library: Library) -> None:
    made = back_up(library.data_dir, now=NOW)
    library.drafts.save(1, report(note="hôm nay"))
    restore(library.data_dir, made.path, library.drafts.database)
    assert library.drafts.load(1) == report()
    library.drafts.save(1, report(note="tiếp"))
    assert library.drafts.load(1) == report(note="tiếp")


def test_what_is_no_backup_changes_nothing(library: Library, tmp_path: Path) -> None:
    before = library.drafts.database.path.read_bytes()
    foreign = tmp_path / "nhạc.db"
    connection = sqlite3.connect(foreign)
    connection.execute("CREATE TABLE music (name)")
    connection.close()
    text = tmp_path / "văn bản.db"
    text.write_text("không phải sao lưu " * 100)
    for source in (foreign, text, tmp_path / "không có.db", tmp_path):
        with pytest.raises(UserError):
            restore(library.data_dir, source)
    assert library.drafts.database.path.read_bytes() == before
    assert backups(backups_folder(library.data_dir)) == ()


def test_a_database_in_use_is_not_restored_over(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    made = back_up(library.data_dir, now=NOW)
    monkeypatch.setattr("danvan_desktop.store.copies._PATIENCE_SECONDS", 0.0)
    other = sqlite3.connect(library.drafts.database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(UserError, match="đang được một chương trình khác sử dụng"):
        restore(library.data_dir, made.path)
    other.execute("ROLLBACK")
    other.close()
    assert library.drafts.load(1) == report()


def test_a_broken_database_is_set_aside_when_restoring(library: Library) -> None:
    made = back_up(library.data_dir, now=NOW)
    library.close()
    library.drafts.database.path.write_bytes(b"ruined " * 3000)
    kept = restore(library.data_dir, made.path)
    assert isinstance(kept, Path)
    assert kept.read_bytes() == b"ruined " * 3000
    assert _notes(library.data_dir) == ["Nhân dân đồng thuận."]


def test_the_newest_sound_backup_is_found_past_a_broken_one(library: Library) -> None:
    good = back_up(library.data_dir, now=NOW)
    bad = back_up(library.data_dir, now=NOW + timedelta(days=1))
    bad.path.write_bytes(bad.path.read_bytes()[:9000])
    assert newest_sound(library.data_dir) == good


def test_an_upgrade_is_preceded_by_a_copy(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.close()
    monkeypatch.setattr("danvan_desktop.services.doctor.needs_upgrade", lambda file: True)
    open_library(library.data_dir).close()
    (copy,) = backups(backups_folder(library.data_dir))
    assert copy.kind == "upgrade"
    assert check_copy(copy.path).rows["reports"] == 1


def test_without_a_copy_there_is_no_upgrade(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.close()
    backups_folder(library.data_dir).write_text("một tệp chắn chỗ")
    monkeypatch.setattr("danvan_desktop.services.doctor.needs_upgrade", lambda file: True)
    with pytest.raises(UserError, match="Chưa sao lưu được"):
        open_library(library.data_dir)


def test_a_full_disk_leaves_no_half_backup(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("danvan_desktop.store.copies._flush", full)
    with pytest.raises(UserError, match="Chưa sao lưu được"):
        back_up(library.data_dir)
    assert list(backups_folder(library.data_dir).iterdir()) == []


def test_set_aside_never_overwrites(tmp_path: Path) -> None:
    for content in ("một", "hai"):
        (tmp_path / "danvan.db").write_text(content)
        (tmp_path / "danvan.db-journal").write_text(f"nhật ký {content}")
        backup_module.set_aside(tmp_path / "danvan.db", NOW)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [
        "danvan-hong-20260709-170503-2.db",
        "danvan-hong-20260709-170503-2.db-journal",
        "danvan-hong-20260709-170503.db",
        "danvan-hong-20260709-170503.db-journal",
    ]
    assert (tmp_path / names[0]).read_text() == "hai"
    shutil.rmtree(tmp_path)
