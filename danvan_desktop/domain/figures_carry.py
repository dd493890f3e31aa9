"""Figures moved into the next period: what was this period's becomes 'cùng kỳ' or 'kỳ trước', by its nature.

Rules (indicators, rules 3, 5, 7): a half-year is compared with the same half a year before, never with the
half before it; flows of two halves add up to the year, a state on a day carries over until it is counted
anew, a share is never added, and a period opens with what the one before it left. What no earlier report says
stays unknown; what follows from a nature read from words alone is marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from danvan_desktop.domain.figure_nature import Nature, closing_of, is_assumed, nature_of
from danvan_desktop.domain.figures import stored_quantity
from danvan_desktop.domain.period import same_period_before
from danvan_desktop.domain.report import (
    Follows,
    Indicator,
    PastFigures,
    Period,
    PeriodKind,
    RegroupDoubt,
    Report,
    UnitFigure,
)
from danvan_desktop.text.numbers import Quantity, plain

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

    `natures` says by code what kind of figure each is; of one it does not name the words are asked.
    A state on a day keeps its last value, marked until confirmed. A plan stays within its year.
    """
    past = _by_period([*past_figures(report), *known])
    before = same_period_before(new)
    step = _Step(report.period, new, past, natures)
    compared = _cells_of(before, past, natures)
    then = units_of(before, [*past_figures(report), *known], natures)
    from_halves = len(_parts(before, past)) > 1
    return tuple(
        _compared(step.carried(row), compared, then.get(row.code, ()), "assumed" if doubtful else "")
        for row in _rows(report.indicators, past.get(before, ()))
        for doubtful in [from_halves and is_assumed(row, natures)]
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


def figures_of(
    period: Period, known: Iterable[PastFigures], natures: Mapping[str, Nature]
) -> tuple[Indicator, ...]:
    """A period's table as the known ones tell it, a year's made of its halves; () where it is not known."""
    past = _by_period(known)
    cells = _cells_of(period, past, natures)
    rows = {row.code: row for kind in _parts(period, past) for row in past.get(Period(kind, period.year), ())}
    return tuple(
        msgspec.structs.replace(
            row,
            value=cells.get((code, ""), ""),
            units=tuple(
                UnitFigure(unit.unit, cells.get((code, unit_key(unit.unit)), "")) for unit in row.units
            ),
        )
        for code, row in rows.items()
        if cells
    )


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


class _Step:
    """One row after the other moved from a period into the next."""

    def __init__(
        self,
        old: Period,
        new: Period,
        past: Mapping[Period, tuple[Indicator, ...]],
        natures: Mapping[str, Nature],
    ) -> None:
        self._old, self._new, self._past, self._natures = old, new, past, natures
        self._now = _cells_of(new, past, natures)

    def carried(self, row: Indicator) -> Indicator:
        """The row with what the new period is known to have, marked, and nothing compared with yet."""
        value = self._value(row)
        return msgspec.structs.replace(
            row,
            value=value,
            previous="",
            planned=row.planned if self._old.year == self._new.year else "",
            kept=bool(value),
            regrouped=False,
            doubt="",
        )

    def _value(self, row: Indicator) -> str:
        nature = nature_of(row, self._natures)
        if nature == "opening":
            return self._opening(row)
        known = self._now.get((row.code, ""), "")
        return row.value if not known and nature == "snapshot" else known

    def _opening(self, row: Indicator) -> str:
        """A year opens as its first half did, a half with what the period before it left."""
        year = self._new.year
        if self._new.kind == "year":
            return _cells(self._past.get(Period("first_half", year), ())).get((row.code, ""), "")
        ended: tuple[Period, ...] = (Period("year", year - 1), Period("second_half", year - 1))
        if self._new.kind == "second_half":
            ended = (Period("first_half", year),)
        return next((left for one in ended if (left := closing_of(row, self._past.get(one, ())))), "")


def _compared(row: Indicator, compared: Cells, then: Sequence[UnitFigure], doubt: RegroupDoubt) -> Indicator:
    """The row with 'cùng kỳ', its own and its units'; `doubt` is put on what is known.

    The units are those of the last report, or where it had none those of the report compared with.
    """
    previous = compared.get((row.code, ""), "")
    units = tuple(
        UnitFigure(unit.unit, previous=value, doubt=doubt if value else "")
        for unit in row.units or then
        for value in [compared.get((row.code, unit_key(unit.unit)), "")]
    )
    return msgspec.structs.replace(row, previous=previous, doubt=doubt if previous else "", units=units)


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
    tables = [past.get(Period(kind, period.year), ()) for kind in _parts(period, past)]
    if len(tables) == 1:
        return _cells(tables[0])
    kinds = {row.code: nature_of(row, natures) for table in tables for row in table}
    first, second = map(_cells, tables)
    openings = {place: value for place, value in first.items() if kinds[place[0]] == "opening"}
    return openings | {
        place: total
        for place in first.keys() & second.keys()
        if (total := _of_year(first[place], second[place], kinds[place[0]]))
    }


def _cells(table: Iterable[Indicator]) -> Cells:
    found: Cells = {}
    for row in table:
        found[row.code, ""] = row.value
        found |= {(row.code, unit_key(unit.unit)): unit.value for unit in row.units}
    return {place: value for place, value in found.items() if value.strip()}


def _of_year(first: str, second: str, nature: Nature) -> str:
    if nature in ("snapshot", "opening"):
        return second if nature == "snapshot" else first
    return added(first, second) if nature == "flow" else ""


def _rows(own: Sequence[Indicator], before: Sequence[Indicator]) -> list[Indicator]:
    """The report's rows, then those the compared report had besides: a year has rows a half has not."""
    codes = {row.code for row in own}
    extra = [msgspec.structs.replace(row, value="", planned="") for row in before if row.code not in codes]
    return [*own, *extra]
