"""A log of our own bugs that holds where they happened and never a word of a report."""

from __future__ import annotations

import platform
import traceback
from datetime import datetime
from pathlib import Path

LOG_NAME = "nhat-ky-loi.txt"
_MAX_BYTES = 512 * 1024


def write_crash_log(data_dir: Path, error: BaseException, now: datetime | None = None) -> Path | None:
    """Add the error's class and the places in our code it passed through; the log, or None if unwritable.

    Its message is left out: messages quote what they choked on.
    """
    log = data_dir / LOG_NAME
    at = (now or datetime.now()).isoformat(timespec="seconds")
    lines = [f"{at} {type(error).__name__} · Python {platform.python_version()} · {platform.platform()}"]
    chain: BaseException | None = error
    while chain is not None:
        lines.append(f"  {type(chain).__name__}")
        frames = traceback.extract_tb(chain.__traceback__)
        lines += [f"    {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
        chain = chain.__cause__ or chain.__context__
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        full = log.exists() and log.stat().st_size > _MAX_BYTES
        with log.open("w" if full else "a", encoding="utf-8") as stream:
            stream.write("\n".join(lines) + "\n")
    except OSError:
        return None
    return log
