"""The one key of the ledger, for tests without a window."""

from __future__ import annotations

from danvan_desktop.domain import promises
from danvan_desktop.domain.report import Report

_PUT = {
    "results": promises.put_into_results,
    "limitations": promises.put_into_limitations,
    "tasks": promises.put_into_tasks,
}


def put_where_it_belongs(report: Report, promise_id: str) -> Report:
    """Done to the results, not done to the limitations, ongoing to both results and tasks; others stay."""
    promise = next(one for one in report.promises if one.id == promise_id)
    for role in promises.places_left(report, promise):
        report = _PUT[role](report, promise_id)
    return report
