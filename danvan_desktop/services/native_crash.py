"""A crash below Python, of Qt or a library: its trace stays in the data folder for the next start to say."""

from __future__ import annotations

import faulthandler
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from danvan_desktop.services.crash_log import add_to_log

TRACE_NAME = "danvan.crash"
_MAX_BYTES = 64 * 1024
_PLACE = re.compile(r'File "(?:[^"]*[\\\\/])?([^"]*)"')


@contextmanager
def watched(data_dir: Path) -> Iterator[None]:
    """Have the trace of a crash below Python written to the folder; places in our code, never what was typed.

    A folder that cannot be written is no failure: then there is no trace.
    """
    before = faulthandler.is_enabled()
    trace = data_dir / TRACE_NAME
    try:
        stream = trace.open("wb")
    except OSError:
        yield
        return
    faulthandler.enable(stream)
    try:
        yield
    finally:
        faulthandler.disable()
        if before and sys.__stderr__ is not None:
            faulthandler.enable(sys.__stderr__)
        stream.close()
        with suppress(OSError):
            trace.unlink()


def take_trace(data_dir: Path) -> bool:
    """Move the trace the last program left to the log, folders left out; whether there was one."""
    trace = data_dir / TRACE_NAME
    try:
        with trace.open("rb") as stream:
            left = stream.read(_MAX_BYTES).decode(errors="replace").strip()
        trace.unlink()
    except OSError:
        return False
    if left:
        add_to_log(data_dir, _PLACE.sub(r'File "\1"', left))
    return bool(left)
