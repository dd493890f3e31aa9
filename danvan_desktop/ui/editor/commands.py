"""The commands of the editor page: one table of names, keys and words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from danvan_desktop.wording import say

_KEYS: dict[str, tuple[str, ...]] = {
    "undo": ("Ctrl+Z",),
    "redo": ("Ctrl+Y", "Ctrl+Shift+Z"),
    "bold": ("Ctrl+B",),
    "italic": ("Ctrl+I",),
    "insert_figure": ("Ctrl+Shift+F",),
    "insert_phrase": ("Ctrl+M",),
    "next_blank": ("F5",),
    "find": ("Ctrl+F",),
    "find_next": ("F3",),
    "find_previous": ("Shift+F3",),
    "add_item": ("Ctrl+Return", "Ctrl+Enter"),
    "move_up": ("Alt+Up",),
    "move_down": ("Alt+Down",),
    "split_item": ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"),
    "join_item": ("Ctrl+Shift+J",),
    "delete_item": ("Ctrl+Shift+Delete",),
    "section_before": ("Ctrl+PgUp",),
    "section_after": ("Ctrl+PgDown",),
    "go_outline": ("F6",),
    "check": ("F7",),
    "next_finding": ("F8",),
    "beside": ("F4",),
    "confirm_read": ("Ctrl+D",),
    "confirm_section": ("Ctrl+Shift+D",),
    "put_promise": ("Alt+Return", "Alt+Enter"),
}


def make_commands(page: QWidget, acts: dict[str, Callable[[], object]]) -> dict[str, QAction]:
    """An action for each command, living on the page and working anywhere in it."""
    found: dict[str, QAction] = {}
    for name, keys in _KEYS.items():
        action = QAction(say(f"editor.command.{name}"), page)
        action.setObjectName(f"editor_{name}")
        action.setIconText(say(f"editor.command.{name}"))
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setToolTip(_tip(say(f"editor.command.{name}"), keys[0]))
        action.triggered.connect(lambda _=False, act=acts[name]: act())
        page.addAction(action)
        found[name] = action
    return found


def label_step(action: QAction, name: str, what: str) -> None:
    """Let undo or redo say what it would do; without that it is not to be had."""
    words = say(f"editor.command.{name}")
    text = say("editor.command.of", name=words, what=what) if what else words
    action.setEnabled(bool(what))
    action.setText(text)
    action.setToolTip(_tip(text, _KEYS[name][0]))
    action.setIconText(words)


def _tip(words: str, keys: str) -> str:
    shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return say("editor.command.tip", name=words, keys=shown)
