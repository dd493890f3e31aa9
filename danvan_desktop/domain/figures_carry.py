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
from danvan_desktop.domain.report import Follows, Indicator, PastFigures, Period, Report
from danvan_desktop.text.numbers import Quantity, plain

Nature = Literal["flow", "snapshot", "ratio"]
Sums = Literal["yes", "warn", "no"]

_KEPT_YEARS = 2


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
    compared = _values_of(before, past, natures)
    now = _values_of(new, past, natures)
    return tuple(
        _carried(row, report.period, new, natures.get(row.code, "flow"), now.get(row.code, ""), compared)
        for row in _rows(report.indicators, past.get(before, ()))
    )


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


def _carried(
    row: Indicator, old: Period, new: Period, nature: Nature, now: str, compared: Mapping[str, str]
) -> Indicator:
    value = now
    if not value and nature == "snapshot":
        value = row.value
    return msgspec.structs.replace(
        row,
        value=value,
        previous=compared.get(row.code, ""),
        planned=row.planned if old.year == new.year else "",
        kept=bool(value),
        regrouped=False,
    )


def _by_period(tables: Iterable[PastFigures]) -> dict[Period, tuple[Indicator, ...]]:
    """Each period's table; the first one given for a period counts."""
    found: dict[Period, tuple[Indicator, ...]] = {}
    for table in tables:
        if table.figures:
            found.setdefault(table.period, table.figures)
    return found


def _values_of(
    period: Period, past: Mapping[Period, tuple[Indicator, ...]], natures: Mapping[str, Nature]
) -> dict[str, str]:
    """The period's values by code, from its own report or, for a year, from both its halves."""
    if period in past:
        return {row.code: row.value for row in past[period] if row.value.strip()}
    if period.kind != "year":
        return {}
    halves = [past.get(Period(kind, period.year), ()) for kind in ("first_half", "second_half")]
    first, second = ({row.code: row.value for row in half if row.value.strip()} for half in halves)
    return {
        code: total
        for code in first.keys() & second.keys()
        if (total := _of_year(first[code], second[code], natures.get(code, "flow")))
    }


def _of_year(first: str, second: str, nature: Nature) -> str:
    if nature == "snapshot":
        return second
    return added(first, second) if nature == "flow" else ""


def _rows(own: Sequence[Indicator], before: Sequence[Indicator]) -> list[Indicator]:
    """The report's rows, then those the compared report had besides: a year has rows a half has not."""
    codes = {row.code for row in own}
    extra = [msgspec.structs.replace(row, value="", planned="") for row in before if row.code not in codes]
    return [*own, *extra]
