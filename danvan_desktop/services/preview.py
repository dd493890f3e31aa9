"""The file as it is being written, for live pages, and the variants of it that go out."""

from __future__ import annotations

import msgspec

from danvan_desktop.domain.report import Report
from danvan_desktop.layout.blocks import Marks
from danvan_desktop.layout.compose import compose
from danvan_desktop.layout.profile import Profile
from danvan_desktop.word.quiet import quiet
from danvan_desktop.word.writer import Written, written
from danvan_desktop.wording import say

NO_MARKS = Marks()


def written_report(report: Report, rules: Profile, marks: Marks = NO_MARKS) -> Written:
    """The report as a Word file with these marks, and where its places went: what `LivePages.show` wants."""
    return written(msgspec.structs.replace(compose(report, rules), marks=marks), rules)


def final_docx(report: Report, rules: Profile, marks: Marks = NO_MARKS, *, hushed: bool = False) -> bytes:
    """The Word file that goes out: without draft mark and watermark, and `hushed` also without its author."""
    made = written_report(report, rules, marks.final()).docx
    return quiet(made) if hushed else made


def mark_warning(marks: Marks) -> str:
    """What the person must be told about the chosen marks; empty for nothing.

    State secrets may only be written on machines kept for them (format_rules 1.11).
    """
    return say("marks.secrecy_warning") if marks.secrecy.strip() else ""


def pages_text(count: int, limit: int | None = None) -> str:
    """'9 trang', and with a limit '9 trang, giới hạn 10'."""
    return say("pages.count", count=count) if limit is None else say("pages.limit", count=count, limit=limit)
