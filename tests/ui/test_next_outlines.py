"""The office's own files in the window: outlines of one name each, a ruined table of units told of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QThreadPool
from shell_kit import FIRST_HALF, Shell, child, when_asked

from danvan_desktop.layout.sample import sample_report
from danvan_desktop.services.own_outlines import own_outlines_for


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Shell]:
    made = Shell(tmp_path / "data")
    yield made
    made.close()


def test_an_outline_of_the_same_name_is_replaced_only_when_asked_twice_and_can_be_taken_away(
    shell: Shell, qtbot
) -> None:
    report_id = shell.drafts.create(sample_report(), shell.with_office())
    window = shell.open(qtbot)
    window.open_report(report_id)
    seen: list[str] = []

    def keep(dialog: Any) -> None:
        child(dialog, "outline_name").setText("Đề cương xã")
        child(dialog, "outline_keep").click()

    def again(dialog: Any) -> None:
        child(dialog, "outline_name").setText("Đề cương  XÃ")
        child(dialog, "outline_keep").click()
        seen.append(child(dialog, "outline_wrong").text())
        seen.append(child(dialog, "outline_keep").text())
        child(dialog, "outline_keep").click()

    def tidy(dialog: Any) -> None:
        child(dialog, "outline_name").setText("Tên khác")
        child(dialog, "outline_rename").click()
        seen.append(child(dialog, "outlines_known").currentText())
        child(dialog, "outline_remove").click()
        dialog.reject()

    for act in (keep, again):
        when_asked(act)
        window.following.save_outline()
    assert "đã có đề cương" in seen[0]
    assert seen[1] == "Thay đề cương cũ"
    assert [o.name for o in own_outlines_for(shell.library.data_dir, FIRST_HALF)] == ["Đề cương XÃ"]
    when_asked(tidy)
    window.following.save_outline()
    assert seen[2] == "Tên khác"
    assert own_outlines_for(shell.library.data_dir, FIRST_HALF) == ()


def test_the_next_report_says_when_the_table_of_units_could_not_be_used(shell: Shell, qtbot) -> None:
    report_id = shell.drafts.create(sample_report(), shell.with_office())
    (shell.library.data_dir / "sap_xep_don_vi.json").write_text("[", "utf-8")
    window = shell.open(qtbot)
    window.following.next_of(report_id, "year")
    qtbot.waitUntil(lambda: window.following._job is None and window.page == "desk", timeout=5000)
    QThreadPool.globalInstance().waitForDone()
    assert "sap_xep_don_vi.json" in window.desk.messages.text
