"""A small screen, only the text, and a red light that neither hides nor widens the window."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt
from shell_kit import child

from danvan_desktop.errors import UserError
from danvan_desktop.services.editing import Place
from danvan_desktop.ui import theme
from danvan_desktop.ui.about import AboutDialog, ShortcutsDialog


def test_the_desk_fits_half_of_a_small_screen(window) -> None:
    """1366×768 at 200 % leaves 683 pixels, less the rail."""
    assert window.desk.minimumSizeHint().width() <= 683 - window.rail.sizeHint().width()


def test_the_outline_folds_for_want_of_room_and_by_wish(window, qtbot) -> None:
    desk, outline = window.desk, window.desk._editor.outline
    assert outline.isVisible()
    desk.resize(theme.columns(desk, 80), desk.height())
    assert not outline.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert outline.isVisible(), "asked for, it comes however narrow"
    qtbot.mouseClick(child(desk, "outline_button"), Qt.MouseButton.LeftButton)
    assert not outline.isVisible()


def test_f11_leaves_only_the_text_and_the_light(window, qtbot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F11)
    hidden = (window.rail, window.menuBar(), window.desk._editor.outline)
    assert not any(part.isVisible() for part in hidden)
    assert window.statusBar().isVisible()
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert all(part.isVisible() for part in hidden)
    qtbot.keyClick(window, Qt.Key.Key_F11)
    window.show_page("home")
    assert window.rail.isVisible(), "no other page is left without its ways out"
    assert window.menuBar().isVisible()


def test_a_long_reason_does_not_widen_the_window(window, qtbot, monkeypatch) -> None:
    reason = f"Thư mục “/{'rất dài/' * 60}” không ghi được."

    def refuse(*_: object) -> datetime:
        raise UserError(reason, "")

    monkeypatch.setattr(window.library.drafts, "save", refuse)
    before = window.minimumSizeHint().width()
    editing = window.desk.editing
    editing.apply(msgspec.structs.replace(editing.report, subject="mới"), "Gõ", Place("@head"))
    qtbot.waitUntil(lambda: window.status.save_light.state.kind == "failed", timeout=5000)
    assert window.minimumSizeHint().width() <= before + theme.columns(window, 40)
    assert reason in child(window.status.save_light, "save_text").toolTip()
    assert reason in window.desk.notice.text


def test_control_f1_shows_the_keys(window, qtbot, monkeypatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(ShortcutsDialog, "exec", lambda dialog: shown.append(dialog.objectName()))
    qtbot.keyClick(window, Qt.Key.Key_F1, Qt.KeyboardModifier.ControlModifier)
    assert shown == ["shortcuts_dialog"]


def test_the_data_folder_opens_from_the_menu_and_from_about(window, qtbot, monkeypatch) -> None:
    opened: list[Path] = []
    monkeypatch.setattr("danvan_desktop.ui.safety.safety.open_outside", opened.append)
    monkeypatch.setattr("danvan_desktop.ui.about.open_outside", opened.append)
    window.actions_by_name["open_data_folder"].trigger()
    about = AboutDialog(window, window.library.data_dir)
    qtbot.addWidget(about)
    child(about, "about_folder").click()
    assert opened == [window.library.data_dir] * 2


def test_a_long_message_is_never_cut_off(window, qtbot) -> None:
    """As at 200 %, where the page has less room than its parts want."""
    words = "Lần trước chương trình bị ngắt đột ngột, bài vẫn còn đủ những gì đã ghi. " * 4
    window.show_page("home")
    window.resize(window.minimumSizeHint())
    window.messages.tell(words, "good", [("Mở bài đó", "open_it", lambda: None)])
    text = child(window.messages, "message_text")
    qtbot.waitUntil(lambda: text.height() >= text.heightForWidth(text.width()), timeout=1000)
    window.messages.tell("Ngắn.")
    qtbot.waitUntil(lambda: text.height() < 4 * text.fontMetrics().lineSpacing(), timeout=1000)
