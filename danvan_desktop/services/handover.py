"""The hand-over bundle: every report in one folder that needs no program of ours to be read."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from danvan_desktop.domain import report_json
from danvan_desktop.domain.period import period_text
from danvan_desktop.domain.plain_text import report_text
from danvan_desktop.domain.report import Report
from danvan_desktop.errors import UserError
from danvan_desktop.files import read_file, replace_file
from danvan_desktop.services.exporting import docx_of, suggested_name
from danvan_desktop.services.figures_sheet import ReportFigures, figures_xlsx
from danvan_desktop.services.library import Library, chosen_profile
from danvan_desktop.services.office_files import OFFICE_FILE_BYTES, office_files
from danvan_desktop.store.drafts import ReportSummary
from danvan_desktop.text.dates import short_date
from danvan_desktop.word.save import save_docx
from danvan_desktop.wording import say

README_NAME = "DOC TOI TRUOC.txt"
FIGURES_NAME = "so-lieu.xlsx"
_REPORTS, _TRASH, _OFFICE = "bao-cao", "bao-cao-trong-thung-rac", "lich-va-de-cuong"

Progress = Callable[[int, int], None]


class Handover(msgspec.Struct, frozen=True):
    """What was handed over: the folder, how many reports are in it, and those that could not be whole."""

    folder: Path
    reports: int
    problems: tuple[str, ...] = ()


class HandoverCancelledError(UserError):
    """The person stopped it; nothing was left behind."""

    def __init__(self) -> None:
        super().__init__(say("handover.cancelled"))


class _Entry(msgspec.Struct, frozen=True):
    """One report to write: where, under what name without ending, and by whose layout rules."""

    folder: str
    name: str
    report: Report
    summary: ReportSummary
    profile: str


def write_handover(
    library: Library,
    place: Path,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    now: datetime | None = None,
) -> Handover:
    """Write a new folder in `place` with every report as .docx, .txt and .json, and all figures as .xlsx.

    Reports in the trash, issued versions that differ from today's text, the calendar, the table of merged
    units and own outlines are there too. `progress` is told
    how many of how many reports are done, `cancelled` asked between them. A damaged report is named among
    the problems and in the bundle, the others are written. Raises UserError, with nothing left behind, when
    the place cannot be written; HandoverCancelledError when it was stopped.
    """
    at = now or datetime.now()
    target = _free_folder(place, say("handover.folder", day=f"{at:%Y-%m-%d}"))
    beside = target.with_name(f".{target.name}.tmp")
    try:
        beside.mkdir(parents=True)
        made = _write_all(library, beside, at, progress or _tell_nobody, cancelled or _never)
        beside.rename(target)
    except OSError as error:
        raise UserError(say("handover.failed", folder=place), say("handover.failed_advice")) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return msgspec.structs.replace(made, folder=target)


def _write_all(
    library: Library, folder: Path, at: datetime, progress: Progress, cancelled: Callable[[], bool]
) -> Handover:
    summaries = [(one, _REPORTS) for one in library.drafts.summaries()]
    summaries += [(one, _TRASH) for one in library.drafts.summaries(trashed=True)]
    figures: list[ReportFigures] = []
    problems: list[str] = []
    for number, (summary, part) in enumerate(summaries):
        if cancelled():
            raise HandoverCancelledError
        progress(number, len(summaries))
        try:
            report = library.drafts.load(summary.id)
        except UserError as error:
            problems.append(_problem(summary, error))
        else:
            figures.append(ReportFigures(summary.id, report))
            for entry in (_today(library, summary, part, report), *_issued(library, summary, part, report)):
                problems += _write(folder, entry)
    problems += _write_office_files(library.data_dir, folder / _OFFICE)
    replace_file(folder / FIGURES_NAME, figures_xlsx(figures))
    replace_file(folder / README_NAME, _readme(at, len(figures), problems))
    progress(len(summaries), len(summaries))
    return Handover(folder, len(figures), tuple(problems))


def _today(library: Library, summary: ReportSummary, part: str, report: Report) -> _Entry:
    return _Entry(part, _name(summary, report), report, summary, library.profile_for(summary.id, report).id)


def _issued(library: Library, summary: ReportSummary, part: str, report: Report) -> Iterator[_Entry]:
    for one in library.drafts.issued.versions(summary.id):
        frozen = library.drafts.issued.report(summary.id, one.version)
        if frozen is not None and msgspec.structs.replace(frozen, profile=report.profile) != report:
            name = f"{_name(summary, frozen)} - ban hanh lan {one.version}"
            yield _Entry(part, name, frozen, summary, one.profile)


def _write(folder: Path, entry: _Entry) -> list[str]:
    """Write a report in its three forms; what of it could not be written."""
    place = folder / entry.folder
    place.mkdir(exist_ok=True)
    stem = place / entry.name
    replace_file(_with(stem, ".json"), report_json.encode(entry.report))
    replace_file(_with(stem, ".txt"), _text(entry))
    try:
        rules = chosen_profile(entry.report, entry.profile)
        save_docx(docx_of(entry.report, rules), _with(stem, ".docx"))
    except UserError as error:
        return [_problem(entry.summary, error)]
    return []


def _write_office_files(data_dir: Path, place: Path) -> list[str]:
    """Copy the calendar, the table of merged units and own outlines; what of them could not be read."""
    problems: list[str] = []
    for file in office_files(data_dir):
        place.mkdir(exist_ok=True)
        try:
            replace_file(place / file.name, read_file(file, OFFICE_FILE_BYTES))
        except UserError as error:
            problems.append(error.message)
    return problems


def _problem(summary: ReportSummary, error: UserError) -> str:
    return say("handover.problem", id=summary.id, subject=summary.subject, error=error.message)


def _with(stem: Path, suffix: str) -> Path:
    return stem.with_name(stem.name + suffix)


def _name(summary: ReportSummary, report: Report) -> str:
    return f"{summary.id:04} - {suggested_name(report, '')}"


def _text(entry: _Entry) -> bytes:
    """The report's words under a line that says what it is; with a byte order mark, for Notepad."""
    summary = entry.summary
    kind = say(f"cli.title_{entry.report.kind}")
    head = f"{kind} · {period_text(entry.report.period)} · {say(f'cli.status_{summary.status}')}"
    return _for_notepad(f"{head}\n\n{report_text(entry.report)}\n")


def _readme(at: datetime, count: int, problems: list[str]) -> bytes:
    text = say(
        "handover.readme",
        day=short_date(at.date()),
        count=count,
        reports=_REPORTS,
        trash=_TRASH,
        office=_OFFICE,
        figures=FIGURES_NAME,
    )
    if problems:
        text = "\n".join([text, "", say("handover.readme_problems"), *problems])
    return _for_notepad(f"{text}\n")


def _for_notepad(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode("utf-8-sig", errors="replace")


def _free_folder(place: Path, name: str) -> Path:
    number = 1
    target = place / name
    while target.exists():
        number += 1
        target = place / f"{name} ({number})"
    return target


def _tell_nobody(done: int, total: int) -> None:
    del done, total


def _never() -> bool:
    return False
