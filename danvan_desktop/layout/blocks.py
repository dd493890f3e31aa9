"""Blocks: the one language between a report and a document, in both directions.

Wording and order are decided when blocks are composed; a writer only draws them, a reader only reads
them. `source` names the section or item a block came from ('s:<id>' or 'i:<id>'), so that a page can
lead back to its field.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from danvan_desktop.domain.report import Marks as Marks


class Span(msgspec.Struct, frozen=True):
    """Text of one emphasis. May hold tabs and no-break spaces, never a newline."""

    text: str
    bold: bool = False
    italic: bool = False


ParagraphRole = Literal["body", "basis", "salutation"]


class Letterhead(msgspec.Struct, frozen=True, tag=True):
    """Both columns over the title. `left_mark` is the asterisk line of Party and Youth forms."""

    parent: tuple[str, ...]
    name: tuple[str, ...]
    left_mark: str
    number_line: str
    motto: tuple[str, ...]
    place_date: str


class Title(msgspec.Struct, frozen=True, tag=True):
    """'BÁO CÁO', the subject under it (one entry a line), and the hyphens after it, if any."""

    type_name: str
    subject: tuple[str, ...]
    closing_mark: str = ""


class Heading(msgspec.Struct, frozen=True, tag=True):
    """A heading; level 0 is a Phần, whose mark ('Phần thứ nhất') stands on a line of its own."""

    level: int
    mark: str
    text: str
    source: str = ""


class Paragraph(msgspec.Struct, frozen=True, tag=True):
    """Running text. `dash` is the list mark ('- ') the text starts with, or empty."""

    spans: tuple[Span, ...]
    role: ParagraphRole = "body"
    dash: str = ""
    source: str = ""


class Task(msgspec.Struct, frozen=True, tag=True):
    """One item of a 'Một là' list: its word with the emphasis of the office, then its paragraphs."""

    word: Span
    paragraphs: tuple[tuple[Span, ...], ...]
    source: str = ""


class Column(msgspec.Struct, frozen=True):
    """A table column: its heading, its share of the width, and whether it holds numbers."""

    heading: str
    share: float
    numeric: bool = False


class Table(msgspec.Struct, frozen=True, tag=True):
    """A ruled table; the header row repeats on every page and no row splits."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    source: str = ""


class Signature(msgspec.Struct, frozen=True, tag=True):
    """The signing block with the recipients at its left, kept together.

    With an empty `authority` the post is the only line, and bold (format_rules 1.3, open point).
    """

    authority: tuple[str, ...]
    post: str
    name: str
    recipients: tuple[str, ...]
    recipients_head: str = "Nơi nhận:"


class Appendix(msgspec.Struct, frozen=True, tag=True):
    """The figures on pages of their own: heading, subject, the line that refers to the report, table."""

    heading: str
    subject: str
    reference: str
    table: Table
    landscape: bool


Block = Letterhead | Title | Heading | Paragraph | Task | Table | Signature | Appendix


class Document(msgspec.Struct, frozen=True):
    """A composed report: its blocks in order, and what the file's properties say."""

    blocks: tuple[Block, ...]
    title: str
    author: str
    subject: str
    two_sided: bool = False
    marks: Marks = Marks()
