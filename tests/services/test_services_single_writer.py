"""One writer to a folder: the second one reads, and a killed one leaves no lock behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from invented import OFFICE, report

from danvan_desktop.errors import UserError
from danvan_desktop.services import single_writer
from danvan_desktop.services.library import open_library
from danvan_desktop.services.opening import close, open_or_recover, open_to_read

ROOT = Path(__file__).parents[2]
HOLD = """
import sys
from pathlib import Path
from danvan_desktop.services.single_writer import claim
lock = claim(Path(sys.argv[1]))
print("held" if lock else "free", flush=True)
sys.stdin.readline()
"""


def _holder(folder: Path) -> subprocess.Popen[bytes]:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    return holder


def _end(holder: subprocess.Popen[bytes]) -> None:
    holder.kill()
    holder.communicate()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    library = open_library(tmp_path / "dữ liệu")
    library.drafts.create(report(), None)
    library.close()
    return library.data_dir


def test_a_second_process_reads_and_is_told_why_nothing_can_be_written(folder: Path) -> None:
    holder = _holder(folder)
    try:
        opened = open_or_recover(folder)
        assert "chỉ đọc" in opened.read_only
        library = opened.library
        assert library is not None
        assert library.read_only
        assert library.drafts.load(1) == report()
        assert len(library.drafts.summaries()) == 1
        for write in (
            lambda: library.drafts.save(1, report(note="mới")),
            lambda: library.drafts.create(report(), None),
            lambda: library.drafts.add_office(OFFICE),
            lambda: library.drafts.keep_revision(1, report()),
        ):
            with pytest.raises(UserError, match="chỉ để đọc"):
                write()
        assert close(opened) == ()
    finally:
        _end(holder)


def test_a_killed_writer_leaves_the_folder_free(folder: Path) -> None:
    _end(_holder(folder))
    opened = open_or_recover(folder)
    assert opened.read_only == ""
    assert opened.library is not None
    opened.library.drafts.save(1, report(note="mới"))
    close(opened)


def test_the_right_to_write_ends_with_its_release(folder: Path) -> None:
    first = single_writer.claim(folder)
    assert first is not None
    assert single_writer.claim(folder) is None
    with pytest.raises(UserError, match="đang mở trong một cửa sổ"):
        single_writer.claimed(folder)
    first.release()
    first.release()
    second = single_writer.claimed(folder)
    second.release()


def test_closing_gives_the_folder_up(folder: Path) -> None:
    opened = open_or_recover(folder)
    assert single_writer.claim(folder) is None
    close(opened)
    single_writer.claimed(folder).release()


def test_where_nothing_can_be_locked_the_right_is_given(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unable(_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(single_writer, "_lock", unable)
    single_writer.claimed(folder).release()


def test_a_command_that_reads_does_so_beside_the_window(folder: Path) -> None:
    window = open_or_recover(folder)
    library = open_to_read(folder)
    assert library.read_only
    assert library.drafts.load(1) == report()
    library.close()
    close(window)
    library = open_to_read(folder)
    assert not library.read_only
    library.close()


def test_the_reader_sees_what_the_writer_saves(folder: Path) -> None:
    window = open_or_recover(folder)
    reader = open_or_recover(folder)
    assert window.library is not None
    assert reader.library is not None
    window.library.drafts.save(1, report(note="mới"))
    assert reader.library.drafts.load(1) == report(note="mới")
    close(reader)
    close(window)
