"""The context menu of text fields: without undo, which belongs to the whole report."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QLineEdit, QMenu, QTextEdit

from danvan_desktop.wording import say


def text_menu(field: QLineEdit | QTextEdit, selected: bool, paste: Callable[[], None]) -> QMenu:
    """Cut, copy, paste and select all for `field`; the menu deletes itself when it closes."""
    menu = QMenu(field)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    entries: list[tuple[str, Callable[[], None], QKeySequence.StandardKey, bool]] = [
        ("cut", field.cut, QKeySequence.StandardKey.Cut, selected),
        ("copy", field.copy, QKeySequence.StandardKey.Copy, selected),
        ("paste", paste, QKeySequence.StandardKey.Paste, bool(QGuiApplication.clipboard().text())),
        ("select_all", field.selectAll, QKeySequence.StandardKey.SelectAll, True),
    ]
    for key, act, shortcut, enabled in entries:
        action = menu.addAction(say(f"editor.menu.{key}"))
        action.setShortcut(shortcut)
        action.triggered.connect(act)
        action.setEnabled(enabled)
    return menu
