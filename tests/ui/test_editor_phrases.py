"""Ready phrases by keyboard alone: chosen, put in as one step, filled in blank by blank."""

from __future__ import annotations

import pytest
from editor_desk import CTRL, NONE, SHIFT, Desk, Key
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from danvan_desktop.domain.edits import find_section
from danvan_desktop.services.ready_phrases import ReadyPhrase
from danvan_desktop.ui.editor.phrase_palette import fitting

PHRASES = (
    ReadyPhrase("Tổ chức … cuộc đối thoại với … lượt người."),
    ReadyPhrase("Đoàn kết trong nội bộ được giữ vững."),
    ReadyPhrase("Việc hoà giải ở … đạt kết quả.", "Của tôi"),
)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    made = Desk(qtbot)
    made.page.phrases.look_up = lambda report, section: PHRASES
    made.go("context")
    made.focus("section_text").select_range(9, 0)
    return made


def _texts(desk: Desk, section: str) -> list[str]:
    found = find_section(desk.report, section)
    assert found is not None
    return [item.text for item in found.items]


def _choose(desk: Desk, letters: str) -> None:
    desk.press(Key.Key_M, CTRL)
    assert desk.focused.objectName() == "phrase_field"
    desk.type(letters)
    desk.press(Key.Key_Return)


def test_a_phrase_is_put_in_at_the_cursor_as_one_step_and_filled_in_with_tab(desk: Desk) -> None:
    _choose(desk, "doi thoai")
    assert _texts(desk, "context")[0] == "Một đoạn. Tổ chức … cuộc đối thoại với … lượt người."
    field = desk.focused
    assert (field.objectName(), field.textCursor().selectedText()) == ("section_text", "…")
    desk.type("12")
    desk.press(Key.Key_Tab)
    assert field.textCursor().selectedText() == "…"
    desk.type("340")
    assert _texts(desk, "context")[0] == "Một đoạn. Tổ chức 12 cuộc đối thoại với 340 lượt người."
    desk.press(Key.Key_Tab)
    assert desk.focused is not field
    for _ in range(3):
        desk.press(Key.Key_Z, CTRL)
    assert _texts(desk, "context") == ["Một đoạn.", "Hai đoạn."]


def test_typed_without_accents_any_fit_and_with_accents_the_same_come_first() -> None:
    assert [one.text[:8] for one in fitting(PHRASES, "hoa giai")] == ["Việc hoà"]
    assert [one.text[:8] for one in fitting(PHRASES, "cua toi")] == ["Việc hoà"]
    assert fitting(PHRASES, "ở")[0].text.startswith("Việc hoà")
    assert fitting(PHRASES, "xyz") == []


def test_escape_leaves_everything_as_it_was(desk: Desk) -> None:
    before = desk.report
    field = desk.focused
    desk.press(Key.Key_M, CTRL)
    desk.press(Key.Key_Escape)
    assert desk.focused is field
    assert desk.report is before


def test_an_empty_list_gets_an_item_for_the_phrase(desk: Desk) -> None:
    desk.go("strengths")
    desk.focus("item_text")
    desk.press(Key.Key_Delete, CTRL | SHIFT)
    assert _texts(desk, "strengths") == []
    _choose(desk, "noi bo")
    assert _texts(desk, "strengths") == ["Đoàn kết trong nội bộ được giữ vững."]


def test_the_button_lists_phrases_and_the_mouse_takes_one(desk: Desk, qtbot: QtBot) -> None:
    qtbot.mouseClick(desk.find("tool_insert_phrase"), Qt.MouseButton.LeftButton)
    view = desk.find("phrase_list")
    centre = view.visualRect(view.model().index(1, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    assert _texts(desk, "context")[0] == "Một đoạn. Đoàn kết trong nội bộ được giữ vững."


def test_the_key_goes_from_blank_to_blank_through_the_whole_report(desk: Desk) -> None:
    _choose(desk, "hoa giai")
    desk.go("lessons")
    desk.focus("item_text").select_range(8, 0)
    _choose(desk, "doi thoai")
    desk.press(Key.Key_F5, NONE)
    assert desk.focused.textCursor().selectionStart() > desk.focused.plain().index("với")
    desk.press(Key.Key_F5, NONE)
    assert desk.focused.objectName() == "section_text"
    assert desk.focused.textCursor().selectedText() == "…"
    desk.type("xã")
    desk.press(Key.Key_F5, NONE)
    desk.type("5")
    desk.press(Key.Key_F5, NONE)
    desk.type("60")
    desk.press(Key.Key_F5, NONE)
    assert _texts(desk, "lessons") == ["Gần dân. Tổ chức 5 cuộc đối thoại với 60 lượt người."]
    assert desk.said[-1] == "Báo cáo không còn chỗ trống nào."


def test_blanks_are_marked_until_they_are_filled_in(desk: Desk) -> None:
    _choose(desk, "doi thoai")
    field = desk.focused

    def marked() -> list[str]:
        return [words for mark in field.extraSelections() if (words := mark.cursor.selectedText())]

    assert marked() == ["…", "…"]
    desk.type("9")
    assert marked() == ["…"]
    desk.press(Key.Key_Z, CTRL)
    assert marked() == ["…", "…"]


def test_where_there_is_no_text_it_is_said(desk: Desk) -> None:
    desk.go("@head")
    desk.press(Key.Key_M, CTRL)
    assert desk.said[-1] == "Câu mẫu dùng trong các phần nội dung của báo cáo."
