"""From a place of the editor to a place on the pages, and back.

Places on pages are those of `word.page_places`: 's:<section>', 'i:<item>', 'f:letterhead' and the like.
"""

from __future__ import annotations

from danvan_desktop.domain.completeness import FIGURES, HEAD, SIGNING
from danvan_desktop.domain.edits import find_item, find_section, walk
from danvan_desktop.domain.report import Report
from danvan_desktop.services.editing import Change, Place

_HEAD_FIELDS = {"subject": "f:title", "salutation": "f:salutation"}
_WITHOUT_HEADING = ("opening", "closing")
_FRAME = {
    "f:letterhead": Place(HEAD, "", "issuer_name"),
    "f:title": Place(HEAD, "", "subject"),
    "f:salutation": Place(HEAD, "", "salutation"),
    "f:signature": Place(SIGNING, "", "post"),
    "f:appendix": Place(FIGURES),
}


def place_on_pages(place: Place, item: str = "") -> str:
    """Where the pages show what is written at a place of the editor; `item` is the item the caret is in.

    Empty for a place that no page shows.
    """
    if place.part == HEAD:
        return _HEAD_FIELDS.get(place.field, "f:letterhead")
    if place.part in (SIGNING, FIGURES):
        return "f:signature" if place.part == SIGNING else "f:appendix"
    if item:
        return f"i:{item}"
    if place.item and not place.item.startswith("@"):
        return f"i:{place.item}"
    return "" if place.part.startswith("@") else f"s:{place.part}"


def begins_at(report: Report, place: str) -> str:
    """Where a place on the pages begins: a section that prints no heading begins with its first item."""
    kind, _, key = place.partition(":")
    section = find_section(report, key) if kind == "s" else None
    if section is None or (section.heading.strip() and section.role not in _WITHOUT_HEADING):
        return place
    items = (item for one, _ in walk((section,)) for item in one.items)
    first = next(items, None)
    return place if first is None else f"i:{first.id}"


def place_of_change(change: Change) -> str:
    """Where the pages show what a change changed: the first item that is not as it was, else its place."""
    before, after = (find_section(report, change.place.part) for report in (change.before, change.after))
    if before is None or after is None or before.heading != after.heading:
        return place_on_pages(change.place)
    was = {item.id: item for item in before.items}
    changed = next((item.id for item in after.items if was.get(item.id) != item), "")
    return place_on_pages(change.place, changed)


def place_in_editor(report: Report, place: str) -> Place | None:
    """Where a place on a page is written; None for what is no more."""
    if place in _FRAME:
        return _FRAME[place]
    kind, _, key = place.partition(":")
    if kind == "s":
        return Place(key, "", "heading") if find_section(report, key) else None
    found = find_item(report, key)
    return Place(found[0].id, key, "text") if found else None
