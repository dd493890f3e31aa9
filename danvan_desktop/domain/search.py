"""Finding words in one report, with or without their accents."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from danvan_desktop.domain.edits import walk
from danvan_desktop.domain.figure_edits import shown
from danvan_desktop.domain.finding import FIGURES, HEAD, LEDGER, SIGNING
from danvan_desktop.domain.report import Report
from danvan_desktop.text.dates import full_date
from danvan_desktop.text.unicode import clean, fold_aligned


class Hit(msgspec.Struct, frozen=True):
    """Where words were found: section and item, the field ('heading', 'text', 'cause'), and the stretch.

    In 'text' the offset counts over all of the item's paragraphs, each followed by one newline. Outside the
    sections `section_id` is the part, and `field` the name the editor gives the fact or the figure's column;
    `item_id` is then a promise's id or the figure's place in the table.
    """

    section_id: str
    item_id: str
    field: str
    start: int
    length: int


def find(report: Report, words: str) -> list[Hit]:
    """Every place that holds `words`, in the order of the outline: letterhead, sections, figures, signature.

    Words typed without accents match any accents; with accents only the same ones. Case never counts.
    """
    wanted = clean(words).strip()
    if not wanted:
        return []
    plain = fold_aligned(wanted) == wanted.casefold()
    prepare = fold_aligned if plain else _lowered
    needle = prepare(wanted)
    return [
        Hit(section_id, item_id, field, start, len(needle))
        for section_id, item_id, field, text in _fields(report)
        for start in _starts(prepare(text), needle)
    ]


def part_order(report: Report) -> list[str]:
    """The parts and sections in the order `find` goes through them."""
    sections = [section.id for section, _ in walk(report.sections)]
    return [HEAD, LEDGER, *sections, FIGURES, SIGNING]


def _fields(report: Report) -> Iterator[tuple[str, str, str, str]]:
    """Section or part, item, field and text of everything that can be read in the forms."""
    for name, text in _head(report):
        yield HEAD, "", name, text
    for promise in report.promises:
        yield LEDGER, promise.id, "result", promise.result
        yield LEDGER, promise.id, "cause", promise.cause
    yield from _section_fields(report)
    for row, figure in enumerate(report.indicators):
        yield FIGURES, str(row), "name", figure.name
        for column in ("value", "previous", "planned"):
            yield FIGURES, str(row), column, shown(getattr(figure, column))
    signed = report.signature
    lines = {f"recipient{place}": line for place, line in enumerate(report.recipients)}
    facts = {"authority": signed.authority, "post": signed.post, "signer": signed.name}
    for name, text in (facts | lines).items():
        yield SIGNING, "", name, text


def _head(report: Report) -> Iterator[tuple[str, str]]:
    issuer = report.issuer
    yield "issuer_parent", issuer.parent
    yield "issuer_name", issuer.name
    yield "code", issuer.code
    yield "place", issuer.place
    yield "number", "" if report.number is None else str(report.number)
    yield "date", full_date(report.date)
    yield "subject", report.subject
    yield "salutation", "\n".join(report.style.salutation)


def _section_fields(report: Report) -> Iterator[tuple[str, str, str, str]]:
    for section, _ in walk(report.sections):
        yield section.id, "", "heading", section.heading
        for item in section.items:
            yield section.id, item.id, "text", "\n".join((item.text, *item.more))
            if item.cause:
                yield section.id, item.id, "cause", item.cause


def _starts(text: str, needle: str) -> Iterator[int]:
    start = text.find(needle)
    while start >= 0:
        yield start
        start = text.find(needle, start + len(needle))


def _lowered(text: str) -> str:
    """Lower case of the same length: a letter whose lower form is longer stays."""
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)
