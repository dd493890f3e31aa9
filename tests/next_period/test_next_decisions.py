"""Decisions on a cause, the count of figures held within its period, and the year after a second half."""

from __future__ import annotations

from datetime import date

import pytest

from danvan_desktop.checks.decide import decide
from danvan_desktop.checks.leftovers import leftovers
from danvan_desktop.domain.calendar import default_obligations, owed_in
from danvan_desktop.domain.next_period import next_report
from danvan_desktop.domain.report import Item, Period, Report, Section
from danvan_desktop.services.calendar import edited

CAUSE = "Địa bàn rộng. Kinh phí 6 tháng đầu năm 2024 còn thiếu."


def _limits() -> Report:
    item = Item("i", text="Còn chậm.", cause=CAUSE)
    return Report(
        kind="annual",
        period=Period("year", 2026),
        date=date(2026, 12, 10),
        sections=(Section("limits", "limitations", "Hạn chế", (item,)),),
    )


@pytest.mark.parametrize(
    ("action", "words", "cause"),
    [
        ("delete", "", "Địa bàn rộng."),
        ("edit", "năm 2026", "Địa bàn rộng. Kinh phí năm 2026 còn thiếu."),
        ("keep", "", CAUSE),
    ],
)
def test_a_finding_in_a_cause_is_decided_there_and_nowhere_else(action: str, words: str, cause: str) -> None:
    report = _limits()
    finding = next(found for found in leftovers(report) if "2024" in found.found)
    after = decide(report, finding, action, words)  # type: ignore[arg-type]
    (item,) = after.sections[0].items
    assert (item.text, item.cause) == ("Còn chậm.", cause)


def test_figures_are_counted_no_longer_than_the_period_lasts() -> None:
    half, year = default_obligations()
    owed = owed_in(2026, [edited(half, cutoff_to="07-20"), edited(year, cutoff_to="12-31")])
    assert [one.cutoff_to for one in owed] == [date(2026, 6, 30), date(2026, 12, 31)]


def test_the_year_is_reported_on_from_the_second_half_s_report() -> None:
    text = "Trong 6 tháng cuối năm 2025, xã họp."
    last = Report(
        kind="interim",
        period=Period("second_half", 2025),
        subject="kết quả công tác dân vận 6 tháng cuối năm 2025",
        sections=(Section("r", "results", "Kết quả 6 tháng cuối năm 2025", (Item("i", text=text),)),),
    )
    year = next_report(last, Period("year", 2025))
    assert (year.kind, year.sections[0].heading) == ("annual", "Kết quả năm 2025")
    assert year.sections[0].items[0].text == "Trong năm 2025, xã họp."
