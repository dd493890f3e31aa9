"""Blanks nobody filled in are found before the report leaves, each in its sentence."""

from __future__ import annotations

from pathlib import Path

import msgspec

from danvan_desktop.checks.decide import decide
from danvan_desktop.checks.report_checks import check_report
from danvan_desktop.checks.unfilled import unfilled_blanks
from danvan_desktop.domain import report_json
from danvan_desktop.domain.report import Indicator, Issuer, Item, Period, Report, Section

TEXT = "Đã ban hành kế hoạch. Tổ chức … hội nghị với … người; … Bên cạnh đó còn việc. Nhân dân đồng tình."


def _report(*items: Item) -> Report:
    return Report(
        kind="interim",
        period=Period("first_half", 2026),
        issuer=Issuer("", "[tên cơ quan]", "", ""),
        sections=(Section("r", "results", "Kết quả về …", items),),
        recipients=("Lưu Văn phòng […]",),
    )


def test_one_finding_for_each_sentence_heading_or_line() -> None:
    found = list(unfilled_blanks(_report(Item("a", text=TEXT), Item("b", text="Xong.", cause="Do …"))))
    assert [(one.where.section, one.where.item, one.where.text, one.found) for one in found] == [
        ("@head", "issuer.name", "[tên cơ quan]", "[tên cơ quan]"),
        ("r", "", "Kết quả về …", "…"),
        ("r", "a", "Tổ chức … hội nghị với … người; … Bên cạnh đó còn việc.", "…"),
        ("r", "b", "Do …", "…"),
        ("@signing", "recipients.0", "Lưu Văn phòng […]", "[…]"),
    ]


def test_the_sentence_is_deleted_or_kept_by_one_key() -> None:
    report = _report(Item("a", text=TEXT))
    blank = next(one for one in check_report(report) if one.where.item == "a")
    after = decide(report, blank, "delete")
    assert after.sections[0].items[0].text == "Đã ban hành kế hoạch. Nhân dân đồng tình."
    kept = decide(report, blank, "keep")
    assert blank.key not in [one.key for one in check_report(kept)]


def test_figures_without_a_name_are_told_and_named_or_taken_out_by_one_key() -> None:
    rows = (
        Indicator("a", "", "lượt", "866", "1012"),
        Indicator("b", " "),
        Indicator("c", "Cuộc", "cuộc", "5"),
        Indicator("d", previous="7"),
    )
    report = msgspec.structs.replace(_report(), indicators=rows)
    found = [one for one in check_report(report) if one.where.section == "@figures"]
    assert [(one.code, one.severity, one.where.item, one.where.text) for one in found] == [
        ("blank.figure_name", "error", "a", "[chưa có tên] 866 lượt"),
        ("blank.figure_name", "error", "d", "[chưa có tên] 7"),
    ]
    named = decide(report, found[0], "edit", "Lượt tiếp công dân")
    assert named.indicators[0] == Indicator("a", "Lượt tiếp công dân", "lượt", "866", "1012")
    assert [one.code for one in decide(report, found[0], "delete").indicators] == ["b", "c", "d"]
    kept = decide(report, found[0], "keep")
    assert kept.indicators == rows
    assert [one.where.item for one in check_report(kept) if one.where.section == "@figures"] == ["d"]


def test_a_finished_report_has_none() -> None:
    sample = Path(__file__).parents[2] / "resources" / "sample" / "bao_cao_mau.json"
    report = report_json.decode(sample.read_bytes())
    assert list(unfilled_blanks(report)) == []
