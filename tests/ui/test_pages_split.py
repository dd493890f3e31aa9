"""The pages beside the form fold away by key, button and for only the text, and come back as they were."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot
from shell_kit import Shell, child

from danvan_desktop.ui.main_window import MainWindow

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def shell(tmp_path: Path, qtbot: QtBot) -> Iterator[Shell]:
    made = Shell(tmp_path / "dữ liệu")
    yield made
    made.close()


@pytest.fixture
def window(shell: Shell, qtbot: QtBot) -> Iterator[MainWindow]:
    report_id = shell.with_report(shell.with_office())
    opened = shell.open(qtbot)
    assert opened.open_report(report_id)
    yield opened
    if opened.desk.pages.pane is not None:
        opened.desk.pages.pane.feed.shutdown()


def pages_seen(window: MainWindow) -> bool:
    pane = window.desk.pages.pane
    return pane is not None and pane.isVisible()


def test_a_narrow_window_starts_without_pages_and_a_key_brings_them(window: MainWindow, qtbot: QtBot) -> None:
    button = child(window, "pages_button", QToolButton)
    assert not pages_seen(window)
    assert not button.isChecked()
    qtbot.keyClick(window, Qt.Key.Key_F9, SHIFT)
    assert pages_seen(window)
    assert button.isChecked()
    qtbot.keyClick(window, Qt.Key.Key_F9, SHIFT)
    assert not pages_seen(window)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pages_seen(window)
    qtbot.mouseClick(child(window, "pages_fold", QToolButton), Qt.MouseButton.LeftButton)
    assert not pages_seen(window)
    assert not button.isChecked()


def test_f11_takes_the_pages_away_and_brings_them_back(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F9, SHIFT)
    qtbot.waitUntil(lambda: window.desk.pages.sizes()[1] > 200)
    width = window.desk.pages.sizes()[1]
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert not pages_seen(window)
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert pages_seen(window)
    qtbot.waitUntil(lambda: window.desk.pages.sizes()[1] == pytest.approx(width, abs=40))
    assert window.desk.pages.wished, "taken away for a while is not chosen"


def test_f11_shows_no_pages_that_were_folded(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F11)
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert not pages_seen(window)


def test_pages_asked_for_come_though_only_the_text_was_shown(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F11)
    qtbot.keyClick(window, Qt.Key.Key_F9, SHIFT)
    assert pages_seen(window)
    qtbot.keyClick(window, Qt.Key.Key_F9, SHIFT)
    assert not pages_seen(window)
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert not pages_seen(window)


def test_what_was_chosen_is_remembered(shell: Shell, window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F9, SHIFT)
    assert shell.drafts.setting("pages_shown", "") == "yes"
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert shell.drafts.setting("pages_shown", "") == "yes"
