"""Two versions side by side: by sentence for the screen, and as a Word file with real tracked changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

from danvan_desktop.domain.edits import walk
from danvan_desktop.domain.figure_edits import VALUES, shown
from danvan_desktop.domain.office import FormatFamily
from danvan_desktop.domain.report import Report, Section
from danvan_desktop.domain.rich_text import item_text
from danvan_desktop.files import read_file
from danvan_desktop.layout.issuer_names import full_name
from danvan_desktop.layout.profile import Profile
from danvan_desktop.services.exporting import docx_of
from danvan_desktop.services.library import chosen_profile, read_report
from danvan_desktop.text.alignment import aligned, changes, tokens
from danvan_desktop.text.dates import short_date
from danvan_desktop.text.sentences import sentences
from danvan_desktop.text.unicode import capitalized
from danvan_desktop.word.safe_package import LARGEST_FILE
from danvan_desktop.word.save import save_docx
from danvan_desktop.word.tracked import compare_docx
from danvan_desktop.wording import say

RowKind = Literal["heading", "same", "changed", "added", "removed"]
Range = tuple[int, int]


Progress = Callable[[float], object]
"""Told the share of the work that is done, 0 to 1; may raise to stop it."""


class Row(msgspec.Struct, frozen=True):
    """One line of the comparison: a heading or a sentence of either side, empty where a side has none.

    `old_marks` and `new_marks` are the stretches of text, as start and end, that the other side lacks.
    `section` is the id of the section in the new report, else in the old one.
    """

    kind: RowKind
    old: str
    new: str
    section: str
    old_marks: tuple[Range, ...] = ()
    new_marks: tuple[Range, ...] = ()


def compare_reports(old: Report, new: Report, progress: Progress = lambda share: share) -> tuple[Row, ...]:
    """Every heading and sentence of both reports in reading order, those of a pair on one row.

    Sections are the same when their ids are, or their role and heading are alike. What stands around the
    sections comes last, field by field, with '' for its section.
    """
    pairs = _section_pairs(
        [section for section, _ in walk(old.sections)], [section for section, _ in walk(new.sections)]
    )
    rows: list[Row] = []
    for number, (before, after) in enumerate(pairs):
        progress(number / len(pairs))
        rows += _section_rows(before, after)
    return (*rows, *_frame_rows(old, new))


def compared_docx(
    old: Report,
    new: Report,
    rules: Profile,
    author: str,
    when: datetime,
    progress: Progress = lambda share: share,
) -> bytes:
    """The new report as a Word file with what makes it of the old one as tracked changes."""
    files = []
    for share, report in ((0.0, old), (0.25, new)):
        progress(share)
        files.append(docx_of(report, rules))
    progress(0.5)
    return compare_docx(files[0], files[1], author, when)


def signed_as(report: Report) -> str:
    """Who signs the changes of a comparison where nobody said: the office that makes the report."""
    return full_name(report.issuer) or say("compare.nobody")


def compare_files(
    old: Path,
    new: Path,
    target: Path,
    author: str | None,
    when: datetime,
    profile_id: str | None = None,
    family: FormatFamily = "party",
) -> None:
    """Compare two files, each a .docx or a report .json, into a Word file with tracked changes.

    Without an author they are signed by the office of the new report, or of the old one.

    Raises UserError, with `target` untouched, for a file that cannot be read or written.
    """
    offices: list[str] = []
    made: list[bytes] = []
    for file in (old, new):
        if file.suffix.lower() != ".json":
            made.append(read_file(file, LARGEST_FILE))
            continue
        report = read_report(file)
        offices.append(signed_as(report))
        made.append(docx_of(report, chosen_profile(report, profile_id, family)))
    signed = author or (offices[-1] if offices else say("compare.nobody"))
    first, second = made
    save_docx(compare_docx(first, second, signed, when), target)


def _section_pairs(
    old: Sequence[Section], new: Sequence[Section]
) -> list[tuple[Section | None, Section | None]]:
    shared = {section.id for section in old} & {section.id for section in new}

    def identity(section: Section) -> str:
        return section.id if section.id in shared else f"{section.role} {section.heading}"

    return aligned(old, new, identity)


def _section_rows(old: Section | None, new: Section | None) -> Iterator[Row]:
    place = (new or old or Section()).id
    before, after = (section.heading if section else "" for section in (old, new))
    if before or after:
        yield msgspec.structs.replace(_row(before or None, after or None, place), kind="heading")
    for one, other in aligned(_sentences(old), _sentences(new), str):
        yield _row(one, other, place)


def _frame_rows(old: Report, new: Report) -> Iterator[Row]:
    """Letterhead, subject, signature, recipients and figures, each line named."""
    title = say("comparing.frame")
    yield Row("heading", title, title, "")
    for (name, before), (_, after) in zip(_facts(old), _facts(new), strict=True):
        if before or after:
            yield _row(_named(name, before), _named(name, after), "")
    for one, other in aligned(old.recipients, new.recipients, str):
        yield _row(_named("recipients", one or ""), _named("recipients", other or ""), "")
    for one, other in aligned(_figure_lines(old), _figure_lines(new), str):
        yield _row(one, other, "")


def _facts(report: Report) -> list[tuple[str, str]]:
    issuer, signature = report.issuer, report.signature
    number = "" if report.number is None else str(report.number)
    return [
        ("parent", issuer.parent),
        ("name", issuer.name),
        ("number", ", ".join(part for part in (number, issuer.code) if part)),
        (
            "place_date",
            ", ".join(
                part for part in (issuer.place, short_date(report.date) if report.date else "") if part
            ),
        ),
        ("subject", report.subject),
        ("authority", signature.authority),
        ("post", signature.post),
        ("signer", signature.name),
    ]


def _named(name: str, text: str) -> str | None:
    field = capitalized(say(f"returning.field.{name}"))
    return say("comparing.fact", field=field, text=" ".join(text.split())) if text.strip() else None


def _figure_lines(report: Report) -> list[str]:
    lines = []
    for one in report.indicators:
        values = ((column, shown(getattr(one, column))) for column in VALUES)
        said = [f"{say(f'returning.column.{column}')} {value}" for column, value in values if value]
        name = f"{one.name} ({one.unit})" if one.unit else one.name
        lines.append(say("comparing.fact", field=name, text="; ".join(said)))
    return lines


def _sentences(section: Section | None) -> list[str]:
    if section is None:
        return []
    lines = (line for item in section.items for line in item_text(item).split("\n"))
    return [sentence.strip() for line in lines for sentence in sentences(line) if sentence.strip()]


def _row(old: str | None, new: str | None, section: str) -> Row:
    if old is None or new is None:
        kind: RowKind = "added" if old is None else "removed"
        return Row(kind, old or "", new or "", section, _whole(old), _whole(new))
    if old == new:
        return Row("same", old, new, section)
    before, after = tokens(old), tokens(new)
    marks: tuple[list[Range], list[Range]] = ([], [])
    for kind_, i, i_end, j, j_end in changes(before, after):
        if kind_ != "equal":
            for words, start, end, side in ((before, i, i_end, marks[0]), (after, j, j_end, marks[1])):
                if start < end:
                    at = len("".join(words[:start]))
                    side.append((at, at + len("".join(words[start:end]))))
    return Row("changed", old, new, section, tuple(marks[0]), tuple(marks[1]))


def _whole(text: str | None) -> tuple[Range, ...]:
    return ((0, len(text)),) if text else ()
