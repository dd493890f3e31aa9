"""Which phrases a section is offered, and in what order."""

from __future__ import annotations

from pathlib import Path

from invented import OFFICE

from danvan_desktop.domain.edits import find_section, set_items
from danvan_desktop.domain.report import Item, Period, Report, Section
from danvan_desktop.layout.outline import Outline, new_report, outline
from danvan_desktop.layout.phrases import phrases_for
from danvan_desktop.services.own_outlines import outlines_folder
from danvan_desktop.services.ready_phrases import ready_phrases
from danvan_desktop.services.templates import bring_in, outline_from, own_outlines, proposals, save_outline

NOW = Period("first_half", 2031)


def _fresh() -> Report:
    return new_report(outline("dang_uy_xa_6_thang"), OFFICE, NOW)


def _own(tmp_path: Path) -> tuple[Outline, ...]:
    """An outline made of a report of 2026 whose results say something, brought into the folder."""
    report = new_report(outline("dang_uy_xa_6_thang"), OFFICE, Period("first_half", 2026))
    target = next(s.id for s in _leaves(report.sections) if s.role == "results")
    said = (
        Item("a", text="Trong 6 tháng đầu năm 2026, tổ chức […] cuộc đối thoại."),
        Item("b", text="Thành lập [tên cơ quan] mới."),
    )
    report = set_items(report, target, said)
    made = outline_from(report, "Của tôi", [found for found, _ in proposals(report)])
    save_outline(made, tmp_path / "cua_toi.toml")
    bring_in(tmp_path / "cua_toi.toml", outlines_folder(tmp_path))
    return own_outlines(outlines_folder(tmp_path)).usable


def _leaves(sections: tuple[Section, ...]) -> list[Section]:
    return [leaf for s in sections for leaf in (_leaves(s.sections) if s.sections else [s])]


def _results(report: Report) -> str:
    return next(s.id for s in _leaves(report.sections) if s.role == "results")


def test_the_shipped_phrases_of_the_role_are_offered_filled_in_for_this_report() -> None:
    report = _fresh()
    offered = [one.text for one in ready_phrases(report, _results(report))]
    assert offered == list(phrases_for("results", NOW, report.issuer, report.style.spelling))
    assert any("Đảng ủy" in text or OFFICE.issuer.name.title() in text for text in offered)


def test_texts_of_own_outlines_come_first_with_their_variables_filled_in(tmp_path: Path) -> None:
    report = _fresh()
    offered = ready_phrases(report, _results(report), _own(tmp_path))
    assert [(one.text, one.source) for one in offered[:2]] == [
        ("Trong 6 tháng đầu năm 2031, tổ chức […] cuộc đối thoại.", "Của tôi"),
        ("Thành lập [tên cơ quan] mới.", "Của tôi"),
    ]
    other = next(s.id for s in _leaves(report.sections) if s.role == "lessons")
    assert not any(one.source for one in ready_phrases(report, other, _own(tmp_path)))


def test_what_the_section_says_already_is_not_offered_again() -> None:
    report = _fresh()
    opening = report.sections[0]
    says = opening.items[0].text
    assert says not in [one.text for one in ready_phrases(report, opening.id)]
    empty = set_items(report, opening.id, ())
    assert says == ready_phrases(empty, opening.id)[0].text


def test_a_section_without_a_role_of_its_own_is_served_as_the_one_above_it() -> None:
    report = _fresh()
    inner = Section("own", "other", "Việc khác")
    results = next(s for s in report.sections if s.role == "results")
    changed = [
        Section(s.id, s.role, s.heading, s.items, (*s.sections, inner)) if s is results else s
        for s in report.sections
    ]
    report = Report(kind=report.kind, period=NOW, issuer=report.issuer, sections=tuple(changed))
    assert find_section(report, "own") == inner
    assert len(ready_phrases(report, "own")) > 3


def test_what_is_no_section_has_none() -> None:
    assert ready_phrases(_fresh(), "@head") == ()
