"""Run as a program by the kill test: saves ever newer text, says each number once it is saved."""

from __future__ import annotations

import sys
from pathlib import Path

from invented import report

from danvan_desktop.store.database import open_database
from danvan_desktop.store.drafts import Drafts

drafts = Drafts(open_database(Path(sys.argv[1])))
for number in range(int(sys.argv[2]), sys.maxsize):
    drafts.save(1, report(note=f"{number} " + "đồng thuận " * (number % 700)))
    if number % 3 == 0:
        drafts.keep_revision(1, report(note=str(number)))
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()
