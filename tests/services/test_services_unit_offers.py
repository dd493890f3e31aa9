"""Rows offered for the table of merged units."""

from __future__ import annotations

from danvan_desktop.domain.regroup import UnitChange, former_units, split_units
from danvan_desktop.domain.report import Indicator, Issuer, Period, Report, UnitFigure
from danvan_desktop.services.unit_offers import offered_changes


def _report(parent: str, name: str, *units: str) -> Report:
    figures = (
        Indicator("dt", "Đối thoại", "cuộc", "9", units=tuple(UnitFigure(unit, "1") for unit in units)),
    )
    return Report(kind="annual", period=Period("year", 2025), issuer=Issuer(parent, name), indicators=figures)


def test_a_commune_is_offered_what_it_was_made_of_in_the_words_of_its_own_name() -> None:
    (offer,) = offered_changes(_report("ĐẢNG BỘ TỈNH GIA LAI", "ĐẢNG ỦY XÃ BÌNH KHÊ"))
    assert offer.new == "Đảng ủy xã Bình Khê"
    assert offer.olds == ("Đảng ủy xã Tây Thuận", "Đảng ủy xã Tây Giang")
    assert offer.note.startswith("Theo Nghị quyết số 1664/NQ-UBTVQH15")
    assert former_units([offer])["Đảng ủy xã Tây Thuận"] == "Đảng ủy xã Bình Khê"


def test_a_unit_of_which_only_a_part_came_is_named_but_not_added() -> None:
    (offer,) = offered_changes(_report("ĐẢNG BỘ THÀNH PHỐ HÀ NỘI", "ĐẢNG ỦY PHƯỜNG BA ĐÌNH"))
    assert set(offer.olds) == {"Đảng ủy phường Trúc Bạch", "Đảng ủy phường Quán Thánh"}
    assert "phường Đồng Xuân" in offer.note


def test_a_province_is_offered_the_units_of_its_figures_that_the_table_lacks() -> None:
    units = ("Xã Hải Lăng", "Phường Đông Hà", "Phường Quảng Trị", "Ban Tổ chức Tỉnh ủy", "xã Không Có")
    report = _report("TỈNH ỦY QUẢNG TRỊ", "BAN TUYÊN GIÁO VÀ DÂN VẬN", *units)
    offers = offered_changes(report, [UnitChange("xã Hải Lăng", ("xã Hải Phú",))])
    assert [offer.new for offer in offers] == ["Phường Đông Hà", "Phường Quảng Trị"]
    assert "Phường 1 (thành phố Đông Hà)" in offers[0].olds
    assert "Phường 1 (thị xã Quảng Trị)" in offers[1].olds
    assert "Xã Hải Lệ" in offers[1].olds
    assert split_units(offers) == frozenset()


def test_nothing_is_offered_where_nothing_is_known_or_nothing_changed() -> None:
    assert offered_changes(_report("ĐẢNG BỘ TỈNH TRƯỜNG LAM", "ĐẢNG ỦY XÃ PHÚ LỘC HẠ")) == ()
    assert offered_changes(_report("TỈNH ỦY QUẢNG TRỊ", "BAN TUYÊN GIÁO VÀ DÂN VẬN")) == ()
    assert offered_changes(_report("ĐẢNG BỘ TỈNH AN GIANG", "ĐẢNG ỦY XÃ MỸ HÒA HƯNG")) == ()
    assert offered_changes(_report("ĐẢNG BỘ THÀNH PHỐ ĐÀ NẴNG", "ĐẢNG ỦY ĐẶC KHU HOÀNG SA"))[0].olds == (
        "Đảng ủy huyện Hoàng Sa",
    )
