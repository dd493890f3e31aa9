"""A Word file that went out and came back edited: its lines as they now read, who changed them, its comments.

Seen in files LibreOffice 7.4 saved: it keeps our bookmarks, also inside deleted text; deleting a paragraph
without tracking leaves its bookmark, collapsed, at the start of the next one. So a bookmark alone proves
nothing: who pairs lines up also looks at their words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from lxml import etree

from danvan_desktop.word.ooxml import Element, w
from danvan_desktop.word.returned_marks import Emphasis, Mark, Span, added, shifted
from danvan_desktop.word.returned_things import thing
from danvan_desktop.word.revisions import paragraph_mark
from danvan_desktop.word.safe_package import Package

_P, _PPR, _R, _T, _TBL, _TR, _TC = (w(name) for name in ("p", "pPr", "r", "t", "tbl", "tr", "tc"))
_INS, _DEL, _MOVED_IN, _MOVED_OUT = w("ins"), w("del"), w("moveTo"), w("moveFrom")
_BOX, _BOOKMARK = w("txbxContent"), w("bookmarkStart")
_BREAKS = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "\u2011"}
_CORE = "docProps/core.xml"
_SAVED_BY = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}lastModifiedBy"
_NOTES = {"word/footnotes.xml": "footnote", "word/endnotes.xml": "endnote"}


class Line(msgspec.Struct, frozen=True):
    """A paragraph of the body, or a whole table, as it reads with every tracked change taken.

    `body_index` is the place of its element among the body's children. `authors` are those who changed it
    with tracking, in order. `gone` says that all its words are deleted with tracking; `was` is then what they
    were. `rows` holds a table's cells, `row_authors` who changed each of them, in the same order. `bookmarks`
    are the names that start in it, `style` is its style's id where that is a heading's. `spans` are the
    stretches of `text` with emphasis or another mark on them, `styled` the marks a paragraph's style gives.
    """

    text: str
    body_index: int
    bookmarks: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    gone: bool = False
    was: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    row_authors: tuple[tuple[tuple[str, ...], ...], ...] = ()
    style: str = ""
    spans: tuple[Span, ...] = ()
    styled: frozenset[Mark] = frozenset()


class Comment(msgspec.Struct, frozen=True):
    """A comment: who wrote it, what, on which words, and the line (index) it hangs on, None for nowhere."""

    author: str
    text: str
    words: str
    line: int | None


class Loose(msgspec.Struct, frozen=True):
    """What is outside the text of the lines, and the line (index) it stands in, None for outside of all.

    `kind` is 'text box', 'footnote', 'endnote', 'header', 'footer' or one of those of `returned_things`; a
    picture or object may have nothing to say.
    """

    kind: str
    text: str
    line: int | None = None


class ReturnedFile(msgspec.Struct, frozen=True):
    """All text of a Word file. `saved_by` is who saved it last, as far as the file tells."""

    lines: tuple[Line, ...]
    comments: tuple[Comment, ...]
    loose: tuple[Loose, ...]
    saved_by: str


def read_returned(docx: bytes) -> ReturnedFile:
    """Everything said in a Word file. Raises UserError for what is no Word file or not safe to read."""
    package = Package(docx)
    body = package.document().find(w("body"))
    reading = _Reading(_comments(package), Emphasis(package.xml("word/styles.xml")))
    if body is not None:
        reading.body(body)
    loose = [*reading.loose(), *_notes(package), *_headers(package)]
    return ReturnedFile(tuple(reading.lines), reading.comments(), tuple(loose), _saved_by(package))


class _Reading:
    """Walks the body once, keeping which line each comment hangs on."""

    def __init__(self, written: dict[str, tuple[str, str]], emphasis: Emphasis) -> None:
        self.lines: list[Line] = []
        self._loose: list[tuple[str, str, _Read]] = []
        self._written = written
        self._emphasis = emphasis
        self._anchors: dict[str, _Read] = {}
        self._words: dict[str, list[str]] = {}
        self._open: set[str] = set()
        self._chain: list[_Read] = []

    def body(self, body: Element) -> None:
        for index, child in enumerate(body):
            for block in _blocks(child):
                if block.tag == _P:
                    self._paragraph(block, index)
                else:
                    self._end_chain()
                    self._table(block, index)
        self._end_chain()

    def comments(self) -> tuple[Comment, ...]:
        return tuple(
            Comment(
                author,
                text,
                "".join(self._words.get(number, ())),
                self._anchors[number].line if number in self._anchors else None,
            )
            for number, (author, text) in self._written.items()
        )

    def loose(self) -> Iterator[Loose]:
        for kind, text, read in self._loose:
            yield Loose(kind, text, read.line)

    def _paragraph(self, paragraph: Element, index: int) -> None:
        """Paragraphs whose ends are deleted belong to the one after them: together they are a chain."""
        read = self._read(paragraph)
        read.index, read.style = index, _heading_style(paragraph)
        read.styled = self._emphasis.styled(paragraph)
        come, gone = paragraph_mark(paragraph, _INS), paragraph_mark(paragraph, _DEL)
        if come is not None:
            read.authors.append(come.get(w("author"), ""))
        self._chain.append(read)
        if gone is None:
            self._end_chain()
        else:
            read.end_deleted_by = gone.get(w("author"), "")

    def _end_chain(self) -> None:
        """What is left of a chain is one line; each paragraph without a word left is a line that is gone.

        Which of their ends was deleted does not matter: as many lines go as ends do.
        """
        chain, self._chain = self._chain, []
        left = [read for read in chain if read.text.strip()]
        deleters = [read.end_deleted_by for read in chain if read.end_deleted_by]
        for read in chain:
            if left and read is left[-1]:
                authors = [author for part in left for author in part.authors]
                read.spans = _joined_spans(left)
                read.text = "".join(part.text for part in left)
                read.bookmarks = [name for part in left for name in part.bookmarks]
                self._add(read, [*authors, *(deleters if len(left) > 1 else ())], gone=False)
            elif read.deleted and read not in left:
                self._add(read, [*read.authors, *deleters], gone=True)
            elif not left:
                self._add(read, read.authors, gone=False)
        for read in left:
            read.line = left[-1].line
        for read in chain:
            read.line = len(self.lines) - 1 if read.line is None else read.line

    def _add(self, read: _Read, authors: list[str], *, gone: bool) -> None:
        read.line = len(self.lines)
        self.lines.append(
            Line(
                read.text,
                read.index,
                tuple(read.bookmarks),
                _once(authors),
                gone,
                read.was if gone else "",
                style=read.style,
                spans=tuple(read.spans),
                styled=read.styled,
            )
        )

    def _table(self, table: Element, index: int) -> None:
        whole = _Read()
        whole.line = len(self.lines)
        rows: list[tuple[str, ...]] = []
        was: list[tuple[str, ...]] = []
        changed: list[tuple[tuple[str, ...], ...]] = []
        spans: list[Span] = []
        for row in table.iter(_TR):
            properties = row.find(w("trPr"))
            marks = [] if properties is None else [m for m in properties if m.tag in (_INS, _DEL)]
            signed = [mark.get(w("author"), "") for mark in marks]
            cells = [[self._read(p, whole) for p in cell.iter(_P)] for cell in row.findall(_TC)]
            authors = [_once([*signed, *(a for read in reads for a in read.authors)]) for reads in cells]
            whole.authors += [*signed, *(author for cell in authors for author in cell)]
            whole.bookmarks += [name for reads in cells for read in reads for name in read.bookmarks]
            kinds = {mark.tag for mark in marks}
            if _INS not in kinds:
                was.append(tuple("\n".join(read.was for read in reads) for reads in cells))
            if _DEL not in kinds:
                spans += shifted(_row_spans(cells), len(_table_text(rows)) + 1 if rows else 0)
                rows.append(tuple("\n".join(read.text for read in reads) for reads in cells))
                changed.append(tuple(authors))
        self.lines.append(
            Line(
                _table_text(rows),
                index,
                tuple(whole.bookmarks),
                _once(whole.authors),
                not rows,
                "" if rows else _table_text(was),
                tuple(rows),
                tuple(changed),
                spans=tuple(spans),
            )
        )

    def _read(self, paragraph: Element, anchor: _Read | None = None) -> _Read:
        """The paragraph's text with insertions in and deletions out, what it was, and who changed it.

        Its comments hang on `anchor`, or else on the paragraph itself.
        """
        read = _Read()
        for element in paragraph.iter():
            found = thing(element)
            if found is not None:
                self._loose.append((*found, anchor or read))
            if any(above.tag == _BOX for above in element.iterancestors()):
                continue
            if element.tag == _BOX:
                self._box(element, anchor or read)
            elif element.tag == _BOOKMARK:
                read.bookmarks.append(element.get(w("name"), ""))
            elif element.tag in (_INS, _DEL, _MOVED_IN, _MOVED_OUT) and _holds_runs(element):
                read.authors.append(element.get(w("author"), ""))
            elif element.tag == w("commentRangeStart"):
                self._open.add(element.get(w("id"), ""))
            elif element.tag == w("commentRangeEnd"):
                self._open.discard(element.get(w("id"), ""))
            elif element.tag == w("commentReference"):
                self._anchors.setdefault(element.get(w("id"), ""), anchor or read)
            elif element.tag in (w("delText"), _T, *_BREAKS) and element.getparent().tag == _R:
                self._words_of(element, read)
        return read

    def _words_of(self, element: Element, read: _Read) -> None:
        text = _BREAKS.get(element.tag, element.text or "")
        above = {one.tag for one in element.iterancestors()}
        if not above & {_INS, _MOVED_IN}:
            read.was += text
        if above & {_DEL, _MOVED_OUT}:
            read.deleted = read.deleted or bool(text)
            return
        marks, author = self._emphasis.of(element.getparent())
        added(read.spans, len(read.text), text, marks, author)
        read.text += text
        for number in self._open:
            self._words.setdefault(number, []).append(text)

    def _box(self, box: Element, read: _Read) -> None:
        # Word writes a box twice, for new and old readers: mc:Choice and mc:Fallback.
        if not any(str(above.tag).endswith("}Fallback") for above in box.iterancestors()):
            text = "\n".join("".join(p.itertext(_T)) for p in box.iter(_P)).strip()
            if text:
                self._loose.append(("text box", text, read))


class _Read:
    """What one paragraph says, while it is being read."""

    def __init__(self) -> None:
        self.text = ""
        self.was = ""
        self.bookmarks: list[str] = []
        self.authors: list[str] = []
        self.deleted = False
        self.end_deleted_by = ""
        self.index = 0
        self.style = ""
        self.spans: list[Span] = []
        self.styled: frozenset[Mark] = frozenset()
        self.line: int | None = None


def _table_text(rows: Iterable[tuple[str, ...]]) -> str:
    return "\n".join("\t".join(row) for row in rows)


def _joined_spans(parts: Iterable[_Read], between: int = 0) -> list[Span]:
    """The stretches of the parts' texts set one after another, `between` characters apart."""
    spans: list[Span] = []
    at = 0
    for part in parts:
        spans += shifted(part.spans, at)
        at += len(part.text) + between
    return spans


def _row_spans(cells: Iterable[list[_Read]]) -> list[Span]:
    return _joined_spans((read for reads in cells for read in reads or [_Read()]), between=1)


def _blocks(child: Element) -> Iterator[Element]:
    """The paragraphs and outermost tables in a child of the body, in content controls too."""
    if child.tag in (_P, _TBL):
        yield child
    elif child.tag != w("sectPr"):
        for inner in child:
            yield from _blocks(inner)


def _holds_runs(change: Element) -> bool:
    return change.find(f".//{_R}") is not None


def _heading_style(paragraph: Element) -> str:
    style = paragraph.find(f"{_PPR}/{w('pStyle')}")
    name = "" if style is None else style.get(w("val"), "")
    return name if name.startswith("Heading") else ""


def _once(names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def _comments(package: Package) -> dict[str, tuple[str, str]]:
    root = package.xml("word/comments.xml")
    if root is None:
        return {}
    return {
        comment.get(w("id"), ""): (
            comment.get(w("author"), ""),
            "\n".join("".join(p.itertext(_T)) for p in comment.iter(_P)).strip(),
        )
        for comment in root.iter(w("comment"))
    }


def _notes(package: Package) -> Iterator[Loose]:
    for part, kind in _NOTES.items():
        root = package.xml(part)
        for note in root if root is not None else ():
            text = "".join(note.itertext(_T)).strip()
            if text:
                yield Loose(kind, text)
            yield from _things(note)


def _headers(package: Package) -> Iterator[Loose]:
    for name in package.names:
        for kind in ("header", "footer"):
            if name.startswith(f"word/{kind}") and name.endswith(".xml"):
                root = package.xml(name)
                text = (
                    "" if root is None else "\n".join("".join(p.itertext(_T)) for p in root.iter(_P)).strip()
                )
                if text and not text.isdigit():
                    yield Loose(kind, text)
                yield from _things(root) if root is not None else ()


def _things(root: Element) -> Iterator[Loose]:
    for element in root.iter(etree.Element):
        found = thing(element)
        if found is not None:
            yield Loose(*found)


def _saved_by(package: Package) -> str:
    root = package.xml(_CORE)
    found = None if root is None else root.find(_SAVED_BY)
    return "" if found is None else (found.text or "").strip()
