"""Figures by unit under an indicator: typed, pasted from Excel, summed, and taken back."""

from __future__ import annotations

import msgspec
import pytest
from editor_desk import CTRL, Desk, Key, report
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from danvan_desktop.domain.completeness import FIGURES
from danvan_desktop.domain.report import Report, UnitFigure
from danvan_desktop.ui.editor.unit_figures import COLUMNS

UNIT, VALUE, PREVIOUS, DIFFERENCE, NOTE = range(5)


def _with_units(*units: UnitFigure, row: int = 0) -> Report:
    start = report()
    rows = list(start.indicators)
    rows[row] = msgspec.structs.replace(rows[row], units=units)
    return msgspec.structs.replace(start, indicators=tuple(rows))


def _desk(qtbot: QtBot, start: Report) -> Desk:
    desk = Desk(qtbot, start)
    desk.go(FIGURES)
    return desk


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    made = _desk(qtbot, report())
    made.click("open_units")
    model = made.find("unit_figures_table").model()
    made.tester = QAbstractItemModelTester(  # type: ignore[attr-defined]
        model, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    return made


def _at(desk: Desk, row: int, column: int) -> None:
    table = desk.find("unit_figures_table")
    table.setFocus()
    table.setCurrentIndex(table.model().index(row, column))
    desk.settle()


def _shown(desk: Desk, row: int, column: int) -> str:
    return str(desk.find("unit_figures_table").model().index(row, column).data() or "")


def test_a_unit_is_typed_in_the_last_row_and_another_row_waits(desk: Desk) -> None:
    assert desk.find("units_panel_title").text() == "Đối thoại"
    assert _shown(desk, 0, UNIT) == "Thêm đơn vị…"
    _at(desk, 0, UNIT)
    desk.type("Xã Bình Khê")
    assert desk.report.indicators[0].units == (UnitFigure("Xã Bình Khê"),), "told letter by letter"
    desk.press(Key.Key_Tab)
    desk.type("1.052")
    desk.press(Key.Key_Return)
    assert desk.report.indicators[0].units == (UnitFigure("Xã Bình Khê", "1052"),)
    assert (_shown(desk, 0, VALUE), _shown(desk, 1, UNIT)) == ("1.052", "Thêm đơn vị…")


def test_a_block_from_excel_adds_its_units_and_is_one_step(desk: Desk) -> None:
    _at(desk, 0, UNIT)
    QApplication.clipboard().setText("Xã A\t6\t5\nXã B\thơn 4\t\n")
    desk.press(Key.Key_V, CTRL)
    assert desk.report.indicators[0].units == (UnitFigure("Xã A", "6", "5"), UnitFigure("Xã B", "hơn 4"))
    assert _shown(desk, 0, DIFFERENCE) == "+1"
    desk.editing.undo()
    desk.settle()
    assert desk.report.indicators[0].units == ()
    assert desk.find("unit_figures_table").model().rowCount() == 1


def test_the_panel_follows_the_row_chosen_above(qtbot: QtBot) -> None:
    desk = _desk(qtbot, _with_units(UnitFigure("Xã A", "3"), row=1))
    assert desk.find("units_panel").isVisible(), "open where there is something to see"
    assert _shown(desk, 0, UNIT) == "Xã A"
    table = desk.find("figures_table")
    table.focus_cell(0, "value")
    assert _shown(desk, 0, UNIT) == "Thêm đơn vị…"
    desk.click("units_copy_names")
    assert [unit.unit for unit in desk.report.indicators[0].units] == ["Xã A"]


def test_the_sum_is_told_where_the_row_above_says_otherwise_and_taken_at_a_click(qtbot: QtBot) -> None:
    desk = _desk(qtbot, _with_units(UnitFigure("Xã A", "60"), UnitFigure("Xã B", "40")))
    assert desk.find("units_total").text() == "Cộng các đơn vị được 100, bảng trên ghi 95."
    desk.click("units_take_total")
    assert desk.report.indicators[0].value == "100"
    panel = desk.find("units_panel")
    assert panel.findChild(QLabel, "units_total").isHidden()


def test_shares_are_not_summed(qtbot: QtBot) -> None:
    desk = _desk(qtbot, _with_units(UnitFigure("Xã A", "60"), UnitFigure("Xã B", "40"), row=1))
    assert desk.find("units_total").text() == "Chỉ tiêu này không cộng các đơn vị với nhau."


def test_re_added_cells_say_so_and_why_until_typed_over(qtbot: QtBot) -> None:
    start = _with_units(
        UnitFigure("Xã A", "6", "10", regrouped=True, doubt="counted_twice"),
        UnitFigure("Xã B", "4", "", regrouped=True, doubt="split"),
    )
    desk = _desk(qtbot, start)
    assert _shown(desk, 0, PREVIOUS) == "10 (sau sắp xếp)"
    assert _shown(desk, 1, PREVIOUS) == "(sau sắp xếp)"
    assert _shown(desk, 0, NOTE) == "Cộng lại sau sắp xếp, có thể tính trùng"
    assert _shown(desk, 1, NOTE) == "Đơn vị cũ đã chia ra, cần hỏi lại số cùng kỳ"
    _at(desk, 1, PREVIOUS)
    desk.type("3")
    desk.press(Key.Key_Return)
    assert desk.report.indicators[0].units[1] == UnitFigure("Xã B", "4", "3")


def test_undo_leads_back_to_the_unit_s_cell_and_units_are_deleted_by_their_row(qtbot: QtBot) -> None:
    desk = _desk(qtbot, _with_units(UnitFigure("Xã A", "6"), UnitFigure("Xã B", "4")))
    _at(desk, 1, VALUE)
    desk.type("7")
    desk.press(Key.Key_Return)
    desk.find("figures_table").focus_cell(2, "value")
    desk.press(Key.Key_Z, CTRL)
    table = desk.find("unit_figures_table")
    assert desk.report.indicators[0].units[1].value == "4"
    assert (table.currentIndex().row(), COLUMNS[table.currentIndex().column()]) == (1, "value")
    desk.click("unit_delete")
    assert desk.report.indicators[0].units == (UnitFigure("Xã A", "6"),)
    _at(desk, 0, VALUE)
    desk.press(Key.Key_Delete)
    assert desk.report.indicators[0].units == (UnitFigure("Xã A"),)
    assert table.model().flags(table.model().index(0, NOTE)) & Qt.ItemFlag.ItemIsEditable == Qt.ItemFlag(0)
