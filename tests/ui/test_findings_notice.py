"""What is said of open findings before export: by kind, and the tasks by name."""

from __future__ import annotations

from danvan_desktop.domain.finding import LEDGER, Finding, Where
from danvan_desktop.ui.findings.notice import notice_words


def test_kinds_are_counted_and_tasks_not_reported_on_are_named() -> None:
    assert notice_words([]) == ""
    found = [Finding(code, "warning", Where("s", "i", "x")) for code in ("leftover.year",) * 3]
    found += [Finding("leftover.sentence", "warning", Where("s", "i", "x"))] * 2
    found += [
        Finding("promise.unreported", "warning", Where(LEDGER, f"t{n}", f"việc {n}")) for n in range(1, 6)
    ]
    head, *tasks = notice_words(found).splitlines()
    assert head == (
        "Còn 10 chỗ cần xem lại: sót kỳ trước (3); giữ nguyên, chưa đọc lại (2); nhiệm vụ chưa báo cáo (5)."
    )
    assert tasks == [
        *(f"– Chưa báo cáo nhiệm vụ: việc {n}" for n in (1, 2, 3)),
        "– và 2 nhiệm vụ khác chưa báo cáo",
    ]
