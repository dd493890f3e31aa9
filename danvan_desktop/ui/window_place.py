"""Where the window stood and how large it was, kept in the data folder from one start to the next."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QWidget

from danvan_desktop.ui import theme

_FILE = "window.ini"
_WIDEST_LETTERS = 210


def keep_place(window: QWidget, data_dir: Path) -> None:
    """Remember where the window is."""
    _settings(data_dir).setValue("geometry", window.saveGeometry())


def restore_place(window: QWidget, data_dir: Path) -> None:
    """Put the window where it was; the first time, where most of the screen is free."""
    kept = _settings(data_dir).value("geometry")
    if not isinstance(kept, QByteArray) or not window.restoreGeometry(kept):
        room = window.screen().availableSize()
        width = min(room.width() * 9 // 10, theme.columns(window, _WIDEST_LETTERS))
        window.resize(width, room.height() * 9 // 10)


def _settings(data_dir: Path) -> QSettings:
    return QSettings(str(data_dir / _FILE), QSettings.Format.IniFormat)
