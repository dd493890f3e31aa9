"""The start of the window: the only place where things are constructed and wired."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from danvan_desktop import __version__
from danvan_desktop.errors import UserError
from danvan_desktop.services import native_crash, opening
from danvan_desktop.services.data_place import move_data
from danvan_desktop.services.library import made_folder
from danvan_desktop.services.opening import Opened
from danvan_desktop.services.session import SecondPlaceError
from danvan_desktop.ui import theme, translator
from danvan_desktop.ui.crash import CrashHook
from danvan_desktop.ui.first_paint import FirstPaint
from danvan_desktop.ui.lone_dialog import LoneDialog
from danvan_desktop.ui.main_window import MainWindow
from danvan_desktop.ui.single_instance import SingleInstance
from danvan_desktop.ui.termination import Termination
from danvan_desktop.wording import say

if TYPE_CHECKING:
    from danvan_desktop.ui.unsaved_dialog import Leaving

_EXIT_WHEN_READY = "DANVAN_EXIT_WHEN_READY"
_WAIT_AT_END_S = 2.0


def run(data_dir: Path | None = None, argv: Sequence[str] = ()) -> int:
    """Open the window on a data folder, the user's own by default, and stay until it is closed.

    Returns the exit code: 0, or 2 when the folder cannot be used, after saying why.
    """
    app = make_application(argv)
    told: UserError | None = None
    while True:
        try:
            ended = _one_session(app, data_dir, told)
        except UserError as error:
            return _refuse(error)
        if ended.move_to is None:
            return ended.code
        told = _move(ended.data_dir, ended.move_to)


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


class _Ended(msgspec.Struct, frozen=True):
    """How a session ended: the exit code, the folder of its data, and where they are to move, if they are.

    `unwritten` tells of the reports that were let go although they could not be written.
    """

    code: int
    data_dir: Path
    move_to: Path | None = None
    unwritten: tuple[Leaving, ...] = ()


def _one_session(app: QApplication, data_dir: Path | None, told: UserError | None) -> _Ended:
    """From opening the data to closing it. Raises UserError when the folder cannot be used."""
    folder = made_folder(data_dir)
    instance = SingleInstance(folder)
    if not instance.claim() and instance.call_first():
        return _Ended(0, folder)
    try:
        opened = _opened(data_dir)
        if opened is None:
            return _Ended(2, folder)
        ending = Termination()
        try:
            with native_crash.watched(opened.data_dir) if opened.lock else nullcontext():
                ended = _show(app, opened, instance, told, ending)
        finally:
            failed = opening.close(opened)
            ending.release()
        if not ending.was_asked:
            _tell_end(failed, ended.unwritten)
        return ended
    finally:
        instance.release()


def _opened(data_dir: Path | None) -> Opened | None:
    """The data, from a backup the person chose where they do not open; None when none was chosen."""
    opened = opening.open_or_recover(data_dir)
    problem = ""
    while opened.library is None:
        from danvan_desktop.ui.safety.recovery_dialog import RecoveryDialog

        offer = RecoveryDialog.ask(opened, problem)
        if offer is None:
            opening.close(opened)
            return None
        try:
            opened = opening.take(opened, offer)
        except UserError as error:
            problem = str(error)
    return opened


def _tell_end(failed: Sequence[UserError], unwritten: Sequence[Leaving]) -> None:
    """Say what of closing failed here, and where words are that could not be written.

    A second place that is not there is said by the next start.
    """
    here = [str(error) for error in failed if not isinstance(error, SecondPlaceError)]
    if not here:
        return
    told = [
        say("safety.end.kept_at", file=one.kept_at) if one.kept_at else say("safety.end.pasted")
        for one in unwritten
    ]
    what = say("safety.end.unwritten" if unwritten else "safety.end.failed")
    advice = "\n\n".join([*told, " ".join(dict.fromkeys(here))])
    LoneDialog(UserError(what, advice), "end_failed").exec()


def _show(
    app: QApplication, opened: Opened, instance: SingleInstance, told: UserError | None, ending: Termination
) -> _Ended:
    """Show the window until it is closed; how it was."""
    assert opened.library is not None
    window = MainWindow(opened.library)
    before = sys.excepthook
    sys.excepthook = CrashHook(opened.data_dir, lambda: window.desk.save_now(2.0), lambda: window)
    instance.raise_wanted.connect(window.raise_up)
    ending.asked.connect(lambda: _end(window))
    if os.environ.get(_EXIT_WHEN_READY):
        FirstPaint(window).painted.connect(lambda: _say_ready(app), Qt.ConnectionType.QueuedConnection)
    window.show()
    window.safety.begin(opened)
    if told:
        window.messages.tell_error(told)
    try:
        app.exec()
        return _Ended(0, opened.data_dir, window.safety.move_to, window.safety.unwritten)
    finally:
        sys.excepthook = before
        window.safety.wait()
        window.deleteLater()
        QApplication.sendPostedEvents(None, 0)


def _end(window: MainWindow) -> None:
    """Write and close, over any dialog that is open; what cannot be written still keeps the window."""
    window.desk.save_now(_WAIT_AT_END_S)
    QApplication.closeAllWindows()


def _move(old: Path, new: Path) -> UserError | None:
    """Move the data, which nothing has open now; why not, if not."""
    try:
        move_data(old, new)
    except UserError as error:
        return error
    return None


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
    LoneDialog(error).exec()
    return 2


_IMPORTED = time.perf_counter()
