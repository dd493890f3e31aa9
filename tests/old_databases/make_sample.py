"""Writes the sample of today's database version: run it once, when a migration step was added.

    python tests/old_databases/make_sample.py

A sample, once committed, is never written again: it stands for the files clerks have.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent)]


def main() -> None:
    """Write `schema_NNN.db`: an office, a setting, a draft with a revision, and a trashed report."""
    from invented import OFFICE, report

    from danvan_desktop.store.database import open_database
    from danvan_desktop.store.drafts import Drafts
    from danvan_desktop.store.migrations import known_version

    target = HERE / f"schema_{known_version():03}.db"
    if target.exists():
        sys.exit(f"{target.name} stands; it is never written again")
    drafts = Drafts(open_database(target), lambda: datetime(2026, 7, 9, 8, 30, tzinfo=UTC))
    office_id = drafts.add_office(OFFICE)
    drafts.set_setting("last_office", office_id)
    report_id = drafts.create(report(2026), office_id, due=date(2026, 6, 20), status="review")
    drafts.keep_revision(report_id, report(2026, note="Bản trước."))
    drafts.trash(drafts.create(report(2025), office_id))
    drafts.database.close()


if __name__ == "__main__":
    main()
