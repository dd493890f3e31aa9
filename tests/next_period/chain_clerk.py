"""A clerk who writes each period's report from the draft: answers every finding by a rule, tells every task,
and writes of what was done in this period, with the dates, people and bodies of the day.

The rule, as a careful person would: where other words are offered, take them; a heading that is stale is
named for this period; a deadline gone by is set anew; a task whose words went is dropped for a reason; a
sentence that counts nothing is read and kept, one that counts something told what was done last time and
goes; whatever else is stale goes with its sentence. Nothing is confirmed unread, and a figure carried over
is counted again.
"""

from __future__ import annotations

import re
from datetime import date

import msgspec
from promise_steps import put_where_it_belongs

from danvan_desktop.checks.decide import decide
from danvan_desktop.checks.report_checks import check_report
from danvan_desktop.domain.edits import find_item, insert_item, walk
from danvan_desktop.domain.finding import FIGURES, Finding
from danvan_desktop.domain.period import horizon, period_text, same_period_before
from danvan_desktop.domain.promises import set_outcome
from danvan_desktop.domain.report import Item, Report, Role, Signature

_PASSES = 12
_COUNTED = re.compile(r"(?<![\w/.,-])\d{1,3}(?:[.,]\d+)* [^\W\d]")


def signing_day(report: Report) -> date:
    """The 20th of June or December of the report's period."""
    return date(report.period.year, 6 if report.period.kind == "first_half" else 12, 20)


def written_by_hand(draft: Report, signer: str) -> Report:
    """The draft made a report that can go out."""
    report = msgspec.structs.replace(
        draft, date=signing_day(draft), number=9, signature=Signature("", draft.signature.post, signer)
    )
    report = _answered(_tasks_told(report))
    return _told_anew(report)


def _tasks_told(report: Report) -> Report:
    for number, promise in enumerate(report.promises):
        if number % 3 == 1:
            report = set_outcome(report, promise.id, "ongoing", "Đã xong bước đầu.")
        else:
            report = set_outcome(report, promise.id, "done", "Đã hoàn thành nhiệm vụ được giao.")
        report = put_where_it_belongs(report, promise.id)
    return report


def _answered(report: Report) -> Report:
    for _ in range(_PASSES):
        findings = check_report(report)
        for finding in findings:
            report = _answer(report, finding)
        if not findings:
            return report
    raise AssertionError([(f.code, f.found, f.where.text) for f in check_report(report)])


def _answer(report: Report, finding: Finding) -> Report:
    if finding.where.section == FIGURES:
        return decide(report, finding, "edit", "7")
    if finding.replacement:
        return decide(report, finding, "edit")
    if finding.code == "leftover.sentence":
        return decide(report, finding, "delete" if _COUNTED.search(finding.found) else "keep")
    if finding.code == "promise.unreported":
        dropped = set_outcome(report, finding.where.item, "dropped", "Cấp trên đã giao cơ quan khác.")
        return put_where_it_belongs(dropped, finding.where.item)
    if finding.code == "leftover.date" and _is_task(report, finding):
        return decide(report, finding, "edit", _deadline(finding.found, report))
    if not finding.where.item:
        return decide(report, finding, "edit", period_text(report.period))
    return decide(report, finding, "delete")


def _is_task(report: Report, finding: Finding) -> bool:
    found = find_item(report, finding.where.item)
    return found is not None and found[0].role == "tasks"


def _deadline(old: str, report: Report) -> str:
    """A day, month or quarter of the period to come, as the old one was written."""
    ahead = horizon(report.period)
    quarter, month = ("IV", 10) if ahead.kind == "second_half" else ("II", 5)
    if old.casefold().startswith("quý"):
        return f"quý {quarter} năm {ahead.year}"
    return f"tháng {month} năm {ahead.year}" if "tháng" in old else f"30/{month}/{ahead.year}"


def _told_anew(report: Report) -> Report:
    """New sentences of this period: results with comparison, date, signer and body; context; two tasks."""
    day, period = signing_day(report), report.period
    month = 4 if day.month == 6 else 10
    district = "Huyện ủy Lệ Thủy" if day < date(2025, 7, 1) else "Đảng ủy các xã"
    ban = "Ban Dân vận" if day < date(2025, 3, 1) else "Ban Tuyên giáo và Dân vận"
    compared = (
        f"Trong {period_text(period)}, cơ quan tiếp 40 lượt công dân, tăng 3 lượt so với "
        f"{period_text(same_period_before(period))}. Ngày 15/{month}/{day.year}, cơ quan tổ chức hội "
        f"nghị giao ban với 12 đơn vị; đồng chí {report.signature.name} chủ trì."
    )
    named = (
        f"{district} đối thoại với Nhân dân 4 cuộc theo Kế hoạch số 7-KH/TU, ngày 05/01/{day.year}. "
        f"{ban} Tỉnh ủy kiểm tra 3 nơi. Nhân dân phấn khởi, tin tưởng."
    )
    for number, text in enumerate((compared, named)):
        report = _added(report, "results", Item(id=f"anew{day:%Y%m}{number}", text=text))
    year = day.year if day.month == 6 else day.year + 1
    for number, text in enumerate(
        ("nắm chắc tình hình Nhân dân.", f"tập huấn cho cán bộ thôn trước ngày {30 - day.month}/8/{year}.")
    ):
        report = _added(report, "tasks", Item(id=f"task{day:%Y%m}{number}", type="task", text=text))
    return report


def _added(report: Report, role: Role, item: Item) -> Report:
    section = next(section for section, _ in walk(report.sections) if section.role == role)
    return insert_item(report, section.id, len(section.items), item)
