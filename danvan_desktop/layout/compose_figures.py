"""Tables: those inside the text, and the appendices with the report's figures."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from danvan_desktop.domain.figures import (
    change_in_percent,
    compare,
    printed_figures,
    printed_name,
    printed_value,
    share_of_plan,
)
from danvan_desktop.domain.period import period_text, same_period_before
from danvan_desktop.domain.report import Indicator, Item, Report
from danvan_desktop.layout import blocks
from danvan_desktop.layout.compose_frame import number_line
from danvan_desktop.layout.compose_units import marked, unit_appendices
from danvan_desktop.layout.issuer_names import full_name
from danvan_desktop.layout.profile import Profile
from danvan_desktop.text.dates import long_date
from danvan_desktop.text.numbers import parse_typed, printed
from danvan_desktop.text.ordinals import roman

_NOTHING = "-"
_PORTRAIT_COLUMNS = 7
_SHORTEST, _LONGEST = 4, 40


def text_table(item: Item) -> blocks.Table:
    """A table of the text: its first row is the heading; short rows are filled up with empty cells."""
    width = max(len(row) for row in item.rows)
    head, *rows = (row + ("",) * (width - len(row)) for row in item.rows)
    columns = []
    for number, heading in enumerate(head):
        cells = [row[number] for row in rows]
        longest = max(len(text) for text in (heading, *cells))
        columns.append(
            blocks.Column(heading, float(min(max(longest, _SHORTEST), _LONGEST)), _all_numbers(cells))
        )
    total = sum(column.share for column in columns)
    shared = tuple(blocks.Column(c.heading, c.share / total, c.numeric) for c in columns)
    return blocks.Table(shared, tuple(rows), f"i:{item.id}")


def _all_numbers(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and all(parse_typed(cell) for cell in filled)


def appendices(report: Report, profile: Profile) -> tuple[blocks.Appendix, ...]:
    """The figures, then those of subordinate units; two and more are numbered.

    Roman where the State's rules hold (NĐ 30, Phụ lục I), Arabic in Party forms as their older rule had it.
    """
    figures = _figures(report)
    if figures is None:
        return ()
    found = [figures, *unit_appendices(report)]
    reference = _reference(report, profile)
    numbers = [""]
    if len(found) > 1:
        digits = str if profile.family == "party" else roman
        numbers = [f" {digits(number)}" for number in range(1, len(found) + 1)]
    return tuple(
        msgspec.structs.replace(one, heading=f"PHỤ LỤC{number}", reference=reference)
        for one, number in zip(found, numbers, strict=True)
    )


def _figures(report: Report) -> blocks.Appendix | None:
    """The figures against the same period (and the plan, where one is given), or None without figures."""
    printed_rows = printed_figures(report.indicators)
    if not printed_rows:
        return None
    planned = any(indicator.planned.strip() for indicator in printed_rows)
    columns = _figure_columns(report, planned)
    rows = tuple(
        _figure_row(number, indicator, planned) for number, indicator in enumerate(printed_rows, start=1)
    )
    return blocks.Appendix(
        heading="",
        subject=f"Một số chỉ tiêu, kết quả chủ yếu {period_text(report.period)}",
        reference="",
        table=blocks.Table(columns, rows),
        landscape=len(columns) > _PORTRAIT_COLUMNS,
    )


def _figure_columns(report: Report, planned: bool) -> tuple[blocks.Column, ...]:
    now, before = period_text(report.period), period_text(same_period_before(report.period))
    columns = [
        blocks.Column("STT", 6),
        blocks.Column("Chỉ tiêu", 34),
        blocks.Column("Đơn vị tính", 12),
        blocks.Column(f"Kết quả {now}", 13, numeric=True),
        blocks.Column(f"Kết quả {before}", 13, numeric=True),
        blocks.Column("Tăng (+), giảm (-)", 11, numeric=True),
        blocks.Column("Tỷ lệ tăng, giảm (%)", 11, numeric=True),
    ]
    if planned:
        columns += [
            blocks.Column("Kế hoạch", 11, numeric=True),
            blocks.Column("Tỷ lệ so với kế hoạch (%)", 12, numeric=True),
        ]
    total = sum(column.share for column in columns)
    return tuple(blocks.Column(c.heading, c.share / total, c.numeric) for c in columns)


def _figure_row(number: int, indicator: Indicator, planned: bool) -> tuple[str, ...]:
    change = compare(indicator.value, indicator.previous)
    percent = change_in_percent(indicator)
    cells = [
        str(number),
        printed_name(indicator),
        indicator.unit,
        printed_value(indicator.value),
        marked(indicator.previous, regrouped=indicator.regrouped, doubt=indicator.doubt),
        _NOTHING if change is None else _signed(change.difference),
        _NOTHING if percent is None else _signed(percent, 2),
    ]
    if planned:
        share = share_of_plan(indicator)
        cells += [
            printed_value(indicator.planned) if indicator.planned.strip() else _NOTHING,
            _NOTHING if share is None else printed(share, 2),
        ]
    return tuple(cells)


def _signed(amount: Decimal, places: int | None = None) -> str:
    if not amount:
        return "0"
    return ("+" if amount > 0 else "") + printed(amount, places)


def _reference(report: Report, profile: Profile) -> str:
    """'(Kèm theo Báo cáo số 12-BC/ĐU, ngày … của …)'; Party forms put a comma before 'ngày' (1.6)."""
    number = number_line(report, profile).removeprefix("Số").lstrip(":").strip()
    gap = " " * 6 if report.number is None else " "
    comma = "," if profile.family == "party" else ""
    issuer = full_name(report.issuer)
    by = f" của {issuer}" if issuer else ""
    return f"(Kèm theo Báo cáo số{gap}{number}{comma} {long_date(report.date)}{by})"
