"""'Cùng kỳ' across mergers of units: a merged issuer's from the reports of those it was made of, and the
subordinate units' inside a superior's report from what that report or earlier ones say of the units of then.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from danvan_desktop.domain.figures_carry import past_figures, units_of
from danvan_desktop.domain.period import same_period_before
from danvan_desktop.domain.regroup import UnitChange, with_same_period, with_units_regrouped
from danvan_desktop.domain.report import Indicator, PastFigures, Report
from danvan_desktop.errors import UserError
from danvan_desktop.layout.issuer_names import full_name
from danvan_desktop.services.earlier import reports_of
from danvan_desktop.services.library import Library
from danvan_desktop.services.next_period import natures, periods_compared
from danvan_desktop.services.unit_changes import indicator_sums, regrouped_reports
from danvan_desktop.text.unicode import fold
from danvan_desktop.wording import say


class Regrouped(msgspec.Struct, frozen=True):
    """A report re-added: how many reports of former units served, how many figures of units were re-added."""

    report: Report
    reports: int = 0
    cells: int = 0


def regrouped_report(
    library: Library, report_id: int, report: Report, changes: Sequence[UnitChange]
) -> Regrouped:
    """The report with re-added figures in 'cùng kỳ', its own and those of its subordinate units.

    Raises UserError when the table names neither the issuer nor one of the units in the report, or when no
    report of a former unit is at hand.
    """
    own = [change for change in changes if fold(change.new) == fold(full_name(report.issuer))]
    found = _reports_of_former(library, report, own)
    figures = _own_figures(report, own, found)
    again = with_same_period(report, figures) if figures else report
    before = same_period_before(report.period)
    stored = reports_of(library, report_id, periods_compared(report))
    known = [*past_figures(report), *(past for one in stored for past in past_figures(one))]
    merged = [PastFigures(before, figures)] if figures else []
    then = units_of(before, [*merged, *known], natures())
    again, cells = with_units_regrouped(again, then, changes, indicator_sums())
    if not found and not cells:
        raise _nothing(report, named=bool(own))
    return Regrouped(again, len(found), cells)


def _nothing(report: Report, *, named: bool) -> UserError:
    unit = full_name(report.issuer)
    if named:
        return UserError(say("units_ui.no_reports", name=unit), say("units_ui.no_reports_advice"))
    if any(row.units for row in report.indicators):
        return UserError(say("units_ui.no_units"), say("units_ui.no_units_advice"))
    return UserError(say("units_ui.no_row", name=unit), say("units_ui.no_row_advice"))


def _own_figures(report: Report, own: Sequence[UnitChange], found: Sequence[Report]) -> tuple[Indicator, ...]:
    unit = full_name(report.issuer)
    named = [UnitChange(unit, change.olds, change.note) for change in own]
    return regrouped_reports(found, named).get(unit, ()) if found else ()


def _reports_of_former(library: Library, report: Report, own: Sequence[UnitChange]) -> list[Report]:
    """The reports on the same period before of the units the issuer was made of."""
    olds = {fold(old) for change in own for old in change.olds}
    before = same_period_before(report.period)
    found: list[Report] = []
    for one in library.drafts.summaries():
        if olds and one.period == before:
            candidate = library.drafts.load(one.id)
            if fold(full_name(candidate.issuer)) in olds:
                found.append(candidate)
    return found
