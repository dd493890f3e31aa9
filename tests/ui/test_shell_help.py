"""F1: what the place one is in is for, in a few sentences, and the keys that work there."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget
from shell_kit import Shell, child, when_asked

from danvan_desktop.ui.help.panel import HelpPanel
from danvan_desktop.ui.help.places import _PLACES, HelpPlace, place_of
from danvan_desktop.ui.main_window import MainWindow
from danvan_desktop.wording import catalogue


def _ask(window: QWidget, qtbot) -> HelpPanel:
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F1)
    return child(window, "help_panel")


@pytest.mark.parametrize("place", _PLACES.values(), ids=[place.name for place in _PLACES.values()])
def test_every_place_is_told_of_in_two_to_five_sentences(place: HelpPlace) -> None:
    text = catalogue()[f"help.text.{place.name}"]
    assert catalogue()[f"help.title.{place.name}"]
    assert 2 <= len(re.findall(r"[.:](?=\s|$)|”\.", text)) <= 7
    assert all(line.strip() == line and line for line in text.strip().split("\n"))


def test_every_command_named_by_help_is_a_command_with_a_key(window: MainWindow) -> None:
    known: dict[str, QAction] = {action.objectName(): action for action in window.commands()}
    named = {name for place in _PLACES.values() for name in place.commands}
    assert sorted(name for name in named if name not in known or not known[name].shortcuts()) == []


def test_f1_tells_of_the_form_and_gives_the_keyboard_back(window: MainWindow, qtbot) -> None:
    editor = window.desk._editor
    editor.show_part("tasks")
    field = editor.area.form.first_field()
    field.setFocus()
    panel = _ask(window, qtbot)
    assert child(panel, "help_title").text() == "Nhiệm vụ “Một là, Hai là”"
    assert panel.isAncestorOf(QApplication.focusWidget())
    shown = {label.text() for label in panel.findChildren(QWidget) if hasattr(label, "text")}
    assert {"Ctrl+Return", "Thêm mục tiếp theo"} <= shown or {"Ctrl+Enter", "Thêm mục tiếp theo"} <= shown
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is field
    panel = _ask(window, qtbot)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F1)
    assert panel.isHidden(), "F1 again puts it away"


def test_it_goes_when_the_person_goes_on(window: MainWindow, qtbot) -> None:
    editor = window.desk._editor
    editor.area.form.first_field().setFocus()
    panel = _ask(window, qtbot)
    editor.outline.setFocus()
    assert panel.isHidden()
    assert QApplication.focusWidget() is editor.outline


def test_each_page_and_pane_has_help_of_its_own(window: MainWindow, qtbot) -> None:
    found = []
    for page in ("home", "calendar", "offices"):
        window.show_page(page)
        window.messages.parentWidget().setFocus()
        found.append(child(_ask(window, qtbot), "help_title").text())
        QApplication.sendPostedEvents(None, 0)
        child(window, "help_panel").leave()
        QApplication.sendPostedEvents(None, 52)
    window.show_page("desk")
    window.desk._editor.outline.setFocus()
    found.append(child(_ask(window, qtbot), "help_title").text())
    assert found == [
        "Trang chủ: danh sách báo cáo",
        "Lịch báo cáo phải nộp",
        "Cơ quan và người ký",
        "Danh sách phần của báo cáo",
    ]


def test_all_keys_are_one_press_further(window: MainWindow, qtbot, monkeypatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(MainWindow, "show_shortcuts", lambda _: asked.append("keys"))
    panel = _ask(window, qtbot)
    qtbot.mouseClick(child(panel, "help_all_keys"), Qt.MouseButton.LeftButton)
    assert asked == ["keys"]
    assert panel.isHidden()


def test_a_dialog_tells_what_it_is_for_and_stays(shell: Shell, qtbot) -> None:
    shell.with_office()
    window = shell.open(qtbot)
    told: list[str] = []

    def look(dialog) -> None:
        qtbot.waitUntil(dialog.isActiveWindow)
        panel = _ask(dialog, qtbot)
        told.append(child(panel, "help_title").text())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
        told.append(str(dialog.isVisible()))
        dialog.reject()

    when_asked(look)
    window.files.new_report()
    assert told == ["Lập báo cáo mới", "True"]


def test_what_has_no_help_is_given_that_of_the_place_around_it(window: MainWindow) -> None:
    assert place_of(window.statusBar()) == _PLACES["main_window"]
    assert place_of(None) is None
