"""Sót kỳ trước: what a report still says of another period, of a former signer, of bodies that are gone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import reduce

from danvan_desktop.checks.other_units import other_units
from danvan_desktop.checks.places import Place, sentence_places
from danvan_desktop.checks.signers import former_signers, of_signers
from danvan_desktop.checks.unchanged import unchanged_figures, unchanged_sentences
from danvan_desktop.domain.bodies import former_names
from danvan_desktop.domain.citations import citations, inside
from danvan_desktop.domain.finding import HEAD, Finding, Severity, Where
from danvan_desktop.domain.home import Home, home_of
from danvan_desktop.domain.period import last_day, period_text
from danvan_desktop.domain.report import Period, Report
from danvan_desktop.domain.terms import EndedTerm, ended_terms
from danvan_desktop.domain.time_mentions import Mention, mentions
from danvan_desktop.domain.time_rules import renewals, stale_mentions
from danvan_desktop.wording import say


def leftovers(
    report: Report, previous: Report | None = None, units: Mapping[str, str] | None = None
) -> list[Finding]:
    """Everything of another period left in the report, in reading order.

    `previous` is last period's report where it is at hand; without it, what the report remembers of it
    serves. `units` are former names of subordinate units, old to new.
    """
    signers = former_signers(report, previous)
    found: list[Finding] = []
    day, home = report.date or last_day(report.period), home_of(report)
    for place in sentence_places(report):
        found += _of_time(place, report.period)
        found += _of_terms(place, day, report.period)
        gone = list(_of_bodies(place, day, units or {}, home))
        found += gone
        found += of_signers(place, signers, report.issuer)
        found += (other for other in other_units(place, report.issuer, day) if not _is_told(other, gone))
    told = {(finding.where.section, finding.where.item, finding.where.text) for finding in found}
    found += [
        finding
        for finding in unchanged_sentences(report, previous)
        if (finding.where.section, finding.where.item, finding.where.text) not in told
    ]
    return [*_in_order(found, report), *unchanged_figures(report, previous)]


def _of_time(place: Place, period: Period) -> Iterator[Finding]:
    for mention in stale_mentions(place.text, period, place.role, place.spot):
        kind = {"half": "half", "stretch": "half", "year": "year", "span": "year"}.get(mention.unit, "date")
        found, replacement = _told_apart(
            place.text, mention.start, mention.end, _suggested(place, mention, period)
        )
        yield Finding(
            f"leftover.{kind}",
            "error" if place.spot != "text" else "warning",
            _where(place),
            required=say("checks.period_required", period=period_text(period)),
            found=found,
            advice=say(f"checks.{kind}_advice"),
            replacement=replacement,
        )
    if place.role == "opening" and place.spot == "text":
        yield from _of_bases(place, period)


def _of_bases(place: Place, period: Period) -> Iterator[Finding]:
    """A document cited for its subject, when that subject is another period: its years stay, but look."""
    for start, end in citations(place.text):
        cited = place.text[start:end]
        subject = re.search(r"\svề\s.*", cited)
        if subject is None:
            continue
        named = [m for m in mentions(subject[0]) if m.unit in ("half", "year")]
        if any(_is_over(mention, period) for mention in named):
            yield Finding(
                "basis.period",
                "hint",
                _where(place),
                required=say("checks.period_required", period=period_text(period)),
                found=cited,
                advice=say("checks.basis_advice"),
            )


def _is_over(mention: Mention, period: Period) -> bool:
    if mention.guard == "term":
        return False
    half_is_over = mention.half == "first_half" and period.kind != "first_half"
    return (mention.year or period.year) < period.year or half_is_over


def _suggested(place: Place, mention: Mention, period: Period) -> str:
    """What the words would be, had they been worked out from the period they were written for."""
    for old in _before(period):
        for start, end, words in renewals(place.text, old, period, place.spot):
            if (start, end) != (mention.start, mention.end):
                continue
            fixed = place.text[:start] + words + place.text[end:]
            if not stale_mentions(fixed, period, place.role, place.spot):
                return words
    return ""


def _before(period: Period) -> Iterator[Period]:
    """Periods a text may have been written for, the likeliest first."""
    if period.kind != "first_half":
        yield Period("first_half", period.year)
    yield Period("year", period.year - 1)
    yield Period("first_half", period.year - 1)
    yield Period("second_half", period.year - 1)


def _of_terms(place: Place, day: date, period: Period) -> Iterator[Finding]:
    """Terms that have ended and are spoken of as running.

    In the name of a document only a hint, unless the document is told as carried out in a time of which most
    came after the term.
    """
    ahead = place.role in ("tasks", "proposals")
    for ended in ended_terms(place.text, day, ahead=ahead):
        found, replacement = _told_apart(place.text, ended.start, ended.end, ended.now)
        yield Finding(
            "basis.term" if ended.named else "leftover.term",
            "hint" if ended.named and not _outlives(ended, period, ahead=ahead) else "warning",
            _where(place),
            required=say("checks.term_required", now=ended.now) if ended.now else "",
            found=found,
            advice=say("checks.term_basis_advice" if ended.named else "checks.term_advice"),
            replacement=replacement,
        )


def _outlives(ended: EndedTerm, period: Period, *, ahead: bool) -> bool:
    """Whether a document is carried out, or to be, though its term was over before most of the period."""
    middle = date(period.year, {"first_half": 4, "second_half": 10, "year": 7}[period.kind], 1)
    return ended.carried_out and ended.over is not None and (ahead or ended.over <= middle)


def _is_told(other: Finding, gone: Sequence[Finding]) -> bool:
    """Whether another unit's name is a former one that was found already, with what it is today."""
    return any(former.found.startswith(other.found) or former.found in other.found for former in gone)


def _either(one: str, other: str) -> str:
    return say("checks.either", one=one, other=other)


def _of_bodies(place: Place, day: date, units: Mapping[str, str], home: Home) -> Iterator[Finding]:
    for former in former_names(place.text, day, units, home):
        names = reduce(_either, former.choices) if former.choices else former.now
        advice = "commune_advice" if former.choices else "body_advice" if former.now else "body_advice_open"
        found, replacement = _told_apart(place.text, former.start, former.end, former.now)
        severity: Severity = "error" if place.section == HEAD else "warning"
        yield Finding(
            "leftover.body",
            severity,
            _where(place),
            required=say("checks.body_required", now=names) if names else "",
            found=found,
            advice=say(f"checks.{advice}"),
            replacement=replacement,
            choices=former.choices if len(former.choices) > 1 and not replacement else (),
        )


def _told_apart(text: str, start: int, end: int, replacement: str) -> tuple[str, str]:
    """The stretch and its replacement, with words before it where the sentence says the same earlier on.

    In a citation it may stand as well: no decision ever touches one.
    """
    cited, first = citations(text), start
    while first and any(
        not inside(cited, *same.span()) for same in re.finditer(re.escape(text[first:end]), text[: end - 1])
    ):
        first = text.rfind(" ", 0, first - 1) + 1
    return text[first:end], text[first:start] + replacement if replacement else ""


def _where(place: Place) -> Where:
    return Where(place.section, place.item, place.text)


def _in_order(found: Sequence[Finding], report: Report) -> list[Finding]:
    """Findings in the order of the texts they stand in."""
    order: dict[tuple[str, str, str], int] = {}
    for number, place in enumerate(sentence_places(report)):
        order.setdefault((place.section, place.item, place.text), number)
    return sorted(found, key=lambda f: order.get((f.where.section, f.where.item, f.where.text), len(order)))
