"""Reports and files from the list: saved for another machine, compared with what was issued, taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton
from shell_kit import Shell, child, when_asked

from danvan_desktop.services.issuing import issue_report
from danvan_desktop.services.library import read_report


def test_a_report_is_saved_as_a_file_that_the_program_takes_in(
    shell: Shell, qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report_id = shell.with_report(shell.with_office())
    home = shell.open(qtbot).home
    offered: list[str] = []

    def choose(*words: object) -> tuple[str, str]:
        offered.append(str(words[2]))
        return str(tmp_path / "chuyển máy"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    home.commands["export_report"].trigger()
    assert offered[0].endswith(".json")
    file = tmp_path / "chuyển máy.json"
    assert read_report(file) == shell.drafts.load(report_id)
    assert "“chuyển máy.json”" in home.messages.text
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    home.commands["import_report"].trigger()
    assert len(shell.drafts.summaries()) == 2


def test_nothing_is_saved_where_nothing_can_be_written(
    shell: Shell, qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.with_report(shell.with_office())
    home = shell.open(qtbot).home
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "không" / "a.json"), ""))
    home.commands["export_report"].trigger()
    assert "Không" in home.messages.text
    assert not (tmp_path / "không").exists()


def test_a_word_file_is_held_against_the_one_that_was_issued(
    shell: Shell, qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report_id = shell.with_report(shell.with_office())
    home = shell.open(qtbot).home
    assert not home.commands["check_file"].isEnabled()
    issued = tmp_path / "BC 87.docx"
    issue_report(shell.library, report_id, issued)
    home.refresh()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(issued), ""))
    home.commands["check_file"].trigger()
    assert "“BC 87.docx” đúng là bản đã ban hành" in home.messages.text
    issued.write_bytes(issued.read_bytes() + b" ")
    home.commands["check_file"].trigger()
    assert "“BC 87.docx” không giống bản nào đã ban hành" in home.messages.text
    issued.unlink()
    home.commands["check_file"].trigger()
    assert "“BC 87.docx”" in home.messages.text


def test_a_purged_report_is_taken_back_at_once_or_from_the_list_of_the_purged(shell: Shell, qtbot) -> None:
    report_id = shell.with_report(shell.with_office())
    words = shell.drafts.load(report_id)
    shell.drafts.trash(report_id)
    home = shell.open(qtbot).home
    home.commands["show_trash"].trigger()
    home.commands["purge_report"].trigger()
    qtbot.mouseClick(child(home, "purge_yes", QPushButton), Qt.MouseButton.LeftButton)
    assert shell.drafts.summaries(trashed=True) == ()
    assert child(home, "show_purged_button").isVisible(), "in an empty trash too"
    qtbot.mouseClick(child(home, "undo_purge", QPushButton), Qt.MouseButton.LeftButton)
    (back,) = shell.drafts.summaries()
    assert shell.drafts.load(back.id) == words
    assert home.view.report().id == back.id
    shell.drafts.purge(back.id)
    listed: list[str] = []

    def take(dialog) -> None:
        listed.append(child(dialog, "purged_list").item(0).text())
        qtbot.keyClick(child(dialog, "purged_list"), Qt.Key.Key_Return)

    asked = when_asked(take)
    home.commands["show_purged"].trigger()
    assert asked == ["purged_dialog"]
    assert "công tác dân vận 6 tháng đầu năm 2026" in listed[0]
    assert [shell.drafts.load(one.id) for one in shell.drafts.summaries()] == [words]
    when_asked(lambda dialog: dialog.reject())
    home.commands["show_purged"].trigger()
    assert len(shell.drafts.summaries()) == 1
