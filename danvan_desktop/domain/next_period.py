"""The next report begun from the last one: what depends on the period worked out anew, the rest marked.

Nothing is invented and nothing is silently changed: text is carried over only where it can still be true,
stays marked until the person confirms it, and what is tied to the last period is left behind, by name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

import msgspec

from danvan_desktop.domain.bodies import former_names, renamed_bodies
from danvan_desktop.domain.edits import walk
from danvan_desktop.domain.figure_nature import Nature
from danvan_desktop.domain.figures import figure_text
from danvan_desktop.domain.figures_carry import carried_figures, followed
from danvan_desktop.domain.home import home_of
from danvan_desktop.domain.period import last_day, report_kind
from danvan_desktop.domain.promises import is_task, promised
from danvan_desktop.domain.report import (
    Indicator,
    Issuer,
    Item,
    Kept,
    PastFigures,
    Period,
    Report,
    Role,
    Run,
    Section,
)
from danvan_desktop.domain.rich_text import Paragraph, item_text, paragraphs, plain_text, with_paragraphs
from danvan_desktop.domain.run_edits import Edit, edited
from danvan_desktop.domain.terms import ended_terms
from danvan_desktop.domain.time_mentions import Spot
from danvan_desktop.domain.time_rules import renewals, renewed, stale_mentions
from danvan_desktop.text.numbers import parse_typed
from danvan_desktop.text.sentences import sentences

Carry = Literal["renew", "keep", "blank"]
"""What happens to a section's text: worked out anew, kept word for word, or left empty."""

Reason = Literal["time", "body"]

_CLOSING_FORM = "Trên đây là"
_MERGED_BAN = re.compile(r"^(?:BDV|BTG(?!DV))")


class LeftBehind(msgspec.Struct, frozen=True):
    """A sentence of the last report that is not in the new one, tied to its time or to a body now gone."""

    section: str
    item: str
    text: str
    reason: Reason


class NextDraft(msgspec.Struct, frozen=True):
    """The next period's report, and the sentences that were not taken over."""

    report: Report
    left_behind: tuple[LeftBehind, ...] = ()


class NextChoices(msgspec.Struct, frozen=True):
    """What the person and the office decide beforehand; `carry` is by section id, 'renew' by default.

    `known` are figures of earlier reports, `natures` say by indicator how each is moved, `units` are
    former names of subordinate units, old to new.
    """

    carry: Mapping[str, Carry] = {}
    known: Sequence[PastFigures] = ()
    natures: Mapping[str, Nature] = {}
    units: Mapping[str, str] = {}
    profile: str = ""


def following(period: Period, after_first_half: Literal["year", "second_half"] = "year") -> Period:
    """The period an office reports on next; after a first half the year, or the second half where it does."""
    if period.kind == "first_half":
        return Period(after_first_half, period.year)
    return Period("first_half", period.year + 1)


def next_report(report: Report, new: Period, choices: NextChoices = NextChoices()) -> Report:
    """The report of the period `new` begun from `report`."""
    return next_draft(report, new, choices).report


def next_draft(report: Report, new: Period, choices: NextChoices = NextChoices()) -> NextDraft:
    """`next_report`, with the sentences that were left behind."""
    figures = carried_figures(report, new, choices.known, choices.natures)
    step = _Step(report, new, choices, figures)
    sections = tuple(step.section(section) for section in report.sections)
    draft = msgspec.structs.replace(
        report,
        kind=report_kind(new),
        period=new,
        profile=choices.profile or report.profile,
        issuer=step.issuer(report.issuer),
        number=None,
        date=None,
        subject=step.line(report.subject, "subject"),
        sections=sections,
        indicators=figures,
        signature=msgspec.structs.replace(
            report.signature,
            authority=step.renamed(report.signature.authority),
            post=step.renamed(report.signature.post),
        ),
        recipients=tuple(step.line(line) for line in report.recipients),
        follows=followed(report, new),
        promises=promised(report),
        decisions=(),
    )
    return NextDraft(draft, tuple(step.left))


def unconfirmed(report: Report) -> list[tuple[Section, Item]]:
    """Every item carried over and not yet confirmed, with its section."""
    return [(s, item) for s, _ in walk(report.sections) for item in s.items if item.kept is not None]


def confirmed(item: Item) -> Item:
    """The item without its mark: the person has read it."""
    return msgspec.structs.replace(item, kept=None)


class _Step:
    """One step from a period to the next, gathering what is left behind on the way."""

    def __init__(self, old: Report, new: Period, choices: NextChoices, figures: Sequence[Indicator]) -> None:
        self._old, self._new, self._choices = old.period, new, choices
        self._home = home_of(old)
        self._figures = {figure.code: figure for figure in figures}
        self._day: date = last_day(new)
        self.left: list[LeftBehind] = []

    def renamed(self, text: str) -> str:
        return renamed_bodies(text, self._day, self._choices.units)

    def line(self, text: str, spot: Spot = "text") -> str:
        return self.renamed(renewed(text, self._old, self._new, spot))

    def issuer(self, issuer: Issuer) -> Issuer:
        """The issuer's present name; the code of a ban that was merged changes with its name."""
        name = self.renamed(issuer.name)
        code = issuer.code if name == issuer.name else _MERGED_BAN.sub("BTGDV", issuer.code)
        return msgspec.structs.replace(issuer, parent=self.renamed(issuer.parent), name=name, code=code)

    def section(self, section: Section, above: Role = "other") -> Section:
        role = above if section.role == "other" else section.role
        return msgspec.structs.replace(
            section,
            heading=self.line(section.heading, "heading"),
            items=self._items(section, role),
            sections=tuple(self.section(child, role) for child in section.sections),
        )

    def _items(self, section: Section, role: Role) -> tuple[Item, ...]:
        carry = self._choices.carry.get(section.id, "renew")
        if carry == "blank":
            return ()
        kept = [item for item in section.items if not is_task(item, section)]
        if carry == "keep":
            return tuple(self._marked(item) for item in kept)
        moved = ((item, self._item(section.id, item, role)) for item in kept)
        return tuple(
            self._marked(new, role, self._changes_term(old)) for old, new in moved if new is not None
        )

    def _changes_term(self, item: Item) -> bool:
        return bool(self._terms(item_text(item)))

    def _item(self, section_id: str, item: Item, role: Role) -> Item | None:
        """The item carried over; None when nothing of it can be."""
        if item.type == "table":
            return self._table(item)
        carried = [self._paragraph(section_id, item.id, p, role) for p in paragraphs(item)]
        filled = [paragraph for paragraph in carried if paragraph]
        if not filled and item_text(item).strip():
            return None
        causes = (self._paragraph(section_id, item.id, (Run(line),), role) for line in item.cause.split("\n"))
        cause = "\n".join(text for paragraph in causes if (text := plain_text(paragraph)))
        return msgspec.structs.replace(with_paragraphs(item, filled), cause=cause)

    def _paragraph(self, section_id: str, item_id: str, paragraph: Paragraph, role: Role) -> Paragraph:
        moved = self._with_figures(paragraph)
        text = plain_text(moved)
        moved = edited(
            moved, [*renewals(text, self._old, self._new), *self._renames(text), *self._terms(text)]
        )
        text = plain_text(moved)
        gone: list[Edit] = []
        place = 0
        for sentence in sentences(text):
            reason = self._tie(sentence, role)
            if reason:
                self.left.append(LeftBehind(section_id, item_id, sentence.strip(), reason))
                gone.append((place, place + len(sentence), ""))
            place += len(sentence)
        return _trimmed(edited(moved, gone)) if gone else moved

    def _renames(self, text: str) -> list[Edit]:
        taken = renewals(text, self._old, self._new)
        return [
            (former.start, former.end, former.now)
            for former in former_names(text, self._day, self._choices.units, self._home)
            if former.renamed and all(former.end <= start or end <= former.start for start, end, _ in taken)
        ]

    def _terms(self, text: str) -> list[Edit]:
        """The running term where an ended one is spoken of; the item stays marked, so it is confirmed."""
        return [
            (ended.start, ended.end, ended.now)
            for ended in ended_terms(text, self._day)
            if ended.now and not ended.named
        ]

    def _tie(self, sentence: str, role: Role) -> Reason | None:
        if stale_mentions(sentence, self._new, role):
            return "time"
        if any(not ended.named for ended in ended_terms(sentence, self._day)):
            return "time"
        gone = former_names(sentence, self._day, self._choices.units, self._home)
        return "body" if any(not former.renamed for former in gone) else None

    def _with_figures(self, paragraph: Paragraph) -> Paragraph:
        """Figure references read what the figures of the new report say, a gap where nothing is known."""
        return tuple(
            msgspec.structs.replace(run, text=figure_text(self._figures.get(run.figure), run.as_))
            if run.figure
            else run
            for run in paragraph
        )

    def _table(self, item: Item) -> Item:
        """Words of a table are worked out anew, its numbers are those of the last period and go."""
        rows = tuple(
            tuple(
                "" if number and column and parse_typed(cell) else self.line(cell, "heading")
                for column, cell in enumerate(row)
            )
            for number, row in enumerate(item.rows)
        )
        return msgspec.structs.replace(item, text=self.line(item.text, "heading"), rows=rows)

    def _marked(self, item: Item, role: Role = "other", telling: bool = False) -> Item:
        """Marked as carried over, unless it is a sentence of form that is not `telling` anything."""
        text = item_text(item)
        leads_in = role in ("opening", "tasks") and text.rstrip().endswith(":")
        is_form = leads_in or (role == "closing" and text.startswith(_CLOSING_FORM))
        if not text.strip() or (is_form and not telling):
            return msgspec.structs.replace(item, kept=None)
        return msgspec.structs.replace(item, kept=Kept(self._old, text))


def _trimmed(paragraph: Paragraph) -> Paragraph:
    """The paragraph without the spaces its end keeps when its last sentence has gone."""
    text = plain_text(paragraph)
    return edited(paragraph, [(len(text.rstrip()), len(text), "")])
