"""The figures table: typing as clerks type, pasting from Excel, moving, and the text that refers to it."""

from __future__ import annotations

import msgspec
import pytest
from editor_desk import ALT, CTRL, SHIFT, Desk, Key, report
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from danvan_desktop.domain.completeness import FIGURES
from danvan_desktop.domain.edits import set_items
from danvan_desktop.domain.report import Indicator, Item, Run
from danvan_desktop.services.editing import Editing
from danvan_desktop.ui.editor.cell_table import _Cells
from danvan_desktop.ui.editor.context import EditorContext
from danvan_desktop.ui.editor.figures_model import COLUMNS, FiguresModel

NAME, UNIT, VALUE, PREVIOUS, PLANNED, DIFFERENCE, PERCENT, OF_PLAN = range(8)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    made = Desk(qtbot)
    made.go(FIGURES)
    table = made.find("figures_table")
    made.tester = QAbstractItemModelTester(  # type: ignore[attr-defined]
        table.model(), QAbstractItemModelTester.FailureReportingMode.Warning
    )
    return made


def _at(desk: Desk, row: int, column: int) -> None:
    desk.find("figures_table").focus_cell(row, COLUMNS[column])
    desk.settle()


def _shown(desk: Desk, row: int, column: int) -> str:
    model = desk.find("figures_table").model()
    return str(model.index(row, column).data() or "")


def _row(desk: Desk, row: int) -> Indicator:
    return desk.report.indicators[row]


@pytest.mark.parametrize(
    ("typed", "stored", "shown"),
    [
        ("1.052", "1052", "1.052"),
        ("99,6", "99.6", "99,6"),
        ("hơn 500", "hơn 500", "hơn 500"),
        ("05/08", "05/08", "05/08"),
        ("nhiều", "nhiều", "nhiều"),
    ],
)
def test_numbers_as_clerks_type_them(desk: Desk, typed: str, stored: str, shown: str) -> None:
    _at(desk, 0, VALUE)
    desk.type(typed)
    desk.press(Key.Key_Return)
    assert _row(desk, 0).value == stored
    assert _shown(desk, 0, VALUE) == shown


def test_every_letter_reaches_the_report_while_the_cell_is_open(desk: Desk) -> None:
    _at(desk, 0, VALUE)
    desk.type("12")
    assert _row(desk, 0).value == "12"
    desk.type("3")
    assert _row(desk, 0).value == "123"
    assert desk.focused.text() == "123"
    desk.press(Key.Key_Z, CTRL)
    assert _row(desk, 0).value == "95"


def test_differences_are_computed(desk: Desk) -> None:
    assert [_shown(desk, 0, c) for c in (DIFFERENCE, PERCENT, OF_PLAN)] == ["+14", "+17,28%", "105,56%"]
    _at(desk, 0, PREVIOUS)
    desk.type("100")
    desk.press(Key.Key_Return)
    assert [_shown(desk, 0, c) for c in (DIFFERENCE, PERCENT)] == ["-5", "-5,00%"]
    _at(desk, 0, DIFFERENCE)
    desk.type("7")
    assert _shown(desk, 0, DIFFERENCE) == "-5"


def test_a_share_differs_by_points_and_never_by_percent_of_a_percent(desk: Desk) -> None:
    assert [_shown(desk, 1, c) for c in (VALUE, DIFFERENCE, PERCENT)] == ["99,6", "+1,4", ""]


def test_unreadable_values_are_marked_and_told(desk: Desk) -> None:
    hint = desk.page.findChild(QLabel, "figures_hint")
    assert hint is not None
    assert not hint.isVisible()
    _at(desk, 0, VALUE)
    desk.type("nhieu")
    desk.press(Key.Key_Return)
    index = desk.find("figures_table").model().index(0, VALUE)
    assert index.data(Qt.ItemDataRole.BackgroundRole) is not None
    assert "giữ nguyên" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert hint.isVisible()
    assert _shown(desk, 0, DIFFERENCE) == ""


def test_enter_goes_down_and_tab_goes_on(desk: Desk) -> None:
    table = desk.find("figures_table")
    _at(desk, 0, VALUE)
    desk.type("1")
    desk.press(Key.Key_Return)
    desk.type("2")
    desk.press(Key.Key_Tab)
    desk.type("3")
    desk.press(Key.Key_Return)
    assert (_row(desk, 0).value, _row(desk, 1).value, _row(desk, 1).previous) == ("1", "2", "3")
    assert (table.currentIndex().row(), table.currentIndex().column()) == (2, PREVIOUS)


def test_rows_are_added_moved_and_deleted_with_undo(desk: Desk) -> None:
    _at(desk, 0, VALUE)
    desk.press(Key.Key_Return, CTRL)
    desk.type("Moi")
    desk.press(Key.Key_Return)
    assert [row.name for row in desk.report.indicators] == [
        "Đối thoại",
        "Moi",
        "Hồ sơ đúng hạn",
        "Lượt người",
    ]
    _at(desk, 1, NAME)
    desk.press(Key.Key_Down, ALT)
    desk.press(Key.Key_Down, ALT)
    assert [row.name for row in desk.report.indicators][3] == "Moi"
    assert desk.find("figures_table").currentIndex().row() == 3
    desk.press(Key.Key_Delete, CTRL | SHIFT)
    assert desk.report.indicators == report().indicators
    for _ in range(6):
        desk.press(Key.Key_Z, CTRL)
    assert desk.report == report()
    assert [_shown(desk, r, NAME) for r in range(3)] == ["Đối thoại", "Hồ sơ đúng hạn", "Lượt người"]


def test_a_block_from_excel_fills_cells_and_adds_rows_as_one_step(desk: Desk) -> None:
    _at(desk, 1, VALUE)
    desk.paste("1.052\t998\n99,6\t98\n7\t8\r\n")
    rows = desk.report.indicators
    assert [(row.value, row.previous) for row in rows[1:]] == [("1052", "998"), ("99.6", "98"), ("7", "8")]
    assert rows[3].name == ""
    assert len({row.code for row in rows}) == 4
    desk.press(Key.Key_Z, CTRL)
    assert desk.report == report()


def test_a_block_pasted_into_an_open_cell_fills_cells_too(desk: Desk) -> None:
    _at(desk, 0, VALUE)
    desk.type("9")
    desk.paste("1\t2\n3\t4")
    assert [(r.value, r.previous) for r in desk.report.indicators[:2]] == [("1", "2"), ("3", "4")]


def test_whole_rows_from_excel(desk: Desk) -> None:
    _at(desk, 0, NAME)
    desk.paste("Tổ hòa giải\ttổ\t715\t700\t\tcột thừa\tx\ty\tz")
    row = _row(desk, 0)
    assert (row.name, row.unit, row.value, row.previous, row.planned) == (
        "Tổ hòa giải",
        "tổ",
        "715",
        "700",
        "",
    )
    assert row.code == "dt"


def test_too_large_a_paste_is_refused(desk: Desk) -> None:
    _at(desk, 0, VALUE)
    desk.paste("1\t2\n" * 60_000)
    assert desk.report == report()
    assert "quá 200.000" in desk.said[-1]


def test_delete_empties_cells_and_copy_takes_them(desk: Desk) -> None:
    table = desk.find("figures_table")
    _at(desk, 0, VALUE)
    desk.press(Key.Key_Right, SHIFT)
    desk.press(Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == "95\t81"
    desk.press(Key.Key_Delete)
    assert (_row(desk, 0).value, _row(desk, 0).previous) == ("", "")
    assert table.hasFocus()


def test_from_the_catalogue_without_accents(desk: Desk) -> None:
    desk.click("open_catalogue")
    desk.type("hoa giai")
    desk.press(Key.Key_Return)
    assert _row(desk, 3).name == "Tổ hòa giải"
    assert _row(desk, 3).unit == "tổ"
    desk.press(Key.Key_Return)
    assert len(desk.report.indicators) == 4
    desk.press(Key.Key_Escape)
    assert desk.focused.objectName() == "open_catalogue"


def test_text_follows_its_figure(qtbot: QtBot) -> None:
    run = Run("95", figure="dt")
    start = set_items(report(), "lessons", [Item("k1", text="Có 95.", runs=(Run("Có "), run, Run(".")))])
    desk = Desk(qtbot, start)
    desk.go(FIGURES)
    _at(desk, 0, VALUE)
    desk.type("1052")
    assert desk.items("lessons") == ["Có 1.052."]
    desk.press(Key.Key_Escape)
    _at(desk, 0, VALUE)
    desk.press(Key.Key_Delete, CTRL | SHIFT)
    assert desk.items("lessons") == ["Có [chưa có số liệu]."]
    assert "1 chỗ" in desk.said[-1]


_rows = st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from(["", "1", "2"])), max_size=7)


@settings(max_examples=150)
@given(_rows, _rows)
def test_the_model_follows_any_rows_with_sound_signals(
    qapp: QApplication, old: list[tuple[str, str]], new: list[tuple[str, str]]
) -> None:
    def rows(pairs: list[tuple[str, str]]) -> tuple[Indicator, ...]:
        return tuple(Indicator(code, code.upper(), "", value) for code, value in pairs)

    start = msgspec.structs.replace(report(), indicators=rows(old))
    context = EditorContext(Editing(start), {}, ())
    model = FiguresModel(context)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    model.follow(rows(new))
    shown = [(model.index(r, NAME).data(), model.index(r, VALUE).data()) for r in range(model.rowCount())]
    assert shown == [(code.upper(), value) for code, value in new]
    assert resets == []
    del tester


def test_moving_a_row_is_told_as_a_move(qapp: QApplication) -> None:
    context = EditorContext(Editing(report()), {}, ())
    model = FiguresModel(context)
    told: list[str] = []
    model.rowsMoved.connect(lambda *_: told.append("moved"))
    model.rowsInserted.connect(lambda *_: told.append("inserted"))
    model.rowsRemoved.connect(lambda *_: told.append("removed"))
    model.dataChanged.connect(lambda *_: told.append("changed"))
    first, second, third = report().indicators
    model.follow([second, third, first])
    model.follow([second, msgspec.structs.replace(third, value="1"), first])
    assert told == ["moved", "moved", "changed"] or told == ["moved", "changed"]


def test_tab_leaves_the_table_after_its_last_typed_cell(desk: Desk) -> None:
    table = desk.find("figures_table")
    _at(desk, table.model().rowCount() - 1, COLUMNS.index("planned"))
    desk.press(Key.Key_Tab)
    assert not table.hasFocus()
    _at(desk, 0, 0)
    desk.press(Key.Key_Backtab)
    assert not table.hasFocus()


def test_more_rows_than_any_table_has_are_refused_in_a_sentence(desk: Desk) -> None:
    before = desk.report
    _at(desk, 0, NAME)
    desk.paste("\n".join(f"Chỉ tiêu {number}\tcuộc\t{number}" for number in range(501)))
    assert desk.report is before
    assert desk.said == ["Mỗi lần dán được nhiều nhất 500 hàng; đoạn dán có 501 hàng nên chưa dán."]


def test_a_key_in_a_long_table_measures_its_own_row_only(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured: set[int] = set()
    of_cell = _Cells.sizeHint

    def size_hint(cells: _Cells, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        measured.add(index.row())
        return of_cell(cells, option, index)

    monkeypatch.setattr(_Cells, "sizeHint", size_hint)
    desk = Desk(qtbot)
    desk.go(FIGURES)
    _at(desk, 0, NAME)
    desk.paste("\n".join(f"Chỉ tiêu {number}\tcuộc\t{number}" for number in range(200)))
    assert len(measured) == 200
    _at(desk, 150, VALUE)
    desk.type("7")
    measured.clear()
    desk.type("5")
    assert desk.report.indicators[150].value == "75"
    assert 150 in measured
    assert len(measured) <= 2, "Qt asks for the first row too, as a measure for scrolling"


def test_a_row_grows_with_the_name_typed_in_it_and_shrinks_again(desk: Desk) -> None:
    table = desk.find("figures_table")
    low = table.rowHeight(1)
    _at(desk, 1, NAME)
    desk.paste("Số cuộc đối thoại của người đứng đầu cấp ủy, chính quyền với Nhân dân " * 3)
    assert table.rowHeight(1) > low
    desk.press(Key.Key_Z, CTRL)
    assert table.rowHeight(1) == low
