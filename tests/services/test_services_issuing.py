"""Issuing freezes the report with the hash of the file that went out; a correction is a new version."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import msgspec
import pytest
from invented import OFFICE, report

from danvan_desktop.errors import UserError
from danvan_desktop.services import issuing
from danvan_desktop.services.issuing import (
    correct,
    issue_report,
    issued_report,
    verify_file,
    versions,
)
from danvan_desktop.services.library import Library, open_library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_library(tmp_path / "dữ liệu")
    opened.drafts.create(report(), opened.drafts.add_office(OFFICE))
    yield opened
    opened.close()


def test_an_issued_report_is_frozen_with_the_hash_of_its_file(library: Library, tmp_path: Path) -> None:
    target = tmp_path / "BC.docx"
    issue = issue_report(library, 1, target)
    assert issue.sha256 == hashlib.sha256(target.read_bytes()).hexdigest()
    assert (issue.version, issue.correction) == (1, False)
    (version,) = versions(library, 1)
    assert (version.file_name, version.file_sha256, version.profile) == (
        "BC.docx", issue.sha256, "party_hd05_2026",
    )  # fmt: skip
    assert library.drafts.summary(1).status == "issued"
    frozen = issued_report(library, 1, 1)
    assert frozen == msgspec.structs.replace(report(), profile="party_hd05_2026")
    assert library.drafts.load(1) == frozen, "an issued report keeps its layout rules"


@pytest.mark.parametrize("before", [None, b"ban cu"], ids=["a new file", "over an older file"])
def test_when_the_commit_fails_no_file_looks_issued(
    library: Library, tmp_path: Path, before: bytes | None
) -> None:
    target = tmp_path / "BC.docx"
    if before is not None:
        target.write_bytes(before)
    with closing(sqlite3.connect(library.drafts.database.path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM reports").fetchone()  # whoever reads lets write, but not commit
        with pytest.raises(UserError, match="đang được một chương trình khác"):
            issue_report(library, 1, target)
        reader.execute("ROLLBACK")
    assert (target.read_bytes() if target.exists() else None) == before
    assert versions(library, 1) == ()
    assert library.drafts.summary(1).status == "drafting"
    assert issue_report(library, 1, target).version == 1


def test_what_was_typed_before_is_not_written_over_an_issued_report(library: Library, tmp_path: Path) -> None:
    issue_report(library, 1, tmp_path / "BC.docx")
    frozen = library.drafts.load(1)
    with pytest.raises(UserError, match="đã ban hành nên không ghi đè được"):
        library.drafts.save(1, report(note="gõ tiếp"))
    assert library.drafts.load(1) == frozen
    correct(library, 1)
    library.drafts.save(1, report(note="gõ tiếp"))


def test_a_correction_is_a_new_version_and_says_so(library: Library, tmp_path: Path) -> None:
    issue_report(library, 1, tmp_path / "BC.docx")
    first = issued_report(library, 1, 1)
    assert correct(library, 1) == 2
    assert library.drafts.summary(1).status == "drafting"
    library.drafts.save(1, report(note="Đã đính chính."))
    second = issue_report(library, 1, tmp_path / "BC lần 2.docx")
    assert (second.version, second.correction) == (2, True)
    assert issued_report(library, 1, 1) == first
    assert issued_report(library, 1, 2).sections[0].items[0].text == "Đã đính chính."
    assert issuing.version_text(1) == "Bản ban hành lần đầu"
    at = datetime(2026, 7, 9, 16, 5)
    assert issuing.version_text(2, at) == "Bản ban hành lần 2, thay bản lần 1, lúc 16:05 ngày 09/7/2026"


def test_a_file_is_told_to_be_an_issued_one_or_not(library: Library, tmp_path: Path) -> None:
    target = tmp_path / "BC.docx"
    issue_report(library, 1, target)
    verdict = verify_file(library, 1, target)
    assert (verdict.kind, verdict.version) == ("same", 1)
    assert "“BC.docx” đúng là bản đã ban hành" in verdict.text
    data = bytearray(target.read_bytes())
    data[len(data) // 2] ^= 1
    target.write_bytes(data)
    verdict = verify_file(library, 1, target)
    assert (verdict.kind, verdict.version) == ("other", None)
    with pytest.raises(UserError, match="BC3"):
        verify_file(library, 1, tmp_path / "BC3.docx")


def test_a_file_that_cannot_be_written_issues_nothing(library: Library, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        issue_report(library, 1, tmp_path / "không có" / "BC.docx")
    assert versions(library, 1) == ()
    assert library.drafts.summary(1).status == "drafting"
    assert library.drafts.revisions.revisions(1) == ()
    assert library.drafts.load(1) == report()


def test_a_database_that_cannot_be_written_writes_no_file(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise UserError("Ổ đĩa đã đầy.")

    monkeypatch.setattr(library.drafts.issued, "add", full)
    with pytest.raises(UserError, match="đầy"):
        issue_report(library, 1, tmp_path / "BC.docx")
    assert not (tmp_path / "BC.docx").exists()
    assert library.drafts.summary(1).status == "drafting"


def test_a_version_that_is_not_there_is_a_sentence(library: Library) -> None:
    with pytest.raises(UserError, match="Không có bản ban hành lần 3"):
        issued_report(library, 1, 3)


def test_issued_versions_outlive_thinning_and_the_report_itself(library: Library, tmp_path: Path) -> None:
    issue_report(library, 1, tmp_path / "BC.docx")
    frozen = issued_report(library, 1, 1)
    library.drafts.revisions.thin(datetime(2036, 1, 1).astimezone())
    issued_moment = max(one.id for one in library.drafts.revisions.revisions(1) if one.mark == "issued")
    assert library.drafts.revisions.report_at(1, issued_moment) == frozen
    library.drafts.purge(1)
    assert issued_report(library, 1, 1) == frozen
