"""Headings, bases, lists, causes, tasks, tables, figures and the end of the body, by value."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_desktop.domain.report import Indicator, Item, LeadStyle, Period, Report, Role, Run, Section, Style
from danvan_desktop.layout import blocks
from danvan_desktop.layout.compose import compose
from danvan_desktop.layout.profile import profile

HD05, ND30 = "party_hd05_2026", "state_nd30_2020"


def _body(*sections: Section, profile_id: str = HD05, **fields: Any) -> list[blocks.Block]:
    report = Report(kind="interim", period=Period("first_half", 2026), sections=sections, **fields)
    document = compose(report, profile(profile_id))
    return [
        block
        for block in document.blocks
        if isinstance(block, blocks.Heading | blocks.Paragraph | blocks.Task | blocks.Table)
    ]


def _text(spans: tuple[blocks.Span, ...]) -> str:
    return "".join(span.text for span in spans)


def _lines(found: list[blocks.Block]) -> list[str]:
    """What a reader sees, one line a block."""
    lines: list[str] = []
    for block in found:
        if isinstance(block, blocks.Heading):
            lines.append(f"{block.mark} {block.text}".strip())
        elif isinstance(block, blocks.Paragraph):
            lines.append(block.dash + _text(block.spans))
        elif isinstance(block, blocks.Task):
            lines.append(block.word.text + "\n".join(_text(spans) for spans in block.paragraphs))
        elif isinstance(block, blocks.Table):
            lines.append("[bảng]")
    return lines


def _seen(*sections: Section, **fields: Any) -> list[str]:
    return _lines(_body(*sections, **fields))


def _section(
    role: Role, heading: str, *texts: str, sections: tuple[Section, ...] = (), id_: str = ""
) -> Section:
    items = tuple(Item(f"{heading}{number}", text=text) for number, text in enumerate(texts))
    return Section(id_ or heading, role, heading, items, sections)


def test_headings_count_only_sections_with_something_in_them() -> None:
    found = _seen(
        _section("context", "A"),
        _section("results", "B", sections=(_section("results", "C"), _section("results", "D", "d."))),
        _section("other", "E", sections=(_section("strengths", "F"),)),
        _section("closing", "G"),
        _section("lessons", "H", "h."),
    )
    assert found == ["I- B", "1. D", "d.", "II- H", "h."]


def test_levels_have_their_own_marks() -> None:
    deep = _section(
        "results", "A",
        sections=(
            _section("results", "B", "x.", sections=(
                _section("results", "C", "y.", sections=(
                    _section("results", "D", "z.", sections=(_section("results", "E", "t."),)),
                )),
                _section("results", "C2", "y."),
            )),
            _section("results", "B2", "x."),
        ),
    )  # fmt: skip
    headings = [block for block in _body(deep, deep) if isinstance(block, blocks.Heading)]
    marks = [(heading.level, heading.mark, heading.text) for heading in headings]
    one = [
        (2, "1.", "B"),
        (3, "1.1.", "C"),
        (4, "a)", "D"),
        (5, "a)", "E"),
        (3, "1.2.", "C2"),
        (2, "2.", "B2"),
    ]
    assert marks == [(1, "I-", "A"), *one, (1, "II-", "A"), *one]


def test_parts_stand_over_the_sections_and_numbering_starts_again() -> None:
    found = _body(
        _section("opening", "", "Mở."),
        _section(
            "results", "KẾT QUẢ", sections=(_section("results", "A", "a."), _section("results", "B", "b."))
        ),
        _section("other", "PHƯƠNG HƯỚNG", sections=(_section("other", "C", "c."),)),
        style=Style(parts=True),
    )
    headings = [(b.level, b.mark, b.text) for b in found if isinstance(b, blocks.Heading)]
    assert headings == [
        (0, "Phần thứ nhất", "KẾT QUẢ"), (1, "I-", "A"), (1, "II-", "B"),
        (0, "Phần thứ hai", "PHƯƠNG HƯỚNG"), (1, "I-", "C"),
    ]  # fmt: skip


def test_under_a_part_the_path_starts_from_the_second_level() -> None:
    third = _section("results", "C", "c.")
    first = _section("results", "A", sections=(_section("results", "B", sections=(third, third)),))
    found = _seen(
        _section("results", "P", sections=(_section("results", "O", "o."), first)), style=Style(parts=True)
    )
    assert found == ["Phần thứ nhất P", "I- O", "o.", "II- A", "1. B", "1.1. C", "c.", "1.2. C", "c."]


def test_opening_and_closing_take_no_number_even_with_a_heading() -> None:
    found = _seen(
        _section("opening", "Lời mở đầu", "a."),
        _section("results", "B", "b."),
        _section("closing", "Lời kết", "c."),
    )
    assert found == ["Lời mở đầu", "a.", "I- B", "b.", "Lời kết", "c."]


def test_a_section_without_heading_prints_only_its_text() -> None:
    assert _seen(_section("results", "", "a.", id_="x"), _section("results", "B", "b.")) == [
        "a.",
        "I- B",
        "b.",
    ]


@pytest.mark.parametrize(
    ("profile_id", "lines"),
    [
        (HD05, ["- Căn cứ A;", "- Căn cứ B v.v.;", "- Thực hiện C,", "Báo cáo như sau:"]),
        (ND30, ["Căn cứ A;", "Căn cứ B v.v.;", "Thực hiện C.", "Báo cáo như sau:"]),
    ],
)
def test_legal_bases_come_first_one_a_line_with_the_profiles_marks(profile_id: str, lines: list[str]) -> None:
    bases = _section("opening", "", "- Căn cứ A.", "Căn cứ B v.v.", " ", "Thực hiện C;", id_="b")
    opening = _section("opening", "", "Báo cáo như sau:", sections=(bases,), id_="o")
    found = _body(opening, profile_id=profile_id)
    assert _lines(found) == lines
    roles = [block.role for block in found if isinstance(block, blocks.Paragraph)]
    assert roles == ["basis", "basis", "basis", "body"]


@pytest.mark.parametrize("role", ["strengths", "limitations", "causes", "lessons", "proposals"])
def test_several_items_of_a_list_section_get_a_dash(role: Role) -> None:
    assert _seen(_section(role, "A", "Ý một.", "", "Ý hai.")) == ["I- A", "- Ý một.", "- Ý hai."]


@pytest.mark.parametrize("role", ["strengths", "limitations", "causes", "lessons", "proposals"])
def test_one_item_alone_gets_none(role: Role) -> None:
    assert _seen(_section(role, "A", "Ý một.")) == ["I- A", "Ý một."]


@pytest.mark.parametrize("role", ["context", "results", "tasks", "closing", "other"])
def test_running_text_gets_none(role: Role) -> None:
    assert _seen(_section(role, "A", "Một.", "Hai."))[1:] == ["Một.", "Hai."]


@pytest.mark.parametrize("mark", ["- ", "+ ", "• ", "– "])
def test_a_mark_the_clerk_typed_is_not_doubled(mark: str) -> None:
    found = _body(_section("lessons", "A", f"{mark}Một.", "Hai."))
    assert _lines(found)[1:] == [f"{mark}Một.", "- Hai."]
    first = found[1]
    assert isinstance(first, blocks.Paragraph)
    assert (first.dash, _text(first.spans)) == (mark, "Một.")


@pytest.mark.parametrize("text", ["1. Một.", "a) Một.", "(2) Hai.", "đ) Ba."])
def test_a_number_the_clerk_typed_stands_for_the_dash(text: str) -> None:
    assert _seen(_section("lessons", "A", text, "Hai."))[1:] == [text, "- Hai."]


@pytest.mark.parametrize("text", ["2026 là năm bản lề.", "100% chi bộ.", "5 năm qua."])
def test_a_sentence_that_begins_with_a_number_is_no_numbering(text: str) -> None:
    assert _seen(_section("lessons", "A", text, "Hai."))[1] == f"- {text}"


def test_only_the_first_paragraph_of_a_list_item_has_the_dash() -> None:
    section = Section("s", "lessons", "A", (Item("1", text="Một.", more=("Tiếp.",)), Item("2", text="Hai.")))
    assert _seen(section)[1:] == ["- Một.", "Tiếp.", "- Hai."]


def test_proposals_are_grouped_by_addressee() -> None:
    found = _seen(
        _section(
            "proposals", "Kiến nghị",
            sections=(
                _section("other", "Đối với tỉnh", "Một.", "Hai."),
                _section("proposals", "Đối với xã", "Ba."),
            ),
        )
    )  # fmt: skip
    assert found == ["I- Kiến nghị", "1. Đối với tỉnh", "- Một.", "- Hai.", "2. Đối với xã", "Ba."]


def _limitations(*pairs: tuple[str, str]) -> Section:
    items = tuple(Item(f"h{number}", text=text, cause=cause) for number, (text, cause) in enumerate(pairs))
    return Section("han-che", "limitations", "Hạn chế", items)


def test_without_a_causes_section_the_cause_follows_its_limitation() -> None:
    found = _body(_limitations(("Chậm.", "Thiếu người."), ("Ít.", "Nguyên nhân là mới làm."), ("Vắng.", "")))
    assert _lines(found) == [
        "I- Hạn chế", "- Chậm.", "Nguyên nhân: Thiếu người.", "- Ít.", "Nguyên nhân là mới làm.", "- Vắng.",
    ]  # fmt: skip
    assert isinstance(found[2], blocks.Paragraph)
    assert found[2].source == "i:h0"


def test_causes_are_gathered_after_the_causes_sections_own_items() -> None:
    found = _body(
        _limitations(("Chậm.", "Thiếu người."), ("Ít.", "Mới làm.")),
        _section("causes", "Nguyên nhân", "Khách quan."),
    )
    assert _lines(found) == [
        "I- Hạn chế", "- Chậm.", "- Ít.", "II- Nguyên nhân", "- Khách quan.", "- Thiếu người.", "- Mới làm.",
    ]  # fmt: skip
    sources = [block.source for block in found[4:] if isinstance(block, blocks.Paragraph)]
    assert sources == ["i:Nguyên nhân0", "i:h0", "i:h1"]


def test_an_empty_causes_section_is_filled_by_the_limitations() -> None:
    assert _seen(_limitations(("Chậm.", "Thiếu người.")), _section("causes", "Nguyên nhân")) == [
        "I- Hạn chế", "Chậm.", "II- Nguyên nhân", "Thiếu người.",
    ]  # fmt: skip


def test_a_causes_section_before_the_limitations_gathers_nothing() -> None:
    found = _seen(_section("causes", "Nguyên nhân", "Chung."), _limitations(("Chậm.", "Thiếu người.")))
    assert found[-1] == "Nguyên nhân: Thiếu người."


def test_causes_in_sister_sections_of_an_assessment() -> None:
    assessment = _section(
        "other",
        "Đánh giá",
        sections=(_limitations(("Chậm.", "Thiếu.")), _section("causes", "Nguyên nhân", "Chung.")),
    )
    assert _seen(assessment) == [
        "I- Đánh giá", "1. Hạn chế", "Chậm.", "2. Nguyên nhân", "- Chung.", "- Thiếu.",
    ]  # fmt: skip


def _tasks(*texts: str, lead: LeadStyle = "plain") -> list[blocks.Block]:
    items = (Item("dan", text="Nhiệm vụ:"), *(Item(f"t{n}", "task", text) for n, text in enumerate(texts)))
    return _body(Section("s", "tasks", "Nhiệm vụ", items), style=Style(lead=lead))


def test_tasks_take_their_word_from_their_place() -> None:
    found = _tasks("tiếp tục.", "", "Đổi mới.", "nâng cao.")
    assert _lines(found) == [
        "I- Nhiệm vụ", "Nhiệm vụ:", "Một là, tiếp tục.", "Hai là, Đổi mới.", "Ba là, nâng cao.",
    ]  # fmt: skip


def test_forty_tasks() -> None:
    words = [block.word.text for block in _tasks(*["làm."] * 40) if isinstance(block, blocks.Task)]
    assert len(words) == 40
    assert [words[n - 1] for n in (5, 11, 15, 20, 21, 24, 25, 31, 40)] == [
        "Năm là, ", "Mười một là, ", "Mười lăm là, ", "Hai mươi là, ", "Hai mươi mốt là, ",
        "Hai mươi bốn là, ", "Hai mươi lăm là, ", "Ba mươi mốt là, ", "Bốn mươi là, ",
    ]  # fmt: skip


def test_one_task_alone_is_a_plain_paragraph() -> None:
    found = _tasks("tiếp tục.")
    assert _lines(found)[-1] == "tiếp tục."
    assert isinstance(found[-1], blocks.Paragraph)


@pytest.mark.parametrize(
    ("lead", "bold", "italic"),
    [("plain", False, False), ("italic", False, True), ("bold", True, False), ("bold_italic", True, True)],
)
def test_the_word_has_the_offices_emphasis_and_the_text_its_own(
    lead: LeadStyle, bold: bool, italic: bool
) -> None:
    task = _tasks("một.", "hai.", lead=lead)[-1]
    assert isinstance(task, blocks.Task)
    assert task.word == blocks.Span("Hai là, ", bold, italic)
    assert task.paragraphs == ((blocks.Span("hai."),),)


def test_a_task_of_several_paragraphs_with_emphasis() -> None:
    runs = (Run("một "), Run("đậm\nhai", bold=True))
    section = Section(
        "s", "tasks", "A", (Item("a", "task", "một đậm", ("hai",), runs=runs), Item("b", "task", "b."))
    )
    task = _body(section)[1]
    assert isinstance(task, blocks.Task)
    assert task.paragraphs == (
        (blocks.Span("một "), blocks.Span("đậm", bold=True)), (blocks.Span("hai", bold=True),),
    )  # fmt: skip
    assert task.source == "i:a"


def test_each_section_counts_its_own_tasks() -> None:
    two = (Item("a", "task", "a."), Item("b", "task", "b."))
    nested = Section("s", "tasks", "A", two, (Section("t", "tasks", "B", two),))
    assert [line for line in _seen(nested) if " là, " in line] == [
        "Một là, a.", "Hai là, b.", "Một là, a.", "Hai là, b.",
    ]  # fmt: skip


def test_a_table_in_the_text() -> None:
    rows = (("Lĩnh vực", "Số", ""), ("Kinh tế", "1.052"), ("Văn hóa", "", "x"))
    item = Item("i", "table", "Bảng dưới:", rows=rows)
    caption, table = _body(_section("results", "A", "Đầu."), Section("s", "results", "B", (item,)))[-2:]
    assert isinstance(caption, blocks.Paragraph)
    assert _text(caption.spans) == "Bảng dưới:"
    assert isinstance(table, blocks.Table)
    assert [(column.heading, column.numeric) for column in table.columns] == [
        ("Lĩnh vực", False), ("Số", True), ("", False),
    ]  # fmt: skip
    assert table.rows == (("Kinh tế", "1.052", ""), ("Văn hóa", "", "x"))
    assert sum(column.share for column in table.columns) == pytest.approx(1)
    assert table.source == "i:i"


def test_a_table_of_nothing_is_not_drawn() -> None:
    empty = Section("s", "results", "B", (Item("i", "table", rows=((" ", ""), ())),))
    assert _body(empty) == []


DIALOGUE = Indicator("doi_thoai", "Đối thoại", "cuộc", "1052", "998")


def test_figures_in_the_text_follow_the_figures_table_and_keep_emphasis() -> None:
    runs = (
        Run("Có "), Run("999", bold=True, figure="doi_thoai"), Run(" cuộc, "),
        Run("cũ", figure="doi_thoai", as_="change"), Run("; thiếu "), Run("7", figure="khong_co"), Run("."),
    )  # fmt: skip
    section = Section("s", "results", "A", (Item("i", text="x", runs=runs),))
    paragraph = _body(section, indicators=(DIALOGUE,))[1]
    assert isinstance(paragraph, blocks.Paragraph)
    assert _text(paragraph.spans) == "Có 1.052 cuộc, tăng 54 cuộc (5,41%); thiếu [chưa có số liệu]."
    assert paragraph.spans[1] == blocks.Span("1.052", bold=True)


def test_a_paragraph_of_a_figure_alone_is_printed() -> None:
    section = Section("s", "results", "A", (Item("i", runs=(Run(figure="doi_thoai", as_="phrase"),)),))
    assert _seen(section, indicators=(DIALOGUE,)) == [
        "I- A", "1.052 cuộc, tăng 54 cuộc (5,41%) so với cùng kỳ năm trước.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("profile_id", "typed", "printed"),
    [
        (HD05, "hết", "hết."), (HD05, "hết.", "hết."), (HD05, "hết./.", "hết./."), (HD05, "hết!", "hết!"),
        (HD05, "đạt 5%", "đạt 5%."), (HD05, "“hết”", "“hết”."), (HD05, "như sau:", "như sau:"),
        (ND30, "hết", "hết./."), (ND30, "hết.", "hết./."),
        (ND30, "hết./.", "hết./."), (ND30, "hết...", "hết..."),
    ],
)  # fmt: skip
def test_the_body_ends_with_the_profiles_mark(profile_id: str, typed: str, printed: str) -> None:
    assert _seen(_section("results", "A", "giữa", typed), profile_id=profile_id)[1:] == ["giữa", printed]


def test_the_last_task_takes_the_end_mark() -> None:
    assert _lines(_tasks("một", "hai"))[-2:] == ["Một là, một", "Hai là, hai."]


def test_sources_lead_back_to_section_and_item() -> None:
    heading, paragraph = _body(Section("muc-1", "results", "A", (Item("y-1", text="a."),)))
    assert isinstance(heading, blocks.Heading)
    assert isinstance(paragraph, blocks.Paragraph)
    assert (heading.source, paragraph.source) == ("s:muc-1", "i:y-1")


def test_typed_spelling_is_never_changed() -> None:
    found = _seen(_section("results", "Đảng uỷ, Ủy ban", "uỷ ủy."), style=Style(spelling="ủy"))
    assert found == ["I- Đảng uỷ, Ủy ban", "uỷ ủy."]


LINE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=30)
ROLES: list[Role] = [
    "opening", "context", "results", "strengths", "limitations", "causes", "lessons", "tasks",
    "closing", "other",
]  # fmt: skip


@given(
    st.sampled_from(ROLES),
    st.lists(st.tuples(st.sampled_from(["paragraph", "task"]), LINE, LINE), max_size=4),
)
def test_no_typed_word_is_lost_and_none_is_changed(role: Role, entries: list[tuple[Any, str, str]]) -> None:
    items = tuple(Item(str(n), type_, text, (more,)) for n, (type_, text, more) in enumerate(entries))
    shown = "\n".join(_seen(Section("s", role, "A", items)))
    for item in items:
        for text in (item.text, *item.more):
            assert text.strip() == "" or text.rstrip() in shown


def test_composing_is_pure() -> None:
    report = Report(kind="interim", period=Period("year", 2026), sections=(_limitations(("a", "b")),))
    rules = profile(HD05)
    assert compose(report, rules) == compose(msgspec.structs.replace(report), rules)
