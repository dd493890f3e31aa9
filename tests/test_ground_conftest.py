"""The net under all tests holds: what is left running is reported with its place, what ended is not."""

from __future__ import annotations

from pathlib import Path

import pytest

TESTS = """
import subprocess
import sys
import threading
from pathlib import Path

import platformdirs
import pytest
from PySide6.QtCore import QThread, QTimer

never = threading.Event()

def test_thread_left():
    threading.Thread(target=never.wait, daemon=True, name="forgotten").start()

def test_thread_joined():
    thread = threading.Thread(target=lambda: None)
    thread.start()

def test_process_left():
    global process
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)

def test_process_ended():
    subprocess.run([sys.executable, "-c", ""], check=True)

def test_timer_left(qapp):
    global timer
    timer = QTimer()
    timer.start(1000)

def test_timer_stopped(qapp):
    timer = QTimer()
    timer.start(1000)
    timer.stop()

def test_timer_gone(qapp):
    QTimer().start(1000)

def test_qt_thread_left(qapp):
    global thread
    thread = QThread()
    thread.start()

def test_qt_thread_ended(qapp):
    thread = QThread()
    thread.start()
    thread.quit()
    thread.wait()

def test_the_forgotten_can_be_ended(qapp):
    never.set()
    timer.stop()
    thread.quit()
    thread.wait()
    process.communicate()

def test_folders_are_our_own(own_folders):
    assert own_folders in Path(platformdirs.user_data_dir("x")).parents
    assert Path.home() == own_folders

def test_missing_tool(needs_tool):
    needs_tool("no-such-tool")
"""


@pytest.fixture
def inner(pytester: pytest.Pytester) -> pytest.Pytester:
    pytester.makeconftest((Path(__file__).parent / "conftest.py").read_text(encoding="utf-8"))
    pytester.makepyfile(TESTS)
    return pytester


def test_leftovers_are_named(inner: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    result = inner.runpytest_subprocess("-p", "no:cacheprovider")
    result.assert_outcomes(passed=11, errors=4, skipped=1)
    report = result.stdout.str()
    assert "left running: forgotten" in report
    assert "left running: QTimer of" in report
    assert "left running: process " in report
    assert "left running: QThread of" in report


def test_ci_does_not_skip_a_missing_tool(inner: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    result = inner.runpytest_subprocess("-p", "no:cacheprovider", "-k", "test_missing_tool")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*no-such-tool is not installed*"])
