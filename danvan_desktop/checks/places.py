"""Every text of a report with its place, for rules that look at words."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from danvan_desktop.domain.finding import HEAD, SIGNING
from danvan_desktop.domain.report import Item, Report, Role, Section
from danvan_desktop.domain.time_mentions import Spot
from danvan_desktop.text.sentences import sentences


class Place(msgspec.Struct, frozen=True):
    """A text and where it stands: section and item as in `Where`, the section's role, the kind of spot."""

    section: str
    item: str
    role: Role
    spot: Spot
    text: str
    carried: Item | None = None
    """The item, for the texts of one."""


def places(report: Report) -> Iterator[Place]:
    """Subject, letterhead, headings, items with their causes and cells, signature, recipients, in order."""
    issuer, signed = report.issuer, report.signature
    yield Place(HEAD, "subject", "other", "subject", report.subject)
    for name in ("parent", "name", "place"):
        yield Place(HEAD, f"issuer.{name}", "other", "heading", getattr(issuer, name))
    for section in report.sections:
        yield from _section(section, "other")
    for name in ("authority", "post", "name"):
        yield Place(SIGNING, f"signature.{name}", "other", "heading", getattr(signed, name))
    for number, line in enumerate(report.recipients):
        yield Place(SIGNING, f"recipients.{number}", "other", "heading", line)


def sentence_places(report: Report) -> Iterator[Place]:
    """The same, sentence by sentence within items; other texts are one piece."""
    for place in places(report):
        if place.spot != "text":
            yield place
            continue
        for sentence in sentences(place.text):
            yield msgspec.structs.replace(place, text=sentence.strip())


def _section(section: Section, above: Role) -> Iterator[Place]:
    role = above if section.role == "other" else section.role
    if section.heading.strip():
        yield Place(section.id, "", role, "heading", section.heading)
    for item in section.items:
        for text in (item.text, *item.more, *item.cause.split("\n")):
            if text.strip():
                yield Place(section.id, item.id, role, "text", text, item)
        for cell in (cell for row in item.rows for cell in row if cell.strip()):
            yield Place(section.id, item.id, role, "heading", cell, item)
    for child in section.sections:
        yield from _section(child, role)
