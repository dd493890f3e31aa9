"""A heading someone wrote into a returned file: a section of its own, which takes over what follows it.

Decided here, since the document does not say: a heading of the level of the section it stands in ends that
section; one of a lower level (or lower still) opens a section inside it; one of a higher level ends as many
sections as it takes. Its role is 'other': what it is for only its words say.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from danvan_desktop.domain.edits import new_id, update_section
from danvan_desktop.domain.report import Report, Section
from danvan_desktop.services.line_marks import without_heading_mark
from danvan_desktop.text.unicode import clean_line


def with_new_section(report: Report, place: str, depth: int, heading: str) -> Report | None:
    """The report with a section of this heading at `depth` (0 the top) after a heading or an item.

    None where there is no such place, or what follows cannot stand under it.
    """
    kind, _, key = place.partition(":")
    path = _path(report.sections, kind, key)
    if not path:
        return None
    holder = path[-1]
    cut = 1 + [item.id for item in holder.items].index(key) if kind == "i" else 0
    fresh = Section(
        id=new_id("s"), heading=clean_line(without_heading_mark(heading)), items=holder.items[cut:]
    )
    ended = msgspec.structs.replace(holder, items=holder.items[:cut])
    if depth >= len(path):
        return update_section(
            report,
            holder.id,
            lambda _: msgspec.structs.replace(ended, sections=(fresh, *holder.sections)),
        )
    if depth < len(path) - 1 and holder.sections:
        return None
    taken = holder.sections
    ended = msgspec.structs.replace(ended, sections=())
    for level in range(len(path) - 2, depth - 1, -1):
        above = path[level]
        at = [section.id for section in above.sections].index(path[level + 1].id)
        rest = above.sections[at + 1 :]
        if taken and rest:
            return None
        if rest and level != depth:
            return None
        taken = rest or taken
        ended = msgspec.structs.replace(above, sections=(*above.sections[:at], ended))
    fresh = msgspec.structs.replace(fresh, sections=taken)
    return _with_sibling(report, path[:depth], ended, fresh)


def _with_sibling(report: Report, above: Sequence[Section], ended: Section, fresh: Section) -> Report:
    def put(sections: Sequence[Section]) -> tuple[Section, ...]:
        return tuple(
            one for section in sections for one in ((ended, fresh) if section.id == ended.id else (section,))
        )

    if not above:
        return msgspec.structs.replace(report, sections=put(report.sections))
    return update_section(
        report, above[-1].id, lambda parent: msgspec.structs.replace(parent, sections=put(parent.sections))
    )


def _path(sections: Sequence[Section], kind: str, key: str) -> list[Section]:
    """The sections from the top down to the one meant: of this id, or that holds this item."""
    for section in sections:
        if (kind == "s" and section.id == key) or (kind == "i" and any(i.id == key for i in section.items)):
            return [section]
        below = _path(section.sections, kind, key)
        if below:
            return [section, *below]
    return []
