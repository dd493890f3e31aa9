"""Former communes in the findings, beside the last report and on the way to the next one."""

from __future__ import annotations

from datetime import date

import msgspec

from danvan_desktop.checks.leftovers import leftovers
from danvan_desktop.domain.beside import said_before
from danvan_desktop.domain.next_period import next_draft
from danvan_desktop.domain.report import Issuer, Item, Period, Report, Section


def _report(*texts: str, commune: bool = False) -> Report:
    items = tuple(Item(f"i{number}", text=text) for number, text in enumerate(texts))
    issuer = (
        Issuer("ĐẢNG BỘ TỈNH QUẢNG TRỊ", "ĐẢNG ỦY XÃ HẢI LĂNG", "ĐU", "Hải Lăng")
        if commune
        else Issuer("TỈNH ỦY QUẢNG TRỊ", "BAN TUYÊN GIÁO VÀ DÂN VẬN", "BTGDVTU", "Quảng Trị")
    )
    return Report(
        kind="annual",
        period=Period("year", 2025),
        date=date(2025, 12, 18),
        issuer=issuer,
        sections=(Section("s", "results", "Kết quả", items),),
    )


def test_one_key_puts_the_one_successor_in_its_place() -> None:
    (finding,) = leftovers(_report("Nhân dân xã Hải Thượng, huyện Hải Lăng hiến 300 m² đất."))
    assert finding.code == "leftover.body"
    assert (finding.found, finding.replacement) == ("xã Hải Thượng, huyện Hải Lăng", "xã Hải Lăng")
    assert finding.required == "Nay là xã Hải Lăng."
    assert "nghị quyết sắp xếp" in finding.advice


def test_several_successors_are_named_and_none_is_put_in_by_one_key() -> None:
    (finding,) = leftovers(_report("Nhân dân xã Hải Phú hiến 300 m² đất."))
    assert finding.required == "Nay là xã Đông Trạch hoặc xã Hải Lăng."
    assert finding.replacement == ""
    assert finding.choices == ("xã Đông Trạch", "xã Hải Lăng")


def test_a_part_of_one_s_own_commune_is_told_once_and_not_as_another_s_name() -> None:
    found = leftovers(_report("UBND xã Hải Phú tổ chức 05 cuộc đối thoại.", commune=True))
    assert [(one.code, one.replacement) for one in found] == [("leftover.body", "xã Hải Lăng")]


def test_a_report_of_before_is_right_with_the_names_of_then() -> None:
    report = msgspec.structs.replace(
        _report("Nhân dân xã Hải Thượng, thị trấn Bến Quan phấn khởi."),
        period=Period("first_half", 2025),
        date=date(2025, 6, 20),
    )
    assert leftovers(report) == []


def test_a_sentence_of_a_former_commune_is_left_behind_and_marked_beside() -> None:
    old = msgspec.structs.replace(
        _report("Nhân dân xã Hải Thượng đồng thuận cao.", "Nhân dân xã Hải Lăng đồng thuận cao."),
        period=Period("first_half", 2025),
        date=date(2025, 6, 20),
    )
    draft = next_draft(old, Period("year", 2025))
    assert [(left.text, left.reason) for left in draft.left_behind] == [
        ("Nhân dân xã Hải Thượng đồng thuận cao.", "body")
    ]
    said = said_before(draft.report, old, "s")
    assert [one.tied for one in said] == [True, False]
