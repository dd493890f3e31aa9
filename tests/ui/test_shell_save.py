"""The save light, and closing without losing a word."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import SIGNAL, QEvent, Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from shell_kit import Shell, child, when_asked

from danvan_desktop.domain import report_json
from danvan_desktop.domain.figure_edits import shown
from danvan_desktop.domain.plain_text import report_text
from danvan_desktop.errors import UserError
from danvan_desktop.services.autosave import SaveState
from danvan_desktop.services.editing import Place
from danvan_desktop.ui.save_light import SaveLight

FAILURE = UserError("Ổ đĩa đã đầy.", "Hãy xóa bớt tệp.")


class Failing:
    """Stands in for the store's `save` and refuses until it is mended."""

    def __init__(self, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
        self.broken = True
        self._save = shell.drafts.save
        monkeypatch.setattr(shell.drafts, "save", self)

    def __call__(self, *args: object) -> datetime:
        if self.broken:
            raise FAILURE
        return self._save(*args)


def open_report(shell: Shell, qtbot):
    report = shell.with_report(shell.with_office())
    window = shell.open(qtbot)
    assert window.open_report(report)
    return window, report


def edit(window, subject: str) -> None:
    editing = window.desk._editing
    editing.apply(msgspec.structs.replace(editing.report, subject=subject), "Gõ", Place("@head"))


def test_the_light_says_saved_only_for_a_commit(qtbot) -> None:
    light = SaveLight()
    qtbot.addWidget(light)
    assert (light.text, light.isVisibleTo(None)) == ("", False)
    light.show_state(SaveState("saving"))
    assert light.text == "Đang ghi…"
    at = datetime(2026, 6, 10, 9, 5, 7).astimezone()
    light.show_state(SaveState("saved", at=at))
    assert light.text == "Đã ghi 09:05:07"


def test_a_failure_stays_until_a_write_succeeded(qtbot) -> None:
    light = SaveLight()
    qtbot.addWidget(light)
    light.show()
    light.show_state(SaveState("failed", reason="Ổ đĩa đã đầy."))
    assert light.text == "Chưa ghi được"
    whole = "Chưa ghi được, chữ vừa gõ vẫn còn trên màn hình. Ổ đĩa đã đầy."
    assert child(light, "save_text").toolTip() == whole
    assert child(light, "save_retry").isVisible()
    light.show_state(SaveState("saving"))
    assert light.text == "Chưa ghi được", "a new try is no success"
    light.show_state(SaveState("saved", at=datetime(2026, 6, 10, 9, 0).astimezone()))
    assert light.text == "Đã ghi 09:00:00"
    assert not child(light, "save_retry").isVisible()


def test_an_edit_reaches_the_disk_unasked(shell: Shell, qtbot) -> None:
    window, report = open_report(shell, qtbot)
    edit(window, "trích yếu mới")
    qtbot.waitUntil(lambda: window.status.save_light.text.startswith("Đã ghi "))
    assert shell.drafts.load(report).subject == "trích yếu mới"


def test_leaving_a_field_and_minimising_write_at_once(shell: Shell, qtbot, monkeypatch) -> None:
    monkeypatch.setattr("danvan_desktop.services.autosave.WRITE_PAUSE", 3600.0)
    window, report = open_report(shell, qtbot)
    edit(window, "một")
    window.desk._focus_moved(None, None)
    qtbot.waitUntil(lambda: shell.drafts.load(report).subject == "một")
    edit(window, "hai")
    window.setWindowState(Qt.WindowState.WindowMinimized)
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowStateChange))
    qtbot.waitUntil(lambda: shell.drafts.load(report).subject == "hai")


def test_going_home_shows_what_was_just_written(shell: Shell, qtbot, monkeypatch) -> None:
    monkeypatch.setattr("danvan_desktop.services.autosave.WRITE_PAUSE", 3600.0)
    window, report = open_report(shell, qtbot)
    edit(window, "công tác mới")
    window.show_page("home")
    assert window.home.view.report().subject == "công tác mới"
    assert shell.drafts.load(report).subject == "công tác mới"


def test_retry_after_a_failure(shell: Shell, qtbot, monkeypatch) -> None:
    store = Failing(shell, monkeypatch)
    window, report = open_report(shell, qtbot)
    edit(window, "không được mất")
    light = window.status.save_light
    qtbot.waitUntil(lambda: window.desk.notice.text.endswith("màn hình. Ổ đĩa đã đầy. Hãy xóa bớt tệp."))
    assert light.text == "Chưa ghi được"
    store.broken = False
    qtbot.mouseClick(child(window, "save_retry"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.status.save_light.text.startswith("Đã ghi "))
    assert shell.drafts.load(report).subject == "không được mất"


def failed_window(shell: Shell, qtbot, monkeypatch):
    store = Failing(shell, monkeypatch)
    window, report = open_report(shell, qtbot)
    edit(window, "không được mất")
    qtbot.waitUntil(lambda: window.status.save_light.state.kind == "failed")
    return store, window, report


def test_closing_while_it_fails_can_be_stayed(shell: Shell, qtbot, monkeypatch) -> None:
    store, window, _ = failed_window(shell, qtbot, monkeypatch)
    asked = when_asked(lambda dialog: child(dialog, "unsaved_stay").click())
    assert not window.close()
    assert asked == ["unsaved_dialog"]
    assert window.isVisible()
    assert window.desk.report.subject == "không được mất"
    store.broken = False
    assert window.close()


def copied(*names: str) -> tuple[list[str], list[bool]]:
    """In the dialog that closing asks with, copy, press what is named, leave if that is open, else stay.

    What the dialog said, and whether leaving was open before, after copying, and in the end.
    """
    said: list[str] = []
    may_leave: list[bool] = []

    def copy(dialog) -> None:
        leave = child(dialog, "unsaved_leave")
        said.append(dialog._reason.text())
        may_leave.append(leave.isEnabled())
        for name in ("unsaved_copy", *names):
            child(dialog, name).click()
            said.append(child(dialog, "unsaved_outcome").text())
            may_leave.append(leave.isEnabled())
        (leave if leave.isEnabled() else child(dialog, "unsaved_stay")).click()

    when_asked(copy)
    return said, may_leave


def test_what_is_copied_is_in_a_file_too_as_the_clipboard_ends_with_the_program(
    shell: Shell, qtbot, monkeypatch, own_folders: Path
) -> None:
    _, window, _ = failed_window(shell, qtbot, monkeypatch)
    said, may_leave = copied("unsaved_copy")
    assert window.close()
    assert "Ổ đĩa đã đầy." in said[0]
    assert may_leave == [False, True, True]
    assert "không được mất" in QApplication.clipboard().text()
    (words,), (report,) = own_folders.glob("*.txt"), own_folders.glob("*.json")
    assert words.read_text(encoding="utf-8-sig") == QApplication.clipboard().text()
    assert report_json.decode(report.read_bytes()).subject == "không được mất"
    assert words.name in said[1]
    assert str(own_folders) in said[1]
    assert [one.kept_at for one in window.safety.unwritten] == [words]


def test_where_no_place_takes_a_file_leaving_needs_the_persons_word(shell: Shell, qtbot, monkeypatch) -> None:
    _, window, _ = failed_window(shell, qtbot, monkeypatch)
    monkeypatch.setattr("danvan_desktop.services.rescue.replace_file", lambda *_, **__: _refuse())
    said, may_leave = copied("unsaved_pasted")
    assert window.close()
    assert may_leave == [False, False, True]
    assert "có thể mất" in said[1]
    assert [one.kept_at for one in window.safety.unwritten] == [None]


def _refuse() -> None:
    raise FAILURE


def test_writing_to_another_place(shell: Shell, qtbot, monkeypatch, tmp_path: Path) -> None:
    _, window, _ = failed_window(shell, qtbot, monkeypatch)
    usb = tmp_path / "USB của tôi"
    usb.mkdir()
    target = usb / "bài soạn.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))

    def write_and_leave(dialog) -> None:
        child(dialog, "unsaved_elsewhere").click()
        assert "bài soạn.json" in child(dialog, "unsaved_outcome").text()
        child(dialog, "unsaved_leave").click()

    when_asked(write_and_leave)
    assert window.close()
    assert report_json.decode(target.read_bytes()).subject == "không được mất"
    assert "không được mất" in (usb / "bài soạn.txt").read_text(encoding="utf-8-sig")


def test_another_place_that_is_gone_keeps_the_dialog(shell: Shell, qtbot, monkeypatch, tmp_path) -> None:
    _, window, _ = failed_window(shell, qtbot, monkeypatch)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "gone" / "a.json"), ""))

    def try_and_stay(dialog) -> None:
        child(dialog, "unsaved_elsewhere").click()
        assert child(dialog, "unsaved_outcome").text().startswith("Không tìm thấy thư mục")
        assert not child(dialog, "unsaved_leave").isEnabled()
        child(dialog, "unsaved_stay").click()

    when_asked(try_and_stay)
    assert not window.close()


def test_trying_again_in_the_dialog(shell: Shell, qtbot, monkeypatch) -> None:
    store, window, report = failed_window(shell, qtbot, monkeypatch)

    def mend(dialog) -> None:
        child(dialog, "unsaved_retry").click()
        assert child(dialog, "unsaved_outcome").text() == "Vẫn chưa ghi được. Hãy thử cách khác."
        store.broken = False
        child(dialog, "unsaved_retry").click()

    when_asked(mend)
    assert window.close()
    assert window.safety.unwritten == ()
    assert shell.drafts.load(report).subject == "không được mất"


def test_another_report_is_not_opened_over_unwritten_words(shell: Shell, qtbot, monkeypatch) -> None:
    store, window, report = failed_window(shell, qtbot, monkeypatch)
    other = shell.with_report(shell.drafts.offices()[0].id)
    when_asked(lambda dialog: child(dialog, "unsaved_stay").click())
    assert not window.open_report(other)
    assert window.desk.report_id == report
    store.broken = False


def test_the_session_waits_for_the_words(shell: Shell, qtbot, monkeypatch) -> None:
    monkeypatch.setattr("danvan_desktop.services.autosave.WRITE_PAUSE", 3600.0)
    window, report = open_report(shell, qtbot)
    edit(window, "trước khi tắt máy")

    class Manager:
        calls: list[str] = []

        def allowsInteraction(self) -> bool:
            return True

        def cancel(self) -> None:
            self.calls.append("cancel")

        def release(self) -> None:
            self.calls.append("release")

    window.session_ends(Manager())
    assert shell.drafts.load(report).subject == "trước khi tắt máy"
    assert Manager.calls == []
    store = Failing(shell, monkeypatch)
    edit(window, "và sau nữa")
    when_asked(lambda dialog: child(dialog, "unsaved_stay").click())
    window.session_ends(Manager())
    assert Manager.calls == ["cancel", "release"]
    store.broken = False


def test_the_end_of_the_systems_session_reaches_the_window(shell: Shell, qtbot) -> None:
    app = QApplication.instance()
    heard = SIGNAL("commitDataRequest(QSessionManager&)")
    before = app.receivers(heard)
    window, _ = open_report(shell, qtbot)
    assert app.receivers(heard) == before + 1
    assert app.disconnect(heard, window.session_ends), "it is the writing that listens"


def test_the_copied_text_holds_every_word(shell: Shell, qtbot) -> None:
    from danvan_desktop.domain.edits import walk
    from danvan_desktop.layout.sample import sample_report

    report = sample_report()
    text = report_text(report)
    for section, _ in walk(report.sections):
        assert section.heading in text
        for item in section.items:
            assert item.text in text
            assert item.cause in text
    for one in report.indicators:
        assert f"{one.name}\t{one.unit}\t{shown(one.value)}" in text
    assert report.signature.name in text
    assert all(line in text for line in report.recipients)
