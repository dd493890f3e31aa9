"""Outlines: which sections a kind of report has, read from `templates/outlines/*.toml`.

Adding a file adds an outline. Headings and phrases are Jinja2 with the names of `phrases.VARIABLES`.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from danvan_desktop.domain.office import FormatFamily, Office, OfficeKind, family_of
from danvan_desktop.domain.period import last_day
from danvan_desktop.domain.report import (
    Item,
    ItemType,
    Kept,
    Kind,
    Period,
    PeriodKind,
    Report,
    Role,
    Section,
    Signature,
    Spelling,
    Style,
)
from danvan_desktop.domain.rich_text import item_text
from danvan_desktop.errors import UserError
from danvan_desktop.layout.phrases import fault, render, variables
from danvan_desktop.layout.profile import default_profile
from danvan_desktop.paths import template
from danvan_desktop.wording import say


class Starter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A first item of a section, as a template."""

    text: str
    type: ItemType = "paragraph"


class OutlineSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A section to be filled in. `id` becomes the report section's id and is unique in the outline."""

    id: str
    role: Role
    heading: str = ""
    guidance: str = ""
    starters: tuple[Starter, ...] = ()
    sections: tuple[OutlineSection, ...] = ()


class Outline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a kind of report consists of. `offices` are the kinds of office it is offered to first.

    `source` is the period of the report an own outline was made of: its words are what was true then.
    """

    id: str
    name: str
    kind: Kind
    periods: tuple[PeriodKind, ...]
    offices: tuple[OfficeKind, ...]
    family: FormatFamily
    subject: str
    sections: tuple[OutlineSection, ...]
    recipients: tuple[str, ...] = ()
    source: Period | None = None


class BrokenOutline(msgspec.Struct, frozen=True):
    """A file that cannot be used as an outline, and why."""

    file: Path
    fault: UserError


class LoadedOutlines(msgspec.Struct, frozen=True):
    """The outlines of a folder that can be used, and what is wrong with the others."""

    usable: tuple[Outline, ...]
    broken: tuple[BrokenOutline, ...]


def outlines() -> tuple[Outline, ...]:
    """The outlines that ship with the program."""
    return _bundled()


def outline(outline_id: str) -> Outline:
    """The outline of this id. Raises UserError when there is none."""
    found = next((known for known in outlines() if known.id == outline_id), None)
    if found is None:
        raise UserError(say("layout.unknown_outline", id=outline_id), say("layout.unknown_outline_advice"))
    return found


def outlines_for(office_kind: OfficeKind, period: Period) -> tuple[Outline, ...]:
    """The outlines that fit the period: first those made for this kind of office, then its family's."""
    family = family_of(office_kind)
    fitting = (known for known in outlines() if period.kind in known.periods)
    return tuple(
        sorted(
            fitting,
            key=lambda known: (office_kind not in known.offices, known.family != family, known.name),
        )
    )


def new_report(chosen: Outline, office: Office, period: Period) -> Report:
    """A report of this outline with all the office's standing facts; number and date are left open.

    The words of an own outline are marked unread: they were written of another year, maybe another place.
    """
    values = variables(period, office.issuer, office.spelling)
    recipients = office.recipients or tuple(render(r, values, office.spelling) for r in chosen.recipients)
    sections = tuple(_section(section, values, office.spelling) for section in chosen.sections)
    if chosen.source is not None:
        sections = tuple(_unread(section, chosen.source) for section in sections)
    return Report(
        kind=chosen.kind,
        period=period,
        outline=chosen.id,
        profile=default_profile(office.family, last_day(period)).id,
        issuer=office.issuer,
        subject=render(chosen.subject, values, office.spelling),
        sections=sections,
        signature=office.signers[0] if office.signers else Signature(),
        recipients=recipients,
        style=Style(lead=office.lead, spelling=office.spelling),
    )


def guidance(report: Report) -> dict[str, str]:
    """What to write in each section, by section id; sections the outline does not know have none."""
    known = next((found for found in outlines() if found.id == report.outline), None)
    if known is None:
        return {}
    return {
        section.id: section.guidance.strip() for section in walk(known.sections) if section.guidance.strip()
    }


def load_outlines(folder: Path) -> LoadedOutlines:
    """The outlines of a folder; a broken file never hides the others."""
    usable: list[Outline] = []
    broken: list[BrokenOutline] = []
    for file in sorted(folder.glob("*.toml")):
        try:
            found = _read(file)
            if any(other.id == found.id for other in usable):
                raise _bad(file, f"id “{found.id}”")
            usable.append(found)
        except UserError as error:
            broken.append(BrokenOutline(file, error))
    return LoadedOutlines(tuple(usable), tuple(broken))


@cache
def _bundled() -> tuple[Outline, ...]:
    return load_outlines(template("outlines")).usable


def _read(file: Path) -> Outline:
    try:
        with file.open("rb") as stream:
            found = msgspec.convert(tomllib.load(stream), Outline)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError, OSError) as error:
        raise _bad(file, str(error)) from error
    sections = list(walk(found.sections))
    repeated = [name for name, count in Counter(section.id for section in sections).items() if count > 1]
    if repeated:
        raise _bad(file, f"id “{repeated[0]}”")
    templates = [found.subject, *found.recipients]
    for section in sections:
        templates += [section.heading, *(starter.text for starter in section.starters)]
    for source in templates:
        if wrong := fault(source):
            raise _bad(file, wrong)
    return found


def _bad(file: Path, detail: str) -> UserError:
    return UserError(say("layout.bad_file", name=file.name, detail=detail), say("layout.bad_file_advice"))


def _section(section: OutlineSection, values: dict[str, str], spelling: Spelling) -> Section:
    return Section(
        id=section.id,
        role=section.role,
        heading=render(section.heading, values, spelling),
        items=tuple(
            Item(id=f"{section.id}.i{number}", type=starter.type, text=render(starter.text, values, spelling))
            for number, starter in enumerate(section.starters, start=1)
        ),
        sections=tuple(_section(child, values, spelling) for child in section.sections),
    )


def _unread(section: Section, source: Period) -> Section:
    items = tuple(msgspec.structs.replace(item, kept=Kept(source, item_text(item))) for item in section.items)
    inner = tuple(_unread(child, source) for child in section.sections)
    return msgspec.structs.replace(section, items=items, sections=inner)


def walk(sections: tuple[OutlineSection, ...]) -> Iterator[OutlineSection]:
    """Sections and those inside them, in reading order."""
    for section in sections:
        yield section
        yield from walk(section.sections)
