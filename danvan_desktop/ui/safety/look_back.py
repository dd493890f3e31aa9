"""What the time machine reads from the store, in a thread of its own: moments, and one of them compared."""

from __future__ import annotations

import msgspec

from danvan_desktop.domain.differences import Span, differences
from danvan_desktop.domain.edits import find_section, walk
from danvan_desktop.domain.report import Report, Section
from danvan_desktop.errors import UserError
from danvan_desktop.services.history import FACTS, History, Moment, text_of
from danvan_desktop.store.drafts import Drafts
from danvan_desktop.wording import say


class Part(msgspec.Struct, frozen=True):
    """What can be looked back at: `id` is None for the whole report, FACTS, or a section's id."""

    id: str | None
    name: str
    depth: int = 0
    removed: bool = False


class Past(msgspec.Struct, frozen=True):
    """A part at one moment: the spans from then to now, the lines that are headings, and if it was there."""

    spans: tuple[Span, ...]
    headings: frozenset[str]
    existed: bool

    @property
    def same(self) -> bool:
        """Whether nothing has changed since."""
        return all(span.kind == "equal" for span in self.spans)

    def words(self, kind: str) -> int:
        """How many words only one of the two texts has."""
        return sum(len(span.text.split()) for span in self.spans if span.kind == kind)


def keep_now(drafts: Drafts, report_id: int, report: Report) -> None:
    """Let the state on screen be the last moment, unless nothing may be written."""
    if drafts.database.read_only:
        return
    try:
        drafts.keep_revision(report_id, report)
    except UserError:
        # Looking back must work on a full disk too; the red light says that nothing can be written.
        return


def parts_of(report: Report, removed: tuple[Section, ...]) -> tuple[Part, ...]:
    """The whole report, what stands outside its sections, its sections, and those taken out of it."""
    return (
        Part(None, say("safety.history.whole")),
        Part(FACTS, say("safety.history.facts")),
        *(Part(section.id, _name(section), depth) for section, depth in walk(report.sections)),
        *(Part(section.id, _name(section), removed=True) for section in removed),
    )


def removed_sections(history: History, report: Report) -> tuple[Section, ...]:
    """The top sections that were in the report once and are no more, as they last were, last first."""
    moments = history.moments()
    here = {section.id for section, _ in walk(report.sections)}
    found: dict[str, Section] = {}
    for number, moment in enumerate(moments):
        if moment.mark != "removed" or number == 0:
            continue
        for section_id in moment.sections:
            section = history.section_at(moments[number - 1].id, section_id)
            if section_id not in here and section is not None:
                found[section_id] = section
    return tuple(reversed(found.values()))


def past_of(history: History, moment: Moment, current: Report, part: str | None) -> Past:
    """The part as it was at the moment, against the report as it is now."""
    earlier = history.report_at(moment.id)
    existed = earlier is not None and (not part or find_section(earlier, part) is not None)
    spans = differences(text_of(earlier, part), text_of(current, part))
    both = [section for report in (earlier, current) if report for section, _ in walk(report.sections)]
    return Past(spans, frozenset(section.heading.strip() for section in both if section.heading), existed)


def as_it_was(past: Past) -> tuple[Span, ...]:
    """The spans of the earlier text alone, without marks."""
    return tuple(Span("equal", span.text) for span in past.spans if span.kind != "inserted")


def _name(section: Section) -> str:
    return section.heading.strip() or say(f"editor.role.{section.role}")
