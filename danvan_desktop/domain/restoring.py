"""Putting an earlier state of a section into the report of today, without a word of the rest changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from danvan_desktop.domain.edits import find_section, insert_section, new_id, parent_of, update_section, walk
from danvan_desktop.domain.figure_edits import with_indicators
from danvan_desktop.domain.report import Report, Section


def with_section_from(report: Report, earlier: Report, section_id: str) -> Report:
    """The report with one section as `earlier` has it, the sections under it too.

    Ids stay, but for what meanwhile moved elsewhere in the report: that stays there, and the restored copy
    gets a new id. A section no longer in the report comes back where it stood. References to figures read
    what the figures say today. Raises KeyError when `earlier` has no such section.
    """
    old = find_section(earlier, section_id)
    if old is None:
        raise KeyError(section_id)
    old = _apart(old, _ids_outside(report, section_id))
    if find_section(report, section_id) is not None:
        placed = update_section(report, section_id, lambda _: old)
    else:
        placed = _back_in_place(report, earlier, old)
    return _figures_read_anew(placed, earlier)


def with_facts_from(report: Report, earlier: Report) -> Report:
    """The report with all that stands outside its sections as `earlier` has it."""
    return _figures_read_anew(msgspec.structs.replace(earlier, sections=report.sections), report)


def _figures_read_anew(report: Report, other: Report) -> Report:
    """The report whose text, part of it written beside the figures of `other`, reads its own figures."""
    if report.indicators == other.indicators:
        return report
    return with_indicators(report, report.indicators)


def _ids_outside(report: Report, section_id: str) -> set[str]:
    """The ids of all sections and items that are not inside the section."""
    inside = find_section(report, section_id)
    within = {section.id for section, _ in walk([inside] if inside else [])}
    others = [section for section, _ in walk(report.sections) if section.id not in within]
    return {section.id for section in others} | {item.id for section in others for item in section.items}


def _apart(section: Section, taken: set[str]) -> Section:
    """The section with a new id for every item and section under it whose id is taken."""
    items = tuple(
        msgspec.structs.replace(item, id=new_id("i")) if item.id in taken else item for item in section.items
    )
    children = tuple(
        _apart(msgspec.structs.replace(child, id=new_id("s")) if child.id in taken else child, taken)
        for child in section.sections
    )
    return msgspec.structs.replace(section, items=items, sections=children)


def _back_in_place(report: Report, earlier: Report, section: Section) -> Report:
    """The section after the nearest one before it that is still there, under its parent if that is."""
    parent = parent_of(earlier, section.id)
    siblings = parent.sections if parent else earlier.sections
    here = find_section(report, parent.id) if parent else None
    today = here.sections if here else report.sections
    index = _index_after(siblings, section.id, {one.id: place for place, one in enumerate(today)})
    return insert_section(report, here.id if here else "", index, section)


def _index_after(siblings: Sequence[Section], section_id: str, today: Mapping[str, int]) -> int:
    index = 0
    for sibling in siblings:
        if sibling.id == section_id:
            break
        index = today[sibling.id] + 1 if sibling.id in today else index
    return index
