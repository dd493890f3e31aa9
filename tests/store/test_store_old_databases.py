"""Databases and report files as clerks have them, one of every version, open with everything in them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from invented import OFFICE, report

from danvan_desktop.domain.edits import walk
from danvan_desktop.domain.report import SCHEMA
from danvan_desktop.services.library import open_library
from danvan_desktop.store import migrations
from danvan_desktop.store.copies import check_copy
from danvan_desktop.store.healing import damaged_rows

SAMPLES = sorted((Path(__file__).parents[1] / "old_databases").glob("schema_*.db"))


def _version(sample: Path) -> int:
    return int(sample.stem.removeprefix("schema_"))


def test_every_version_has_its_sample() -> None:
    assert [_version(sample) for sample in SAMPLES] == list(range(1, migrations.known_version() + 1))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_a_sample_is_of_the_version_it_says(sample: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(sample, tmp_path))
    assert check_copy(copy).version == _version(sample)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_an_old_database_opens_with_all_it_held(sample: Path, tmp_path: Path) -> None:
    shutil.copy(sample, tmp_path / "danvan.db")
    library = open_library(tmp_path)
    drafts = library.drafts
    (stored,) = drafts.offices()
    assert stored.office == OFFICE
    assert drafts.setting("last_office") == stored.id
    (kept,) = drafts.summaries()
    assert (kept.status, kept.due, kept.office_id) == ("review", date(2026, 6, 20), stored.id)
    assert drafts.load(kept.id) == report(2026)
    (trashed,) = drafts.summaries(trashed=True)
    assert drafts.load(trashed.id) == report(2025)
    earliest = drafts.revisions.revisions(kept.id)[-1]
    assert drafts.revisions.report_at(kept.id, earliest.id) == report(2026, note="Bản trước.")
    with drafts.database.reading() as connection:
        assert damaged_rows(connection) == []
    library.close()


REPORTS = sorted((Path(__file__).parents[1] / "old_databases").glob("report_*.json"))


def test_every_report_schema_has_its_sample() -> None:
    assert [file.name for file in REPORTS] == [f"report_{number}.json" for number in range(1, SCHEMA + 1)]


@pytest.mark.parametrize("sample", REPORTS, ids=lambda sample: sample.stem)
def test_an_old_report_file_comes_in_whole(sample: Path, tmp_path: Path) -> None:
    written = json.loads(sample.read_bytes())
    library = open_library(tmp_path)
    kept = library.drafts.load(library.import_report_file(sample))
    library.close()
    assert kept.schema == SCHEMA
    texts = [item.text for section, _ in walk(kept.sections) for item in section.items]
    assert len(texts) > 40
    assert texts == list(_texts(written["sections"]))
    assert [one.value for one in kept.indicators] == [one.get("value", "") for one in written["indicators"]]
    assert (kept.number, kept.subject) == (written["number"], written["subject"])
    assert (kept.signature.name, list(kept.recipients)) == (
        written["signature"]["name"],
        written["recipients"],
    )


def _texts(sections: list[dict[str, Any]]) -> Iterator[str]:
    for section in sections:
        for item in section.get("items", []):
            yield item.get("text", "")
        yield from _texts(section.get("sections", []))
