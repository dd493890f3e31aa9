"""What Word, the web and others put on the clipboard arrives as clean paragraphs."""

from __future__ import annotations

import unicodedata

import pytest
from editor_desk import CTRL, Desk, Key, report
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from danvan_desktop.domain.edits import set_items
from danvan_desktop.domain.report import Run
from danvan_desktop.domain.rich_text import paragraphs, plain_text
from danvan_desktop.ui.rich_text.paste import from_html, from_text

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office">
<head><meta charset="utf-8"><title>Bao cao</title>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style>p.MsoNormal {font-family:"Times New Roman"; color:red}</style></head>
<body lang="VI"><!--StartFragment-->
<p class="MsoNormal" style='text-align:justify;font-size:14.0pt'><b><span style='color:red'>Ban hành
12 văn bản</span></b>, tổ chức <i style='mso-bidi-font-style:normal'>hội nghị</i> quán
triệt.<o:p></o:p></p>
<p class="MsoListParagraph" style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>
Đối thoại &amp; tiếp dân</p>
<p class="MsoNormal"><o:p>&nbsp;</o:p></p>
<table><tr><td><p>Chỉ tiêu</p></td><td><p>Kỳ này</p></td></tr>
<tr><td><p>Đối thoại</p></td><td><p>1.052</p></td></tr></table>
<p class="MsoNormal"><img src="file:///c:/anh.png"><a href="mailto:a">Liên kết</a></p>
<!--EndFragment--></body></html>"""

GOOGLE = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr">
<span style="font-weight:400;font-style:normal">Thường </span><span style="font-weight:700">đậm</span></p>
<ul><li><p><span style="font-style:italic">nghiêng</span></p></li><li>hai</li></ul></b>"""

WEB = """<div style="font-family:Arial"><script>alert(1)</script><style>p{color:red}</style><h2>Tiêu đề</h2>
<p>Đoạn <strong>một</strong><br>dòng hai <span style="display:none">ẩn</span></p>
<ol><li>mục a</li><li>mục b <em>nghiêng</em></li></ol><pre>một
  hai</pre></div>"""

LIBREOFFICE = """<!DOCTYPE html><html><head>
<meta http-equiv="content-type" content="text/html; charset=utf-8"/><title></title>
<meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/>
<style type="text/css">
\t\t@page { size: 8.27in 11.69in; margin: 0.79in }
\t\tp { line-height: 115%; orphans: 2; widows: 2; background: transparent }</style></head>
<body lang="vi-VN" link="#000080" dir="ltr"><p style="margin-bottom: 0.14in">
<b>Kết quả nổi bật</b>: tổ chức <i>12 cuộc</i> đối
thoại.&nbsp;</p>
<p style="line-height: 100%"><br/>

</p>
<ol>
\t<li><p style="margin-bottom: 0.14in">Vận động xây nhà</p>
\t<li><p style="margin-bottom: 0.14in"><font face="Times New Roman, serif">Hiến đất làm đường
\t</font></p>
</ol>
<table width="576" cellpadding="7" cellspacing="0">
\t<col width="274"/>

\t<col width="274"/>

\t<tr valign="top">
\t\t<td width="274" style="border: none"><p style="orphans: 0">
\t\t\tĐối thoại</p>
\t\t</td>
\t\t<td width="274"><p>
\t\t\t1.052</p>
\t\t</td>
\t</tr>
</table>
</body></html>"""

PORTAL = """<html><body><!--StartFragment--><p style="text-align: justify;"><span style="font-size:14px;">
<strong>(QĐ)</strong>&nbsp;- Sáng 12/6,&nbsp;Đảng ủy xã&nbsp;đối thoại với Nhân dân.&nbsp;</span></p>
<p style="text-align:center">&nbsp;</p><p>&nbsp;&nbsp;&nbsp; Có 120 lượt người dự.<strong>&nbsp;</strong></p>
<figure><img src="/anh/a.jpg" alt="Ảnh"><figcaption>Quang cảnh.</figcaption></figure>
<!--EndFragment--></body></html>"""


def _texts(markup: str) -> list[str]:
    return [plain_text(paragraph) for paragraph in from_html(markup)]


def test_word_keeps_words_bold_italic_and_nothing_else() -> None:
    assert from_html(WORD)[0] == (
        Run("Ban hành 12 văn bản", bold=True),
        Run(", tổ chức "),
        Run("hội nghị", italic=True),
        Run(" quán triệt."),
    )
    assert _texts(WORD)[1:] == [
        "1. Đối thoại & tiếp dân",
        "Chỉ tiêu\tKỳ này",
        "Đối thoại\t1.052",
        "Liên kết",
    ]


def test_google_documents_are_not_all_bold() -> None:
    assert from_html(GOOGLE) == (
        (Run("Thường "), Run("đậm", bold=True)),
        (Run("- "), Run("nghiêng", italic=True)),
        (Run("- hai"),),
    )


def test_web_pages_lose_scripts_and_what_is_hidden() -> None:
    assert _texts(WEB) == ["Tiêu đề", "Đoạn một", "dòng hai", "1. mục a", "2. mục b nghiêng", "một", "hai"]
    assert from_html(WEB)[1] == (Run("Đoạn "), Run("một", bold=True))


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("", [""]),
        ("<p></p><p>&nbsp;</p>", [""]),
        ("chữ trần", ["chữ trần"]),
        ("<p>a<p>b", ["a", "b"]),
        ("<b>a<i>b</b>c</i>", ["abc"]),
        ("</p></b>a", ["a"]),
        ("<td>a</td>", ["a"]),
        ("<p>a\x00\x0b\ufffeb</p>", ["a b"]),
        ("<p>1 &lt; 2 &amp;amp;</p>", ["1 < 2 &amp;"]),
        ("<p>a\u00a0b</p>", ["a\u00a0b"]),
        ("<p>a.&nbsp;</p><p>b &nbsp; </p>", ["a.", "b"]),
        ("<p>&nbsp;&nbsp; a<b>&nbsp;</b></p>", ["a"]),
        ("<p>a<i> &nbsp;</i><b>&nbsp;</b></p>", ["a"]),
        ("<p><b>&nbsp;</b><i>&nbsp;a</i></p>", ["a"]),
        ("<p>năm&nbsp;2026&nbsp;</p>", ["năm\u00a02026"]),
        ("<tr><td>&nbsp;</td><td> a&nbsp;</td><td><b>&nbsp;b </b></td></tr>", ["a\tb"]),
        ("<tr><td>a</td><td>&nbsp;</td><td>c</td></tr>", ["a\t\tc"]),
        ("<!-- <p>x</p> --><p>a</p>", ["a"]),
        ("<![if gte mso]><p>a</p><![endif]>", ["a"]),
        ("<p>e\u0302\u0301</p>", ["ế"]),
        ("<p>đoa\u0323\u0302<b>\u0323n</b></p>", None),
        ("<select><option>a</option></select>", ["a"]),
    ],
)
def test_odd_markup(markup: str, expected: list[str] | None) -> None:
    found = _texts(markup)
    if expected is not None:
        assert found == expected
    assert all(unicodedata.normalize("NFC", text) == text for text in found)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<ol><li>a<li>b</ol>", ["1. a", "2. b"]),
        (
            "<ol start=3><li><p>a</p><p>thêm</p></li><li value=7>b</li><li>c</ol>",
            ["3. a", "thêm", "7. b", "8. c"],
        ),
        ("<ol type=a><li>x<li>y</ol>", ["a) x", "b) y"]),
        ("<ol type=I><li>x<li>y</ol>", ["I) x", "II) y"]),
        ("<ul><li>a<li>b</ul>", ["- a", "- b"]),
        ("<ol><li>a<ol><li>x<li>y</ol><li>b</ol>", ["1. a", "a) x", "b) y", "2. b"]),
        ("<ul><li>a</li><ul><li>x</li><li>y</li></ul><li>b</li></ul>", ["- a", "+ x", "+ y", "- b"]),
        ("<ol><li>một mình</ol>", ["một mình"]),
        ("<ul style='list-style: none'><li>a<li>b</ul>", ["a", "b"]),
        ("<ol><li>1. a<li>2. b</ol>", ["1. a", "2. b"]),
        ("<ol><li>Một là, a<li>Hai là, b</ol>", ["Một là, a", "Hai là, b"]),
        ("<ol><li style='display:none'>ẩn</li><li></li><li>b<li>c</ol>", ["2. b", "3. c"]),
        ("<table><tr><td><ol><li>a<li>b</ol></td><td>c</td></tr></table>", ["a b\tc"]),
        ("</ol><li>a<li>b<ol start=99999><li>c<li>d", ["a", "b", "1. c", "2. d"]),
    ],
)
def test_a_list_keeps_the_marks_its_program_drew(markup: str, expected: list[str]) -> None:
    assert _texts(markup) == expected


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_any_plain_text_becomes_lines_no_document_refuses(text: str) -> None:
    lines = [plain_text(paragraph) for paragraph in from_text(text)]
    assert lines
    assert not any("\n" in line or "\x0b" in line or "\x00" in line for line in lines)


@given(st.text("<>/ab&;!-[]\"'= \n", max_size=60))
def test_any_markup_is_survived(markup: str) -> None:
    assert from_html(markup)


# Into a field


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    made = Desk(qtbot, set_items(report(), "field2", ()))
    made.go("field2")
    made.focus("section_text")
    return made


def test_word_into_a_section(desk: Desk) -> None:
    desk.paste("bỏ qua", WORD)
    assert desk.items("field2")[1] == "1. Đối thoại & tiếp dân"
    assert paragraphs(desk.item("field2"))[0][0] == Run("Ban hành 12 văn bản", bold=True)
    desk.press(Key.Key_Z, CTRL)
    assert desk.items("field2") == []


def test_libreoffice_into_a_section(desk: Desk) -> None:
    desk.paste("bỏ qua", LIBREOFFICE)
    assert desk.items("field2") == [
        "Kết quả nổi bật: tổ chức 12 cuộc đối thoại.",
        "1. Vận động xây nhà",
        "2. Hiến đất làm đường",
        "Đối thoại\t1.052",
    ]
    assert paragraphs(desk.item("field2"))[0] == (
        Run("Kết quả nổi bật", bold=True),
        Run(": tổ chức "),
        Run("12 cuộc", italic=True),
        Run(" đối thoại."),
    )


def test_a_portals_page_brings_no_blanks_at_the_ends_of_its_paragraphs(desk: Desk) -> None:
    desk.paste("bỏ qua", PORTAL)
    assert desk.items("field2") == [
        "(QĐ)\u00a0- Sáng 12/6,\u00a0Đảng ủy xã\u00a0đối thoại với Nhân dân.",
        "Có 120 lượt người dự.",
        "Quang cảnh.",
    ]
    assert paragraphs(desk.item("field2"))[0][0] == Run("(QĐ)", bold=True)


def test_paste_is_a_step_of_its_own(desk: Desk) -> None:
    desk.type("abc")
    desk.paste("dán")
    desk.type("x")
    desk.press(Key.Key_Z, CTRL)
    assert desk.items("field2") == ["abcdán"]
    desk.press(Key.Key_Z, CTRL)
    assert desk.items("field2") == ["abc"]


def test_paste_into_bold_keeps_its_own_emphasis(desk: Desk) -> None:
    desk.press(Key.Key_B, CTRL)
    desk.type("dam")
    desk.paste("thường")
    assert paragraphs(desk.item("field2")) == ((Run("dam", bold=True), Run("thường")),)


def test_own_copy_brings_emphasis_back(desk: Desk) -> None:
    desk.type("a")
    desk.press(Key.Key_B, CTRL)
    desk.type("b")
    desk.press(Key.Key_Return)
    desk.type("c")
    desk.press(Key.Key_A, CTRL)
    desk.press(Key.Key_X, CTRL)
    assert desk.items("field2") == [""]
    desk.press(Key.Key_V, CTRL)
    assert paragraphs(desk.item("field2", 0)) == ((Run("a"), Run("b", bold=True)),)
    assert desk.items("field2") == ["ab", "c"]


def test_a_line_takes_one_clean_line(desk: Desk) -> None:
    desk.focus("section_heading")
    desk.press(Key.Key_A, CTRL)
    desk.paste("Chính\x00\n quyền\tcơ sở", "<b>Chính</b>")
    assert desk.report.sections[2].sections[1].heading == "Chính quyền cơ sở"


def test_five_megabytes_are_refused_in_one_sentence(desk: Desk) -> None:
    before = desk.report
    desk.paste("dân vận " * 700_000)
    assert desk.report is before
    assert desk.said == ["Đoạn dán có 5.600.000 ký tự, quá 200.000 nên chưa dán; hãy dán từng phần."]
    desk.paste(html="<p>" + "dân vận " * 700_000 + "</p>")
    assert desk.report is before
    assert len(desk.said) == 2
    desk.focus("section_heading")
    desk.paste("dân vận " * 700_000)
    assert desk.report is before


def test_just_under_the_limit_is_taken(desk: Desk) -> None:
    desk.paste("a" * 200_000)
    assert desk.items("field2") == ["a" * 200_000]


# A list into an item


def test_a_pasted_list_is_offered_to_be_split(qtbot: QtBot) -> None:
    desk = Desk(qtbot, set_items(report(), "tasks", ()))
    desk.go("tasks")
    desk.click("add_tasks")
    desk.paste("Một là, tiếp tục\u00a0quán triệt.\nHai là,\u00a0nâng cao.\nthêm một đoạn\nBa là: đẩy mạnh.")
    assert len(desk.items("tasks")) == 1
    desk.click("paste_split")
    assert desk.items("tasks") == ["tiếp tục\u00a0quán triệt.", "nâng cao.", "đẩy mạnh."]
    assert desk.item("tasks", 1).more == ("thêm một đoạn",)
    assert {desk.item("tasks", n).type for n in range(3)} == {"task"}
    desk.press(Key.Key_Z, CTRL)
    assert len(desk.items("tasks")) == 1
    assert desk.item("tasks").text.startswith("Một là")


@pytest.mark.parametrize(
    "markup", ["<ol><li><p>rà soát</p>\n<li><p>đẩy mạnh</p></ol>", "<ul><li>rà soát<li>đẩy mạnh</ul>"]
)
def test_a_real_list_is_offered_as_a_typed_one_is(qtbot: QtBot, markup: str) -> None:
    desk = Desk(qtbot, set_items(report(), "tasks", ()))
    desk.go("tasks")
    desk.click("add_tasks")
    desk.paste("bỏ qua", markup)
    desk.click("paste_split")
    assert desk.items("tasks") == ["rà soát", "đẩy mạnh"]


def test_the_sentence_before_a_pasted_list_leads_into_it(qtbot: QtBot) -> None:
    desk = Desk(qtbot, set_items(report(), "tasks", ()))
    desk.go("tasks")
    desk.click("add_tasks")
    desk.paste("bỏ qua", "<p>Trọng tâm là:</p><ol><li>rà soát<li>đẩy mạnh</ol>")
    assert "2" in desk.find("paste_split").text()
    desk.click("paste_split")
    assert desk.items("tasks") == ["Trọng tâm là:", "rà soát", "đẩy mạnh"]
    assert desk.leads() == ["Câu dẫn", "Một là,", "Hai là,"]


def test_the_offer_is_brought_into_sight(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.go("tasks")
    desk.page.resize(desk.page.width(), 300)
    desk.focus("item_text", 2)
    desk.press(Key.Key_A, CTRL)
    desk.paste("Một là, một.\nHai là, hai.\nBa là, ba.")
    button = desk.find("paste_split")
    assert button.visibleRegion().boundingRect() == button.rect()


def test_a_list_in_nfd_is_known_too(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.go("lessons")
    desk.focus("item_text")
    desk.press(Key.Key_A, CTRL)
    desk.paste(unicodedata.normalize("NFD", "Thứ nhất, bám cơ sở\nThứ hai, gần dân"))
    desk.click("paste_split")
    assert desk.items("lessons") == ["bám cơ sở", "gần dân"]


def test_the_offer_can_be_declined_and_stops_nobody(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.go("lessons")
    field = desk.focus("item_text")
    desk.press(Key.Key_A, CTRL)
    desk.paste("- a\n- b")
    assert desk.focused is field
    desk.type("c")
    desk.click("paste_keep")
    assert desk.items("lessons") == ["- a"]
    assert desk.item("lessons").more == ("- bc",)
    assert not [w for w in desk.page.findChildren(object, "paste_split") if w.isVisible()]  # type: ignore[attr-defined]


def test_prose_is_not_offered(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.go("lessons")
    desk.focus("item_text")
    desk.paste("Năm 2021 là năm đầu.\nNăm 2022 là năm thứ hai.")
    with pytest.raises(IndexError):
        desk.find("paste_split")
