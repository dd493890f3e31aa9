"""A report kept as an outline, its period and unit made variables, used in another office."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from danvan_desktop.domain.edits import walk
from danvan_desktop.domain.office import Office
from danvan_desktop.domain.report import Issuer, Item, Kept, Period, Report, Run, Section
from danvan_desktop.domain.unread import unread_count
from danvan_desktop.errors import UserError
from danvan_desktop.layout.outline import load_outlines, new_report, outlines
from danvan_desktop.layout.sample import sample_report
from danvan_desktop.services.own_outlines import outlines_folder, own_outlines_for
from danvan_desktop.services.templates import (
    Proposal,
    bring_in,
    outline_from,
    outline_named,
    own_outlines,
    proposals,
    remove_outline,
    rename_outline,
    replace_outline,
    save_outline,
)

OTHER = Office(
    kind="commune_party",
    issuer=Issuer("ĐẢNG BỘ THÀNH PHỐ CẦN THƠ", "ĐẢNG ỦY PHƯỜNG BÌNH THỦY", "ĐU", "Bình Thủy"),
)


def _report(*items: Item) -> Report:
    return Report(
        kind="interim",
        period=Period("first_half", 2026),
        profile="party_hd05_2026",
        date=date(2026, 6, 18),
        issuer=Issuer("ĐẢNG BỘ TỈNH GIA LAI", "ĐẢNG ỦY XÃ BÌNH KHÊ", "ĐU", "Bình Khê"),
        subject="kết quả công tác dân vận 6 tháng đầu năm 2026",
        sections=(Section(id="s1", role="results", heading="KẾT QUẢ 6 THÁNG ĐẦU NĂM 2026", items=items),),
    )


def test_what_could_be_a_variable_is_proposed_and_citations_are_not() -> None:
    text = (
        "Đảng ủy xã Bình Khê thực hiện Kế hoạch số 5-KH/ĐU, ngày 05/01/2026 về công tác dân vận năm 2026. "
        "Năm 2026, so với 6 tháng đầu năm 2025 tăng 3 cuộc; nhiệm kỳ 2025 - 2030."
    )
    found = dict(proposals(_report(Item(id="i", text=text))))
    assert found == {
        Proposal("6 tháng đầu năm 2026", "period"): 1,
        Proposal("6 THÁNG ĐẦU NĂM 2026", "period | upper"): 1,
        Proposal("Đảng ủy xã Bình Khê", "unit"): 1,
        Proposal("2026", "year"): 1,
        Proposal("6 tháng đầu năm 2025", "previous"): 1,
    }


def test_only_what_was_confirmed_becomes_a_variable() -> None:
    report = _report(Item(id="i", text="Trong 6 tháng đầu năm 2026, Đảng ủy xã Bình Khê họp."))
    outline = outline_from(report, "Mẫu của tôi", [Proposal("6 tháng đầu năm 2026", "period")])
    assert outline.id == "mau_cua_toi"
    assert outline.subject == "kết quả công tác dân vận {{ period }}"
    section = outline.sections[0]
    assert section.heading == "KẾT QUẢ 6 THÁNG ĐẦU NĂM 2026"
    assert section.starters[0].text == "Trong {{ period }}, Đảng ủy xã Bình Khê họp."


def test_a_report_becomes_a_file_another_office_starts_from(tmp_path: Path) -> None:
    report = sample_report()
    outline = outline_from(report, "Mẫu “của” xã\\", [p for p, _ in proposals(report)])
    shared = tmp_path / "mẫu.toml"
    save_outline(outline, shared)
    kept = bring_in(shared, tmp_path / "own")
    assert kept == outline
    assert own_outlines(tmp_path / "own").usable == (outline,)
    started = new_report(kept, OTHER, Period("first_half", 2028))
    words = "\n".join(item.text for section, _ in walk(started.sections) for item in section.items)
    assert "Ban Thường vụ Đảng ủy phường Bình Thủy báo cáo kết quả" in words
    assert "6 tháng đầu năm 2028" in words
    assert "Phú Lộc Hạ" not in words
    assert started.subject == (
        "Kết quả công tác dân vận 6 tháng đầu năm 2028, "
        "phương hướng, nhiệm vụ trọng tâm 6 tháng cuối năm 2028"
    )


def test_a_figure_becomes_a_gap_and_a_table_stays_out() -> None:
    items = (
        Item(id="a", text="Có 18 cuộc.", runs=(Run("Có "), Run("18", figure="x"), Run(" cuộc."))),
        Item(id="b", type="table", rows=(("1", "2"),)),
        Item(id="c", type="task", text="làm việc", more=("đoạn hai",)),
    )
    starters = outline_from(_report(*items), "m", []).sections[0].starters
    assert [(s.type, s.text) for s in starters] == [
        ("paragraph", "Có […] cuộc."), ("task", "làm việc\nđoạn hai"),
    ]  # fmt: skip
    assert outline_from(_report(*items), "m", [], without_text=["s1"]).sections[0].starters == ()


def test_braces_typed_by_a_clerk_are_only_braces(tmp_path: Path) -> None:
    typed = 'Tập {{ unit }} và {% for %} {# x #} \x7f\t"\\'
    outline = outline_from(_report(Item(id="i", text=typed)), "m", [])
    save_outline(outline, tmp_path / "m.toml")
    loaded = load_outlines(tmp_path)
    assert loaded.broken == ()
    started = new_report(loaded.usable[0], OTHER, Period("first_half", 2026))
    assert started.sections[0].items[0].text == typed.strip()


@pytest.mark.parametrize(
    "subject", ["{{ 'a' * 999999999 }}", "{% for i in range(9) %}{% endfor %}", "{{ unit.x }}"]
)
def test_a_file_that_could_run_something_is_refused(tmp_path: Path, subject: str) -> None:
    outline = msgspec.structs.replace(outline_from(_report(), "Mẫu lạ", []), subject=subject)
    save_outline(outline, tmp_path / "m.toml")
    with pytest.raises(UserError):
        bring_in(tmp_path / "m.toml", tmp_path / "own")
    assert list((tmp_path / "own").glob("*")) == []
    assert own_outlines(tmp_path).usable == ()


def test_a_file_that_is_no_outline_is_named_as_it_was(tmp_path: Path) -> None:
    for name, text in (("a.toml", "id = 1"), ("b.toml", "= ["), ("c.toml", "x = " + "[" * 5000 + "]" * 5000)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        with pytest.raises(UserError, match=name[0]):
            bring_in(tmp_path / name, tmp_path / "own")


def test_a_second_outline_of_the_same_id_gets_another(tmp_path: Path) -> None:
    save_outline(outline_from(_report(), "Mẫu", []), tmp_path / "m.toml")
    assert bring_in(tmp_path / "m.toml", tmp_path / "own").id == "mau"
    assert bring_in(tmp_path / "m.toml", tmp_path / "own").id == "mau_2"
    assert len(own_outlines(tmp_path / "own").usable) == 2


def test_a_report_without_sections_is_no_outline() -> None:
    with pytest.raises(UserError):
        outline_from(msgspec.structs.replace(_report(), sections=()), "m", [])


def test_what_is_begun_from_an_own_outline_says_nothing_of_the_other_office_unread_or_counted() -> None:
    text = (
        "Xã Bình Khê được thành lập theo Nghị quyết số 1664/NQ-UBTVQH15, có 14 thôn, 3.486 hộ; "
        "xã thực hiện chỉ đạo của Tỉnh ủy Gia Lai về phát triển xã hội từ năm 2021."
    )
    report = _report(Item(id="i", text=text))
    outline = outline_from(report, "Mẫu", [p for p, _ in proposals(report)])
    started = new_report(outline, OTHER, Period("year", 2028))
    (item,) = started.sections[0].items
    assert "Phường Bình Thủy được thành lập theo Nghị quyết số 1664/NQ-UBTVQH15" in item.text
    assert "có […] thôn, […] hộ; phường thực hiện" in item.text
    assert "phát triển xã hội từ năm 2021" in item.text
    assert "Gia Lai" not in item.text
    assert (item.kept, unread_count(started.sections[0])) == (Kept(report.period, item.text), 1)


def test_words_of_a_shipped_outline_are_not_marked() -> None:
    started = new_report(outlines()[0], OTHER, Period("year", 2028))
    assert all(item.kept is None for section, _ in walk(started.sections) for item in section.items)


def test_recipients_are_phrases_too() -> None:
    report = msgspec.structs.replace(_report(), recipients=("Ban Thường vụ Đảng ủy xã Bình Khê",))
    outline = outline_from(report, "Mẫu", [p for p, _ in proposals(report)])
    assert outline.recipients == ("Ban Thường vụ {{ unit }}",)


def test_own_outlines_are_renamed_replaced_and_taken_away_by_name(tmp_path: Path) -> None:
    folder = outlines_folder(tmp_path)
    folder.mkdir()
    save_outline(outline_from(_report(), "Mẫu một", ()), folder / "a.toml")
    first = outline_named(folder, " mẫu  MỘT ")
    assert first is not None
    replace_outline(outline_from(_report(Item(id="i", text="Mới.")), "Mẫu một", ()), first, folder)
    (kept,) = own_outlines(folder).usable
    assert (kept.id, kept.sections[0].starters[0].text) == (first.id, "Mới.")
    rename_outline(kept, "Mẫu hai", folder)
    assert [(one.id, one.name) for one in own_outlines(folder).usable] == [(first.id, "Mẫu hai")]
    remove_outline(kept, folder)
    assert own_outlines(folder).usable == ()
    with pytest.raises(UserError):
        remove_outline(kept, folder)


def test_only_outlines_of_the_period_s_kind_are_offered(tmp_path: Path) -> None:
    folder = outlines_folder(tmp_path)
    folder.mkdir()
    save_outline(outline_from(_report(), "Mẫu", ()), folder / "a.toml")
    assert [one.name for one in own_outlines_for(tmp_path, Period("first_half", 2030))] == ["Mẫu"]
    assert own_outlines_for(tmp_path, Period("year", 2030)) == ()
