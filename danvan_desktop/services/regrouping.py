"""'Cùng kỳ' across mergers of units: a merged issuer's from the reports of those it was made of, and the
subordinate units' inside a superior's report from what that report or earlier ones say of the units of then.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from danvan_desktop.domain.figures_carry import past_figures, units_of
from danvan_desktop.domain.period import same_period_before
from danvan_desktop.domain.regroup import UnitChange, with_units_regrouped
from danvan_desktop.domain.report import Issuer, PastFigures, Period, Report
from danvan_desktop.errors import UserError
from danvan_desktop.layout.issuer_names import full_name
from danvan_desktop.services.earlier import reports_of
from danvan_desktop.services.library import Library
from danvan_desktop.services.merged_figures import former_keys, own_changes, re_added, with_own_same_period
from danvan_desktop.services.next_period import natures, periods_compared
from danvan_desktop.services.own_office import may_be_part, office_key
from danvan_desktop.services.unit_changes import indicator_sums
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
    own = own_changes(report.issuer, changes)
    found = reports_of_former(library, report.issuer, own, [same_period_before(report.period)])
    figures = re_added(report, report, found, changes, natures())
    again = with_own_same_period(report, figures) if figures else report
    before = same_period_before(report.period)
    stored = reports_of(library, report_id, periods_compared(report))
    known = [*past_figures(report), *(past for one in stored for past in past_figures(one))]
    merged = [PastFigures(before, figures)]
    then = units_of(before, known, natures()) | units_of(before, merged, natures())
    again, cells = with_units_regrouped(again, then, changes, indicator_sums())
    if not figures and not cells:
        raise _nothing(report, named=bool(own))
    return Regrouped(again, len(found) if figures else 0, cells)


def _nothing(report: Report, *, named: bool) -> UserError:
    unit = full_name(report.issuer)
    if named:
        return UserError(say("units_ui.no_reports", name=unit), say("units_ui.no_reports_advice"))
    if any(row.units for row in report.indicators):
        return UserError(say("units_ui.no_units"), say("units_ui.no_units_advice"))
    return UserError(say("units_ui.no_row", name=unit), say("units_ui.no_row_advice"))


def reports_of_former(
    library: Library, issuer: Issuer, own: Sequence[UnitChange], periods: Sequence[Period]
) -> list[Report]:
    """The stored reports on these periods of the units the issuer was made of; damaged ones are left out."""
    olds = former_keys(own)
    found: list[Report] = []
    for one in library.drafts.summaries():
        key = office_key(one.office)
        if one.period not in periods or not any(old.startswith(key) for old in olds):
            continue
        try:
            report = library.drafts.load(one.id)
        except UserError:
            continue
        if office_key(full_name(report.issuer)) in olds and may_be_part(report.issuer, issuer):
            found.append(report)
    return found
