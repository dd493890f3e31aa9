"""A report through time: its moments, and bringing one back as a step to undo."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from danvan_desktop.domain.edits import find_section, walk
from danvan_desktop.domain.plain_text import facts_text, report_text, section_text
from danvan_desktop.domain.report import Report, Section
from danvan_desktop.domain.restoring import with_facts_from, with_section_from
from danvan_desktop.errors import UserError
from danvan_desktop.services.editing import Editing, Place
from danvan_desktop.store.drafts import Drafts
from danvan_desktop.store.revisions import Mark, Revision
from danvan_desktop.wording import say

FACTS = ""
"""The id that stands for what a report says outside its sections: letterhead, signature, figures …"""


class Moment(msgspec.Struct, frozen=True):
    """A moment whose state can be shown and brought back.

    `id` grows with time even when the clock is set back; `mark` is '' for a pause in typing; `sections`
    are the ids of the top sections that had changed by then, FACTS for what is outside them, and
    `revisions` what the store calls their states.
    """

    id: int
    at: datetime
    mark: str
    label: str
    sections: tuple[str, ...]
    revisions: tuple[int, ...] = ()


class History:
    """The moments of one stored report."""

    def __init__(self, drafts: Drafts, report_id: int) -> None:
        self._drafts = drafts
        self._report_id = report_id

    def moments(self, section_id: str | None = None) -> tuple[Moment, ...]:
        """All moments, oldest first; with a section's id or FACTS, those at which its state was another.

        A section inside another has the moments at which it itself changed.
        """
        found = _gathered(self._drafts.revisions.revisions(self._report_id))
        if section_id is None:
            return found
        top = self._top_of(section_id, found)
        touched = tuple(moment for moment in found if top in moment.sections)
        return touched if top == section_id else self._where_it_changed(touched, top, section_id)

    def report_at(self, moment_id: int) -> Report | None:
        """The whole report as it was; None when too little of it is left."""
        return self._drafts.revisions.report_at(self._report_id, moment_id)

    def section_at(self, moment_id: int, section_id: str) -> Section | None:
        """A section, at any depth, as it was; None when the report had none of this id."""
        report = self.report_at(moment_id)
        return find_section(report, section_id) if report else None

    def restore(self, editing: Editing, moment_id: int, section_id: str | None = None) -> Report:
        """Bring back the report, a section, or FACTS as one step of `editing`; the report after it.

        Today's state is first kept among the moments. Raises UserError, with nothing changed, when there is
        no such state.
        """
        current = editing.report
        restored = self._restored(current, moment_id, section_id)
        self._drafts.keep_revision(self._report_id, current)
        editing.apply(restored, say("history.restored"), Place(section_id or ""))
        return editing.report

    def keep_named(self, report: Report, name: str) -> None:
        """Keep this state for ever under a name of the person's own."""
        self._drafts.keep_revision(self._report_id, report, "named", name)

    def _restored(self, current: Report, moment_id: int, section_id: str | None) -> Report:
        earlier = self.report_at(moment_id)
        if earlier is None:
            raise UserError(say("history.gone"), say("history.gone_advice"))
        if section_id is None:
            return earlier
        if section_id == FACTS:
            return with_facts_from(current, earlier)
        try:
            return with_section_from(current, earlier, section_id)
        except KeyError as error:
            raise UserError(say("history.no_section"), say("history.no_section_advice")) from error

    def _top_of(self, section_id: str, found: Sequence[Moment]) -> str:
        """The top section that holds the section, today or the last time it was in the report."""
        if any(section_id in moment.sections for moment in found):
            return section_id
        tops = dict.fromkeys(top for moment in reversed(found) for top in moment.sections if top)
        for top in tops:
            for _, state in self._drafts.revisions.section_states(self._report_id, top):
                if any(section.id == section_id for section, _ in walk([state])):
                    return top
        return section_id

    def _where_it_changed(self, moments: Sequence[Moment], top: str, section_id: str) -> tuple[Moment, ...]:
        states = dict(self._drafts.revisions.section_states(self._report_id, top))
        kept, last = [], None
        for moment in moments:
            state = next((states[one] for one in moment.revisions if one in states), None)
            section = next((one for one, _ in walk([state] if state else []) if one.id == section_id), None)
            if section != last:
                kept.append(moment)
                last = section
        return tuple(kept)


def text_of(report: Report | None, section_id: str | None = None) -> str:
    """The words that are compared: of the whole report, of FACTS, or of a section; none for one not there."""
    if report is None:
        return ""
    if section_id is None:
        return report_text(report)
    if section_id == FACTS:
        return facts_text(report)
    section = find_section(report, section_id)
    return section_text(section) if section else ""


def mark_of(moment: Moment) -> Mark:
    """The moment's mark; '' for one this program does not know."""
    try:
        mark: Mark = msgspec.convert(moment.mark, Mark)
    except msgspec.ValidationError:
        return ""
    return mark


def _gathered(revisions: Iterable[Revision]) -> tuple[Moment, ...]:
    """One moment for all parts kept at once; ids are those of the last of them."""
    found: list[Moment] = []
    for one in revisions:
        last = found[-1] if found else None
        if last and (last.at, last.mark, last.label) == (one.at, one.mark, one.label):
            sections, kept = (*last.sections, one.section_id), (*last.revisions, one.id)
            found[-1] = msgspec.structs.replace(last, id=one.id, sections=sections, revisions=kept)
        else:
            found.append(Moment(one.id, one.at, one.mark, one.label, (one.section_id,), (one.id,)))
    return tuple(found)
