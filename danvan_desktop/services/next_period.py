"""Kỳ sau: the next period's report from the last one, with all the program and the office know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from danvan_desktop.domain.edits import find_section, insert_section, walk
from danvan_desktop.domain.figure_nature import Nature
from danvan_desktop.domain.figures_carry import past_figures, units_of
from danvan_desktop.domain.next_period import Carry, NextChoices, NextDraft, following, next_draft
from danvan_desktop.domain.office import Office
from danvan_desktop.domain.period import last_day, same_period_before
from danvan_desktop.domain.regroup import UnitChange, with_units_regrouped
from danvan_desktop.domain.report import PastFigures, Period, Report, Section
from danvan_desktop.layout.catalogue import indicator_catalogue
from danvan_desktop.layout.issuer_names import full_name
from danvan_desktop.layout.outline import Outline, OutlineSection, outlines
from danvan_desktop.layout.phrases import render, variables
from danvan_desktop.layout.profile import default_profile, profiles
from danvan_desktop.services.merged_figures import re_added, with_merger_doubts, with_own_same_period
from danvan_desktop.services.own_office import likeness, office_key
from danvan_desktop.services.unit_changes import indicator_sums


def start_next(
    report: Report,
    *,
    to: Period | None = None,
    after_first_half: Literal["year", "second_half"] = "year",
    earlier: Sequence[Report] = (),
    office: Office | None = None,
    carry: Mapping[str, Carry] | None = None,
    units: Mapping[str, str] | None = None,
    changes: Sequence[UnitChange] = (),
) -> NextDraft:
    """The report of the following period (or of `to`), begun from `report`.

    `earlier` are reports whose figures may serve as 'cùng kỳ' or as the other half of a year, in any order;
    `office` gives the letterhead and signer of today; `carry` says by section what happens to its text;
    `changes` is the table of merged units that figures are re-added by, the office's own and its units'.
    """
    new = to or following(report.period, after_first_half)
    earlier = _own_first(earlier, report, units or {})
    draft = next_draft(
        report,
        new,
        NextChoices(
            carry=carry or {},
            known=tuple(past for one in earlier for past in past_figures(one)),
            natures=natures(),
            units=units or {},
            profile=_profile(report, new),
        ),
    )
    made = _signed_by(draft.report, office) if office else draft.report
    made = _across_mergers(made, report, earlier, changes)
    made = msgspec.structs.replace(_in_outline(made, report), answers=None)
    return msgspec.structs.replace(draft, report=made)


def natures() -> dict[str, Nature]:
    """What kind of figure each indicator of the catalogue is."""
    return {entry.code: entry.nature for entry in indicator_catalogue()}


def looked_for(
    report: Report, after_first_half: Literal["year", "second_half"] = "year"
) -> tuple[Period, ...]:
    """The periods whose reports, where the office has them, give the next one its figures to compare with."""
    new = following(report.period, after_first_half)
    return tuple(period for period in compared_with(new) if period != report.period)


def periods_compared(report: Report) -> tuple[Period, ...]:
    """The periods whose reports give this one its figures to compare with."""
    return tuple(period for period in compared_with(report.period) if period.year < report.period.year)


def compared_with(new: Period) -> tuple[Period, ...]:
    """The periods whose reports give one on `new` its figures: a year before, and a year's halves."""
    before = same_period_before(new)
    halves = [Period(kind, year) for year in (before.year, new.year) for kind in _HALVES]
    return (before, *halves) if new.kind == "year" else (before,)


def _own_first(earlier: Sequence[Report], last: Report, units: Mapping[str, str]) -> list[Report]:
    """Reports under the office's present name before those under a former one, in any order given."""

    def rank(one: Report) -> tuple[bool, str]:
        return likeness(one.issuer, last.issuer, units) != "same", office_key(full_name(one.issuer))

    return sorted(earlier, key=rank)


def _across_mergers(
    report: Report, last: Report, earlier: Sequence[Report], changes: Sequence[UnitChange]
) -> Report:
    """The draft with its own and its units' figures re-added where units were merged, or marked."""
    kinds = natures()
    figures = re_added(report, last, earlier, changes, kinds)
    made = with_own_same_period(report, figures) if figures else report
    before = same_period_before(report.period)
    known = [*past_figures(report), *(past for one in earlier for past in past_figures(one))]
    merged = [PastFigures(before, figures)]
    then = units_of(before, known, kinds) | units_of(before, merged, kinds)
    made = with_units_regrouped(made, then, changes, indicator_sums())[0]
    return with_merger_doubts(made, known, changes)


_HALVES: tuple[Literal["first_half", "second_half"], ...] = ("first_half", "second_half")


def _profile(report: Report, new: Period) -> str:
    """The rules of layout in force at the end of the new period; none where the report names none."""
    old = profiles().get(report.profile)
    return default_profile(old.family, last_day(new)).id if old else ""


def _signed_by(report: Report, office: Office) -> Report:
    """The office's letterhead of today; the last signer where they still sign, else its first."""
    names = [signer.name for signer in office.signers]
    signature = report.signature
    if office.signers:
        place = names.index(signature.name) if signature.name in names else 0
        signature = office.signers[place]
    return msgspec.structs.replace(
        report, issuer=office.issuer if office.issuer.name else report.issuer, signature=signature
    )


def _in_outline(report: Report, old: Report) -> Report:
    """The report in the outline its new kind has, when the old one was in that outline's counterpart."""
    before = next((known for known in outlines() if known.id == old.outline), None)
    chosen = _counterpart(before, report.period) if before else None
    if before is None or chosen is None:
        return report
    spelling = report.style.spelling
    old_values = variables(old.period, old.issuer, spelling)
    values = variables(report.period, report.issuer, spelling)
    subject = report.subject
    if old.subject == render(before.subject, old_values, spelling):
        subject = render(chosen.subject, values, spelling)
    made = msgspec.structs.replace(report, outline=chosen.id, subject=subject)
    made = _with_headings(made, before, chosen, old, (old_values, values))
    return _with_missing(made, chosen, values)


def _counterpart(before: Outline, period: Period) -> Outline | None:
    """The outline for this period made for the same offices."""
    if period.kind in before.periods:
        return before
    same = (o for o in outlines() if period.kind in o.periods and o.offices == before.offices)
    return next((o for o in same if o.family == before.family), None)


def _with_headings(
    report: Report,
    before: Outline,
    chosen: Outline,
    old: Report,
    values: tuple[dict[str, str], dict[str, str]],
) -> Report:
    """Headings that were the old outline's become the new one's; headings of the clerk's own stay."""
    spelling = report.style.spelling
    sources = {section.id: section.heading for section in _all(before.sections)}
    targets = {section.id: section.heading for section in _all(chosen.sections)}
    last = {section.id: section.heading for section, _ in walk(old.sections)}

    def headed(section: Section) -> Section:
        heading = section.heading
        source = sources.get(section.id)
        if source is not None and section.id in targets:
            was = render(source, values[0], spelling)
            if last.get(section.id) == was:
                heading = render(targets[section.id], values[1], spelling)
        return msgspec.structs.replace(
            section, heading=heading, sections=tuple(map(headed, section.sections))
        )

    return msgspec.structs.replace(report, sections=tuple(map(headed, report.sections)))


def _with_missing(report: Report, chosen: Outline, values: dict[str, str]) -> Report:
    """Sections the new outline has and the old one had not, each in its place and empty."""

    def visit(made: Report, parent: str, sections: Sequence[OutlineSection]) -> Report:
        for index, section in enumerate(sections):
            if find_section(made, section.id) is None:
                heading = render(section.heading, values, made.style.spelling)
                fresh = Section(id=section.id, role=section.role, heading=heading)
                made = insert_section(made, parent, index, fresh)
            made = visit(made, section.id, section.sections)
        return made

    return visit(report, "", chosen.sections)


def _all(sections: Sequence[OutlineSection]) -> list[OutlineSection]:
    return [found for section in sections for found in (section, *_all(section.sections))]
