"""From a report to the file that goes to signature."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from danvan_desktop.domain.office import FormatFamily
from danvan_desktop.domain.period import period_text
from danvan_desktop.domain.report import Report
from danvan_desktop.errors import UserError
from danvan_desktop.files import replace_file
from danvan_desktop.layout.compose import compose
from danvan_desktop.layout.profile import Profile
from danvan_desktop.services.library import chosen_profile
from danvan_desktop.text.unicode import clean_line, unaccented
from danvan_desktop.word.pages import pdf_bytes
from danvan_desktop.word.quiet import quiet
from danvan_desktop.word.save import save_docx
from danvan_desktop.word.writer import docx_bytes
from danvan_desktop.wording import say

_NAME_LENGTH = 120
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')


class ExportResult(msgspec.Struct, frozen=True):
    """The written file, the layout rules it follows, and its PDF if one was asked for."""

    docx: Path
    profile: Profile
    pdf: Path | None = None


def export_docx(
    report: Report,
    target: Path,
    profile_id: str | None = None,
    family: FormatFamily = "party",
    *,
    draft: bool = False,
    hushed: bool = False,
) -> ExportResult:
    """Write the report as a Word file by the profile asked for, its own, or its family's by date.

    `draft` and `hushed` are as for `docx_of`.

    Raises UserError, with `target` untouched, for an unknown profile or a file that cannot be written.
    """
    rules = chosen_profile(report, profile_id, family)
    save_docx(docx_of(report, rules, draft=draft, hushed=hushed), target)
    return ExportResult(target, rules)


def docx_of(report: Report, rules: Profile, *, draft: bool = False, hushed: bool = False) -> bytes:
    """The Word file of a report, in memory: as it goes out, or with the marks of a `draft`.

    `hushed` leaves out who wrote it and where: author, paths, thumbnail.
    """
    shown = report if draft else msgspec.structs.replace(report, marks=report.marks.final())
    made = docx_bytes(compose(shown, rules), rules)
    return quiet(made) if hushed else made


def export_pdf(docx: Path, target: Path, *, archival: bool = False) -> None:
    """Write the PDF (`archival`: PDF/A-2b) of a Word file we wrote.

    Raises UserError when there is no renderer or no room.
    """
    replace_file(target, pdf_bytes(docx.read_bytes(), archival=archival))


def write_pdf(
    report: Report, rules: Profile, target: Path, *, archival: bool, draft: bool, hushed: bool
) -> None:
    """Write the PDF of a report as `docx_of` makes it. Raises as `export_pdf` does."""
    replace_file(target, pdf_bytes(docx_of(report, rules, draft=draft, hushed=hushed), archival=archival))


def checked_ending(target: Path, ending: str) -> None:
    """Raises UserError for a file whose name does not end as what is written into it: nothing opens it."""
    if target.suffix.lower() != ending:
        raise UserError(
            say("export.ending", name=target.name, ending=ending),
            say("export.ending_advice", name=f"{target.stem}{ending}"),
        )


def suggested_name(report: Report, suffix: str = ".docx") -> str:
    """A file name that says kind, period and office, without accents or anything Windows forbids."""
    kind = say(f"export.{report.kind}")
    stem = say("export.file_name", kind=kind, period=unaccented(period_text(report.period)))
    code = _FORBIDDEN.sub("-", unaccented(clean_line(report.issuer.code)))
    if code:
        stem = f"{stem} - {code}"
    return stem[: _NAME_LENGTH - len(suffix)].rstrip(" .-") + suffix
