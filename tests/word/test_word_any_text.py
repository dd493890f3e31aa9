"""Whatever a person can paste into a field of a report stands in the Word file, where it belongs."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st
from word_measure import WordXml, inside, text_of

from danvan_desktop.domain.report import (
    Indicator,
    Issuer,
    Item,
    Period,
    Report,
    Section,
    Signature,
    Style,
)
from danvan_desktop.layout import blocks
from danvan_desktop.layout.compose import compose
from danvan_desktop.layout.profile import profile, profiles
from danvan_desktop.text.unicode import clean, clean_line
from danvan_desktop.word.writer import docx_bytes

_ODD = (
    "\u00a0", "\u00ad", "\u200b", "\u200d", "\ufeff", "\t", "  ", "\n", "\x00", "\x0b", "\r\n",
    "\u2028", "\ud83d", "&<>\"'", "]]>", "😀👩‍👩‍👧", "e\u0323\u0302", "Tiê\u0301ng", "\u0301", "\ufffe",
    "\ufdd0", "\x7f", "\x85", "_x000D_", "{number}", "{{ x }}", "- ", "v.v.", "Lưu: ", "Đảng ", "ﬁ", "%s",
)  # fmt: skip
_TEXT = st.lists(st.sampled_from(_ODD) | st.text(max_size=20), max_size=8).map("".join)
_SPACES = re.compile(r"\s+")
_ENDS = "-–•+*;,. \t\u00a0"


def _bare(text: str) -> str:
    """The text without blanks, and without the marks at its ends, which lists print in their own way."""
    return _SPACES.sub("", _SPACES.sub(" ", clean_line(text)).strip(_ENDS))


def _holds(paragraphs: list[str], text: str) -> bool:
    """Whether one paragraph, or several in a row, hold the text: letterheads are broken into lines."""
    return _bare(text) in _SPACES.sub("", "".join(paragraphs))


def _in_tables(word: WordXml) -> tuple[list[str], list[str]]:
    """The texts of the paragraphs in tables, and of the others."""
    tabled = [p for table in inside(word.document, "tbl") for p in inside(table, "p")]
    others = [p for p in word.paragraphs() if p not in tabled]
    return [text_of(p) for p in tabled], [text_of(p) for p in others]


def _written(report: Report) -> WordXml:
    rules = profile(report.profile)
    return WordXml(docx_bytes(compose(report, rules), rules))


def _report(profile_id: str, texts: list[str], lines: list[str]) -> Report:
    """Every text where fields of one line or several take it; `lines` where a list takes one a line."""
    parent, name, code, place, subject, authority, post, signer, unit, cell = map(clean, texts)
    listed = tuple(clean_line(line) for line in lines)
    return Report(
        kind="interim",
        period=Period("first_half", 2026),
        profile=profile_id,
        issuer=Issuer(parent, name, clean_line(code), clean_line(place)),
        subject=subject,
        sections=(Section("s", "results", clean_line(unit), (Item("i", text="Một đoạn."),)),),
        indicators=(
            Indicator(
                "a", f"Số {clean_line(cell)}", clean_line(unit), f"hơn {clean_line(post)}", "5", "7",
            ),
        ),
        signature=Signature(authority, clean_line(post), clean_line(signer)),
        recipients=listed,
        style=Style(salutation=listed),
    )  # fmt: skip


@given(
    profile_id=st.sampled_from(sorted(profiles())),
    texts=st.lists(_TEXT, min_size=10, max_size=10),
    lines=st.lists(_TEXT, max_size=3),
)
@example("state_nd30_2020", ["Đảng bộ tỉnh Quảng Trị"] * 10, ["- Như trên;", "Lưu: VT, 3b."])
def test_any_text_of_the_frame_stands_in_its_place(
    profile_id: str, texts: list[str], lines: list[str]
) -> None:
    report = _report(profile_id, texts, lines)
    word = _written(report)
    in_tables, running = _in_tables(word)
    signed = report.signature
    for text in (report.issuer.parent, report.issuer.name, report.issuer.code, report.issuer.place):
        assert _holds(in_tables, text), "letterhead"
    for text in (signed.authority, signed.post, signed.name):
        assert _holds(in_tables, text), "signature"
    for text in report.recipients:
        assert _holds(in_tables, text), "recipients"
    figure = report.indicators[0]
    for text in (figure.name, figure.unit, figure.value):
        assert _holds(in_tables, text), "a cell of the appendix"
    lowered = [line.casefold() for line in running]
    assert _bare(report.subject).casefold() in _SPACES.sub("", "".join(lowered)), "subject"
    if profile(profile_id).salutation:
        for text in report.style.salutation:
            assert _holds(running, text), "salutation"
    assert _holds(running, report.sections[0].heading), "heading"


@given(st.lists(_TEXT, min_size=8, max_size=8))
def test_the_writer_changes_no_character_of_the_frame(texts: list[str]) -> None:
    parent, name, mark, motto, place, subject, heading, cell = texts
    table = blocks.Table((blocks.Column(heading, 0.5), blocks.Column(name, 0.5)), ((cell, parent),))
    body = (
        blocks.Letterhead((parent, name), name, mark, mark, (motto, place), place),
        blocks.Title(heading, (subject, cell), mark),
        blocks.Paragraph((blocks.Span(place),), "salutation", "- "),
        blocks.Signature((parent, motto), subject, name, (cell, place), heading),
        blocks.Appendix(heading, subject, place, table, landscape=False),
    )
    rules = profile("state_nd30_2020")
    word = WordXml(docx_bytes(blocks.Document(body, "", "", ""), rules))
    read = [text_of(paragraph) for paragraph in word.paragraphs()]
    for text in texts:
        assert clean(text) in read or not clean(text).strip(), text
    assert _in_tables(word)[0][-4:] == [clean(heading), clean(name), clean(cell), clean(parent)]
