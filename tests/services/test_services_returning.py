"""What changed in a returned file, field by field, and what of it can be put into the report.

The returned file is another report exported: what is taken must make the first report of it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest

from danvan_desktop.domain.edits import walk
from danvan_desktop.domain.report import (
    Indicator,
    Issuer,
    Item,
    Marks,
    Period,
    Report,
    Run,
    Section,
    Signature,
    Style,
)
from danvan_desktop.errors import UserError
from danvan_desktop.layout.profile import profile
from danvan_desktop.services.comparing import compared_docx
from danvan_desktop.services.exporting import docx_of
from danvan_desktop.services.returning import Change, bring_home, compare_returned
from danvan_desktop.services.taking import take

RULES = profile("state_nd30_2020")
WHEN = datetime(2026, 7, 1, tzinfo=UTC)
SECTIONS = (
    Section(
        id="a", role="results", heading="Kết quả công tác dân vận",
        items=(
            Item(id="a1", text="Cấp ủy đã lãnh đạo, chỉ đạo sâu sát công tác dân vận trên địa bàn."),
            Item(id="a2", text="Tổ chức 12 hội nghị đối thoại trực tiếp với Nhân dân tại các thôn."),
        ),
        sections=(
            Section(id="b", heading="Công tác dân vận của chính quyền", items=(
                Item(id="b1", text="Chính quyền đã tiếp công dân đúng lịch, giải quyết 45 đơn thư."),
                Item(id="b2", text="Thực hiện cải cách hành chính, rút ngắn thời gian giải quyết hồ sơ."),
            )),
            Section(id="c", heading="Công tác dân vận của Mặt trận", items=(
                Item(id="c1", text="Mặt trận đã giám sát 6 nội dung, phản biện 3 dự thảo văn bản."),
            )),
        ),
    ),
    Section(id="t", role="tasks", heading="Phương hướng, nhiệm vụ", items=(
        Item(id="t1", type="task", text="tiếp tục quán triệt các nghị quyết của Đảng về dân vận."),
        Item(id="t2", type="task", text="đẩy mạnh phong trào thi đua Dân vận khéo ở các khu dân cư."),
    )),
)  # fmt: skip
ISSUER = Issuer("HUYỆN ỦY HƯỚNG HÓA", "ỦY BAN NHÂN DÂN XÃ TÂN LẬP", "UBND", "Tân Lập")
SIGNED = Signature("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Hồ Văn Minh")
REPORT = Report(
    kind="interim", period=Period("first_half", 2026), profile=RULES.id, sections=SECTIONS,
    issuer=ISSUER, number=7, date=date(2026, 6, 25), subject="Kết quả công tác dân vận 6 tháng đầu năm 2026",
    indicators=(
        Indicator("mo_hinh", "Mô hình Dân vận khéo", "mô hình", "30", "25"),
        Indicator("doi_thoai", "Cuộc đối thoại", "cuộc", "1052", ""),
    ),
    signature=SIGNED,
    recipients=("Ủy ban nhân dân tỉnh (để b/c)", "Các ban, ngành", "Lưu: VT"),
    style=Style(salutation=("Ủy ban nhân dân tỉnh", "Ban Dân vận Tỉnh ủy")),
)  # fmt: skip


def back(changed: Report) -> tuple[Change, ...]:
    return compare_returned(REPORT, RULES, docx_of(changed, RULES)).changes


def replaced(**fields: object) -> Report:
    return msgspec.structs.replace(REPORT, **fields)


def figures(**fields: str) -> Report:
    first, *rest = REPORT.indicators
    return replaced(indicators=(msgspec.structs.replace(first, **fields), *rest))


FRAME = {
    "f:number": replaced(number=12),
    "f:number code": replaced(issuer=msgspec.structs.replace(ISSUER, code="UBND-VP")),
    "f:number none": replaced(number=None),
    "f:place_date": replaced(date=date(2026, 7, 1)),
    "f:place_date place": replaced(issuer=msgspec.structs.replace(ISSUER, place="Hướng Hóa")),
    "f:place_date none": replaced(date=None),
    "f:parent": replaced(issuer=msgspec.structs.replace(ISSUER, parent="ỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ")),
    "f:name": replaced(issuer=msgspec.structs.replace(ISSUER, name="ỦY BAN NHÂN DÂN XÃ LAO BẢO")),
    "f:subject": replaced(subject="Kết quả công tác dân vận chính quyền 6 tháng đầu năm 2026, phương hướng"),
    "f:authority": replaced(signature=msgspec.structs.replace(SIGNED, authority="KT. CHỦ TỊCH")),
    "f:post": replaced(signature=msgspec.structs.replace(SIGNED, post="PHÓ CHỦ TỊCH")),
    "f:signer": replaced(signature=msgspec.structs.replace(SIGNED, name="Lê Thị Thu")),
    "f:recipients": replaced(recipients=("UBND tỉnh Quảng Trị (để b/c)", *REPORT.recipients[1:])),
    "f:recipients in": replaced(recipients=(*REPORT.recipients[:2], "Đài Truyền thanh", "Lưu: VT")),
    "f:recipients out": replaced(recipients=REPORT.recipients[:1] + REPORT.recipients[2:]),
    "f:salutation": replaced(style=Style(salutation=("Ủy ban nhân dân tỉnh", "Ban Tuyên giáo và Dân vận"))),
    "f:salutation in": replaced(style=Style(salutation=(*REPORT.style.salutation, "Công an tỉnh"))),
    "f:figure:mo_hinh:value": figures(value="32"),
    "f:figure:mo_hinh:previous": figures(previous="24"),
    "f:figure:mo_hinh:name": figures(name="Mô hình Dân vận khéo được công nhận"),
    "f:figure:mo_hinh:unit": figures(unit="mô hình, điển hình"),
    "f:figure:mo_hinh:row": replaced(indicators=REPORT.indicators[1:]),
}  # fmt: skip


@pytest.mark.parametrize("what", FRAME)
def test_each_field_around_the_text_is_taken_alone(what: str) -> None:
    changes = back(FRAME[what])
    assert [(change.place, change.takeable) for change in changes] == [(what.split()[0], True)]
    taken = take(REPORT, changes)
    assert taken.refused == ()
    assert taken.report == FRAME[what]
    assert compare_returned(taken.report, RULES, docx_of(FRAME[what], RULES)).changes == ()


def test_all_of_the_frame_at_once() -> None:
    changed = replaced(
        number=9,
        date=date(2026, 6, 30),
        issuer=Issuer(ISSUER.parent, "ỦY BAN NHÂN DÂN XÃ LÌA", "UBND", "Lìa"),
        signature=Signature("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Thị Thu"),
        recipients=("Chủ tịch tỉnh", "Các ban, ngành", "Báo Quảng Trị", "Lưu: VT, DV"),
    )
    taken = take(REPORT, back(changed))
    assert taken.report == changed
    assert taken.refused == (), "the line over the appendix that names number and date follows by itself"


def test_a_new_row_of_figures_gets_a_code_of_its_own() -> None:
    extra = Indicator("x", "Hội viên kết nạp mới", "hội viên", "120", "hơn 90")
    changed = replaced(indicators=(REPORT.indicators[0], extra, REPORT.indicators[1]))
    (change,) = back(changed)
    assert (change.kind, change.place, change.takeable) == ("inserted", "f:figures", True)
    found = take(REPORT, [change]).report.indicators
    assert [msgspec.structs.replace(row, code="") for row in found] == [
        msgspec.structs.replace(row, code="") for row in changed.indicators
    ]
    assert len({row.code for row in found}) == 3


def test_a_figure_the_text_refers_to_does_not_go() -> None:
    runs = (Run("Có "), Run("30", figure="mo_hinh"), Run(" mô hình."))
    section = msgspec.structs.replace(SECTIONS[1], items=(Item(id="t1", text="Có 30 mô hình.", runs=runs),))
    report = replaced(sections=(SECTIONS[0], section))
    docx = docx_of(msgspec.structs.replace(report, indicators=report.indicators[1:]), RULES)
    rows = [c for c in compare_returned(report, RULES, docx).changes if c.place.endswith(":row")]
    assert [change.takeable for change in rows] == [False]


def test_what_the_program_works_out_is_listed_only_where_it_does_not_follow() -> None:
    assert [change.place for change in back(figures(value="32"))] == ["f:figure:mo_hinh:value"]
    docx = tampered(lambda xml: xml.replace(">+5<", ">+6<"))
    (change,) = compare_returned(REPORT, RULES, docx).changes
    assert (change.place, change.before, change.after, change.takeable) == (
        "f:figure:mo_hinh:worked_out", "+5", "+6", False,
    )  # fmt: skip


def tampered(change: Callable[[str], str]) -> bytes:
    from danvan_desktop.word.safe_package import DOCUMENT, Package

    package = Package(docx_of(REPORT, RULES))
    xml = (package.part(DOCUMENT) or b"").decode()
    assert change(xml) != xml
    return package.replaced({DOCUMENT: change(xml).encode()})


UNREADABLE = {
    "motto": ("Độc lập", "Độc  lập"),
    "date": ("ngày 25 tháng 6", "ngày 45 tháng 6"),
    "number": ("Số: 07/BC", "Công văn 07/BC"),
    "type": ("BÁO CÁO", "TỜ TRÌNH"),
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_what_has_no_field_or_cannot_be_read_is_listed_and_never_guessed(what: str) -> None:
    docx = tampered(lambda xml: xml.replace(*UNREADABLE[what], 1))
    changes = compare_returned(REPORT, RULES, docx).changes
    assert any(UNREADABLE[what][1] in change.after for change in changes)
    assert not any(change.takeable for change in changes)
    taken = take(REPORT, changes)
    assert (taken.report, set(taken.refused)) == (REPORT, set(changes))


def test_a_field_the_clerk_changed_meanwhile_is_not_overwritten() -> None:
    (change,) = [c for c in back(replaced(number=12)) if c.takeable]
    meanwhile = replaced(number=8)
    taken = take(meanwhile, [change])
    assert (taken.report, taken.refused) == (meanwhile, (change,))


def shape(report: Report) -> list[tuple[int, str, list[str]]]:
    return [
        (depth, section.heading, [item.text for item in section.items])
        for section, depth in walk(report.sections)
    ]


def with_sections(*sections: Section) -> Report:
    return replaced(sections=sections)


A, T = SECTIONS
B, C = A.sections
NEW = Section(id="n", role="other", heading="Công tác dân vận của lực lượng vũ trang")
COME = Item(id="n1", text="Lực lượng vũ trang đã giúp dân 200 ngày công.")
HEADINGS = {
    "sibling inside": with_sections(
        msgspec.structs.replace(A, sections=(B, msgspec.structs.replace(NEW, items=(COME,)), C)), T
    ),
    "child": with_sections(
        msgspec.structs.replace(
            A,
            sections=(
                msgspec.structs.replace(
                    B, items=B.items[:1], sections=(msgspec.structs.replace(NEW, items=B.items[1:]),)
                ),
                C,
            ),
        ),
        T,
    ),
    "splits its section": with_sections(
        msgspec.structs.replace(
            A,
            sections=(
                msgspec.structs.replace(B, items=B.items[:1]),
                msgspec.structs.replace(NEW, items=(COME, *B.items[1:])),
                C,
            ),
        ),
        T,
    ),
    "top": with_sections(A, msgspec.structs.replace(NEW, role="results", items=(COME,)), T),
    "first child": with_sections(
        msgspec.structs.replace(
            A, items=A.items[:1], sections=(msgspec.structs.replace(NEW, items=A.items[1:]), B, C)
        ),
        T,
    ),
}


@pytest.mark.parametrize("what", HEADINGS)
def test_a_new_heading_becomes_a_section_and_takes_over_what_follows(what: str) -> None:
    changes = back(HEADINGS[what])
    assert all(change.takeable for change in changes)
    taken = take(REPORT, changes)
    assert taken.refused == ()
    assert shape(taken.report) == shape(HEADINGS[what])
    old, new = ({i.id for s, _ in walk(r.sections) for i in s.items} for r in (REPORT, taken.report))
    assert old <= new, "what was there keeps its id"


def test_a_heading_that_what_follows_cannot_stand_under_is_refused() -> None:
    deep = msgspec.structs.replace(B, sections=(Section(id="d", heading="Sâu", items=(COME,)),))
    report = with_sections(msgspec.structs.replace(A, sections=(deep, C)), T)
    change = Change(
        0, "inserted", "i:b1", 0, "", "II. Mục lớn chen vào", "", tracked=False, takeable=True, depth=0
    )
    assert take(report, [change]) == type(take(report, ()))(report, (change,))


def test_only_a_number_that_follows_by_itself_is_no_change() -> None:
    fewer = with_sections(
        msgspec.structs.replace(A, sections=(C,)), msgspec.structs.replace(T, items=T.items)
    )
    assert {change.kind for change in back(fewer)} == {"deleted"}


def test_a_table_someone_put_in_is_a_table_of_the_report() -> None:
    rows = (("Nội dung", "Số lượng"), ("Hội nghị", "12"))
    table = Item(id="x", type="table", rows=rows)
    changed = with_sections(msgspec.structs.replace(A, items=(*A.items, table)), T)
    (change,) = back(changed)
    found = take(REPORT, [change]).report.sections[0].items
    assert [(item.type, item.rows) for item in found] == [
        ("paragraph", ()), ("paragraph", ()), ("table", rows),
    ]  # fmt: skip


def test_our_own_comparison_comes_home_with_its_author_on_every_change() -> None:
    fewer = msgspec.structs.replace(A, items=A.items[:1], sections=(C,))
    changed = replaced(sections=(fewer, T), indicators=REPORT.indicators[1:], number=11)
    docx = compared_docx(REPORT, changed, RULES, "Nguyễn Thị Tự", WHEN)
    changes = compare_returned(REPORT, RULES, docx).changes
    assert {change.place for change in changes if change.kind == "deleted"} == {
        "i:a2", "s:b", "i:b1", "i:b2", "f:figure:mo_hinh:row",
    }  # fmt: skip
    assert {(change.author, change.tracked) for change in changes} == {("Nguyễn Thị Tự", True)}
    left = msgspec.structs.replace(fewer, sections=(msgspec.structs.replace(B, heading="", items=()), C))
    assert shape(take(REPORT, changes).report) == shape(with_sections(left, T))
    assert take(REPORT, changes).report.number == 11


def test_a_whole_appendix_taken_out_keeps_its_author() -> None:
    docx = compared_docx(REPORT, replaced(indicators=()), RULES, "Nguyễn Thị Tự", WHEN)
    changes = compare_returned(REPORT, RULES, docx).changes
    assert len(changes) == 4
    assert {(c.kind, c.author, c.tracked) for c in changes} == {("deleted", "Nguyễn Thị Tự", True)}


def test_a_draft_is_held_against_the_draft() -> None:
    draft = replaced(marks=Marks(draft=2))
    assert compare_returned(draft, RULES, docx_of(draft, RULES, draft=True)).changes == ()


def test_another_report_is_refused_with_a_sentence(tmp_path: Path) -> None:
    other = replaced(
        sections=tuple(
            Section(
                id=f"o{n}", heading=f"Chuyện khác {n}", items=(Item(id=f"p{n}", text="Không liên quan."),)
            )
            for n in range(6)
        )
    )
    file = tmp_path / "khac.docx"
    file.write_bytes(docx_of(other, RULES))
    with pytest.raises(UserError, match="không phải là bản sửa") as refused:
        bring_home(REPORT, RULES, file)
    assert refused.value.advice
