"""An office is known by its whole letterhead, its former names resolved."""

from __future__ import annotations

from pathlib import Path

import pytest

from danvan_desktop.domain.office import Office
from danvan_desktop.domain.regroup import UnitChange, former_units
from danvan_desktop.domain.report import Indicator, Issuer, Period, Report
from danvan_desktop.services.earlier import earlier_reports, reports_of
from danvan_desktop.services.library import open_library
from danvan_desktop.services.next_reports import draft_from, groundwork, standing_draft
from danvan_desktop.services.owed import written_reports
from danvan_desktop.services.own_office import likeness
from danvan_desktop.services.unit_changes import save_unit_changes

BAN = "BAN TUYÊN GIÁO VÀ DÂN VẬN"
QUANG_TRI = Issuer("TỈNH ỦY QUẢNG TRỊ", BAN)
LANG_SON = Issuer("TỈNH ỦY LẠNG SƠN", BAN)
UNITS = former_units([
    UnitChange("Đảng ủy xã Mới", ("Đảng ủy xã Cũ Một", "Đảng ủy xã Cũ Hai")),
    UnitChange("Ban Dân vận Thành ủy B", ("Ban Dân vận Tỉnh ủy A",)),
])  # fmt: skip


@pytest.mark.parametrize(
    ("one", "office", "expected"),
    [
        (Issuer("Tỉnh uỷ Quảng Trị", BAN.lower()), QUANG_TRI, "same"),
        (LANG_SON, QUANG_TRI, "other"),
        (Issuer("TỈNH ỦY QUẢNG BÌNH", BAN), QUANG_TRI, "former"),
        (Issuer("TỈNH ỦY QUẢNG BÌNH", "BAN DÂN VẬN"), QUANG_TRI, "former"),
        (Issuer("", BAN), QUANG_TRI, "other"),
        (Issuer("", "ĐẢNG ỦY XÃ A"), Issuer("ĐẢNG BỘ TỈNH X", "ĐẢNG ỦY XÃ A"), "same"),
        (Issuer("ĐẢNG BỘ TỈNH Y", "ĐẢNG ỦY XÃ A"), Issuer("ĐẢNG BỘ TỈNH X", "ĐẢNG ỦY XÃ A"), "other"),
        (Issuer("ĐẢNG BỘ TỈNH X", "ĐẢNG ỦY XÃ CŨ HAI"), Issuer("ĐẢNG BỘ TỈNH X", "ĐẢNG ỦY XÃ MỚI"), "former"),
        (Issuer("TỈNH ỦY A", "BAN DÂN VẬN"), Issuer("THÀNH ỦY B", "BAN DÂN VẬN"), "former"),
        (Issuer("HUYỆN ỦY H", "ĐẢNG ỦY XÃ A"), Issuer("ĐẢNG BỘ TỈNH X", "ĐẢNG ỦY XÃ A"), "former"),
        (
            Issuer("THÀNH ỦY ĐỒNG HỚI", "ĐẢNG ỦY PHƯỜNG ĐỒNG SƠN"),
            Issuer("ĐẢNG BỘ TỈNH QUẢNG TRỊ", "ĐẢNG ỦY PHƯỜNG ĐỒNG SƠN"),
            "former",
        ),
        (
            Issuer("HUYỆN ỦY LỆ THỦY", "ĐẢNG ỦY PHƯỜNG ĐỒNG SƠN"),
            Issuer("ĐẢNG BỘ TỈNH QUẢNG TRỊ", "ĐẢNG ỦY PHƯỜNG ĐỒNG SƠN"),
            "other",
        ),
    ],
)  # fmt: skip
def test_an_office_is_its_superior_and_its_name(one: Issuer, office: Issuer, expected: str) -> None:
    assert likeness(one, office, UNITS) == expected


def _report(issuer: Issuer, period: Period, value: str) -> Report:
    return Report(kind="interim", period=period, issuer=issuer, indicators=(Indicator("x", "x", "", value),))


HALF_24, HALF_25, YEAR_25, HALF_26 = (
    Period("first_half", 2024), Period("first_half", 2025), Period("year", 2025), Period("first_half", 2026),
)  # fmt: skip


def test_another_province_s_ban_of_the_same_name_is_never_own(tmp_path: Path) -> None:
    library = open_library(tmp_path)
    try:
        library.drafts.add_office(Office(kind="province_board", issuer=QUANG_TRI))
        for period in (HALF_25, HALF_26):
            library.drafts.create(_report(LANG_SON, period, "900"), None, status="issued", archived=True)
        last = library.drafts.create(_report(QUANG_TRI, YEAR_25, "50"), None)
        assert written_reports(library, range(2025, 2027))[0].id == last
        assert len(written_reports(library, range(2025, 2027))) == 1
        assert standing_draft(library, last, HALF_26) is None
        assert reports_of(library, last, (HALF_25,)) == []
        assert draft_from(groundwork(library, last)).report.indicators[0].previous == ""
        own = _report(QUANG_TRI, HALF_25, "60")
        library.drafts.create(own, None, status="issued", archived=True)
        assert reports_of(library, last, (HALF_25,)) == [own]
        assert draft_from(groundwork(library, last)).report.indicators[0].previous == "60"
    finally:
        library.close()


def test_the_office_s_reports_under_its_former_name_are_its_own_after_those_under_its_present(
    tmp_path: Path,
) -> None:
    library = open_library(tmp_path)
    try:
        before = _report(Issuer("TỈNH ỦY QUẢNG BÌNH", BAN), HALF_25, "40")
        library.drafts.create(before, None, status="issued", archived=True)
        report_id = library.drafts.create(_report(QUANG_TRI, HALF_26, ""), None)
        this = library.drafts.load(report_id)
        assert earlier_reports(library, report_id, this).last == before
        own = _report(QUANG_TRI, HALF_25, "60")
        library.drafts.create(own, None)
        assert reports_of(library, report_id, (HALF_25,)) == [own], "its own though the other was issued"
    finally:
        library.close()


def test_a_unit_of_the_office_s_own_table_is_known_by_its_former_name(tmp_path: Path) -> None:
    library = open_library(tmp_path)
    try:
        save_unit_changes(tmp_path, [UnitChange("Đảng ủy xã Mới", ("Đảng ủy xã Cũ",))])
        before = _report(Issuer("ĐẢNG BỘ TỈNH X", "ĐẢNG ỦY XÃ CŨ"), HALF_24, "4")
        library.drafts.create(before, None, status="issued", archived=True)
        report = _report(Issuer("ĐẢNG BỘ TỈNH X", "ĐẢNG ỦY XÃ MỚI"), HALF_25, "")
        report_id = library.drafts.create(report, None)
        assert reports_of(library, report_id, (HALF_24,)) == [before]
    finally:
        library.close()
