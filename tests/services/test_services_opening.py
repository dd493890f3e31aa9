"""The start and the end: what does not open is set aside, a sudden end is told, a good end tidies."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from invented import report
from sqlite_utils import Database as Tables
from sqlite_utils.migrations import Migrations

from danvan_desktop.errors import UserError
from danvan_desktop.services import session, single_writer
from danvan_desktop.services.backup import back_up, backups, backups_folder
from danvan_desktop.services.crash_log import LOG_NAME, write_crash_log
from danvan_desktop.services.doctor import CHECK_NAME, examine, examine_open
from danvan_desktop.services.library import Library, open_library
from danvan_desktop.services.opening import Opened, close, open_or_recover, take
from danvan_desktop.services.session import MARKER_NAME, second_place, set_second_place
from danvan_desktop.store import migrations
from danvan_desktop.store.drafts import Drafts

NOW = datetime(2026, 7, 9, 17, 5, tzinfo=timezone(timedelta(hours=7)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    library = open_library(tmp_path / "dữ liệu")
    library.drafts.create(report(), None)
    library.close()
    back_up(library.data_dir, now=datetime(2026, 7, 1, 8))
    return library.data_dir


def _library(opened: Opened) -> Library:
    assert opened.library is not None
    return opened.library


@pytest.fixture
def opened(folder: Path) -> Iterator[Opened]:
    made = open_or_recover(folder, NOW)
    yield made
    close(made, NOW)


def test_a_sound_folder_opens_without_a_word(opened: Opened) -> None:
    assert _library(opened).drafts.load(1) == report()
    assert (opened.read_only, opened.findings, opened.offers) == ("", (), ())
    assert (opened.recovered, opened.warning) == (None, None)


def test_a_new_folder_opens_empty(tmp_path: Path) -> None:
    opened = open_or_recover(tmp_path / "mới")
    assert _library(opened).drafts.summaries() == ()
    close(opened)
    assert not (tmp_path / "mới" / MARKER_NAME).exists()


def _ruin(folder: Path) -> bytes:
    ruined = b"ruined " * 3000
    (folder / "danvan.db").write_bytes(ruined)
    return ruined


def test_a_database_that_does_not_open_is_named_and_left_until_someone_chooses(folder: Path) -> None:
    ruined = _ruin(folder)
    opened = open_or_recover(folder)
    assert opened.library is None
    assert [one.kind for one in opened.findings] == ["broken"]
    assert [one.kind for one in opened.offers] == ["backup", "empty"]
    assert opened.offers[0].text == "Lấy lại bản sao lưu lúc 08:00 ngày 01/7/2026"
    assert (folder / "danvan.db").read_bytes() == ruined
    assert close(opened) == ()
    single_writer.claimed(folder).release()


def test_the_backup_that_is_taken_opens_and_the_broken_file_stays(folder: Path) -> None:
    ruined = _ruin(folder)
    broken = open_or_recover(folder)
    opened = take(broken, broken.offers[0])
    assert [one.kind for one in opened.findings] == ["aside", "restored"]
    assert _library(opened).drafts.load(1) == report()
    (aside,) = folder.glob("danvan-hong-*.db")
    assert aside.read_bytes() == ruined
    close(opened)


def test_one_may_begin_empty_and_the_broken_file_stays(folder: Path) -> None:
    ruined = _ruin(folder)
    broken = open_or_recover(folder)
    opened = take(broken, broken.offers[-1])
    assert _library(opened).drafts.summaries() == ()
    (aside,) = folder.glob("danvan-hong-*.db")
    assert aside.read_bytes() == ruined
    close(opened)


def test_an_offer_that_turns_out_unsound_changes_nothing(folder: Path) -> None:
    ruined = _ruin(folder)
    broken = open_or_recover(folder)
    assert broken.offers[0].backup is not None
    broken.offers[0].backup.path.write_bytes(b"x" * 9000)
    with pytest.raises(UserError):
        take(broken, broken.offers[0])
    assert (folder / "danvan.db").read_bytes() == ruined
    close(broken)


def test_a_lost_database_is_not_begun_anew_in_silence(folder: Path) -> None:
    (folder / "danvan.db").unlink()
    lost = open_or_recover(folder)
    assert lost.library is None
    assert [one.kind for one in lost.findings] == ["lost"]
    opened = take(lost, lost.offers[0])
    assert _library(opened).drafts.load(1) == report()
    close(opened)
    (folder / "danvan.db").unlink()
    lost = open_or_recover(folder)
    opened = take(lost, lost.offers[-1])
    assert _library(opened).drafts.summaries() == ()
    close(opened)


def test_a_newer_database_is_refused_naming_both_versions(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = Migrations("danvan")
    later(name="001_reports")(migrations._reports)

    @later(name="007_later")
    def _later(tables: Tables) -> None:
        tables["words"].create({"word": str})

    with monkeypatch.context() as newer:
        newer.setattr(migrations, "STEPS", later)
        close(open_or_recover(folder))
    migrations.expected_schema.cache_clear()  # what a program of today never saw
    before = (folder / "danvan.db").read_bytes()
    for look in (open_or_recover, examine):
        with pytest.raises(UserError) as caught:
            look(folder)
        assert "phiên bản 7" in caught.value.message
        assert "phiên bản 1" in caught.value.message
    assert (folder / "danvan.db").read_bytes() == before
    single_writer.claimed(folder).release()


def test_an_upgrade_keeps_a_copy_that_opens(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later = Migrations("danvan")
    later(name="001_reports")(migrations._reports)

    @later(name="002_later")
    def _later(tables: Tables) -> None:
        tables["words"].create({"word": str})

    with monkeypatch.context() as newer:
        newer.setattr(migrations, "STEPS", later)
        opened = open_or_recover(folder)
        assert _library(opened).drafts.load(1) == report()
        close(opened)
    (copy,) = [one for one in backups(backups_folder(folder)) if one.kind == "upgrade"]
    (folder / "danvan.db").write_bytes(copy.path.read_bytes())
    opened = open_or_recover(folder)
    assert _library(opened).drafts.load(1) == report()
    close(opened)


def _crash(opened: Opened) -> None:
    """What SIGKILL leaves: no lock, no connection, and the marker of the session."""
    _library(opened).close()
    assert opened.lock is not None
    opened.lock.release()


def test_the_next_start_says_what_was_recovered(folder: Path) -> None:
    opened = open_or_recover(folder)
    other = _library(opened).drafts.create(report(2025), None)
    _library(opened).drafts.save(1, report(note="đến đây"))
    _crash(opened)
    opened = open_or_recover(folder)
    assert opened.recovered is not None
    assert [one.id for one in opened.recovered.reports] == [1, other]
    assert not opened.recovered.crashed
    assert "mất điện hoặc bị tắt ngang" in opened.recovered.text
    assert f"“{report().subject}” còn đủ" in opened.recovered.text
    assert "Còn 1 bài khác" in opened.recovered.text
    close(opened)
    opened = open_or_recover(folder)
    assert opened.recovered is None
    close(opened)


def test_what_was_not_touched_in_that_session_is_not_claimed(folder: Path) -> None:
    _crash(open_or_recover(folder))
    opened = open_or_recover(folder)
    assert opened.recovered is not None
    assert opened.recovered.reports == ()
    assert "không có bài nào được sửa" in opened.recovered.text
    close(opened)


def test_a_bug_of_ours_is_told_from_a_power_cut(folder: Path) -> None:
    opened = open_or_recover(folder)
    write_crash_log(folder, KeyError("Nhân dân"))
    _crash(opened)
    opened = open_or_recover(folder)
    assert opened.recovered is not None
    assert opened.recovered.crashed
    assert opened.recovered.text.startswith("Lần trước chương trình bị lỗi")
    close(opened)
    assert "Nhân dân" not in (folder / LOG_NAME).read_text(encoding="utf-8")


def test_a_marker_that_cannot_be_read_stops_nothing(folder: Path) -> None:
    (folder / MARKER_NAME).write_bytes(b"\xff{")
    opened = open_or_recover(folder)
    assert opened.recovered is None
    close(opened)


def test_the_end_makes_todays_backup_once_and_in_the_second_place_too(folder: Path, tmp_path: Path) -> None:
    usb = tmp_path / "USB"
    opened = open_or_recover(folder, NOW)
    set_second_place(_library(opened), usb)
    assert second_place(_library(opened)) == usb
    assert len(backups(usb)) == 1, "tried at once"
    assert close(opened, NOW) == ()
    assert close(open_or_recover(folder, NOW), NOW + timedelta(hours=2)) == ()
    daily = [one for one in backups(backups_folder(folder)) if one.kind == "daily"]
    assert [one.at for one in daily] == [NOW.replace(tzinfo=None)]
    assert close(open_or_recover(folder, NOW), NOW + timedelta(days=1)) == ()
    assert len([one for one in backups(backups_folder(folder)) if one.kind == "daily"]) == 2
    assert (NOW + timedelta(days=1)).replace(tzinfo=None) in [one.at for one in backups(usb)]


def test_a_second_place_that_is_unplugged_is_said_and_hinders_nothing(folder: Path, tmp_path: Path) -> None:
    usb = tmp_path / "USB"
    opened = open_or_recover(folder, NOW)
    set_second_place(_library(opened), usb)
    (one,) = usb.iterdir()
    one.unlink()
    usb.rmdir()
    usb.write_text("không còn là thư mục")
    (problem,) = close(opened, NOW)
    assert "USB" in problem.message
    assert len(backups(backups_folder(folder))) == 2
    assert not (folder / MARKER_NAME).exists()
    opened = open_or_recover(folder, NOW)
    with pytest.raises(UserError):
        set_second_place(_library(opened), usb)
    set_second_place(_library(opened), None)
    assert second_place(_library(opened)) is None
    assert close(opened, NOW) == ()


def _hours_of_work(folder: Path, day: datetime) -> None:
    library = open_library(folder)
    at = day.replace(hour=8, minute=0)
    for minutes in range(0, 60, 5):
        library.drafts.revisions.add_revision(1, report(note=f"{minutes}"), at + timedelta(minutes=minutes))
    library.close()


def _count(folder: Path) -> int:
    library = open_library(folder)
    try:
        return len(library.drafts.revisions.revisions(1, "mo-dau"))
    finally:
        library.close()


def _a_day(folder: Path, now: datetime) -> int:
    close(open_or_recover(folder, now), now)
    return _count(folder)


def test_the_history_is_thinned_at_the_end_of_a_day(folder: Path) -> None:
    _hours_of_work(folder, NOW)
    assert _a_day(folder, NOW) == 12
    assert _a_day(folder, NOW + timedelta(days=1)) == 1


def test_a_leap_of_the_clock_ages_nothing(folder: Path) -> None:
    _hours_of_work(folder, NOW)
    assert _a_day(folder, NOW) == 12
    assert _a_day(folder, NOW + timedelta(days=4000)) == 12
    assert _a_day(folder, NOW + timedelta(hours=1)) == 12
    assert _a_day(folder, NOW - timedelta(days=4000)) == 12
    assert _a_day(folder, NOW + timedelta(days=1)) == 12
    assert _a_day(folder, NOW + timedelta(days=2)) == 1, "once the clock goes steadily again"


def test_a_damaged_section_is_named_and_mended_while_the_window_works(opened: Opened, folder: Path) -> None:
    connection = sqlite3.connect(folder / "danvan.db")
    connection.execute("UPDATE parts SET body = zeroblob(9) WHERE section = 'ket-qua'")
    connection.commit()
    connection.close()
    (finding,) = examine_open(_library(opened).drafts.database, folder)
    assert "KẾT QUẢ" in finding.text or "Mục thứ 2" in finding.text
    assert "bản sao lưu lúc 08:00" in finding.text
    assert _library(opened).drafts.load(1) == report()
    assert examine_open(_library(opened).drafts.database, folder) == ()
    assert not list(folder.glob(".danvan-*"))


def test_a_broken_structure_in_use_is_said_and_looked_at_thoroughly_next_time(folder: Path) -> None:
    opened = open_or_recover(folder)
    connection = sqlite3.connect(folder / "danvan.db")
    (page,) = connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = 'revisions_section'"
    ).fetchone()
    connection.close()
    data = bytearray((folder / "danvan.db").read_bytes())
    data[(page - 1) * 4096 : page * 4096] = bytes(4096)
    (folder / "danvan.db").write_bytes(data)
    (finding,) = examine_open(_library(opened).drafts.database, folder)
    assert finding.kind == "broken"
    assert "đóng rồi mở lại" in finding.text
    assert (folder / CHECK_NAME).exists()
    _crash(opened)
    again = open_or_recover(folder)
    assert again.library is None
    taken = take(again, again.offers[0])
    assert _library(taken).drafts.load(1) == report()
    assert not (folder / CHECK_NAME).exists()
    close(taken)


def test_saving_goes_on_while_the_whole_database_is_examined(opened: Opened, folder: Path) -> None:
    drafts = _library(opened).drafts
    seen: list[object] = []
    real = Drafts.save

    def checked(connection: sqlite3.Connection) -> list[object]:
        seen.append(real(drafts, 1, report(note="giữa lúc kiểm tra")))
        return []

    import danvan_desktop.services.doctor as doctor

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(doctor, "damaged_rows", checked)
        assert examine_open(drafts.database, folder) == ()
    assert len(seen) == 1
    assert drafts.load(1) == report(note="giữa lúc kiểm tra")


def test_a_folder_that_cannot_be_written_is_opened_to_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: Path) -> None:
        raise UserError("Không được phép ghi.", "Hãy chọn thư mục khác.")

    monkeypatch.setattr(single_writer, "claim", refused)
    opened = open_or_recover(folder)
    assert opened.read_only.startswith("Không được phép ghi.")
    assert _library(opened).drafts.load(1) == report()
    assert close(opened) == ()


def test_a_session_that_only_reads_leaves_no_marker_and_no_backup(folder: Path) -> None:
    window = open_or_recover(folder, NOW)
    marker = (folder / MARKER_NAME).read_bytes()
    reader = open_or_recover(folder, NOW)
    assert session.end(_library(reader), NOW) == ()
    assert (folder / MARKER_NAME).read_bytes() == marker
    assert len(backups(backups_folder(folder))) == 1
    close(window, NOW)
