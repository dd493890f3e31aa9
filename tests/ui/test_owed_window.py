"""The calendar in the window: each recipient's report begun from its row, shared, changed, and done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtWidgets import QLabel
from shell_kit import FIRST_HALF, Shell, child, when_asked

from danvan_desktop.domain.calendar import default_obligations, identified
from danvan_desktop.domain.report import Period
from danvan_desktop.services.calendar import OfficeCalendar, edited, read_calendar, save_calendar
from danvan_desktop.ui.main_window import MainWindow

ABOVE, FRONT = "Tỉnh ủy", "Ủy ban MTTQ tỉnh"


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Shell]:
    made = Shell(tmp_path / "data")
    half = default_obligations()[0]
    of_two = [edited(half, recipient=ABOVE), edited(half, id="", recipient=FRONT, due="06-20")]
    save_calendar(made.library.data_dir, OfficeCalendar(identified(of_two)))
    yield made
    made.close()


def _calendar(window: MainWindow) -> Any:
    window.show_page("calendar")
    return window.calendar


def _choose(page: Any, recipient: str) -> None:
    rows = range(page.list.topLevelItemCount())
    item = next(page.list.topLevelItem(n) for n in rows if page.list.topLevelItem(n).text(1) == recipient)
    page.list.setCurrentItem(item)


def _line(window: MainWindow, number: int) -> Any:
    """A line of the strip as it is now; those before are deleted when Qt finds the time."""
    return window.home.due_strip._buttons[number]


def test_what_is_due_stands_over_the_list_and_not_over_the_trash(shell: Shell, qtbot) -> None:
    shell.with_office()
    window = shell.open(qtbot)
    strip = window.home.due_strip
    assert strip.isVisible()
    window.home.commands["show_trash"].trigger()
    assert not strip.isVisible()
    window.home.commands["show_trash"].trigger()
    assert strip.isVisible()


def _told(page: Any, recipient: str) -> str:
    _choose(page, recipient)
    return str(page.list.currentItem().text(4))


def _going_to(shell: Shell, report_id: int) -> list[str]:
    return [answer.recipient for answer in shell.drafts.load(report_id).answers or ()]


def _pick(page: Any, report_id: int | None) -> None:
    field = child(page, "owed_report")
    at = field.findData(report_id)
    assert at >= 0
    field.setCurrentIndex(at)
    field.activated.emit(at)


def test_each_recipient_has_a_line_on_the_first_page_and_its_own_report(shell: Shell, qtbot) -> None:
    shell.with_office()
    window = shell.open(qtbot)
    assert f"gửi {ABOVE}: hạn 15/6" in _line(window, 0).text()
    assert f"gửi {FRONT}: hạn 22/6" in _line(window, 1).text()
    when_asked(lambda dialog: child(dialog, "make_report").click())
    _line(window, 1).click()
    front = window.desk.report_id
    assert front is not None
    assert _going_to(shell, front) == [FRONT]
    window.show_page("home")
    assert "đang soạn" in _line(window, 1).text()
    assert "đang soạn" not in _line(window, 0).text()
    _line(window, 1).click()
    assert window.desk.report_id == front
    assert len(shell.drafts.summaries()) == 1


def test_a_row_whose_period_has_a_report_to_others_asks_whether_it_serves(shell: Shell, qtbot) -> None:
    standing = shell.with_report(shell.with_office())
    window = shell.open(qtbot)
    page = _calendar(window)
    assert _told(page, ABOVE) == "Còn 5 ngày, đang soạn"
    assert child(page, "start_owed").text() == "Mở báo cáo này"
    assert _told(page, FRONT) == "Còn 12 ngày"
    assert child(page, "start_owed").text() == "Lập báo cáo này"
    child(page, "start_owed").click()
    assert f"Báo cáo gửi {FRONT} dùng chung" in page.messages.text
    assert window.page == "calendar"
    child(page, "owed_share").click()
    assert (window.page, window.desk.report_id) == ("desk", standing)
    assert _going_to(shell, standing) == [ABOVE, FRONT]
    assert window.desk.report is not None
    assert [a.recipient for a in window.desk.report.answers or ()] == [ABOVE, FRONT]


def test_a_report_apart_is_begun_from_the_last_one_beside_the_one_that_stands(shell: Shell, qtbot) -> None:
    office_id = shell.with_office()
    shell.with_report(office_id, Period("year", 2025))
    standing = shell.with_report(office_id)
    window = shell.open(qtbot)
    page = _calendar(window)
    _choose(page, FRONT)
    child(page, "start_owed").click()
    child(page, "owed_apart").click()
    qtbot.waitUntil(lambda: window.following._job is None and window.page == "desk", timeout=5000)
    QThreadPool.globalInstance().waitForDone()
    apart = window.desk.report_id
    assert apart not in (None, standing)
    assert window.desk.report is not None
    assert window.desk.report.period == FIRST_HALF
    assert _going_to(shell, apart) == [FRONT]
    page = _calendar(window)
    assert _told(page, ABOVE) == _told(page, FRONT).replace("12", "5") == "Còn 5 ngày, đang soạn"
    assert child(page, "owed_report").currentData() == apart


def test_the_report_to_a_recipient_is_changed_on_the_calendar_even_when_issued(shell: Shell, qtbot) -> None:
    office_id = shell.with_office()
    issued, other = shell.with_report(office_id), shell.with_report(office_id)
    shell.drafts.set_status(issued, "issued")
    window = shell.open(qtbot)
    page = _calendar(window)
    assert (_told(page, ABOVE), _told(page, FRONT)) == ("Đã ban hành", "Còn 12 ngày")
    field = child(page, "owed_report")
    assert field.currentText() == "Chưa có báo cáo"
    assert [field.itemData(n) for n in range(1, field.count())] == [other, issued]
    _pick(page, issued)
    assert (_told(page, ABOVE), _told(page, FRONT)) == ("Đã ban hành", "Đã ban hành")
    assert f"gửi {ABOVE}, {FRONT}" in child(page, "owed_report").currentText()
    window.show_page("home")
    assert child(window, "due_strip").isHidden(), "both were sent"
    window.show_page("calendar")
    _pick(page, other)
    assert _told(page, FRONT) == "Còn 12 ngày, đang soạn"
    assert (_going_to(shell, issued), _going_to(shell, other)) == ([ABOVE], [FRONT])
    assert shell.drafts.summary(other).due == date(2026, 6, 22), "the deadline of what it answers"
    shell.drafts.set_due(other, date(2026, 6, 18))
    _pick(page, None)
    assert shell.drafts.summary(other).due == date(2026, 6, 18), "a day the person set stays"
    assert (_told(page, FRONT), _going_to(shell, other)) == ("Còn 12 ngày", [])
    assert shell.drafts.summary(issued).status == "issued"


def test_what_is_chosen_for_the_report_on_the_desk_is_a_step_of_its_own(shell: Shell, qtbot) -> None:
    report_id = shell.with_report(shell.with_office())
    window = shell.open(qtbot)
    window.open_report(report_id)
    page = _calendar(window)
    _choose(page, FRONT)
    _pick(page, report_id)
    assert _told(page, FRONT) == "Còn 12 ngày, đang soạn"
    assert window.desk.editing is not None
    assert window.desk.editing.undo_label == "chọn nơi gửi theo lịch"
    window.desk.editing.undo()
    window.show_page("desk")
    page = _calendar(window)
    assert _told(page, FRONT) == "Còn 12 ngày"


def test_a_recipient_added_is_owed_by_itself_and_renaming_it_keeps_its_report(shell: Shell, qtbot) -> None:
    report_id = shell.with_report(shell.with_office())
    window = shell.open(qtbot)
    page = _calendar(window)
    child(page, "add_obligation").click()
    child(page, "obligation_recipient").setText("Hội Nông dân tỉnh")
    qtbot.keyClick(child(page, "obligation_recipient"), Qt.Key.Key_Return)
    _choose(page, "Hội Nông dân tỉnh")
    _pick(page, report_id)
    child(page, "obligation_recipient").setText("Hội Nông dân")
    child(page, "obligation_keep").click()
    assert _told(page, "Hội Nông dân") == "Còn 5 ngày, đang soạn"
    assert len(read_calendar(shell.library.data_dir).obligations) == 3


def test_more_than_three_owed_are_counted(shell: Shell, qtbot) -> None:
    half = default_obligations()[0]
    many = [edited(half, id="", recipient=f"Nơi {number}") for number in range(5)]
    save_calendar(shell.library.data_dir, OfficeCalendar(identified(many)))
    shell.with_office()
    window = shell.open(qtbot)
    assert child(window, "due_more").text() == "và 2 báo cáo khác"


@pytest.mark.parametrize("text", ["{", '{"obligations": [{"name": "Báo cáo"'])
def test_a_calendar_that_cannot_be_read_never_stops_the_window(shell: Shell, qtbot, text: str) -> None:
    shell.with_office()
    (shell.library.data_dir / "lich_bao_cao.json").write_text(text, "utf-8")
    assert shell.open(qtbot).isVisible()


def test_an_impossible_day_on_the_disk_never_stops_the_window(shell: Shell, qtbot) -> None:
    shell.with_office()
    file = shell.library.data_dir / "lich_bao_cao.json"
    file.write_text(file.read_text("utf-8").replace("06-20", "06-31"), "utf-8")
    assert shell.open(qtbot).isVisible()


def test_a_ruined_calendar_is_told_of_and_set_aside_before_anything_is_saved(shell: Shell, qtbot) -> None:
    shell.with_office()
    file = shell.library.data_dir / "lich_bao_cao.json"
    ruined = file.read_bytes()[:-20]
    file.write_bytes(ruined)
    window = shell.open(qtbot)
    strip = window.home.due_strip
    assert strip.isVisible()
    assert any("không đọc được" in label.text() for label in strip.findChildren(QLabel))
    page = _calendar(window)
    assert "lich_bao_cao.json" in page.messages.text
    assert page.list.topLevelItemCount() == len(default_obligations())
    child(page, "add_obligation").click()
    assert "-hong-" in page.messages.text
    (aside,) = shell.library.data_dir.glob("lich_bao_cao-hong-*.json")
    assert aside.read_bytes() == ruined
    assert len(read_calendar(shell.library.data_dir).obligations) == len(default_obligations()) + 1
    window.show_page("home")
    assert "không đọc được" not in strip.findChildren(QLabel)[0].text()
