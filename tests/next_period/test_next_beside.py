"""Last period's words beside the section, and the table of merged units kept for the office."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from danvan_desktop.domain.beside import (
    Said,
    already_here,
    counterpart,
    is_here,
    said_before,
    take,
    take_cause,
)
from danvan_desktop.domain.regroup import UnitChange, with_same_period
from danvan_desktop.domain.report import Indicator, Issuer, Item, Kept, Period, Report, Section
from danvan_desktop.domain.unread import unread_sentences
from danvan_desktop.errors import UserError
from danvan_desktop.layout.compose_figures import appendices
from danvan_desktop.layout.profile import profile
from danvan_desktop.services.unit_changes import read_unit_changes, regrouped_reports, save_unit_changes

LAST = Report(
    kind="annual",
    period=Period("year", 2025),
    sections=(
        Section(id="x", role="context", heading="Tình hình"),
        Section(
            id="old1",
            role="results",
            heading="1. Thực hiện dân chủ ở cơ sở năm 2025",
            items=(
                Item(
                    id="a",
                    text="Trong năm 2025, xã họp 4 lần. Ngày 05/3/2025, xã sơ kết.",
                    more=("Huyện ủy khen.",),
                ),
                Item(id="t", type="table", rows=(("a", "b"),)),
            ),
        ),
        Section(id="old2", role="results", heading="2. Công tác tôn giáo"),
    ),
)
NOW = Report(
    kind="interim",
    period=Period("first_half", 2026),
    date=date(2026, 6, 18),
    sections=(
        Section(id="x", role="results", heading="THỰC HIỆN DÂN CHỦ Ở CƠ SỞ"),
        Section(id="new", role="limitations", heading="Hạn chế"),
    ),
)


def test_a_section_finds_what_it_said_last_time_under_another_id() -> None:
    assert said_before(NOW, LAST, "x") == [
        Said("a", "Trong năm 2025, xã họp 4 lần.", "Trong 6 tháng đầu năm 2026, xã họp 4 lần.", False),
        Said("a", "Ngày 05/3/2025, xã sơ kết.", "Ngày 05/3/2025, xã sơ kết.", True),
        Said("a", "Huyện ủy khen.", "Huyện ủy khen.", True),
    ]


def test_a_section_without_counterpart_has_nothing_beside_it() -> None:
    assert said_before(NOW, LAST, "new") == []
    assert said_before(NOW, LAST, "missing") == []
    assert counterpart(LAST, Section(role="results", heading="Việc khác")) is None


def test_a_sentence_taken_is_marked_until_confirmed() -> None:
    items = take(NOW, "new", "Xã họp 4 lần.", LAST.period).sections[1].items
    assert [(item.text, item.kept) for item in items] == [
        ("Xã họp 4 lần.", Kept(Period("year", 2025), "Xã họp 4 lần."))
    ]


def test_the_table_of_units_is_kept_and_a_broken_one_named(tmp_path: Path) -> None:
    assert read_unit_changes(tmp_path) == ()
    changes = (UnitChange("xã C", ("xã A", "xã B"), "Nghị quyết số 1"),)
    save_unit_changes(tmp_path, changes)
    assert read_unit_changes(tmp_path) == changes
    with pytest.raises(UserError):
        save_unit_changes(tmp_path, [UnitChange(" ", ("xã A",))])
    assert read_unit_changes(tmp_path) == changes
    (tmp_path / "sap_xep_don_vi.json").write_text("[", encoding="utf-8")
    with pytest.raises(UserError, match="sap_xep"):
        read_unit_changes(tmp_path)


def test_re_added_figures_are_marked_in_the_appendix() -> None:
    def of(unit: str, value: str) -> Report:
        figures = (Indicator("doi_thoai", "Đối thoại", "cuộc", value),)
        return Report(
            kind="interim",
            period=Period("first_half", 2025),
            issuer=Issuer("ĐẢNG BỘ TỈNH X", f"ĐẢNG ỦY XÃ {unit}", "ĐU", ""),
            indicators=figures,
        )

    changes = (UnitChange("Đảng ủy xã Bình Khê", ("Đảng ủy xã Tây Thuận", "Đảng ủy xã Tây Giang")),)
    again = regrouped_reports([of("TÂY THUẬN", "6"), of("TÂY GIANG", "4")], changes)
    report = with_same_period(of("BÌNH KHÊ", "12"), again["Đảng ủy xã Bình Khê"])
    (table,) = appendices(report, profile("party_hd05_2026"))
    assert table.table.rows[0][3:6] == ("12", "10 (sau sắp xếp)", "+2")


def test_a_sentence_is_here_already_whatever_its_figures_are_now() -> None:
    (said, *_) = said_before(NOW, LAST, "x")
    for text, here in (
        ("Trong 6 tháng đầu năm 2026, xã họp 7 lần.", True),
        ("Trong 6 tháng đầu năm 2026, xã họp [chưa có số liệu] lần.", True),
        ("Trong năm 2025, xã họp 4 lần", True),
        ("Trong 6 tháng đầu năm 2026, thôn họp 4 lần.", False),
    ):
        section = Section("x", "results", items=(Item("a", text=f"Đã làm. {text}"),))
        assert is_here(said, already_here(section)) is here, text


def test_a_cause_said_last_time_is_taken_as_a_cause() -> None:
    limits = Section("new", "limitations", "Hạn chế", (Item("h", text="Chậm.", cause="Thiếu người."),))
    last = Report(kind="annual", period=LAST.period, sections=(limits,))
    found = said_before(NOW, last, "new")
    assert [(said.text, said.is_cause) for said in found] == [("Chậm.", False), ("Thiếu người.", True)]
    taken = take_cause(take(NOW, "new", "Chậm.", LAST.period), "new", "Thiếu người.", LAST.period)
    (item,) = taken.sections[1].items
    assert (item.text, item.cause, unread_sentences(item)) == ("Chậm.", "Thiếu người.", 2)
    (item, other) = take_cause(taken, "new", "Mưa lũ.", LAST.period).sections[1].items
    assert (item.cause, other.text, other.cause) == ("Thiếu người.", "[…]", "Mưa lũ.")


def test_terms_are_renewed_and_bodies_renamed_in_what_would_be_taken() -> None:
    text = "Thực hiện nhiệm vụ nhiệm kỳ 2020 - 2025, Ban Dân vận Tỉnh ủy Nghệ An tổ chức tập huấn."
    section = Section("x", "results", "Dân chủ", (Item("a", text=text),))
    last = Report(kind="annual", period=Period("year", 2024), sections=(section,))
    now = Report(
        kind="annual",
        period=Period("year", 2026),
        date=date(2026, 12, 10),
        issuer=Issuer("TỈNH ỦY NGHỆ AN", "BAN TUYÊN GIÁO VÀ DÂN VẬN", "BTGDVTU", "Nghệ An"),
        sections=(Section("x", "results", "Dân chủ"),),
    )
    (said,) = said_before(now, last, "x")
    assert "2025 - 2030" in said.now
    assert "Ban Tuyên giáo và Dân vận Tỉnh ủy Nghệ An" in said.now
