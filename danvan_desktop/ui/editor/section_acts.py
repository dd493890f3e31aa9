"""Adding, moving and deleting whole sections from the outline."""

from __future__ import annotations

from danvan_desktop.domain import edits
from danvan_desktop.domain.report import Section
from danvan_desktop.services.editing import Place
from danvan_desktop.ui.editor.context import EditorContext
from danvan_desktop.wording import say


def change_section(context: EditorContext, asked: str, part: str) -> Place | None:
    """Do what was asked ('add', 'up', 'down', 'delete') with a section. Returns where to look next."""
    report = context.report
    section = edits.find_section(report, part)
    if section is None:
        return None
    parent = edits.parent_of(report, part)
    siblings = parent.sections if parent else report.sections
    index = siblings.index(section)
    if asked == "add":
        role = section.role if parent is not None else "other"
        fresh = Section(id=edits.new_id("s"), role=role)
        place = Place(fresh.id, "", "heading")
        after = edits.insert_section(report, parent.id if parent else "", index + 1, fresh)
    elif asked == "delete":
        rest = [sibling.id for sibling in siblings if sibling.id != part]
        near = rest[min(index, len(rest) - 1)] if rest else (parent.id if parent else "")
        place = Place(near, "", "heading")
        after = edits.remove_section(report, part)
    else:
        place = Place(part, "", "heading")
        after = edits.move_section(report, part, 1 if asked == "down" else -1)
    context.do(after, say(f"editor.act.section_{'move' if asked in ('up', 'down') else asked}"), place)
    if asked == "delete":
        context.told.emit(say("editor.item.deleted"))
    return place
