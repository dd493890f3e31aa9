"""What every test gets: folders of its own, no screen, a clean end; and the outside tools some ask for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import traceback
import weakref
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

pytest_plugins = ["pytester"]

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, database=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")

_PATIENCE_S = 2.0


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of the test's own, so that no test sees the user's drafts or another test's."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    folders = {
        "XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "config", "XDG_CACHE_HOME": "cache",
        "XDG_STATE_HOME": "state", "XDG_RUNTIME_DIR": "run", "APPDATA": "data", "LOCALAPPDATA": "data",
    }  # fmt: skip
    for name, folder in folders.items():
        (home / folder).mkdir(mode=0o700, exist_ok=True)
        monkeypatch.setenv(name, str(home / folder))
    for name in [name for name in os.environ if name.startswith("DANVAN_")]:
        monkeypatch.delenv(name)
    return home


@pytest.fixture(autouse=True)
def empty_clipboard() -> Iterator[None]:
    """No test finds what another copied; nor does Qt, whose last deed would be to free it without Python."""
    yield
    gui = sys.modules.get("PySide6.QtGui")
    if gui is not None and isinstance(gui.QGuiApplication.instance(), gui.QGuiApplication):
        gui.QGuiApplication.clipboard().clear()


@pytest.fixture(autouse=True)
def nothing_left_running(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test that leaves a process, a thread, a pool's job or a timer running, naming who started it."""
    before, children = set(threading.enumerate()), _children()
    started = _watch_qt_starts(monkeypatch) if "PySide6.QtCore" in sys.modules else []
    yield
    left = [thread.name for thread in threading.enumerate() if thread not in before and _outlives(thread)]
    left += [place for what, place in started if _still_running(what())]
    left += [f"process {command}" for number, command in _children().items() if number not in children]
    if left:
        pytest.fail("left running: " + "; ".join(left))


def _children() -> dict[str, str]:
    """The processes this one started and that still run, by number; none where the system does not tell."""
    found: dict[str, str] = {}
    for listing in Path("/proc/self/task").glob("*/children"):
        with suppress(OSError):  # a thread or a process that ended in between
            for number in listing.read_text().split():
                ended = Path("/proc", number, "stat").read_text().rpartition(")")[2].split()[0] == "Z"
                command = Path("/proc", number, "cmdline").read_bytes().replace(b"\0", b" ")
                if not ended:
                    found[number] = command.decode(errors="replace")
    return found


def _outlives(thread: threading.Thread) -> bool:
    if isinstance(thread, threading._DummyThread):  # a Qt thread that ran Python; judged as a QThread
        return False
    thread.join(_PATIENCE_S)
    return thread.is_alive()


def _watch_qt_starts(monkeypatch: pytest.MonkeyPatch) -> list[tuple[weakref.ref[Any], str]]:
    from PySide6.QtCore import QThread, QThreadPool, QTimer

    started: list[tuple[weakref.ref[Any], str]] = []
    for kind in (QThread, QThreadPool, QTimer):
        monkeypatch.setattr(kind, "start", _noting(kind.start, started))
    return started


def _noting(start: Any, started: list[tuple[weakref.ref[Any], str]]) -> Callable[..., Any]:
    def noting(self: Any, *args: Any, **named: Any) -> Any:
        caller = traceback.extract_stack(limit=2)[0]
        started.append((weakref.ref(self), f"{type(self).__name__} of {caller.filename}:{caller.lineno}"))
        return start(self, *args, **named)

    return noting


def _still_running(what: Any) -> bool:
    import shiboken6
    from PySide6.QtCore import QCoreApplication, QEvent, QThread, QThreadPool

    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if what is None or not shiboken6.isValid(what):
        return False
    if isinstance(what, QThread):
        return not what.wait(int(_PATIENCE_S * 1000))
    if isinstance(what, QThreadPool):
        return not what.waitForDone(int(_PATIENCE_S * 1000))
    return bool(what.isActive())


@pytest.fixture(scope="session")
def needs_tool() -> Callable[[str], str]:
    """`needs_tool("soffice")` is the tool's path; without the tool CI fails and any other run skips."""

    def path_of(name: str) -> str:
        path = shutil.which(name)
        if path is None:
            message = f"{name} is not installed"
            pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
        return path

    return path_of


@pytest.fixture(scope="session")
def to_pdf(
    needs_tool: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Path], Path]:
    """`to_pdf(docx)` is the PDF that LibreOffice, the outside judge, lays the file out as."""
    profile = tmp_path_factory.mktemp("libreoffice").as_uri()

    def convert(file: Path) -> Path:
        folder = tmp_path_factory.mktemp("pdf")
        command = [needs_tool("soffice"), f"-env:UserInstallation={profile}", "--headless"]
        command += ["--convert-to", "pdf", "--outdir", str(folder), str(file)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=180)
        pdf = folder / f"{file.stem}.pdf"
        assert pdf.is_file(), f"LibreOffice did not open {file.name}: {done.stdout}{done.stderr}"
        return pdf

    return convert
