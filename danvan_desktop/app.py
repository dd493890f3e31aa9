"""The start of the window: the only place where things are constructed and wired."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from danvan_desktop import __version__
from danvan_desktop.errors import UserError
from danvan_desktop.paths import user_data_dir
from danvan_desktop.services.library import Library, open_library
from danvan_desktop.ui import theme, translator
from danvan_desktop.ui.crash import LOG_NAME, CrashHook
from danvan_desktop.ui.first_paint import FirstPaint
from danvan_desktop.ui.main_window import MainWindow
from danvan_desktop.ui.single_instance import SingleInstance
from danvan_desktop.wording import say

_EXIT_WHEN_READY = "DANVAN_EXIT_WHEN_READY"


def run(data_dir: Path | None = None, argv: Sequence[str] = ()) -> int:
    """Open the window on a data folder, the user's own by default, and stay until it is closed.

    Returns the exit code: 0, or 2 when the folder cannot be used, after saying why.
    """
    app = make_application(argv)
    folder = (data_dir or user_data_dir()).absolute()
    with suppress(OSError):  # opening the library says what is wrong with the folder
        folder.mkdir(parents=True, exist_ok=True)
    instance = SingleInstance(folder)
    if not instance.claim():
        if instance.call_first():
            return 0
        return _refuse(UserError(say("shell.start.held"), say("shell.start.held_advice")))
    try:
        library = open_library(folder)
    except UserError as error:
        instance.release()
        return _refuse(error)
    try:
        return _show(app, library, instance)
    finally:
        library.close()
        instance.release()


def make_application(argv: Sequence[str] = ()) -> QApplication:
    """The application with its language and its look; the one there is, if there is one."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        return app
    app = QApplication([sys.argv[0], *argv])
    app.setApplicationName("danvan")
    app.setApplicationDisplayName(say("shell.product"))
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("danvan")
    translator.install(app)
    theme.apply(app)
    return app


def _show(app: QApplication, library: Library, instance: SingleInstance) -> int:
    window = MainWindow(library)
    before = sys.excepthook
    sys.excepthook = CrashHook(library.data_dir / LOG_NAME, lambda: window.desk.save_now(2.0), lambda: window)
    instance.raise_wanted.connect(window.raise_up)
    if os.environ.get(_EXIT_WHEN_READY):
        FirstPaint(window).painted.connect(lambda: _say_ready(app), Qt.ConnectionType.QueuedConnection)
    window.show()
    try:
        return app.exec()
    finally:
        sys.excepthook = before
        window.deleteLater()
        QApplication.sendPostedEvents(None, 0)


def _say_ready(app: QApplication) -> None:
    sys.stdout.write(f"{milliseconds_since_start():.0f}\n")
    sys.stdout.flush()
    app.exit(0)


def milliseconds_since_start() -> float:
    """How long this process has been running, by the system's account where it gives one."""
    try:
        fields = Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        uptime = float(Path("/proc/uptime").read_text(encoding="ascii").split()[0])
        return (uptime - int(fields[19]) / os.sysconf("SC_CLK_TCK")) * 1000
    except (OSError, ValueError, IndexError):
        return (time.perf_counter() - _IMPORTED) * 1000


def _refuse(error: UserError) -> int:
    """Say why the window cannot open, with a way to copy it."""
    from danvan_desktop.ui.start_refused import StartRefusedDialog

    StartRefusedDialog(error).exec()
    return 2


_IMPORTED = time.perf_counter()
