"""From a spot inside a block of the frame on a page to the very field that is printed there.

The renderer tells where a block stands, not its lines: those are reckoned from the text and the widths of
its letters, so that a spot near the edge of a line may lead to its neighbour.
"""

from __future__ import annotations

from math import ceil

from danvan_desktop.domain.completeness import FIGURES, HEAD, SIGNING
from danvan_desktop.domain.report import Report
from danvan_desktop.layout import blocks
from danvan_desktop.layout.compose import compose
from danvan_desktop.layout.profile import Profile
from danvan_desktop.layout.text_width import text_width_pt
from danvan_desktop.services.editing import Place
from danvan_desktop.text.unicode import clean_line
from danvan_desktop.word.page_places import Spot

_POINTS_A_MM = 72 / 25.4
_LINE = 1.15
"""Height of a single-spaced line to the size of its letters, in Times New Roman."""

_OVER_SIGNATURE = 12.0
"""Points left free over the first line of the signature and of the recipients (`word.styles`)."""


def field_at(report: Report, rules: Profile, spot: Spot) -> Place | None:
    """The field printed at a spot of letterhead, signature or appendix; None where the place says enough."""
    if spot.place not in ("f:letterhead", "f:signature", "f:appendix"):
        return None
    for block in compose(report, rules).blocks:
        match block:
            case blocks.Letterhead() if spot.place == "f:letterhead":
                return Place(HEAD, "", _of_letterhead(report, block, rules, spot))
            case blocks.Signature() if spot.place == "f:signature":
                return Place(SIGNING, "", _of_signature(report, block, rules, spot))
            case blocks.Appendix() if spot.place == "f:appendix":
                return Place(FIGURES, str(_row_of_appendix(block, rules, spot)), "value")
    return None


def _text_width_pt(rules: Profile) -> float:
    page = rules.page
    return (page.width_mm - page.left_mm - page.right_mm) * _POINTS_A_MM


def _of_letterhead(report: Report, block: blocks.Letterhead, rules: Profile, spot: Spot) -> str:
    marks = report.marks
    above = max(len(block.parent) + len(block.name) + bool(block.left_mark), len(block.motto))
    under = [bool(marks.secrecy) + bool(marks.urgency) + bool(marks.circulation), bool(marks.draft)]
    line = spot.down * (above + 1 + max(under))
    left = rules.letterhead.left_width_mm * _POINTS_A_MM
    across = spot.across * _text_width_pt(rules)
    if across < left:
        if line < len(block.parent):
            return "issuer_parent"
        return "issuer_name" if line < above else "number"
    if line < above:
        return "issuer_name"
    size = rules.letterhead.place_date.size
    room = _text_width_pt(rules) - left
    start = left + (room - text_width_pt(block.place_date, size)) / 2
    place = text_width_pt(block.place_date.partition(",")[0], size)
    return "place" if report.issuer.place and across < start + place else "date"


def _of_signature(report: Report, block: blocks.Signature, rules: Profile, spot: Spot) -> str:
    y = max(spot.down * spot.height - _OVER_SIGNATURE, 0.0)
    if spot.across < 0.5:
        size, room = rules.recipients.item.size, _text_width_pt(rules) / 2
        heights = [_LINE * size * ceil(text_width_pt(line, size) / room or 1) for line in block.recipients]
        number = _index_at([_LINE * rules.recipients.head.size, *heights], y) - 1
        return f"recipient{_typed(report, block.recipients[max(number, 0)])}" if block.recipients else "post"
    signing = rules.signing
    authority = len(block.authority) * _LINE * signing.authority.size
    if y < authority:
        return "authority"
    return "post" if y < authority + 1.5 * _LINE * signing.post.size else "signer"


def _typed(report: Report, printed: str) -> int:
    """Which of the recipients as typed is this printed line; the first for one the rules add."""
    for number, typed in enumerate(report.recipients):
        bare = clean_line(typed).strip("-–;,. ")
        if bare and bare in printed:
            return number
    return 0


def _row_of_appendix(block: blocks.Appendix, rules: Profile, spot: Spot) -> int:
    """The row of the table at a spot; the first for what stands over the table."""
    styles = rules.appendix
    page = rules.page
    room = (page.height_mm if block.landscape else page.width_mm) - page.left_mm - page.right_mm
    whole = sum(column.share for column in block.table.columns)
    rooms = [room * _POINTS_A_MM * column.share / whole for column in block.table.columns]

    def height(cells: tuple[str, ...]) -> float:
        size = styles.cell.size
        pairs = zip(cells, rooms, strict=False)
        return (
            _LINE * size * max(ceil(text_width_pt(cell, size) * 1.1 / wide) for cell, wide in pairs if wide)
        )

    over = [_LINE * styles.heading.size]
    over += [
        _LINE * style.size
        for style, text in ((styles.subject, block.subject), (styles.reference, block.reference))
        if text
    ]
    over.append(height(tuple(column.heading for column in block.table.columns)))
    rows = [max(height(row), _LINE * styles.cell.size) for row in block.table.rows]
    heights = [*over, *rows]
    number = _index_at(heights, spot.down * sum(heights)) - len(over)
    return max(min(number, len(rows) - 1), 0)


def _index_at(heights: list[float], y: float) -> int:
    """Which of the stretches one under another holds a height; the last for one below all."""
    for number, height in enumerate(heights):
        y -= height
        if y < 0:
            return number
    return len(heights) - 1
