"""A Word file reaches its place whole, or what was there stays as it was."""

from __future__ import annotations

import errno
import io
import tempfile
import zipfile
from pathlib import Path

import pytest
from word_samples import of_length

from danvan_desktop.errors import UserError
from danvan_desktop.layout.profile import profile
from danvan_desktop.word.save import save_docx
from danvan_desktop.word.writer import docx_bytes


@pytest.fixture(scope="module")
def data() -> bytes:
    rules = profile("party_hd05_2026")
    return docx_bytes(of_length(rules, 2), rules)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    file = tmp_path / "Báo cáo.docx"
    file.write_bytes(b"what was there before")
    return file


def _assert_untouched(target: Path) -> None:
    assert target.read_bytes() == b"what was there before"
    assert list(target.parent.iterdir()) == [target]


def test_a_file_is_written_and_nothing_else_is_left(data: bytes, target: Path) -> None:
    save_docx(data, target)
    assert target.read_bytes() == data
    assert list(target.parent.iterdir()) == [target]


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _without_body(data: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(packed, "w") as less:
        for name in whole.namelist():
            if name != "word/document.xml":
                less.writestr(name, whole.read(name))
    return packed.getvalue()


def _with_a_flipped_byte(data: bytes) -> bytes:
    where = zipfile.ZipFile(io.BytesIO(data)).getinfo("word/styles.xml").header_offset + 200
    return data[:where] + bytes([data[where] ^ 0xFF]) + data[where + 1 :]


@pytest.mark.parametrize("spoil", [_cut, _without_body, _with_a_flipped_byte])
def test_a_file_that_does_not_open_again_replaces_nothing(spoil: object, data: bytes, target: Path) -> None:
    with pytest.raises(UserError, match="không mở lại được") as caught:
        save_docx(spoil(data), target)  # type: ignore[operator]
    assert caught.value.advice
    _assert_untouched(target)


def test_missing_folder(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Không tìm thấy thư mục"):
        save_docx(data, tmp_path / "không có" / "x.docx")
    assert list(tmp_path.iterdir()) == []


def test_target_is_a_folder(data: bytes, tmp_path: Path) -> None:
    folder = tmp_path / "x.docx"
    folder.mkdir()
    with pytest.raises(UserError, match="là một thư mục"):
        save_docx(data, folder)
    assert list(tmp_path.iterdir()) == [folder]
    assert list(folder.iterdir()) == []


def test_folder_that_may_not_be_written(data: bytes, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(UserError, match="Không được phép ghi"):
        save_docx(data, target)
    _assert_untouched(target)


def test_full_disk(data: bytes, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(UserError, match="đã đầy"):
        save_docx(data, target)
    _assert_untouched(target)


def test_target_held_open_by_word(data: bytes, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(self: Path, _: Path) -> None:
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(UserError, match="đang mở trong Word"):
        save_docx(data, target)
    _assert_untouched(target)
