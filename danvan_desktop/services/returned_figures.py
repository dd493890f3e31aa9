"""What changed in the table of figures of a returned file, cell by cell.

The cells of a row are those of `layout.compose_figures`: number, name, unit, value, same period, difference,
percent and, where there is a plan, the plan and the share of it. What the program works out is not taken: it
follows from the others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from danvan_desktop.domain.figure_edits import canonical, fresh_code, references, with_indicators
from danvan_desktop.domain.figures import MISSING, UNNAMED, printed_figures
from danvan_desktop.domain.regroup import MARK
from danvan_desktop.domain.report import Indicator, Report
from danvan_desktop.layout.compose_figures import appendices
from danvan_desktop.layout.profile import Profile
from danvan_desktop.services.returned_frame import Piece
from danvan_desktop.text.alignment import aligned
from danvan_desktop.text.unicode import clean_line
from danvan_desktop.word.returned import Line

_COLUMNS = {1: "name", 2: "unit", 3: "value", 4: "previous", 7: "planned"}
_NUMBER = 0
_VALUES = ("value", "previous", "planned")
_FIELD = re.compile(r"figure:(?P<code>.+):(?P<column>\w+)")
_NEW_ROW = "figures"
_REGROUPED = re.compile(rf"\s*\({MARK}[^)]*\)$")


def figure_pieces(report: Report, rules: Profile, old: Line, new: Line) -> list[Piece] | None:
    """What differs between both tables of figures; None when they have not the same columns.

    A cell the program works out is left out where it says what follows from the row's other cells.
    """
    printed = printed_figures(report.indicators)
    head, *rows = old.rows
    if new.rows[:1] != (head,) or len(rows) != len(printed):
        return None
    if any(len(row) != len(head) for row in new.rows):
        return None
    signed = dict(zip(new.rows, new.row_authors, strict=True))
    pieces: list[Piece] = []
    number, last = -1, ""
    for was, now in aligned(rows, list(new.rows[1:]), _words):
        if was is not None:
            number += 1
            last = printed[number].code
        if was is None and now is not None:
            pieces.append(Piece(_NEW_ROW, "", "\t".join(now), _all(signed[now]), last))
        elif was is not None and now is None:
            pieces.append(Piece(f"figure:{last}:row", "\t".join(was), "", new.authors))
        elif was is not None and now is not None and was != now:
            pieces += _row_pieces(report, rules, last, (was, now), signed[now])
    return pieces


def with_figure(report: Report, field: str, before: str, after: str, follows: str = "") -> Report | None:
    """The report with what the table of figures now says at 'figure:<code>:<column>' or in a new row.

    A row goes only where the text does not refer to its figure. None where the report no longer says
    `before`, and for a cell the program works out.
    """
    if field == _NEW_ROW:
        return _with_row(report, after.split("\t"), follows)
    found = _FIELD.fullmatch(field)
    rows = list(report.indicators)
    place = next((n for n, row in enumerate(rows) if found and row.code == found["code"]), None)
    if found is None or place is None:
        return None
    own, column = rows[place], found["column"]
    if column == "row":
        if references(report, own.code):
            return None
        del rows[place]
        return with_indicators(report, rows)
    if column not in _COLUMNS.values() or _read(column, before) != _read(column, getattr(own, column)):
        return None
    if column == "name" and not clean_line(after):
        return None
    own = msgspec.structs.replace(own, **{column: _read(column, after)})
    if column == "previous":
        own = msgspec.structs.replace(own, regrouped=False, doubt="")
    rows[place] = msgspec.structs.replace(own, kept=False) if column == "value" else own
    return with_indicators(report, rows)


def _row_pieces(
    report: Report,
    rules: Profile,
    code: str,
    sides: tuple[Sequence[str], Sequence[str]],
    authors: Sequence[tuple[str, ...]],
) -> list[Piece]:
    pieces: list[Piece] = []
    followed: Report | None = report
    worked_out: list[int] = []
    for column, (was, now) in enumerate(zip(*sides, strict=True)):
        if was == now or column == _NUMBER:
            continue
        if column not in _COLUMNS:
            worked_out.append(column)
            continue
        field = f"figure:{code}:{_COLUMNS[column]}"
        pieces.append(Piece(field, was, now, authors[column]))
        followed = with_figure(followed, field, was, now) if followed is not None else None
    tables = appendices(followed, rules) if followed is not None else ()
    own = [row for one in tables[:1] for row in one.table.rows if row[1] == sides[1][1].strip()]
    pieces += [
        Piece(f"figure:{code}:worked_out", sides[0][column], sides[1][column], authors[column])
        for column in worked_out
        if not own or column >= len(own[0]) or own[0][column] != sides[1][column]
    ]
    return pieces


def _with_row(report: Report, cells: Sequence[str], follows: str) -> Report | None:
    rows = list(report.indicators)
    fresh = Indicator(fresh_code(rows))
    for column, name in _COLUMNS.items():
        if column < len(cells):
            fresh = msgspec.structs.replace(fresh, **{name: _read(name, cells[column])})
    if not fresh.name:
        return None
    place = next((n for n, row in enumerate(rows) if row.code == follows), -1)
    rows.insert(place + 1, fresh)
    return with_indicators(report, rows)


def _read(column: str, shown: str) -> str:
    """A cell's text as the report keeps it; the signs for a missing figure are none."""
    text = clean_line(shown).strip()
    if column not in _VALUES:
        return "" if text == UNNAMED else text
    text = _REGROUPED.sub("", text)
    return "" if text in (MISSING, "-") else canonical(text)


def _words(row: Sequence[str]) -> str:
    return " ".join(row[1:])


def _all(authors: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for cell in authors for name in cell))
