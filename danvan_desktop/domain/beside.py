"""What a section said last time, beside what it says now: to read, or to take sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import msgspec

from danvan_desktop.domain.bodies import former_names, renamed_bodies
from danvan_desktop.domain.edits import find_section, insert_item, new_id, walk
from danvan_desktop.domain.home import Home, home_of
from danvan_desktop.domain.period import last_day
from danvan_desktop.domain.report import Item, Kept, Period, Report, Section
from danvan_desktop.domain.rich_text import item_text
from danvan_desktop.domain.terms import ended_terms, renewed_terms
from danvan_desktop.domain.time_rules import renewed, stale_mentions
from danvan_desktop.text.sentences import sentences
from danvan_desktop.text.unicode import fold


class Said(msgspec.Struct, frozen=True):
    """A sentence of an earlier report: as it stood, as it would stand now, and whether it is tied to then."""

    item: str
    text: str
    now: str
    tied: bool


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
        _said(item.id, sentence.strip(), report, earlier.period, there, day, units or {}, home)
        for item in there.items
        if item.type != "table"
        for line in item_text(item).split("\n")
        for sentence in sentences(line)
        if sentence.strip()
    ]


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


def _bare(heading: str) -> str:
    folded = re.sub(
        r"\b(?:0?6 thang (?:dau|cuoi) )?nam(?: \d{4})?\b|0?6 thang (?:dau|cuoi)", "", fold(heading)
    )
    without_mark = re.sub(r"^\s*(?:[ivx]+|\d+(?:\.\d+)*|[a-z])\s*[-.)/]\s*", "", folded)
    return " ".join(re.findall(r"\w+", without_mark))
