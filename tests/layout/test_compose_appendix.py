"""The figures table at the end, by value."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from danvan_desktop.domain.report import Indicator, Issuer, Period, Report
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
    for indicators in ((), (Indicator("x", " ", "lượt", "5"),)):
        report = Report(kind="interim", period=Period("year", 2026), indicators=indicators)
        assert isinstance(compose(report, profile(HD05)).blocks[-1], blocks.Signature)


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
