"""A report's standing in a clerk's words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from danvan_desktop.layout.issuer_names import sentence_name
from danvan_desktop.store.drafts import ReportSummary, Status
from danvan_desktop.text.dates import two_digits
from danvan_desktop.text.unicode import capitalized
from danvan_desktop.wording import say


def name(one: ReportSummary) -> str:
    """'Báo cáo kết quả công tác dân vận …', or that it has no subject yet."""
    if one.damaged:
        return say("shell.home.damaged", subject=one.subject)
    return title(one.subject)


def title(subject: str) -> str:
    """'Báo cáo kết quả công tác …': the subject goes on after the type name, an abbreviation as it is."""
    subject = subject.strip()
    if not subject:
        return say("shell.home.no_subject")
    if not subject[:2].isupper():
        subject = subject[:1].lower() + subject[1:]
    return say("shell.home.name", subject=subject)


def office(one: ReportSummary, known: Mapping[int, str]) -> str:
    """The office's name in a sentence's letters, else the issuer's, or that there is none yet."""
    name = known.get(one.office_id, "") if one.office_id is not None else ""
    return name or sentence_name(one.office) or say("shell.home.no_office")


def status(kind: Status) -> str:
    """'Đang soạn', 'Chờ duyệt', 'Đã ban hành'."""
    return say(f"shell.status.{kind}")


def standing(one: ReportSummary) -> str:
    """The status, from the second version on with its number: 'Đã ban hành lần 2', 'Đang soạn lần 2'."""
    version = one.issued if one.status == "issued" else one.issued + 1
    if version < 2:
        return status(one.status)
    return say("shell.home.standing", status=status(one.status), version=version)


def day_month(day: date, today: date) -> str:
    """'15/6', with the year when it is not this one."""
    short = f"{day.day}/{day.month}"
    return short if day.year == today.year else f"{short}/{day.year}"


def due(day: date | None, today: date, *, settled: bool) -> str:
    """'hạn 15/6, còn 5 ngày'; a report that is issued has a deadline but is never late."""
    if day is None:
        return ""
    when = day_month(day, today)
    if settled:
        return capitalized(say("shell.due.settled", day=when))
    left = (day - today).days
    if left < 0:
        return capitalized(say("shell.due.late", day=when, days=-left))
    if left == 0:
        return capitalized(say("shell.due.today", day=when))
    return capitalized(say("shell.due.left", day=when, days=left))


def progress(share: float) -> str:
    """'40%'; never 100% before all of it is done."""
    return f"{int(share * 100)}%"


def saved(moment: datetime, today: datetime) -> str:
    """'14:05 hôm nay', '14:05 hôm qua', '14:05 21/11'."""
    clock = f"{two_digits(moment.hour, 10)}:{two_digits(moment.minute, 10)}"
    days = (today.date() - moment.date()).days
    if days == 0:
        return say("shell.saved.today", clock=clock)
    if days == 1:
        return say("shell.saved.yesterday", clock=clock)
    return say("shell.saved.day", clock=clock, day=day_month(moment.date(), today.date()))
