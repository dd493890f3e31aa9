"""Issuing from the window: number and date, the frozen version, and the next one."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel
from shell_kit import TODAY, Shell, child, type_into, when_asked

from danvan_desktop.services.issuing import issued_report, versions
from danvan_desktop.ui.home import words
from danvan_desktop.ui.main_window import MainWindow


@pytest.fixture
def opened(window: MainWindow):
    return window.desk.report_id, window


def answer(target: Path, number: str = "87", day: str | None = None):
    def fill(dialog) -> None:
        field = child(dialog, "issue_number")
        field.clear()
        type_into(field, number)
        if day is not None:
            child(dialog, "issue_date").setText(day)
        child(dialog, "export_target").setText(str(target))
        child(dialog, "issue_write").click()

    return fill


def issue(window, qtbot, target: Path, number: str = "87") -> list[str]:
    asked = when_asked(answer(target, number))
    window.actions_by_name["issue_report"].trigger()
    qtbot.waitUntil(lambda: window.desk.isEnabled() and window.desk.messages.text != "", timeout=5000)
    return asked


def test_issuing_writes_the_file_freezes_the_report_and_shows_it_to_read(
    shell: Shell, opened, qtbot, tmp_path: Path
) -> None:
    report_id, window = opened
    target = tmp_path / "Báo cáo 87.docx"
    assert issue(window, qtbot, target) == ["issue_dialog"]
    assert "Bản ban hành lần đầu" in window.desk.messages.text
    (version,) = versions(shell.library, report_id)
    assert version.file_sha256 == hashlib.sha256(target.read_bytes()).hexdigest()
    frozen = issued_report(shell.library, report_id, 1)
    assert (frozen.number, frozen.date) == (87, TODAY)
    assert shell.drafts.summary(report_id).status == "issued"
    page = child(window, "reading_page")
    assert page.isVisible()
    assert "Số 87" in page.text.toPlainText()
    assert target.name in child(page, "reading_file").text()
    assert window.desk.editing is None
    assert not window.actions_by_name["issue_report"].isEnabled()
    assert window.desk.notice.text == "Báo cáo đã ban hành nên chỉ để đọc."
    window.show_page("home")
    assert window.home.view.report().status == "issued"
    assert words.standing(window.home.view.report()) == "Đã ban hành"


def test_a_correction_is_a_new_version_and_says_so(shell: Shell, opened, qtbot, tmp_path: Path) -> None:
    _, window = opened
    issue(window, qtbot, tmp_path / "lần 1.docx")
    child(window.desk, "correct_report").click()
    assert "Bản ban hành lần 2, thay bản lần 1" in window.desk.messages.text
    assert window.desk.editing is not None
    window.desk.messages.dismiss()
    window.show_page("home")
    assert words.standing(window.home.view.report()) == "Đang soạn lần 2"
    window.show_page("desk")
    asked: list[str] = []

    def read_then_issue(dialog) -> None:
        asked.append(child(dialog, "issue_text").text())
        answer(tmp_path / "lần 2.docx", "88")(dialog)

    when_asked(read_then_issue)
    window.actions_by_name["issue_report"].trigger()
    qtbot.waitUntil(lambda: window.desk.isEnabled() and window.desk.messages.text != "", timeout=5000)
    assert asked[0].startswith("Bản ban hành lần 2, thay bản lần 1")
    box = child(window, "reading_version", QComboBox)
    assert [box.itemData(number) for number in range(box.count())] == [1, 2]
    text = child(window, "reading_page").text
    assert "Số 88" in text.toPlainText()
    qtbot.keyClick(box, Qt.Key.Key_Up)
    assert "Số 87" in text.toPlainText()
    window.show_page("home")
    assert words.standing(window.home.view.report()) == "Đã ban hành lần 2"


def test_versions_are_looked_at_while_the_next_is_written(
    shell: Shell, opened, qtbot, tmp_path: Path
) -> None:
    _, window = opened
    assert not window.actions_by_name["show_versions"].isEnabled()
    issue(window, qtbot, tmp_path / "lần 1.docx")
    child(window.desk, "correct_report").click()
    window.actions_by_name["show_versions"].trigger()
    page = child(window, "reading_page")
    assert page.isVisible()
    assert "Số 87" in page.text.toPlainText()
    qtbot.keyClick(page.text, Qt.Key.Key_Escape)
    assert window.desk._editor.isVisible()


@pytest.mark.parametrize(
    ("number", "day", "can", "words"),
    [
        ("87", "18/06/2026", True, ""),
        ("", "18/06/2026", True, "Chưa đủ số và ngày"),
        ("87", "", True, "Chưa đủ số và ngày"),
        ("tám bảy", "18/06/2026", False, "Số văn bản phải là một số."),
        ("0", "18/06/2026", False, "Số văn bản phải là một số."),
        ("87", "31/02/2026", False, "Ngày phải ghi theo ngày/tháng/năm"),
    ],
)
def test_number_and_date_are_looked_over(opened, qtbot, number: str, day: str, can: bool, words: str) -> None:
    _, window = opened
    seen: list[tuple[bool, str]] = []

    def look(dialog) -> None:
        child(dialog, "issue_number").setText(number)
        child(dialog, "issue_date").setText(day)
        seen.append((child(dialog, "issue_write").isEnabled(), child(dialog, "issue_gaps").text()))
        dialog.reject()

    when_asked(look)
    window.actions_by_name["issue_report"].trigger()
    assert seen[0][0] is can
    assert seen[0][1].startswith(words)
    assert window.desk.editing is not None, "leaving the dialog issues nothing"


def test_a_file_that_cannot_be_written_freezes_nothing(shell: Shell, opened, qtbot, tmp_path: Path) -> None:
    report_id, window = opened
    issue(window, qtbot, tmp_path / "không có" / "a.docx")
    assert "Không tìm thấy thư mục" in window.desk.messages.text
    assert versions(shell.library, report_id) == ()
    assert shell.drafts.summary(report_id).status == "drafting"
    assert window.desk.editing is not None


def test_number_and_date_of_the_dialog_are_one_step(shell: Shell, opened, qtbot, tmp_path: Path) -> None:
    _, window = opened
    issue(window, qtbot, tmp_path / "không có" / "a.docx", "91")
    assert (window.desk.report.number, window.desk.report.date) == (91, TODAY)
    assert window.desk.editing.undo_label == "Số và ngày ban hành"
    window.desk._editor.undo()
    assert (window.desk.report.number, window.desk.report.date) == (None, None)


def test_the_mark_in_the_list_goes_through_the_same_door(shell: Shell, qtbot, tmp_path: Path) -> None:
    report_id = shell.with_report(shell.with_office())
    window = shell.open(qtbot)
    window.home.choose(report_id)
    asked = when_asked(answer(tmp_path / "a.docx"))
    next(one for one in window.home.commands.statuses if one.data() == "issued").trigger()
    qtbot.waitUntil(lambda: window.desk.isEnabled() and window.desk.messages.text != "", timeout=5000)
    assert asked == ["issue_dialog"]
    assert len(versions(shell.library, report_id)) == 1
    window.show_page("home")
    next(one for one in window.home.commands.statuses if one.data() == "drafting").trigger()
    assert "các bản đã ban hành vẫn giữ nguyên" in window.home.messages.text
    assert window.desk.report is None, "what was shown to be read is not left open to be typed in"
    assert shell.drafts.summary(report_id).status == "drafting"


def test_every_sentence_of_the_dialog_can_be_read(opened, qtbot) -> None:
    _, window = opened
    clipped: list[str] = []

    def look(dialog) -> None:
        QApplication.processEvents()
        labels = [one for one in dialog.findChildren(QLabel) if one.isVisible() and one.wordWrap()]
        assert labels
        clipped.extend(one.text() for one in labels if one.height() < one.heightForWidth(one.width()))
        dialog.reject()

    when_asked(look)
    window.actions_by_name["issue_report"].trigger()
    assert clipped == []
