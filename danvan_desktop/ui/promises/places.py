"""Where in a report a task of the last one may be told of."""

from __future__ import annotations

import msgspec

from danvan_desktop.domain.edits import walk
from danvan_desktop.domain.promise_places import section_for
from danvan_desktop.domain.promises import PlaceRole, places_left
from danvan_desktop.domain.report import Promise, Report, Role
from danvan_desktop.ui.editor.parts import section_name

TARGET_ROLES: tuple[PlaceRole, ...] = ("results", "limitations", "tasks")


class Target(msgspec.Struct, frozen=True):
    """A section a task can be put into."""

    role: PlaceRole
    section: str
    name: str


def targets(report: Report) -> tuple[Target, ...]:
    """The sections that take text, by role in the order results, limitations, tasks."""
    found: list[Target] = []
    for role in TARGET_ROLES:
        fitting = [section for section, _ in walk(report.sections) if _role_of(report, section.id) == role]
        leaves = [section for section in fitting if section.items or not section.sections]
        found += [Target(role, section.id, section_name(section)) for section in leaves or fitting]
    return tuple(found)


def usual_targets(report: Report, promise: Promise, offered: tuple[Target, ...]) -> tuple[Target, ...]:
    """Where a task goes by its state unless the person says otherwise, all with one key."""
    known = {target.section: target for target in offered}
    roles = [role for role in places_left(report, promise) if any(t.role == role for t in offered)]
    return tuple(known[section_for(report, role, promise.text)] for role in roles)


def _role_of(report: Report, section_id: str) -> Role | None:
    return next((section.role for section, _ in walk(report.sections) if section.id == section_id), None)
