"""The file as it is being written, for live pages, and what is said about its pages and marks."""

from __future__ import annotations

from danvan_desktop.domain.report import Marks, Report
from danvan_desktop.layout.compose import compose
from danvan_desktop.layout.profile import Profile
from danvan_desktop.word.writer import Written, written
from danvan_desktop.wording import say


def written_report(report: Report, rules: Profile) -> Written:
    """The report as a Word file with its marks, and where its places went: what `LivePages.show` wants."""
    return written(compose(report, rules), rules)


def mark_warning(marks: Marks) -> str:
    """What the person must be told about the chosen marks; empty for nothing.

    State secrets may only be written on machines kept for them (format_rules 1.11).
    """
    return say("marks.secrecy_warning") if marks.secrecy.strip() else ""


def pages_text(count: int, limit: int | None = None) -> str:
    """'9 trang', and with a limit '9 trang, giới hạn 10'."""
    return say("pages.count", count=count) if limit is None else say("pages.limit", count=count, limit=limit)
