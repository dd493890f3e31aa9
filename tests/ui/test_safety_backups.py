"""The dialog of backups: proved in sight, made, put back, a second place, and the hand-over."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from flipped import forget_in_index, zero_page_of
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QTableWidget
from shell_kit import Shell, child, when_asked

from danvan_desktop.services import backup, session
from danvan_desktop.services.removable import Removable
from danvan_desktop.ui.safety import handover_row, second_place_row
from danvan_desktop.ui.safety.backup_list import backup_words, size_words
from danvan_desktop.ui.safety.backups_dialog import BackupsDialog


@pytest.fixture
def shell(tmp_path: Path, qtbot):
    made = Shell(tmp_path / "dữ liệu")
    made.with_report(made.with_office())
    yield made
    made.close()


def show(shell: Shell, qtbot) -> BackupsDialog:
    window = shell.window or shell.open(qtbot)
    dialog = BackupsDialog(window, shell.library)
    qtbot.addWidget(dialog)
    dialog.show()
    settled(dialog, qtbot)
    return dialog


def settled(dialog: BackupsDialog, qtbot) -> None:
    qtbot.waitUntil(lambda: not dialog.busy, timeout=10_000)


def rows(dialog: BackupsDialog) -> list[list[str]]:
    table = child(dialog, "backup_table", QTableWidget)
    return [
        [table.item(row, column).text() for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def test_without_a_backup_it_says_what_to_do_next(shell: Shell, qtbot) -> None:
    dialog = show(shell, qtbot)
    assert child(dialog, "backup_none").isVisible()
    assert not child(dialog, "backup_table").isVisible()
    assert not dialog.restore.isEnabled()
    qtbot.mouseClick(dialog.now, Qt.MouseButton.LeftButton)
    settled(dialog, qtbot)
    assert dialog.messages.text == "Đã sao lưu và kiểm lại: đủ và đúng."
    ((when, kind, size, place, proof),) = rows(dialog)
    assert when.endswith(" hôm nay")
    assert (kind, place, proof) == ("Tự sao lưu", "Máy này", "Đủ và đúng, 1 báo cáo")
    assert size.endswith(" KB")
    assert dialog.restore.isEnabled()


@pytest.mark.parametrize(
    "ruin",
    [
        lambda file: file.write_bytes(b"not a database" * 1000),
        lambda file: zero_page_of(file, "parts"),
        lambda file: forget_in_index(file, "reports_office"),
    ],
    ids=["no database", "a page zeroed", "an index that lacks rows"],
)
def test_a_backup_that_is_not_sound_is_called_so_and_not_put_back(shell: Shell, qtbot, ruin) -> None:
    backup.back_up(shell.library.data_dir, now=datetime.now() - timedelta(days=1))
    ruin(backup.back_up(shell.library.data_dir, "daily").path)
    dialog = show(shell, qtbot)
    assert [row[-1] for row in rows(dialog)] == ["Hỏng, không dùng được", "Đủ và đúng, 1 báo cáo"]
    assert not dialog.restore.isEnabled()
    dialog.table.setCurrentCell(1, 0)
    assert dialog.restore.isEnabled()


def test_restoring_keeps_a_copy_of_today_and_shows_the_reports_of_then(shell: Shell, qtbot) -> None:
    then = backup.back_up(shell.library.data_dir)
    report_id = shell.drafts.summaries()[0].id
    report = shell.drafts.load(report_id)
    window = shell.open(qtbot)
    window.open_report(report_id)
    shell.with_report(shell.drafts.offices()[0].id)
    today = msgspec.structs.replace(report, subject="viết hôm nay")
    shell.drafts.save(report_id, today)

    def put_back(dialog) -> None:
        settled(dialog, qtbot)
        child(dialog, "backup_restore").click()
        assert "giữ lại một bản trước khi thay" in dialog.messages.text
        child(dialog, "restore_yes").click()

    when_asked(put_back)
    window.actions_by_name["show_backups"].trigger()
    qtbot.waitUntil(lambda: "Đã khôi phục" in window.home.messages.text, timeout=10_000)
    assert "được giữ trong bản sao lưu lúc" in window.home.messages.text
    assert shell.drafts.load(report_id).subject == report.subject
    assert len(shell.drafts.summaries()) == 1
    kinds = [one.kind for one in backup.backups(backup.backups_folder(shell.library.data_dir))]
    assert sorted(kinds) == ["manual", "restore"]
    assert window.page == "home"
    assert then.path.exists()


def test_nothing_is_touched_or_closed_while_the_data_are_replaced(shell: Shell, qtbot) -> None:
    window = shell.open(qtbot)
    window.set_busy(True)
    assert not window.close()
    assert not window.home.isEnabled()
    window.set_busy(False)
    assert window.home.isEnabled()


def test_a_usb_stick_as_the_second_place(shell: Shell, qtbot, monkeypatch, tmp_path: Path) -> None:
    stick = tmp_path / "KINGSTON"
    stick.mkdir()
    monkeypatch.setattr(second_place_row, "removable_places", lambda: (Removable("KINGSTON", stick),))
    dialog = show(shell, qtbot)
    assert not child(dialog, "second_forget").isVisible()
    menu = child(dialog, "second_choose").menu()
    menu.aboutToShow.emit()
    assert "KINGSTON" in menu.actions()[0].text()
    menu.actions()[0].trigger()
    settled(dialog, qtbot)
    place = session.second_place(shell.library)
    assert place is not None
    assert place.parent == stick
    assert str(place) in child(dialog, "second_place").text()
    assert [row[3] for row in rows(dialog)] == ["Nơi thứ hai"]
    dialog.now.click()
    settled(dialog, qtbot)
    assert {row[3] for row in rows(dialog)} == {"Máy này", "Nơi thứ hai"}
    child(dialog, "second_forget").click()
    settled(dialog, qtbot)
    assert session.second_place(shell.library) is None
    assert list(place.iterdir()), "what was backed up there stays"


def test_a_second_place_that_is_gone_is_said_and_the_first_still_made(
    shell: Shell, qtbot, tmp_path: Path
) -> None:
    gone = tmp_path / "usb"
    session.set_second_place(shell.library, gone)
    for one in gone.iterdir():
        one.unlink()
    gone.rmdir()
    gone.write_text("the stick was pulled out; a file stands where the folder was")
    dialog = show(shell, qtbot)
    assert "hãy cắm lại USB" in child(dialog, "second_place").text()
    dialog.now.click()
    settled(dialog, qtbot)
    assert dialog.messages.text.startswith("Đã sao lưu trên máy này, nhưng chưa sao lưu được ở nơi thứ hai.")
    assert [row[3] for row in rows(dialog)] == ["Máy này"]


def test_the_hand_over_says_where_it_is(shell: Shell, qtbot, monkeypatch, tmp_path: Path) -> None:
    place = tmp_path / "bàn giao"
    place.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(place))
    dialog = show(shell, qtbot)
    child(dialog, "handover_write").click()
    settled(dialog, qtbot)
    (folder,) = place.iterdir()
    assert dialog.messages.text == f"Đã ghi 1 báo cáo vào “{folder}”."
    assert {file.suffix for file in folder.rglob("*") if file.is_file()} == {
        ".docx",
        ".txt",
        ".json",
        ".xlsx",
    }
    assert not child(dialog, "handover_progress").isVisible()


def test_a_hand_over_that_is_stopped_leaves_nothing(shell: Shell, qtbot, monkeypatch, tmp_path: Path) -> None:
    write = handover_row.write_handover
    dialog = show(shell, qtbot)

    def stopped_at_the_first(library, place, progress, cancelled):
        child(dialog, "handover_stop")
        dialog.handover.cancel()
        return write(library, place, progress=lambda *_: None, cancelled=cancelled)

    monkeypatch.setattr(handover_row, "write_handover", stopped_at_the_first)
    before = set(tmp_path.iterdir())
    dialog.handover.hand_over(tmp_path)
    settled(dialog, qtbot)
    assert set(tmp_path.iterdir()) == before
    assert dialog.messages.text == "Đã dừng bàn giao, không để lại gì."


def test_a_hand_over_that_fails_says_why(shell: Shell, qtbot, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("no folder")
    dialog = show(shell, qtbot)
    dialog.handover.hand_over(tmp_path / "tệp")
    settled(dialog, qtbot)
    assert dialog.messages.text.startswith("Chưa ghi được bộ bàn giao vào")


@pytest.mark.parametrize(
    ("size", "words"),
    [(10, "1 KB"), (152 * 1024, "152 KB"), (1024 * 1024, "1,0 MB"), (1_300_000, "1,2 MB")],
)
def test_a_size_in_words(size: int, words: str) -> None:
    assert size_words(size) == words


def test_a_moment_of_a_backup_in_words() -> None:
    now = datetime(2026, 6, 10, 9, 0)
    assert backup_words(datetime(2026, 6, 10, 8, 5), now) == "08:05 hôm nay"
    assert backup_words(datetime(2026, 6, 9, 17, 5), now) == "17:05 hôm qua"
    assert backup_words(datetime(2025, 12, 1, 8, 5), now) == "08:05 ngày 1/12/2025"
