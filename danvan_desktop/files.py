"""Writing files so that a failure never leaves half of one (DESIGN §7, rule 5)."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from danvan_desktop.errors import UserError
from danvan_desktop.wording import say


def replace_file(target: Path, data: bytes, check: Callable[[Path], None] | None = None) -> None:
    """Write `data` beside `target`, flush it to the disk, let `check` reopen it, then move it into place.

    What `target` held before stays untouched on any failure. Raises UserError with advice for a folder
    that is missing or read-only, a full disk, or a file held open by another program.
    """
    try:
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


def read_file(source: Path, max_bytes: int) -> bytes:
    """The file's bytes. Raises UserError when it cannot be read or is larger than `max_bytes`."""
    try:
        if source.stat().st_size > max_bytes:
            raise UserError(
                say("files.too_large", name=source.name, megabytes=max_bytes // 2**20),
                say("files.too_large_advice"),
            )
        return source.read_bytes()
    except OSError as error:
        raise UserError(say("files.unreadable", name=source.name), say("files.unreadable_advice")) from error


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
