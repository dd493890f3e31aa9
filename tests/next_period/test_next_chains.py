"""Chains of six periods, each written as a Word file and read back from it: nothing stale is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from chain_clerk import signing_day, written_by_hand
from chain_reports import (
    CHAIN,
    SIGNERS,
    centre_2021,
    centre_2024,
    commune_2024,
    province_2021,
    province_2024,
    province_retold_2024,
)
from chain_scan import lines_of, stale

from danvan_desktop.checks.report_checks import check_report
from danvan_desktop.domain.edits import walk
from danvan_desktop.domain.office import Office
from danvan_desktop.domain.period import period_text
from danvan_desktop.domain.report import Issuer, Period, Report, Signature
from danvan_desktop.domain.report_json import decode, encode
from danvan_desktop.layout.sample import sample_report
from danvan_desktop.services.exporting import export_docx
from danvan_desktop.services.next_period import start_next


def _chain(first: Report) -> Iterator[Report]:
    report = first
    for signer in SIGNERS[1:]:
        report = decode(encode(written_by_hand(start_next(report).report, signer)))
        yield report


def _exported(report: Report, folder: Path) -> list[str]:
    file = folder / f"{report.period.kind} {report.period.year}.docx"
    return lines_of(export_docx(report, file).docx)


@pytest.mark.parametrize(
    "first",
    [province_2024, commune_2024, centre_2024, province_retold_2024, centre_2021, province_2021],
    ids=["province", "commune", "centre", "province retold", "centre of 2021", "province of 2021"],
)
def test_six_periods_leave_nothing_stale_in_the_written_files(
    first: Callable[[], Report], tmp_path: Path
) -> None:
    for number, report in enumerate(_chain(first()), 1):
        lines = _exported(report, tmp_path)
        gone = {name for name in SIGNERS[:number] if name != SIGNERS[number]}
        assert stale(lines, report.period, signing_day(report), gone) == []
        text = "\n".join(lines)
        assert period_text(report.period) in text
        assert SIGNERS[number] in text
        assert check_report(report) == []


@pytest.mark.parametrize("first", [province_2024, commune_2024, centre_2024, province_retold_2024])
def test_the_chains_run_from_the_first_half_of_2024_to_the_year_2026(first: Callable[[], Report]) -> None:
    report = first()
    later = list(_chain(report))
    assert (report.period, *(one.period for one in later)) == CHAIN
    assert "BAN DÂN VẬN" not in later[-1].issuer.name


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("Năm 2025, xã tiếp 40 lượt công dân.", ["year"]),
        ("tăng 3 lượt so với năm 2024", ["year"]),
        ("tăng 3 lượt so với năm 2025", []),
        ("Kế hoạch số 7-KH/TU, ngày 05/01/2021 về công tác dân vận", []),
        ("Kế hoạch số 7-KH/TU, ngày 05/01/2021 về công tác dân vận năm 2021", ["year"]),
        ("Kết quả 6 tháng đầu năm", ["half"]),
        ("Nhiệm vụ 6 tháng cuối năm 2026", ["half"]),
        ("nhiệm vụ nhiệm kỳ 2020 - 2025", ["term"]),
        ("nhiệm vụ nhiệm kỳ 2025 - 2030", []),
        ("Đồng chí Trần Văn Hòa chủ trì", ["signer"]),
        ("HUYỆN ỦY LỆ THỦY", ["body"]),
        ("Ban Dân vận Tỉnh ủy", ["body"]),
        ("Ban Tuyên giáo và Dân vận Tỉnh ủy; Luật Thực hiện dân chủ ở cơ sở năm 2022", []),
        ("xã có 2.025 hộ; phong trào giai đoạn 2021 - 2025; thành lập từ ngày 01/7/2025", []),
    ],
)
def test_the_scan_sees_what_is_stale_and_only_that(line: str, kinds: list[str]) -> None:
    found = stale([line], Period("year", 2026), date(2026, 12, 20), {"Trần Văn Hòa"})
    assert [kind for kind, _ in found] == kinds


@pytest.mark.parametrize("first", [province_2024, commune_2024, centre_2024, province_retold_2024])
def test_a_file_copied_by_hand_is_full_of_what_the_scan_looks_for(
    first: Callable[[], Report], tmp_path: Path
) -> None:
    later = msgspec.structs.replace(first(), kind="annual", period=CHAIN[-1], date=date(2026, 12, 20))
    kinds = {kind for kind, _ in stale(_exported(later, tmp_path), CHAIN[-1], date(2026, 12, 20), set())}
    assert {"year", "half"} <= kinds


def test_terms_and_citations_through_the_whole_chain(tmp_path: Path) -> None:
    texts = ["\n".join(_exported(report, tmp_path)) for report in _chain(province_2024())]
    assert "Kết luận số 43-KL/TW, ngày 07/01/2019 của Bộ Chính trị" in texts[-1]
    assert "năm 2019" not in texts[-1]
    assert "giai đoạn 2021 - 2025" in texts[0]
    party = ["nhiệm vụ nhiệm kỳ 2020 - 2025" in text for text in texts]
    assert party == [True, True, False, False, False]
    assert ["nhiệm vụ nhiệm kỳ 2025 - 2030" in text for text in texts] == [not held for held in party]
    assert ["HĐND các cấp nhiệm kỳ 2021 - 2026" in text for text in texts] == [True, True, True, False, False]
    assert ["HĐND các cấp nhiệm kỳ 2026 - 2031" in text for text in texts] == [
        False,
        False,
        False,
        True,
        True,
    ]


def test_the_chain_across_the_first_of_july_2025(tmp_path: Path) -> None:
    half = list(_chain(province_2024()))[1]
    assert (half.issuer.parent, half.issuer.name) == ("TỈNH ỦY QUẢNG BÌNH", "BAN TUYÊN GIÁO VÀ DÂN VẬN")
    assert half.recipients[0] == "Ban Tuyên giáo và Dân vận Trung ương (để b/c)"
    assert "Huyện ủy Lệ Thủy đối thoại" in "\n".join(_exported(half, tmp_path))
    draft = start_next(half)
    assert draft.report.issuer.parent == "TỈNH ỦY QUẢNG TRỊ"
    left = [one.text for one in draft.left_behind if one.reason == "body"]
    assert any(text.startswith("Huyện ủy Lệ Thủy đối thoại") for text in left)
    lines = _exported(written_by_hand(draft.report, SIGNERS[3]), tmp_path)
    assert [line for line in lines if "huyện" in line.casefold() or "Quảng Bình" in line] == []


def test_the_profile_of_the_new_period_is_the_one_in_force() -> None:
    periods = {report.period: report.profile for report in _chain(province_2024())}
    assert tuple(periods) == CHAIN[1:]
    assert periods[Period("year", 2025)] == "party_hd36_2018"
    assert periods[Period("first_half", 2026)] == "party_hd05_2026"


def test_an_outlines_report_takes_the_outline_of_its_new_kind() -> None:
    report = start_next(sample_report()).report
    assert report.outline == "dang_uy_xa_nam"
    headings = {section.id: section.heading for section, _ in walk(report.sections)}
    assert headings["results.targets"] == "Kết quả thực hiện các chỉ tiêu năm 2026"
    assert report.subject == "Tổng kết công tác dân vận năm 2026, phương hướng, nhiệm vụ năm 2027"
    again = start_next(report).report
    assert again.outline == "dang_uy_xa_6_thang"
    assert {s.id: s.heading for s, _ in walk(again.sections)}[
        "results"
    ] == "Kết quả công tác dân vận 6 tháng đầu năm"


def test_the_offices_facts_of_today_win() -> None:
    office = Office(
        kind="commune_party",
        issuer=Issuer("ĐẢNG BỘ TỈNH TRƯỜNG LAM", "ĐẢNG ỦY XÃ PHÚ LỘC", "ĐU", "Phú Lộc"),
        signers=(Signature("T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Võ Thị Lan"),),
    )
    report = start_next(sample_report(), office=office).report
    assert (report.issuer.name, report.signature.name) == ("ĐẢNG ỦY XÃ PHÚ LỘC", "Võ Thị Lan")
    assert report.follows is not None
    assert report.follows.signers == (sample_report().signature.name,)
