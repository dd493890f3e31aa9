"""Issuing a report: the file that goes out and its frozen snapshot, and each correction a new version."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

from danvan_desktop.domain.report import Report
from danvan_desktop.errors import UserError
from danvan_desktop.files import read_file, replace_file
from danvan_desktop.services.exporting import docx_of
from danvan_desktop.services.library import Library
from danvan_desktop.store.issued import IssuedVersion
from danvan_desktop.text.dates import short_date
from danvan_desktop.word.save import save_docx
from danvan_desktop.wording import say

_MOST_REPLACED_BYTES = 256 * 2**20


class Issue(msgspec.Struct, frozen=True):
    """What was issued: the version from 1, the file, its SHA-256, and whether it replaces an earlier one."""

    version: int
    path: Path
    sha256: str
    correction: bool


class FileVerdict(msgspec.Struct, frozen=True):
    """Whether a file on disk is one that was issued; `version` is set when it is, to the last such version.

    'other' is a file that equals none of them; `text` says it in one sentence.
    """

    kind: Literal["same", "other"]
    text: str
    version: int | None = None


def issue_report(library: Library, report_id: int, target: Path, profile_id: str | None = None) -> Issue:
    """Write the report's Word file to `target`, mark the report issued and freeze it with the file's hash.

    Both happen or neither: raises UserError, with nothing written and what `target` held as it was, when the
    report is damaged, or the file or the database cannot be written. A report issued before gets the next
    version.
    """
    drafts = library.drafts
    report = drafts.load(report_id)
    rules = library.profile_for(report_id, report, profile_id)
    frozen = msgspec.structs.replace(report, profile=rules.id)
    data = docx_of(frozen, rules)
    before = read_file(target, _MOST_REPLACED_BYTES) if target.is_file() else None
    written = False
    try:
        with drafts.database.writing():
            version = drafts.issue(report_id, frozen, target.name, data, rules.id)
            save_docx(data, target)
            written = True
    except BaseException:
        if written:  # it was the commit that failed
            _take_back(target, before)
        raise
    return Issue(version, target, hashlib.sha256(data).hexdigest(), correction=version > 1)


def _take_back(target: Path, before: bytes | None) -> None:
    """Leave no file that looks issued and is not: put back what was there, or nothing."""
    with suppress(OSError, UserError):
        if before is None:
            target.unlink()
        else:
            replace_file(target, before)


def versions(library: Library, report_id: int) -> tuple[IssuedVersion, ...]:
    """The versions issued so far, oldest first."""
    return library.drafts.issued.versions(report_id)


def issued_report(library: Library, report_id: int, version: int) -> Report:
    """The report as that version froze it. Raises UserError when there is none, or it is damaged."""
    report = library.drafts.issued.report(report_id, version)
    if report is None:
        raise UserError(say("issuing.no_version", version=version), say("issuing.no_version_advice"))
    return report


def correct(library: Library, report_id: int) -> int:
    """Take an issued report up again, to be issued as a new version; the number that version will have.

    The issued ones stay as they are.
    """
    library.drafts.set_status(report_id, "drafting")
    return next_version(library, report_id)


def next_version(library: Library, report_id: int) -> int:
    """The version the next issue of the report will be."""
    return max((one.version for one in versions(library, report_id)), default=0) + 1


def version_text(version: int, at: datetime | None = None) -> str:
    """'Bản ban hành lần đầu', 'Bản ban hành lần 2, thay bản lần 1', with the moment if it is given."""
    key = "first" if version == 1 else "later"
    text = say(f"issuing.{key}", version=version, before=version - 1)
    if at is None:
        return text
    return say("issuing.dated", text=text, time=f"{at:%H:%M}", day=short_date(at.date()))


def verify_file(library: Library, report_id: int, file: Path) -> FileVerdict:
    """Whether the file, byte for byte, is one of the report's issued versions.

    Raises UserError when it cannot be read.
    """
    try:
        with file.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise UserError(say("files.unreadable", name=file.name), say("files.unreadable_advice")) from error
    same = [one for one in versions(library, report_id) if one.file_sha256 == found]
    if not same:
        return FileVerdict("other", say("issuing.other_file", name=file.name))
    text = say("issuing.same_file", name=file.name, version=version_text(same[-1].version, same[-1].at))
    return FileVerdict("same", text, same[-1].version)
