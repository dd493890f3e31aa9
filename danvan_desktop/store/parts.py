"""A report in stored parts: one for each top section, and the part '' for everything else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import msgspec

from danvan_desktop.domain.report import Answer, Report, Section
from danvan_desktop.domain.report_json import normalized
from danvan_desktop.errors import UserError
from danvan_desktop.text.unicode import clean
from danvan_desktop.wording import say

HEAD = ""
"""The name of the part that holds letterhead, figures, signature … and the order of the sections."""

_HEADING = re.compile(r'"heading":"((?:[^"\\]|\\.){1,200})"')


class DamagedSectionError(UserError):
    """A stored part is not as it was written. `section_id` is '' for the part outside the sections."""

    def __init__(self, report_id: int, section_id: str, label: str) -> None:
        super().__init__(say("store.section_damaged", section=label), say("store.section_damaged_advice"))
        self.report_id = report_id
        self.section_id = section_id
        self.label = label


class _Head(msgspec.Struct, frozen=True):
    """The report without its sections, and their ids in order."""

    report: Report
    order: tuple[str, ...]


def split(report: Report) -> dict[str, bytes]:
    """The bodies of a report's parts, by section id, in order."""
    ids = [section.id for section in report.sections]
    if not all(ids) or len(set(ids)) < len(ids):
        report = normalized(report)
    try:
        return _encoded(report)
    except UnicodeEncodeError:
        # A lone surrogate, half of an emoji: no file can hold it, and it must not keep the rest from disk.
        return _encoded(msgspec.convert(_cleaned(msgspec.to_builtins(report)), Report))


def _encoded(report: Report) -> dict[str, bytes]:
    head = _Head(
        msgspec.structs.replace(report, sections=()), tuple(section.id for section in report.sections)
    )
    bodies = {HEAD: msgspec.json.encode(head)}
    return bodies | {section.id: msgspec.json.encode(section) for section in report.sections}


def _cleaned(value: object) -> object:
    if isinstance(value, dict):
        return {key: _cleaned(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(inner) for inner in value]
    return clean(value) if isinstance(value, str) else value


def join(bodies: Mapping[str, bytes]) -> Report:
    """The report of these parts. Raises KeyError for a section the head names and `bodies` lacks."""
    head = msgspec.json.decode(bodies[HEAD], type=_Head)
    return msgspec.structs.replace(
        head.report, sections=tuple(section_of(bodies[section_id]) for section_id in head.order)
    )


def section_of(body: bytes) -> Section:
    """A section from its body."""
    return msgspec.json.decode(body, type=Section)


def order_of(head: bytes) -> tuple[str, ...]:
    """The ids of the sections in order, from the body of the head."""
    return msgspec.json.decode(head, type=_Head).order


def head_of(body: bytes) -> Report:
    """The report without its sections, from the body of the head."""
    return msgspec.json.decode(body, type=_Head).report


def with_answers(body: bytes, answers: tuple[Answer, ...] | None) -> bytes:
    """The body of the head with other owed reports answered."""
    head = msgspec.json.decode(body, type=_Head)
    return msgspec.json.encode(_Head(msgspec.structs.replace(head.report, answers=answers), head.order))


def label_of(section_id: str, body: bytes, order: tuple[str, ...]) -> str:
    """How a person knows the part: its heading, read from whatever is left of it, or its place."""
    if section_id == HEAD:
        return say("store.head_label")
    heading = heading_left(body)
    if heading:
        return f"“{heading}”"
    place = order.index(section_id) + 1 if section_id in order else 0
    return say("store.section_label", place=place) if place else say("store.unplaced_label")


def heading_left(body: bytes) -> str:
    """The heading of a section as far as its bytes still say it; empty when they do not."""
    found = _HEADING.search(body.decode(errors="replace"))
    return found[1] if found else ""


def with_all_sections(head: bytes, stored: Iterable[str]) -> bytes:
    """The head with the stored sections it does not name added to its order, at the end."""
    old = msgspec.json.decode(head, type=_Head)
    added = tuple(section for section in stored if section != HEAD and section not in old.order)
    return msgspec.json.encode(_Head(old.report, old.order + added))
