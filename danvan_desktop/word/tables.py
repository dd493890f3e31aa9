"""Tables: the invisible frames of letterhead and signature, and ruled tables of figures."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from danvan_desktop.layout import blocks
from danvan_desktop.layout.text_width import text_width_pt
from danvan_desktop.word.bookmarks import Bookmarks
from danvan_desktop.word.ooxml import Element, child, keep_with_next, paragraph, run, twips_of_pt, w

_CELL_MARGINS = 2 * 85 + 16
"""Both side margins of a DVGrid cell, its rules, and what rounding takes in LibreOffice: see `line_ends`."""

_SHORT = 12


def frame(parent: Element, widths: Sequence[int]) -> Element:
    """An invisible table without cell margins; widths of its columns in twips."""
    return _table(parent, "DVFrame", widths)


def row(table: Element, widths: Sequence[int], *, header: bool = False) -> list[Element]:
    """A new row that never splits, as its cells; a header row repeats on every page."""
    made = child(table, "tr")
    properties = child(made, "trPr")
    child(properties, "cantSplit")
    if header:
        child(properties, "tblHeader")
    cells = []
    for width in widths:
        cell = child(made, "tc")
        child(child(cell, "tcPr"), "tcW", w=width, type="dxa")
        cells.append(cell)
    return cells


def ruled_table(
    parent: Element,
    table: blocks.Table,
    width: int,
    bookmarks: Bookmarks,
    size_pt: float,
    *,
    closing: bool = False,
) -> None:
    """Draw a ruled table over `width` twips with text of `size_pt`, and the small space after it.

    A `closing` table ends its section: instead of the space, its last row is held together with the
    paragraph every section ends with, which could otherwise make a blank page after a full one.

    A table without cells is not drawn. Words in a row beyond the last column stay, in the last cell.
    """
    if not table.columns:
        return
    widths = _wide_enough(_column_widths(table.columns, width), _longest_words(table, size_pt))
    drawn = _table(parent, "DVGrid", widths)
    headings = row(drawn, widths, header=True)
    for cell, column in zip(headings, table.columns, strict=True):
        child(cell[0], "vAlign", val="center")
        run(paragraph(cell, "DVCellHead"), column.heading)
    bookmarks.around(headings[0].find(w("p")), table.source)
    rows = [_fitted(texts, len(widths)) for texts in table.rows]
    styles = (
        [_cell_style(*of) for of in zip(table.columns, zip(*rows, strict=True), strict=True)] if rows else []
    )
    for texts in rows:
        for cell, style, text in zip(row(drawn, widths), styles, texts, strict=True):
            child(cell[0], "vAlign", val="center")
            run(paragraph(cell, style), text)
    if closing:
        keep_last_row_with_next(drawn)
    else:
        paragraph(parent, "DVAfterTable")


def keep_last_row_with_next(table: Element) -> None:
    """Hold the last row of a table on the page of what follows it."""
    for found in table.findall(w("tr"))[-1].iter(w("p")):
        keep_with_next(found)


def _table(parent: Element, style: str, widths: Sequence[int]) -> Element:
    table = child(parent, "tbl")
    properties = child(table, "tblPr")
    child(properties, "tblStyle", val=style)
    child(properties, "tblW", w=sum(widths), type="dxa")
    child(properties, "tblLayout", type="fixed")
    child(properties, "tblLook", val="0000")
    grid = child(table, "tblGrid")
    for width in widths:
        child(grid, "gridCol", w=width)
    return table


def _column_widths(columns: Sequence[blocks.Column], width: int) -> list[int]:
    """The width shared out in twips, without a remainder lost to rounding."""
    total = sum(column.share for column in columns) or 1
    edges, reached = [0], 0.0
    for column in columns:
        reached += column.share
        edges.append(round(width * reached / total))
    return [right - left for left, right in pairwise(edges)]


def _cell_style(column: blocks.Column, texts: Sequence[str]) -> str:
    """Numbers stand right, a column of short texts (numbering, units) in the middle, words left."""
    if column.numeric:
        return "DVCellNumber"
    return "DVCellCenter" if all(len(text) <= _SHORT for text in texts) else "DVCell"


def _longest_words(table: blocks.Table, size_pt: float) -> list[int]:
    """What each column needs, in twips, for its longest word (as 'STT') to stay on one line."""
    found = []
    for number, column in enumerate(table.columns):
        cells = (row[number] for row in table.rows if number < len(row))
        head = max((text_width_pt(word, size_pt, bold=True) for word in column.heading.split()), default=0.0)
        body = max((text_width_pt(word, size_pt) for cell in cells for word in cell.split()), default=0.0)
        found.append(twips_of_pt(max(head, body)) + _CELL_MARGINS)
    return found


def _wide_enough(widths: list[int], least: list[int]) -> list[int]:
    """The widths with narrow columns raised to what they need, at the cost of those with room.

    Where there is not room for all, they stay as they are.
    """
    room = [width - need for width, need in zip(widths, least, strict=True)]
    lacking, spare = -sum(r for r in room if r < 0), sum(r for r in room if r > 0)
    if not lacking or lacking > spare:
        return widths
    given = [round(lacking * max(r, 0) / spare) for r in room]
    widest = room.index(max(room))
    given[widest] += lacking - sum(given)
    return [max(width, need) - gives for width, need, gives in zip(widths, least, given, strict=True)]


def _fitted(texts: Sequence[str], count: int) -> list[str]:
    """Exactly `count` cells: missing ones empty, those beyond the last joined to it."""
    cells = [*texts, *[""] * (count - len(texts))]
    return [*cells[: count - 1], "\n".join(cells[count - 1 :])]
