"""Figures compared across a merger of units: last period's are added up anew for the units of today.

The mapping is the clerk's to see and to edit. What was split between several units, what must not be added
(shares, members of several bodies) and what one of the merged units did not report stays unknown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from danvan_desktop.domain.figures_carry import Sums, summed
from danvan_desktop.domain.report import Indicator, Report

MARK = "sau sắp xếp"


class UnitChange(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A unit of today and the former ones it was made of; `note` is the clerk's, such as the decision."""

    new: str
    olds: tuple[str, ...]
    note: str = ""


def split_units(changes: Iterable[UnitChange]) -> frozenset[str]:
    """Former units that went into more than one of today's: their figures cannot be divided."""
    counted = Counter(old for change in changes for old in dict.fromkeys(change.olds))
    return frozenset(old for old, times in counted.items() if times > 1)


def former_units(changes: Iterable[UnitChange]) -> dict[str, str]:
    """Former names with today's, '' for a unit that was split; a name that lives on is not former."""
    changes = tuple(changes)
    split = split_units(changes)
    living = {change.new for change in changes}
    return {
        old: "" if old in split else change.new
        for change in changes
        for old in change.olds
        if old not in living
    }


def regrouped(
    last: Mapping[str, Sequence[Indicator]], changes: Iterable[UnitChange], sums: Mapping[str, Sums]
) -> dict[str, tuple[Indicator, ...]]:
    """Last period's figures, by unit of then, as those of the units of today.

    A unit no change names goes over as it is. Re-added values are marked; one that cannot be re-added is
    empty and marked too. `sums` says by code whether an indicator adds over units; an unnamed one does.
    """
    changes = tuple(changes)
    split = split_units(changes)
    touched = {old for change in changes for old in change.olds}
    found = {unit: tuple(figures) for unit, figures in last.items() if unit not in touched}
    for change in changes:
        if change.olds == (change.new,):
            found[change.new] = tuple(last.get(change.new, ()))
            continue
        found[change.new] = _of_one(change, last, split, sums)
    return found


def with_same_period(report: Report, figures: Sequence[Indicator]) -> Report:
    """The report with 'cùng kỳ' taken from re-added figures, marked; rows it lacks are not added."""
    again = {figure.code: figure for figure in figures}

    def compared(row: Indicator) -> Indicator:
        figure = again.get(row.code)
        if figure is None:
            return row
        return msgspec.structs.replace(row, previous=figure.value, regrouped=figure.regrouped)

    return msgspec.structs.replace(report, indicators=tuple(map(compared, report.indicators)))


def _of_one(
    change: UnitChange,
    last: Mapping[str, Sequence[Indicator]],
    split: frozenset[str],
    sums: Mapping[str, Sums],
) -> tuple[Indicator, ...]:
    tables = [{figure.code: figure for figure in last.get(old, ())} for old in change.olds]
    rows = {figure.code: figure for table in tables for figure in table.values()}
    whole = not split.intersection(change.olds)
    return tuple(
        msgspec.structs.replace(
            row,
            value=_added(row, [table[code].value if code in table else "" for table in tables], sums)
            if whole
            else "",
            previous="",
            planned="",
            kept=False,
            regrouped=True,
        )
        for code, row in rows.items()
    )


def _added(row: Indicator, values: Sequence[str], sums: Mapping[str, Sums]) -> str:
    if len(values) == 1:
        return values[0]
    if sums.get(row.code, "yes") == "no" or row.unit.strip() == "%":
        return ""
    return summed(values)
