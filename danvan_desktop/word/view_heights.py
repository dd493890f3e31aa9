"""Lines as high in rdocx as in LibreOffice, and as many of them on a page.

Measured with LibreOffice 7.4 and rdocx 0.16.3 (`docs/page_agreement.md`):
- LibreOffice's lines are whole twips high: one of Times New Roman at 14 points 322, at a spacing of 1.15 370,
  rounded down. rdocx keeps the fraction, 370.27, which is half a point after 38 lines.
- The empty paragraphs a section ends with, two twips high, would make a page of their own after a full one:
  rdocx does not hold the last row of a table together with them. They are shown with no height at all.
- What a spacing of more than one adds to a line may hang over the foot of the page in LibreOffice. In rdocx
  it may not, so the foot is lowered by it; but not where a ruled table may reach the foot, whose rows must
  not hang over in either.

Only for the view and the PDF made from it.
"""

from __future__ import annotations

from danvan_desktop.word.ooxml import Element, w

HEIGHT_EM = 1.1499
"""Height of a line of Times New Roman, in ems: ascent, descent and line gap."""

_SINGLE = 240
_PPR, _NAMED, _SECTION = w("pPr"), w("pStyle"), w("sectPr")


def line_height(half_points: int, spacing: int = _SINGLE) -> int:
    """Twips between lines of a size in LibreOffice; the spacing in 240ths of a line, as in Word files."""
    return round(HEIGHT_EM * half_points * 10) * round(spacing * 100 / _SINGLE) // 100


def even_heights(styles: Element, document: Element) -> None:
    """Give the lines of every style the height they have in LibreOffice, and the pages the room."""
    hanging = {}
    for style in styles.iter(w("style")):
        spacing, size = style.find(f"{w('pPr')}/{w('spacing')}"), style.find(f"{w('rPr')}/{w('sz')}")
        if style.get(w("styleId")) == "DVEnd" and spacing is not None:
            spacing.set(w("line"), "0")
        if spacing is None or size is None or spacing.get(w("lineRule")) != "auto":
            continue
        half_points = int(size.get(w("val")))
        height = line_height(half_points, int(spacing.get(w("line"))))
        hanging[style.get(w("styleId"))] = height - line_height(half_points)
        spacing.set(w("line"), str(height))
        spacing.set(w("lineRule"), "atLeast")
    _lower_foot(document, hanging)


def _lower_foot(document: Element, hanging: dict[str, int]) -> None:
    """Lower the foot of each section without a ruled table by what the lines of its text may hang over."""
    lowered, ruled = 0, False
    for block in document.find(w("body")):
        properties = block if block.tag == _SECTION else block.find(_PPR)
        if block.tag == w("tbl"):
            kind = block.find(f"{w('tblPr')}/{w('tblStyle')}")
            ruled = ruled or kind is None or kind.get(w("val")) == "DVGrid"
        if properties is None:
            continue
        section = block if block.tag == _SECTION else properties.find(_SECTION)
        named = properties.find(_NAMED)
        if named is not None:
            lowered = max(lowered, hanging.get(named.get(w("val")), 0))
        if section is not None:
            margins = section.find(w("pgMar"))
            if margins is not None and not ruled:
                margins.set(w("bottom"), str(int(margins.get(w("bottom"))) - lowered))
            lowered, ruled = 0, False
