"""The figures of many reports as one Excel file."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import msgspec
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from danvan_desktop.domain.figures import stored_quantity
from danvan_desktop.domain.period import period_text
from danvan_desktop.domain.report import Report
from danvan_desktop.text.unicode import capitalized, clean
from danvan_desktop.wording import say

_WIDTHS = {"figures": (9, 22, 34, 16, 46, 12, 14, 14, 14), "reports": (9, 22, 34, 9, 13, 70)}
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LONGEST_CELL = 32_767


class ReportFigures(msgspec.Struct, frozen=True):
    """A report and the number it has in the list."""

    id: int
    report: Report


def figures_xlsx(reports: Sequence[ReportFigures]) -> bytes:
    """An Excel file with a row for every figure of every report, and a sheet that lists the reports.

    Exact numbers are numbers; 'hơn 500', '05/08' and gaps stay as they were written. Nothing is a formula.
    """
    book = Workbook(write_only=True)
    _fill(book.create_sheet(say("handover.sheet_figures")), "figures", _figure_rows(reports))
    _fill(book.create_sheet(say("handover.sheet_reports")), "reports", map(_report_row, reports))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _figure_rows(reports: Sequence[ReportFigures]) -> Iterable[list[object]]:
    for one in reports:
        start = [one.id, capitalized(period_text(one.report.period)), one.report.issuer.name]
        for figure in one.report.indicators:
            values = (figure.value, figure.previous, figure.planned)
            yield [*start, figure.code, figure.name, figure.unit, *map(_number_or_text, values)]


def _report_row(one: ReportFigures) -> list[object]:
    report = one.report
    period = capitalized(period_text(report.period))
    return [one.id, period, report.issuer.name, report.number, report.date, report.subject]


def _number_or_text(value: str) -> Decimal | str:
    found = stored_quantity(value)
    exact = found is not None and not found.qualifier and found.whole is None and "%" not in value
    return found.amount if found is not None and exact else value


def _fill(sheet: Any, kind: str, rows: Iterable[list[object]]) -> None:
    for column, width in enumerate(_WIDTHS[kind], 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    sheet.append([_heading(sheet, title) for title in say(f"handover.columns_{kind}").split("|")])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _heading(sheet: Any, title: str) -> Cell:
    cell = WriteOnlyCell(sheet, title)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    return cell


def _cell(sheet: Any, value: object) -> Cell:
    """A cell that shows the value; text is text even when it begins like a formula."""
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, _UNWRITABLE.sub("", clean(value))[:_LONGEST_CELL])
    cell.data_type = "s"
    return cell
