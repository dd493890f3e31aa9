"""Where the window stood and how large it was, kept in the data folder from one start to the next."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QObject, QSettings
from PySide6.QtWidgets import QWidget

from danvan_desktop.ui import theme

_FILE = "window.ini"
_WIDEST_LETTERS = 210


def keep_place(window: QWidget, data_dir: Path) -> None:
    """Remember where the window is."""
    _settings(data_dir).setValue("geometry", window.saveGeometry())


def restore_place(window: QWidget, data_dir: Path) -> None:
    """Put the window where it was, the first time over most of the screen, and keep it on the screen."""
    StayOnScreen(window)
    kept = _settings(data_dir).value("geometry")
    if not isinstance(kept, QByteArray) or not window.restoreGeometry(kept):
        room = window.screen().availableSize()
        width = min(room.width() * 9 // 10, theme.columns(window, _WIDEST_LETTERS))
        window.resize(width, room.height() * 9 // 10)


class StayOnScreen(QObject):
    """Moves a window that has grown past the edge of its screen back onto it, as far as it fits.

    On a small screen at a large scale a page may want more room than the window had where it stood.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look after every change of size; nothing is kept from the window."""
        if event.type() == QEvent.Type.Resize and self._window.isVisible():
            self._bring_back()
        return super().eventFilter(watched, event)

    def _bring_back(self) -> None:
        if self._window.isMaximized() or self._window.isFullScreen():
            return
        frame, room = self._window.frameGeometry(), self._window.screen().availableGeometry()
        left = max(room.left(), min(frame.left(), room.right() - frame.width() + 1))
        top = max(room.top(), min(frame.top(), room.bottom() - frame.height() + 1))
        if (left, top) != (frame.left(), frame.top()):
            self._window.move(left, top)


def _settings(data_dir: Path) -> QSettings:
    return QSettings(str(data_dir / _FILE), QSettings.Format.IniFormat)
