"""The leader's pen comes home: what was changed in a Word file exported here, place by place.

The report is composed again as it was exported, and its lines are paired with those of the returned file: by
the bookmarks both hold where the words are alike too, by likeness between them. What no pair explains is
listed, so that nothing of the file is lost. Letterhead, signature and figures are compared field by field.
Taking changes is in `taking`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from danvan_desktop.domain.edits import find_item, walk
from danvan_desktop.domain.report import Report
from danvan_desktop.errors import UserError
from danvan_desktop.files import read_file
from danvan_desktop.layout import blocks
from danvan_desktop.layout.compose import compose
from danvan_desktop.layout.profile import Profile
from danvan_desktop.services.frame_fields import bare_line, with_field
from danvan_desktop.services.line_marks import without_heading_mark, without_item_mark
from danvan_desktop.services.returned_figures import figure_pieces, with_figure
from danvan_desktop.services.returned_frame import Piece, frame_labels, frame_pieces
from danvan_desktop.services.returned_marks import TAKEABLE_MARKS, Redrawn, Stretch, redrawn, words_of
from danvan_desktop.services.returned_pairs import Exported, Pair, exported_lines, moved_lines, paired
from danvan_desktop.word.returned import Comment, Line, Loose, read_returned
from danvan_desktop.word.returned_marks import Mark, Span
from danvan_desktop.word.safe_package import LARGEST_FILE
from danvan_desktop.word.writer import written
from danvan_desktop.wording import say

ChangeKind = Literal["inserted", "deleted", "retyped", "moved", "marked", "struck"]
_FEW_LINES = 5
_LEAST_SHARE = 0.1
"""Of a text of some lines, less than so much found again says that the file is another one."""

_WORDLESS = ("picture", "drawing", "object")
"""An editor names these anew when it saves: what says of itself nothing that lasts."""

_LIST_LINE = re.compile(r"\s*[-–•+*]\s")
_DRAFT = re.compile(r"Dự thảo lần \d")


class Change(msgspec.Struct, frozen=True):
    """One paragraph, heading or table that differs.

    `place` is what it belongs to: 's:<id>' a heading, 'i:<id>' an item, 'f:<field>' a field of the frame,
    'f:figure:<code>:<column>' a figure; for an inserted line the place of the line before it, for a moved one
    its own. `paragraph` counts the lines of that place from 0. `to` is the place a moved line now follows;
    for a line of a list in the frame, the line before it. `depth` is that of a heading's section, 0 the top.
    `author` is who tracked it, else who saved the file last; `tracked` tells which. `takeable` is false for
    what only the person can put in its place.

    What is 'marked' got a `mark` (or lost it, with `on` false) on `stretches` of `after`; what is 'struck'
    got a line through it there, which from a leader's pen means that it is to go. `spans` is the emphasis
    an inserted line came with.
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
    depth: int | None = None
    mark: Mark | None = None
    on: bool = True
    stretches: tuple[Stretch, ...] = ()
    spans: tuple[Span, ...] = ()


class Remark(msgspec.Struct, frozen=True):
    """A comment at a place of the report, or at none ('')."""

    place: str
    author: str
    words: str
    text: str


class Stray(msgspec.Struct, frozen=True):
    """What is not text of a line: kind and text as in `Loose`, at a place of the report or at none ('')."""

    kind: str
    text: str
    place: str = ""


class Returned(msgspec.Struct, frozen=True):
    """What came back. `loose` is what is not running text: boxes, notes, headers, pictures, formulas."""

    changes: tuple[Change, ...]
    remarks: tuple[Remark, ...]
    loose: tuple[Stray, ...]


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
    document = compose(sent, rules)
    out = written(document, rules)
    own = read_returned(out.docx)
    base = list(exported_lines(own.lines, out.places))
    pairs = paired(base, back.lines)
    if not _is_ours(pairs):
        raise UserError(say("returning.not_ours"), say("returning.not_ours_advice"))
    listing = _Listing(report, rules, document, back.saved_by)
    listing.add(pairs)
    listing.leave_out_what_follows()
    remarks = tuple(_remark(comment, listing.places) for comment in back.comments)
    loose = tuple(_stray(one, listing.places) for one in _not_sent(back.loose, own.loose))
    return Returned(tuple(listing.changes), remarks, loose)


def _is_ours(pairs: Sequence[Pair]) -> bool:
    """Whether enough of the report's text is in the file for it to be this report."""
    text = [new for old, new in pairs if old is not None and old.place.startswith(("i:", "s:"))]
    return len(text) < _FEW_LINES or sum(new is not None for new in text) >= len(text) * _LEAST_SHARE


def _not_sent(back: Sequence[Loose], own: Sequence[Loose]) -> Iterator[Loose]:
    """What came back beside the text and did not go out so: the same words, or as many wordless things.

    Outside the lines it is not counted: LibreOffice writes a watermark into a header for each kind of page.
    """
    said = {loose.text for loose in own}
    wordless = Counter(loose.kind for loose in own if loose.line is not None and loose.kind in _WORDLESS)
    around = {loose.kind for loose in own if loose.line is None}
    for loose in back:
        if loose.kind in _WORDLESS and loose.line is None and loose.kind in around:
            continue
        if loose.kind in _WORDLESS and loose.line is not None and wordless[loose.kind]:
            wordless[loose.kind] -= 1
        elif loose.kind in _WORDLESS or loose.text not in said:
            yield loose


def with_change(report: Report, change: Change) -> Report | None:
    """The report with a change of its frame or figures; None where it does not fit, or cannot be read."""
    field = change.place.removeprefix("f:")
    put = with_figure if field.startswith("figure") else with_field
    return put(report, field, change.before, change.after, change.to)


class _Listing:
    """The changes in order, and the place each returned line belongs to."""

    def __init__(self, report: Report, rules: Profile, document: blocks.Document, saved_by: str) -> None:
        self.changes: list[Change] = []
        self.places: dict[int, str] = {}
        self._report = report
        self._rules = rules
        self._labels = frame_labels(document)
        self._subject = "\n".join(
            line for b in document.blocks if isinstance(b, blocks.Title) for line in b.subject
        )
        self._depths = {f"s:{section.id}": depth for section, depth in walk(report.sections)}
        self._saved_by = saved_by

    def add(self, pairs: Sequence[Pair]) -> None:
        moved = moved_lines(pairs)
        elsewhere = {id(base) for base in moved.values()}
        last: Exported | None = None
        for at, (old, new) in enumerate(pairs):
            if old is not None:
                last = old
                self._old(old, new, left_out=id(old) in elsewhere)
            elif new is not None and not new[1].gone:
                self._new(new, moved.get(new[0]), last, _next_place(pairs, at))

    def leave_out_what_follows(self) -> None:
        """Drop lines that will read so once the changes of figures and frame are taken.

        Such are figures in the text, and the line over an appendix that names number and date.
        """
        followed = self._report
        for change in self.changes:
            if change.takeable and change.place.startswith("f:"):
                followed = with_change(followed, change) or followed
        if followed is self._report:
            return
        out = written(compose(followed, self._rules), self._rules)
        lines = exported_lines(read_returned(out.docx).lines, out.places)
        said = {(entry.place, entry.paragraph): entry.line.text for entry in lines}
        self.changes = [
            change
            for change in self.changes
            if change.kind != "retyped" or said.get((change.place, change.paragraph)) != change.after
        ]

    def _old(self, old: Exported, new: tuple[int, Line] | None, *, left_out: bool) -> None:
        line = new[1] if new is not None else None
        if new is not None:
            self.places[new[0]] = old.place
        if line is None or line.gone:
            if not left_out:
                self._add("deleted", old, line)
        elif old.line.text != line.text:
            pieces = self._pieces(old, line)
            if pieces is None:
                if not _only_its_mark(old, line):
                    self._add("retyped", old, line)
            else:
                for piece in pieces:
                    self._piece(old, piece)
        if line is not None and not line.gone:
            self._marks(old, line)

    def _new(
        self, new: tuple[int, Line], own: Exported | None, last: Exported | None, following: str
    ) -> None:
        number, line = new
        place, paragraph = (last.place, last.paragraph) if last is not None else ("", 0)
        self.places[number] = own.place if own is not None else place
        if own is not None:
            self._add("moved", own, line, to=place)
            self._marks(own, line)
            return
        for drawn in redrawn(None, line):
            if drawn.mark not in TAKEABLE_MARKS or line.rows:
                self._marked(drawn, self.places[number], paragraph, line, takeable=False)
        if place == "f:salutation" and _LIST_LINE.match(line.text) and last is not None:
            self._piece(last, Piece("salutation", "", line.text, line.authors, last.line.text))
            return
        if place.startswith("f:") and following.startswith("i:"):
            found = find_item(self._report, following[2:])
            place = f"s:{found[0].id}" if found is not None and found[1] == 0 else place
        self._keep(
            Change(
                number=len(self.changes),
                kind="inserted",
                place=place,
                paragraph=paragraph,
                before="",
                after=line.text,
                author="",
                tracked=False,
                takeable=place.startswith(("i:", "s:")),
                rows=line.rows,
                depth=_depth(line.style) if line.style else None,
                spans=line.spans,
            ),
            line.authors,
        )

    def _marks(self, old: Exported, new: Line) -> None:
        for drawn in redrawn(old.line, new):
            fits = drawn.mark in TAKEABLE_MARKS or (drawn.mark == "strike" and drawn.on)
            takeable = fits and old.place.startswith("i:") and not new.rows
            self._marked(drawn, old.place, old.paragraph, new, takeable=takeable)

    def _marked(self, drawn: Redrawn, place: str, paragraph: int, line: Line, *, takeable: bool) -> None:
        change = Change(
            number=len(self.changes),
            kind="struck" if drawn.mark == "strike" and drawn.on else "marked",
            place=place,
            paragraph=paragraph,
            before=words_of(line.text, drawn.stretches),
            after=line.text,
            author="",
            tracked=False,
            takeable=takeable,
            mark=drawn.mark,
            on=drawn.on,
            stretches=drawn.stretches,
        )
        self._keep(change, drawn.authors)

    def _pieces(self, old: Exported, new: Line) -> list[Piece] | None:
        """The parts of a table or line of the frame that differ; None where it is one whole."""
        if old.place == "f:title" and old.line.text == self._subject:
            return [Piece("subject", old.line.text, new.text, new.authors)]
        if old.place == "f:salutation":
            if bare_line(old.line.text) == bare_line(new.text):
                return []
            return [Piece("salutation", old.line.text, new.text, new.authors)]
        if old.place in self._labels and old.line.rows and new.rows:
            return frame_pieces(self._labels[old.place], old.line, new)
        if old.place == "f:appendix" and old.line.rows and new.rows:
            return figure_pieces(self._report, self._rules, old.line, new)
        return None

    def _piece(self, old: Exported, piece: Piece) -> None:
        change = Change(
            number=len(self.changes),
            kind="retyped" if piece.before and piece.after else "deleted" if piece.before else "inserted",
            place=f"f:{piece.field}" if piece.field else old.place,
            paragraph=0,
            before=piece.before,
            after=piece.after,
            author="",
            tracked=False,
            takeable=False,
            to=piece.follows,
        )
        fits = with_change(self._report, change) is not None
        self._keep(msgspec.structs.replace(change, takeable=fits), piece.authors)

    def _add(self, kind: ChangeKind, old: Exported, new: Line | None, to: str = "") -> None:
        gone_line = kind == "deleted" and old.place == "f:salutation"
        fits = gone_line and with_field(self._report, "salutation", old.line.text, "") is not None
        self._keep(
            Change(
                number=len(self.changes),
                kind=kind,
                place=old.place,
                paragraph=old.paragraph,
                before=old.line.text,
                after=new.text if new else "",
                author="",
                tracked=False,
                takeable=fits or old.place.startswith(("i:", "s:")),
                to=to,
                rows=new.rows if new else (),
                depth=self._depths.get(old.place),
            ),
            new.authors if new else (),
        )

    def _keep(self, change: Change, authors: tuple[str, ...]) -> None:
        author = ", ".join(authors) or self._saved_by
        self.changes.append(msgspec.structs.replace(change, author=author, tracked=bool(authors)))


def _next_place(pairs: Sequence[Pair], at: int) -> str:
    return next((old.place for old, _ in pairs[at:] if old is not None), "")


def _only_its_mark(old: Exported, new: Line) -> bool:
    """Whether the lines differ but in the number or word the program gives them."""
    if new.rows or not old.place.startswith(("i:", "s:")):
        return False
    bare = without_heading_mark if old.place.startswith("s:") else without_item_mark
    return bare(old.line.text) == bare(new.text)


def _depth(style: str) -> int:
    number = style.removeprefix("Heading")
    return int(number) - 1 if number.isdecimal() and int(number) else 0


def _stray(loose: Loose, places: dict[int, str]) -> Stray:
    """With the place of its line, or of the nearest line before it that has one."""
    before = () if loose.line is None else (n for n in places if n <= loose.line)
    nearest = max(before, default=None)
    return Stray(loose.kind, loose.text, "" if nearest is None else places[nearest])


def _remark(comment: Comment, places: dict[int, str]) -> Remark:
    place = places.get(comment.line, "") if comment.line is not None else ""
    return Remark(place, comment.author, comment.words, comment.text)
