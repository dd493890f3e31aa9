"""Last period's figures re-added for merged units, and never guessed for split ones."""

from __future__ import annotations

from danvan_desktop.domain.regroup import (
    UnitChange,
    former_units,
    regrouped,
    split_units,
    with_same_period,
)
from danvan_desktop.domain.report import Indicator, Period, Report

MERGED = UnitChange("xã Bình Khê", ("xã Tây Thuận", "xã Tây Giang"))


def _table(doi_thoai: str, hoi_vien: str = "", ty_le: str = "") -> tuple[Indicator, ...]:
    return (
        Indicator("doi_thoai", "Đối thoại", "cuộc", doi_thoai),
        Indicator("hoi_vien", "Hội viên", "người", hoi_vien),
        Indicator("ty_le", "Đúng hạn", "%", ty_le),
    )


def _values(figures: tuple[Indicator, ...]) -> dict[str, str]:
    return {figure.code: figure.value for figure in figures}


def test_a_merged_unit_has_the_sum_of_what_adds() -> None:
    last = {"xã Tây Thuận": _table("6", "120", "98"), "xã Tây Giang": _table("hơn 4", "80", "97")}
    now = regrouped(last, [MERGED], {"hoi_vien": "no", "doi_thoai": "yes"})
    assert _values(now["xã Bình Khê"]) == {"doi_thoai": "hơn 10", "hoi_vien": "", "ty_le": ""}
    assert all(figure.regrouped for figure in now["xã Bình Khê"])


def test_one_unit_that_did_not_report_leaves_the_sum_unknown() -> None:
    now = regrouped({"xã Tây Thuận": _table("6")}, [MERGED], {})
    assert _values(now["xã Bình Khê"])["doi_thoai"] == ""


def test_a_split_unit_is_never_divided() -> None:
    changes = [UnitChange("xã A", ("xã C", "xã D")), UnitChange("xã B", ("xã C",))]
    now = regrouped({"xã C": _table("6"), "xã D": _table("2")}, changes, {})
    assert split_units(changes) == {"xã C"}
    assert _values(now["xã A"])["doi_thoai"] == _values(now["xã B"])["doi_thoai"] == ""
    assert former_units(changes) == {"xã C": "", "xã D": "xã A"}


def test_units_untouched_and_renamed_keep_their_figures() -> None:
    changes = [UnitChange("phường Mới", ("xã Cũ",)), UnitChange("xã Yên", ("xã Yên",))]
    now = regrouped(
        {"xã Cũ": _table("6", "9", "98"), "xã Yên": _table("3"), "xã Khác": _table("1")}, changes, {}
    )
    assert _values(now["phường Mới"]) == {"doi_thoai": "6", "hoi_vien": "9", "ty_le": "98"}
    assert now["phường Mới"][0].regrouped
    assert [now[unit][0].regrouped for unit in ("xã Yên", "xã Khác")] == [False, False]
    assert former_units(changes) == {"xã Cũ": "phường Mới"}


def test_the_report_shows_the_re_added_figure_as_the_same_period() -> None:
    report = Report(kind="interim", period=Period("first_half", 2026), indicators=_table("12"))
    last = {"xã Tây Thuận": _table("6"), "xã Tây Giang": _table("4")}
    compared = with_same_period(report, regrouped(last, [MERGED], {})["xã Bình Khê"])
    row = compared.indicators[0]
    assert (row.value, row.previous, row.regrouped) == ("12", "10", True)
