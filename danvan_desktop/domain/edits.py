"""Changes to a report, each a pure function from one report to the next."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import msgspec

from danvan_desktop.domain.report import Item, Kept, Report, Role, Section
from danvan_desktop.domain.rich_text import Paragraph, paragraphs, with_paragraphs

_Entry = TypeVar("_Entry")


def new_id(prefix: str) -> str:
    """An id no other section or item has."""
    return f"{prefix}{secrets.token_hex(5)}"


def walk(sections: Sequence[Section], depth: int = 0) -> Iterator[tuple[Section, int]]:
    """Every section in reading order with its depth (top 0)."""
    for section in sections:
        yield section, depth
        yield from walk(section.sections, depth + 1)


def find_section(report: Report, section_id: str) -> Section | None:
    """The section of this id, at any depth."""
    return next((section for section, _ in walk(report.sections) if section.id == section_id), None)


def find_item(report: Report, item_id: str) -> tuple[Section, int] | None:
    """The section that holds the item, and the item's index in it."""
    for section, _ in walk(report.sections):
        for index, item in enumerate(section.items):
            if item.id == item_id:
                return section, index
    return None


def first_of_role(report: Report, role: Role) -> Section | None:
    """The first section of this role, at any depth."""
    return next((section for section, _ in walk(report.sections) if section.role == role), None)


def update_section(report: Report, section_id: str, change: Callable[[Section], Section]) -> Report:
    """The report with `change` applied to one section. Raises KeyError when there is none of this id."""
    found = False

    def visit(section: Section) -> Section:
        nonlocal found
        if section.id == section_id:
            found = True
            return change(section)
        children = tuple(map(visit, section.sections))
        same = all(new is old for new, old in zip(children, section.sections, strict=True))
        return section if same else msgspec.structs.replace(section, sections=children)

    sections = tuple(map(visit, report.sections))
    if not found:
        raise KeyError(section_id)
    return msgspec.structs.replace(report, sections=sections)


def set_items(report: Report, section_id: str, items: Sequence[Item]) -> Report:
    """The section with these items instead of its own."""
    return update_section(
        report, section_id, lambda section: msgspec.structs.replace(section, items=tuple(items))
    )


def update_item(report: Report, section_id: str, item_id: str, change: Callable[[Item], Item]) -> Report:
    """The report with `change` applied to one item of a section."""
    section = _section(report, section_id)
    return set_items(report, section_id, [change(i) if i.id == item_id else i for i in section.items])


def insert_item(report: Report, section_id: str, index: int, item: Item) -> Report:
    """The report with `item` at `index` of the section."""
    items = list(_section(report, section_id).items)
    items.insert(index, item)
    return set_items(report, section_id, items)


def remove_item(report: Report, section_id: str, item_id: str) -> Report:
    """The report without the item."""
    return set_items(report, section_id, [i for i in _section(report, section_id).items if i.id != item_id])


def move_item(report: Report, section_id: str, item_id: str, to: int) -> Report:
    """The item moved to index `to` of its section, or as near to it as it may go."""
    section = _section(report, section_id)
    index = next(number for number, item in enumerate(section.items) if item.id == item_id)
    allowed = places_for(section, index)
    to = max(allowed.start, min(to, allowed.stop - 1))
    return set_items(report, section_id, moved(section.items, index, to))


def places_for(section: Section, index: int) -> range:
    """Where the item at `index` may be moved to.

    What leads into a list of tasks ('Trọng tâm là:') stays before its first task, and no task goes before it.
    """
    count = len(section.items)
    if section.role != "tasks":
        return range(count)
    leading = next((at for at, item in enumerate(section.items) if item.type == "task"), count)
    return range(leading) if index < leading else range(leading, count)


def split_item(
    report: Report, section_id: str, item_id: str, before: Sequence[Paragraph], after: Sequence[Paragraph]
) -> tuple[Report, str]:
    """One item made two: the first keeps `before`, id and cause, a new one holds `after`; returns its id.

    Both keep the mark of what was carried over and not yet confirmed.
    """
    section = _section(report, section_id)
    fresh = new_id("i")
    items: list[Item] = []
    for item in section.items:
        if item.id != item_id:
            items.append(item)
            continue
        items.append(with_paragraphs(item, before))
        second = Item(id=fresh, type=item.type, origin=item.origin, kept=item.kept)
        items.append(with_paragraphs(second, after))
    return set_items(report, section_id, items), fresh


def join_with_previous(report: Report, section_id: str, item_id: str) -> tuple[Report, str]:
    """The item's paragraphs put after those of the item before it, causes too. Returns the kept item's id.

    The first item of a list stays as it is.
    """
    items = list(_section(report, section_id).items)
    index = next(number for number, item in enumerate(items) if item.id == item_id)
    if index == 0:
        return report, item_id
    first, second = items[index - 1], items[index]
    kept = [p for p in (*paragraphs(first), *paragraphs(second)) if p]
    joined = with_paragraphs(first, kept or [()])
    causes = "\n".join(cause for cause in (first.cause, second.cause) if cause)
    items[index - 1 : index + 1] = [
        msgspec.structs.replace(
            joined,
            cause=causes,
            rows=first.rows + second.rows,
            origin=first.origin or second.origin,
            kept=_both(first.kept, second.kept),
        )
    ]
    return set_items(report, section_id, items), first.id


def _both(first: Kept | None, second: Kept | None) -> Kept | None:
    """The mark of two items made one: what either carried over waits to be confirmed."""
    if first is None or second is None or first == second:
        return first or second
    return Kept(first.period, f"{first.text}\n{second.text}")


def insert_section(report: Report, parent_id: str, index: int, section: Section) -> Report:
    """The report with `section` at `index` under the parent, or at the top when `parent_id` is empty."""
    if not parent_id:
        return msgspec.structs.replace(report, sections=_inserted(report.sections, index, section))
    return update_section(
        report,
        parent_id,
        lambda parent: msgspec.structs.replace(parent, sections=_inserted(parent.sections, index, section)),
    )


def remove_section(report: Report, section_id: str) -> Report:
    """The report without the section and all it holds."""
    return _with_siblings(
        report, section_id, lambda siblings: tuple(s for s in siblings if s.id != section_id)
    )


def move_section(report: Report, section_id: str, step: int) -> Report:
    """The section moved by `step` places among its siblings; beyond either end it stops there."""

    def shifted(siblings: tuple[Section, ...]) -> tuple[Section, ...]:
        index = next(number for number, section in enumerate(siblings) if section.id == section_id)
        return moved(siblings, index, index + step)

    return _with_siblings(report, section_id, shifted)


def parent_of(report: Report, section_id: str) -> Section | None:
    """The section directly above, None at the top."""
    return next(
        (s for s, _ in walk(report.sections) if any(child.id == section_id for child in s.sections)), None
    )


def moved(entries: Sequence[_Entry], index: int, to: int) -> tuple[_Entry, ...]:
    """The entries with the one at `index` moved to index `to`, clamped to the list."""
    rest = list(entries)
    entry = rest.pop(index)
    rest.insert(max(0, min(to, len(rest))), entry)
    return tuple(rest)


def _with_siblings(
    report: Report, section_id: str, change: Callable[[tuple[Section, ...]], tuple[Section, ...]]
) -> Report:
    parent = parent_of(report, section_id)
    if parent is None:
        return msgspec.structs.replace(report, sections=change(report.sections))
    return update_section(
        report, parent.id, lambda p: msgspec.structs.replace(p, sections=change(p.sections))
    )


def _inserted(sections: tuple[Section, ...], index: int, section: Section) -> tuple[Section, ...]:
    return (*sections[:index], section, *sections[index:])


def _section(report: Report, section_id: str) -> Section:
    section = find_section(report, section_id)
    if section is None:
        raise KeyError(section_id)
    return section
