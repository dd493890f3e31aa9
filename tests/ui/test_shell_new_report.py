"""Asking for a new report."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QListWidget
from shell_kit import FIRST_HALF, TODAY, Shell, child, when_asked

from danvan_desktop.domain.report import Period
from danvan_desktop.ui.new_report import NewReportDialog


def test_enter_makes_the_report_the_office_most_likely_owes(shell: Shell, qtbot) -> None:
    office = shell.with_office()
    window = shell.open(qtbot)
    asked = when_asked(lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Return))
    window.home.commands["new_report"].trigger()
    assert asked == ["new_report_dialog"]
    (one,) = shell.drafts.summaries()
    assert (one.office_id, one.period, one.due) == (office, FIRST_HALF, None)
    assert window.page == "desk"
    report = window.desk.report
    assert report.outline == "dang_uy_xa_6_thang"
    assert report.issuer.name == "ĐẢNG ỦY XÃ HƯNG TÂN"
    assert report.signature.name == "Trần Thị Minh Hiền"


def test_office_period_outline_and_deadline_are_all_asked(shell: Shell, qtbot) -> None:
    shell.with_office()
    front = shell.with_office("front")
    window = shell.open(qtbot)

    def answer(dialog: NewReportDialog) -> None:
        offices, periods = child(dialog, "new_office"), child(dialog, "new_period")
        offices.setCurrentIndex(offices.findData(front))
        periods.setCurrentIndex(periods.findData("year"))
        child(dialog, "new_year").setValue(2025)
        qtbot.keyClick(child(dialog, "new_has_due"), Qt.Key.Key_Space)
        assert child(dialog, "new_due").date() == QDate(2025, 12, 15)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    when_asked(answer)
    window.home.commands["new_report"].trigger()
    (one,) = shell.drafts.summaries()
    assert (one.office_id, one.period, one.due) == (front, Period("year", 2025), date(2025, 12, 15))
    assert window.desk.report.outline == "mttq_nam"
    assert window.desk.report.profile == "front_hd91_2013"


def test_outlines_follow_office_and_period_own_ones_first(shell: Shell, qtbot) -> None:
    shell.with_office("government", "Hưng Tân")
    dialog = NewReportDialog(shell.open(qtbot), shell.drafts.offices(), TODAY)
    qtbot.addWidget(dialog)
    names = child(dialog, "new_outline", QListWidget)
    halves = [names.item(row).text() for row in range(names.count())]
    assert "dân vận chính quyền" in halves[0]
    periods = child(dialog, "new_period")
    periods.setCurrentIndex(periods.findData("year"))
    years = [names.item(row).text() for row in range(names.count())]
    assert "dân vận chính quyền" in years[0]
    assert not set(halves) & set(years)
    assert dialog.wanted().outline.id == "ubnd_dan_van_chinh_quyen_nam"


def test_the_chosen_outline_is_described_by_its_headings(shell: Shell, qtbot) -> None:
    shell.with_office()
    dialog = NewReportDialog(shell.open(qtbot), shell.drafts.offices(), TODAY)
    qtbot.addWidget(dialog)
    hint = child(dialog, "new_hint").text()
    assert hint.startswith("Gồm: Đặc điểm, tình hình · ")
    assert "{" not in hint


def test_leaving_the_dialog_makes_nothing(shell: Shell, qtbot) -> None:
    shell.with_office()
    window = shell.open(qtbot)
    when_asked(lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    window.home.commands["new_report"].trigger()
    assert shell.drafts.summaries() == ()
    assert window.page == "home"


@pytest.mark.parametrize(
    ("today", "kind", "year"),
    [
        (date(2026, 6, 10), "first_half", 2026),
        (date(2026, 11, 21), "year", 2026),
        (date(2027, 1, 5), "year", 2026),
    ],
)
def test_the_period_offered_first(shell: Shell, qtbot, today: date, kind: str, year: int) -> None:
    shell.with_office()
    dialog = NewReportDialog(shell.open(qtbot), shell.drafts.offices(), today)
    qtbot.addWidget(dialog)
    assert dialog.wanted().period == Period(kind, year)
