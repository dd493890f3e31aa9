"""The report: plain frozen data, and everything else is a function of it.

The field names are those of the report JSON that other programs read (schema 1).
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec

from danvan_desktop.text.dates import FIRST_YEAR, LAST_YEAR

SCHEMA = 1
MAX_NUMBER = 999_999
"""The largest document number: an office starts again at 1 every year or term."""
MOST_RECIPIENTS = 200
"""More lines than any document is sent to; those of whole groups ('Các xã, phường') are one line each."""
MOST_ITEMS = 1000
"""How many items a section read from a file may have."""
MOST_COLUMNS = 63
"""How many columns a table read from a file may have: Word opens none with more."""

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
PromiseState = Literal["unknown", "done", "ongoing", "not_done", "dropped"]
DecisionAction = Literal["keep", "edit", "delete"]
RegroupDoubt = Literal[
    "", "counted_twice", "not_summed", "split", "unreported", "before_merger", "assumed"
]  # fmt: skip
"""Why a figure compared with is to be looked at, or was left empty. Re-added across a merger of units: adding
it counts some twice, it must not be added, a former unit was divided, the old figure of one is unknown. Not
re-added: it is one former unit's alone, or made of two halves as only the indicator's name suggests."""


class Period(msgspec.Struct, frozen=True):
    """The half-year or year reported on."""

    kind: PeriodKind
    year: Annotated[int, msgspec.Meta(ge=FIRST_YEAR, le=LAST_YEAR)]


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


class Kept(msgspec.Struct, frozen=True, omit_defaults=True):
    """Marks what was carried over from an earlier report and not yet confirmed by the person.

    `text` is the item's words as they were carried, so that sentences left unchanged can be told.
    """

    period: Period
    text: str = ""


class Item(msgspec.Struct, frozen=True, omit_defaults=True):
    """One entry of a section: a paragraph, a task of a 'Một là' list, or a table.

    `text` is the first paragraph, `more` the further ones; both are plain and complete. `runs`, present
    only where there is emphasis or a figure, covers all of them, paragraphs parted by a run's '\\n'.
    `cause` is the cause given with a limitation. A task's word ('Một là') is in none of them. `origin` is
    the period whose report first gave a task that was carried on; `kept` is there until the person confirms
    what the item took over from an earlier report.
    """

    id: str = ""
    type: ItemType = "paragraph"
    text: str = ""
    more: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    runs: tuple[Run, ...] = ()
    cause: str = ""
    origin: Period | None = None
    kept: Kept | None = None


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


class UnitFigure(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one subordinate unit reported of an indicator: this period, and the same period before."""

    unit: str = ""
    value: str = ""
    previous: str = ""
    regrouped: bool = False
    doubt: RegroupDoubt = ""


class Indicator(msgspec.Struct, frozen=True, omit_defaults=True):
    """A figure of the report: this period, the same period before, and the plan.

    Values are strings: digits with '.' before decimals, or as the office wrote them ('hơn 500', '05/08').
    `kept` marks a value carried over and not yet confirmed, `regrouped` a `previous` that was added up
    anew across a merger of units ('sau sắp xếp'), with `doubt` where that went not smoothly. `units` are the
    subordinate units' shares; `value` need not be their sum.
    """

    code: str = ""
    name: str = ""
    unit: str = ""
    value: str = ""
    previous: str = ""
    planned: str = ""
    kept: bool = False
    regrouped: bool = False
    doubt: RegroupDoubt = ""
    units: tuple[UnitFigure, ...] = ()


class Signature(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who signs: the authority line ('T/M BAN THƯỜNG VỤ'), the post, the name."""

    authority: str = ""
    post: str = ""
    name: str = ""


class Account(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one report said of a task: its period, how far the task had got, and the words about it."""

    period: Period
    state: PromiseState
    result: str = ""


class Promise(msgspec.Struct, frozen=True, omit_defaults=True):
    """A task of an earlier report, which this one has to account for.

    `id` is the task's id there, `origin` the period it was first given in, `history` what the reports
    since then said. `figures` are codes of the indicators that show the result. `placed` is the id of
    the item of this report that tells of it, `again` that of the task that sets it again beside that.
    """

    id: str
    text: str
    origin: Period
    state: PromiseState = "unknown"
    result: str = ""
    cause: str = ""
    figures: tuple[str, ...] = ()
    placed: str = ""
    again: str = ""
    history: tuple[Account, ...] = ()


class Follows(msgspec.Struct, frozen=True, omit_defaults=True):
    """The report this one was made from: its period, and what of it the checks compare with.

    `signers` are the names that signed it and those before it, `figures` its table as it stood, and
    `earlier` the tables of the reports before it, which give 'cùng kỳ' in a later period.
    """

    period: Period
    signers: tuple[str, ...] = ()
    figures: tuple[Indicator, ...] = ()
    earlier: tuple[PastFigures, ...] = ()


class PastFigures(msgspec.Struct, frozen=True, omit_defaults=True):
    """The figures table of an earlier report."""

    period: Period
    figures: tuple[Indicator, ...] = ()


class Decision(msgspec.Struct, frozen=True):
    """What the person decided about a finding, by the finding's key, so that it is not asked again."""

    key: str
    action: DecisionAction


class Answer(msgspec.Struct, frozen=True):
    """An owed report of the office's calendar that a report answers: the entry's id, and whom it goes to."""

    obligation: str
    recipient: str = ""


class Style(msgspec.Struct, frozen=True, omit_defaults=True):
    """Choices of the office that no rule settles."""

    lead: LeadStyle = "plain"
    spelling: Spelling = "ủy"
    parts: bool = False
    """Whether the top sections are 'Phần thứ nhất', 'Phần thứ hai' …"""
    two_sided: bool = False
    """Whether it is printed on both sides: the side margins of even pages are then swapped (HD 05, 1.2)."""
    salutation: tuple[str, ...] = ()
    """Addressees of 'Kính gửi', printed where the profile allows it on a report (NĐ 30, Phụ lục I)."""
    page_limit: Annotated[int, msgspec.Meta(ge=0, le=999)] = 0
    """How many pages whoever asked for the report allows, 0 for no limit."""


class Marks(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is put on a report for the time being or for its handling; empty ones are not printed.

    `draft` is the number in 'Dự thảo lần N', 0 for none; `watermark` puts 'DỰ THẢO' across every page.
    """

    draft: Annotated[int, msgspec.Meta(ge=0, le=99)] = 0
    watermark: bool = False
    urgency: str = ""
    circulation: str = ""
    secrecy: str = ""

    def final(self) -> Marks:
        """The marks of the file that goes out: those of a draft are gone."""
        return Marks(urgency=self.urgency, circulation=self.circulation, secrecy=self.secrecy)


DocumentNumber = Annotated[
    int, msgspec.Meta(extra_json_schema={"minimum": 1, "maximum": MAX_NUMBER})
]  # bounds that the reader of files sees to: a draft stored with another number must still open
"""The number văn thư gives the document."""


class Report(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A semi-annual or annual report. What is unknown is empty or None, never guessed."""

    schema: int = SCHEMA
    kind: Kind
    period: Period
    outline: str = ""
    profile: str = ""
    issuer: Issuer = Issuer()
    number: DocumentNumber | None = None
    date: date | None = None
    subject: str = ""
    sections: tuple[Section, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    signature: Signature = Signature()
    recipients: tuple[str, ...] = ()
    style: Style = Style()
    marks: Marks = Marks()
    follows: Follows | None = None
    promises: tuple[Promise, ...] = ()
    decisions: tuple[Decision, ...] = ()
    answers: tuple[Answer, ...] | None = None
    """The owed reports of its period that this one answers; None while nobody has said."""
