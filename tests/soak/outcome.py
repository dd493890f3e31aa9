"""What a fault did: how often it was tried, and each time words were lost or something did not open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest


@dataclass
class Outcome:
    """The tries of one fault. `lost` has a sentence for each try that was not survived."""

    fault: str
    tried: int = 0
    lost: list[str] = field(default_factory=list)
    note: str = ""

    @property
    def survived(self) -> int:
        """Tries after which everything was there."""
        return self.tried - len(self.lost)

    def check(self, what: str, verify: Callable[[], None]) -> None:
        """Count one try; an assertion or an error of `verify` is a loss."""
        self.tried += 1
        try:
            verify()
        except (Exception, pytest.fail.Exception) as error:
            self.lost.append(f"{what}: {type(error).__name__}: {error}")


def table(outcomes: list[Outcome]) -> str:
    """The outcomes as lines of a table, and a line of sums."""
    width = max(len(one.fault) for one in outcomes)
    lines = [f"{'fault':<{width}}  {'tried':>6}  {'survived':>8}  {'lost':>5}"]
    lines.append("-" * len(lines[0]))
    for one in outcomes:
        line = f"{one.fault:<{width}}  {one.tried:>6}  {one.survived:>8}  {len(one.lost):>5}  {one.note}"
        lines.append(line.rstrip())
    sums = [
        sum(values) for values in zip(*((o.tried, o.survived, len(o.lost)) for o in outcomes), strict=True)
    ]
    lines += ["-" * len(lines[0]), f"{'all':<{width}}  {sums[0]:>6}  {sums[1]:>8}  {sums[2]:>5}"]
    return "\n".join([*lines, *(f"LOST {one.fault}: {loss}" for one in outcomes for loss in one.lost)])
