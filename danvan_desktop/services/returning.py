"""The leader's pen comes home: what was changed in a Word file exported here, place by place.

The report is composed again as it was exported, and its lines are paired with those of the returned file: by
the bookmarks both hold where the words are alike too, by likeness between them. What no pair explains is
listed, so that nothing of the file is lost. Taking changes is in `taking`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from danvan_desktop.domain.report import Report
from danvan_desktop.files import read_file
from danvan_desktop.layout.compose import compose
from danvan_desktop.layout.profile import Profile
from danvan_desktop.text.alignment import aligned, likeness
from danvan_desktop.word.returned import Comment, Line, Loose, read_returned
from danvan_desktop.word.safe_package import LARGEST_FILE
from danvan_desktop.word.writer import written

ChangeKind = Literal["inserted", "deleted", "retyped", "moved"]
_SURE = 0.3
"""A bookmark is believed when the words it stands at are so alike."""

_MOVED = 0.8
_DRAFT = re.compile(r"Dự thảo lần \d")


class Change(msgspec.Struct, frozen=True):
    """One paragraph, heading or table that differs.

    `place` is what it belongs to: 's:<id>' a heading, 'i:<id>' an item, 'f:…' the frame; for an inserted line
    the place of the line before it, for a moved one its own. `paragraph` counts the lines of that place from
    0. `to` is the place a moved line now follows. `author` is who tracked it, else who saved the file last;
    `tracked` tells which. `takeable` is false for what only the person can put in its place.
    """

    number: int
    kind: ChangeKind
    place: str
    paragraph: int
    before: str
    after: str
    author: str
    tracked: bool
    takeable: bool
    to: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    heading: bool = False


class Remark(msgspec.Struct, frozen=True):
    """A comment at a place of the report, or at none ('')."""

    place: str
    author: str
    words: str
    text: str


class Returned(msgspec.Struct, frozen=True):
    """What came back. `loose` is text outside the running text: boxes, notes, headers."""

    changes: tuple[Change, ...]
    remarks: tuple[Remark, ...]
    loose: tuple[Loose, ...]


class _Base(msgspec.Struct, frozen=True):
    line: Line
    place: str
    paragraph: int


def bring_home(report: Report, rules: Profile, file: Path) -> Returned:
    """What the file at `file` says otherwise than the report as it was exported under these rules.

    Raises UserError for a file that cannot be read, is no Word file or not safe to read.
    """
    return compare_returned(report, rules, read_file(file, LARGEST_FILE))


def compare_returned(report: Report, rules: Profile, docx: bytes) -> Returned:
    """As `bring_home`, for the bytes of the file.

    It is compared with the final file, or with the draft when it shows the draft mark.
    """
    back = read_returned(docx)
    draft = any(_DRAFT.search(line.text) for line in back.lines)
    sent = report if draft else msgspec.structs.replace(report, marks=report.marks.final())
    out = written(compose(sent, rules), rules)
    base = list(_places(read_returned(out.docx).lines, out.places))
    pairs = _paired(base, back.lines)
    changes, places = _changes(pairs, back.saved_by)
    remarks = tuple(_remark(comment, places) for comment in back.comments)
    own = {loose.text for loose in read_returned(out.docx).loose}
    return Returned(tuple(changes), remarks, tuple(loose for loose in back.loose if loose.text not in own))


def _places(lines: Sequence[Line], places: Sequence[str]) -> Iterator[_Base]:
    counts: dict[str, int] = {}
    for line in lines:
        place = places[line.body_index] if line.body_index < len(places) else ""
        if not line.text.strip() and not line.bookmarks:
            continue
        yield _Base(line, place, counts.get(place, 0))
        counts[place] = counts.get(place, 0) + 1


_Pair = tuple[_Base | None, tuple[int, Line] | None]


def _paired(base: list[_Base], lines: Sequence[Line]) -> list[_Pair]:
    """Base lines and returned lines in the order of the returned file, deleted ones where they stood."""
    back = [(n, line) for n, line in enumerate(lines) if line.text.strip() or line.gone]
    anchors = _anchors(base, [line for _, line in back])
    pairs: list[_Pair] = []
    i = j = 0
    for left, right in [*anchors, (len(base), len(back))]:
        pairs += _between(base[i:left], back[j:right])
        if left < len(base):
            pairs.append((base[left], back[right]))
        i, j = left + 1, right + 1
    return pairs


def _between(base: Sequence[_Base], back: Sequence[tuple[int, Line]]) -> list[_Pair]:
    left: list[_Base | tuple[int, Line]] = list(base)
    right: list[_Base | tuple[int, Line]] = list(back)
    return [
        (old if isinstance(old, _Base) else None, new if isinstance(new, tuple) else None)
        for old, new in aligned(left, right, _words)
    ]


def _words(entry: _Base | tuple[int, Line]) -> str:
    return entry.line.text if isinstance(entry, _Base) else entry[1].text


def _anchors(base: Sequence[_Base], back: Sequence[Line]) -> list[tuple[int, int]]:
    """Pairs of indexes fixed by a bookmark both have, rising on both sides."""
    at = {name: number for number, line in enumerate(back) for name in line.bookmarks}
    found: list[tuple[int, int]] = []
    for number, entry in enumerate(base):
        for name in entry.line.bookmarks:
            other = at.get(name)
            if other is None:
                continue
            line = back[other]
            if (line.gone and len(line.bookmarks) == 1) or likeness(entry.line.text, line.text) >= _SURE:
                found.append((number, other))
                break
    return _longest_rising(found)


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs whose second numbers rise too: the rest was moved."""
    best: list[list[tuple[int, int]]] = []
    for pair in pairs:
        before = [chain for chain in best if chain[-1][1] < pair[1]]
        best.append([*max(before, key=len, default=[]), pair])
    return max(best, key=len, default=[])


def _changes(pairs: Sequence[_Pair], saved_by: str) -> tuple[list[Change], dict[int, str]]:
    """The changes in order, and the place each returned line belongs to."""
    moved = _moves(pairs)
    elsewhere = {id(base) for base in moved.values()}
    changes: list[Change] = []
    places: dict[int, str] = {}
    last: _Base | None = None
    for old, new in pairs:
        if new is not None:
            places[new[0]] = old.place if old else last.place if last else ""
        if old is not None and new is not None:
            last = old
            if new[1].gone and id(old) not in elsewhere:
                changes.append(_change(len(changes), "deleted", old, new[1], saved_by))
            elif not new[1].gone and old.line.text != new[1].text:
                changes.append(_change(len(changes), "retyped", old, new[1], saved_by))
        elif old is not None:
            if id(old) not in elsewhere:
                changes.append(_change(len(changes), "deleted", old, None, saved_by))
            last = old
        elif new is not None and not new[1].gone:
            if new[0] in moved:
                own = moved[new[0]]
                places[new[0]] = own.place
                made = _change(len(changes), "moved", own, new[1], saved_by)
                changes.append(msgspec.structs.replace(made, to=last.place if last else ""))
            else:
                changes.append(_inserted(len(changes), last, new[1], saved_by))
    return changes, places


def _moves(pairs: Sequence[_Pair]) -> dict[int, _Base]:
    """Returned lines, by number, that are deleted lines of the base standing elsewhere."""
    gone = [old for old, new in pairs if old is not None and (new is None or new[1].gone)]
    moved: dict[int, _Base] = {}
    for old, new in pairs:
        if old is None and new is not None and not new[1].gone and gone:
            nearest = max(gone, key=lambda base: likeness(base.line.text, new[1].text))
            if likeness(nearest.line.text, new[1].text) >= _MOVED and not nearest.line.rows:
                moved[new[0]] = nearest
                gone.remove(nearest)
    return moved


def _change(number: int, kind: ChangeKind, old: _Base, new: Line | None, saved_by: str) -> Change:
    tracked = bool(new and new.authors)
    return Change(
        number=number,
        kind=kind,
        place=old.place,
        paragraph=old.paragraph,
        before=old.line.text,
        after=new.text if new else "",
        author=", ".join(new.authors) if new and tracked else saved_by,
        tracked=tracked,
        takeable=old.place.startswith(("i:", "s:")),
        rows=new.rows if new else (),
        heading=old.place.startswith("s:"),
    )


def _inserted(number: int, last: _Base | None, line: Line, saved_by: str) -> Change:
    place = last.place if last else ""
    return Change(
        number=number,
        kind="inserted",
        place=place,
        paragraph=last.paragraph if last else 0,
        before="",
        after=line.text,
        author=", ".join(line.authors) or saved_by,
        tracked=bool(line.authors),
        takeable=place.startswith(("i:", "s:")) and not line.heading and not line.rows,
        rows=line.rows,
        heading=line.heading,
    )


def _remark(comment: Comment, places: dict[int, str]) -> Remark:
    place = places.get(comment.line, "") if comment.line is not None else ""
    return Remark(place, comment.author, comment.words, comment.text)
