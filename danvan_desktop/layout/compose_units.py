"""The figures of subordinate units: appendices with a row for each unit, two columns for each indicator."""

from __future__ import annotations

from collections.abc import Sequence

from danvan_desktop.domain.figures import printed_name, printed_value
from danvan_desktop.domain.figures_carry import unit_key
from danvan_desktop.domain.period import period_text, same_period_before
from danvan_desktop.domain.regroup import MARK
from danvan_desktop.domain.report import Indicator, RegroupDoubt, Report, UnitFigure
from danvan_desktop.layout import blocks
from danvan_desktop.text.unicode import clean_line

_NOTHING = "-"
_ON_ONE_PAGE = 4
"""Indicators side by side on a page; more go to an appendix of their own."""
_PORTRAIT_COLUMNS = 6
_REASONS: dict[RegroupDoubt, str] = {
    "counted_twice": "có thể trùng",
    "not_summed": "không cộng được",
    "split": "đơn vị cũ đã chia",
    "unreported": "thiếu số cũ",
}

Pair = tuple[str, ...]
"""An indicator's cells in one row: this period, and the same period before where that is shown."""


def marked(value: str, *, regrouped: bool, doubt: RegroupDoubt) -> str:
    """A figure compared with as printed; one re-added across a merger says so, and what speaks against it."""
    shown = printed_value(value)
    if not regrouped:
        return shown
    reason = _REASONS.get(doubt)
    return f"{shown} ({MARK}: {reason})" if reason else f"{shown} ({MARK})"


def unit_appendices(report: Report) -> list[blocks.Appendix]:
    """The figures by unit, without heading and reference; none when no indicator has units."""
    broken = [row for row in report.indicators if row.units]
    groups = [broken[at : at + _ON_ONE_PAGE] for at in range(0, len(broken), _ON_ONE_PAGE)]
    now = period_text(report.period)
    before = period_text(same_period_before(report.period))
    compared = f", so với {before}" if any(map(_compared, broken)) else ""
    return [_appendix(group, f"Số liệu theo đơn vị {now}{compared}") for group in groups]


def _appendix(group: Sequence[Indicator], subject: str) -> blocks.Appendix:
    columns = [blocks.Column("STT", 5), blocks.Column("Đơn vị", 22)]
    for row in group:
        measure = f" ({row.unit.strip()})" if row.unit.strip() else ""
        columns.append(blocks.Column(f"{printed_name(row).strip()}{measure}", 12, numeric=True))
        if _compared(row):
            columns.append(blocks.Column("Cùng kỳ", 12, numeric=True))
    total = sum(column.share for column in columns)
    shared = tuple(blocks.Column(c.heading, c.share / total, c.numeric) for c in columns)
    landscape = len(columns) > _PORTRAIT_COLUMNS
    return blocks.Appendix("", subject, "", blocks.Table(shared, _rows(group)), landscape)


def _rows(group: Sequence[Indicator]) -> tuple[tuple[str, ...], ...]:
    names: dict[str, str] = {}
    for unit in (unit for row in group for unit in row.units):
        names.setdefault(unit_key(unit.unit), clean_line(unit.unit).strip())
    tables = [{unit_key(unit.unit): unit for unit in row.units} for row in group]
    rows = []
    for number, (key, name) in enumerate(names.items(), start=1):
        cells = [
            cell for row, table in zip(group, tables, strict=True) for cell in _of_unit(row, table.get(key))
        ]
        rows.append((str(number), name, *cells))
    whole = [cell for row in group for cell in _cells(row, row)]
    return (*rows, ("", "Tổng số", *whole))


def _of_unit(row: Indicator, unit: UnitFigure | None) -> Pair:
    if unit is not None:
        return _cells(row, unit)
    return (_NOTHING, _NOTHING) if _compared(row) else (_NOTHING,)


def _cells(row: Indicator, figure: Indicator | UnitFigure) -> Pair:
    now = printed_value(figure.value)
    if not _compared(row):
        return (now,)
    return now, marked(figure.previous, regrouped=figure.regrouped, doubt=figure.doubt)


def _compared(row: Indicator) -> bool:
    """Whether any unit has a figure to compare with, or should have."""
    return any(unit.previous.strip() or unit.regrouped for unit in row.units)
