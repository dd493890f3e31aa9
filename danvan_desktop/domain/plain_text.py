"""Every word of a report as plain text, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from danvan_desktop.domain.edits import walk
from danvan_desktop.domain.figure_edits import shown
from danvan_desktop.domain.period import period_text
from danvan_desktop.domain.report import Indicator, Report, Section
from danvan_desktop.domain.rich_text import item_text
from danvan_desktop.text.dates import short_date
from danvan_desktop.text.unicode import capitalized


def report_text(report: Report) -> str:
    """The whole report: what stands before the sections, the sections, the signature and the figures."""
    blocks = [_opening_lines(report), *_section_blocks(report.sections), _closing_lines(report)]
    figures = list(map(_figure_line, report.indicators))
    return "\n\n".join("\n".join(lines) for lines in (*blocks, figures) if lines)


def section_text(section: Section) -> str:
    """A section with the sections under it, a line for each heading and paragraph."""
    return "\n".join(line for lines in _section_blocks([section]) for line in lines)


def facts_text(report: Report) -> str:
    """What a report says outside its sections: letterhead, subject, signature, recipients, figures."""
    lines = [*_opening_lines(report), *_closing_lines(report), *map(_figure_line, report.indicators)]
    return "\n".join(lines)


def _opening_lines(report: Report) -> list[str]:
    issuer = report.issuer
    return _filled(
        issuer.parent,
        issuer.name,
        str(report.number) if report.number is not None else "",
        issuer.code,
        issuer.place,
        short_date(report.date) if report.date else "",
        report.subject,
        capitalized(period_text(report.period)),
    )


def _closing_lines(report: Report) -> list[str]:
    signature = report.signature
    return _filled(signature.authority, signature.post, signature.name, *report.recipients)


def _figure_line(indicator: Indicator) -> str:
    values = (indicator.value, indicator.previous, indicator.planned)
    return "\t".join((indicator.name, indicator.unit, *map(shown, values)))


def _section_blocks(sections: Sequence[Section]) -> Iterator[list[str]]:
    for section, _ in walk(sections):
        lines = _filled(section.heading, *(item_text(item) for item in section.items))
        if lines:
            yield lines


def _filled(*lines: str) -> list[str]:
    return [line for line in lines if line]
