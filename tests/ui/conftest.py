"""What most tests of the window begin with: a data folder of their own, and a window with a report open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from shell_kit import Shell

from danvan_desktop.ui.main_window import MainWindow


@pytest.fixture
def shell(tmp_path: Path, qtbot: QtBot) -> Iterator[Shell]:
    """An empty data folder in a place with accents, and a window on it once the test opens one."""
    made = Shell(tmp_path / "dữ liệu")
    yield made
    made.close()


@pytest.fixture
def window(shell: Shell, qtbot: QtBot) -> MainWindow:
    """The window with the fresh report of a new office on its desk."""
    report_id = shell.with_report(shell.with_office())
    opened = shell.open(qtbot)
    assert opened.open_report(report_id)
    return opened
