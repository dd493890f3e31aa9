"""The parts of a report as the editor shows them, and which form belongs to which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from danvan_desktop.domain.completeness import FIGURES, HEAD, SIGNING
from danvan_desktop.domain.edits import find_section, parent_of
from danvan_desktop.domain.finding import LEDGER
from danvan_desktop.domain.report import Report, Section
from danvan_desktop.wording import say

FormKind = Literal[
    "head", "ledger", "opening", "text", "list", "limitations", "tasks", "proposals", "figures", "signing"
]
_LISTS: tuple[str, ...] = ("strengths", "causes", "lessons")


class Node(msgspec.Struct, frozen=True):
    """A row of the outline: its part, its name, and how deep it stands."""

    part: str
    name: str
    depth: int


def nodes(report: Report) -> tuple[Node, ...]:
    """The rows of the outline in order."""
    return (
        Node(HEAD, say("editor.part.head"), 0),
        *([Node(LEDGER, say("editor.part.ledger"), 0)] if report.promises else []),
        *_section_nodes(report.sections, 0, None),
        Node(FIGURES, say("editor.part.figures"), 0),
        Node(SIGNING, say("editor.part.signing"), 0),
    )


def _section_nodes(sections: Sequence[Section], depth: int, parent: Section | None) -> Iterator[Node]:
    for section in sections:
        if is_bases(section, parent):
            continue
        yield Node(section.id, section_name(section), depth)
        yield from _section_nodes(section.sections, depth + 1, section)


def section_name(section: Section) -> str:
    """The section's heading, or what its role is called while it has none."""
    return section.heading.strip() or say(f"editor.role.{section.role}")


def is_bases(section: Section, parent: Section | None) -> bool:
    """Whether a section holds the legal bases of the opening it stands in, and is shown in its form."""
    return parent is not None and section.role == parent.role == "opening"


def shown_part(report: Report, part: str) -> str:
    """The part whose form shows `part`: the opening for its legal bases; the head for what is no more."""
    if part in (HEAD, FIGURES, SIGNING):
        return part
    if part == LEDGER:
        return LEDGER if report.promises else HEAD
    section = find_section(report, part)
    if section is None:
        return HEAD
    parent = parent_of(report, part)
    return parent.id if parent is not None and is_bases(section, parent) else part


def form_kind(report: Report, part: str) -> FormKind:
    """The form a part is written in, by its role or, inside proposals, by its parent's."""
    if part == HEAD:
        return "head"
    if part == FIGURES:
        return "figures"
    if part == LEDGER:
        return "ledger"
    if part == SIGNING:
        return "signing"
    section = find_section(report, part)
    if section is None:
        return "head"
    parent = parent_of(report, part)
    role = section.role
    if (
        role == "other"
        and parent is not None
        and parent.role in (*_LISTS, "limitations", "proposals", "tasks")
    ):
        role = parent.role
    if role in ("opening", "limitations", "tasks", "proposals"):
        return role
    return "list" if role in _LISTS else "text"
