"""Kỳ sau across a merger of the issuer itself: re-added by the kept table, or marked to be looked at."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from click.testing import CliRunner

from danvan_desktop.cli.frame import Setup
from danvan_desktop.cli.next import next_command
from danvan_desktop.domain.bodies import renamed_bodies
from danvan_desktop.domain.office import Office
from danvan_desktop.domain.period import last_day
from danvan_desktop.domain.regroup import UnitChange, former_units, split_units
from danvan_desktop.domain.report import (
    Follows,
    Indicator,
    Issuer,
    Item,
    PastFigures,
    Period,
    Report,
    Run,
    Section,
    Signature,
    UnitFigure,
)
from danvan_desktop.domain.report_json import decode, encode
from danvan_desktop.errors import UserError
from danvan_desktop.services.library import open_library
from danvan_desktop.services.next_period import start_next
from danvan_desktop.services.next_reports import draft_from, groundwork
from danvan_desktop.services.unit_changes import save_unit_changes

H25, Y25, H26, Y26 = (
    Period("first_half", 2025), Period("year", 2025), Period("first_half", 2026), Period("year", 2026),
)  # fmt: skip
BAN = "BAN TUYÊN GIÁO VÀ DÂN VẬN"
QT, QB = Issuer("TỈNH ỦY QUẢNG TRỊ", BAN), Issuer("TỈNH ỦY QUẢNG BÌNH", BAN)
FULL = "Ban Tuyên giáo và Dân vận Tỉnh ủy"
MERGED = UnitChange(f"{FULL} Quảng Trị", (f"{FULL} Quảng Trị", f"{FULL} Quảng Bình"))
DONG_SON = Issuer("ĐẢNG BỘ TỈNH QUẢNG TRỊ", "ĐẢNG ỦY PHƯỜNG ĐỒNG SƠN")


def _report(issuer: Issuer, period: Period, value: str, **fields: object) -> Report:
    row = Indicator("tiep_cong_dan", "Lượt tiếp công dân", "lượt", value)
    return Report(kind="interim", period=period, issuer=issuer, **{"indicators": (row,), **fields})  # type: ignore[arg-type]


def _compared(report: Report) -> tuple[str, bool, str]:
    row = report.indicators[0]
    return row.previous, row.regrouped, row.doubt


PARTS = (_report(QT, H25, "60"), _report(QB, H25, "100"))


@pytest.mark.parametrize("earlier", [*permutations(PARTS)])
def test_the_kept_table_re_adds_the_issuer_s_own_figures_in_any_order(earlier: tuple[Report, ...]) -> None:
    last = _report(QT, Y25, "300")
    made = start_next(last, earlier=earlier, units=former_units([MERGED]), changes=[MERGED]).report
    assert _compared(made) == ("160", True, "")
    plain = start_next(last, earlier=earlier).report
    assert _compared(plain) == ("60", False, "before_merger"), "its own, and only a part"


def test_a_year_is_made_of_the_halves_of_all_that_were_merged() -> None:
    earlier = [
        _report(issuer, Period(kind, 2025), value)
        for issuer, value in ((QT, "10"), (QB, "7"))
        for kind in ("first_half", "second_half")
    ]  # fmt: skip
    made = start_next(_report(QT, H26, "1"), earlier=earlier, changes=[MERGED]).report
    assert made.period == Y26
    assert _compared(made) == ("34", True, "")


def test_what_the_last_report_remembers_serves_for_the_part_it_was() -> None:
    follows = Follows(H25, (), PARTS[0].indicators)
    last = _report(QT, Y25, "300", follows=follows)
    assert _compared(start_next(last, earlier=PARTS[1:], changes=[MERGED]).report)[0] == "160"
    renamed = _report(QT, Y25, "300", follows=Follows(H25, (), PARTS[1].indicators))
    made = start_next(renamed, earlier=PARTS[1:], changes=[MERGED]).report
    assert _compared(made) == ("", True, "unreported"), "Quảng Bình's own table is not Quảng Trị's as well"


def test_years_after_the_merger_are_compared_as_they_are() -> None:
    before = _report(QT, H26, "200")
    made = start_next(_report(QT, Y26, "500"), earlier=[before], changes=[MERGED]).report
    assert _compared(made) == ("200", False, "")


def test_a_merged_commune_of_the_same_name_is_marked_until_the_table_is_kept() -> None:
    last = _report(DONG_SON, Y25, "30")
    small = _report(Issuer("THÀNH ỦY ĐỒNG HỚI", DONG_SON.name), H25, "9")
    assert _compared(start_next(last, earlier=[small]).report) == ("9", False, "before_merger")
    after = _report(DONG_SON, H26, "20")
    assert _compared(start_next(_report(DONG_SON, Y26, "40"), earlier=[after]).report) == ("20", False, "")
    own = Issuer("ĐẢNG BỘ TỈNH X", "ĐẢNG ỦY XÃ KHÔNG CÓ")
    assert _compared(start_next(_report(own, Y25, "3"), earlier=[_report(own, H25, "2")]).report)[2] == ""


def test_before_the_merger_nothing_is_a_part() -> None:
    for issuer in (QB, DONG_SON):
        before = _report(issuer, Period("first_half", 2024), "9")
        made = start_next(_report(issuer, Period("year", 2024), "20"), earlier=[before]).report
        assert made.period == H25
        assert _compared(made) == ("9", False, "")


def test_the_first_half_in_a_year_made_of_halves_is_of_before_too() -> None:
    earlier = [_report(DONG_SON, Period(kind, 2025), "4") for kind in ("first_half", "second_half")]  # type: ignore[arg-type]
    made = start_next(_report(DONG_SON, H26, "9"), earlier=earlier).report
    assert _compared(made) == ("8", False, "before_merger")
    whole = [*earlier, _report(DONG_SON, Y25, "30")]
    assert _compared(start_next(_report(DONG_SON, H26, "9"), earlier=whole).report) == ("30", False, "")


def test_merged_units_among_the_figures_are_marked_where_the_table_does_not_name_them() -> None:
    def row(*units: UnitFigure) -> tuple[Indicator, ...]:
        return (Indicator("x", "x", "", "1", units=units),)

    then = _report(QT, H25, "", indicators=row(UnitFigure("phường Đồng Sơn", "3"), UnitFigure("xã Lạ", "2")))
    last = _report(QT, Y25, "", indicators=row(UnitFigure("phường Đồng Sơn", "8"), UnitFigure("xã Lạ", "5")))
    made = start_next(last, earlier=[then]).report
    assert [(u.unit, u.previous, u.doubt) for u in made.indicators[0].units] == [
        ("phường Đồng Sơn", "3", "before_merger"), ("xã Lạ", "2", ""),
    ]  # fmt: skip


def test_the_text_reads_the_re_added_figure() -> None:
    phrase = Run("", figure="to_hoa_giai", as_="phrase")
    section = Section("r", "results", "Kết quả", (Item("i", text="14 tổ", runs=(phrase,)),))

    def of(issuer: Issuer, period: Period, value: str) -> Report:
        row = Indicator("to_hoa_giai", "Tổ hòa giải", "tổ", value)
        return Report(kind="interim", period=period, issuer=issuer, indicators=(row,), sections=(section,))

    made = start_next(
        of(QT, Y25, "14"), earlier=[of(QT, H25, "6"), of(QB, H25, "4")], changes=[MERGED]
    ).report
    assert made.sections[0].items[0].runs[0].text.startswith("14 tổ, tăng 4 tổ (40,00%)")


def test_in_the_window_the_table_the_office_and_the_former_units_all_go_into_the_draft(
    tmp_path: Path,
) -> None:
    library = open_library(tmp_path)
    try:
        signature = Signature("T/L BAN THƯỜNG VỤ", "TRƯỞNG BAN", "Hồ Thị Mới")
        office_id = library.drafts.add_office(Office(kind="province_board", issuer=QT, signers=(signature,)))
        for part in (*PARTS, _report(Issuer("TỈNH ỦY LẠNG SƠN", BAN), H25, "900")):
            library.drafts.create(part, None, status="issued", archived=True)
        told = Item("i", text="Trường Tiểu học Phú Lộc làm tốt công tác vận động học sinh ra lớp.")
        units = (UnitFigure("xã Hạ", "3"),)
        last = _report(
            QT,
            Y25,
            "300",
            signature=Signature("", "", "Người Cũ"),
            sections=(Section("r", "results", "Kết quả", (told,)),),
            indicators=(
                Indicator("tiep_cong_dan", "Lượt tiếp công dân", "lượt", "300"),
                Indicator("x", "x", "", "1", units=units),
            ),
            follows=Follows(
                Y25, (), (), (PastFigures(H25, (Indicator("x", "x", "", "", units=(
                    UnitFigure("xã A", "1"), UnitFigure("xã B", "2"),
                )),)),)
            ),
        )  # fmt: skip
        report_id = library.drafts.create(last, office_id)
        renamed = UnitChange("Trường Tiểu học Hạ Khê", ("Trường Tiểu học Phú Lộc",))
        save_unit_changes(tmp_path, [MERGED, renamed, UnitChange("xã Hạ", ("xã A", "xã B"))])
        made = draft_from(groundwork(library, report_id)).report
        assert made.signature == signature
        assert made.sections[0].items[0].text.startswith("Trường Tiểu học Hạ Khê làm tốt")
        assert _compared(made) == ("160", True, "")
        assert made.indicators[1].units[0] == UnitFigure("xã Hạ", "", "3", regrouped=True)
    finally:
        library.close()


def _next(tmp_path: Path, last: Report, *earlier: Report) -> tuple[Report, str]:
    files = []
    for number, report in enumerate((last, *earlier)):
        file = tmp_path / f"{number}.json"
        file.write_bytes(encode(report))
        files.append(str(file))
    options = [part for file in files[1:] for part in ("--earlier", file)]
    output = tmp_path / "n.json"
    arguments = [files[0], "-o", str(output), "--data-dir", str(tmp_path / "data"), *options]
    result = CliRunner().invoke(next_command, arguments, obj=Setup(lambda _: 0), standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return decode(output.read_bytes()), result.output


@pytest.mark.parametrize("earlier", [*permutations(PARTS)])
def test_the_command_re_adds_by_the_table_of_the_folder(earlier: tuple[Report, ...], tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    last = _report(QT, Y25, "300")
    made, said = _next(tmp_path, last, *earlier)
    assert _compared(made) == ("60", False, "before_merger")
    assert "riêng đơn vị cũ" in said
    save_unit_changes(tmp_path / "data", [MERGED])
    made, said = _next(tmp_path, last, *earlier)
    assert _compared(made) == ("160", True, "")
    assert "riêng đơn vị cũ" not in said


def test_the_command_refuses_another_office_s_report_in_words(tmp_path: Path) -> None:
    other = _report(Issuer("TỈNH ỦY LẠNG SƠN", BAN), H25, "900")
    with pytest.raises(UserError, match="cơ quan khác: TỈNH ỦY LẠNG SƠN - BAN TUYÊN GIÁO") as refused:
        _next(tmp_path, _report(QT, Y25, "300"), other)
    assert "TỈNH ỦY QUẢNG TRỊ" in str(refused.value)
    assert not (tmp_path / "n.json").exists()


def test_the_same_merger_told_twice_divides_nothing() -> None:
    changes = [UnitChange("xã M", ("xã A", "xã B")), UnitChange("Xã  M", ("xã B", "Xã A"))]
    assert split_units(changes) == frozenset()
    assert former_units(changes)["xã A"]
    assert split_units([*changes, UnitChange("xã N", ("XÃ A",))]) == {"xã A", "Xã A", "XÃ A"}


def test_a_renamed_unit_keeps_the_capital_of_a_sentence_s_start() -> None:
    def told(text: str) -> str:
        return renamed_bodies(text, last_day(H26), {"xã A": "xã B", "Thôn Một": "Thôn Hai"})

    assert told("Xã A tổ chức họp.") == "Xã B tổ chức họp."
    assert told("Nhân dân xã A họp.") == "Nhân dân xã B họp."
    assert told("Nhân dân thôn Một họp.") == "Nhân dân thôn Hai họp."
    assert told("ĐẢNG ỦY XÃ A") == "ĐẢNG ỦY XÃ B"


TRUNG = Issuer("ĐẢNG BỘ TỈNH X", "ĐẢNG ỦY XÃ TRUNG")
TRUNG_OF = UnitChange("Đảng ủy xã Trung", ("Đảng ủy xã Trung", "Đảng ủy xã Hạ"))


def test_a_former_unit_s_namesake_in_another_province_is_not_taken(tmp_path: Path) -> None:
    namesake = _report(Issuer("ĐẢNG BỘ TỈNH Y", "ĐẢNG ỦY XÃ HẠ"), H25, "900")
    own = _report(TRUNG, H25, "6")
    last = _report(TRUNG, Y25, "30")
    assert _compared(start_next(last, earlier=[own, namesake], changes=[TRUNG_OF]).report)[0] == "6"
    (tmp_path / "data").mkdir()
    save_unit_changes(tmp_path / "data", [TRUNG_OF])
    with pytest.raises(UserError, match="cơ quan khác"):
        _next(tmp_path, last, namesake)
    real = _report(Issuer("HUYỆN ỦY H", "ĐẢNG ỦY XÃ HẠ"), H25, "4")
    assert _compared(_next(tmp_path, last, own, real)[0]) == ("10", True, "")
    library = open_library(tmp_path / "data")
    try:
        for report in (namesake, real, own):
            library.drafts.create(report, None, status="issued", archived=True)
        report_id = library.drafts.create(last, None)
        work = groundwork(library, report_id)
        assert namesake not in work.earlier
        assert _compared(draft_from(work).report) == ("10", True, "")
    finally:
        library.close()


def test_a_former_unit_that_was_divided_leaves_the_issuer_s_figure_open() -> None:
    divided = [TRUNG_OF, UnitChange("Đảng ủy xã Khác", ("Đảng ủy xã Hạ",))]
    earlier = [_report(TRUNG, H25, "6"), _report(Issuer("HUYỆN ỦY H", "ĐẢNG ỦY XÃ HẠ"), H25, "4")]
    made = start_next(_report(TRUNG, Y25, "30"), earlier=earlier, changes=divided).report
    assert _compared(made) == ("", True, "split")


def test_the_first_report_under_the_merged_name_is_compared_with_all_of_the_former_units(
    tmp_path: Path,
) -> None:
    change = UnitChange("Đảng ủy xã Mới", ("Đảng ủy xã Trung", "Đảng ủy xã Hạ"))
    library = open_library(tmp_path)
    try:
        save_unit_changes(tmp_path, [change])
        for issuer, value in ((TRUNG, "6"), (Issuer("ĐẢNG BỘ TỈNH X", "ĐẢNG ỦY XÃ HẠ"), "4")):
            library.drafts.create(_report(issuer, H25, value), None, status="issued", archived=True)
        report_id = library.drafts.create(_report(TRUNG, Y25, "30"), None)
        made = draft_from(groundwork(library, report_id)).report
        assert made.issuer.name == "ĐẢNG ỦY XÃ MỚI"
        assert _compared(made) == ("10", True, "")
    finally:
        library.close()
