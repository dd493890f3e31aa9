"""Figures compared across a merger of units: last period's are added up anew for the units of today.

The mapping is the clerk's to see and to edit. What was split between several units, what must not be added
(shares, members of several bodies) and what one of the merged units did not report stays unknown, and why is
kept with it. Which figures add is the column Σ of the indicators.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from danvan_desktop.domain.figures_carry import Sums, summed, unit_key
from danvan_desktop.domain.report import Indicator, RegroupDoubt, Report, UnitFigure

MARK = "sau sắp xếp"


class UnitChange(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A unit of today and the former ones it was made of; `note` is the clerk's, such as the decision."""

    new: str
    olds: tuple[str, ...]
    note: str = ""


def split_units(changes: Iterable[UnitChange]) -> frozenset[str]:
    """Former units that went into more than one of today's: their figures cannot be divided.

    The same merger told twice is one.
    """
    changes = tuple(changes)
    went: dict[str, dict[str, None]] = {}
    for change in changes:
        for old in change.olds:
            went.setdefault(unit_key(old), {})[unit_key(change.new)] = None
    return frozenset(old for change in changes for old in change.olds if len(went[unit_key(old)]) > 1)


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
        if change.olds == (change.new,) and change.new not in split:
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
        return msgspec.structs.replace(
            row, previous=figure.value, regrouped=figure.regrouped, doubt=figure.doubt
        )

    return msgspec.structs.replace(report, indicators=tuple(map(compared, report.indicators)))


def with_doubt(report: Report, *, own: bool, is_doubtful: Callable[[str], bool]) -> Report:
    """The report with 'cùng kỳ' of before a merger marked: its own if `own`, and that of doubtful units.

    What was re-added is not marked again.
    """

    def marked(row: Indicator) -> Indicator:
        units = tuple(
            msgspec.structs.replace(unit, doubt="before_merger")
            if unit.previous.strip() and not unit.regrouped and is_doubtful(unit.unit)
            else unit
            for unit in row.units
        )
        is_part = own and row.previous.strip() and not row.regrouped
        return msgspec.structs.replace(row, units=units, doubt="before_merger" if is_part else row.doubt)

    return msgspec.structs.replace(report, indicators=tuple(map(marked, report.indicators)))


def with_units_regrouped(
    report: Report,
    then: Mapping[str, Sequence[UnitFigure]],
    changes: Iterable[UnitChange],
    sums: Mapping[str, Sums],
) -> tuple[Report, int]:
    """The report with 'cùng kỳ' of its subordinate units re-added, and how many figures were.

    `then` is what the units of then reported, by indicator. Former units give way to those of today, unless
    something was typed for them this period. A report without units of its own is not given any.
    """
    table = _Mapping(changes)
    rows = tuple(
        msgspec.structs.replace(
            row, units=table.compared(row, then.get(row.code, ()), sums.get(row.code, "yes"))
        )
        if row.units
        else row
        for row in report.indicators
    )
    count = sum(unit.regrouped for row in rows for unit in row.units)
    return msgspec.structs.replace(report, indicators=rows), count


class _Mapping:
    """The table of changes, ready to be asked by a unit's name."""

    def __init__(self, changes: Iterable[UnitChange]) -> None:
        changes = tuple(changes)
        self._split = frozenset(map(unit_key, split_units(changes)))
        self._names: dict[str, str] = {}
        self._olds: dict[str, dict[str, None]] = {}
        for change in changes:
            new, olds = unit_key(change.new), dict.fromkeys(map(unit_key, change.olds))
            if list(olds) != [new] or new in self._split:
                self._names.setdefault(new, change.new.strip())
                self._olds.setdefault(new, {}).update(olds)
        self._news: dict[str, list[str]] = {}
        for new, olds in self._olds.items():
            for old in olds:
                self._news.setdefault(old, []).append(new)

    def compared(self, row: Indicator, then: Sequence[UnitFigure], sums: Sums) -> tuple[UnitFigure, ...]:
        """The units of today with 'cùng kỳ', each new one where the first of its former ones stood."""
        values = {unit_key(unit.unit): unit.value for unit in then}
        standing = {unit_key(unit.unit) for unit in row.units}
        found: list[UnitFigure] = []
        for unit in row.units:
            key = unit_key(unit.unit)
            if key in self._olds:
                found.append(self._re_added(unit, values, row.unit, sums))
                continue
            wanted = [new for new in self._news.get(key, ()) if new not in standing]
            found += [self._fresh(new, values, row.unit, sums) for new in wanted]
            standing.update(wanted)
            if key not in self._news:
                found.append(msgspec.structs.replace(unit, previous=values.get(key, unit.previous)))
            elif unit.value.strip():
                found.append(unit)
        late = [new for key in values for new in self._news.get(key, ()) if new not in standing]
        return (*found, *(self._fresh(new, values, row.unit, sums) for new in dict.fromkeys(late)))

    def _fresh(self, new: str, values: Mapping[str, str], measure: str, sums: Sums) -> UnitFigure:
        return self._re_added(UnitFigure(self._names[new]), values, measure, sums)

    def _re_added(self, unit: UnitFigure, values: Mapping[str, str], measure: str, sums: Sums) -> UnitFigure:
        olds = self._olds[unit_key(unit.unit)]
        value, doubt = _added(
            [values.get(old, "") for old in olds], measure, sums, split=not self._split.isdisjoint(olds)
        )
        return msgspec.structs.replace(unit, previous=value, regrouped=True, doubt=doubt)


def _of_one(
    change: UnitChange,
    last: Mapping[str, Sequence[Indicator]],
    split: frozenset[str],
    sums: Mapping[str, Sums],
) -> tuple[Indicator, ...]:
    tables = [{figure.code: figure for figure in last.get(old, ())} for old in change.olds]
    rows = {figure.code: figure for table in tables for figure in table.values()}
    divided = not split.isdisjoint(change.olds)
    found: list[Indicator] = []
    for code, row in rows.items():
        values = [table[code].value if code in table else "" for table in tables]
        value, doubt = _added(values, row.unit, sums.get(code, "yes"), split=divided)
        units = tuple(unit for table in tables if code in table for unit in table[code].units)
        found.append(Indicator(code, row.name, row.unit, value, regrouped=True, doubt=doubt, units=units))
    return tuple(found)


def _added(values: Sequence[str], measure: str, sums: Sums, *, split: bool) -> tuple[str, RegroupDoubt]:
    """The former units' values added up, and what speaks against it; '' where it must or can not be done."""
    if split:
        return "", "split"
    if len(values) == 1:
        return values[0], "" if values[0].strip() else "unreported"
    if sums == "no" or measure.strip() == "%":
        return "", "not_summed"
    if not all(value.strip() for value in values):
        return "", "unreported"
    total = summed(values)
    if not total:
        return "", "not_summed"
    return total, "counted_twice" if sums == "warn" else ""
