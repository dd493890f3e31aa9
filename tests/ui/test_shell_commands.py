"""Menus, keys, the command palette, and what every screen owes a person without a mouse or without sight."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QDialog,
    QMenu,
    QTabBar,
    QWidget,
)
from shell_kit import TODAY, Shell, child, type_into

from danvan_desktop.errors import UserError
from danvan_desktop.layout.profile import profile
from danvan_desktop.layout.sample import sample_report
from danvan_desktop.services.doctor import Finding
from danvan_desktop.services.opening import Offer, Opened
from danvan_desktop.ui.about import AboutDialog, ShortcutsDialog
from danvan_desktop.ui.commands import CommandPalette, matching, title_of
from danvan_desktop.ui.crash import CrashDialog
from danvan_desktop.ui.exporting import ExportDialog
from danvan_desktop.ui.home.due_dialog import DueDialog
from danvan_desktop.ui.lone_dialog import LoneDialog
from danvan_desktop.ui.new_report import NewReportDialog
from danvan_desktop.ui.safety.backups_dialog import BackupsDialog
from danvan_desktop.ui.safety.issuing import IssueDialog
from danvan_desktop.ui.safety.name_dialog import NameDialog
from danvan_desktop.ui.safety.recovery_dialog import RecoveryDialog
from danvan_desktop.ui.unsaved_dialog import UnsavedDialog


def titles(actions) -> list[str]:
    return [title_of(action) for action in actions]


def every_dialog(window, qtbot) -> list[QDialog]:
    made = [
        NewReportDialog(window, window.library.drafts.offices(), TODAY),
        ExportDialog(window, Path("/tmp/a.docx"), profile("party_hd05_2026")),
        DueDialog(window, TODAY, TODAY),
        UnsavedDialog(window, window.desk),
        ShortcutsDialog(window, window.commands()),
        AboutDialog(window, Path("/tmp")),
        CrashDialog(window, "ValueError", Path("/tmp/errors.log"), kept=True),
        LoneDialog(UserError("Không mở được.", "Thử lại.")),
        IssueDialog(window, Path("/tmp/a.docx"), profile("party_hd05_2026"), sample_report(), 2),
        NameDialog(window, "Bản ngày 10/6"),
        RecoveryDialog(
            Opened(
                data_dir=Path("/tmp"),
                findings=(Finding("broken", "Tệp dữ liệu bị hỏng."),),
                offers=(Offer("empty", "Bắt đầu với dữ liệu trống"),),
            )
        ),
        BackupsDialog(window, window.library),
    ]
    for dialog in made:
        qtbot.addWidget(dialog)
    return made


def test_the_palette_finds_without_accents_and_best_first(qtbot) -> None:
    actions = [
        QAction(text) for text in ("Về chương trình", "Xuất Word", "Bỏ vào thùng rác", "Xem thùng rác")
    ]
    actions[3].setEnabled(False)
    assert titles(matching(actions, "xuat")) == ["Xuất Word"]
    assert titles(matching(actions, "thung rac")) == ["Bỏ vào thùng rác"], "only what can be done"
    assert titles(matching(actions, "RÁC bỏ")) == ["Bỏ vào thùng rác"]
    assert titles(matching(actions, "v"))[0] == "Về chương trình"
    assert matching(actions, "không có") == []
    assert len(matching(actions, "")) == 3


def test_ctrl_k_does_what_was_typed(shell: Shell, qtbot) -> None:
    shell.with_office()
    window = shell.open(qtbot)
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    field = QApplication.focusWidget()
    assert field.objectName() == "command_field"
    assert unnamed(child(window, "command_palette")) == []
    type_into(field, "trang co quan")
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    field.clear()
    type_into(field, "co quan")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.page == "offices"


def test_the_palette_moves_by_arrows_and_leaves_by_escape(shell: Shell, qtbot) -> None:
    shell.with_report(shell.with_office())
    window = shell.open(qtbot)
    done: list[str] = []
    actions = [QAction(text, window) for text in ("Một", "Hai", "Ba")]
    for action in actions:
        action.triggered.connect(lambda _=False, action=action: done.append(action.text()))
    CommandPalette.show_over(window, actions)
    field = QApplication.focusWidget()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return):
        qtbot.keyClick(field, key)
    assert done == ["Hai"]
    assert QApplication.focusWidget() is window.home.view
    palette = CommandPalette.show_over(window, actions)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert palette.isHidden()
    assert done == ["Hai"]
    assert QApplication.focusWidget() is window.home.view
    palette = CommandPalette.show_over(window, actions)
    child(window, "home_filter").setFocus()
    assert palette.isHidden()


@pytest.mark.parametrize(
    ("key", "action"),
    [
        ("Ctrl+N", "new_report"),
        ("Ctrl+O", "show_reports"),
        ("Ctrl+E", "export_word"),
        ("Ctrl+K", "show_palette"),
    ],
)
def test_the_keys_of_the_design(shell: Shell, qtbot, key: str, action: str) -> None:
    shell.with_office()
    window = shell.open(qtbot)
    by_name = {one.objectName(): one for one in window.commands()}
    assert by_name[action].shortcut() == QKeySequence(key)


def test_no_key_means_two_things_and_none_is_backspace(shell: Shell, qtbot) -> None:
    shell.with_report(shell.with_office())
    window = shell.open(qtbot)
    window.home.commands["open_report"].trigger()
    keys = Counter(
        key.toString() for action in set(window.findChildren(QAction)) for key in action.shortcuts()
    )
    assert [key for key, times in keys.items() if times > 1] == []
    assert not [key for key in keys if "Backspace" in key]


def test_every_command_stands_in_a_menu_with_a_text_and_a_tip(shell: Shell, qtbot) -> None:
    shell.with_report(shell.with_office())
    window = shell.open(qtbot)
    window.home.commands["open_report"].trigger()
    in_menus: set[str] = set()

    def collect(menu: QMenu) -> None:
        for action in menu.actions():
            if action.menu():
                collect(action.menu())
            in_menus.add(action.objectName())

    for action in window.menuBar().actions():
        collect(action.menu())
    commands = {action.objectName(): action for action in window.commands()}
    assert [
        name for name in commands if name not in in_menus and name not in ("restore_report", "purge_report")
    ] == []
    assert [
        name
        for name, action in commands.items()
        if not action.text() or not (action.statusTip() or action.toolTip() != action.text())
    ] == []


def test_commands_about_a_chosen_report_rest_while_it_is_not_seen(shell: Shell, qtbot) -> None:
    shell.with_report(shell.with_office())
    window = shell.open(qtbot)
    assert window.home.commands["trash_report"].isEnabled()
    window.home.commands["open_report"].trigger()
    assert not window.home.commands["trash_report"].isEnabled()
    assert window.actions_by_name["export_word"].isEnabled()
    window.show_page("home")
    assert window.home.commands["trash_report"].isEnabled()


def focusable(root: QWidget) -> list[QWidget]:
    own = (QAbstractSlider, QTabBar)
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisibleTo(root)
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(widget, own)
        and not widget.objectName().startswith("qt_")
        and not (widget.parentWidget() and isinstance(widget.parentWidget(), QAbstractSpinBox))
    ]


def unnamed(root: QWidget) -> list[str]:
    return [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in focusable(root)
        if not widget.accessibleName() and not (isinstance(widget, QAbstractButton) and widget.text())
    ]


@pytest.mark.parametrize("page", ["home", "offices", "trash", "first_run", "empty"])
def test_everything_the_keyboard_reaches_has_a_name(shell: Shell, qtbot, page: str) -> None:
    if page != "first_run":
        office = shell.with_office()
        if page != "empty":
            shell.with_report(office)
            shell.drafts.trash(shell.with_report(office))
    window = shell.open(qtbot)
    if page == "offices":
        window.show_page("offices")
    if page == "trash":
        window.home.commands["show_trash"].trigger()
    assert focusable(window)
    assert unnamed(window) == []
    assert [type(widget).__name__ for widget in focusable(window) if not widget.objectName()] == []


def test_every_dialog_opens_named_and_closes_on_escape(shell: Shell, qtbot) -> None:
    shell.with_report(shell.with_office())
    window = shell.open(qtbot)
    window.home.commands["open_report"].trigger()
    for dialog in every_dialog(window, qtbot):
        dialog.show()
        assert dialog.objectName()
        assert unnamed(dialog) == []
        assert dialog.windowTitle()
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible(), dialog.objectName()


def test_tab_goes_round_the_home_page_and_comes_back(shell: Shell, qtbot) -> None:
    shell.with_report(shell.with_office())
    window = shell.open(qtbot)
    start = QApplication.focusWidget()
    assert start is window.home.view
    seen: list[str] = []
    for _ in range(30):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget().objectName())
        if QApplication.focusWidget() is start:
            break
    assert seen[-1] == "report_list"
    assert {
        "home_filter",
        "new_report_button",
        "open_report_button",
        "trash_page_button",
        "rail_offices",
    } <= set(seen)


def test_the_window_remembers_its_place(shell: Shell, qtbot) -> None:
    shell.with_office()
    window = shell.open(qtbot)
    window.resize(760, 600)
    window.close()
    from danvan_desktop.ui.main_window import MainWindow

    again = MainWindow(shell.library, lambda: TODAY)
    qtbot.addWidget(again)
    assert again.size() == window.size()
    assert (shell.library.data_dir / "window.ini").is_file()


def test_the_shortcut_list_is_read_from_the_commands(shell: Shell, qtbot) -> None:
    shell.with_office()
    window = shell.open(qtbot)
    dialog = ShortcutsDialog(window, window.commands())
    qtbot.addWidget(dialog)
    table = child(dialog, "shortcut_table")
    rows = {table.item(row, 1).text(): table.item(row, 0).text() for row in range(table.rowCount())}
    assert rows["Xuất Word"] == "Ctrl+E"
    assert rows["Báo cáo mới"] == "Ctrl+N"
