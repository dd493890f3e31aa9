"""Figures carried by their nature: the catalogue's, the office's own, and what a period opens with."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from danvan_desktop.checks.unchanged import unchanged_figures
from danvan_desktop.domain.figures_carry import carried_figures, followed
from danvan_desktop.domain.report import Follows, Indicator, PastFigures, Period, Report, UnitFigure
from danvan_desktop.domain.report_json import decode, encode
from danvan_desktop.services.next_period import natures, start_next

H25, S25, Y25 = (Period("first_half", 2025), Period("second_half", 2025), Period("year", 2025))
H26, S26, Y26 = (Period("first_half", 2026), Period("second_half", 2026), Period("year", 2026))


def _own(value: str, name: str, unit: str, code: str = "rieng_1") -> Indicator:
    return Indicator(code, name, unit, value)


def _carried(row: Indicator, period: Period, new: Period, *known: PastFigures) -> Indicator:
    report = Report(kind="interim", period=period, indicators=(row,))
    return carried_figures(report, new, known, natures())[0]


@pytest.mark.parametrize(
    ("name", "unit", "halves", "expected"),
    [
        ("Tỷ lệ hộ dân được lấy ý kiến", "%", ("98", "99"), ""),
        ("Tỷ lệ hộ dân được lấy ý kiến", "", ("98", "99"), ""),
        ("Hộ dân đồng thuận", "phần trăm", ("98", "99"), ""),
        ("Tổ dân vận", "tổ", ("14", "14"), "14"),
        ("Hội viên", "người", ("120", "131"), "131"),
        ("Hội viên kết nạp mới", "hội viên", ("12", "11"), "23"),
        ("Lượt hội viên tập huấn", "lượt", ("12", "11"), "23"),
        ("Buổi nói chuyện chuyên đề", "buổi", ("3", "4"), "7"),
    ],
)
def test_the_office_s_own_rows_become_a_year_by_what_they_are(
    name: str, unit: str, halves: tuple[str, str], expected: str
) -> None:
    rows = [_own(value, name, unit) for value in halves]
    before = (PastFigures(H25, (rows[0],)), PastFigures(S25, (rows[1],)))
    year = _carried(_own("1", name, unit), H26, Y26, *before)
    assert year.previous == expected
    assert year.doubt == ("assumed" if expected else ""), "a nature read from words is looked at"
    assert year.regrouped is False
    now = _carried(rows[0], H25, Y25, *before)
    assert (now.value, now.kept) == (expected, bool(expected))


def test_percent_is_never_added_even_where_the_catalogue_calls_it_a_flow() -> None:
    row = Indicator("doi_thoai", "Đối thoại", "%", "98")
    report = Report(kind="interim", period=H25, indicators=(row,))
    known = [PastFigures(S25, (row,))]
    assert carried_figures(report, Y25, known, {"doi_thoai": "flow"})[0].value == ""


def test_the_catalogue_s_rows_are_added_without_a_doubt() -> None:
    row = Indicator("tiep_cong_dan", "Lượt tiếp công dân", "lượt", "5")
    halves = (PastFigures(H25, (row,)), PastFigures(S25, (row,)))
    year = _carried(row, H26, Y26, *halves)
    assert (year.previous, year.doubt) == ("10", "")
    same = _carried(_own("3", "Buổi", "buổi"), Y25, H26, PastFigures(H25, (_own("2", "Buổi", "buổi"),)))
    assert (same.previous, same.doubt) == ("2", ""), "what was reported for the same period is no guess"


def test_own_standing_rows_go_over_to_be_confirmed() -> None:
    moved = _carried(_own("14", "Tổ dân vận", "tổ"), Y25, H26)
    assert (moved.value, moved.kept) == ("14", True)
    assert _carried(_own("14", "Cuộc vận động", "cuộc"), Y25, H26).value == ""


def test_units_of_own_rows_are_marked_like_the_row() -> None:
    def row(value: str) -> Indicator:
        return Indicator("rieng_1", "Buổi", "buổi", value, units=(UnitFigure("xã A", value),))

    year = _carried(row("1"), H26, Y26, PastFigures(H25, (row("3"),)), PastFigures(S25, (row("4"),)))
    assert year.units == (UnitFigure("xã A", "", "7", doubt="assumed"),)
    assert decode(encode(Report(kind="annual", period=Y26, indicators=(year,)))).indicators == (year,)


def test_the_check_of_unchanged_figures_asks_the_same_nature() -> None:
    def told(name: str, unit: str) -> int:
        rows = (_own("40", name, unit),)
        last = Report(kind="annual", period=Y25, indicators=rows)
        return len(list(unchanged_figures(Report(kind="interim", period=H26, indicators=rows), last)))

    assert [told("Tổ dân vận", "tổ"), told("Tỷ lệ hài lòng", "%"), told("Buổi", "buổi")] == [0, 0, 1]


OPENING = Indicator("don_ton_dau_ky", "Đơn tồn đầu kỳ", "đơn")
CLOSING = Indicator("don_ton_cuoi_ky", "Đơn chưa giải quyết, chuyển kỳ sau", "đơn")


def _stock(period: Period, opening: str, closing: str = "") -> PastFigures:
    rows = [(OPENING, opening), (CLOSING, closing)]
    return PastFigures(period, tuple(Indicator(r.code, r.name, r.unit, value) for r, value in rows))


def _opening(last: PastFigures, new: Period, known: Sequence[PastFigures] = ()) -> Indicator:
    report = Report(kind="interim", period=last.period, indicators=last.figures)
    return carried_figures(report, new, known, natures())[0]


def test_a_year_opens_with_what_its_first_half_opened_with() -> None:
    first, second = _stock(H25, "40", "12"), _stock(S25, "12", "9")
    year = _opening(first, Y25, [second])
    assert (year.value, year.kept) == ("40", True)
    assert _opening(first, Y25).value == "40"
    next_year = _opening(_stock(H26, "9"), Y26, [first, second])
    assert (next_year.value, next_year.previous) == ("9", "40")


def test_a_period_opens_with_what_the_one_before_left_or_with_nothing_known() -> None:
    assert _opening(_stock(Y25, "40", "9"), H26).value == "9"
    assert _opening(_stock(S25, "12", "9"), H26).value == "9"
    assert _opening(_stock(Y25, "40"), H26).value == ""
    assert _opening(_stock(H25, "40", "12"), S25).value == "12"
    assert _opening(_stock(H25, "40"), S25).value == ""
    own = PastFigures(
        Y25, (_own("40", "Đơn thư tồn đầu kỳ", "đơn"), _own("7", "Đơn thư còn tồn", "đơn", "r2"))
    )
    assert _opening(own, H26).value == "7"


def test_two_years_of_figures_and_the_signers_before_the_last_are_remembered() -> None:
    def table(value: str) -> tuple[Indicator, ...]:
        return (Indicator("x", "x", "", value),)

    follows = Follows(
        Y25,
        ("Bà Hai", "Ông Ba"),
        table("3"),
        tuple(PastFigures(Period("year", year), table("1")) for year in (2024, 2023, 2022)),
    )
    last = Report(kind="interim", period=H26, indicators=table("4"), follows=follows)
    kept = followed(last, Period("first_half", 2026))
    assert [past.period.year for past in kept.earlier] == [2025, 2024]
    assert kept.signers == ("Bà Hai", "Ông Ba")
    assert start_next(last).report.follows == followed(last, Y26)


def test_the_mark_and_the_doubt_of_a_re_added_figure_are_not_the_next_period_s() -> None:
    row = Indicator("x", "x", "", "5", "9", regrouped=True, doubt="counted_twice")
    made = _carried(row, Y25, H26, PastFigures(H25, (Indicator("x", "x", "", "4"),)))
    assert (made.previous, made.regrouped, made.doubt) == ("4", False, "")
