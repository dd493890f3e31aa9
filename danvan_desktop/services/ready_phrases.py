"""The phrases a clerk can take into a section: the report's outline's own, other outlines', the shipped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from danvan_desktop.domain.edits import find_section, parent_of
from danvan_desktop.domain.report import Report, Role
from danvan_desktop.domain.rich_text import item_text
from danvan_desktop.layout.outline import Outline, OutlineSection, outlines, walk
from danvan_desktop.layout.phrases import phrases_for, render, variables
from danvan_desktop.text.unicode import fold


class ReadyPhrase(msgspec.Struct, frozen=True):
    """A phrase filled in for the report; its blanks are left. `source` names the outline it is from."""

    text: str
    source: str = ""


def ready_phrases(report: Report, section_id: str, own: Sequence[Outline] = ()) -> tuple[ReadyPhrase, ...]:
    """The phrases fitting a section, nearest first; none that the section already holds word for word.

    First what the report's outline has for this very section; then what the office's `own` outlines have
    for sections of its role, those of its heading before others; then what ships with the program.
    """
    section = find_section(report, section_id)
    if section is None:
        return ()
    role = _role(report, section_id)
    here = {item_text(item).strip() for item in section.items}
    found: dict[str, ReadyPhrase] = {}
    for phrase in (
        *_of_this_outline(report, section_id, own),
        *_of_own(report, section.heading, role, own),
        *(
            ReadyPhrase(text)
            for text in phrases_for(role, report.period, report.issuer, report.style.spelling)
        ),
    ):
        if phrase.text and phrase.text not in here:
            found.setdefault(phrase.text, phrase)
    return tuple(found.values())


def _of_this_outline(report: Report, section_id: str, own: Sequence[Outline]) -> Iterator[ReadyPhrase]:
    outline = next((known for known in (*own, *outlines()) if known.id == report.outline), None)
    if outline is not None:
        sections = (section for section in walk(outline.sections) if section.id == section_id)
        yield from _starters(report, sections, outline)


def _of_own(report: Report, heading: str, role: Role, own: Sequence[Outline]) -> Iterator[ReadyPhrase]:
    fitting = [(section, outline) for outline in own for section in walk(outline.sections)]
    fitting.sort(key=lambda found: fold(found[0].heading) != fold(heading))
    for section, outline in fitting:
        if section.role == role:
            yield from _starters(report, [section], outline)


def _starters(report: Report, sections: Iterable[OutlineSection], outline: Outline) -> Iterator[ReadyPhrase]:
    spelling = report.style.spelling
    values = variables(report.period, report.issuer, spelling)
    for section in sections:
        for starter in section.starters:
            yield ReadyPhrase(render(starter.text, values, spelling), outline.name)


def _role(report: Report, section_id: str) -> Role:
    """The section's role; one without a role of its own serves that of the section it stands in."""
    section = find_section(report, section_id)
    while section is not None and section.role == "other":
        section = parent_of(report, section.id)
    return section.role if section else "other"
