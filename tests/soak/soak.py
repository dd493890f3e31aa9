"""`make soak`: every fault many times over, and a table of what was tried, survived and lost.

    python tests/soak/soak.py [KILLS]

Ends with 1 when anything was lost.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent), str(HERE)]

from disks import disks  # noqa: E402
from flips import flips  # noqa: E402
from journals import journals  # noqa: E402
from kills import VERIFY, killed_often  # noqa: E402
from outcome import Outcome, table  # noqa: E402

_KILLS = 210
_SHARES = {"typing": 0.2, "saving": 0.2, "migration": 0.12, "backup": 0.12, "export": 0.12, "restore": 0.12}
_FLIPS_PER_TABLE = 60


def faults(place: Path, kills: int, seed: int) -> Iterator[Outcome]:
    """All faults, each with the outcome of all its tries."""
    for kind in VERIFY:
        share = round(kills * _SHARES.get(kind, 0.06))
        yield killed_often(kind, place, max(share, 1), seed)
    yield from journals(place / "journals", 1, seed)
    yield from flips(place, _FLIPS_PER_TABLE, seed)
    yield from disks(place)


def main() -> int:
    """Run them, say each as it is done, print the table."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else _KILLS
    seed = time.time_ns() % 10**6
    print(f"seed {seed}", flush=True)
    outcomes = []
    with tempfile.TemporaryDirectory(prefix="danvan-soak-") as name:
        for outcome in faults(Path(name), kills, seed):
            outcomes.append(outcome)
            print(f"{outcome.survived}/{outcome.tried} {outcome.fault}", flush=True)
    print(f"\n{table(outcomes)}")
    return 1 if any(outcome.lost for outcome in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
