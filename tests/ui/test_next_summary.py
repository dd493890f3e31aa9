"""What the summary of a new draft says was left behind."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from danvan_desktop.domain.next_period import next_draft
from danvan_desktop.domain.report import Item, Period, Report, Section
from danvan_desktop.ui.next_period.summary import SummaryPane


def test_each_sentence_not_taken_over_is_named_with_its_section(qtbot: QtBot) -> None:
    text = "Xã họp 4 lần. Ngày 05/3/2024, Ban họp."
    last = Report(
        kind="interim",
        period=Period("first_half", 2025),
        sections=(Section("r", "results", "Thực hiện dân chủ", (Item("i", text=text),)),),
    )
    pane = SummaryPane()
    qtbot.addWidget(pane)
    pane.show_draft(next_draft(last, Period("year", 2025)))
    said = [label.text() for label in pane.findChildren(QLabel)]
    (line,) = (label.text() for label in pane.findChildren(QLabel, "left_line"))
    assert any(words.startswith("Không chép sang") for words in said)
    assert "Ngày 05/3/2024, Ban họp." in line
    assert "Thực hiện dân chủ" in line
    pane.show_draft(next_draft(last.__class__(kind="interim", period=last.period), Period("year", 2025)))
    assert "Ngày 05/3/2024" not in " ".join(label.text() for label in pane.findChildren(QLabel, "left_line"))
