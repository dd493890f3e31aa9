"""A composed document drawn as a Word file: paragraphs in named styles, nothing decided here."""

from __future__ import annotations

import io
from collections.abc import Sequence

import msgspec
from docx.document import Document as WordFile

from danvan_desktop.layout import blocks
from danvan_desktop.layout.profile import Profile
from danvan_desktop.layout.text_width import text_width_pt
from danvan_desktop.text.unicode import clean_line
from danvan_desktop.word.base import empty_file
from danvan_desktop.word.bookmarks import Bookmarks
from danvan_desktop.word.frame import draw_letterhead, draw_signature, draw_title, text_width
from danvan_desktop.word.marks import add_watermark
from danvan_desktop.word.ooxml import (
    RELATIONSHIPS,
    Element,
    child,
    element,
    keep_lines_together,
    keep_with_next,
    lines,
    paragraph,
    run,
    twips_of_mm,
    twips_of_pt,
    w,
)
from danvan_desktop.word.styles import BASIS, BODY, LEAD, TASK, add_styles, heading_style
from danvan_desktop.word.tables import keep_last_row_with_next, ruled_table

_LONGEST_PROPERTY = 255
_SHORT_LAST = 10
"""A paragraph of so many lines goes to the signature's page whole, as LibreOffice takes one of any length."""

_FRAME_PLACES: dict[type[blocks.Block], str] = {
    blocks.Letterhead: "f:letterhead",
    blocks.Title: "f:title",
    blocks.Signature: "f:signature",
    blocks.Appendix: "f:appendix",
}


class Written(msgspec.Struct, frozen=True):
    """A Word file, and what leads from it back to the report.

    `places` has one entry for each child of the document's body: 's:<section id>', 'i:<item id>', a part
    of the frame ('f:letterhead', 'f:title', 'f:salutation', 'f:signature', 'f:appendix'), or nothing.
    `bookmarks` gives the section or item of each bookmark's name.
    """

    docx: bytes
    places: tuple[str, ...]
    bookmarks: dict[str, str]


def docx_bytes(document: blocks.Document, profile: Profile) -> bytes:
    """The document as the bytes of a .docx file in the profile's layout."""
    return written(document, profile).docx


def written(document: blocks.Document, profile: Profile) -> Written:
    """As `docx_bytes`, and where the parts of the document went."""
    file = empty_file()
    if document.two_sided and profile.page.back:
        file.settings.element.find(w("zoom")).addnext(element("mirrorMargins"))
    parts = any(isinstance(block, blocks.Heading) and block.level == 0 for block in document.blocks)
    lead = next((block.word for block in document.blocks if isinstance(block, blocks.Task)), None)
    add_styles(file.styles.element, profile, parts=parts, lead=lead)
    drawing = _Drawing(file.element.body, profile, document.marks, parts=parts)
    places = drawing.draw(document.blocks)
    if document.marks.watermark:
        add_watermark(file)
    _set_properties(file, document)
    packed = io.BytesIO()
    file.save(packed)
    return Written(packed.getvalue(), places, drawing.bookmarks.sources())


def _set_properties(file: WordFile, document: blocks.Document) -> None:
    properties = file.core_properties
    properties.title = clean_line(document.title)[:_LONGEST_PROPERTY]
    properties.author = clean_line(document.author)[:_LONGEST_PROPERTY]
    properties.subject = clean_line(document.subject)[:_LONGEST_PROPERTY]


class _Drawing:
    """Draws blocks one after the other into a body, opening a section for each appendix."""

    def __init__(self, body: Element, profile: Profile, marks: blocks.Marks, *, parts: bool) -> None:
        self._body = body
        self._profile = profile
        self._marks = marks
        self._parts = parts
        self._width = text_width(profile)
        self.bookmarks = Bookmarks()

    def draw(self, all_blocks: Sequence[blocks.Block]) -> tuple[str, ...]:
        """Draw all blocks and close the last section; the place of each child of the body."""
        section: blocks.Appendix | None = None
        places: list[str] = []
        for block in all_blocks:
            if isinstance(block, blocks.Appendix):
                self._section(child(paragraph(self._body, "DVEnd")[0], "sectPr"), section)
                section = block
                places.append("")
            self._block(block)
            places += [_place(block)] * (len(self._body) - len(places))
        if all_blocks and isinstance(all_blocks[-1], blocks.Signature | blocks.Appendix):
            # As many as around another appendix, so that one can come or go with tracking.
            keep_with_next(paragraph(self._body, "DVEnd"))
        paragraph(self._body, "DVEnd")
        self._section(child(self._body, "sectPr"), section)
        return (*places, *[""] * (len(self._body) - len(places)))

    def _block(self, block: blocks.Block) -> None:
        match block:
            case blocks.Letterhead():
                draw_letterhead(self._body, block, self._profile, self._marks)
            case blocks.Title():
                draw_title(self._body, block, self._profile)
            case blocks.Heading():
                self._heading(block)
            case blocks.Paragraph():
                self._paragraph(block)
            case blocks.Task():
                self._task(block)
            case blocks.Table():
                self._ruled_table(block, self._width)
            case blocks.Signature():
                self._keep_last_with_next()
                draw_signature(self._body, block, self._profile)
            case blocks.Appendix():
                self._appendix(block)

    def _heading(self, heading: blocks.Heading) -> None:
        made = paragraph(self._body, heading_style(heading.level, self._profile, parts=self._parts))
        if heading.level == 0:
            run(made, f"{heading.mark}\n" if heading.mark else "")
            run(made, heading.text, style="DVPartName")
        else:
            run(made, f"{heading.mark} {heading.text}" if heading.mark else heading.text)
        self.bookmarks.around(made, heading.source)

    def _paragraph(self, block: blocks.Paragraph) -> None:
        made = paragraph(self._body, _paragraph_style(block))
        run(made, block.dash)
        self._spans(made, block.spans)
        self.bookmarks.around(made, block.source)

    def _task(self, task: blocks.Task) -> None:
        made = paragraph(self._body, TASK)
        run(made, task.word.text, style=LEAD)
        first, *more = task.paragraphs or ((),)
        self._spans(made, first)
        self.bookmarks.around(made, task.source)
        for spans in more:
            self._spans(paragraph(self._body, BODY), spans)

    def _spans(self, into: Element, spans: Sequence[blocks.Span]) -> None:
        for span in spans:
            run(into, span.text, bold=span.bold, italic=span.italic)

    def _appendix(self, appendix: blocks.Appendix) -> None:
        lines(self._body, "DVAppendix", (appendix.heading,))
        for style, text in (
            ("DVAppendixSubject", appendix.subject),
            ("DVAppendixReference", appendix.reference),
        ):
            if text:
                lines(self._body, style, (text,))
        page = self._profile.page
        turned = twips_of_mm(page.height_mm) - twips_of_mm(page.width_mm) if appendix.landscape else 0
        self._ruled_table(appendix.table, self._width + turned, closing=True)

    def _ruled_table(self, table: blocks.Table, width: int, *, closing: bool = False) -> None:
        size = self._profile.appendix.cell.size
        ruled_table(self._body, table, width, self.bookmarks, size, closing=closing)

    def _keep_last_with_next(self) -> None:
        """Hold what stands before the signature on its page, so that it is never alone there."""
        last = self._body[-1] if len(self._body) else None
        if last is None or last.tag != w("p"):
            return
        keep_with_next(last)
        if self._lines(last) <= _SHORT_LAST:
            keep_lines_together(last)
        before = last.getprevious()
        if before is not None and before.tag == w("tbl"):
            keep_last_row_with_next(before)

    def _lines(self, made: Element) -> float:
        """About how many lines a paragraph of body text has."""
        text = "".join(one.text or "" for one in made.iter(w("t")))
        wide = text_width_pt(text, self._profile.body.style.size)
        return twips_of_pt(wide) / self._width

    def _section(self, properties: Element, appendix: blocks.Appendix | None) -> None:
        """Page size, margins, header and numbering of a section: the report's, or an appendix's."""
        page, numbers = self._profile.page, self._profile.page_number
        restart = appendix is not None and numbers.restart_in_appendix
        for kind, relation in (("default", "rIdPageNumber"), ("first", "rIdFirstPage")):
            reference = child(properties, "headerReference", type=kind)
            reference.set(f"{{{RELATIONSHIPS}}}id", relation)
        child(properties, "type", val="nextPage")
        size = [twips_of_mm(page.width_mm), twips_of_mm(page.height_mm)]
        turned = {"orient": "landscape"} if appendix is not None and appendix.landscape else {}
        if turned:
            size.reverse()
        child(properties, "pgSz", w=size[0], h=size[1], **turned)
        from_edge = twips_of_mm(numbers.from_top_mm)
        child(
            properties,
            "pgMar",
            top=twips_of_mm(page.top_mm),
            right=twips_of_mm(page.right_mm),
            bottom=twips_of_mm(page.bottom_mm),
            left=twips_of_mm(page.left_mm),
            header=from_edge,
            footer=from_edge,
            gutter=0,
        )
        if restart:
            child(properties, "pgNumType", start=1)
        if not numbers.on_first_page and (appendix is None or restart):
            child(properties, "titlePg")


def _place(block: blocks.Block) -> str:
    if isinstance(block, blocks.Paragraph) and block.role == "salutation":
        return "f:salutation"
    return _FRAME_PLACES.get(type(block)) or str(getattr(block, "source", ""))


def _paragraph_style(block: blocks.Paragraph) -> str:
    if block.role == "basis":
        return BASIS
    if block.role == "body":
        return BODY
    if block.dash:
        return "DVAddressee"
    text = "".join(span.text for span in block.spans)
    return "DVSalutationHead" if text.rstrip().endswith(":") else "DVSalutation"
