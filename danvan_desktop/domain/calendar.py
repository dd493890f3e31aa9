"""The year's owed reports: to whom, counted from when to when, due on which working day.

No source settles when a Party body's report is due: the defaults are marked as such and meant to be edited.
"""

from __future__ import annotations

import re
import tomllib
from calendar import isleap
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

import msgspec

from danvan_desktop.domain.period import last_day
from danvan_desktop.domain.report import Answer, Period, PeriodKind
from danvan_desktop.paths import resource
from danvan_desktop.text.unicode import fold

_TET_DAYS = range(-1, 4)
"""The eve and four days; the government settles the exact days each year."""


_JANUARY_TO_MARCH = 3
"""A report on the end of a year that is due in these months is due in the year after."""

_LEAP_DAY, _LEAP_YEAR = "02-29", 2024


class Obligation(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A report owed every year. Days are 'MM-DD'; `previous_year`: the count starts before New Year.

    `grade` says how sure the days are; it is empty for what the office set itself. `id` stays the same
    whatever else is edited: reports say by it which obligations they answer.
    """

    name: str
    recipient: str
    period: PeriodKind
    cutoff_from: str
    cutoff_to: str
    due: str
    previous_year: bool = False
    grade: str = ""
    src: str = ""
    id: str = ""

    @property
    def is_default(self) -> bool:
        """Whether these are our days and not the office's."""
        return bool(self.grade)


class Owed(msgspec.Struct, frozen=True):
    """One report owed: its period, the days its figures are counted over, and when it is due.

    `moved_from` is the day named by the rule when that was a day off.
    """

    obligation: Obligation
    period: Period
    cutoff_from: date
    cutoff_to: date
    due: date
    moved_from: date | None = None


def default_obligations() -> tuple[Obligation, ...]:
    """What is owed where the office has not said otherwise."""
    found: list[Obligation] = []
    for file in sorted(resource("calendar").glob("bao_cao*.toml")):
        with file.open("rb") as stream:
            found += msgspec.convert(tomllib.load(stream)["obligation"], list[Obligation])
    return identified(found)


def identified(obligations: Iterable[Obligation]) -> tuple[Obligation, ...]:
    """The obligations, each with an id of its own: those without, as older calendars, by what they are."""
    taken: set[str] = set()
    found: list[Obligation] = []
    for obligation in obligations:
        wanted = obligation.id or f"{obligation.period}/{'_'.join(fold(obligation.recipient).split())}"
        given, number = wanted, 1
        while given in taken:
            number += 1
            given = f"{wanted}/{number}"
        taken.add(given)
        found.append(msgspec.structs.replace(obligation, id=given))
    return tuple(found)


def is_yearly_day(month_day: str) -> bool:
    """Whether 'MM-DD' names a day that comes in some year; 29 February is one."""
    named = re.fullmatch(r"([0-9]{2})-([0-9]{2})", month_day)
    try:
        return bool(named and date(_LEAP_YEAR, int(named[1]), int(named[2])))
    except ValueError:
        return False


def has_yearly_days(obligation: Obligation) -> bool:
    """Whether each of the obligation's days is one."""
    return all(map(is_yearly_day, (obligation.cutoff_from, obligation.cutoff_to, obligation.due)))


def owed_in(
    year: int, obligations: Iterable[Obligation], own_days_off: Iterable[date] = ()
) -> tuple[Owed, ...]:
    """The reports on periods of `year`, in the order they are due.

    `own_days_off` are days the office does not work besides weekends and public holidays. 29 February is
    the 28th in a common year. Raises ValueError for a day that is not 'MM-DD'.
    """
    closed = frozenset(own_days_off)
    return tuple(sorted((_owed(year, o, closed) for o in obligations), key=lambda owed: owed.due))


def next_working_day(day: date, own_days_off: Iterable[date] = ()) -> date:
    """`day` itself, or the first after it that is no weekend, no holiday and no day off of the office."""
    closed = frozenset(own_days_off)
    while day.weekday() >= 5 or day in closed or is_public_holiday(day):
        day += timedelta(days=1)
    return day


def is_public_holiday(day: date) -> bool:
    """Whether `day` is a public holiday; Tết and Giỗ Tổ are known for the years of the table only."""
    solar, lunar = _holidays()
    return day.strftime("%m-%d") in solar or day in lunar


def standard_obligation(period: Period, obligations: Sequence[Obligation]) -> Obligation | None:
    """The first obligation for reports of this kind of period."""
    return next((found for found in obligations if found.period == period.kind), None)


def answered(
    period: Period, said: Sequence[Answer] | None, obligations: Sequence[Obligation]
) -> frozenset[str]:
    """The ids of the obligations a report answers: those it names, or while nobody has said the first one."""
    if said is not None:
        return frozenset(answer.obligation for answer in said)
    standard = standard_obligation(period, obligations)
    return frozenset([standard.id] if standard else [])


def answers_again(
    period: Period, said: Sequence[Answer] | None, obligations: Sequence[Obligation]
) -> tuple[Answer, ...] | None:
    """What the report on `period` answers when the last one went to these: the same recipients."""
    recipients = {fold(answer.recipient) for answer in said or ()}
    again = tuple(
        Answer(one.id, one.recipient)
        for one in obligations
        if one.period == period.kind and fold(one.recipient) in recipients
    )
    return again or None


def _owed(year: int, obligation: Obligation, closed: frozenset[date]) -> Owed:
    named = _day(year, obligation.due)
    if obligation.period != "first_half" and named.month <= _JANUARY_TO_MARCH:
        named = _day(year + 1, obligation.due)
    due = next_working_day(named, closed)
    return Owed(
        obligation,
        Period(obligation.period, year),
        _day(year - obligation.previous_year, obligation.cutoff_from),
        min(_day(year, obligation.cutoff_to), last_day(Period(obligation.period, year))),
        due,
        named if due != named else None,
    )


def _day(year: int, month_day: str) -> date:
    if month_day == _LEAP_DAY and not isleap(year):
        return date(year, 2, 28)
    month, day = month_day.split("-")
    return date(year, int(month), int(day))


@cache
def _holidays() -> tuple[frozenset[str], frozenset[date]]:
    with resource("calendar", "days_off.toml").open("rb") as stream:
        table: dict[str, Any] = tomllib.load(stream)
    tet = (first + timedelta(days=offset) for first in table["tet"] for offset in _TET_DAYS)
    return frozenset(table["solar"]), frozenset([*tet, *table["gio_to"]])
