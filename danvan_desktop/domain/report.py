"""The report: plain frozen data, and everything else is a function of it.

The field names are those of the report JSON that other programs read (schema 1).
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

SCHEMA = 1

Kind = Literal["interim", "annual"]
PeriodKind = Literal["first_half", "second_half", "year"]
Role = Literal[
    "opening", "context", "results", "strengths", "limitations", "causes",
    "lessons", "tasks", "proposals", "closing", "other",
]  # fmt: skip
ItemType = Literal["paragraph", "task", "table"]
FigureForm = Literal["value", "change", "phrase"]
LeadStyle = Literal["plain", "italic", "bold", "bold_italic"]
Spelling = Literal["ủy", "uỷ"]


class Period(msgspec.Struct, frozen=True):
    """The half-year or year reported on."""

    kind: PeriodKind
    year: int


class Issuer(msgspec.Struct, frozen=True, omit_defaults=True):
    """The body that issues the report, as its letterhead says: superior body, own name, code, place."""

    parent: str = ""
    name: str = ""
    code: str = ""
    place: str = ""


class Run(msgspec.Struct, frozen=True, omit_defaults=True, rename={"as_": "as"}):
    """A stretch of text of one emphasis, or a reference to a figure.

    With `figure` (an indicator's code), `text` is what the figure read when it was last saved, and
    `as_` says which form of it is printed.
    """

    text: str = ""
    bold: bool = False
    italic: bool = False
    figure: str = ""
    as_: FigureForm = "value"


class Item(msgspec.Struct, frozen=True, omit_defaults=True):
    """One entry of a section: a paragraph, a task of a 'Một là' list, or a table.

    `text` is the first paragraph, `more` the further ones; both are plain and complete. `runs`, present
    only where there is emphasis or a figure, covers all of them, paragraphs parted by a run's '\\n'.
    `cause` is the cause given with a limitation. A task's word ('Một là') is in none of them.
    """

    id: str = ""
    type: ItemType = "paragraph"
    text: str = ""
    more: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    runs: tuple[Run, ...] = ()
    cause: str = ""


class Section(msgspec.Struct, frozen=True, omit_defaults=True):
    """A heading with its items and the sections under it.

    An `opening` section inside the opening holds the legal bases, one an item. The sections inside
    `proposals` are its addressees.
    """

    id: str = ""
    role: Role = "other"
    heading: str = ""
    items: tuple[Item, ...] = ()
    sections: tuple[Section, ...] = ()


class Indicator(msgspec.Struct, frozen=True, omit_defaults=True):
    """A figure of the report: this period, the same period before, and the plan.

    Values are strings: digits with '.' before decimals, or as the office wrote them ('hơn 500', '05/08').
    """

    code: str = ""
    name: str = ""
    unit: str = ""
    value: str = ""
    previous: str = ""
    planned: str = ""


class Signature(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who signs: the authority line ('T/M BAN THƯỜNG VỤ'), the post, the name."""

    authority: str = ""
    post: str = ""
    name: str = ""


class Style(msgspec.Struct, frozen=True, omit_defaults=True):
    """Choices of the office that no rule settles."""

    lead: LeadStyle = "plain"
    spelling: Spelling = "ủy"
    parts: bool = False
    """Whether the top sections are 'Phần thứ nhất', 'Phần thứ hai' …"""
    salutation: tuple[str, ...] = ()
    """Addressees of 'Kính gửi', printed where the profile allows it on a report (NĐ 30, Phụ lục I)."""


class Report(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A semi-annual or annual report. What is unknown is empty or None, never guessed."""

    schema: int = SCHEMA
    kind: Kind
    period: Period
    outline: str = ""
    profile: str = ""
    issuer: Issuer = Issuer()
    number: int | None = None
    date: date | None = None
    subject: str = ""
    sections: tuple[Section, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    signature: Signature = Signature()
    recipients: tuple[str, ...] = ()
    style: Style = Style()
