"""One section taken over from an earlier report again: word for word, worked out anew, or left empty."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from danvan_desktop.domain.beside import counterpart
from danvan_desktop.domain.edits import find_section, new_id, set_items, walk
from danvan_desktop.domain.next_period import Carry, NextChoices, next_report
from danvan_desktop.domain.report import Report


def section_again(
    report: Report, earlier: Report, section_id: str, carry: Carry, units: Mapping[str, str] | None = None
) -> Report:
    """The report with a section's items in place of which stand those of the earlier report, marked unread.

    The tasks of the earlier report stay out: they are in the ledger. Raises KeyError for a section the
    report does not have; where the earlier report has no counterpart, only 'blank' changes anything.
    """
    section = find_section(report, section_id)
    if section is None:
        raise KeyError(section_id)
    if carry == "blank":
        return set_items(report, section_id, ())
    there = counterpart(earlier, section)
    if there is None:
        return report
    alone = msgspec.structs.replace(
        earlier, sections=(msgspec.structs.replace(there, sections=()),), promises=()
    )
    made = next_report(alone, report.period, NextChoices(carry={there.id: carry}, units=units or {}))
    elsewhere = {
        item.id for other, _ in walk(report.sections) if other.id != section_id for item in other.items
    }
    items = (
        msgspec.structs.replace(item, id=new_id("i")) if item.id in elsewhere else item
        for item in made.sections[0].items
    )
    return set_items(report, section_id, tuple(items))
