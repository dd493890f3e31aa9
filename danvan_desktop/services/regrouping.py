"""'Cùng kỳ' of a report of a merged unit, added up anew from the reports of the units it was made of."""

from __future__ import annotations

from collections.abc import Sequence

from danvan_desktop.domain.period import same_period_before
from danvan_desktop.domain.regroup import UnitChange, with_same_period
from danvan_desktop.domain.report import Report
from danvan_desktop.errors import UserError
from danvan_desktop.layout.issuer_names import full_name
from danvan_desktop.services.library import Library
from danvan_desktop.services.unit_changes import regrouped_reports
from danvan_desktop.text.unicode import fold
from danvan_desktop.wording import say


def regrouped_report(library: Library, report: Report, changes: Sequence[UnitChange]) -> tuple[Report, int]:
    """The report with re-added figures in 'cùng kỳ', and how many of the former units' reports served.

    Raises UserError when the table has no row for the issuer, or no report of a former unit is at hand.
    """
    unit = full_name(report.issuer)
    own = [change for change in changes if fold(change.new) == fold(unit)]
    if not own:
        raise UserError(say("units_ui.no_row", name=unit), say("units_ui.no_row_advice"))
    olds = {fold(old) for change in own for old in change.olds}
    before = same_period_before(report.period)
    found: list[Report] = []
    for one in library.drafts.summaries():
        if one.period == before:
            candidate = library.drafts.load(one.id)
            if fold(full_name(candidate.issuer)) in olds:
                found.append(candidate)
    if not found:
        raise UserError(say("units_ui.no_reports", name=unit), say("units_ui.no_reports_advice"))
    named = [UnitChange(unit, change.olds, change.note) for change in own]
    figures = regrouped_reports(found, named).get(unit, ())
    return with_same_period(report, figures), len(found)
