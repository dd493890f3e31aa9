"""What a report took over from the last one and nobody has read yet: counted, shown, and confirmed."""

from __future__ import annotations

import msgspec

from danvan_desktop.domain.edits import find_item, update_item, walk
from danvan_desktop.domain.report import Item, Report, Section
from danvan_desktop.domain.rich_text import item_text
from danvan_desktop.text.sentences import sentences


def unread_sentences(item: Item) -> int:
    """How many sentences carried over still stand as they stood; a table counts as one while it is marked.

    A sentence the person rewrote has been read, the others beside it have not.
    """
    if item.kept is None:
        return 0
    if item.type == "table":
        return 1
    carried = set(_sentences(item.kept.text))
    return sum(sentence in carried for sentence in _sentences(item_text(item)))


def unread_items(section: Section) -> list[Item]:
    """The section's own items with something unread, in order."""
    return [item for item in section.items if unread_sentences(item)]


def unread_count(section: Section) -> int:
    """How many items of the section and of those inside it wait to be read."""
    return len(unread_items(section)) + sum(map(unread_count, section.sections))


def unread_figures(report: Report) -> int:
    """How many values of the figures table were carried over and not confirmed."""
    return sum(figure.kept for figure in report.indicators)


def confirm_item(report: Report, item_id: str) -> Report:
    """The report with one item read. One it does not have, or had no mark, changes nothing."""
    found = find_item(report, item_id)
    if found is None or found[0].items[found[1]].kept is None:
        return report
    return update_item(report, found[0].id, item_id, _read)


def confirm_section(report: Report, section_id: str) -> Report:
    """The report with a section, and all inside it, read."""
    section = next((known for known, _ in walk(report.sections) if known.id == section_id), None)
    if section is None:
        return report
    for inner, _ in walk((section,)):
        for item in inner.items:
            report = confirm_item(report, item.id)
    return report


def confirm_figures(report: Report, code: str = "") -> Report:
    """The report with one value of the figures table confirmed, or all of them."""
    return msgspec.structs.replace(
        report,
        indicators=tuple(
            msgspec.structs.replace(figure, kept=False)
            if figure.kept and code in ("", figure.code)
            else figure
            for figure in report.indicators
        ),
    )


def _read(item: Item) -> Item:
    return msgspec.structs.replace(item, kept=None)


def _sentences(text: str) -> list[str]:
    return [piece.strip() for line in text.split("\n") for piece in sentences(line) if piece.strip()]
