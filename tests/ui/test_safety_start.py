"""What a start finds and says: damage, a sudden end, another window, a bad place, newer data."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from shell_kit import Shell, child, office

from danvan_desktop import app
from danvan_desktop.layout.sample import sample_report
from danvan_desktop.paths import database_file
from danvan_desktop.services import backup, session, single_writer
from danvan_desktop.services.library import open_library
from danvan_desktop.ui.main_window import MainWindow


def with_data(folder: Path) -> int:
    """A data folder with an office and a report, closed again; the report's id."""
    library = open_library(folder)
    try:
        return library.drafts.create(sample_report(), library.drafts.add_office(office()))
    finally:
        library.close()


def run(folder: Path, *acts: Callable[[Any], object]) -> int:
    """Start the program; each of `acts` gets the next dialog or window that shows, and the last ends it.

    An exit of ours beside that of the last window closing would stay behind and end the loops of later tests.
    """
    waiting, seen = list(acts), []
    wrong: list[Exception] = []

    def look() -> None:
        shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        fresh = [one for one in shown if isinstance(one, MainWindow | QDialog) and one not in seen]
        if wrong:
            QApplication.exit(0)
        if wrong or not (waiting or shown):
            return
        timer.start()
        if waiting and fresh:
            seen.append(fresh[0])
            try:
                waiting.pop(0)(fresh[0])
            except Exception as error:
                wrong.append(error)
                [one.hide() for one in shown]

    timer = QTimer()
    timer.setSingleShot(True)
    timer.setInterval(10)
    timer.timeout.connect(look)
    timer.start()
    try:
        code = app.run(folder)
    finally:
        timer.stop()
    if wrong:
        raise wrong[0]
    assert waiting == [], "something did not show"
    return code


def accept(name: str, into: list[str]) -> Callable[[QDialog], None]:
    def act(dialog: QDialog) -> None:
        assert dialog.objectName() == name
        into.append(child(dialog, "recovery_found").text())
        child(dialog, "recovery_go_on").click()

    return act


def closing_after(act: Callable[[MainWindow], object]) -> Callable[[MainWindow], None]:
    def then_close(window: MainWindow) -> None:
        act(window)
        assert window.close()

    return then_close


def test_a_good_end_is_no_news(tmp_path: Path, qtbot) -> None:
    with_data(tmp_path)
    said: list[str] = []
    for _ in range(2):
        assert run(tmp_path, closing_after(lambda w: said.append(w.home.messages.text + w.banner.text))) == 0
    assert said == ["", ""]
    kinds = [one.kind for one in backup.backups(backup.backups_folder(tmp_path))]
    assert kinds == ["daily"], "closing makes a day's one backup"


def test_after_a_sudden_end_the_next_start_says_what_is_there(tmp_path: Path, qtbot) -> None:
    report_id = with_data(tmp_path)

    def write_and_die(window: MainWindow) -> None:
        report = window.library.drafts.load(report_id)
        window.library.drafts.save(report_id, msgspec.structs.replace(report, subject="bài đang dở"))
        marker = (tmp_path / "danvan.session").read_bytes()
        kept.append(marker)

    kept: list[bytes] = []
    run(tmp_path, closing_after(write_and_die))
    (tmp_path / "danvan.session").write_bytes(kept[0])
    said: list[str] = []

    def look(window: MainWindow) -> None:
        said.append(window.home.messages.text)
        child(window.home, "open_recovered").click()
        assert window.desk.report_id == report_id

    run(tmp_path, closing_after(look))
    assert "bị ngắt đột ngột" in said[0]
    assert "“bài đang dở”" in said[0]


def test_a_database_that_does_not_open_is_set_aside_and_the_newest_backup_taken(
    tmp_path: Path, qtbot
) -> None:
    report_id = with_data(tmp_path)
    backup.back_up(tmp_path)
    broken = b"SQLite format 3\0" + b"rubbish" * 4000
    database_file(tmp_path).write_bytes(broken)
    found: list[str] = []

    def look(window: MainWindow) -> None:
        found.append(window.home.messages.text)
        assert window.library.drafts.load(report_id) == sample_report()

    assert run(tmp_path, accept("recovery_dialog", found), closing_after(look)) == 0
    assert "hỏng" in found[0]
    assert found[1] != ""
    asides = [file for file in tmp_path.iterdir() if "hong" in file.name]
    assert [file.read_bytes() for file in asides] == [broken]


def test_leaving_the_choice_touches_nothing(tmp_path: Path, qtbot) -> None:
    with_data(tmp_path)
    backup.back_up(tmp_path)
    broken = b"SQLite format 3\0" + b"rubbish" * 4000
    database_file(tmp_path).write_bytes(broken)
    before = sorted(file.name for file in tmp_path.iterdir() if file.suffix == ".db")
    assert run(tmp_path, lambda dialog: dialog.reject()) == 2
    assert database_file(tmp_path).read_bytes() == broken
    assert sorted(file.name for file in tmp_path.iterdir() if file.suffix == ".db") == before
    lock = single_writer.claim(tmp_path)
    assert lock is not None, "the folder is let go"
    lock.release()


def test_a_second_window_only_reads_and_says_so(tmp_path: Path, qtbot) -> None:
    report_id = with_data(tmp_path)
    lock = single_writer.claim(tmp_path)
    assert lock is not None

    def look(window: MainWindow) -> None:
        assert "chỉ đọc" in window.banner.text
        assert not child(window.banner, "message_close").isVisible()
        assert not window.home.commands["new_report"].isEnabled()
        assert not window.home.commands["trash_report"].isEnabled()
        assert not window.actions_by_name["move_data"].isEnabled()
        assert window.open_report(report_id)
        assert window.desk.editing is None
        assert child(window, "reading_page").isVisible()
        assert sample_report().sections[1].heading in child(window, "reading_page").text.toPlainText()

    try:
        assert run(tmp_path, closing_after(look)) == 0
    finally:
        lock.release()


def test_data_of_a_newer_version_are_refused_by_both_names(tmp_path: Path, qtbot) -> None:
    with_data(tmp_path)
    with closing(sqlite3.connect(database_file(tmp_path))) as connection:
        (table,) = connection.execute(
            "SELECT name FROM sqlite_master WHERE name LIKE '%migrations%' AND type = 'table'"
        ).fetchone()
        names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        row = list(connection.execute(f"SELECT * FROM {table} ORDER BY rowid DESC LIMIT 1").fetchone())
        row[names.index("name")] = "007_of_the_future"
        if "id" in names:
            row[names.index("id")] = 999
        connection.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(row))})", row)
        connection.commit()
    before = database_file(tmp_path).read_bytes()
    texts: list[str] = []

    def read(dialog: QDialog) -> None:
        texts.append(child(dialog, "start_refused_text").text())
        dialog.reject()

    assert run(tmp_path, read) == 2
    assert "thuộc phiên bản 7, chương trình này chỉ biết đến phiên bản 1" in texts[0]
    assert database_file(tmp_path).read_bytes() == before


def test_a_synchronised_folder_is_warned_of_and_can_be_left(
    tmp_path: Path, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    cloud, local = tmp_path / "OneDrive" / "dân vận", tmp_path / "máy này"
    local.mkdir()
    report_id = with_data(cloud)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(local))
    said: list[str] = []

    def move(window: MainWindow) -> None:
        said.append(window.banner.text)
        child(window.banner, "banner_move").click()
        child(window.home, "move_yes").click()

    def look(window: MainWindow) -> None:
        said.append(window.banner.text)
        assert window.library.data_dir == local
        assert window.library.drafts.load(report_id) == sample_report()

    assert run(cloud, move, closing_after(look)) == 0
    assert "OneDrive" in said[0]
    assert said[1] == ""
    assert database_file(cloud).exists(), "the old data stay where they were"


def test_a_move_that_fails_opens_the_old_place_again_and_says_why(
    tmp_path: Path, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, taken = tmp_path / "Dropbox", tmp_path / "có dữ liệu"
    with_data(old)
    with_data(taken)
    said: list[str] = []

    def move(window: MainWindow) -> None:
        window.safety._close_to_move(taken)

    def look(window: MainWindow) -> None:
        assert window.library.data_dir == old
        said.append(window.home.messages.text)

    assert run(old, move, closing_after(look)) == 0
    assert said[0].startswith("Không chuyển được dữ liệu vào")


def damage(folder: Path, report_id: int) -> None:
    """Zero a section of the report on the disk."""
    with closing(sqlite3.connect(database_file(folder))) as connection:
        connection.execute(
            "UPDATE parts SET body = zeroblob(20) WHERE report_id = ? AND section = ?",
            (report_id, sample_report().sections[1].id),
        )
        connection.commit()


@pytest.fixture
def damaged(tmp_path: Path, qtbot):
    """A window on data with a damaged section and a good backup; with it the report's id."""
    shell = Shell(tmp_path / "dữ liệu")
    report_id = shell.drafts.create(sample_report(), shell.with_office())
    backup.back_up(shell.library.data_dir)
    damage(shell.library.data_dir, report_id)
    yield shell.open(qtbot), report_id
    shell.close()


def test_the_full_check_in_the_background_mends_and_names(damaged, qtbot) -> None:
    window, report_id = damaged
    window.safety.check_in_background()
    qtbot.waitUntil(lambda: not window.safety.checking, timeout=10_000)
    said = window.home.messages.text
    assert said.startswith("Mục thứ 2 của báo cáo (báo cáo số 1) bị hỏng: đã lấy lại từ bản sao lưu lúc")
    assert child(window.home, "see_backups").isVisible()
    assert window.library.drafts.load(report_id) == sample_report()


def test_the_full_check_begins_by_itself_after_the_start(
    tmp_path: Path, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    report_id = with_data(tmp_path)
    backup.back_up(tmp_path)
    damage(tmp_path, report_id)
    monkeypatch.setattr("danvan_desktop.ui.safety.safety._CHECK_AFTER_MS", 20)
    said: list[str] = []

    def wait_for_the_sentence(window: MainWindow, looks: int = 500) -> None:
        if (window.home.messages.text and not window.safety.checking) or not looks:
            said.append(window.home.messages.text)
            window.close()
            return
        QTimer.singleShot(20, lambda: wait_for_the_sentence(window, looks - 1))

    assert run(tmp_path, wait_for_the_sentence) == 0
    assert said[0].startswith("Mục thứ 2 của báo cáo (báo cáo số 1) bị hỏng: đã lấy lại từ bản sao lưu lúc")


def test_a_damaged_report_is_mended_and_opened_when_it_is_asked_for(damaged, qtbot) -> None:
    window, report_id = damaged
    assert not window.open_report(report_id)
    assert window.home.messages.text != ""
    qtbot.waitUntil(lambda: not window.safety.checking, timeout=10_000)
    assert window.desk.report == sample_report()
    assert "đã lấy lại từ bản sao lưu lúc" in window.desk.messages.text


def test_what_cannot_be_mended_is_said_and_not_tried_for_ever(damaged, qtbot, monkeypatch) -> None:
    window, report_id = damaged
    tries: list[int] = []

    def finds_nothing(*_: object) -> tuple[()]:
        tries.append(1)
        return ()

    monkeypatch.setattr("danvan_desktop.services.doctor.examine_open", finds_nothing)
    assert not window.open_report(report_id)
    qtbot.waitUntil(lambda: not window.safety.checking, timeout=10_000)
    assert window.desk.report is None
    assert window.home.messages.text != ""
    assert tries == [1]


@pytest.mark.parametrize(
    ("place", "words"), [("first", "trên máy này chưa có"), ("second", "Nơi sao lưu thứ hai")]
)
def test_a_place_that_lacks_a_days_work_is_named(tmp_path: Path, qtbot, place: str, words: str) -> None:
    shell = Shell(tmp_path / "dữ liệu")
    try:
        shell.with_report(shell.with_office())
        behind, other = backup.backups_folder(shell.library.data_dir), tmp_path / "usb"
        session.set_second_place(shell.library, other)
        backup.back_up(shell.library.data_dir)
        window = shell.open(qtbot)
        tomorrow = date.today() + timedelta(days=1)
        window.today = lambda: tomorrow
        window.safety.check_in_background()
        qtbot.waitUntil(lambda: not window.safety.checking, timeout=10_000)
        assert window.home.messages.text == "", "both places have all of today's work"
        for file in (behind if place == "first" else other).iterdir():
            file.unlink()
        window.safety.check_in_background()
        qtbot.waitUntil(lambda: not window.safety.checking, timeout=10_000)
        assert words in window.home.messages.text
    finally:
        shell.close()
