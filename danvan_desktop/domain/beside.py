"""What a section said last time, beside what it says now: to read, or to take sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import msgspec

from danvan_desktop.domain.bodies import former_names, renamed_bodies
from danvan_desktop.domain.edits import find_section, insert_item, new_id, update_item, walk
from danvan_desktop.domain.home import Home, home_of
from danvan_desktop.domain.period import last_day
from danvan_desktop.domain.report import Item, Kept, Period, Report, Section
from danvan_desktop.domain.rich_text import item_text
from danvan_desktop.domain.terms import ended_terms, renewed_terms
from danvan_desktop.domain.time_rules import renewed, stale_mentions
from danvan_desktop.text.sentences import sentences
from danvan_desktop.text.unicode import fold

_FIGURE = re.compile(r"\[[^\]\n]*\]|\d+(?:[.,]\d+)*")
_GAP = "[…]"


class Said(msgspec.Struct, frozen=True):
    """A sentence of an earlier report: as it stood, as it would stand now, and whether it is tied to then.

    `is_cause` says that it gave the cause of a limitation.
    """

    item: str
    text: str
    now: str
    tied: bool
    is_cause: bool = False


def said_before(
    report: Report, earlier: Report, section_id: str, units: Mapping[str, str] | None = None
) -> list[Said]:
    """The sentences the earlier report has in the counterpart of a section, in order; tables stay out."""
    section = find_section(report, section_id)
    there = counterpart(earlier, section) if section else None
    if section is None or there is None:
        return []
    day, home = report.date or last_day(report.period), home_of(report)
    return [
        msgspec.structs.replace(
            _said(item.id, sentence.strip(), report, earlier.period, there, day, units or {}, home),
            is_cause=is_cause,
        )
        for item in there.items
        if item.type != "table"
        for words, is_cause in ((item_text(_without_cause(item)), False), (item.cause, True))
        for line in words.split("\n")
        for sentence in sentences(line)
        if sentence.strip()
    ]


def already_here(section: Section) -> frozenset[str]:
    """The sentences a section has, in its text and its causes, as `is_here` compares them."""
    return frozenset(
        _compared(sentence)
        for item in section.items
        if item.type != "table"
        for line in item_text(item).split("\n")
        for sentence in sentences(line)
        if sentence.strip()
    )


def is_here(said: Said, here: frozenset[str]) -> bool:
    """Whether a section has the sentence already: then or now, whatever its figures."""
    return _compared(said.now) in here or _compared(said.text) in here


def counterpart(earlier: Report, section: Section) -> Section | None:
    """The section of the earlier report that answers to this one: same id, else same role and heading.

    Headings are compared without their period, numbering, accents and case.
    """
    same = find_section(earlier, section.id)
    if same is not None and same.role == section.role:
        return same
    wanted = _bare(section.heading)
    roles = [other for other, _ in walk(earlier.sections) if other.role == section.role]
    named = next((other for other in roles if wanted and _bare(other.heading) == wanted), None)
    return named or (roles[0] if len(roles) == 1 else None)


def take(report: Report, section_id: str, words: str, period: Period) -> Report:
    """The report with `words` of an earlier one as a new item at the end of a section, marked unread.

    Raises KeyError for a section the report does not have.
    """
    section = find_section(report, section_id)
    if section is None:
        raise KeyError(section_id)
    item = Item(new_id("i"), text=words, kept=Kept(period, words))
    return insert_item(report, section_id, len(section.items), item)


def take_cause(report: Report, section_id: str, words: str, period: Period) -> Report:
    """The report with `words` as the cause of the section's last limitation without one, marked unread.

    Where each has its cause, or none stands there yet, a limitation still to be written gets it. Raises
    KeyError for a section the report does not have.
    """
    section = find_section(report, section_id)
    if section is None:
        raise KeyError(section_id)
    bare = [item for item in section.items if item.type != "table" and not item.cause.strip()]
    if not bare:
        item = Item(new_id("i"), text=_GAP, cause=words, kept=Kept(period, words))
        return insert_item(report, section_id, len(section.items), item)

    def with_cause(item: Item) -> Item:
        carried = f"{item.kept.text}\n{words}" if item.kept else words
        return msgspec.structs.replace(item, cause=words, kept=Kept(period, carried))

    return update_item(report, section_id, bare[-1].id, with_cause)


def _without_cause(item: Item) -> Item:
    return msgspec.structs.replace(item, cause="")


def _said(
    item_id: str,
    sentence: str,
    report: Report,
    old: Period,
    there: Section,
    day: date,
    units: Mapping[str, str],
    home: Home,
) -> Said:
    now = renamed_bodies(renewed_terms(renewed(sentence, old, report.period), day), day, units)
    gone = any(not ended.named for ended in ended_terms(now, day)) or former_names(now, day, units, home)
    tied = bool(gone or stale_mentions(now, report.period, there.role))
    return Said(item_id, sentence, now, tied)


def _compared(sentence: str) -> str:
    """The sentence with every figure, and the gap for an unknown one, alike."""
    return " ".join(_FIGURE.sub("#", sentence).split()).rstrip(".;")


def _bare(heading: str) -> str:
    folded = re.sub(
        r"\b(?:0?6 thang (?:dau|cuoi) )?nam(?: \d{4})?\b|0?6 thang (?:dau|cuoi)", "", fold(heading)
    )
    without_mark = re.sub(r"^\s*(?:[ivx]+|\d+(?:\.\d+)*|[a-z])\s*[-.)/]\s*", "", folded)
    return " ".join(re.findall(r"\w+", without_mark))
