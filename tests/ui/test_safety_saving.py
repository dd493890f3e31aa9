"""Every clause of autosave in the window, with a store that really fails: full, locked, read-only, gone."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from shell_kit import Shell, child, type_into, when_asked

from danvan_desktop.domain import report_json
from danvan_desktop.domain.edits import set_items
from danvan_desktop.domain.report import Item
from danvan_desktop.paths import database_file
from danvan_desktop.services.editing import Place
from danvan_desktop.services.removable import Removable, removable_places
from danvan_desktop.ui import unsaved_dialog
from danvan_desktop.ui.editor.table_item import TableItem
from danvan_desktop.ui.rich_text.field import RichTextField


def open_report(shell: Shell, qtbot):
    report = shell.with_report(shell.with_office())
    window = shell.open(qtbot)
    assert window.open_report(report)
    return window, report


def text_field(window) -> RichTextField:
    """The first field of running text of the open report, with the keyboard in it."""
    part = next(section for section in window.desk.report.sections if section.role == "context")
    inner = part.sections[0].id if part.sections else part.id
    window.desk._editor.show_part(inner)
    field = next(
        one
        for one in window.desk._editor.area.form.fields().values()
        if isinstance(one, RichTextField) and one.isVisible()
    )
    field.setFocus()
    return field


def on_disk(shell: Shell, report: int) -> str:
    return report_json.encode(shell.drafts.load(report)).decode()


@contextmanager
def full(shell: Shell) -> Iterator[None]:
    connection = shell.drafts.database._connection
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    yield
    connection.execute("PRAGMA max_page_count = 1073741823")


@contextmanager
def locked(shell: Shell) -> Iterator[None]:
    with closing(sqlite3.connect(database_file(shell.library.data_dir), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def read_only(shell: Shell) -> Iterator[None]:
    connection = shell.drafts.database._connection
    connection.execute("PRAGMA query_only = 1")
    yield
    connection.execute("PRAGMA query_only = 0")


@contextmanager
def gone(shell: Shell) -> Iterator[None]:
    """The folder as on a stick that is pulled out, and put in again with what is on it."""
    folder = shell.library.data_dir
    away = folder.with_name("rút ra")
    shutil.copytree(folder, away)
    shutil.rmtree(folder)
    yield
    assert not folder.exists(), "nothing is begun anew in the place of what is gone"
    shutil.copytree(away, folder)


FAULTS: dict[str, tuple[Callable, str, str]] = {
    "full": (full, "đã đầy", "x" * 40_000),
    "locked": (locked, "đang", "chữ"),
    "read only": (read_only, "ghi", "chữ"),
    "gone": (gone, "Không còn thấy cơ sở dữ liệu", "chữ"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_store_that_fails_turns_the_light_red_and_loses_nothing(shell: Shell, qtbot, fault: str) -> None:
    broken, reason, typed = FAULTS[fault]
    window, report = open_report(shell, qtbot)
    field = text_field(window)
    with broken(shell):
        editing = window.desk.editing
        if fault == "full":
            wide = msgspec.structs.replace(editing.report, recipients=(typed,))
            editing.apply(wide, "Dán", Place("@signing"))
        type_into(field, "không được mất")
        qtbot.waitUntil(lambda: window.status.save_light.state.kind == "failed", timeout=5000)
        assert window.status.save_light.text == "Chưa ghi được"
        assert reason in child(window.status.save_light, "save_text").toolTip()
        assert window.desk.notice.text.startswith("Chưa ghi được, chữ vừa gõ vẫn còn trên màn hình. ")
        assert reason in window.desk.notice.text
        assert "không được mất" in report_json.encode(window.desk.report).decode()
        seen: list[str] = []

        def stay(dialog) -> None:
            seen.append(dialog._reason.text())
            child(dialog, "unsaved_stay").click()

        when_asked(stay)
        assert not window.close()
        assert reason in seen[0]
        assert "không được mất" in field.toPlainText()
    child(window, "save_retry").click()
    qtbot.waitUntil(lambda: window.status.save_light.text.startswith("Đã ghi "), timeout=5000)
    assert "không được mất" in on_disk(shell, report)
    assert window.desk.notice.text == ""


def test_a_failed_write_is_tried_again_unasked(shell: Shell, qtbot, monkeypatch) -> None:
    monkeypatch.setattr("danvan_desktop.services.autosave.RETRY_SECONDS", (0.05,))
    window, report = open_report(shell, qtbot)
    field = text_field(window)
    with read_only(shell):
        type_into(field, "một")
        qtbot.waitUntil(lambda: window.status.save_light.state.kind == "failed", timeout=5000)
    qtbot.waitUntil(lambda: window.status.save_light.state.kind == "saved", timeout=5000)
    assert "một" in on_disk(shell, report)


def test_typing_is_on_disk_within_a_second_of_the_last_key(shell: Shell, qtbot) -> None:
    window, report = open_report(shell, qtbot)
    field = text_field(window)
    for number in range(6):
        type_into(field, f"từ{number} ")
        qtbot.wait(120)
    type_into(field, "cuối")
    last = time.monotonic()
    qtbot.waitUntil(lambda: window.desk.unsaved is None, timeout=1000)
    assert time.monotonic() - last < 1.0
    assert "từ0 từ1 từ2 từ3 từ4 từ5 cuối" in on_disk(shell, report)


@pytest.mark.parametrize("leave", ["field", "section by key", "section by mouse", "window"])
def test_leaving_writes_without_the_pause(shell: Shell, qtbot, monkeypatch, leave: str) -> None:
    monkeypatch.setattr("danvan_desktop.services.autosave.WRITE_PAUSE", 3600.0)
    window, report = open_report(shell, qtbot)
    field = text_field(window)
    type_into(field, "đã rời đi")
    assert "đã rời đi" not in on_disk(shell, report)
    if leave == "field":
        qtbot.keyClick(field, Qt.Key.Key_Tab)
    elif leave == "section by key":
        qtbot.keyClick(field, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    elif leave == "section by mouse":
        outline = window.desk._editor.outline
        place = outline.visualItemRect(outline.topLevelItem(0)).center()
        qtbot.mouseClick(outline.viewport(), Qt.MouseButton.LeftButton, pos=place)
    else:
        window.clearFocus()
        field.clearFocus()
    qtbot.waitUntil(lambda: "đã rời đi" in on_disk(shell, report), timeout=1000)


def test_a_cell_of_a_table_is_told_as_it_is_typed(shell: Shell, qtbot) -> None:
    report_id = shell.with_report(shell.with_office())
    report = shell.drafts.load(report_id)
    part = next(section for section in report.sections if section.role == "context")
    inner = part.sections[0].id if part.sections else part.id
    table = Item(id="bang", type="table", rows=(("Thôn", "Số hộ"), ("Hạ", "")))
    shell.drafts.save(report_id, set_items(report, inner, [table]))
    window = shell.open(qtbot)
    window.open_report(report_id)
    window.desk._editor.show_part(inner)
    grid = child(window, "text_table", TableItem)
    grid.setCurrentCell(1, 1)
    grid.setFocus()
    grid.editItem(grid.item(1, 1))
    cell = child(grid, "text_cell")
    type_into(cell, "12 ")
    type_into(cell, "hộ")
    assert window.desk.report is not None
    assert '"12 hộ"' in report_json.encode(window.desk.report).decode(), "told while the cell is still open"
    assert cell.text() == "12 hộ"
    qtbot.waitUntil(lambda: '"12 hộ"' in on_disk(shell, report_id), timeout=1000)


def test_a_usb_stick_is_offered_by_name(shell: Shell, qtbot, monkeypatch, tmp_path: Path) -> None:
    stick = tmp_path / "KINGSTON"
    stick.mkdir()
    monkeypatch.setattr(unsaved_dialog, "removable_places", lambda: (Removable("KINGSTON", stick),))
    window, _ = open_report(shell, qtbot)
    field = text_field(window)
    with read_only(shell):
        type_into(field, "mang theo")
        qtbot.waitUntil(lambda: window.status.save_light.state.kind == "failed", timeout=5000)

        def write(dialog) -> None:
            button = child(dialog, "unsaved_usb_0")
            assert "KINGSTON" in button.text()
            button.click()
            child(dialog, "unsaved_leave").click()

        when_asked(write)
        assert window.close()
    file, words = sorted(stick.iterdir())
    assert "mang theo" in file.read_text(encoding="utf-8")
    assert words == file.with_suffix(".txt")
    assert "mang theo" in words.read_text(encoding="utf-8-sig")
    assert report_json.decode(file.read_bytes()).sections


def test_removable_drives_are_told_from_others() -> None:
    mounts = (
        "/dev/sda2 / ext4 rw 0 0\n"
        "/dev/sdb1 /media/huong/USB\\040CỦA\\040HƯƠNG vfat rw 0 0\n"
        "/dev/sdc1 /run/media/huong/KINGSTON exfat rw 0 0\n"
        "tmpfs /run/user/1000 tmpfs rw 0 0\n"
    )
    assert removable_places(mounts) == (
        Removable("USB CỦA HƯƠNG", Path("/media/huong/USB CỦA HƯƠNG")),
        Removable("KINGSTON", Path("/run/media/huong/KINGSTON")),
    )


def test_the_words_of_a_session_that_ends_are_on_disk(shell: Shell, qtbot, monkeypatch) -> None:
    monkeypatch.setattr("danvan_desktop.services.autosave.WRITE_PAUSE", 3600.0)
    window, report = open_report(shell, qtbot)
    type_into(text_field(window), "trước khi tắt máy")
    window.session_ends(_Manager())
    assert "trước khi tắt máy" in on_disk(shell, report)


class _Manager:
    """Stands in for the session manager of a desktop that lets nobody interact."""

    def allowsInteraction(self) -> bool:
        return False
