"""Figures moved into the next period: what was this period's becomes 'cùng kỳ' or 'kỳ trước', by its nature.

Rules (indicators, rules 3, 5, 7): a half-year is compared with the same half a year before, never with the
half before it; flows of two halves add up to the year, a state on a day carries over until it is counted
anew, a share is never added. What no earlier report says stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from danvan_desktop.domain.figures import stored_quantity
from danvan_desktop.domain.period import same_period_before
from danvan_desktop.domain.report import (
    Follows,
    Indicator,
    PastFigures,
    Period,
    PeriodKind,
    Report,
    UnitFigure,
)
from danvan_desktop.text.numbers import Quantity, plain

Nature = Literal["flow", "snapshot", "ratio"]
Sums = Literal["yes", "warn", "no"]

_KEPT_YEARS = 2

Cells = dict[tuple[str, str], str]
"""Values by indicator and unit."""


def past_figures(report: Report) -> tuple[PastFigures, ...]:
    """The figures tables a report knows of, its own first, then those of the reports it follows."""
    own = PastFigures(report.period, report.indicators)
    follows = report.follows
    if follows is None:
        return (own,)
    return (own, PastFigures(follows.period, follows.figures), *follows.earlier)


def followed(report: Report, new: Period) -> Follows:
    """What the report for `new` remembers of the one it is made from, two years back."""
    last, *earlier = past_figures(report)
    signers = dict.fromkeys(
        (report.signature.name.strip(), *(report.follows.signers if report.follows else ()))
    )
    return Follows(
        report.period,
        tuple(name for name in signers if name),
        last.figures,
        tuple(past for past in earlier if past.figures and past.period.year >= new.year - _KEPT_YEARS),
    )


def carried_figures(
    report: Report, new: Period, known: Sequence[PastFigures], natures: Mapping[str, Nature]
) -> tuple[Indicator, ...]:
    """The figures table of the next report: rows as before, values open, 'cùng kỳ' from what is known.

    `natures` says by code what kind of figure each is; one it does not name is taken for a flow.
    A state on a day keeps its last value, marked until confirmed. A plan stays within its year.
    """
    past = _by_period([*past_figures(report), *known])
    before = same_period_before(new)
    compared = _cells_of(before, past, natures)
    now = _cells_of(new, past, natures)
    then = units_of(before, [*past_figures(report), *known], natures)
    return tuple(
        msgspec.structs.replace(
            _carried(row, report.period, new, natures.get(row.code, "flow"), now.get((row.code, ""), "")),
            previous=compared.get((row.code, ""), ""),
            units=_carried_units(row, compared, then.get(row.code, ())),
        )
        for row in _rows(report.indicators, past.get(before, ()))
    )


def units_of(
    period: Period, known: Iterable[PastFigures], natures: Mapping[str, Nature]
) -> dict[str, tuple[UnitFigure, ...]]:
    """What the subordinate units reported for a period, by indicator, under the names they had then.

    A year without a report of its own is made of its two halves, unit by unit.
    """
    past = _by_period(known)
    cells = _cells_of(period, past, natures)
    tables = (past.get(Period(kind, period.year), ()) for kind in _parts(period, past))
    found: dict[str, dict[str, UnitFigure]] = {}
    for row in (row for table in tables for row in table):
        for unit in row.units:
            key = unit_key(unit.unit)
            value = cells.get((row.code, key), "")
            found.setdefault(row.code, {})[key] = UnitFigure(unit.unit, value)
    return {code: tuple(units.values()) for code, units in found.items()}


def unit_key(name: str) -> str:
    """What tells units apart: their names, whatever the capitals and spaces."""
    return " ".join(name.casefold().split())


def added(first: str, second: str) -> str:
    """Two stored values added; '' unless both are numbers. 'hơn' with one makes the sum 'hơn' (rule 1).

    n/m adds its parts one by one (rule 5); a share in percent must not come here.
    """
    one, two = stored_quantity(first), stored_quantity(second)
    if one is None or two is None or (one.whole is None) != (two.whole is None):
        return ""
    qualifiers = {q for q in (one.qualifier, two.qualifier) if q}
    if len(qualifiers) > 1:
        return ""
    total = plain(one.amount + two.amount)
    if one.whole is not None and two.whole is not None:
        return f"{total}/{plain(one.whole + two.whole)}"
    qualifier = qualifiers.pop() if qualifiers else ""
    return f"{qualifier} {total}".strip()


def summed(values: Iterable[str]) -> str:
    """Stored values added up; '' when one of them is unknown or no number."""
    total: str | None = None
    for value in values:
        total = value if total is None else added(total, value)
        if not total.strip() or not is_number(total):
            return ""
    return total or ""


def is_number(value: str) -> bool:
    """Whether a stored value can be added."""
    found: Quantity | None = stored_quantity(value)
    return found is not None


def _carried(row: Indicator, old: Period, new: Period, nature: Nature, now: str) -> Indicator:
    value = now
    if not value and nature == "snapshot":
        value = row.value
    return msgspec.structs.replace(
        row,
        value=value,
        planned=row.planned if old.year == new.year else "",
        kept=bool(value),
        regrouped=False,
        doubt="",
    )


def _carried_units(row: Indicator, compared: Cells, then: Sequence[UnitFigure]) -> tuple[UnitFigure, ...]:
    """The units of the last report, or where it had none those of the report compared with; values open."""
    return tuple(
        UnitFigure(unit.unit, previous=compared.get((row.code, unit_key(unit.unit)), ""))
        for unit in row.units or then
    )


def _by_period(tables: Iterable[PastFigures]) -> dict[Period, tuple[Indicator, ...]]:
    """Each period's table; the first one given for a period counts."""
    found: dict[Period, tuple[Indicator, ...]] = {}
    for table in tables:
        if table.figures:
            found.setdefault(table.period, table.figures)
    return found


def _parts(period: Period, past: Mapping[Period, object]) -> tuple[PeriodKind, ...]:
    """The kinds of the reports that tell of a period: its own, or for a year both its halves."""
    return ("first_half", "second_half") if period.kind == "year" and period not in past else (period.kind,)


def _cells_of(
    period: Period, past: Mapping[Period, tuple[Indicator, ...]], natures: Mapping[str, Nature]
) -> Cells:
    """The period's values by code and unit ('' for the report's own)."""
    tables = [_cells(past.get(Period(kind, period.year), ())) for kind in _parts(period, past)]
    if len(tables) == 1:
        return tables[0]
    first, second = tables
    return {
        place: total
        for place in first.keys() & second.keys()
        if (total := _of_year(first[place], second[place], natures.get(place[0], "flow")))
    }


def _cells(table: Iterable[Indicator]) -> Cells:
    found: Cells = {}
    for row in table:
        found[row.code, ""] = row.value
        found |= {(row.code, unit_key(unit.unit)): unit.value for unit in row.units}
    return {place: value for place, value in found.items() if value.strip()}


def _of_year(first: str, second: str, nature: Nature) -> str:
    if nature == "snapshot":
        return second
    return added(first, second) if nature == "flow" else ""


def _rows(own: Sequence[Indicator], before: Sequence[Indicator]) -> list[Indicator]:
    """The report's rows, then those the compared report had besides: a year has rows a half has not."""
    codes = {row.code for row in own}
    extra = [msgspec.structs.replace(row, value="", planned="") for row in before if row.code not in codes]
    return [*own, *extra]
