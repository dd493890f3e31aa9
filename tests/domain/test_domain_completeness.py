"""What counts as written: the marks of the outline and the progress on the home page."""

from __future__ import annotations

import msgspec
import pytest

from danvan_desktop.domain.completeness import (
    figures_state,
    head_state,
    report_progress,
    section_state,
    signing_state,
)
from danvan_desktop.domain.figures import MISSING
from danvan_desktop.domain.report import Indicator, Issuer, Item, Period, Report, Section, Signature

_EMPTY = Report(kind="interim", period=Period("first_half", 2026))


def _section(*texts: str, role: str = "context", children: tuple[Section, ...] = ()) -> Section:
    return msgspec.convert(
        {"role": role, "items": [{"text": text} for text in texts], "sections": [*children]}, Section
    )


@pytest.mark.parametrize(
    ("section", "state"),
    [
        (_section(), "empty"),
        (_section(""), "empty"),
        (_section("  "), "empty"),
        (_section("Có chữ."), "complete"),
        (_section("Có chữ.", ""), "partial"),
        (_section(f"Tổ chức {MISSING} cuộc đối thoại."), "partial"),
        (_section("Còn phải viết tiếp […]"), "partial"),
        (_section(children=(_section("Một mục."), _section())), "partial"),
        (_section(children=(_section("Một mục."), _section("Hai mục."))), "complete"),
        (_section(children=(_section(), _section())), "empty"),
        (_section("Câu dẫn:", role="tasks"), "partial"),
        (Section(role="tasks", items=(Item(text="Dẫn:"), Item(type="task", text="một việc."))), "complete"),
        (Section(role="tasks"), "empty"),
    ],
)
def test_a_section_is_as_complete_as_what_it_holds(section: Section, state: str) -> None:
    assert section_state(section) == state


def test_number_and_date_do_not_count_for_the_letterhead() -> None:
    issuer = Issuer("ĐẢNG BỘ TỈNH X", "ĐẢNG ỦY XÃ Y", "ĐU", "Y")
    report = msgspec.structs.replace(_EMPTY, issuer=issuer, subject="kết quả công tác dân vận")
    assert head_state(_EMPTY) == "empty"
    assert head_state(report) == "complete"
    assert head_state(msgspec.structs.replace(report, subject="")) == "partial"


def test_every_figure_wants_a_value() -> None:
    values = (Indicator(code="a", value="5"), Indicator(code="b"))
    assert figures_state(_EMPTY) == "empty"
    assert figures_state(msgspec.structs.replace(_EMPTY, indicators=values)) == "partial"
    assert figures_state(msgspec.structs.replace(_EMPTY, indicators=values[:1])) == "complete"


def test_signing_wants_a_post_a_name_and_a_recipient() -> None:
    signed = msgspec.structs.replace(_EMPTY, signature=Signature("T/M", "BÍ THƯ", "Lê Văn A"))
    assert signing_state(signed) == "partial"
    assert signing_state(msgspec.structs.replace(signed, recipients=("Lưu",))) == "complete"


def test_progress_counts_parts_and_leaves_out_a_table_nobody_began() -> None:
    assert report_progress(_EMPTY) == 0
    one_of_three = msgspec.structs.replace(_EMPTY, sections=(_section("Có chữ."),))
    assert report_progress(one_of_three) == pytest.approx(1 / 3)
    with_figures = msgspec.structs.replace(one_of_three, indicators=(Indicator(code="a"),))
    assert report_progress(with_figures) == pytest.approx(1 / 4)
