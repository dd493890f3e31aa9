"""Which keys a text field leaves to the window, so that one undo and one set of commands hold everywhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

_OWN_LETTERS = {Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_X, Qt.Key.Key_A}
_COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def belongs_to_window(event: QKeyEvent) -> bool:
    """Whether a key with Ctrl or Alt is a command of the window rather than of the field it was typed in."""
    if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
        return True
    letter = Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z
    return bool(event.modifiers() & _COMMAND) and letter and event.key() not in _OWN_LETTERS
