"""The package, its styles and bookmarks, and that no character of a text is lost on the way."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from openxml_audit import FileFormat, OpenXmlValidator
from word_measure import WordXml, ancestor, attributes, children, has, inside, text_of
from word_samples import SENTENCE, figures, of_length, sample, spans, with_parts

from danvan_desktop.layout import blocks
from danvan_desktop.layout.profile import profile, profiles
from danvan_desktop.text.unicode import clean
from danvan_desktop.word.writer import docx_bytes

PARTY = "party_hd05_2026"
EVERY = sorted(profiles())


def _written(*body: blocks.Block, profile_id: str = PARTY) -> WordXml:
    document = blocks.Document(body, "Báo cáo", "Đảng ủy xã", "Công tác dân vận")
    return WordXml(docx_bytes(document, profile(profile_id)))


def _sample(profile_id: str = PARTY) -> WordXml:
    rules = profile(profile_id)
    return WordXml(docx_bytes(sample(rules), rules))


@pytest.mark.parametrize(
    "version", [FileFormat.OFFICE_2007, FileFormat.OFFICE_2019, FileFormat.MICROSOFT_365]
)
@pytest.mark.parametrize("profile_id", EVERY)
def test_outside_audit_finds_nothing(profile_id: str, version: FileFormat, tmp_path: Path) -> None:
    validator = OpenXmlValidator(file_format=version, security_validation=True)
    rules = profile(profile_id)
    for number, document in enumerate((sample(rules), with_parts(rules), of_length(rules, 3))):
        file = tmp_path / f"{number}.docx"
        file.write_bytes(docx_bytes(document, rules))
        assert [str(error) for error in validator.validate(file).errors] == []


def test_audit_finds_a_fault_when_there_is_one(tmp_path: Path) -> None:
    word = Document(io.BytesIO(docx_bytes(of_length(profile(PARTY), 1), profile(PARTY))))
    body = word.element.body
    body.insert(0, body[-1])
    file = tmp_path / "faulty.docx"
    word.save(str(file))
    assert OpenXmlValidator().validate(file).errors


def test_package_carries_nothing_that_is_not_ours() -> None:
    names = set(_sample().package.namelist())
    assert names == {
        "[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "docProps/core.xml",
        "word/_rels/document.xml.rels", "word/document.xml", "word/fontTable.xml", "word/header1.xml",
        "word/header2.xml", "word/settings.xml", "word/styles.xml", "word/theme/theme1.xml",
    }  # fmt: skip


def test_properties_and_language() -> None:
    rules = profile(PARTY)
    word = Document(io.BytesIO(docx_bytes(sample(rules), rules)))
    found = word.core_properties
    assert (found.title, found.author) == ("Báo cáo kết quả công tác dân vận", "Đảng ủy xã Đông Hà")
    assert (found.subject, found.language) == ("Công tác dân vận", "vi-VN")
    styles = _sample().part("word/styles.xml")
    assert attributes(inside(styles, "rPrDefault")[0][0], "lang")["val"] == "vi-VN"


def test_long_and_dirty_properties_are_cut_to_what_word_takes() -> None:
    document = blocks.Document((), "b\x00áo\n" * 300, "x" * 300, "\ud800")
    found = Document(io.BytesIO(docx_bytes(document, profile(PARTY)))).core_properties
    assert found.title.startswith("báo báo")
    assert (len(found.title), len(found.author), found.subject) == (255, 255, "")


@pytest.mark.parametrize("profile_id", EVERY)
def test_paragraphs_carry_styles_that_exist_and_no_formatting_of_their_own(profile_id: str) -> None:
    """What follows from the text itself may be direct: a rule's indents, holding on to the signature."""
    word = _sample(profile_id)
    for made in word.paragraphs():
        properties = made[0]
        style = attributes(properties, "pStyle")["val"]
        assert style in word.style_ids()
        allowed = {"pStyle", "keepNext", "keepLines", "sectPr"} | (
            {"ind"} if style.endswith("Rule") else set()
        )
        assert {child.tag.rpartition("}")[2] for child in properties} <= allowed, style
    for run in inside(word.document, "rPr"):
        assert {child.tag.rpartition("}")[2] for child in run} <= {"rStyle", "b", "i"}


def test_restyling_the_body_moves_tasks_and_bases_with_it() -> None:
    rules = profile(PARTY)
    word = Document(io.BytesIO(docx_bytes(sample(rules), rules)))
    assert word.styles["DV Nhiệm vụ"].base_style.name == "DV Nội dung"
    assert word.styles["DV Căn cứ"].base_style.name == "DV Nội dung"
    assert word.styles["DV Nhiệm vụ"].font.size is None


def test_headings_are_words_own_so_that_the_navigation_pane_shows_them() -> None:
    word = _sample()
    assert [(attributes(p[0], "pStyle")["val"], text_of(p)) for p in word.paragraphs() if _is_heading(p)] == [
        ("Heading1", "I- Tình hình và kết quả"),
        ("Heading2", "1. Công tác dân vận của cấp ủy đảng"),
        ("Heading3", "1.1. Dân vận chính quyền"),
        ("Heading4", "a) Thực hiện dân chủ ở cơ sở"),
        ("Heading1", "II- Phương hướng, nhiệm vụ"),
    ]


def test_a_part_is_over_the_headings_under_it() -> None:
    rules = profile(PARTY)
    word = WordXml(docx_bytes(with_parts(rules), rules))
    assert [(attributes(p[0], "pStyle")["val"], text_of(p)) for p in word.paragraphs() if _is_heading(p)] == [
        ("Heading1", "Phần thứ nhất\nTình hình, kết quả"),
        ("Heading2", "I- Tình hình"),
    ]


def test_deeper_headings_than_the_profile_knows_share_the_deepest_style() -> None:
    word = _written(blocks.Heading(9, "-", "Rất sâu"), blocks.Heading(0, "", "Phần không số"))
    assert [attributes(p[0], "pStyle")["val"] for p in word.paragraphs() if text_of(p)] == [
        "Heading5",
        "Heading1",
    ]
    assert text_of(word.paragraphs("Heading1")[0]) == "Phần không số"


def _is_heading(paragraph: object) -> bool:
    return attributes(paragraph[0], "pStyle")["val"].startswith("Heading")  # type: ignore[index]


def test_task_word_is_a_style_of_its_own_with_the_emphasis_of_the_office() -> None:
    word = _written(blocks.Task(blocks.Span("Một là, ", bold=True), (spans("tập trung"), spans("hai"))))
    first, second = (p for p in word.paragraphs() if text_of(p))
    assert text_of(first) == "Một là, tập trung"
    assert text_of(second) == "hai"
    assert (word.look(first, 0).bold, word.look(first, 0).italic, word.look(first, 1).bold) == (
        True,
        False,
        False,
    )
    lead = inside(children(first, "r")[0], "rStyle")[0]
    assert [*lead.attrib.values()] == ["DVLead"]


def test_emphasis_of_spans() -> None:
    word = _sample()
    made = word.paragraph("Nổi bật: ")
    assert [(word.look(made, n).bold, word.look(made, n).italic) for n in range(3)] == [
        (True, False), (False, False), (False, True),
    ]  # fmt: skip


def test_table_repeats_its_header_and_splits_no_row() -> None:
    word = _sample()
    for table in inside(word.document, "tbl"):
        header, *rows = inside(table, "tr")
        ruled = "DVGrid" in [*inside(table, "tblStyle")[0].attrib.values()]
        assert has(header[0], "tblHeader") is ruled
        assert all(has(row[0], "cantSplit") and not has(row[0], "tblHeader") for row in rows)


def test_table_fills_the_text_area_and_sets_numbers_right() -> None:
    word = _sample()
    small, large = (
        t for t in inside(word.document, "tbl") if "DVGrid" in [*inside(t, "tblStyle")[0].attrib.values()]
    )
    for table, width in ((small, 11906 - 1701 - 850), (large, 16838 - 1701 - 850)):
        assert sum(int(column.get(column.keys()[0])) for column in inside(table, "gridCol")) == width
        styles = [attributes(p[0], "pStyle")["val"] for p in inside(inside(table, "tr")[1], "p")]
        assert styles == ["DVCellCenter", "DVCell", "DVCellCenter", "DVCellNumber", "DVCellNumber"]


def test_uneven_rows_lose_nothing() -> None:
    columns = (blocks.Column("A", 0.5), blocks.Column("B", 0.5))
    word = _written(blocks.Table(columns, (("một",), ("một", "hai", "ba"))), blocks.Table((), (("x",),)))
    assert [text_of(p) for p in word.paragraphs()] == ["A", "B", "một", "", "một", "hai\nba", "", ""]


def test_appendix_turns_to_landscape_on_a_page_of_its_own() -> None:
    report, turned = _sample().sections()
    assert attributes(turned, "pgSz") == {"w": "16838", "h": "11906", "orient": "landscape"}
    assert attributes(turned, "type")["val"] == "nextPage"
    assert attributes(turned, "pgMar") == attributes(report, "pgMar")
    assert not has(turned, "titlePg")


def test_signature_is_one_unsplit_row_held_to_the_last_words() -> None:
    word = _sample()
    row = ancestor(word.paragraph("T/M BAN THƯỜNG VỤ"), "tr")
    assert has(row[0], "cantSplit")
    assert text_of(inside(row, "p")[0]) == "Nơi nhận:"
    before = ancestor(row, "tbl").getprevious()
    assert text_of(before).startswith("Cấp ủy")
    assert has(before[0], "keepNext")
    assert all(word.look(p).keep_next for p in inside(row, "p"))


def test_a_short_paragraph_before_the_signature_is_not_torn() -> None:
    """LibreOffice takes the whole of it to the signature's page; so does every program now."""
    for repeated, whole in ((2, True), (12, False)):
        word = _written(
            blocks.Paragraph(spans("Đoạn trước.")),
            blocks.Paragraph(spans(f"Cuối. {SENTENCE * repeated}")),
            blocks.Signature((), "TRƯỞNG BAN", "An", ()),
        )
        first, last = word.paragraphs("DVBody")
        assert has(last[0], "keepLines") is whole
        assert has(last[0], "keepNext")
        assert not has(first[0], "keepLines")


def test_table_before_the_signature_is_held_to_it() -> None:
    rows = figures(2)
    lone = blocks.Signature((), "TRƯỞNG BAN", "An", ())
    word = _written(rows, lone)
    assert word.look(word.paragraph("1.002")).keep_next
    assert not word.look(word.paragraph("1.001")).keep_next
    assert word.look(word.paragraphs("DVAfterTable")[0]).keep_next


def test_bookmarks_name_sections_and_items_once() -> None:
    word = _sample()
    names = [attributes_of["name"] for attributes_of in map(_own, inside(word.document, "bookmarkStart"))]
    assert names[:4] == ["dv_i_opening", "dv_s_results", "dv_s_party", "dv_i_result"]
    assert len(set(names)) == len(names)
    starts = [_own(b)["id"] for b in inside(word.document, "bookmarkStart")]
    assert starts == [_own(b)["id"] for b in inside(word.document, "bookmarkEnd")]


def test_bookmark_names_stay_legal_and_apart() -> None:
    long = "i:" + "x" * 60
    sources = ["i:a-b", "i:a.b", "i:A_B", long, long + "y", "i:a-b"]
    word = _written(*(blocks.Paragraph(spans("x"), source=source) for source in sources))
    names = [_own(b)["name"] for b in inside(word.document, "bookmarkStart")]
    assert names == ["dv_i_a_b", "dv_i_a_b_2", "dv_i_A_B_3", "dv_i_" + "x" * 35, "dv_i_" + "x" * 33 + "_2"]


def _own(element: object) -> dict[str, str]:
    return {key.rpartition("}")[2]: value for key, value in element.attrib.items()}  # type: ignore[attr-defined]


def test_several_addressees_stand_under_the_colon() -> None:
    word = _sample("state_nd30_2020")
    head, first = word.look(word.paragraph("Kính gửi:")), word.look(word.paragraph("- Ủy ban"))
    assert first.left_mm > head.left_mm + 15
    alone = _written(
        blocks.Paragraph(spans("Kính gửi: Tỉnh ủy."), "salutation"), profile_id="state_nd30_2020"
    )
    assert alone.look(alone.paragraph("Kính gửi")).align == "center"


def test_an_empty_document_is_still_a_word_file(tmp_path: Path) -> None:
    file = tmp_path / "empty.docx"
    file.write_bytes(docx_bytes(blocks.Document((), "", "", ""), profile(PARTY)))
    assert OpenXmlValidator().validate(file).errors == []
    nothing = blocks.Letterhead((), (), "", "", (), "")
    hollow = (
        nothing,
        blocks.Title("", ()),
        blocks.Task(blocks.Span(""), ()),
        blocks.Signature((), "", "", ()),
    )
    file.write_bytes(docx_bytes(blocks.Document(hollow, "", "", ""), profile("state_nd30_2020")))
    assert OpenXmlValidator().validate(file).errors == []


_ODD = (
    "\u00a0", "\u00ad", "\u200b", "\u200d", "\ufeff", "\t", "  ", "\n", "\x00", "\x0b", "\r\n",
    "\u2028", "\ud83d", "&<>\"'", "]]>", "😀👩‍👩‍👧", "e\u0323\u0302", "Tiê\u0301ng", "\u0301", "\ufffe",
    "\ufdd0", "\x7f", "\x85", "_x000D_",
)  # fmt: skip
_TEXT = st.lists(st.sampled_from(_ODD) | st.text(max_size=20), max_size=8).map("".join)


@given(texts=st.lists(_TEXT, min_size=1, max_size=4), head=_TEXT, cell=_TEXT, word=_TEXT, recipient=_TEXT)
def test_any_text_survives_unchanged(
    texts: list[str], head: str, cell: str, word: str, recipient: str
) -> None:
    body = (
        blocks.Heading(1, "I-", head, "s:h"),
        blocks.Paragraph(
            tuple(blocks.Span(t, bold=n % 2 == 1) for n, t in enumerate(texts)), dash="- ", source="i:p"
        ),
        blocks.Task(blocks.Span(word, italic=True), (spans(texts[0]), spans(head)), "i:t"),
        blocks.Table((blocks.Column(head, 1.0),), ((cell,),), "i:c"),
        blocks.Signature((), word, cell, (recipient,)),
    )
    written = _written(*body)
    read = [text_of(p) for p in written.paragraphs() if attributes(p[0], "pStyle")["val"] not in _EMPTY]
    assert read == [
        f"I- {clean(head)}" if head else "I- ",
        "- " + "".join(clean(text) for text in texts),
        clean(word) + clean(texts[0]),
        clean(head),
        clean(head),
        clean(cell),
        "Nơi nhận:",
        clean(recipient),
        clean(word),
        clean(cell),
    ]


_EMPTY = ("DVEnd", "DVAfterTable", "DVSignatureSpace")


def test_python_docx_reads_the_same_text() -> None:
    text = "Một\u00a0là\u00ad, 😀\tđã & <xong>\u200b"
    document = blocks.Document((blocks.Paragraph(spans(text)),), "", "", "")
    assert Document(io.BytesIO(docx_bytes(document, profile(PARTY)))).paragraphs[0].text == text


def test_a_huge_paste_and_an_endless_word_are_written() -> None:
    huge = SENTENCE * 20_000
    word = _written(blocks.Paragraph(spans(huge)), blocks.Paragraph(spans("x" * 3000)))
    assert [len(text_of(p)) for p in word.paragraphs()] == [len(huge), 3000, 0]
