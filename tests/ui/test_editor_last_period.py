"""What the first half said stands beside the year's figures, read only, with how the year is made of it."""

from __future__ import annotations

import msgspec
from editor_desk import Desk, report
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from danvan_desktop.domain.completeness import FIGURES
from danvan_desktop.domain.report import Follows, Indicator, Period, Report, UnitFigure
from danvan_desktop.ui.editor import figures_model, unit_figures

LAST = figures_model.COLUMNS.index("last")
UNIT_LAST = unit_figures.COLUMNS.index("last")
FIRST_HALF, YEAR = Period("first_half", 2026), Period("year", 2026)

ROWS = (
    Indicator("doi_thoai", "Đối thoại", "cuộc", units=(UnitFigure("xã A"), UnitFigure("xã B"))),
    Indicator("hoa_giai", "Tổ hòa giải", "tổ"),
    Indicator("rieng_1", "Tỷ lệ hài lòng", "%"),
    Indicator("rieng_2", "Đơn tồn đầu kỳ", "đơn"),
    Indicator("rieng_3", "Buổi", "buổi"),
)
UNITS = (UnitFigure("Xã A", "5"),)
THEN = (
    msgspec.structs.replace(ROWS[0], value="1052", units=UNITS),
    *(
        msgspec.structs.replace(row, value=value)
        for row, value in zip(ROWS[1:], ("14", "98", "40", ""), strict=True)
    ),
)


def _desk(qtbot: QtBot, follows: Follows | None, period: Period = YEAR) -> Desk:
    start: Report = msgspec.structs.replace(report(), period=period, indicators=ROWS, follows=follows)
    desk = Desk(qtbot, start)
    desk.go(FIGURES)
    return desk


def _told(desk: Desk, role: int = Qt.ItemDataRole.DisplayRole) -> list[str]:
    model = desk.find("figures_table").model()
    return [str(model.index(row, LAST).data(role) or "") for row in range(model.rowCount())]


def test_the_first_half_s_figures_stand_beside_the_year_s(qtbot: QtBot) -> None:
    desk = _desk(qtbot, Follows(FIRST_HALF, (), THEN))
    table = desk.find("figures_table")
    assert not table.isColumnHidden(LAST)
    assert table.model().headerData(LAST, Qt.Orientation.Horizontal) == "6 tháng đầu năm 2026"
    assert _told(desk) == [
        "1.052 (cộng thêm)", "14 (lấy số mới)", "98 (tính lại)", "40 (giữ nguyên)", "",
    ]  # fmt: skip
    tips = _told(desk, Qt.ItemDataRole.ToolTipRole)
    assert "cộng thêm số 6 tháng cuối năm" in tips[0]
    assert tips[4] == ""
    index = table.model().index(0, LAST)
    assert not table.model().flags(index) & Qt.ItemFlag.ItemIsEditable
    assert not table.model().setData(index, "7")
    assert desk.report.indicators == ROWS


def test_the_units_have_theirs_where_there_are_any(qtbot: QtBot) -> None:
    desk = _desk(qtbot, Follows(FIRST_HALF, (), THEN))
    table = desk.find("unit_figures_table")
    assert not table.isColumnHidden(UNIT_LAST)
    model = table.model()
    assert model.headerData(UNIT_LAST, Qt.Orientation.Horizontal) == "6 tháng đầu năm 2026"
    assert [str(model.index(row, UNIT_LAST).data() or "") for row in range(2)] == ["5 (cộng thêm)", ""]
    desk.find("figures_table").focus_cell(1, "value")
    desk.settle()
    assert table.isColumnHidden(UNIT_LAST), "the other indicator has no units"


def test_nothing_is_shown_where_nothing_is_known_and_no_year_is_made_of_another_year(qtbot: QtBot) -> None:
    assert _desk(qtbot, None).find("figures_table").isColumnHidden(LAST)
    empty = Follows(FIRST_HALF, (), ROWS)
    assert _desk(qtbot, empty).find("figures_table").isColumnHidden(LAST)
    later = _desk(qtbot, Follows(YEAR, (), THEN), Period("first_half", 2027))
    assert _told(later) == ["1.052", "14", "98", "40", ""]
