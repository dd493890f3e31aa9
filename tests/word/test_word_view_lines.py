"""The mended view says the same words in the same paragraphs; the written file is untouched by it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lxml import etree
from word_samples import of_length, sample

from danvan_desktop.layout import blocks
from danvan_desktop.layout.profile import profile, profiles
from danvan_desktop.word.ooxml import Element, w
from danvan_desktop.word.safe_package import Package
from danvan_desktop.word.view_heights import even_heights, line_height
from danvan_desktop.word.view_lines import ViewLines
from danvan_desktop.word.writer import docx_bytes


def _parts(document: blocks.Document, profile_id: str) -> tuple[Element, Element]:
    """The main part and the styles of a file."""
    package = Package(docx_bytes(document, profile(profile_id)))
    return package.document(), package.xml("word/styles.xml")


def _said(document: Element) -> Iterator[str]:
    """The words of each paragraph; a space put in at a line's end does not count."""
    for paragraph in document.iter(w("p")):
        yield "".join("".join(paragraph.itertext()).replace("\u200b", "").split())


@pytest.mark.parametrize("profile_id", sorted(profiles()))
def test_words_and_paragraphs_stay(profile_id: str) -> None:
    for made in (sample(profile(profile_id)), of_length(profile(profile_id), 40)):
        document, styles = _parts(made, profile_id)
        before, children = list(_said(document)), len(document[0])
        ViewLines(styles).steer(document)
        even_heights(styles, document)
        assert list(_said(document)) == before
        assert len(document[0]) == children


def test_a_citation_is_not_broken_after_its_slash() -> None:
    text = "Cấp ủy chính quyền Mặt trận Tổ quốc các tổ chức tập trung, thực hiện 24/CT-TTg ngày"
    spans = (blocks.Span(text[:9], bold=True), blocks.Span(text[9:]))
    body = blocks.Document((blocks.Paragraph(spans, "body"),), title="", author="", subject="")
    document, styles = _parts(body, "party_hd05_2026")
    ViewLines(styles).steer(document)
    (spacing,) = document.iter(w("spacing"))
    wide = spacing.getparent().getparent()
    assert wide.find(w("t")).text == " "
    assert wide.getprevious().find(w("t")).text.endswith("hiện")
    assert wide.getnext().find(w("t")).text.startswith("24/CT-TTg")


def test_lines_are_whole_twips_high() -> None:
    assert [line_height(size) for size in (22, 24, 26, 28, 30)] == [253, 276, 299, 322, 345]
    assert [line_height(size, 276) for size in (22, 24, 26, 28, 30)] == [290, 317, 343, 370, 396]


def test_the_foot_is_lowered_where_text_may_hang_over_it() -> None:
    spaced, styles = _parts(of_length(profile("state_nd30_2020"), 9), "state_nd30_2020")
    written = etree.tostring(spaced)
    even_heights(styles, spaced)
    (margins,) = spaced.iter(w("pgMar"))
    assert margins.get(w("bottom")) == str(1134 - 48)
    (body,) = (style for style in styles.iter(w("style")) if style.get(w("styleId")) == "DVBody")
    assert body.find(w("pPr")).find(w("spacing")).get(w("line")) == "370"
    assert etree.tostring(spaced) != written
    exact, styles = _parts(of_length(profile("party_hd05_2026"), 9), "party_hd05_2026")
    written = etree.tostring(exact)
    even_heights(styles, exact)
    assert etree.tostring(exact) == written
