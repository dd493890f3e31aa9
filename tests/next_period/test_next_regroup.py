"""Last period's figures re-added for merged units, and never guessed for split ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from danvan_desktop.domain.figures_carry import Sums, units_of
from danvan_desktop.domain.regroup import (
    UnitChange,
    former_units,
    regrouped,
    split_units,
    with_same_period,
    with_units_regrouped,
)
from danvan_desktop.domain.report import (
    Follows,
    Indicator,
    Issuer,
    PastFigures,
    Period,
    RegroupDoubt,
    Report,
    UnitFigure,
)
from danvan_desktop.domain.report_json import decode, encode
from danvan_desktop.errors import UserError
from danvan_desktop.services.library import open_library
from danvan_desktop.services.next_period import start_next
from danvan_desktop.services.regrouping import regrouped_report

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


HALF_2025, HALF_2026 = Period("first_half", 2025), Period("first_half", 2026)


def _units(**values: str) -> tuple[UnitFigure, ...]:
    return tuple(UnitFigure(f"xã {name}", value) for name, value in values.items())


def _row(code: str, units: tuple[UnitFigure, ...], unit: str = "cuộc") -> Indicator:
    return Indicator(code, code, unit, "100", units=units)


def _report(period: Period, *rows: Indicator, **fields: Any) -> Report:
    return Report(kind="interim", period=period, indicators=rows, **fields)


def _told(row: Indicator) -> list[tuple[str, str, RegroupDoubt]]:
    return [(unit.unit, unit.previous, unit.doubt) for unit in row.units]


@pytest.mark.parametrize(
    ("sums", "values", "previous", "doubt"),
    [
        ("yes", ("6", "hơn 4"), "hơn 10", ""),
        ("yes", ("05/08", "2/3"), "7/11", ""),
        ("warn", ("6", "4"), "10", "counted_twice"),
        ("no", ("6", "4"), "", "not_summed"),
        ("yes", ("6", "nhiều"), "", "not_summed"),
        ("yes", ("6", ""), "", "unreported"),
    ],
)
def test_the_figures_of_units_inside_a_report_are_re_added_by_their_rule(
    sums: Sums, values: tuple[str, str], previous: str, doubt: RegroupDoubt
) -> None:
    then = {"x": _units(A=values[0], B=values[1], C="1")}
    report = _report(HALF_2026, _row("x", _units(A="", B="", C="3")))
    again, count = with_units_regrouped(report, then, [UnitChange("xã AB", ("Xã A", "xã  b"))], {"x": sums})
    merged, untouched = again.indicators[0].units
    assert merged == UnitFigure("xã AB", "", previous, regrouped=True, doubt=doubt)
    assert untouched == UnitFigure("xã C", "3", "1")
    assert (count, again.indicators[0].previous) == (1, report.indicators[0].previous)


def test_a_share_of_units_is_never_added() -> None:
    report = _report(HALF_2026, _row("x", _units(A=""), unit="%"))
    again, _ = with_units_regrouped(
        report, {"x": _units(A="90", B="80")}, [UnitChange("xã AB", ("xã A", "xã B"))], {}
    )
    assert _told(again.indicators[0]) == [("xã AB", "", "not_summed")]


def test_a_divided_unit_leaves_those_it_went_to_empty_and_says_why() -> None:
    changes = [UnitChange("xã M", ("xã A", "xã B")), UnitChange("xã B", ("xã B",))]
    then = {"x": _units(A="6", B="4")}
    again, count = with_units_regrouped(
        _report(HALF_2026, _row("x", _units(M="1", B="2"))), then, changes, {}
    )
    assert _told(again.indicators[0]) == [("xã M", "", "split"), ("xã B", "", "split")]
    assert [unit.value for unit in again.indicators[0].units] == ["1", "2"]
    assert count == 2


def test_what_was_typed_for_a_former_unit_stays_and_a_new_unit_nobody_listed_comes_last() -> None:
    changes = [UnitChange("xã AB", ("xã A", "xã B")), UnitChange("xã CD", ("xã C", "xã D"))]
    then = {"x": _units(A="6", B="4", C="1", D="2")}
    report = _report(HALF_2026, _row("x", _units(B="5", E="7")), _row("y", ()))
    again, _ = with_units_regrouped(report, then, changes, {})
    assert [(u.unit, u.value, u.previous) for u in again.indicators[0].units] == [
        ("xã AB", "", "10"), ("xã B", "5", ""), ("xã E", "7", ""), ("xã CD", "", "3"),
    ]  # fmt: skip
    assert again.indicators[1].units == ()
    assert with_units_regrouped(again, then, changes, {})[0] == again


def test_the_units_of_a_year_are_its_halves_added_and_a_state_is_the_later_one() -> None:
    halves = [
        PastFigures(Period("second_half", 2025), (_row("x", _units(A="3", B="1")), _row("s", _units(A="9")))),
        PastFigures(HALF_2025, (_row("x", _units(A="4")), _row("s", _units(A="8")))),
    ]
    found = units_of(Period("year", 2025), halves, {"s": "snapshot"})
    assert found == {"x": _units(A="7", B=""), "s": _units(A="9")}


def test_the_next_report_compares_each_unit_with_its_own_same_period_across_the_merger() -> None:
    half = PastFigures(HALF_2025, (_row("x", _units(A="6", B="4", C="1")),))
    year = _report(
        Period("year", 2025), _row("x", _units(AB="30", C="5")), follows=Follows(HALF_2025, (), half.figures)
    )
    plain = start_next(year).report
    assert plain.period == HALF_2026
    assert [(u.unit, u.value, u.previous) for u in plain.indicators[0].units] == [
        ("xã AB", "", ""), ("xã C", "", "1"),
    ]  # fmt: skip
    made = start_next(year, changes=[UnitChange("xã AB", ("xã A", "xã B"))]).report
    assert made.indicators[0].units == (
        UnitFigure("xã AB", "", "10", regrouped=True), UnitFigure("xã C", "", "1"),
    )  # fmt: skip


def test_a_superior_s_report_is_re_added_from_its_stored_report_of_the_year_before(tmp_path: Path) -> None:
    issuer = Issuer("TỈNH ỦY X", "BAN TUYÊN GIÁO VÀ DÂN VẬN")
    library = open_library(tmp_path)
    try:
        old = _report(HALF_2025, _row("x", _units(A="6", B="4")), issuer=issuer)
        library.drafts.create(old, None, status="issued", archived=True)
        report = _report(HALF_2026, _row("x", _units(A="", B="")), issuer=issuer)
        report_id = library.drafts.create(report, None)
        made = regrouped_report(library, report_id, report, [UnitChange("xã AB", ("xã A", "xã B"))])
        assert _told(made.report.indicators[0]) == [("xã AB", "10", "")]
        assert (made.reports, made.cells) == (0, 1)
        with pytest.raises(UserError, match="chưa nói đến đơn vị nào"):
            regrouped_report(library, report_id, report, [UnitChange("xã PQ", ("xã P", "xã Q"))])
    finally:
        library.close()


def test_a_merged_superior_has_the_units_of_all_it_was_made_of(tmp_path: Path) -> None:
    library = open_library(tmp_path)
    try:
        for place, units in (("A", _units(A1="6", A2="4")), ("B", _units(B1="5"))):
            old = _report(HALF_2025, _row("x", units), issuer=Issuer("", f"TỈNH ỦY {place}"))
            library.drafts.create(old, None, status="issued", archived=True)
        report = _report(HALF_2026, _row("x", _units(A="", B1="")), issuer=Issuer("", "TỈNH ỦY AB"))
        report_id = library.drafts.create(report, None)
        changes = [
            UnitChange("Tỉnh ủy AB", ("Tỉnh ủy A", "Tỉnh ủy B")), UnitChange("xã A", ("xã A1", "xã A2")),
        ]  # fmt: skip
        made = regrouped_report(library, report_id, report, changes)
        row = made.report.indicators[0]
        assert (row.previous, row.regrouped, made.reports, made.cells) == ("200", True, 2, 1)
        assert _told(row) == [("xã A", "10", ""), ("xã B1", "5", "")]
    finally:
        library.close()


def test_a_report_written_before_there_were_figures_by_unit_opens_and_is_written_as_it_was() -> None:
    old = {"code": "x", "name": "Đối thoại", "value": "6", "regrouped": True}
    body = {
        "schema": 1,
        "kind": "interim",
        "period": {"kind": "first_half", "year": 2026},
        "indicators": [old],
    }
    report = decode(msgspec.json.encode(body))
    assert report.indicators[0].units == ()
    assert msgspec.json.decode(encode(report))["indicators"] == [old]
    full = _report(HALF_2026, _row("x", (UnitFigure("xã A", "1", "2", regrouped=True, doubt="split"),)))
    assert decode(encode(full)) == full
