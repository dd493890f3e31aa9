"""Sentences and figures that stand as they stood in the last period's report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from danvan_desktop.checks.places import Place, sentence_places
from danvan_desktop.domain.edits import walk
from danvan_desktop.domain.figure_nature import nature_of
from danvan_desktop.domain.figures import printed_value, stored_quantity
from danvan_desktop.domain.finding import FIGURES, Finding, Where
from danvan_desktop.domain.period import last_day, period_text
from danvan_desktop.domain.report import Indicator, Period, Report, Role
from danvan_desktop.domain.terms import renewed_terms
from danvan_desktop.domain.time_rules import renewed
from danvan_desktop.layout.catalogue import indicator_catalogue
from danvan_desktop.layout.issuer_names import spelled
from danvan_desktop.text.sentences import sentences
from danvan_desktop.text.unicode import CAPITAL
from danvan_desktop.wording import say

_FORMAL: tuple[Role, ...] = ("opening", "closing")
_SHORTEST = 6
"""Words a sentence must have to be told from a turn of phrase anyone writes anew."""
_WORDS = re.compile(r"\d[\d.,/]*\d|\w+")
_SAME_EACH_TIME = re.compile(
    r"^\(.*\)$|\bkèm theo\b|\bdiện tích (?:tự nhiên|đất)\b|\bphía (?:bắc|nam|đông|tây)\b[^.;]*\bgiáp\b",
    re.IGNORECASE,
)
"""What rightly stands in every report: a pointer to an annex, where the place lies and how large it is."""
_PARTICULAR = re.compile(
    r"(?i:\d|[“\"«]|\b(?:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|trăm|nghìn|ngàn)\s+"
    r"(?:xã|phường|thôn|ấp|bản|buôn|làng|khóm|khu|tổ|hộ|cán bộ|đảng viên|chi bộ|vụ|cuộc|mô hình|đơn|"
    r"người|đơn vị|trường)\b"
    r"|\b(?:thôn|ấp|bản|buôn|làng|khóm|xã|phường|tỉnh|khu vực|khu|dự án|tuyến|đường|lộ|cầu|sông|kênh|hồ|"
    r"chợ|chùa|"
    rf"ông|bà|anh|chị|đồng chí|đồng bào)\s+(?:\w+\s+){{0,3}}?(?-i:{CAPITAL}))"
)
"""A figure, a name, a title or a date: a sentence without one is a judgement that may be true again."""
_CHANCE = 10
"""Below this, two periods may well have the same number."""


def unchanged_sentences(report: Report, previous: Report | None) -> Iterator[Finding]:
    """Sentences carried over and not confirmed, or typed as in `previous`, without forms and lead-ins."""
    old = _sentences_of(previous, report.period) if previous else frozenset[str]()
    taken_over = (
        previous is not None and report.follows is not None and report.follows.period == previous.period
    )
    waiting = _waiting(report)
    for place in sentence_places(report):
        if place.carried is None or place.spot != "text" or not _tells(place):
            continue
        words = _plain(place.text)
        if words in waiting:
            period = waiting[words]
        elif previous is not None and not taken_over and words in old:
            period = previous.period
        else:
            continue
        yield Finding(
            "leftover.sentence",
            "warning" if _PARTICULAR.search(place.text) else "hint",
            Where(place.section, place.item, place.text),
            found=place.text,
            advice=say("checks.sentence_advice", period=period_text(period)),
        )


def _waiting(report: Report) -> dict[str, Period]:
    """Every sentence carried over and not confirmed, wherever editing has moved it since."""
    return {
        sentence: item.kept.period
        for section, _ in walk(report.sections)
        for item in section.items
        if item.kept is not None
        for sentence in _plain_sentences(item.kept.text)
    }


def unchanged_figures(report: Report, previous: Report | None) -> Iterator[Finding]:
    """Values taken over and not confirmed, and flows that are what they were in the last period."""
    last, period = _last_figures(report, previous)
    natures = {entry.code: entry.nature for entry in indicator_catalogue()}
    values = {figure.code: figure.value.strip() for figure in last}
    for figure in report.indicators:
        if not figure.value.strip() or period is None:
            continue
        same = values.get(figure.code) == figure.value.strip()
        told = same and nature_of(figure, natures) == "flow" and not _by_chance(figure)
        if figure.kept or told:
            yield Finding(
                "leftover.figure",
                "warning",
                Where(FIGURES, figure.code, figure.name),
                found=f"{printed_value(figure.value)} {figure.unit}".strip(),
                advice=say("checks.figure_advice", period=period_text(period)),
            )


def _last_figures(report: Report, previous: Report | None) -> tuple[Sequence[Indicator], Period | None]:
    if previous is not None:
        return previous.indicators, previous.period
    if report.follows is not None:
        return report.follows.figures, report.follows.period
    return (), None


def _by_chance(figure: Indicator) -> bool:
    found = stored_quantity(figure.value)
    return found is not None and found.whole is None and not found.qualifier and abs(found.amount) < _CHANCE


def _tells(place: Place) -> bool:
    if _SAME_EACH_TIME.search(place.text):
        return False
    return place.role not in _FORMAL and len(place.text.split()) >= _SHORTEST and not place.text.endswith(":")


def _sentences_of(report: Report, now: Period) -> frozenset[str]:
    """The report's sentences, as they stand and with the words of their period and terms worked out anew."""
    found: set[str] = set()
    for place in sentence_places(report):
        if place.spot == "text":
            moved = renewed_terms(renewed(place.text, report.period, now), last_day(now))
            found |= {_plain(place.text), _plain(moved)}
    return frozenset(found)


def _plain_sentences(text: str) -> frozenset[str]:
    return frozenset(_plain(piece) for line in text.split("\n") for piece in sentences(line))


def _plain(sentence: str) -> str:
    """The words and numbers alone: a comma, quotation marks or 'đã' make no other sentence of it."""
    words = _WORDS.findall(spelled(sentence.casefold(), "ủy"))
    return " ".join(word for word in words if word != "đã")
