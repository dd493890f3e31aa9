"""Report JSON: the contract with other programs, read strictly in meaning and kindly in what is unknown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from danvan_desktop.domain.figures import figure_text
from danvan_desktop.domain.report import (
    MAX_NUMBER,
    MOST_COLUMNS,
    MOST_ITEMS,
    MOST_RECIPIENTS,
    SCHEMA,
    Indicator,
    Item,
    Report,
    Run,
    Section,
)
from danvan_desktop.domain.rich_text import plain_text
from danvan_desktop.errors import UserError
from danvan_desktop.text.dates import FIRST_YEAR, LAST_YEAR
from danvan_desktop.text.unicode import clean, utf8
from danvan_desktop.wording import say

MAX_BYTES = 64 * 1024 * 1024
_MAX_DEPTH = 12
_PLACE = re.compile(r"`(\$[^`]*)`")
_OUT_OF_RANGE = re.compile(r"Expected `int` (?P<side>[<>]=) (?P<bound>\d+)")
_MISSING_FIELD = re.compile(r"missing required field `([^`]+)`")


def encode(report: Report) -> bytes:
    """The report as indented UTF-8 JSON."""
    # The struct leaves defaults out, and readers need the schema most of all.
    whole = {"schema": report.schema} | msgspec.to_builtins(report)
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


def decode(data: bytes) -> Report:
    """Read report JSON of this schema or an older one.

    The text may be UTF-8 or UTF-16, with the byte order mark that Windows Notepad puts before it. Null
    counts as absent, as does the number 0; texts are cleaned and put in NFC, missing ids are given.
    Raises UserError for data that is not a report, is too large or too deep, is of a newer schema, or has a
    year, number or date that no report can have.
    """
    if len(data) > MAX_BYTES:
        raise UserError(say("report_json.too_large"), say("report_json.too_large_advice"))
    try:
        raw = _without_nulls(msgspec.json.decode(utf8(data)), 0)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UserError(say("report_json.not_json"), say("report_json.not_json_advice")) from error
    return from_builtins(raw)


def from_builtins(raw: Any) -> Report:
    """`decode` for JSON already parsed into dicts and lists."""
    schema = raw.get("schema") if isinstance(raw, dict) else None
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 1:
        raise UserError(say("report_json.not_report"), say("report_json.not_report_advice"))
    if schema > SCHEMA:
        raise UserError(say("report_json.newer", found=schema, known=SCHEMA), say("report_json.newer_advice"))
    try:
        report = msgspec.convert(raw, Report)
    except msgspec.ValidationError as error:
        raise UserError(_fault(str(error)), say("report_json.invalid_advice")) from error
    return normalized(_plausible(report))


def _plausible(report: Report) -> Report:
    """The report, with the number 0 as none.

    Raises UserError for a number, a date, or a length of a list that no report can have.
    """
    if report.number is not None and not 0 <= report.number <= MAX_NUMBER:
        raise UserError(say("report_json.number", most=MAX_NUMBER), say("report_json.invalid_advice"))
    if report.date is not None and not FIRST_YEAR <= report.date.year <= LAST_YEAR:
        years = {"first": FIRST_YEAR, "last": LAST_YEAR}
        raise UserError(say("report_json.date", **years), say("report_json.invalid_advice"))
    lengths = [("$.recipients", len(report.recipients), MOST_RECIPIENTS), *_lengths(report.sections, "$")]
    for place, length, most in lengths:
        if length > most:
            raise UserError(
                say("report_json.too_long", place=place, length=length, most=most),
                say("report_json.invalid_advice"),
            )
    return msgspec.structs.replace(report, number=report.number or None)


def _lengths(sections: tuple[Section, ...], above: str) -> Iterator[tuple[str, int, int]]:
    """The place, the length and the greatest length of every list of items and every row of a table."""
    for number, section in enumerate(sections):
        here = f"{above}.sections[{number}]"
        yield f"{here}.items", len(section.items), MOST_ITEMS
        for place, item in enumerate(section.items):
            yield f"{here}.items[{place}].rows", max(map(len, item.rows), default=0), MOST_COLUMNS
        yield from _lengths(section.sections, here)


def _fault(detail: str) -> str:
    """The validator's English word for what is wrong as a sentence that names the place ('$.period.year')."""
    place = _PLACE.search(detail)
    where = place[1] if place else "$"
    outside = _OUT_OF_RANGE.search(detail)
    if outside and where.endswith(".year"):
        return say("report_json.year", place=where, first=FIRST_YEAR, last=LAST_YEAR)
    if outside:
        side = "low" if outside["side"] == ">=" else "high"
        return say(f"report_json.too_{side}", place=where, bound=outside["bound"])
    missing = _MISSING_FIELD.search(detail)
    if missing:
        return say("report_json.missing", place=f"{where}.{missing[1]}")
    return say("report_json.invalid", place=where)


def json_schema() -> dict[str, Any]:
    """JSON Schema of the report."""
    return msgspec.json.schema(Report)


def normalized(report: Report) -> Report:
    """The report with an id on every section and item, unique, and `text` agreeing with `runs`.

    A figure whose text is missing reads what the report's figures say, so that `text` stays complete.
    """
    taken: set[str] = set()
    figures = {indicator.code: indicator for indicator in report.indicators}
    return msgspec.structs.replace(
        report, sections=tuple(_normal_section(section, taken, figures) for section in report.sections)
    )


def _normal_section(section: Section, taken: set[str], figures: dict[str, Indicator]) -> Section:
    return msgspec.structs.replace(
        section,
        id=_fresh(section.id, "s", taken),
        items=tuple(_normal_item(item, taken, figures) for item in section.items),
        sections=tuple(_normal_section(child, taken, figures) for child in section.sections),
    )


def _normal_item(item: Item, taken: set[str], figures: dict[str, Indicator]) -> Item:
    text, more = item.text, item.more
    runs = tuple(_read_figure(run, figures) for run in item.runs)
    if runs:
        text, *rest = plain_text(runs).split("\n")
        more = tuple(rest)
    elif "\n" in text:
        text, *rest = text.split("\n")
        more = (*rest, *more)
    return msgspec.structs.replace(item, id=_fresh(item.id, "i", taken), text=text, more=more, runs=runs)


def _read_figure(run: Run, figures: dict[str, Indicator]) -> Run:
    if not run.figure or run.text:
        return run
    return msgspec.structs.replace(run, text=figure_text(figures.get(run.figure), run.as_))


def _fresh(wanted: str, prefix: str, taken: set[str]) -> str:
    """`wanted` if it is free, else the first free number after `prefix`."""
    found = wanted
    number = len(taken)
    while not found or found in taken:
        number += 1
        found = f"{prefix}{number}"
    taken.add(found)
    return found


def _without_nulls(value: Any, depth: int, in_row: bool = False) -> Any:
    """The value without what is null; in a row of a table null is an empty cell, never a missing one."""
    if depth > _MAX_DEPTH * 2:
        raise UserError(say("report_json.too_deep"), say("report_json.invalid_advice"))
    if isinstance(value, dict):
        return {key: _without_nulls(inner, depth + 1) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        cells = ("" if in_row and inner is None else inner for inner in value)
        return [_without_nulls(inner, depth + 1, True) for inner in cells if inner is not None]
    return clean(value) if isinstance(value, str) else value
