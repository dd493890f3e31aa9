"""Writing files so that a failure never leaves half of one (DESIGN §7, rule 5)."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from danvan_desktop.errors import UserError
from danvan_desktop.wording import say


def replace_file(target: Path, data: bytes, check: Callable[[Path], None] | None = None) -> None:
    """Write `data` beside `target`, flush it to the disk, let `check` reopen it, then move it into place.

    What `target` held before stays untouched on any failure. Raises UserError with advice for a folder
    that is missing or read-only, a full disk, a file held open by another program, or a target that is a
    device or a pipe.
    """
    try:
        if not _free_or_file(target):
            raise UserError(say("files.not_file", name=target.name), say("files.not_file_advice"))
        handle, name = tempfile.mkstemp(prefix=".", suffix=f"{target.suffix}.tmp", dir=target.parent)
    except OSError as error:
        raise _advice(error, target) from error
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if check is not None:
            check(beside)
        _copy_mode(target, beside)
        beside.replace(target)
    except OSError as error:
        raise _advice(error, target) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def free_name(folder: Path, name: str) -> Path:
    """A file of this name in the folder; with a number when there is one, never replaced unasked."""
    target = folder / name
    number = 2
    while target.exists():
        target = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
        number += 1
    return target


def read_file(source: Path, max_bytes: int) -> bytes:
    """The file's bytes, of which never more than `max_bytes` and one are read.

    Raises UserError when it cannot be read, is larger, or is no file but a device or a pipe, which may give
    bytes without end or none until another program writes.
    """
    try:
        if not stat.S_ISREG(source.stat().st_mode):
            said = say("files.is_folder" if source.is_dir() else "files.not_file", name=source.name)
            raise UserError(said, say("files.not_file_advice"))
        with source.open("rb") as stream:
            data = stream.read(max_bytes + 1)
    except OSError as error:
        raise UserError(say("files.unreadable", name=source.name), say("files.unreadable_advice")) from error
    if len(data) > max_bytes:
        raise UserError(
            say("files.too_large", name=source.name, megabytes=max_bytes // 2**20),
            say("files.too_large_advice"),
        )
    return data


def same_place(one: Path, other: Path) -> bool:
    """Whether two paths name one file: also through a link, a hard link, or in letters of another case.

    Of files that are not there yet the case of letters is not told apart, as Windows does not.
    """
    try:
        if one.exists() and other.exists():
            return one.samefile(other)
        if one.exists() or other.exists():
            return False
        return _settled(one) == _settled(other)
    except OSError:
        return False


def _settled(path: Path) -> tuple[str, str]:
    """The folder and name a new file will have, written one way."""
    whole = Path(os.path.realpath(path))
    return os.path.normcase(whole.parent), unicodedata.normalize("NFC", whole.name).casefold()


def _free_or_file(target: Path) -> bool:
    """Whether nothing is there yet, or a file or folder, which replacing speaks for itself."""
    if not target.exists():
        return True
    mode = target.stat().st_mode
    return stat.S_ISREG(mode) or stat.S_ISDIR(mode)


def _copy_mode(target: Path, beside: Path) -> None:
    """mkstemp makes private files; give a new one the usual mode and a replaced one its old mode."""
    if os.name == "nt":
        return
    mask = os.umask(0)
    os.umask(mask)
    beside.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~mask)


def _advice(error: OSError, target: Path) -> UserError:
    """The sentence for what the system refused, and what to do about it."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        kind = "missing_folder"
    elif error.errno in (errno.ENOSPC, errno.EDQUOT):
        kind = "disk_full"
    elif error.errno == errno.EROFS:
        kind = "read_only"
    elif isinstance(error, IsADirectoryError):
        kind = "is_folder"
    elif isinstance(error, PermissionError):
        # Windows refuses to replace a file that Word holds open with the same error as a locked folder.
        kind = "open_elsewhere" if target.exists() and os.access(target.parent, os.W_OK) else "read_only"
    else:
        kind = "failed"
    return UserError(
        say(f"files.{kind}", name=target.name, folder=target.parent), say(f"files.{kind}_advice")
    )
