"""Writes the samples of today's database version and report schema: run it once, when either was raised.

    python tests/old_databases/make_sample.py

A sample, once committed, is never written again: it stands for the files clerks have. What today's
version can say and the sample does not is in no file of that version either.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent)]


def main() -> None:
    """Write what is missing of `schema_NNN.db` and `report_N.json`."""
    written = [sample.name for sample in (_database(), _report()) if sample]
    print("\n".join(written) or "all samples stand; they are never written again")


def _report() -> Path | None:
    """The sample report as JSON, with every field the schema knows."""
    from danvan_desktop.domain import report_json
    from danvan_desktop.domain.report import SCHEMA
    from danvan_desktop.layout.sample import sample_report

    target = HERE / f"report_{SCHEMA}.json"
    if target.exists():
        return None
    target.write_bytes(report_json.encode(sample_report()))
    return target


def _database() -> Path | None:
    """A database with an office, a setting, a draft with a revision, and a trashed report."""
    from invented import OFFICE, report

    from danvan_desktop.store.database import open_database
    from danvan_desktop.store.drafts import Drafts
    from danvan_desktop.store.migrations import known_version

    target = HERE / f"schema_{known_version():03}.db"
    if target.exists():
        return None
    drafts = Drafts(open_database(target), lambda: datetime(2026, 7, 9, 8, 30, tzinfo=UTC))
    office_id = drafts.add_office(OFFICE)
    drafts.set_setting("last_office", office_id)
    report_id = drafts.create(report(2026), office_id, due=date(2026, 6, 20), status="review")
    drafts.keep_revision(report_id, report(2026, note="Bản trước."))
    drafts.trash(drafts.create(report(2025), office_id))
    drafts.database.close()
    return target


if __name__ == "__main__":
    main()
