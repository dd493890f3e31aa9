"""Starting: fast, once for a data folder, refused with a sentence; and what a bug leaves behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from shell_kit import Shell, child, when_asked

from danvan_desktop import app
from danvan_desktop.errors import UserError
from danvan_desktop.services.crash_log import LOG_NAME
from danvan_desktop.ui.crash import CrashHook
from danvan_desktop.ui.single_instance import SingleInstance
from danvan_desktop.ui.window_place import StayOnScreen

ROOT = Path(__file__).parents[2]
SECRET = "đơn thư của ông Nguyễn Văn A"


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_it_says_when_it_is_ready_and_leaves(tmp_path: Path) -> None:
    done = python("-m", "danvan_desktop", "--data-dir", str(tmp_path / "dữ liệu"), DANVAN_EXIT_WHEN_READY="1")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().isdigit()
    assert 0 < int(done.stdout) < 60_000
    assert (tmp_path / "dữ liệu" / "danvan.db").is_file()


def test_the_start_does_not_wait_for_word_or_the_editor(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from danvan_desktop import app;"
        f"code = app.run(Path({str(tmp_path / 'data')!r}));"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'docx', 'lxml', 'rdocx'}"
        " | {name for name in sys.modules if name.startswith('danvan_desktop.ui.editor')}))"
    )
    done = python("-c", code, DANVAN_EXIT_WHEN_READY="1")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[1] == "[]"


def test_a_second_start_raises_the_first_window(tmp_path: Path, qtbot) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.claim()
    assert not second.claim()
    with qtbot.waitSignal(first.raise_wanted):
        assert second.call_first()
    first.release()
    assert second.claim()
    second.release()


def test_another_folder_is_another_program(tmp_path: Path, qtbot) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first, second = SingleInstance(tmp_path / "a"), SingleInstance(tmp_path / "b")
    assert first.claim()
    assert second.claim()
    first.release()
    second.release()


def test_a_program_that_was_killed_leaves_nothing_locked(tmp_path: Path, qtbot) -> None:
    code = (
        "import os, sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
        "from danvan_desktop.ui.single_instance import SingleInstance;"
        f"app = QCoreApplication([]); one = SingleInstance(Path({str(tmp_path)!r}));"
        "print(one.claim(), flush=True); os.kill(os.getpid(), 9)"
    )
    assert python("-c", code).stdout.strip() == "True"
    after = SingleInstance(tmp_path)
    assert after.claim()
    after.release()


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_the_raised_window_comes_back_from_the_task_bar(shell: Shell, qtbot) -> None:
    shell.with_office()
    window = shell.open(qtbot)
    window.showMinimized()
    window.raise_up()
    assert not window.isMinimized()
    assert window.isVisible()


def test_a_folder_that_cannot_be_used_is_a_sentence_and_code_2(tmp_path: Path, qtbot) -> None:
    (tmp_path / "tệp").write_text("không phải thư mục")
    texts: list[str] = []

    def read(dialog) -> None:
        texts.append(child(dialog, "start_refused_text").text())
        child(dialog, "start_refused_copy").click()
        dialog.reject()

    asked = when_asked(read)
    assert app.run(tmp_path / "tệp" / "dữ liệu") == 2
    assert asked == ["start_refused_dialog"]
    assert texts[0].startswith("Không tạo được thư mục dữ liệu")
    assert QApplication.clipboard().text().startswith("Không tạo được thư mục dữ liệu")


def test_a_file_that_is_no_database_is_left_untouched(tmp_path: Path, qtbot) -> None:
    from danvan_desktop.paths import database_file

    database_file(tmp_path).write_bytes(b"not a database at all, but somebody's file")
    asked = when_asked(lambda dialog: dialog.reject())
    assert app.run(tmp_path) == 2
    assert asked == ["recovery_dialog"]
    assert database_file(tmp_path).read_bytes() == b"not a database at all, but somebody's file"


def raised(error: Exception) -> Exception:
    secret_local = SECRET
    try:
        try:
            raise KeyError(secret_local)
        except KeyError as cause:
            raise error from cause
    except Exception as caught:
        return caught


@pytest.mark.parametrize(
    ("kept", "words"), [(True, "đã được ghi xuống đĩa"), (False, "chưa ghi được bài soạn")]
)
def test_a_bug_keeps_the_draft_then_tells(tmp_path: Path, qtbot, kept: bool, words: str) -> None:
    order: list[str] = []
    hook = CrashHook(tmp_path, lambda: order.append("kept") is None and kept, lambda: None)

    def read(dialog) -> None:
        order.append("told")
        assert words in child(dialog, "crash_text").text()
        child(dialog, "crash_copy").click()
        hook(ValueError, raised(ValueError("again")), None)
        dialog.reject()

    when_asked(read)
    error = raised(ValueError(SECRET))
    hook(ValueError, error, error.__traceback__)
    assert order == ["kept", "told"], "a second bug meanwhile opens no second dialog"
    assert "ValueError" in QApplication.clipboard().text()
    assert SECRET not in QApplication.clipboard().text()
    assert (tmp_path / LOG_NAME).read_text(encoding="utf-8").count("ValueError") == 2


def test_a_bug_in_keeping_the_draft_is_told_too(tmp_path: Path, qtbot) -> None:
    def fail() -> bool:
        raise UserError("Không ghi được.", "")

    hook = CrashHook(tmp_path, fail, lambda: None)
    texts: list[str] = []

    def read(dialog) -> None:
        texts.append(child(dialog, "crash_text").text())
        dialog.reject()

    when_asked(read)
    hook(ValueError, raised(ValueError("x")), None)
    assert "chưa ghi được bài soạn" in texts[0]


def test_a_window_that_grows_past_the_edge_comes_back_onto_the_screen(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    StayOnScreen(window)
    room = window.screen().availableGeometry()
    window.setGeometry(room.right() - 300, room.bottom() - 200, 200, 100)
    window.show()
    window.resize(500, 300)
    assert room.contains(window.frameGeometry())
