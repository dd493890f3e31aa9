"""The time machine: what it shows at a moment, how it marks it, and the one step back."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
import pytest
from PySide6.QtCore import Qt
from shell_kit import Shell, child, type_into, when_asked

from danvan_desktop.domain.edits import find_section, remove_section, set_items
from danvan_desktop.domain.report import Item, Report, Section
from danvan_desktop.services.history import Moment
from danvan_desktop.ui.safety.moments import moment_words

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
FIRST = "Đã tổ chức 12 cuộc đối thoại."
SECOND = "Đã tổ chức 15 cuộc đối thoại, hòa giải."


def with_text(report: Report, section: str, text: str) -> Report:
    return set_items(report, section, [Item(id="i1", text=text)])


@pytest.fixture
def past(shell: Shell, qtbot):
    """A report with two earlier states of one section, open: its id, the section's, the window."""
    report_id = shell.with_report(shell.with_office())
    report = shell.drafts.load(report_id)
    section = next(one for one in report.sections if one.role == "context").id
    for text in (FIRST, SECOND):
        report = with_text(report, section, text)
        shell.drafts.save(report_id, report)
        shell.drafts.keep_revision(report_id, report)
    window = shell.open(qtbot)
    assert window.open_report(report_id)
    window.desk._editor.show_part(section)
    window.desk._editor.outline.setFocus()
    return report_id, section, window


def look_back(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_H, CTRL | SHIFT)
    panel = child(window, "history_panel")
    settled(panel, qtbot)
    return panel


def settled(panel, qtbot) -> None:
    qtbot.waitUntil(lambda: not panel.busy and panel._past is not None, timeout=5000)


def marked(panel) -> list[tuple[str, str]]:
    """Each stretch with a mark: how it is marked, and its words."""
    found = []
    block = panel.text.document().begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            shape, words = pieces.fragment().charFormat(), pieces.fragment().text()
            if shape.fontStrikeOut():
                found.append(("struck", words.strip()))
            elif shape.fontUnderline():
                found.append(("underlined", words.strip()))
            pieces += 1
        block = block.next()
    return found


def test_it_opens_at_the_part_one_is_in_and_says_nothing_changed_since_the_last_pause(past, qtbot) -> None:
    _, section, window = past
    panel = look_back(window, qtbot)
    assert panel.parts.currentData() == section
    assert panel.slider.hasFocus()
    assert panel.slider.value() == panel.slider.maximum()
    assert child(panel, "history_summary").text() == "Giống hệt bản đang soạn."
    assert not panel.restore.isEnabled()
    assert marked(panel) == []


def test_the_keys_of_the_slider_go_through_time_and_changes_are_marked_twice(past, qtbot) -> None:
    _, _, window = past
    panel = look_back(window, qtbot)
    qtbot.keyClick(panel.slider, Qt.Key.Key_Left)
    settled(panel, qtbot)
    assert marked(panel) == [
        ("struck", "12"),
        ("underlined", "15"),
        ("underlined", ", hòa giải"),
    ]
    colours = {
        cursor.charFormat().foreground().color().name()
        for cursor in (panel.text.document().find(words) for words in ("12", "15"))
    }
    assert len(colours) == 2
    assert child(panel, "history_summary").text() == (
        "So với bản đang soạn: 1 từ gạch ngang nay không còn, 4 từ gạch chân nay mới có."
    )
    panel.marks.setChecked(False)
    assert FIRST in panel.text.toPlainText()
    assert marked(panel) == []
    qtbot.keyClick(panel.slider, Qt.Key.Key_End)
    settled(panel, qtbot)
    assert SECOND in panel.text.toPlainText()


def test_restoring_a_part_is_one_step_that_undo_takes_back(past, qtbot) -> None:
    _, section, window = past
    other = next(one for one in window.desk.report.sections if one.id != section)
    panel = look_back(window, qtbot)
    qtbot.keyClick(panel.slider, Qt.Key.Key_Left)
    settled(panel, qtbot)
    qtbot.mouseClick(panel.restore, Qt.MouseButton.LeftButton)
    assert window.desk._editor.isVisible()
    assert find_section(window.desk.report, section).items[0].text == FIRST
    assert find_section(window.desk.report, other.id) == other
    assert "Đã lấy lại" in window.desk.messages.text
    child(window.desk, "undo_restore").click()
    assert find_section(window.desk.report, section).items[0].text == SECOND
    assert window.desk.editing.redo_label == "Lấy lại bản cũ"


def test_the_whole_report_at_a_moment(past, qtbot, shell: Shell) -> None:
    report_id, _, window = past
    before = shell.drafts.load(report_id)
    after = msgspec.structs.replace(before, subject="trích yếu mới")
    shell.drafts.save(report_id, after)
    window.desk.editing.apply(after, "Gõ", window.desk._editor.current_place)
    panel = look_back(window, qtbot)
    panel.parts.setCurrentIndex(0)
    settled(panel, qtbot)
    assert panel.restore.text() == "Khôi phục toàn bộ"
    qtbot.keyClick(panel.slider, Qt.Key.Key_Home)
    settled(panel, qtbot)
    assert any(how == "underlined" and "mới" in words for how, words in marked(panel))
    panel.restore.click()
    assert window.desk.report.subject == before.subject


def test_a_section_taken_out_can_be_looked_at_and_brought_back(past, qtbot, shell: Shell) -> None:
    report_id, _, window = past
    added = Section(id="them", role="other", heading="Mục sẽ bỏ", items=(Item(id="x", text="Chữ sẽ tiếc."),))
    report = window.desk.report
    with_it = msgspec.structs.replace(report, sections=(*report.sections, added))
    shell.drafts.save(report_id, with_it)
    shell.drafts.keep_revision(report_id, with_it)
    without = remove_section(with_it, "them")
    shell.drafts.save(report_id, without)
    panel = look_back(window, qtbot)
    names = [panel.parts.itemText(number) for number in range(panel.parts.count())]
    assert names[-1] == "Mục sẽ bỏ (đã bỏ khỏi báo cáo)"
    panel.parts.setCurrentIndex(panel.parts.count() - 1)
    settled(panel, qtbot)
    qtbot.keyClick(panel.slider, Qt.Key.Key_Home)
    settled(panel, qtbot)
    assert "Chữ sẽ tiếc." in panel.text.toPlainText()
    panel.restore.click()
    assert find_section(window.desk.report, "them").items[0].text == "Chữ sẽ tiếc."


def test_esc_goes_back_to_writing_with_the_keyboard(past, qtbot) -> None:
    _, _, window = past
    panel = look_back(window, qtbot)
    qtbot.keyClick(panel.slider, Qt.Key.Key_Escape)
    assert window.desk._editor.isVisible()
    assert not panel.isVisible()
    assert window.desk._editor.isAncestorOf(window.focusWidget())


def test_every_part_of_the_panel_is_reached_by_tab(past, qtbot) -> None:
    _, _, window = past
    panel = look_back(window, qtbot)
    qtbot.keyClick(panel.slider, Qt.Key.Key_Left)
    settled(panel, qtbot)
    reached = set()
    for _ in range(20):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        reached.add(window.focusWidget().objectName())
    wanted = {"history_back", "history_part", "history_restore", "history_slider", "history_later"}
    assert wanted | {"history_marks", "history_text"} <= reached


def test_ctrl_s_keeps_a_version_that_is_found_again(past, qtbot, shell: Shell) -> None:
    report_id, _, window = past
    when_asked(lambda dialog: (child(dialog, "version_name").clear(), name_it(dialog)))
    qtbot.keyClick(window, Qt.Key.Key_S, CTRL | SHIFT)
    assert "Bản trình Bí thư" in window.statusBar().currentMessage()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_S, CTRL)
    labels = {one.label for one in shell.drafts.revisions.revisions(report_id) if one.mark == "named"}
    assert "Bản trình Bí thư" in labels
    assert len(labels) == 2
    panel = look_back(window, qtbot)
    actions = panel.marked.menu().actions()
    assert [("Bản trình Bí thư" in action.text()) for action in actions] == [True, False]
    actions[0].trigger()
    settled(panel, qtbot)
    assert "giữ tên “Bản trình Bí thư”" in child(panel, "history_when").text()


def name_it(dialog) -> None:
    assert not child(dialog, "version_keep").isEnabled(), "a version has a name"
    type_into(child(dialog, "version_name"), "Bản trình Bí thư")
    child(dialog, "version_keep").click()


def test_only_the_last_answer_is_shown(past, qtbot) -> None:
    _, _, window = past
    panel = look_back(window, qtbot)
    for value in (0, panel.slider.maximum(), 0, panel.slider.maximum()):
        panel.slider.setValue(value)
        panel._read_past()
    settled(panel, qtbot)
    assert SECOND in panel.text.toPlainText()
    assert marked(panel) == []


def test_a_report_put_away_takes_its_past_along(past, qtbot) -> None:
    _, _, window = past
    panel = look_back(window, qtbot)
    panel.slider.setValue(0)
    assert window.put_report_away()
    assert panel.moment is None
    assert window.desk.report is None


def test_looking_back_without_the_right_to_write(past, qtbot, shell: Shell) -> None:
    report_id, _, window = past
    assert window.put_report_away()
    shell.drafts.set_status(report_id, "issued")
    window.open_report(report_id)
    panel = look_back(window, qtbot)
    assert panel.restore.isHidden()
    panel.closed.emit()
    assert child(window, "reading_page").isVisible()


@pytest.mark.parametrize(
    ("ago", "mark", "label", "words"),
    [
        (timedelta(0), "", "", "14:05:09 hôm nay"),
        (timedelta(days=1), "", "", "14:05:09 hôm qua"),
        (timedelta(days=9), "named", "Bản trình", "14:05:09 ngày 1/6 · giữ tên “Bản trình”"),
        (timedelta(days=365), "issued", "", "14:05:09 ngày 10/6/2025 · bản đã ban hành"),
        (timedelta(0), "somebody's", "", "14:05:09 hôm nay"),
    ],
)
def test_a_moment_in_words(ago: timedelta, mark: str, label: str, words: str) -> None:
    now = datetime(2026, 6, 10, 14, 5, 9).astimezone()
    assert moment_words(Moment(1, now - ago, mark, label, ()), now) == words
