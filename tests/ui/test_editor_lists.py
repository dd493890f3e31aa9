"""Lists: add, delete, move, split, join, and one history of them together with typing."""

from __future__ import annotations

import time

import pytest
from editor_desk import ALT, CTRL, SHIFT, TASKS, Desk, Key, report, tasks
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from danvan_desktop.domain.completeness import SIGNING
from danvan_desktop.domain.edits import set_items
from danvan_desktop.domain.report import Item
from danvan_desktop.text.ordinals import task_word
from danvan_desktop.ui.editor.recipients_list import RecipientsList
from danvan_desktop.wording import say

FORTY = [f"Việc thứ {number}" for number in range(1, 41)]


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    made = Desk(qtbot)
    made.go("tasks")
    return made


def test_words_follow_the_positions(desk: Desk) -> None:
    assert desk.leads() == ["Một là,", "Hai là,", "Ba là,"]
    desk.focus("item_text", 2)
    desk.press(Key.Key_Up, ALT)
    desk.press(Key.Key_Up, ALT)
    assert desk.items("tasks") == [TASKS[2], TASKS[0], TASKS[1]]
    assert desk.leads() == ["Một là,", "Hai là,", "Ba là,"]
    assert desk.focused.accessibleName() == "Nhiệm vụ: Một là"
    assert desk.focused.plain() == TASKS[2]


def test_next_item_comes_after_the_current_one_with_the_keyboard_in_it(desk: Desk) -> None:
    desk.focus("item_text", 0)
    desk.press(Key.Key_Return, CTRL)
    desk.type("moi")
    assert desk.items("tasks") == [TASKS[0], "moi", TASKS[1], TASKS[2]]
    assert desk.leads()[-1] == "Bốn là,"
    assert desk.item("tasks", 1).type == "task"


def test_split_at_the_cursor_and_join_again(desk: Desk) -> None:
    desk.focus("item_text", 1)
    desk.focused.select_range(len("tăng cường"), 0)
    desk.press(Key.Key_Return, CTRL | SHIFT)
    assert desk.items("tasks") == [TASKS[0], "tăng cường", "đối thoại", TASKS[2]]
    desk.type("X")
    assert desk.items("tasks")[2] == "Xđối thoại"
    desk.press(Key.Key_J, CTRL | SHIFT)
    assert desk.item("tasks", 1).text == "tăng cường"
    assert desk.item("tasks", 1).more == ("Xđối thoại",)
    desk.type("Y")
    assert desk.item("tasks", 1).more == ("YXđối thoại",)


def test_first_item_has_nothing_to_join(desk: Desk) -> None:
    desk.focus("item_text", 0)
    desk.press(Key.Key_J, CTRL | SHIFT)
    assert desk.report == report()
    assert desk.editing.undo_label == ""


def test_delete_moves_the_keyboard_to_the_next_and_says_how_to_get_it_back(desk: Desk) -> None:
    desk.focus("item_text", 0)
    desk.press(Key.Key_Delete, CTRL | SHIFT)
    assert desk.items("tasks") == list(TASKS[1:])
    assert desk.focused.plain() == TASKS[1]
    assert desk.said == ["Đã xóa. Bấm Ctrl+Z để lấy lại."]
    desk.press(Key.Key_Z, CTRL)
    assert desk.items("tasks") == list(TASKS)
    assert desk.focused.plain() == TASKS[0]
    assert desk.said[-1] == ""


def test_buttons_do_what_the_keys_do(desk: Desk) -> None:
    desk.click("item_down", 0)
    assert desk.items("tasks") == [TASKS[1], TASKS[0], TASKS[2]]
    desk.click("item_up", 1)
    assert desk.items("tasks") == list(TASKS)
    desk.click("item_delete", 2)
    assert desk.items("tasks") == list(TASKS[:2])
    desk.click("add_tasks")
    assert desk.items("tasks") == [*TASKS[:2], ""]
    assert not desk.find("item_up", 0).isEnabled()
    assert not desk.find("item_down", 2).isEnabled()


def _drag(desk: Desk, index: int, to: QPoint, *, give_up: bool = False) -> None:
    grip = desk.find("item_grip", index)
    middle = grip.rect().center()
    target = grip.mapFromGlobal(desk.page.mapToGlobal(to))
    QTest.mousePress(grip, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(grip, middle + QPoint(0, 30))
    QTest.mouseMove(grip, target)
    if give_up:
        QTest.keyClick(grip, Key.Key_Escape)
    QTest.mouseRelease(grip, Qt.MouseButton.LeftButton, pos=target)
    desk.settle()


def _edge(desk: Desk, index: int, bottom: bool) -> QPoint:
    card = desk.find("item_card", index)
    at = card.rect().bottomLeft() if bottom else card.rect().topLeft()
    return card.mapTo(desk.page, at)


def test_drag_by_the_handle(desk: Desk) -> None:
    _drag(desk, 0, _edge(desk, 2, bottom=True))
    assert desk.items("tasks") == [TASKS[1], TASKS[2], TASKS[0]]
    _drag(desk, 2, _edge(desk, 0, bottom=False))
    assert desk.items("tasks") == list(TASKS)
    assert desk.editing.undo_label == "chuyển chỗ"


def test_drag_given_up_moves_nothing(desk: Desk) -> None:
    _drag(desk, 0, _edge(desk, 2, bottom=True), give_up=True)
    assert desk.items("tasks") == list(TASKS)
    assert desk.editing.undo_label == ""


def test_undo_goes_back_through_typing_and_structure_in_order(desk: Desk) -> None:
    states = [desk.report]

    def note() -> None:
        states.append(desk.report)
        desk.pause()

    desk.focus("item_text", 0)
    desk.type("A")
    note()
    desk.press(Key.Key_Down, ALT)
    note()
    desk.press(Key.Key_Return, CTRL)
    note()
    desk.type("B b")
    note()
    desk.focused.select_range(1, 0)
    desk.press(Key.Key_Return, CTRL | SHIFT)
    note()
    desk.press(Key.Key_J, CTRL | SHIFT)
    note()
    desk.press(Key.Key_Delete, CTRL | SHIFT)
    note()
    for before in reversed(states[:-1]):
        desk.press(Key.Key_Z, CTRL)
        assert desk.report == before
    for after in states[1:]:
        desk.press(Key.Key_Y, CTRL)
        assert desk.report == after
    assert [f.plain() for f in _texts(desk)] == desk.items("tasks")


def _texts(desk: Desk) -> list:
    form = desk.page.area.form
    assert form is not None
    return [field for (_, _, name), field in form.fields().items() if name == "text"]


def test_undo_leads_to_the_part_and_the_field(desk: Desk) -> None:
    desk.focus("item_text", 1)
    desk.type("Z")
    desk.pause()
    desk.go("context")
    desk.focus("section_text")
    desk.type("Q")
    desk.press(Key.Key_Z, CTRL)
    assert desk.page.area.form.part == "context"  # type: ignore[union-attr]
    desk.press(Key.Key_Z, CTRL)
    assert desk.page.area.form.part == "tasks"  # type: ignore[union-attr]
    assert desk.focused is _texts(desk)[1]
    assert desk.report == report()


def test_undo_puts_the_cursor_where_the_text_changed(desk: Desk) -> None:
    field = desk.focus("item_text", 1)
    field.select_range(4, 0)
    desk.type("QQ")
    field.select_range(0, 0)
    desk.press(Key.Key_Z, CTRL)
    assert field.plain() == TASKS[1]
    assert field.textCursor().position() == 4
    desk.press(Key.Key_Y, CTRL)
    assert field.textCursor().position() == 6


def test_line_fields_share_the_history(desk: Desk) -> None:
    desk.focus("section_heading")
    desk.press(Key.Key_End)
    desk.type(" xyz")
    desk.press(Key.Key_Z, CTRL)
    assert desk.report == report()
    assert desk.find("section_heading").text() == "Nhiệm vụ"
    desk.press(Key.Key_Z, CTRL | SHIFT)
    assert desk.find("section_heading").text() == "Nhiệm vụ xyz"


def test_stretches_of_typing_are_steps(desk: Desk) -> None:
    desk.focus("item_text", 0)
    desk.press(Key.Key_End, CTRL)
    desk.type("ab")
    desk.pause()
    desk.type("cd")
    desk.press(Key.Key_Z, CTRL)
    assert desk.items("tasks")[0] == f"{TASKS[0]}ab"
    desk.press(Key.Key_Z, CTRL)
    assert desk.items("tasks")[0] == TASKS[0]


def test_forty_tasks_have_their_words_and_come_quickly(qtbot: QtBot) -> None:
    start = set_items(report(), "tasks", tasks(*FORTY).items)
    desk = Desk(qtbot, start)
    taken = []
    for _ in range(3):
        desk.go("context")
        begin = time.thread_time()
        desk.page.show_part("tasks")
        QApplication.processEvents()
        taken.append(time.thread_time() - begin)
    assert desk.leads() == [f"{task_word(number)}," for number in range(1, 41)]
    assert desk.leads()[20] == "Hai mươi mốt là,"
    assert min(taken) < 0.15


def test_tab_goes_from_text_to_text_then_to_the_buttons(desk: Desk) -> None:
    desk.focus("item_text", 0)
    seen = []
    for _ in range(6):
        seen.append((desk.focused.objectName(), getattr(desk.focused, "plain", str)()))
        desk.press(Key.Key_Tab)
    names = [name for name, _ in seen]
    assert names[:5] == ["item_text", "item_text", "item_text", "add_tasks", "add_lead_in"]
    assert [text for name, text in seen if name == "item_text"] == list(TASKS)
    assert names[5] in ("item_down", "item_up")


def test_a_list_is_written_without_the_mouse(qtbot: QtBot) -> None:
    desk = Desk(qtbot, set_items(report(), "lessons", ()))
    desk.page.outline.select_part("causes")
    desk.page.outline.setFocus()
    desk.press(Key.Key_Down)
    assert desk.page.area.form.part == "lessons"  # type: ignore[union-attr]
    desk.press(Key.Key_F6)
    assert desk.focused.objectName() == "add_list"
    desk.press(Key.Key_Space)
    desk.type("Mot")
    desk.press(Key.Key_Return, CTRL)
    desk.type("Hai")
    desk.press(Key.Key_Up, ALT)
    desk.press(Key.Key_F6)
    assert desk.items("lessons") == ["Hai", "Mot"]
    assert desk.focused is desk.page.outline


def test_a_lead_in_comes_first_and_takes_no_word(desk: Desk) -> None:
    desk.click("add_lead_in")
    desk.type("Trong tam la:")
    assert desk.items("tasks") == ["Trong tam la:", *TASKS]
    assert desk.item("tasks").type == "paragraph"
    assert desk.leads() == ["Câu dẫn", "Một là,", "Hai là,", "Ba là,"]
    assert not desk.page.findChild(QWidget, "add_lead_in").isVisible()  # type: ignore[union-attr]


def test_another_view_of_the_report_reaches_the_fields(desk: Desk) -> None:
    changed = set_items(desk.report, "tasks", tasks("một", "hai").items)
    desk.editing.apply(changed, "x", desk.page.current_place)
    assert [field.plain() for field in _texts(desk)] == ["một", "hai"]


# The sentence that leads into the tasks stays before them


@pytest.fixture
def led(qtbot: QtBot) -> Desk:
    lead = Item("lead", "paragraph", "Trọng tâm là:")
    made = Desk(qtbot, set_items(report(), "tasks", (lead, *tasks(*TASKS).items)))
    made.go("tasks")
    return made


def test_no_task_is_moved_above_the_lead_in_by_key_or_button(led: Desk) -> None:
    led.focus("item_text", 1)
    led.press(Key.Key_Up, ALT)
    assert led.items("tasks") == ["Trọng tâm là:", *TASKS]
    assert led.editing.undo_label == ""
    assert not led.find("item_up", 1).isEnabled()
    led.press(Key.Key_Down, ALT)
    assert led.items("tasks") == ["Trọng tâm là:", TASKS[1], TASKS[0], TASKS[2]]


def test_the_lead_in_is_not_moved_under_a_task(led: Desk) -> None:
    led.focus("item_text", 0)
    led.press(Key.Key_Down, ALT)
    assert led.items("tasks")[0] == "Trọng tâm là:"
    assert not led.find("item_down", 0).isEnabled()
    _drag(led, 0, _edge(led, 3, bottom=True))
    assert led.items("tasks") == ["Trọng tâm là:", *TASKS]
    assert led.leads()[0] == "Câu dẫn"


def test_a_task_dragged_above_the_lead_in_comes_first_under_it(led: Desk) -> None:
    _drag(led, 3, _edge(led, 0, bottom=False))
    assert led.items("tasks") == ["Trọng tâm là:", TASKS[2], TASKS[0], TASKS[1]]
    assert led.leads() == ["Câu dẫn", "Một là,", "Hai là,", "Ba là,"]


def test_paragraphs_of_other_sections_go_anywhere(qtbot: QtBot) -> None:
    desk = Desk(qtbot, set_items(report(), "lessons", (Item("a", text="a"), Item("b", text="b"))))
    desk.go("lessons")
    desk.focus("item_text", 1)
    desk.press(Key.Key_Up, ALT)
    assert desk.items("lessons") == ["b", "a"]


# More pasted than a list is for


def test_thousands_of_recipients_are_refused_in_a_sentence_at_once(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(qtbot)
    desk.go(SIGNING)
    desk.focus("recipient", 1)
    made = []
    monkeypatch.setattr(RecipientsList, "_add_row", lambda _: made.append(1))
    before = desk.report
    desk.paste("\n".join(f"Đảng ủy xã số {number}" for number in range(5000)))
    assert desk.report is before
    assert not made
    assert desk.said == ["Nơi nhận có nhiều nhất 200 dòng; đoạn dán có 5.000 dòng nên chưa dán."]


def test_of_thousands_of_recipients_kept_from_before_those_are_shown_that_are_asked_for(qtbot: QtBot) -> None:
    old = tuple(f"Nơi nhận {number}" for number in range(1000))
    desk = Desk(qtbot, replace(report(), recipients=old))
    desk.go("@signing")
    fields = desk.find("recipients").fields
    assert len(fields()) == 200
    assert desk.find("more_recipients").text() == "Còn 800 nơi nhận nữa, bấm để xem tiếp"
    desk.focus("recipient", 199)
    desk.type("x")
    assert desk.report.recipients[200:] == old[200:]
    desk.click("more_recipients")
    assert len(fields()) == 400
    desk.find("recipients").focus_line(650)
    assert len(fields()) == 800
    assert fields()["recipient650"].hasFocus()
    desk.click("add_recipient")
    assert desk.report.recipients[200:] == (*old[200:], "")
    assert fields()["recipient1000"].hasFocus()
    assert not desk.page.findChild(QWidget, "more_recipients").isVisible()


def test_as_many_recipients_as_a_report_may_have_come_in_one_pass(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(qtbot)
    desk.go(SIGNING)
    desk.focus("recipient", 1)
    chained = []
    set_order = QWidget.setTabOrder
    monkeypatch.setattr(QWidget, "setTabOrder", lambda one, other: (chained.append(1), set_order(one, other)))
    desk.paste("\n".join(f"Đảng ủy xã số {number}" for number in range(198)))
    assert len(desk.report.recipients) == 200
    assert len(desk.find("recipients").fields()) == 200
    assert len(chained) == 4 * 200, "each line and its three buttons once"
    desk.press(Key.Key_Z, CTRL)
    assert desk.report.recipients == report().recipients


def test_a_pasted_list_of_a_hundred_and_fifty_becomes_as_many_items(qtbot: QtBot) -> None:
    desk = Desk(qtbot, set_items(report(), "tasks", ()))
    desk.go("tasks")
    desk.click("add_tasks")
    desk.paste("\n".join(f"{number}. Việc {number}" for number in range(1, 151)))
    desk.click("paste_split")
    assert desk.items("tasks") == [f"Việc {number}" for number in range(1, 151)]
    assert not any(desk.item("tasks", number).more for number in range(150))


@pytest.mark.parametrize(
    ("section", "add"), [("tasks", "add_tasks"), ("limits", "add_limitations"), ("bases", "add_bases")]
)
def test_a_list_too_long_to_be_items_is_told_and_kept_whole(qtbot: QtBot, section: str, add: str) -> None:
    desk = Desk(qtbot, set_items(report(), section, ()))
    desk.go("opening" if section == "bases" else section)
    desk.click(add)
    desk.paste("\n".join(f"{number}. Việc {number}" for number in range(1, 401)))
    assert desk.said == [say("editor.paste.too_many_items", count=400, most=200)]
    assert not [w for w in desk.page.findChildren(QWidget, "paste_split") if w.isVisible()]
    assert len(desk.item(section).more) == 399
