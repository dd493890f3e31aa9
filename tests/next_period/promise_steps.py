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
    """Done to the results, not done to the limitations, ongoing to the next tasks; others stay."""
    state = next(one.state for one in report.promises if one.id == promise_id)
    role = promises.USUAL_PLACES.get(state)
    return _PUT[role](report, promise_id) if role else report
