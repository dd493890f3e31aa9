"""Earlier periods in the editor, by keys and mouse: unread marks, the ledger, findings, last words."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from editor_desk import ALT, CTRL, SHIFT, TASKS, Desk, Key, report
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from danvan_desktop.domain.beside import said_before
from danvan_desktop.domain.edits import find_section, update_section
from danvan_desktop.domain.finding import LEDGER
from danvan_desktop.domain.next_period import next_report
from danvan_desktop.domain.promises import put_into_tasks, set_outcome, unreported
from danvan_desktop.domain.report import Indicator, Item, Period, Report
from danvan_desktop.domain.unread import unread_count
from danvan_desktop.services.earlier import Earlier
from danvan_desktop.ui.beside import said_once
from danvan_desktop.ui.beside.pane import HERE

YEAR = Period("year", 2026)
LONG = "Ban hành 12 văn bản lãnh đạo công tác dân vận. Kiểm tra 4 chi bộ trực thuộc về dân vận."
OVER = "Trong năm 2024, xã tổ chức hội nghị đối thoại với Nhân dân các thôn."


def last() -> Report:
    """The invented report with two paragraphs of results, one of them tied to its time."""
    return update_section(
        report(),
        "field2",
        lambda section: msgspec.structs.replace(
            section, items=(Item("g1", text=LONG), Item("g2", text=OVER), Item("g3", text=LONG[:46]))
        ),
    )


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    made = Desk(qtbot, next_report(last(), YEAR))
    made.page.look_up = lambda _: Earlier(last())
    return made


def unread(desk: Desk, section: str) -> int:
    found = find_section(desk.report, section)
    assert found is not None
    return unread_count(found)


def checked(desk: Desk) -> Any:
    """F7, and its answer."""
    desk.press(Key.Key_F7)
    desk.bot.waitUntil(lambda: not desk.page.carryover.checking._job, timeout=5000)
    QThreadPool.globalInstance().waitForDone()
    desk.settle()
    return desk.page.carryover.panel


def test_a_paragraph_is_confirmed_by_key_and_the_next_one_comes_under_the_cursor(desk: Desk) -> None:
    desk.go("field2")
    assert unread(desk, "field2") == 2
    field = desk.focus("section_text")
    assert field._unread == {0, 1}
    desk.press(Key.Key_Home, CTRL)
    desk.press(Key.Key_D, CTRL)
    assert unread(desk, "field2") == 1
    assert field._unread == {1}
    assert field.current_paragraph == 1
    desk.press(Key.Key_Z, CTRL)
    assert unread(desk, "field2") == 2
    assert field._unread == {0, 1}


def test_a_whole_section_is_confirmed_with_one_button_and_that_is_one_step(desk: Desk) -> None:
    desk.go("field2")
    desk.click("confirm_section")
    assert unread(desk, "field2") == 0
    assert not [w for w in desk.page.findChildren(QWidget, "unread_strip") if w.isVisible()]
    desk.page.undo()
    assert unread(desk, "field2") == 2


def test_typing_in_a_card_takes_its_mark_away(desk: Desk) -> None:
    desk.go("strengths")
    note = desk.find("unread_note")
    desk.focus("item_text")
    desk.press(Key.Key_End, CTRL)
    desk.press(Key.Key_Backspace)
    desk.type(" hơn trước.")
    assert note.isHidden()
    assert unread(desk, "strengths") == 0


def test_the_outline_says_how_many_wait(desk: Desk) -> None:
    desk.page.outline.settle()
    rows = desk.page.outline._items()
    told = rows["field2"].data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert "2 chỗ chưa đọc lại" in told
    assert rows[LEDGER].text(0) == "Nhiệm vụ đã giao kỳ trước"


def test_figures_kept_are_confirmed_in_their_cell_and_readded_ones_say_so(qtbot: QtBot) -> None:
    rows = (Indicator("a", "Tổ hòa giải", "tổ", "14", kept=True), Indicator("b", "Đơn", "đơn", "", "20"))
    rows = (rows[0], msgspec.structs.replace(rows[1], regrouped=True))
    desk = Desk(qtbot, msgspec.structs.replace(report(), indicators=rows))
    desk.go("@figures")
    table = desk.focus("figures_table")
    table.focus_cell(0, "value")
    assert "chưa xem lại" in table.rows.index(0, 2).data(Qt.ItemDataRole.ToolTipRole)
    assert table.rows.index(1, 3).data() == "20 (sau sắp xếp)"
    desk.press(Key.Key_D, CTRL)
    assert [figure.kept for figure in desk.report.indicators] == [False, False]
    assert desk.report.indicators[0].value == "14"


def test_a_task_is_answered_and_put_into_the_results_by_keys(desk: Desk) -> None:
    desk.go(LEDGER)
    assert [promise.text for promise in unreported(desk.report)] == list(TASKS)
    desk.focus("promise_done")
    desk.press(Key.Key_Space)
    desk.press(Key.Key_Tab)
    while desk.focused.objectName() != "promise_result":
        desk.press(Key.Key_Tab)
    desk.type("Đã quán triệt ở 14 chi bộ.")
    desk.press(Key.Key_Return, ALT)
    assert desk.items("field1")[-1] == "Đã quán triệt ở 14 chi bộ."
    assert len(unreported(desk.report)) == 2
    assert desk.focused.objectName() == "promise_done"
    desk.page.undo()
    assert len(unreported(desk.report)) == 3


def test_a_task_not_done_goes_to_the_limitations_with_its_cause(desk: Desk) -> None:
    desk.go(LEDGER)
    desk.click("promise_not_done", 1)
    desk.focus("promise_cause")
    desk.type("Thiếu kinh phí.")
    desk.click("promise_put")
    item = find_section(desk.report, "limits").items[-1]  # type: ignore[union-attr]
    assert item.text.startswith("Chưa hoàn thành nhiệm vụ: tăng cường đối thoại")
    assert item.cause == "Thiếu kinh phí."
    desk.click("promise_see")
    assert desk.page.area.form is not None
    assert desk.page.area.form.part == "limits"


def test_a_task_still_going_on_is_set_again_with_its_origin(desk: Desk) -> None:
    desk.go(LEDGER)
    desk.click("promise_ongoing", 2)
    desk.click("promise_put")
    item = find_section(desk.report, "tasks").items[-1]  # type: ignore[union-attr]
    assert (item.type, item.text, item.origin) == ("task", "nhân rộng mô hình", Period("first_half", 2026))


def test_what_is_done_of_a_task_that_goes_on_is_told_and_the_task_set_again_with_one_key(desk: Desk) -> None:
    desk.go(LEDGER)
    desk.click("promise_ongoing", 0)
    desk.focus("promise_result")
    desk.type("Đã quán triệt ở 9 chi bộ.")
    desk.press(Key.Key_Return, ALT)
    assert desk.items("field1")[-1] == "Đã quán triệt ở 9 chi bộ."
    assert desk.items("tasks")[-1] == TASKS[0]
    desk.page.undo()
    assert "Đã quán triệt ở 9 chi bộ." not in desk.items("field1")
    assert TASKS[0] not in desk.items("tasks")


def test_a_limitation_may_be_set_again_with_the_same_button(desk: Desk) -> None:
    desk.go(LEDGER)
    desk.click("promise_not_done", 1)
    desk.click("promise_put")
    assert TASKS[1] not in desk.items("tasks")
    desk.click("promise_put")
    assert desk.items("tasks")[-1] == TASKS[1]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_figures_are_set_beside_the_result_and_go_with_it(desk: Desk) -> None:
    figures = (Indicator("dt", "Đối thoại", "cuộc", "95"),)
    desk.editing.apply(msgspec.structs.replace(desk.report, indicators=figures), "", None)
    desk.go(LEDGER)
    desk.click("promise_done", 1)
    desk.click("promise_figures")
    menu = desk.page.findChild(QMenu, "promise_figure_menu")
    assert menu is not None
    (action,) = menu.actions()
    assert action.text() == "Đối thoại: 95"
    action.trigger()
    menu.close()
    assert desk.report.promises[1].figures == ("dt",)
    desk.click("promise_put")
    told = desk.item("field1", -1)
    assert [run.figure for run in told.runs if run.figure] == ["dt"]
    assert told.text.endswith("(đối thoại: 95 cuộc).")


def test_a_task_shows_since_when_it_was_set_and_what_was_said_of_it_each_time(qtbot: QtBot) -> None:
    first = next_report(last(), YEAR)
    told = set_outcome(first, first.promises[0].id, "ongoing", "Đã xong phần móng.")
    desk = Desk(qtbot, next_report(put_into_tasks(told, first.promises[0].id), Period("first_half", 2027)))
    desk.go(LEDGER)
    history = [w.text() for w in desk.page.findChildren(QLabel, "promise_history")]
    assert "Giao từ 6 tháng đầu năm 2026 · năm 2026: đang làm (Đã xong phần móng.)" in history


def test_a_task_no_one_spoke_of_is_among_what_is_looked_at_before_export(desk: Desk) -> None:
    panel = checked(desk)
    found = [finding for finding in desk.page.carryover.findings if finding.code == "promise.unreported"]
    assert [finding.where.text for finding in found] == list(TASKS)
    texts = [panel.list.item(row).text() for row in range(panel.list.count())]
    assert set(TASKS) <= set(texts)


def test_findings_are_gone_through_with_one_key_each_and_taken_back(desk: Desk) -> None:
    desk.go("field2")
    desk.focus("section_text")
    panel = checked(desk)
    before = panel.list.count()
    assert QApplication.focusWidget() is panel.list
    first = panel.current
    assert first is not None
    desk.press(Key.Key_G)
    assert panel.list.count() == before - 1
    assert [decision.key for decision in desk.report.decisions] == [first.key]
    second = panel.current
    desk.press(Key.Key_F8)
    assert panel.current is not second
    desk.page.undo()
    assert desk.report.decisions == ()
    assert checked(desk).list.count() == before


def test_a_finding_is_deleted_where_it_stands_and_edited_in_its_field(desk: Desk) -> None:
    panel = checked(desk)
    texts = [panel.list.item(row).text() for row in range(panel.list.count())]
    row = texts.index(LONG[47:])
    panel.list.setCurrentRow(row)
    field = desk.find("section_text")
    assert field.textCursor().selectedText() == LONG[47:]
    assert QApplication.focusWidget() is panel.list
    desk.press(Key.Key_S)
    assert QApplication.focusWidget() is field
    panel.list.setFocus()
    desk.press(Key.Key_X)
    assert desk.items("field2")[0] == LONG[:46]


def test_last_period_is_read_beside_the_section_and_taken_by_sentence(desk: Desk) -> None:
    desk.go("field2")
    desk.focus("section_text")
    desk.press(Key.Key_F4)
    pane = desk.page.carryover.beside
    said = [pane.list.item(row).text() for row in range(pane.list.count())]
    assert said == [LONG[:46], LONG[47:], OVER, LONG[:46]]
    assert OVER not in "\n".join(desk.items("field2"))
    pane.list.setFocus()
    pane.list.setCurrentRow(2)
    desk.press(Key.Key_Return)
    assert desk.items("field2")[-1] == OVER
    assert desk.item("field2", -1).kept is not None
    desk.press(Key.Key_F4)
    assert desk.page.carryover.pane.isHidden()


def test_the_same_period_a_year_ago_is_read_beside_the_section_too(desk: Desk) -> None:
    words = "Cả xã đã mở 9 lớp tập huấn về dân chủ ở cơ sở."
    ago = update_section(
        last(), "field2", lambda section: msgspec.structs.replace(section, items=(Item("y1", text=words),))
    )
    ago = msgspec.structs.replace(ago, kind="annual", period=Period("year", 2025))
    desk.page.look_up = lambda _: Earlier(last(), ago)
    desk.page.open(desk.editing, {}, (), ())
    desk.go("field2")
    desk.press(Key.Key_F4)
    pane = desk.page.carryover.beside
    buttons = [desk.find(f"beside_{number}") for number in range(2)]
    assert [button.text() for button in buttons] == ["Kỳ trước: 6 tháng đầu năm 2026", "Cùng kỳ: năm 2025"]
    assert all(button.width() >= button.sizeHint().width() for button in buttons)
    desk.click("beside_1")
    assert [pane.list.item(row).text() for row in range(pane.list.count())] == [words]
    pane.list.setCurrentRow(0)
    desk.click("beside_take")
    assert desk.items("field2")[-1] == words
    kept = desk.item("field2", -1).kept
    assert kept is not None
    assert kept.period == Period("year", 2025)


@pytest.mark.parametrize(("key", "items"), [("blank", 0), ("keep", 3), ("renew", 2)])
def test_a_section_is_blanked_kept_or_worked_out_anew(desk: Desk, key: str, items: int) -> None:
    desk.go("field2")
    desk.press(Key.Key_F4)
    before = desk.report
    desk.page.carryover.beside.whole.emit(key)
    assert len(desk.items("field2")) == items
    assert unread(desk, "field2") == items
    desk.page.undo()
    assert desk.report == before


def test_without_an_earlier_report_the_pane_says_what_to_do(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.go("field1")
    desk.press(Key.Key_F4)
    assert "nhập báo cáo cũ" in desk.find("beside_hint").text()


def test_there_is_no_ledger_without_tasks_to_account_for(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    assert LEDGER not in desk.page.outline._items()
    desk.press(Key.Key_D, CTRL | SHIFT)
    assert desk.said[-1] == "Chỗ này không có gì giữ từ kỳ trước cần đọc lại."


def test_typing_beside_last_period_works_its_words_out_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def counted(*given: Any) -> list[Any]:
        asked.append(given[2])
        return said_before(*given)

    monkeypatch.setattr(said_once, "said_before", counted)
    desk.go("field2")
    desk.focus("section_text")
    desk.press(Key.Key_F4)
    desk.focus("section_text")
    first = desk.page.carryover.beside.list.item(0)
    desk.type("Đã họp với dân.")
    assert asked == ["field2"]
    assert desk.page.carryover.beside.list.item(0) is first
    desk.go("field1")
    assert asked[1:] == ["field1"]


def test_a_sentence_that_is_here_already_says_so_and_is_not_taken_twice(desk: Desk) -> None:
    desk.go("field2")
    desk.focus("section_text")
    desk.press(Key.Key_F4)
    pane = desk.page.carryover.beside
    pane.list.setFocus()
    pane.list.setCurrentRow(2)
    assert not pane.list.item(2).data(HERE)
    desk.press(Key.Key_Return)
    count = len(desk.items("field2"))
    assert pane.list.item(2).data(HERE)
    told: list[str] = []
    assert desk.page.carryover._context is not None
    desk.page.carryover._context.told.connect(told.append)
    pane.list.setFocus()
    pane.list.setCurrentRow(2)
    desk.press(Key.Key_Return)
    assert len(desk.items("field2")) == count
    assert told == ["Đã có trong báo cáo này"]


def test_a_cause_is_taken_for_the_limitation_that_has_none(desk: Desk) -> None:
    bare = update_section(
        desk.report,
        "limits",
        lambda s: msgspec.structs.replace(s, items=(Item("m", text="Còn chậm."),)),
    )
    desk.editing.apply(bare, "", None)
    desk.go("limits")
    desk.press(Key.Key_F4)
    pane = desk.page.carryover.beside
    row = next(n for n in range(pane.list.count()) if pane.list.item(n).text() == "Thiếu kiểm tra.")
    pane.list.setFocus()
    pane.list.setCurrentRow(row)
    desk.press(Key.Key_Return)
    (item,) = find_section(desk.report, "limits").items  # type: ignore[union-attr]
    assert (item.text, item.cause) == ("Còn chậm.", "Thiếu kiểm tra.")
