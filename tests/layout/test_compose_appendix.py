"""The figures table at the end, by value."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from danvan_desktop.domain.report import Indicator, Issuer, Period, Report, UnitFigure
from danvan_desktop.layout import blocks
from danvan_desktop.layout.compose import compose
from danvan_desktop.layout.profile import profile

HD05, ND30 = "party_hd05_2026", "state_nd30_2020"
RECEPTIONS = Indicator("tiep_cong_dan", "Lượt tiếp công dân", "lượt", "866", "1012")


def _appendix(*indicators: Indicator, profile_id: str = HD05, **fields: Any) -> blocks.Appendix:
    known: dict[str, Any] = {"kind": "interim", "period": Period("first_half", 2026), **fields}
    found = compose(Report(indicators=indicators, **known), profile(profile_id)).blocks[-1]
    assert isinstance(found, blocks.Appendix)
    return found


def test_without_figures_there_is_no_appendix() -> None:
    for indicators in ((), (Indicator("x", " ", "lượt"),)):
        report = Report(kind="interim", period=Period("year", 2026), indicators=indicators)
        assert isinstance(compose(report, profile(HD05)).blocks[-1], blocks.Signature)


def test_figures_without_a_name_are_printed_with_a_visible_gap() -> None:
    rows = _appendix(
        Indicator("a", "", "lượt", "5"), Indicator("b"), Indicator("c", " ", "", "", "7"), RECEPTIONS
    ).table.rows
    assert [row[:4] for row in rows] == [
        ("1", "[chưa có tên]", "lượt", "5"),
        ("2", "[chưa có tên]", "", "[chưa có số liệu]"),
        ("3", "Lượt tiếp công dân", "lượt", "866"),
    ]


def test_units_of_figures_without_a_name_are_printed_under_a_visible_gap() -> None:
    units = (UnitFigure("Xã A", "2"), UnitFigure("Xã B", "3"))
    found = _appendix(Indicator("a", "", "lượt", "5", units=units))
    assert [column.heading for column in found.table.columns][2:] == ["[chưa có tên] (lượt)"]
    assert [row[1:] for row in found.table.rows] == [("Xã A", "2"), ("Xã B", "3"), ("Tổng số", "5")]


def test_columns_name_the_periods() -> None:
    found = _appendix(RECEPTIONS)
    assert [column.heading for column in found.table.columns] == [
        "STT", "Chỉ tiêu", "Đơn vị tính", "Kết quả 6 tháng đầu năm 2026", "Kết quả 6 tháng đầu năm 2025",
        "Tăng (+), giảm (-)", "Tỷ lệ tăng, giảm (%)",
    ]  # fmt: skip
    assert [column.numeric for column in found.table.columns] == [False] * 3 + [True] * 4
    assert sum(column.share for column in found.table.columns) == pytest.approx(1)
    assert not found.landscape


def test_a_plan_adds_two_columns_and_turns_the_page() -> None:
    found = _appendix(RECEPTIONS, Indicator("q", "Quỹ", "triệu đồng", "312.5", "285", "480"))
    assert [column.heading for column in found.table.columns][7:] == ["Kế hoạch", "Tỷ lệ so với kế hoạch (%)"]
    assert found.landscape
    assert [row[7:] for row in found.table.rows] == [("-", "-"), ("480", "65,10")]


@pytest.mark.parametrize(
    ("value", "previous", "unit", "cells"),
    [
        ("866", "1012", "lượt", ("866", "1.012", "-146", "-14,43")),
        ("1052", "998", "cuộc", ("1.052", "998", "+54", "+5,41")),
        ("5", "5", "căn", ("5", "5", "0", "0")),
        ("5", "0", "căn", ("5", "0", "+5", "-")),
        ("05/08", "", "vụ", ("05/08", "[chưa có số liệu]", "-", "-")),
        ("hơn 500", "480", "lượt", ("hơn 500", "480", "-", "-")),
        ("", "12", "cuộc", ("[chưa có số liệu]", "12", "-", "-")),
        ("98.6", "97.9", "%", ("98,6", "97,9", "+0,7", "-")),
    ],
)
def test_a_row(value: str, previous: str, unit: str, cells: tuple[str, ...]) -> None:
    row = _appendix(Indicator("x", "Chỉ tiêu", unit, value, previous)).table.rows[0]
    assert row == ("1", "Chỉ tiêu", unit, *cells)


@pytest.mark.parametrize(
    ("profile_id", "code", "number", "reference"),
    [
        (HD05, "ĐU", 7, "(Kèm theo Báo cáo số 07-BC/ĐU, ngày 09 tháng 7 năm 2026 của Đảng ủy xã Z)"),
        (ND30, "UBND", 12, "(Kèm theo Báo cáo số 12/BC-UBND ngày 09 tháng 7 năm 2026 của Đảng ủy xã Z)"),
        (HD05, "ĐU", None, "(Kèm theo Báo cáo số      -BC/ĐU, ngày 09 tháng 7 năm 2026 của Đảng ủy xã Z)"),
    ],
)
def test_the_reference_line(profile_id: str, code: str, number: int | None, reference: str) -> None:
    issuer = Issuer("ĐẢNG BỘ TỈNH X", "ĐẢNG ỦY XÃ Z", code, "Z")
    found = _appendix(RECEPTIONS, profile_id=profile_id, issuer=issuer, number=number, date=date(2026, 7, 9))
    assert found.reference == reference


def test_heading_and_subject() -> None:
    found = _appendix(RECEPTIONS, period=Period("year", 2026))
    assert (found.heading, found.subject) == ("PHỤ LỤC", "Một số chỉ tiêu, kết quả chủ yếu năm 2026")
    assert found.table.columns[4].heading == "Kết quả năm 2025"


TALKS = Indicator(
    "doi_thoai", "Cuộc đối thoại", "cuộc", "30", "25",
    units=(
        UnitFigure("xã A", "1052", "998"),
        UnitFigure("xã B", "", "10", regrouped=True),
        UnitFigure("xã C", "05/08", "7", regrouped=True, doubt="counted_twice"),
        UnitFigure("xã D", "3", "", regrouped=True, doubt="split"),
    ),
)  # fmt: skip
MEMBERS = Indicator("hoi_vien", "Hội viên", "người", "9", units=(UnitFigure("Xã  a", "4"),))


def _appendices(*indicators: Indicator, profile_id: str = HD05) -> list[blocks.Appendix]:
    report = Report(kind="interim", period=Period("first_half", 2026), indicators=indicators)
    found = compose(report, profile(profile_id)).blocks
    return [block for block in found if isinstance(block, blocks.Appendix)]


def test_figures_by_unit_have_an_appendix_with_the_re_added_ones_marked() -> None:
    figures, units = _appendices(TALKS, RECEPTIONS, MEMBERS)
    assert (figures.heading, units.heading) == ("PHỤ LỤC 1", "PHỤ LỤC 2")
    assert units.reference == figures.reference
    assert units.subject == "Số liệu theo đơn vị 6 tháng đầu năm 2026, so với 6 tháng đầu năm 2025"
    assert [column.heading for column in units.table.columns] == [
        "STT", "Đơn vị", "Cuộc đối thoại (cuộc)", "Cùng kỳ", "Hội viên (người)",
    ]  # fmt: skip
    assert units.table.rows == (
        ("1", "xã A", "1.052", "998", "4"),
        ("2", "xã B", "[chưa có số liệu]", "10 (sau sắp xếp)", "-"),
        ("3", "xã C", "05/08", "7 (sau sắp xếp: có thể trùng)", "-"),
        ("4", "xã D", "3", "[chưa có số liệu] (sau sắp xếp: đơn vị cũ đã chia)", "-"),
        ("", "Tổng số", "30", "25", "9"),
    )
    assert not units.landscape


def test_more_indicators_by_unit_than_fit_go_on_and_are_numbered_as_the_rules_say() -> None:
    rows = [msgspec.structs.replace(TALKS, code=str(n), name=f"Chỉ tiêu {n}") for n in range(5)]
    found = _appendices(*rows, profile_id=ND30)
    assert [one.heading for one in found] == ["PHỤ LỤC I", "PHỤ LỤC II", "PHỤ LỤC III"]
    assert [len(one.table.columns) for one in found[1:]] == [10, 4]
    assert [one.landscape for one in found[1:]] == [True, False]


def test_a_re_added_figure_says_so_in_the_report_s_own_row() -> None:
    row = msgspec.structs.replace(RECEPTIONS, previous="", regrouped=True, doubt="unreported")
    assert _appendix(row).table.rows[0][4] == "[chưa có số liệu] (sau sắp xếp: thiếu số cũ)"
    assert _appendix(msgspec.structs.replace(RECEPTIONS, regrouped=True)).table.rows[0][4] == (
        "1.012 (sau sắp xếp)"
    )
