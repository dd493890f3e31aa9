"""A crash below Python leaves a trace that the next start takes to the log; it holds places, no words."""

from __future__ import annotations

import faulthandler
import os
import subprocess
import sys
from pathlib import Path

import pytest
from invented import OFFICE, report

from danvan_desktop.services import opening
from danvan_desktop.services.crash_log import LOG_NAME
from danvan_desktop.services.library import open_library
from danvan_desktop.services.native_crash import TRACE_NAME, take_trace, watched

ROOT = Path(__file__).parents[2]
CRASH = """
import faulthandler, sys
from pathlib import Path
from danvan_desktop.services import opening
from danvan_desktop.services.native_crash import watched
sys.path.insert(0, sys.argv[2])
from invented import report
opened = opening.open_or_recover(Path(sys.argv[1]))
with watched(opened.data_dir):
    opened.library.drafts.save(1, report(note="chữ của hôm nay"))
    faulthandler._sigsegv()
"""


def test_a_crash_of_qt_is_told_by_the_next_start_without_a_word_of_a_report(tmp_path: Path) -> None:
    library = open_library(tmp_path)
    library.drafts.create(report(), library.drafts.add_office(OFFICE))
    library.close()
    child = subprocess.run(
        [sys.executable, "-c", CRASH, str(tmp_path), str(ROOT / "tests")],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert child.returncode != 0
    assert (tmp_path / TRACE_NAME).stat().st_size > 0, child.stderr
    opened = opening.open_or_recover(tmp_path)
    assert opened.recovered is not None
    assert opened.recovered.crashed
    assert opened.recovered.text.startswith("Lần trước chương trình bị lỗi và dừng đột ngột.")
    assert opened.library is not None
    assert opened.library.drafts.load(1) == report(note="chữ của hôm nay")
    opening.close(opened)
    log = (tmp_path / LOG_NAME).read_text(encoding="utf-8")
    assert "Fatal" in log
    assert "chữ của hôm nay" not in log
    assert not (tmp_path / TRACE_NAME).exists()


def test_folders_do_not_go_to_the_log(tmp_path: Path) -> None:
    trace = (
        "Windows fatal exception\n"
        '  File "C:\\Users\\huong\\app\\page.py", line 3 in show\n'
        '  File "/home/h/a.py"\n'
    )
    (tmp_path / TRACE_NAME).write_text(trace, encoding="utf-8")
    assert take_trace(tmp_path)
    log = (tmp_path / LOG_NAME).read_text(encoding="utf-8")
    assert 'File "page.py", line 3 in show' in log
    assert 'File "a.py"' in log
    assert "huong" not in log
    assert not take_trace(tmp_path), "a trace is told once"


@pytest.mark.parametrize("writable", [True, False])
def test_a_good_end_leaves_no_trace(tmp_path: Path, writable: bool) -> None:
    folder = tmp_path if writable else tmp_path / "không có"
    before = faulthandler.is_enabled()
    with watched(folder):
        assert (folder / TRACE_NAME).exists() is writable
    assert not (folder / TRACE_NAME).exists()
    assert faulthandler.is_enabled() is before
    assert not take_trace(folder)
