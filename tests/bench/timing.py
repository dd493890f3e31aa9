"""Timing of jobs side by side, and the table that shows them."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from typing import NamedTuple


class Row(NamedTuple):
    """A measured line: its middle and slow values, and what to hold them against."""

    what: str
    middle: str
    slow: str = ""
    beside: str = ""


def interleaved(*jobs: Callable[[], object], rounds: int) -> list[list[float]]:
    """Milliseconds of each job, sorted, run in turn so that a busy moment of the machine hits all alike."""
    times: list[list[float]] = [[] for _ in jobs]
    for job in jobs:
        job()
    for _ in range(rounds):
        for job, spent in zip(jobs, times, strict=True):
            gc.collect()
            start = time.perf_counter()
            job()
            spent.append((time.perf_counter() - start) * 1000)
    return [sorted(spent) for spent in times]


def row(what: str, times: list[float], beside: str = "") -> Row:
    """A line of milliseconds: the median, and the value nine in ten runs stay under."""
    return Row(what, _ms(statistics.median(times)), _ms(times[int(len(times) * 0.9)]), beside)


def _ms(value: float) -> str:
    return f"{value:.2f} ms" if value < 10 else f"{value:.0f} ms"


def print_table(rows: list[Row]) -> None:
    """The rows under their headings, in columns as wide as they need."""
    lines = [Row("", "median", "9 in 10", "beside"), *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(4)]
    for what, middle, slow, beside in lines:
        print(f"{what:<{widths[0]}}  {middle:>{widths[1]}}  {slow:>{widths[2]}}  {beside}".rstrip())
