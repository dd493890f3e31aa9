"""The lines of a Word file of ours, steered to end in rdocx where they end in LibreOffice: see `line_ends`.

Only for the view and the PDF made from it: what is written stays as it is. A few letters in some hundred
lines are moved by a twentieth of a point.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import pairwise
from typing import NamedTuple

from danvan_desktop.word.line_ends import Piece, Steering, column_widths, line_starts, steering
from danvan_desktop.word.ooxml import Element, child, element, w
from danvan_desktop.word.view_heights import line_height
from danvan_desktop.word.view_rows import Line, broken_by_hand, split_row

_P, _R, _T, _TABLE = w("p"), w("r"), w("t"), w("tbl")
_PPR, _RPR, _SECTION = w("pPr"), w("rPr"), w("sectPr")
_INDENTS, _NAMED, _RUN_STYLE = w("ind"), w("pStyle"), w("rStyle")
_VAL, _STYLE = w("val"), w("styleId")
_BESIDE_TEXT = frozenset((_PPR, w("bookmarkStart"), w("bookmarkEnd")))
_CELL_MARGIN = 108
"""What Word gives a table that says nothing."""

_TWIPS = 10
"""In half a point; and no letter of ours is wider than its size."""

_MAY_BREAK = "\u200b"
_SPARE_LINES = 2
"""Left free in a row as high as a page, for what its cells have above and below their text."""
_GAPS = (w("tab"), w("br"))
_SPACES = re.compile(r"(\s+)")


class _Look(NamedTuple):
    """How a style sets text, and its indents in twips."""

    half_points: int = 24
    bold: bool = False
    italic: bool = False
    caps: bool = False
    left: int = 0
    right: int = 0
    first: int = 0

    def changed(self, style: Element) -> _Look:
        """With what a style, or a paragraph's or run's own properties, say about it."""
        text, paragraph = style.find(_RPR), style.find(_PPR)
        indents = None if paragraph is None else paragraph.find(_INDENTS)
        said: dict[str, int | bool] = {}
        if text is not None:
            said = {
                field: flag.get(_VAL) not in ("0", "false")
                for field, name in (("bold", "b"), ("italic", "i"), ("caps", "caps"))
                if (flag := text.find(w(name))) is not None
            }
            if (size := text.find(w("sz"))) is not None:
                said["half_points"] = int(size.get(_VAL))
        if indents is not None:
            named = (("left", "left"), ("right", "right"), ("first", "firstLine"))
            said |= {field: int(value) for field, name in named if (value := indents.get(w(name)))}
        return self._replace(**said)  # type: ignore[arg-type]


class ViewLines:
    """Steers the lines of documents whose styles are these."""

    def __init__(self, styles: Element) -> None:
        self._styles = {style.get(_STYLE): style for style in styles.iter(w("style"))}
        defaults = styles.find(f"{w('docDefaults')}/{w('rPrDefault')}")
        self._plain = _Look() if defaults is None else _Look().changed(defaults)
        self._looks: dict[str | None, _Look] = {}

    def steer(self, document: Element) -> None:
        """Steer every paragraph that holds nothing but text, in the body and in its tables."""
        waiting: list[Element] = []
        for block in document.find(w("body")):
            section = block if block.tag == _SECTION else None
            if block.tag in (_P, _TABLE):
                waiting.append(block)
                properties = block.find(_PPR)
                section = None if properties is None else properties.find(_SECTION)
            if section is not None:
                width, height = _text_area(section)
                for found in waiting:
                    if found.tag == _TABLE:
                        self._steer_table(found, height)
                    else:
                        self._steer_paragraph(found, width)
                waiting.clear()

    def _steer_table(self, table: Element, height: int) -> None:
        here = [int(column.get(w("w"))) for column in table.find(w("tblGrid"))]
        there, margins = column_widths(here), self._cell_margins(table)
        self._split_tall_rows(table, [wide - margins for wide in there], height)
        for row in table.iter(w("tr")):
            cells = row.findall(w("tc"))
            if len(cells) != len(here):
                self._let_merged_break(cells, here, margins)
                continue
            for cell, wide, drawn in zip(cells, there, here, strict=True):
                for paragraph in cell.iter(_P):
                    self._steer_paragraph(paragraph, wide - margins, drawn - wide)

    def _split_tall_rows(self, table: Element, widths: Sequence[int], height: int) -> None:
        """Make several rows of one that is higher than a page: rdocx draws nothing beyond the page's foot."""
        left = height
        for row in table.findall(w("tr")):
            cells = [cell.findall(_P) for cell in row.findall(w("tc"))]
            size = max((self._look_of(p).half_points for found in cells for p in found), default=0)
            if not size or len(cells) != len(widths):
                continue
            most = left // line_height(size) - _SPARE_LINES
            heading = row.find(f"{w('trPr')}/{w('tblHeader')}") is not None
            room = [(found, wide // (size * _TWIPS)) for found, wide in zip(cells, widths, strict=True)]
            if most <= 0 or not (heading or any(_may_have(most, *cell) for cell in room)):
                continue
            lines = [self._cell_lines(*of) for of in zip(cells, widths, strict=True)]
            if heading:
                left -= max(map(len, lines)) * line_height(size)
            elif max(map(len, lines)) > most:
                split_row(row, lines, most)

    def _cell_lines(self, paragraphs: Sequence[Element], width: int) -> list[Line]:
        """The lines of a cell as LibreOffice ends them."""
        found = []
        for paragraph in (line for whole in paragraphs for line in broken_by_hand(whole)):
            look, text = self._look_of(paragraph), "".join(text for _, text in _text_runs(paragraph))
            room = width - look.left - look.right
            starts = line_starts((Piece(text, look.half_points),), room - look.first, room)
            found += [Line(paragraph, *of) for of in pairwise((*(starts or (0,)), len(text)))]
        return found

    def _let_merged_break(self, cells: Sequence[Element], columns: Sequence[int], margins: int) -> None:
        """Leave to break what is wider than its cell; how wide LibreOffice makes such cells is not known."""
        at = 0
        for cell in cells:
            spanned = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
            after = at + (1 if spanned is None else int(spanned.get(_VAL)))
            for paragraph in cell.iter(_P):
                size = self._look_of(paragraph).half_points
                _let_words_break(paragraph, (sum(columns[at:after]) - margins) // (size * _TWIPS))
            at = after

    def _cell_margins(self, table: Element) -> int:
        """Both side margins of a table's cells, by its style, in twips."""
        named = table.find(f"{w('tblPr')}/{w('tblStyle')}")
        style = None if named is None else self._styles.get(named.get(_VAL))
        said = None if style is None else style.find(f"{w('tblPr')}/{w('tblCellMar')}")
        if said is None:
            return 2 * _CELL_MARGIN
        return sum(int(said.find(w(side)).get(w("w"))) for side in ("left", "right"))

    def _steer_paragraph(self, paragraph: Element, width: int, more: int = 0) -> None:
        look = self._look_of(paragraph)
        runs = _text_runs(paragraph)
        length = sum(len(text) for _, text in runs)
        room = width - look.left - look.right
        if runs and length * look.half_points * _TWIPS < room - look.first:
            return
        pieces: list[Piece] = []
        for run, text in runs:
            piece = self._piece(run, text, look)
            if pieces and pieces[-1]._replace(text="") == piece._replace(text=""):
                pieces[-1] = piece._replace(text=pieces[-1].text + piece.text)
            else:
                pieces.append(piece)
        same_length = sum(len(piece.text) for piece in pieces) == length
        steps = steering(tuple(pieces), room - look.first, room, more) if pieces and same_length else None
        if steps is None:
            _let_words_break(paragraph, (room - look.first) // (look.half_points * _TWIPS))
        for step in reversed(steps or ()):
            _apply(step, _text_runs(paragraph))

    def _look_of(self, paragraph: Element) -> _Look:
        properties = paragraph.find(_PPR)
        named = None if properties is None else properties.find(_NAMED)
        look = self._look("Normal" if named is None else named.get(_VAL))
        if properties is not None and len(properties) > (named is not None):
            look = look.changed(paragraph)
        return look

    def _look(self, style_id: str | None) -> _Look:
        """How a style looks, with what it is based on."""
        style = self._styles.get(style_id)
        if style is None:
            return self._plain
        if style_id not in self._looks:
            self._looks[style_id] = self._plain
            under = style.find(w("basedOn"))
            based = self._plain if under is None else self._look(under.get(_VAL))
            self._looks[style_id] = based.changed(style)
        return self._looks[style_id]

    def _piece(self, run: Element, text: str, look: _Look) -> Piece:
        properties = run.find(_RPR)
        mark = ""
        if properties is not None:
            named = properties.find(_RUN_STYLE)
            if named is not None:
                mark = named.get(_VAL)
                style = self._styles.get(mark)
                over = _Look() if style is None else _Look(half_points=0).changed(style)
                look = look._replace(
                    bold=look.bold != over.bold,
                    italic=look.italic != over.italic,
                    caps=look.caps != over.caps,
                    half_points=over.half_points or look.half_points,
                )
            look = look.changed(run)
        emphasis = {(False, False): "regular", (True, False): "bold", (False, True): "italic"}
        style_name = emphasis.get((look.bold, look.italic), "bold_italic")
        return Piece(text.upper() if look.caps else text, look.half_points, style_name, mark)


def _may_have(lines: int, paragraphs: Sequence[Element], letters: int) -> bool:
    """Whether a cell with room for so many letters side by side may have so many lines."""
    broken = sum(len(list(paragraph.iter(w("br")))) for paragraph in paragraphs) + len(paragraphs)
    length = sum(len(text) for paragraph in paragraphs for text in paragraph.itertext())
    return broken + length // max(letters, 1) >= lines


def _text_area(section: Element) -> tuple[int, int]:
    """The width and height of the text area of a section, in twips."""
    page, margins = section.find(w("pgSz")), section.find(w("pgMar"))
    if page is None or margins is None:
        return 0, 0
    width = int(page.get(w("w"))) - int(margins.get(w("left"))) - int(margins.get(w("right")))
    return width, int(page.get(w("h"))) - int(margins.get(w("top"))) - int(margins.get(w("bottom")))


def _text_runs(paragraph: Element) -> list[tuple[Element, str]]:
    """The runs with their texts; none when the paragraph holds anything but runs of plain text."""
    found = []
    for part in paragraph:
        if part.tag in _BESIDE_TEXT:
            continue
        texts = [one for one in part if one.tag != _RPR]
        if part.tag != _R or len(texts) != 1 or texts[0].tag != _T:
            return []
        found.append((part, texts[0].text or ""))
    return found


def _apply(step: Steering, runs: list[tuple[Element, str]]) -> None:
    """Set the letters of one step apart, in runs of their own."""
    for run, start, text in _placed(runs):
        first, last = max(step.start - start, 0), min(step.end - start, len(text))
        if first < last:
            middle = _spaced(_part(run, text[first:last]), step.twips)
            _replace(run, (_part(run, text[:first]), middle, _part(run, text[last:])))
        elif step.start == step.end and 0 < first == last <= len(text):
            between = _spaced(_part(run, " "), step.twips) if step.twips else _part(run, _MAY_BREAK)
            _replace(run, (_part(run, text[:first]), between, _part(run, text[last:])))
            return


def _let_words_break(paragraph: Element, letters: int) -> None:
    """Leave to break each word of more than so many letters after any of them.

    For what is not steered: rdocx breaks no word that is wider than the line, and does not draw the rest.
    """
    words = "".join(one.text or "" if one.tag == _T else " " for one in paragraph.iter(_T, *_GAPS)).split()
    long = [word for word in words if len(word) > max(letters, 1)]
    for text in paragraph.iter(_T) if long else ():
        parts = _SPACES.split(text.text or "")
        text.text = "".join(
            _breakable(part) if any(part in word for word in long) else part for part in parts
        )


def _breakable(word: str) -> str:
    """The word with leave to break it between any two letters, but not before a mark that joins a letter."""
    broken = (a if unicodedata.category(b)[0] in "MC" else a + _MAY_BREAK for a, b in pairwise(word))
    return "".join(broken) + word[-1:]


def _placed(runs: list[tuple[Element, str]]) -> Iterator[tuple[Element, int, str]]:
    start = 0
    for run, text in runs:
        yield run, start, text
        start += len(text)


def _spaced(run: Element, twips: int) -> Element:
    """The run with its letters so much wider."""
    properties = run.find(_RPR)
    if properties is None:
        properties = element("rPr")
        run.insert(0, properties)
    child(properties, "spacing", val=twips)
    return run


def _part(run: Element, text: str) -> Element:
    made = deepcopy(run)
    _part_text(made).text = text
    return made


def _part_text(run: Element) -> Element:
    return run.find(_T)


def _replace(run: Element, parts: tuple[Element, ...]) -> None:
    for part in parts:
        if _part_text(part).text:
            run.addprevious(part)
    run.getparent().remove(run)
