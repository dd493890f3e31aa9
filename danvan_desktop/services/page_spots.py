"""From a spot inside a block of the frame on a page to the very field that is printed there.

The renderer tells where a block stands, not its lines: those are reckoned from the text and the widths of
its letters, so that a spot near the edge of a line may lead to its neighbour.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from danvan_desktop.domain.completeness import FIGURES, HEAD, SIGNING
from danvan_desktop.domain.figures import printed_figures, printed_name
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
    composed = compose(report, rules).blocks
    if spot.place == "f:appendix":
        appendices = [block for block in composed if isinstance(block, blocks.Appendix)]
        return Place(FIGURES, str(_row_of_figures(report, appendices, rules, spot)), "value")
    for block in composed:
        match block:
            case blocks.Letterhead() if spot.place == "f:letterhead":
                return Place(HEAD, "", _of_letterhead(report, block, rules, spot))
            case blocks.Signature() if spot.place == "f:signature":
                return Place(SIGNING, "", _of_signature(report, block, rules, spot))
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


def _row_of_figures(report: Report, appendices: Sequence[blocks.Appendix], rules: Profile, spot: Spot) -> int:
    """The row of the report's figures at a spot; the first for what stands over their table.

    In the appendices by unit, which have a column for an indicator, it is that of the column.
    """
    drawn = [_heights(block, rules) for block in appendices]
    at = _index_at([sum(heights) for heights in drawn], spot.down * sum(map(sum, drawn)))
    block, heights = appendices[at], drawn[at]
    if at:
        return _row_of_column(report, block.table.columns, spot.across)
    before = len(heights) - len(block.table.rows)
    printed = max(_index_at(heights, spot.down * sum(map(sum, drawn))) - before, 0)
    shown = printed_figures(report.indicators)
    return next(n for n, one in enumerate(report.indicators) if one is shown[printed])


def _row_of_column(report: Report, columns: Sequence[blocks.Column], across: float) -> int:
    """The row of the indicator a column is headed by, or one before it, or the first of the table."""
    at = _index_at([column.share for column in columns], across)
    for column in (*reversed(columns[: at + 1]), *columns[at + 1 :]):
        for number, indicator in enumerate(report.indicators):
            name = printed_name(indicator).strip()
            if name and column.heading.startswith(name):
                return number
    return 0


def _heights(block: blocks.Appendix, rules: Profile) -> list[float]:
    """Of the lines over an appendix's table, of its header, and of each of its rows, about, in points."""
    styles, page = rules.appendix, rules.page
    room = (page.height_mm if block.landscape else page.width_mm) - page.left_mm - page.right_mm
    whole = sum(column.share for column in block.table.columns)
    rooms = [room * _POINTS_A_MM * column.share / whole for column in block.table.columns]
    size = styles.cell.size

    def height(cells: Sequence[str]) -> float:
        widths = [(text_width_pt(cell, size) * 1.1, wide) for cell, wide in zip(cells, rooms, strict=False)]
        return _LINE * size * max((ceil(width / wide) for width, wide in widths), default=1)

    over = ((styles.heading, "x"), (styles.subject, block.subject), (styles.reference, block.reference))
    lines = [_LINE * style.size for style, text in over if text]
    header = height([column.heading for column in block.table.columns])
    return [*lines, header, *(height(row) for row in block.table.rows)]


def _index_at(heights: list[float], y: float) -> int:
    """Which of the stretches one under another holds a height; the last for one below all."""
    for number, height in enumerate(heights):
        y -= height
        if y < 0:
            return number
    return len(heights) - 1
