"""All checks of a report before it leaves the office."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from danvan_desktop.checks.decide import undecided
from danvan_desktop.checks.leftovers import leftovers
from danvan_desktop.checks.unfilled import unfilled_blanks, unnamed_figures
from danvan_desktop.domain.finding import LEDGER, Finding, Where
from danvan_desktop.domain.promises import origin_text, unreported
from danvan_desktop.domain.report import Report
from danvan_desktop.wording import say


def check_report(
    report: Report, previous: Report | None = None, units: Mapping[str, str] | None = None
) -> list[Finding]:
    """Blanks, leftovers of another period, promises not accounted for; without what the person keeps."""
    found = [
        *unfilled_blanks(report),
        *unnamed_figures(report),
        *leftovers(report, previous, units),
        *unreported_promises(report),
    ]
    return undecided(report, found)


def unreported_promises(report: Report) -> Iterator[Finding]:
    """Tasks of the last report of which this one says nothing."""
    for promise in unreported(report):
        open_state = promise.state == "unknown"
        yield Finding(
            "promise.unreported",
            "warning",
            Where(LEDGER, promise.id, promise.text),
            required=say("checks.promise_required"),
            found=origin_text(promise),
            advice=say("checks.promise_advice" if open_state else "checks.promise_advice_unplaced"),
        )
