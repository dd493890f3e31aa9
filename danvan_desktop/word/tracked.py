"""Two Word files compared into one with real tracked changes: accepted it is the second, rejected the first.

rdocx 0.16.3 can compare too, but refuses a document of ours as soon as a bookmarked paragraph is inserted or
deleted ("comparison cannot revise paragraph boundary structures"), and our bookmarks must stay: they lead a
returned file back to its sections. So the comparison is our own.

What is tracked: paragraphs, words, and their emphasis; rows and cells of tables of as many columns. Another
table is a deleted and an inserted one. Styles, page setup and headers are those of the second file.
Tracked changes the files already hold are taken first.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import msgspec
from lxml import etree

from danvan_desktop.text.alignment import aligned, changes, tokens
from danvan_desktop.text.unicode import clean_line
from danvan_desktop.word.ooxml import RELATIONSHIPS, Element, w
from danvan_desktop.word.revisions import accept_all
from danvan_desktop.word.safe_package import DOCUMENT, Package

_P, _PPR, _R, _RPR, _T, _TBL, _TR, _TC = (w(n) for n in ("p", "pPr", "r", "rPr", "t", "tbl", "tr", "tc"))
_SECTION = w("sectPr")
_BOOKMARKS = {w("bookmarkStart"), w("bookmarkEnd")}
_BLOCKS = {_P, _TBL}
_SIGNS = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "\u2011"}
_RELATIONS = "word/_rels/document.xml.rels"
_LONGEST_AUTHOR = 255


class _Piece(msgspec.Struct, frozen=True, eq=False):
    """A word or sign of a paragraph: its text, its run's properties, and the element that holds it."""

    text: str
    properties: Element | None
    source: Element


def compare_docx(old: bytes, new: bytes, author: str, when: datetime) -> bytes:
    """The second file with what makes it of the first as tracked changes under `author` at `when`.

    Raises UserError for what is no Word file or not safe to read.
    """
    first, second = Package(old), Package(new)
    before, after = first.document(), second.document()
    for root in (before, after):
        accept_all(root)
        etree.strip_elements(root, w("proofErr"), w("lastRenderedPageBreak"), with_tail=False)
    same_parts = first.part(_RELATIONS) == second.part(_RELATIONS)
    tracking = _Tracking(author, when, _highest_number(after), keep_references=same_parts)
    tracking.body(before.find(w("body")), after.find(w("body")))
    data = etree.tostring(after, xml_declaration=True, encoding="UTF-8", standalone=True)
    return second.replaced({DOCUMENT: data})


class _Tracking:
    """Writes changes into the elements of the second document."""

    def __init__(self, author: str, when: datetime, number: int, *, keep_references: bool) -> None:
        self._author = clean_line(author)[:_LONGEST_AUTHOR] or "?"
        self._when = when.strftime("%Y-%m-%dT%H:%M:%SZ")
        self._keep_references = keep_references
        self._number = number

    def body(self, old: Element, new: Element) -> None:
        """Merge two containers of blocks (a body, a cell), into the second."""
        ours = [child for child in new if child.tag in _BLOCKS]
        merged = list(self._blocks([child for child in old if child.tag in _BLOCKS], ours))
        kept = [child for child in new if child.tag not in _BLOCKS]
        last = [child for child in kept if child.tag == _SECTION]
        first = [child for child in kept if child.tag == w("tcPr")]
        others = {id(child): child for child in kept if child not in last and child not in first}
        after: dict[int, list[Element]] = {}
        for child in others.values():  # content controls and the like stay after the block they followed
            before = child.getprevious()
            while before is not None and before.tag not in _BLOCKS:
                before = before.getprevious()
            after.setdefault(id(before), []).append(child)
        for child in list(new):
            new.remove(child)
        new.extend(first)
        new.extend(after.get(id(None), []))
        for block in merged:
            new.append(block)
            new.extend(after.get(id(block), []))
        new.extend(last)

    def _blocks(self, old: Sequence[Element], new: Sequence[Element]) -> Iterator[Element]:
        """Between the tables both have, paragraphs are paired up; the last before a table always is."""
        i = j = 0
        for left, right in [*_shared_tables(old, new), (None, None)]:
            i_end = old.index(left) if left is not None else len(old)
            j_end = new.index(right) if right is not None else len(new)
            for before, after in aligned(
                old[i:i_end], new[j:j_end], _text, tied_ends=_both_end_alike(old, new, i_end, j_end)
            ):
                yield from self._pair(before, after)
            if left is not None and right is not None:
                self._table(left, right)
                yield right
            i, j = i_end + 1, j_end + 1

    def _pair(self, old: Element | None, new: Element | None) -> Iterator[Element]:
        if old is not None and new is not None and old.tag == new.tag == _P:
            yield self._paragraph(old, new)
            return
        if old is not None:
            yield self._whole(copy.deepcopy(old), "del")
        if new is not None:
            yield self._whole(new, "ins")

    def _paragraph(self, old: Element, new: Element) -> Element:
        """One paragraph made of both: words that left, words that came, emphasis that changed."""
        before, after = list(_pieces(old)), list(_pieces(new))
        if [_key(piece) for piece in before] == [_key(piece) for piece in after]:
            return new
        runs: list[Element] = []
        for kind, i, i_end, j, j_end in changes([p.text for p in before], [p.text for p in after]):
            if kind == "equal":
                runs += self._unchanged(before[i:i_end], after[j:j_end])
                continue
            runs += self._wrapped("del", _runs(before[i:i_end], deleted=True))
            runs += self._wrapped("ins", _runs(after[j:j_end]))
        marks = [child for child in new if child.tag in _BOOKMARKS]
        starts = [mark for mark in marks if mark.tag == w("bookmarkStart")]
        ends = [mark for mark in marks if mark.tag == w("bookmarkEnd")]
        properties = new.find(_PPR)
        for child in list(new):
            new.remove(child)
        if properties is not None:
            new.append(properties)
        new.extend([*starts, *runs, *ends])
        return new

    def _unchanged(self, old: Sequence[_Piece], new: Sequence[_Piece]) -> list[Element]:
        made: list[Element] = []
        for was, now in _stretches(old, new):
            (made_run,) = _runs(now)
            if _format(was[0]) != _format(now[0]):
                self._note_format(made_run, was[0].properties)
            made.append(made_run)
        return made

    def _note_format(self, run: Element, old: Element | None) -> None:
        properties = run.find(_RPR)
        if properties is None:
            properties = etree.Element(_RPR)
            run.insert(0, properties)
        change = etree.SubElement(properties, w("rPrChange"), self._signed())
        change.append(copy.deepcopy(old) if old is not None else etree.Element(_RPR))

    def _whole(self, block: Element, kind: str) -> Element:
        """A paragraph or table that came or left as a whole."""
        for row in block.iter(_TR):
            properties = row.find(w("trPr"))
            if properties is None:
                properties = etree.Element(w("trPr"))
                row.insert(1 if row.find(w("tblPrEx")) is not None else 0, properties)
            etree.SubElement(properties, w(kind), self._signed())
        for paragraph in block.iter(_P):
            self._whole_paragraph(paragraph, kind)
        return block

    def _whole_paragraph(self, paragraph: Element, kind: str) -> None:
        properties = paragraph.find(_PPR)
        if properties is None:
            properties = etree.Element(_PPR)
            paragraph.insert(0, properties)
        section = properties.find(_SECTION)
        if kind == "del" and section is not None and not self._keep_references:
            properties.remove(section)
        mark = properties.find(_RPR)
        if mark is None:
            mark = etree.Element(_RPR)
            at = (
                [child.tag for child in properties].index(_SECTION)
                if properties.find(_SECTION) is not None
                else len(properties)
            )
            properties.insert(at, mark)
        mark.insert(0, etree.Element(w(kind), self._signed()))
        runs = _runs(list(_pieces(paragraph)), deleted=kind == "del")
        marks = [child for child in paragraph if child.tag in _BOOKMARKS] if kind == "ins" else []
        starts = [child for child in marks if child.tag == w("bookmarkStart")]
        for child in list(paragraph):
            if child is not properties:
                paragraph.remove(child)
        paragraph.extend([*starts, *self._wrapped(kind, runs), *(m for m in marks if m not in starts)])

    def _table(self, old: Element, new: Element) -> None:
        """Rows and cells of two tables of as many columns, merged into the second."""
        rows = aligned(old.findall(_TR), new.findall(_TR), _text)
        place = new.index(new.find(_TR)) if new.find(_TR) is not None else len(new)
        for before, after in rows:
            if before is not None and after is not None:
                cells = (before.findall(_TC), after.findall(_TC))
                if len(cells[0]) == len(cells[1]):
                    for was, now in zip(*cells, strict=True):
                        self.body(was, now)
                    place = new.index(after) + 1
                    continue
            if before is not None:
                new.insert(place, self._whole(copy.deepcopy(before), "del"))
                place += 1
            if after is not None:
                self._whole(after, "ins")
                place = new.index(after) + 1

    def _wrapped(self, kind: str, runs: Sequence[Element]) -> list[Element]:
        if not runs:
            return []
        wrapper = etree.Element(w(kind), self._signed())
        wrapper.extend(runs)
        return [wrapper]

    def _signed(self) -> dict[str, str]:
        self._number += 1
        return {w("id"): str(self._number), w("author"): self._author, w("date"): self._when}


def _shared_tables(old: Sequence[Element], new: Sequence[Element]) -> list[tuple[Element, Element]]:
    """Tables of as many columns, paired in order by likeness; a frame's only by its place and columns."""

    def described(table: Element) -> str:
        return f"{_columns(table)} {_text(table)}"

    tables = ([e for e in old if e.tag == _TBL], [e for e in new if e.tag == _TBL])
    pairs = aligned(*tables, described)
    return [(a, b) for a, b in pairs if a is not None and b is not None and _columns(a) == _columns(b)]


def _columns(table: Element) -> int:
    return len(table.findall(f"{w('tblGrid')}/{w('gridCol')}"))


def _both_end_alike(old: Sequence[Element], new: Sequence[Element], i_end: int, j_end: int) -> bool:
    """Whether both end with a paragraph: the last in a cell or before a table cannot be deleted."""
    return bool(i_end and j_end and old[i_end - 1].tag == new[j_end - 1].tag == _P)


def _pieces(paragraph: Element) -> Iterator[_Piece]:
    """The words of all the paragraph's runs, those inside links too; not those of boxes anchored in it."""
    for run in paragraph.iter(_R):
        if any(above.tag == _R for above in run.iterancestors()):
            continue
        properties = run.find(_RPR)
        for child in run:
            if child.tag in (_T, w("delText")):
                yield from (_Piece(token, properties, child) for token in tokens(child.text or ""))
            elif child.tag in _SIGNS:
                yield _Piece(_SIGNS[child.tag], properties, child)
            elif child.tag != _RPR:
                yield _Piece("", properties, child)


def _runs(pieces: Sequence[_Piece], *, deleted: bool = False) -> list[Element]:
    """Runs that hold these pieces, one for each stretch of the same emphasis."""
    made: list[Element] = []
    last: _Piece | None = None
    for piece in pieces:
        if last is None or _format(last) != _format(piece):
            made.append(etree.Element(_R))
            if piece.properties is not None:
                made[-1].append(copy.deepcopy(piece.properties))
        last = piece
        if piece.source.tag not in (_T, w("delText")):
            if not deleted or not _refers(piece.source):
                made[-1].append(copy.deepcopy(piece.source))
            continue
        tag = w("delText") if deleted else _T
        end = made[-1][-1] if len(made[-1]) else None
        if end is None or end.tag != tag:
            end = etree.SubElement(made[-1], tag, {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
            end.text = ""
        end.text += piece.text
    return made


def _stretches(old: Sequence[_Piece], new: Sequence[_Piece]) -> Iterator[tuple[list[_Piece], list[_Piece]]]:
    """Equal words cut where the emphasis of either side changes."""
    was: list[_Piece] = []
    now: list[_Piece] = []
    for before, after in zip(old, new, strict=True):
        if was and (_format(was[-1]), _format(now[-1])) != (_format(before), _format(after)):
            yield was, now
            was, now = [], []
        was.append(before)
        now.append(after)
    if was:
        yield was, now


def _format(piece: _Piece) -> bytes:
    return (
        b"" if piece.properties is None else etree.tostring(piece.properties, method="c14n", exclusive=True)
    )


def _key(piece: _Piece) -> tuple[str, bytes]:
    return piece.text, _format(piece)


def _refers(element: Element) -> bool:
    """Whether the element, or one in it, points to another part of its package."""
    return any(name.startswith(f"{{{RELATIONSHIPS}}}") for e in element.iter() for name in e.attrib)


def _text(block: Element) -> str:
    return "\n".join("".join(piece.text for piece in _pieces(p)) for p in _paragraphs(block))


def _paragraphs(block: Element) -> Iterable[Element]:
    return (block,) if block.tag == _P else block.iter(_P)


def _highest_number(root: Element) -> int:
    numbers = (element.get(w("id"), "") for element in root.iter(etree.Element))
    return max((int(number) for number in numbers if number.isdecimal()), default=0)
