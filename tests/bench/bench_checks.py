"""What a check before export takes: every sentence of a long report read by every rule."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from danvan_desktop.checks.report_checks import check_report
from danvan_desktop.domain.report import Period, Report
from timing import Row, interleaved, row

ROUNDS = 15


def checks(report: Report, _: Path) -> Iterator[Row]:
    """A check of the report by itself, beside the one it follows, and of one full of leftovers."""
    last = Period("year", report.period.year - 1)
    former = msgspec.structs.replace(report, kind="annual", period=last)
    stale = msgspec.structs.replace(report, period=Period("year", report.period.year + 1))
    alone, beside, full = interleaved(
        lambda: check_report(report),
        lambda: check_report(report, former),
        lambda: check_report(stale),
        rounds=ROUNDS,
    )
    yield row("check before export", alone, "aim 250 ms, as for a page refreshed; runs as a job")
    yield row("  beside last period's report", beside)
    yield row("  copied and not brought up to date", full, f"{len(check_report(stale))} findings")
