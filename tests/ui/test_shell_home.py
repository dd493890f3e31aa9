"""The list of reports: its model by Qt's own tester, its words by value, its commands by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from shell_kit import FIRST_HALF, TODAY, Shell, child, type_into, when_asked

from danvan_desktop.domain.report import Period
from danvan_desktop.errors import UserError
from danvan_desktop.store.drafts import ReportSummary
from danvan_desktop.ui.home import words
from danvan_desktop.ui.home.report_model import LATE_ROLE, REPORT_ROLE, Column, ReportModel
from danvan_desktop.ui.home.report_view import two_lines

YEAR_2025 = Period("year", 2025)


def summary(number: int, period: Period = FIRST_HALF, **other: object) -> ReportSummary:
    fields: dict[str, object] = {
        "id": number, "office": "ĐẢNG ỦY XÃ HƯNG TÂN", "office_id": 7, "period": period, "kind": "interim",
        "subject": "Kết quả công tác dân vận", "status": "drafting", "due": None,
        "updated_at": datetime(2026, 6, 9, 14, 5).astimezone(), "progress": 0.5, "number": None,
        "archived": False, "trashed_at": None,
    }  # fmt: skip
    return ReportSummary(**(fields | other))


def rows(model: ReportModel, parent: QModelIndex = QModelIndex()) -> list[str]:
    return [model.index(row, 0, parent).data() for row in range(model.rowCount(parent))]


def test_the_model_is_a_sound_tree_through_every_change(qtbot) -> None:
    model = ReportModel(lambda: TODAY)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)
    model.show([])
    model.show([summary(1), summary(2), summary(3, YEAR_2025)])
    assert rows(model) == ["6 tháng đầu năm 2026", "Năm 2025"]
    assert model.rowCount(model.index(0, 0)) == 2
    assert model.rowCount(model.index(1, 0)) == 1
    inner = model.index(1, Column.STATUS, model.index(0, 0))
    assert inner.data(REPORT_ROLE).id == 2
    assert inner.data() == "Đang soạn"
    assert model.parent(inner) == model.index(0, 0)
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable
    model.show([summary(3, YEAR_2025)])
    assert rows(model) == ["Năm 2025"]
    assert model.index_of(3).data(REPORT_ROLE).id == 3
    assert not model.index_of(1).isValid()
    model.show([])
    assert model.rowCount() == 0


def test_the_filter_needs_no_accents_and_all_of_its_words(qtbot) -> None:
    model = ReportModel(lambda: TODAY)
    both = [summary(1), summary(2, YEAR_2025, subject="Tổng kết năm", status="issued")]
    model.show(both, {7: "Đảng ủy xã Hưng Tân"}, "tong ket")
    assert rows(model) == ["Năm 2025"]
    model.show(both, {7: "Đảng ủy xã Hưng Tân"}, "ban hanh hung tan")
    assert rows(model) == ["Năm 2025"]
    model.show(both, {7: "Đảng ủy xã Hưng Tân"}, "ban hanh so ket")
    assert rows(model) == []


@pytest.mark.parametrize(
    ("days", "status", "text", "late"),
    [
        (5, "drafting", "Hạn 15/6, còn 5 ngày", False),
        (0, "drafting", "Hạn 10/6, hôm nay", False),
        (-2, "review", "Quá hạn 2 ngày (8/6)", True),
        (-2, "issued", "Hạn 8/6", False),
        (-177, "drafting", "Quá hạn 177 ngày (15/12/2025)", True),
    ],
)
def test_a_deadline_in_words(days: int, status: str, text: str, late: bool, qtbot) -> None:
    model = ReportModel(lambda: TODAY)
    model.show([summary(1, due=TODAY + timedelta(days=days), status=status)])
    index = model.index(0, Column.DUE, model.index(0, 0))
    assert index.data() == text
    assert bool(index.data(LATE_ROLE)) is late


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Kết quả công tác dân vận", "Báo cáo kết quả công tác dân vận"),
        ("MTTQ xã với dân vận khéo", "Báo cáo MTTQ xã với dân vận khéo"),
        ("  ", "Báo cáo chưa có trích yếu"),
    ],
)
def test_a_report_is_named_as_its_title_reads(subject: str, title: str) -> None:
    assert words.title(subject) == title


def test_when_it_was_saved_in_words() -> None:
    now = datetime(2026, 6, 10)
    assert words.saved(datetime(2026, 6, 10, 9, 5), now) == "09:05 hôm nay"
    assert words.saved(datetime(2026, 6, 9, 23, 59), now) == "23:59 hôm qua"
    assert words.saved(datetime(2026, 6, 1, 7, 0), now) == "07:00 ngày 1/6"
    assert words.saved(datetime(2025, 12, 1, 7, 0), now) == "07:00 ngày 1/12/2025"


def test_progress_is_never_whole_before_it_is() -> None:
    assert words.progress(0.999) == "99%"
    assert words.progress(1.0) == "100%"


def test_a_long_name_takes_two_lines_and_loses_only_its_end(qtbot) -> None:
    metrics = QLabel().fontMetrics()
    width = metrics.horizontalAdvance("một hai ba bốn")
    assert two_lines("một hai ba bốn", metrics, width) == ["một hai ba bốn"]
    assert two_lines("một hai ba bốn năm", metrics, width) == ["một hai ba bốn", "năm"]
    first, second = two_lines("một hai ba bốn năm sáu bảy tám chín mười", metrics, width)
    assert first == "một hai ba bốn"
    assert second.endswith("…")
    assert metrics.horizontalAdvance(second) <= width
    assert len(two_lines("x" * 3000, metrics, width)) == 1


def test_trash_and_undo_without_a_question(shell: Shell, qtbot) -> None:
    office = shell.with_office()
    kept, thrown = shell.with_report(office), shell.with_report(office)
    window = shell.open(qtbot)
    window.home.choose(thrown)
    qtbot.keyClick(window.home.view, Qt.Key.Key_Delete)
    assert [one.id for one in shell.drafts.summaries()] == [kept]
    assert window.home.messages.text.startswith("Đã bỏ “Báo cáo kết quả công tác dân vận")
    qtbot.mouseClick(child(window.home, "undo_trash", QPushButton), Qt.MouseButton.LeftButton)
    assert {one.id for one in shell.drafts.summaries()} == {kept, thrown}
    assert window.home.view.report().id == thrown
    assert window.home.messages.text == ""


def test_the_trash_gives_back_and_keeps_a_copy_of_what_it_loses(shell: Shell, qtbot) -> None:
    from danvan_desktop.store.discarded import discarded

    office = shell.with_office()
    back, gone = shell.with_report(office), shell.with_report(office)
    shell.drafts.trash(back)
    shell.drafts.trash(gone)
    window = shell.open(qtbot)
    home = window.home
    assert child(home, "trash_page_button").text() == "Thùng rác (2)"
    home.commands["show_trash"].trigger()
    home.trash_view.choose(back)
    home.commands["restore_report"].trigger()
    assert [one.id for one in shell.drafts.summaries()] == [back]
    home.commands["purge_report"].trigger()
    assert [one.id for one in shell.drafts.summaries(trashed=True)] == [gone], "asks first"
    qtbot.mouseClick(child(home, "purge_yes", QPushButton), Qt.MouseButton.LeftButton)
    assert shell.drafts.summaries(trashed=True) == ()
    assert [one.kind for one in discarded(shell.drafts.database)] == ["report"]
    assert child(home, "empty_trash").isVisible()
    qtbot.mouseClick(home.back_button, Qt.MouseButton.LeftButton)
    assert home.view.isVisible()


def test_duplicate_status_and_deadline(shell: Shell, qtbot) -> None:
    first = shell.with_report(shell.with_office())
    home = shell.open(qtbot).home
    home.commands["duplicate_report"].trigger()
    copy = home.view.report().id
    assert copy != first
    assert shell.drafts.load(copy).sections == shell.drafts.load(first).sections
    home.commands.statuses[1].trigger()
    assert shell.drafts.summary(copy).status == "review"
    assert [action.isChecked() for action in home.commands.statuses] == [False, True, False]

    def set_day(dialog) -> None:
        field = child(dialog, "due_date")
        field.setDate(field.date().addDays(5))
        dialog.accept()

    asked = when_asked(set_day)
    home.commands["set_due"].trigger()
    assert asked == ["due_dialog"]
    assert shell.drafts.summary(copy).due == TODAY + timedelta(days=5)
    asked = when_asked(lambda dialog: child(dialog, "clear_due").click())
    home.commands["set_due"].trigger()
    assert shell.drafts.summary(copy).due is None


def test_leaving_the_deadline_dialog_changes_nothing(shell: Shell, qtbot) -> None:
    report = shell.with_report(shell.with_office(), due_in=3)
    home = shell.open(qtbot).home
    when_asked(lambda dialog: dialog.reject())
    home.commands["set_due"].trigger()
    assert shell.drafts.summary(report).due == TODAY + timedelta(days=3)


def test_enter_and_double_click_open(shell: Shell, qtbot) -> None:
    report = shell.with_report(shell.with_office())
    window = shell.open(qtbot)
    qtbot.keyClick(window.home.view, Qt.Key.Key_Return)
    assert (window.page, window.desk.report_id) == ("desk", report)
    window.show_page("home")
    view = window.home.view
    place = view.visualRect(view.currentIndex()).center()
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert window.page == "desk"


def test_without_reports_the_page_says_what_to_do_next(shell: Shell, qtbot) -> None:
    shell.with_office()
    window = shell.open(qtbot)
    empty = child(window, "empty_home")
    assert empty.isVisible()
    assert "Chưa có báo cáo nào" in [label.text() for label in empty.findChildren(QLabel)]
    assert QApplication.focusWidget().objectName() == "empty_new_report"
    assert not window.home.new_button.isVisible(), "one primary action, the one in the middle"


def test_a_filter_that_finds_nothing_says_so_and_can_be_left(shell: Shell, qtbot) -> None:
    shell.with_report(shell.with_office())
    home = shell.open(qtbot).home
    field = child(home, "home_filter", QLineEdit)
    type_into(field, "không có đâu")
    assert child(home, "empty_no_match").isVisible()
    assert not home.commands["open_report"].isEnabled()
    field.clear()
    assert home.view.isVisible()


def test_the_sample_becomes_a_draft_of_its_own(shell: Shell, qtbot) -> None:
    shell.with_office()
    window = shell.open(qtbot)
    window.home.commands["open_sample"].trigger()
    assert window.page == "desk"
    assert len(window.desk.report.indicators) == 12
    assert len(shell.drafts.summaries()) == 1


def test_trashing_the_open_report_closes_it(shell: Shell, qtbot) -> None:
    report = shell.with_report(shell.with_office())
    window = shell.open(qtbot)
    window.open_report(report)
    window.show_page("home")
    window.home.commands["trash_report"].trigger()
    assert window.desk.report_id is None
    assert not window.actions_by_name["export_word"].isEnabled()


def test_a_store_that_fails_is_a_sentence_not_a_crash(shell: Shell, qtbot, monkeypatch) -> None:
    shell.with_report(shell.with_office())
    home = shell.open(qtbot).home

    def refuse(*_: object) -> None:
        raise UserError("Ổ đĩa đã đầy.", "Hãy xóa bớt tệp.")

    monkeypatch.setattr(shell.drafts, "trash", refuse)
    home.commands["trash_report"].trigger()
    assert home.messages.text == "Ổ đĩa đã đầy. Hãy xóa bớt tệp."
    assert len(shell.drafts.summaries()) == 1


def test_narrow_windows_leave_out_the_columns_that_matter_least(shell: Shell, qtbot) -> None:
    shell.with_report(shell.with_office(), due_in=2)
    window = shell.open(qtbot)
    view = window.home.view
    assert not view.isColumnHidden(Column.OFFICE)
    window.resize(window.minimumSizeHint().width(), 500)
    assert view.isColumnHidden(Column.OFFICE)
    assert not view.isColumnHidden(Column.DUE)


def test_a_year_earlier_stands_under_a_half_of_this_year(shell: Shell, qtbot) -> None:
    office = shell.with_office()
    shell.with_report(office, YEAR_2025)
    shell.with_report(office)
    model = shell.open(qtbot).home.view.model()
    assert rows(model) == ["6 tháng đầu năm 2026", "Năm 2025"]
    assert date(2026, 6, 10) == TODAY


def test_the_keyboard_goes_from_report_to_report_past_the_headings(shell: Shell, qtbot) -> None:
    office = shell.with_office()
    older, newer = shell.with_report(office, YEAR_2025), shell.with_report(office)
    view = shell.open(qtbot).home.view
    walked = []
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_Home):
        qtbot.keyClick(view, key)
        walked.append(view.report().id)
    assert walked == [newer, older, newer, older, newer]
