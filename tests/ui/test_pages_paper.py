"""Comparing, marks and a file that came back, driven through the window."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton, QRadioButton
from shell_kit import Shell, child, when_asked

from danvan_desktop.domain import edits
from danvan_desktop.domain.report import Marks, Report
from danvan_desktop.errors import UserError
from danvan_desktop.layout.sample import sample_report
from danvan_desktop.services.comparing import compared_docx
from danvan_desktop.services.editing import Place
from danvan_desktop.services.exporting import docx_of
from danvan_desktop.services.returning import Change, Remark, Returned, compare_returned
from danvan_desktop.ui import theme
from danvan_desktop.ui.comparing.choice import Choice
from danvan_desktop.ui.comparing.dialog import CompareDialog
from danvan_desktop.ui.comparing.page import as_html
from danvan_desktop.ui.returning.dialog import ReturnedDialog
from danvan_desktop.word.returned import read_returned


@pytest.fixture
def shell(qtbot: Any, tmp_path: Path) -> Iterator[Shell]:
    made = Shell(tmp_path / "data")
    made.report_id = made.drafts.create(sample_report(), made.with_office())  # type: ignore[attr-defined]
    made.open(qtbot).open_report(made.report_id)  # type: ignore[attr-defined]
    made.drafts.set_setting("export_folder", str(tmp_path))
    yield made
    made.close()


def retyped(report: Report) -> Report:
    """The report with one sentence of its context added."""
    section = next(s for s, _ in edits.walk(report.sections) if s.role == "context" and s.items)
    first = msgspec.structs.replace(
        section.items[0], text=f"{section.items[0].text} Lãnh đạo viết thêm câu này.", runs=()
    )
    return edits.set_items(report, section.id, (first, *section.items[1:]))


def final_text(docx: bytes) -> str:
    return "\n".join(line.text for line in read_returned(docx).lines)


def test_two_versions_are_compared_and_written_with_tracked_changes(
    shell: Shell, qtbot: Any, tmp_path: Path
) -> None:
    old = shell.window.desk.report
    new = retyped(old)
    choices = (Choice("sau", lambda: new), Choice("trước", lambda: old))
    rules = shell.library.profile_for(shell.report_id, old)  # type: ignore[attr-defined]
    dialog = CompareDialog(shell.window, choices, rules, tmp_path, "Phòng Tổng hợp")
    qtbot.addWidget(dialog)
    count = child(dialog, "compare_count", QLabel)
    qtbot.waitUntil(lambda: count.text() == "1 chỗ khác nhau", timeout=5000)
    assert "Lãnh đạo viết thêm câu này." in dialog.page.toPlainText()
    child(dialog, "compare_author").setText("Nguyễn Thị Lan")
    dialog.write_to(tmp_path / "so sanh")
    qtbot.waitUntil(lambda: dialog.written is not None, timeout=10_000)
    back = read_returned((tmp_path / "so sanh.docx").read_bytes())
    assert [line.authors for line in back.lines if line.authors] == [("Nguyễn Thị Lan",)]
    child(dialog, "compare_old", QComboBox).setCurrentIndex(0)
    qtbot.waitUntil(lambda: "giống hệt nhau" in count.text(), timeout=5000)
    assert not child(dialog, "compare_write").isEnabled()


def test_markup_in_the_text_is_shown_and_not_obeyed(shell: Shell) -> None:
    from danvan_desktop.services.comparing import Row

    rows = (Row("changed", "<b>a</b>", "<img src=x>", "s", ((0, 8),), ()),)
    html = as_html(rows, shell.window.palette(), only_differing=True)
    assert "<img" not in html
    assert "&lt;b&gt;a&lt;/b&gt;" in html


def test_what_the_leader_changed_is_taken_as_one_step(shell: Shell, qtbot: Any, tmp_path: Path) -> None:
    desk = shell.window.desk
    report = desk.report
    rules = shell.library.profile_for(shell.report_id, report)  # type: ignore[attr-defined]
    file = tmp_path / "da sua.docx"
    file.write_bytes(compared_docx(report, retyped(report), rules, "Trần Văn Minh", datetime.now(UTC)))
    seen: list[str] = []

    def take_all(dialog: Any) -> None:
        seen.extend(label.text() for label in dialog.findChildren(QLabel) if "Trần Văn Minh" in label.text())
        child(dialog, "take_all").click()
        dialog.accept()

    asked = when_asked(take_all)
    shell.window.paper.bring_home_file(file)
    qtbot.waitUntil(lambda: desk.report != report, timeout=10_000)
    assert asked == ["returned_dialog"]
    assert seen == ["Sửa · Trần Văn Minh (có dấu sửa)"]
    assert desk.report == retyped(report)
    assert desk.messages.text == "Đã nhận 1 chỗ sửa vào báo cáo."
    child(shell.window, "undo_taken").click()
    assert desk.report == report


def test_refused_changes_leave_the_report_alone(shell: Shell, qtbot: Any, tmp_path: Path) -> None:
    desk = shell.window.desk
    report = desk.report
    rules = shell.library.profile_for(shell.report_id, report)  # type: ignore[attr-defined]
    file = tmp_path / "da sua.docx"
    file.write_bytes(docx_of(retyped(report), rules))
    offered: list[bool] = []

    def look(dialog: Any) -> None:
        offered.append(child(dialog, "returned_accept").isEnabled())
        offered.append(child(dialog, "refuse_0", QRadioButton).isChecked())
        dialog.reject()

    when_asked(look)
    shell.window.paper.bring_home_file(file)
    qtbot.waitUntil(lambda: bool(offered), timeout=10_000)
    assert offered == [False, True], "nothing is taken unless the person says so"
    assert desk.report == report


def test_a_file_that_is_no_word_file_is_one_sentence(shell: Shell, qtbot: Any, tmp_path: Path) -> None:
    file = tmp_path / "x.docx"
    file.write_bytes(b"not a zip")
    shell.window.paper.bring_home_file(file)
    qtbot.waitUntil(lambda: "không phải là tệp Word" in shell.window.desk.messages.text, timeout=5000)


@pytest.mark.parametrize("draft", [True, False])
def test_the_draft_mark_is_no_change_when_the_file_comes_back(draft: bool) -> None:
    from danvan_desktop.layout.profile import profile

    rules = profile("party_hd05_2026")
    report = msgspec.structs.replace(sample_report(), marks=Marks(draft=2, watermark=True, urgency="KHẨN"))
    found = compare_returned(report, rules, docx_of(report, rules, draft=draft))
    assert found.changes == ()
    assert found.loose == ()


def test_secrecy_warns_in_the_form_and_each_mark_is_one_step(shell: Shell) -> None:
    desk = shell.window.desk
    shell.window.desk._editor.show_part("@head")
    secrecy = child(shell.window, "mark_secrecy", QComboBox)
    secrecy.setCurrentIndex(secrecy.findData("MẬT"))
    secrecy.activated.emit(secrecy.currentIndex())
    assert desk.report.marks.secrecy == "MẬT"
    assert "bí mật nhà nước" in child(shell.window, "marks_warning", QLabel).text()
    child(shell.window, "mark_draft").setValue(2)
    child(shell.window, "mark_watermark", QCheckBox).click()
    child(shell.window, "mark_page_limit").setValue(10)
    assert desk.report.marks == Marks(draft=2, watermark=True, secrecy="MẬT")
    assert desk.report.style.page_limit == 10
    desk.editing.undo()
    desk.editing.undo()
    assert desk.report.marks == Marks(draft=2, secrecy="MẬT")
    child(shell.window, "mark_draft").setValue(0)
    assert desk.report.marks == Marks(secrecy="MẬT")


def test_a_draft_that_is_none_any_more_loses_its_watermark(shell: Shell) -> None:
    desk = shell.window.desk
    desk._editor.show_part("@head")
    child(shell.window, "mark_draft").setValue(2)
    child(shell.window, "mark_watermark", QCheckBox).click()
    assert desk.report.marks == Marks(draft=2, watermark=True)
    child(shell.window, "mark_draft").setValue(0)
    assert desk.report.marks == Marks()
    assert not child(shell.window, "mark_watermark", QCheckBox).isChecked()


def test_every_mark_there_is_can_be_chosen(shell: Shell) -> None:
    desk = shell.window.desk
    desk._editor.show_part("@head")
    offered = {
        "urgency": ["KHẨN", "THƯỢNG KHẨN", "HỎA TỐC"],
        "circulation": ["XONG HỘI NGHỊ TRẢ LẠI", "LƯU HÀNH NỘI BỘ"],
        "secrecy": ["MẬT", "TỐI MẬT", "TUYỆT MẬT"],
    }
    for name, levels in offered.items():
        box = child(shell.window, f"mark_{name}", QComboBox)
        assert [box.itemData(row) for row in range(box.count())] == ["", *levels]
        for level in levels:
            box.setCurrentIndex(box.findData(level))
            box.activated.emit(box.currentIndex())
            assert getattr(desk.report.marks, name) == level


@pytest.mark.parametrize("kind", ["final", "draft"])
def test_export_of_a_draft_asks_which_and_the_final_one_has_no_mark(
    shell: Shell, qtbot: Any, tmp_path: Path, kind: str
) -> None:
    editing = shell.window.desk.editing
    marked = msgspec.structs.replace(editing.report, marks=Marks(draft=3))
    editing.apply(marked, "dấu", Place("@head"))

    def answer(dialog: Any) -> None:
        box = child(dialog, "export_kind", QComboBox)
        assert box.currentData() == "final"
        box.setCurrentIndex(box.findData(kind))
        dialog.accept()

    when_asked(answer)
    shell.window.files.export_word()
    qtbot.waitUntil(lambda: bool(list(tmp_path.glob("*.docx"))), timeout=10_000)
    (file,) = tmp_path.glob("*.docx")
    assert ("Dự thảo lần 3" in final_text(file.read_bytes())) == (kind == "draft")


def test_pages_are_folded_on_a_narrow_screen_and_the_choice_is_kept(shell: Shell, qtbot: Any) -> None:
    pages = shell.window.desk.pages
    assert pages.pane is None, "nothing is drawn, and no process runs, before it is wanted"
    shell.window.paper.actions["show_pages"].trigger()
    assert pages.pane is not None
    assert pages.pane.isVisible()
    qtbot.waitUntil(lambda: 1 in pages.pane.view.images, timeout=30_000)
    assert shell.drafts.setting("pages_shown") == "yes"
    child(shell.window, "pages_fold").click()
    assert pages.pane.isHidden()
    assert shell.drafts.setting("pages_shown") == "no"
    pages.pane.feed.shutdown()


def comparison(shell: Shell, *loads: Any) -> CompareDialog:
    report = shell.window.desk.report
    rules = shell.library.profile_for(shell.report_id, report)  # type: ignore[attr-defined]
    choices = tuple(Choice(f"bản {number}", load) for number, load in enumerate(loads))
    return CompareDialog(shell.window, choices, rules, Path(), "Phòng Tổng hợp")


def test_both_versions_are_loaded_on_another_thread_and_can_be_stopped(shell: Shell, qtbot: Any) -> None:
    report = shell.window.desk.report
    threads: list[int] = []
    go_on = threading.Event()

    def slow() -> Report:
        threads.append(threading.get_ident())
        assert go_on.wait(30)
        return report

    dialog = comparison(shell, slow, slow)
    qtbot.addWidget(dialog)
    assert not child(dialog, "compare_write").isEnabled()
    qtbot.waitUntil(lambda: dialog.findChild(QPushButton, "compare_cancel") is not None, timeout=10_000)
    child(dialog, "compare_cancel").click()
    go_on.set()
    messages = child(dialog, "compare_messages")
    qtbot.waitUntil(lambda: messages.text.startswith("Đã dừng"), timeout=10_000)
    assert threads
    assert threading.get_ident() not in threads
    assert not child(dialog, "compare_write").isEnabled()
    child(dialog, "compare_old", QComboBox).setCurrentIndex(0)
    qtbot.waitUntil(lambda: "giống hệt" in child(dialog, "compare_count", QLabel).text(), timeout=10_000)


def test_a_version_that_is_gone_is_a_sentence_and_a_newer_choice_overtakes(shell: Shell, qtbot: Any) -> None:
    report = shell.window.desk.report

    def gone() -> Report:
        raise UserError("Bản này không còn.", "Hãy chọn bản khác.")

    dialog = comparison(shell, lambda: report, gone)
    qtbot.addWidget(dialog)
    messages = child(dialog, "compare_messages")
    qtbot.waitUntil(lambda: messages.text.startswith("Bản này không còn."), timeout=10_000)
    assert not child(dialog, "compare_write").isEnabled()
    child(dialog, "compare_old", QComboBox).setCurrentIndex(0)
    qtbot.waitUntil(lambda: "giống hệt" in child(dialog, "compare_count", QLabel).text(), timeout=10_000)
    assert not messages.text


def test_what_fits_nowhere_is_copied_and_what_is_worked_out_is_said(shell: Shell, qtbot: Any) -> None:
    report = shell.window.desk.report
    code = report.indicators[0].code

    def change(number: int, place: str, after: str) -> Change:
        return Change(number, "retyped", place, 0, "trước", after, "Ai", tracked=True, takeable=False)

    places = ("f:letterhead", f"f:figure:{code}:worked_out", "f:signer")
    changes = tuple(change(number, place, f"sau {number}") for number, place in enumerate(places))
    remark = Remark("", "Trần Văn Minh", "", "Ghi rõ số lượng.")
    dialog = ReturnedDialog(shell.window, Returned(changes, (remark,), ()), report, "x.docx")
    qtbot.addWidget(dialog)
    said = [label.text() for label in dialog.findChildren(QLabel, "returned_by_hand")]
    assert [text.startswith("Số này chương trình tự tính") for text in said] == [False, True, False]
    assert not child(dialog, "take_all").isEnabled()
    child(dialog, "copy_0").click()
    assert QGuiApplication.clipboard().text() == "sau 0"
    child(dialog, "copy_remarks_0").click()
    assert QGuiApplication.clipboard().text() == "Ghi rõ số lượng."
    heads = " ".join(label.text() for card in dialog.cards for label in card.findChildren(QLabel))
    assert report.indicators[0].name[:20] in heads
    assert "Sửa họ tên người ký" in heads


def test_a_card_is_never_wider_than_the_window(shell: Shell, qtbot: Any) -> None:
    report = shell.window.desk.report
    place = f"f:figure:{report.indicators[0].code}:value"
    change = Change(
        0, "retyped", place, 0, "1", "2", "Một người có tên rất dài " * 6, tracked=True, takeable=True
    )
    dialog = ReturnedDialog(shell.window, Returned((change,), (), ()), report, "x.docx")
    qtbot.addWidget(dialog)
    dialog.resize(620, 340)
    dialog.show()
    area = child(dialog, "returned_list")
    qtbot.waitUntil(lambda: area.viewport().width() > 0, timeout=5000)
    assert area.widget().minimumSizeHint().width() <= area.viewport().width()
    refuse = child(dialog, "refuse_0")
    right = refuse.mapTo(area.viewport(), refuse.rect().topRight()).x()
    assert right <= area.viewport().width()


def test_rings_of_choices_are_seen_on_dark_ground(qapp: Any) -> None:
    try:
        theme.apply(qapp, dark=True)
        for kind in (QRadioButton, QCheckBox):
            button = kind()
            button.ensurePolished()
            ring = button.palette().window().color().darker(140)  # as the style draws it
            assert ring.lightness() - qapp.palette().base().color().lightness() > 60
    finally:
        theme.apply(qapp, dark=False)
