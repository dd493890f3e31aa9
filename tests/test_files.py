"""Reading and writing files: never without end, never half, never over a device."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from danvan_desktop.errors import UserError
from danvan_desktop.files import read_file, replace_file


def test_a_file_of_just_the_most_bytes_is_read_and_one_more_is_not(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(b"x" * 1000)
    assert read_file(file, 1000) == b"x" * 1000
    with pytest.raises(UserError, match="lớn hơn"):
        read_file(file, 999)


@pytest.mark.skipif(sys.platform == "win32", reason="such files are made by POSIX systems only")
def test_pipes_and_devices_are_neither_read_nor_written(tmp_path: Path) -> None:
    pipe = tmp_path / "ống.json"
    os.mkfifo(pipe)
    for place in (pipe, Path("/dev/null")):
        with pytest.raises(UserError, match="không phải là tệp trên đĩa"):
            read_file(place, 1000)
        with pytest.raises(UserError, match="không phải là tệp trên đĩa"):
            replace_file(place, b"x")
    assert pipe.is_fifo()
    assert Path("/dev/null").is_char_device()


def test_a_folder_is_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="là một thư mục"):
        read_file(tmp_path, 1000)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="a file that does not know its size")
def test_a_file_that_does_not_know_its_size_is_read_no_further_than_asked() -> None:
    assert Path("/proc/self/status").stat().st_size == 0
    with pytest.raises(UserError, match="lớn hơn"):
        read_file(Path("/proc/self/status"), 10)
