"""How the window makes its commands: name, words, picture and key alike everywhere."""

from __future__ import annotations

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from danvan_desktop.ui.icons import icon

ActionTable = tuple[tuple[str, str, str], ...]
"""Name, icon and shortcut of each command, '' for none; the words are in the catalogue."""


def make_action(owner: QWidget, name: str, text: str, tip: str, picture: str = "", key: str = "") -> QAction:
    """A command of `owner`, named for tests and for the command palette; its tip ends with its key."""
    action = QAction(text, owner)
    action.setObjectName(name)
    action.setStatusTip(tip)
    action.setToolTip(f"{tip} ({key})" if key else tip)
    if picture:
        action.setIcon(icon(picture))
    if key:
        action.setShortcut(QKeySequence(key))
    return action
