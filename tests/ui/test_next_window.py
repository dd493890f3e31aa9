"""From period to period in the window: Kỳ sau, the calendar, own outlines, merged units, export."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtWidgets import QApplication, QFileDialog
from shell_kit import FIRST_HALF, Shell, child, when_asked

from danvan_desktop.checks.decide import decide
from danvan_desktop.checks.report_checks import check_report
from danvan_desktop.domain.calendar import Obligation
from danvan_desktop.domain.edits import insert_item, walk
from danvan_desktop.domain.regroup import UnitChange
from danvan_desktop.domain.report import Indicator, Issuer, Item, Period, Report
from danvan_desktop.domain.report_json import encode
from danvan_desktop.layout.issuer_names import full_name
from danvan_desktop.services.calendar import OfficeCalendar, edited, read_calendar, save_calendar
from danvan_desktop.services.earlier import earlier_reports
from danvan_desktop.services.next_period import start_next
from danvan_desktop.services.next_reports import habit
from danvan_desktop.services.own_outlines import outlines_folder, own_outlines_for
from danvan_desktop.services.unit_changes import read_unit_changes, save_unit_changes
from danvan_desktop.ui.main_window import MainWindow

YEAR = Period("year", 2026)


def first_half(shell: Shell) -> int:
    """A first half's report with one task, in an office."""
    report_id: int = shell.with_report(shell.with_office())
    task = Item("t1", "task", "tổ chức đối thoại với Nhân dân.")
    tasks = next(s.id for s in shell.drafts.load(report_id).sections if s.role == "tasks")
    shell.drafts.save(report_id, insert_item(shell.drafts.load(report_id), tasks, 1, task))
    return report_id


def wait_until_made(qtbot: Any, window: MainWindow) -> Report:
    qtbot.waitUntil(lambda: window.following._job is None and window.page == "desk", timeout=5000)
    QThreadPool.globalInstance().waitForDone()
    assert window.desk.report is not None
    return window.desk.report


def answer(name: str) -> Any:
    return when_asked(lambda dialog: child(dialog, name).click())


def test_the_next_report_is_one_step_and_the_habit_is_asked_once(shell: Shell, qtbot) -> None:
    report_id = first_half(shell)
    window = shell.open(qtbot)
    window.home.choose(report_id)
    asked = answer("habit_make")
    qtbot.keyClick(
        window.home.view,
        Qt.Key.Key_N,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    report = wait_until_made(qtbot, window)
    assert asked == ["habit_dialog"]
    assert report.period == YEAR
    assert [promise.text for promise in report.promises] == ["tổ chức đối thoại với Nhân dân."]
    assert report.follows is not None
    assert report.follows.period == FIRST_HALF
    assert "1 nhiệm vụ chờ nói rõ" in window.desk.messages.text
    assert habit(shell.library, shell.drafts.offices()[0].id) == "year"
    child(window, "next_details").click()
    assert child(window, "next_summary").isVisible()


def test_an_office_that_reports_on_the_second_half_says_so_once(shell: Shell, qtbot) -> None:
    report_id = first_half(shell)
    window = shell.open(qtbot)

    def second(dialog: Any) -> None:
        child(dialog, "habit_second_half").click()
        child(dialog, "habit_make").click()

    asked = when_asked(second)
    window.following.next_of(report_id)
    report = wait_until_made(qtbot, window)
    assert asked == ["habit_dialog"]
    assert report.period == Period("second_half", 2026)
    assert habit(shell.library, shell.drafts.offices()[0].id) == "second_half"


def test_a_year_before_is_found_and_what_was_decided_is_known_when_opened_again(shell: Shell, qtbot) -> None:
    office_id = shell.with_office()
    ago = shell.with_report(office_id, Period("year", 2025))
    half = shell.with_report(office_id)
    results = next(s.id for s, _ in walk(shell.drafts.load(half).sections) if s.role == "results")
    said = Item("r1", text="Thường trực Đảng ủy tiếp 182 lượt công dân, giải quyết xong 34 đơn.")
    shell.drafts.save(half, insert_item(shell.drafts.load(half), results, 0, said))
    window = shell.open(qtbot)
    window.following.next_of(half, "year")
    made = wait_until_made(qtbot, window)
    report_id = window.desk.report_id
    assert report_id is not None
    earlier = earlier_reports(shell.library, report_id, made)
    assert (earlier.last, earlier.same_period) == (shell.drafts.load(half), shell.drafts.load(ago))
    finding = check_report(made, earlier.last)[0]
    shell.drafts.save(report_id, decide(made, finding, "keep"))
    again = shell.drafts.load(report_id)
    assert finding.key not in [one.key for one in check_report(again, earlier.last)]
    assert start_next(again).report.decisions == ()


def test_a_report_that_stands_already_is_offered_instead_of_a_second(shell: Shell, qtbot) -> None:
    report_id = first_half(shell)
    standing = shell.with_report(shell.drafts.offices()[0].id, YEAR)
    window = shell.open(qtbot)
    window.following.next_of(report_id, "year")
    assert "đã có báo cáo năm 2026" in window.home.messages.text
    child(window, "next_open").click()
    assert window.desk.report_id == standing
    window.show_page("home")
    window.following.next_of(report_id, "year", again=True)
    wait_until_made(qtbot, window)
    assert len(shell.drafts.summaries()) == 3


def test_what_presses_stands_on_the_first_page_and_a_click_begins_it(shell: Shell, qtbot) -> None:
    shell.with_office()
    window = shell.open(qtbot)
    line = child(window, "due_0")
    assert (
        line.text() == "6 tháng đầu năm 2026, gửi Cơ quan cấp trên: hạn 15/6 (theo lịch mặc định), còn 5 ngày"
    )
    asked = answer("make_report")
    line.click()
    assert asked == ["new_report_dialog"]
    assert window.desk.report is not None
    assert window.desk.report.period == FIRST_HALF
    assert shell.drafts.summaries()[0].due == date(2026, 6, 15)
    window.show_page("home")
    child(window, "due_0").click()
    assert len(shell.drafts.summaries()) == 1


def test_nothing_presses_before_the_office_said_who_it_is_or_when_all_is_sent(shell: Shell, qtbot) -> None:
    report_id = first_half(shell)
    shell.drafts.set_status(report_id, "issued")
    window = shell.open(qtbot)
    assert child(window, "due_strip").isHidden()


def test_the_calendar_is_edited_and_a_day_that_does_not_exist_is_refused(shell: Shell, qtbot) -> None:
    shell.with_office()
    window = shell.open(qtbot)
    window.show_page("calendar")
    page = window.calendar
    assert page.list.topLevelItem(0).text(1) == "Cơ quan cấp trên (mặc định)"
    child(page, "obligation_recipient").setText("Tỉnh ủy")
    child(page, "obligation_due").setText("31/6")
    child(page, "obligation_keep").click()
    assert "ngày không đúng" in child(page, "obligation_wrong").text()
    assert read_calendar(shell.library.data_dir).obligations[0].is_default
    child(page, "obligation_due").setText("20/6")
    qtbot.keyClick(child(page, "obligation_due"), Qt.Key.Key_Return)
    kept = read_calendar(shell.library.data_dir).obligations[0]
    assert (kept.recipient, kept.due, kept.is_default) == ("Tỉnh ủy", "06-20", False)
    assert page.list.topLevelItem(0).text(3) == "22/6/2026 (hạn 20/6 là ngày nghỉ)"
    child(page, "obligation_remove").click()
    assert len(read_calendar(shell.library.data_dir).obligations) == 1
    child(page, "undo_remove").click()
    assert len(read_calendar(shell.library.data_dir).obligations) == 2


def test_the_office_s_own_deadline_is_put_on_the_next_report(shell: Shell, qtbot) -> None:
    report_id = first_half(shell)
    calendar = read_calendar(shell.library.data_dir)
    own = tuple(edited(o, due="12-10") if o.period == "year" else o for o in calendar.obligations)
    save_calendar(shell.library.data_dir, OfficeCalendar(own))
    window = shell.open(qtbot)
    window.following.next_of(report_id, "year")
    wait_until_made(qtbot, window)
    assert window.desk.report_id is not None
    assert shell.drafts.summary(window.desk.report_id).due == date(2026, 12, 10)
    assert isinstance(own[0], Obligation)


def test_a_report_becomes_an_outline_offered_to_the_next(shell: Shell, qtbot) -> None:
    report_id = first_half(shell)
    window = shell.open(qtbot)
    window.open_report(report_id)

    def keep(dialog: Any) -> None:
        child(dialog, "outline_name").setText("Đề cương xã")
        child(dialog, "outline_keep").click()

    asked = when_asked(keep)
    window.following.save_outline()
    assert asked == ["outline_dialog"]
    found = own_outlines_for(shell.library.data_dir, FIRST_HALF)
    assert [outline.name for outline in found] == ["Đề cương xã"]
    assert "{{ period" in found[0].subject
    offered: list[str] = []

    def look(dialog: Any) -> None:
        offered.extend(child(dialog, "new_outline").item(row).text() for row in range(2))
        dialog.reject()

    when_asked(look)
    window.files.new_report()
    assert offered[0] == "Đề cương xã (của cơ quan)"


def test_an_outline_with_only_the_words_confirmed_is_written_to_a_file_and_used_by_another_office(
    shell: Shell, qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report_id = first_half(shell)
    window = shell.open(qtbot)
    window.open_report(report_id)
    file = tmp_path / "chia_se.toml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))

    unticked: list[str] = []

    def write(dialog: Any) -> None:
        listed = child(dialog, "outline_proposals")
        for item in (listed.item(row) for row in range(listed.count())):
            if item.text().startswith("“6 tháng cuối năm 2026”"):
                item.setCheckState(Qt.CheckState.Unchecked)
                unticked.append(item.text())
        child(dialog, "outline_name").setText("Đề cương chung")
        child(dialog, "outline_to_file").click()

    when_asked(write)
    window.following.save_outline()
    written = file.read_text("utf-8")
    assert len(unticked) == 1
    assert "{{ period }}" in written
    assert "{{ horizon }}" not in written
    assert "Hưng Tân" not in written
    other = Shell(tmp_path / "other")
    try:
        other.with_office(place="Bình Sơn")
        there = other.open(qtbot)

        def bring(dialog: Any) -> None:
            child(dialog, "bring_outline").click()
            child(dialog, "make_report").click()

        when_asked(bring)
        there.files.new_report()
        assert there.desk.report is not None
        text = encode(there.desk.report).decode()
        assert there.desk.report.outline == "de_cuong_chung"
        assert "Bình Sơn" in text
        assert "Hưng Tân" not in text
    finally:
        other.close()


def test_an_outline_file_is_taken_in_and_a_bad_one_says_why(
    shell: Shell, qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.with_office()
    window = shell.open(qtbot)
    bad = tmp_path / "xau.toml"
    bad.write_text("id = 3", "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(bad), ""))
    told: list[str] = []

    def bring(dialog: Any) -> None:
        child(dialog, "bring_outline").click()
        told.append(child(dialog, "new_hint").text())
        dialog.reject()

    when_asked(bring)
    window.files.new_report()
    assert "xau.toml" in told[0]
    assert own_outlines_for(shell.library.data_dir, FIRST_HALF) == ()


def test_an_outline_file_of_no_use_is_named_where_outlines_are_chosen(shell: Shell, qtbot) -> None:
    shell.with_office()
    folder = outlines_folder(shell.library.data_dir)
    folder.mkdir()
    (folder / "hong.toml").write_text("= [", "utf-8")
    window = shell.open(qtbot)
    told: list[str] = []

    def look(dialog: Any) -> None:
        assert child(dialog, "unusable_outlines").isVisible()
        told.append(child(dialog, "unusable_outlines").text())
        dialog.reject()

    when_asked(look)
    window.files.new_report()
    (folder / "hong.toml").unlink()
    when_asked(lambda dialog: (told.append(child(dialog, "unusable_outlines").text()), dialog.reject()))
    window.files.new_report()
    assert "“hong.toml”" in told[0]
    assert "xóa tệp ấy" in told[0]
    assert told[1] == ""


def test_figures_of_merged_units_are_added_again_and_taken_back(shell: Shell, qtbot) -> None:
    report_id = first_half(shell)
    now = shell.drafts.load(report_id)
    now = msgspec.structs.replace(now, indicators=(Indicator("dt", "Đối thoại", "cuộc", "9"),))
    shell.drafts.save(report_id, now)
    olds = []
    for place, value in (("AN KHÊ", "3"), ("AN HẢI", "4")):
        issuer = msgspec.structs.replace(now.issuer, name=f"ĐẢNG ỦY XÃ {place}")
        before = msgspec.structs.replace(
            now, period=Period("first_half", 2025), issuer=issuer,
            indicators=(Indicator("dt", "Đối thoại", "cuộc", value),),
        )  # fmt: skip
        shell.drafts.create(before, None, status="issued", archived=True)
        olds.append(full_name(issuer))
    save_unit_changes(shell.library.data_dir, [UnitChange(full_name(now.issuer), tuple(olds))])
    window = shell.open(qtbot)
    window.open_report(report_id)
    asked = when_asked(lambda dialog: child(dialog, "units_again").click())
    window.following.edit_units()
    assert asked == ["units_dialog"]
    assert window.desk.report is not None
    figure = window.desk.report.indicators[0]
    assert (figure.value, figure.previous, figure.regrouped) == ("9", "7", True)
    assert window.desk.editing is not None
    window.desk.editing.undo()
    assert not window.desk.report.indicators[0].regrouped


def test_the_table_of_units_is_typed_and_kept(shell: Shell, qtbot) -> None:
    shell.with_office()
    window = shell.open(qtbot)

    def fill(dialog: Any) -> None:
        table = child(dialog, "units_table")
        for column, text in enumerate(("Xã A", "Xã B; Xã C", "NQ 1")):
            table.item(0, column).setText(text)
        child(dialog, "units_keep").click()

    when_asked(fill)
    window.following.edit_units()
    assert read_unit_changes(shell.library.data_dir) == (UnitChange("Xã A", ("Xã B", "Xã C"), "NQ 1"),)


def test_what_is_left_is_told_before_export_and_xem_leads_there(shell: Shell, qtbot) -> None:
    report_id = first_half(shell)
    window = shell.open(qtbot)
    window.following.next_of(report_id, "year")
    wait_until_made(qtbot, window)
    qtbot.waitUntil(child(window, "findings_button").isVisible, timeout=5000)
    count = int(child(window, "findings_button").text().split()[0])
    notices: list[str] = []

    def look(dialog: Any) -> None:
        notices.append(child(dialog, "export_notice").text())
        child(dialog, "export_look").click()

    when_asked(look)
    window.files.export_word()
    assert notices[0].startswith(f"Còn {count} chỗ cần xem lại")
    assert child(window, "findings_panel").isVisible()
    qtbot.waitUntil(lambda: not child(window, "editor_page").carryover.checking._job, timeout=5000)
    QApplication.processEvents()


def test_a_part_s_figures_are_said_to_be_and_the_table_of_merged_units_is_at_hand(
    shell: Shell, qtbot
) -> None:
    issuer = Issuer("ĐẢNG BỘ TỈNH QUẢNG TRỊ", "ĐẢNG ỦY PHƯỜNG ĐỒNG SƠN", "ĐU", "Đồng Sơn")
    row = Indicator("tiep_cong_dan", "Lượt tiếp công dân", "lượt", "9")
    for period in (Period("first_half", 2025), Period("year", 2025)):
        made = Report(kind="interim", period=period, issuer=issuer, indicators=(row,))
        last = shell.drafts.create(made, None)
    window = shell.open(qtbot)
    window.following.next_of(last)
    report = wait_until_made(qtbot, window)
    assert (report.indicators[0].previous, report.indicators[0].doubt) == ("9", "before_merger")
    assert "riêng đơn vị cũ" in window.desk.messages.text
    asked = answer("units_keep")
    child(window, "next_units").click()
    assert asked == ["units_dialog"]
