"""The findings one under another: hints apart, and a choice where a former commune is in several of today."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from danvan_desktop.domain.finding import Finding, Where
from danvan_desktop.ui.findings.panel import FindingsPanel

CHOICES = ("xã Đông Trạch", "xã Hải Lăng")
COMMUNE = Finding(
    "leftover.body",
    "warning",
    Where("s", "i1", "Nhân dân xã Hải Phú hiến đất."),
    found="xã Hải Phú",
    choices=CHOICES,
)
YEAR = Finding(
    "leftover.year",
    "warning",
    Where("s", "i2", "Năm 2024, xã họp dân."),
    found="Năm 2024",
    replacement="Năm 2025",
)
STANDING = Finding("leftover.sentence", "hint", Where("s", "i3", "Nơi nào gần dân, nơi đó việc trôi chảy."))


@pytest.fixture
def panel(qtbot: QtBot) -> FindingsPanel:
    panel = FindingsPanel()
    qtbot.addWidget(panel)
    panel.show()
    panel.show_findings([COMMUNE, STANDING, YEAR], {"s": "Kết quả"})
    return panel


def _combo(panel: FindingsPanel, name: str) -> QComboBox:
    found = panel.findChild(QComboBox, name)
    assert isinstance(found, QComboBox)
    return found


def _edit(panel: FindingsPanel) -> QPushButton:
    found = panel.findChild(QPushButton, "finding_edit")
    assert isinstance(found, QPushButton)
    return found


def _shown(panel: FindingsPanel) -> list[str]:
    return [panel.list.item(row).text() for row in range(panel.list.count())]


def test_hints_come_last_and_are_counted_by_themselves(panel: FindingsPanel) -> None:
    assert _shown(panel) == [COMMUNE.where.text, YEAR.where.text, STANDING.where.text]
    groups = _combo(panel, "findings_group")
    labels = [groups.itemText(number) for number in range(groups.count())]
    assert (labels[0], labels[-1]) == ("Tất cả (2, nhắc nhẹ 1)", "Nhắc nhẹ (1)")
    assert "Giữ nguyên, chưa đọc lại (0)" in labels
    groups.setCurrentIndex(groups.count() - 1)
    assert _shown(panel) == [STANDING.where.text]
    panel.show_findings([YEAR], {})
    assert groups.itemText(0) == "Tất cả (1)"


def test_a_unit_of_today_is_chosen_and_put_in_by_the_one_key(panel: FindingsPanel, qtbot: QtBot) -> None:
    panel.list.setCurrentRow(0)
    choice = _combo(panel, "finding_choice")
    assert choice.isVisible()
    assert (choice.currentText(), _edit(panel).text()) == ("", "Sửa")
    choice.setCurrentIndex(1)
    assert _edit(panel).text() == "Thay bằng “xã Hải Lăng”"
    with qtbot.waitSignal(panel.decided) as told:
        qtbot.keyClick(panel.list, Qt.Key.Key_S)
    finding, action = told.args
    assert (finding.replacement, finding.key, action) == ("xã Hải Lăng", COMMUNE.key, "edit")


def test_without_a_choice_made_the_key_only_goes_to_the_place(panel: FindingsPanel, qtbot: QtBot) -> None:
    panel.list.setCurrentRow(0)
    with qtbot.waitSignal(panel.decided) as told:
        qtbot.keyClick(panel.list, Qt.Key.Key_S)
    assert told.args[0].replacement == ""


def test_the_next_finding_forgets_what_was_chosen_for_the_last(panel: FindingsPanel) -> None:
    panel.list.setCurrentRow(0)
    _combo(panel, "finding_choice").setCurrentIndex(0)
    panel.list.setCurrentRow(1)
    assert not _combo(panel, "finding_choice").isVisible()
    assert _edit(panel).text() == "Thay bằng “Năm 2025”"
