"""How a session ends: told to by the system, with a backup that failed, with a state worth keeping."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from shell_kit import Shell, child
from test_safety_saving import open_report, text_field, type_into
from test_safety_start import closing_after, run, with_data

from danvan_desktop.domain import report_json
from danvan_desktop.errors import UserError
from danvan_desktop.services import session
from danvan_desktop.services.crash_log import LOG_NAME
from danvan_desktop.services.library import open_library
from danvan_desktop.store.drafts import Drafts


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells of its end in another way")
@pytest.mark.parametrize("dialog", [False, True], ids=["at the desk", "over a dialog"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_being_told_to_end_writes_and_ends(
    tmp_path: Path, qtbot, monkeypatch: pytest.MonkeyPatch, number: signal.Signals, dialog: bool
) -> None:
    monkeypatch.setattr("danvan_desktop.services.autosave.WRITE_PAUSE", 3600.0)
    report_id = with_data(tmp_path)
    before = signal.getsignal(number)

    def type_and_be_told(window) -> None:
        assert window.open_report(report_id)
        type_into(text_field(window), "trước khi tắt máy")
        QTimer.singleShot(50, lambda: os.kill(os.getpid(), number))
        if dialog:
            window.show_about()

    assert run(tmp_path, type_and_be_told) == 0
    assert signal.getsignal(number) is before
    library = open_library(tmp_path)
    assert "trước khi tắt máy" in report_json.encode(library.drafts.load(report_id)).decode()
    library.close()
    assert not (tmp_path / session.MARKER_NAME).exists(), "it was a good end"


def test_a_bug_while_typing_keeps_the_words_and_is_told(
    tmp_path: Path, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("danvan_desktop.services.autosave.WRITE_PAUSE", 3600.0)
    report_id = with_data(tmp_path)
    secret = "đơn thư của ông Nguyễn Văn A"
    told: list[str] = []

    def on_disk() -> str:
        with closing(open_library(tmp_path, read_only=True)) as library:
            return report_json.encode(library.drafts.load(report_id)).decode()

    def fail() -> None:
        raise ValueError(secret)

    def type_until_it_breaks(window) -> None:
        assert window.open_report(report_id)
        type_into(text_field(window), secret)
        told.append(on_disk())
        QTimer.singleShot(0, fail)
        QTimer.singleShot(5000, window, window.close)  # an end for a test that fails

    def read(dialog) -> None:
        told.extend([dialog.objectName(), child(dialog, "crash_text").text(), on_disk()])
        dialog.reject()
        QTimer.singleShot(0, QApplication.closeAllWindows)

    hook = sys.excepthook
    assert run(tmp_path, type_until_it_breaks, read) == 0
    assert sys.excepthook is hook
    before, dialog, text, after = told
    assert (dialog, "đã được ghi xuống đĩa" in text) == ("crash_dialog", True)
    assert (secret in before, secret in after) == (False, True)
    log = (tmp_path / LOG_NAME).read_text(encoding="utf-8")
    assert "ValueError" in log
    assert "Nguyễn" not in log


def _refuse(*_: object) -> None:
    raise UserError("Ổ đĩa đã đầy.", "Hãy xóa bớt tệp.")


def test_a_backup_that_failed_at_the_end_is_said(tmp_path: Path, qtbot, monkeypatch) -> None:
    with_data(tmp_path)
    monkeypatch.setattr(session, "back_up_if_due", _refuse)
    texts: list[str] = []

    def read(dialog) -> None:
        assert dialog.objectName() == "end_failed_dialog"
        texts.append(child(dialog, "end_failed_text").text())
        dialog.reject()

    assert run(tmp_path, closing_after(lambda _: None), read) == 0
    assert texts[0].startswith("Mọi bài soạn đã được ghi")
    assert "Ổ đĩa đã đầy. Hãy xóa bớt tệp." in texts[0]


@pytest.mark.parametrize("places", ["home", "none"])
def test_the_end_does_not_say_that_all_was_written_when_it_was_not(
    tmp_path: Path, own_folders: Path, qtbot, monkeypatch, places: str
) -> None:
    report_id = with_data(tmp_path)
    monkeypatch.setattr(session, "back_up_if_due", _refuse)
    monkeypatch.setattr(Drafts, "save", _refuse)
    if places == "none":
        monkeypatch.setattr("danvan_desktop.services.rescue.usual_places", tuple)
    texts: list[str] = []

    def type_and_close(window) -> None:
        assert window.open_report(report_id)
        type_into(text_field(window), "trên ổ đĩa đầy")
        QTimer.singleShot(0, window.close)

    def copy_and_leave(dialog) -> None:
        assert dialog.objectName() == "unsaved_dialog"
        child(dialog, "unsaved_copy").click()
        if places == "none":
            child(dialog, "unsaved_pasted").click()
        child(dialog, "unsaved_leave").click()

    def read(dialog) -> None:
        assert dialog.objectName() == "end_failed_dialog"
        texts.append(child(dialog, "end_failed_text").text())
        dialog.reject()

    assert run(tmp_path, type_and_close, copy_and_leave, read) == 0
    assert "chưa ghi được vào dữ liệu" in texts[0]
    assert "đã được ghi" not in texts[0]
    assert texts[0].count("Ổ đĩa đã đầy.") == 1
    kept = list(own_folders.glob("*.txt"))
    assert len(kept) == (1 if places == "home" else 0)
    assert (f"“{kept[0]}”" if kept else "chỉ còn ở nơi bạn đã dán") in texts[0]


def test_a_stick_that_is_not_there_holds_nobody_up(tmp_path: Path, qtbot) -> None:
    with_data(tmp_path)
    stick = tmp_path.with_name(f"{tmp_path.name} USB")
    library = open_library(tmp_path)
    session.set_second_place(library, stick)
    library.close()
    for file in stick.iterdir():
        file.unlink()
    stick.rmdir()
    stick.touch()
    assert run(tmp_path, closing_after(lambda _: None)) == 0
    assert QApplication.activeModalWidget() is None


@pytest.mark.parametrize("leave", ["section", "desk", "minimise"])
def test_turning_to_something_else_keeps_a_revision(shell: Shell, qtbot, monkeypatch, leave: str) -> None:
    for pause in ("WRITE_PAUSE", "REVISION_PAUSE"):
        monkeypatch.setattr(f"danvan_desktop.services.autosave.{pause}", 3600.0)
    window, report_id = open_report(shell, qtbot)
    type_into(text_field(window), "đã rời đi")

    def kept() -> bool:
        newest = shell.drafts.revisions.revisions(report_id)
        state = shell.drafts.revisions.report_at(report_id, newest[-1].id) if newest else None
        return state is not None and "đã rời đi" in report_json.encode(state).decode()

    assert not kept()
    if leave == "section":
        window.desk._editor.show_part("@signing")
    elif leave == "desk":
        window.show_page("home")
    else:
        window.showMinimized()
    qtbot.waitUntil(kept, timeout=2000)


def test_only_the_text_gives_back_what_was_folded_by_hand(shell: Shell, qtbot) -> None:
    window, _ = open_report(shell, qtbot)
    fold, only = window.actions_by_name["fold_outline"], window.actions_by_name["show_only_text"]
    fold.trigger()
    assert window.desk.outline_folded
    only.trigger()
    only.trigger()
    assert window.desk.outline_folded, "as the person had it"
    fold.trigger()
    assert not window.desk.outline_folded
    assert window.desk._editor.outline.isVisible()
    only.trigger()
    assert not window.desk._editor.outline.isVisible()
    only.trigger()
    assert window.desk._editor.outline.isVisible()
