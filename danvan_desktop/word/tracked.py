"""Two Word files compared into one with real tracked changes: accepted it is the second, rejected the first.

rdocx 0.16.3 can compare too, but refuses a document of ours as soon as a bookmarked paragraph is inserted or
deleted ("comparison cannot revise paragraph boundary structures"), and our bookmarks must stay: they lead a
returned file back to its sections. So the comparison is our own.

What is tracked: paragraphs, words, and their emphasis; rows and cells of tables of as many columns; the page
setup of the last section. Another table is a deleted and an inserted one. Styles, headers and the page setup
of other sections are those of the second file. Tracked changes the files already hold are taken first.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from lxml import etree

from danvan_desktop.text.alignment import aligned, changes
from danvan_desktop.text.unicode import clean_line
from danvan_desktop.word.ooxml import Element, w
from danvan_desktop.word.revisions import accept_all
from danvan_desktop.word.safe_package import DOCUMENT, Package
from danvan_desktop.word.tracked_order import Pair, arranged, kind_of, run_to_exchange, section_end
from danvan_desktop.word.tracked_words import Piece, format_of, key_of, pieces_of, runs_of, stretches

_P, _PPR, _R, _RPR, _T, _TBL, _TR, _TC = (w(n) for n in ("p", "pPr", "r", "rPr", "t", "tbl", "tr", "tc"))
_SECTION = w("sectPr")
_BOOKMARKS = {w("bookmarkStart"), w("bookmarkEnd")}
_BLOCKS = {_P, _TBL}
_RELATIONS = "word/_rels/document.xml.rels"
_LONGEST_AUTHOR = 255


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
    tracking.last_section(before.find(f"{w('body')}/{_SECTION}"), after.find(f"{w('body')}/{_SECTION}"))
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

    def last_section(self, old: Element | None, new: Element | None) -> None:
        """Note the page setup the last section had, if it was another. Headers are the second file's."""
        if old is None or new is None:
            return
        was = copy.deepcopy(old)
        etree.strip_elements(was, w("headerReference"), w("footerReference"))
        now = copy.deepcopy(new)
        etree.strip_elements(now, w("headerReference"), w("footerReference"))
        if etree.tostring(was, method="c14n") != etree.tostring(now, method="c14n"):
            etree.SubElement(new, w("sectPrChange"), self._signed()).append(was)

    def _blocks(self, old: Sequence[Element], new: Sequence[Element]) -> Iterator[Element]:
        pairs = arranged(list(_paired(old, new)))
        at = 0
        while at < len(pairs):
            count = run_to_exchange(pairs, at)
            if count:
                yield from self._exchanged(pairs[at : at + count + 1])
            else:
                yield from self._pair(*pairs[at])
            at += count + 1

    def _pair(self, old: Element | None, new: Element | None) -> Iterator[Element]:
        if old is not None and new is not None:
            yield self._paragraph(old, new) if new.tag == _P else self._table(old, new)
        elif old is not None:
            yield self._whole(copy.deepcopy(old), "del")
        elif new is not None:
            yield self._whole(new, "ins")

    def _exchanged(self, pairs: Sequence[Pair]) -> Iterator[Element]:
        """A paragraph both have and those that come or go after it; the end that stays is the last one's."""
        (old, new), *run = pairs
        kind = "del" if kind_of(run[-1]) == "del" else "ins"
        staying = new if kind == "del" else old
        properties = None if staying is None else copy.deepcopy(staying.find(_PPR))
        first = self._paragraph(old, new)
        section = section_end(old)
        if kind == "del" and section is not None and section_end(new) is None and self._keep_references:
            _properties(first).append(copy.deepcopy(section))
        self._mark_end(first, kind)
        yield first
        for pair in run[:-1]:
            yield from self._pair(*pair)
        (last,) = self._pair(*run[-1])
        self._keep_end(last, kind, etree.Element(_PPR) if properties is None else properties)
        yield last

    def _keep_end(self, paragraph: Element, kind: str, other: Element) -> None:
        """Let the end of a paragraph that comes or goes stay, as that of the one with `other` properties."""
        own = _properties(paragraph)
        mark = own.find(_RPR)
        mark.remove(mark.find(w(kind)))
        now, was = (other, own) if kind == "del" else (own, other)
        if now is not own:
            paragraph.replace(own, now)
        for part in (_RPR, _SECTION):
            for side in (was, *((now,) if kind == "del" else ())):
                found = side.find(part)
                if found is not None:
                    side.remove(found)
        if etree.tostring(now, method="c14n") != etree.tostring(was, method="c14n"):
            etree.SubElement(now, w("pPrChange"), self._signed()).append(was)

    def _paragraph(self, old: Element, new: Element) -> Element:
        """One paragraph made of both: words that left, words that came, emphasis that changed."""
        before, after = list(pieces_of(old)), list(pieces_of(new))
        if [key_of(piece) for piece in before] == [key_of(piece) for piece in after]:
            return new
        runs: list[Element] = []
        for kind, i, i_end, j, j_end in changes([p.text for p in before], [p.text for p in after]):
            if kind == "equal":
                runs += self._unchanged(before[i:i_end], after[j:j_end])
                continue
            runs += self._wrapped("del", runs_of(before[i:i_end], deleted=True))
            runs += self._wrapped("ins", runs_of(after[j:j_end]))
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

    def _unchanged(self, old: Sequence[Piece], new: Sequence[Piece]) -> list[Element]:
        made: list[Element] = []
        for was, now in stretches(old, new):
            (made_run,) = runs_of(now)
            if format_of(was[0]) != format_of(now[0]):
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
        properties = _properties(paragraph)
        section = section_end(paragraph)
        if kind == "del" and section is not None and not self._keep_references:
            properties.remove(section)
        self._mark_end(paragraph, kind)
        runs = runs_of(list(pieces_of(paragraph)), deleted=kind == "del")
        marks = [child for child in paragraph if child.tag in _BOOKMARKS] if kind == "ins" else []
        starts = [child for child in marks if child.tag == w("bookmarkStart")]
        for child in list(paragraph):
            if child is not properties:
                paragraph.remove(child)
        paragraph.extend([*starts, *self._wrapped(kind, runs), *(m for m in marks if m not in starts)])
        self._fill_section_end(paragraph, kind)

    def _mark_end(self, paragraph: Element, kind: str) -> None:
        """Say that the paragraph's end comes or goes."""
        properties = _properties(paragraph)
        mark = properties.find(_RPR)
        if mark is None:
            mark = etree.Element(_RPR)
            section = properties.find(_SECTION)
            properties.insert(len(properties) if section is None else properties.index(section), mark)
        mark.insert(0, etree.Element(w(kind), self._signed()))
        self._fill_section_end(paragraph, kind)

    def _fill_section_end(self, paragraph: Element, kind: str) -> None:
        """Give an empty paragraph that ends a section a run without words: LibreOffice 7.4 makes none of it
        otherwise, and then it cannot go."""
        if section_end(paragraph) is not None and paragraph.find(f".//{_R}") is None:
            run = etree.Element(_R)
            etree.SubElement(run, _T if kind == "ins" else w("delText"))
            paragraph.extend(self._wrapped(kind, [run]))

    def _table(self, old: Element, new: Element) -> Element:
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
        return new

    def _wrapped(self, kind: str, runs: Sequence[Element]) -> list[Element]:
        if not runs:
            return []
        wrapper = etree.Element(w(kind), self._signed())
        wrapper.extend(runs)
        return [wrapper]

    def _signed(self) -> dict[str, str]:
        self._number += 1
        return {w("id"): str(self._number), w("author"): self._author, w("date"): self._when}


def _paired(old: Sequence[Element], new: Sequence[Element]) -> Iterator[Pair]:
    """Between the tables both have, paragraphs are paired up; the last before a table always is."""
    i = j = 0
    for left, right in [*_shared_tables(old, new), (None, None)]:
        i_end = old.index(left) if left is not None else len(old)
        j_end = new.index(right) if right is not None else len(new)
        tied = _both_end_alike(old, new, i_end, j_end)
        yield from aligned(old[i:i_end], new[j:j_end], _text, tied_ends=tied)
        if left is not None and right is not None:
            yield left, right
        i, j = i_end + 1, j_end + 1


def _properties(paragraph: Element) -> Element:
    """The paragraph's properties, made if it has none."""
    found = paragraph.find(_PPR)
    if found is None:
        found = etree.Element(_PPR)
        paragraph.insert(0, found)
    return found


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


def _text(block: Element) -> str:
    return "\n".join("".join(piece.text for piece in pieces_of(p)) for p in _paragraphs(block))


def _paragraphs(block: Element) -> Iterable[Element]:
    return (block,) if block.tag == _P else block.iter(_P)


def _highest_number(root: Element) -> int:
    numbers = (element.get(w("id"), "") for element in root.iter(etree.Element))
    return max((int(number) for number in numbers if number.isdecimal()), default=0)
