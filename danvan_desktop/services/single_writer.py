"""One program writes to a data folder: a lock the system takes back itself when that program dies."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import BinaryIO

from danvan_desktop.errors import UserError
from danvan_desktop.wording import say

LOCK_NAME = "danvan.writer"
_REFUSED = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}


class WriterLock:
    """The right to write to a data folder, held until `release` or the end of the process."""

    def __init__(self, stream: BinaryIO | None) -> None:
        self._stream = stream

    def release(self) -> None:
        """Give the right up; a second call does nothing."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None


def claim(data_dir: Path) -> WriterLock | None:
    """The right to write to the folder; None when another program, or another place in this one, has it.

    The file of the lock stays and means nothing: only the system's lock on it counts, and a killed program
    has none. Where the system cannot lock (some network shares) the right is given without a lock; the
    database then still locks each write. Raises UserError when the folder cannot be written.
    """
    try:
        stream = (data_dir / LOCK_NAME).open("ab")
    except OSError as error:
        raise UserError(say("store.read_only", folder=data_dir), say("store.read_only_advice")) from error
    try:
        _lock(stream)
    except OSError as error:
        stream.close()
        return None if error.errno in _REFUSED else WriterLock(None)
    return WriterLock(stream)


def claimed(data_dir: Path) -> WriterLock:
    """As `claim`, but raises UserError when another program is writing there."""
    lock = claim(data_dir)
    if lock is None:
        raise UserError(say("opening.held"), say("opening.held_advice"))
    return lock


if sys.platform == "win32":
    import msvcrt

    def _lock(stream: BinaryIO) -> None:
        """Lock the first byte; Windows lifts the lock with the handle, which no child inherits."""
        os.lseek(stream.fileno(), 0, os.SEEK_SET)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(stream: BinaryIO) -> None:
        """Lock the open file; the lock goes with its last handle, which no child inherits."""
        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
