"""The one log of our own bugs: it holds where they happened and never a word of a report."""

from __future__ import annotations

import platform
import traceback
from datetime import datetime
from pathlib import Path

from danvan_desktop import __version__

LOG_NAME = "nhat-ky-loi.txt"
_MAX_BYTES = 512 * 1024


def describe(error: BaseException, at: datetime | None = None) -> str:
    """What is worth knowing of an error and nothing that was typed: kinds and places.

    Messages are left out: they quote what they choked on.
    """
    moment = (at or datetime.now()).isoformat(timespec="seconds")
    lines = [f"{moment} {__version__} · Python {platform.python_version()} · {platform.platform()}"]
    chain: BaseException | None = error
    while chain is not None:
        lines.append(f"  {type(chain).__qualname__}")
        frames = traceback.extract_tb(chain.__traceback__)
        lines += [f"    {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
        chain = chain.__cause__ or (None if chain.__suppress_context__ else chain.__context__)
    return "\n".join(lines)


def write_crash_log(data_dir: Path, error: BaseException, now: datetime | None = None) -> Path | None:
    """Add `describe` of the error to the log of the data folder; its path, or None when it cannot be."""
    return add_to_log(data_dir, describe(error, now))


def add_to_log(data_dir: Path, entry: str) -> Path | None:
    """Add an entry, which must hold nothing that was typed; the log, or None if it cannot be written.

    A log that has grown beyond half a megabyte is kept as '….cu.txt' and begun anew.
    """
    log = data_dir / LOG_NAME
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        if log.exists() and log.stat().st_size > _MAX_BYTES:
            log.replace(log.with_suffix(".cu.txt"))
        with log.open("a", encoding="utf-8") as stream:
            stream.write(entry + "\n\n")
    except OSError:
        return None
    return log


def last_crash(data_dir: Path) -> datetime | None:
    """When the log was last added to, None when there is none."""
    try:
        return datetime.fromtimestamp((data_dir / LOG_NAME).stat().st_mtime).astimezone()
    except OSError:
        return None
