"""Changes to the figures table, and the text that refers to it kept in step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from danvan_desktop.domain.edits import new_id, walk
from danvan_desktop.domain.figures import figure_text, stored_quantity
from danvan_desktop.domain.figures_carry import Sums, summed
from danvan_desktop.domain.report import Indicator, Item, Report, Run, Section, UnitFigure
from danvan_desktop.domain.rich_text import paragraphs, with_paragraphs
from danvan_desktop.text.numbers import parse_typed, plain, printed
from danvan_desktop.text.unicode import clean_line

VALUES = ("value", "previous", "planned")


def canonical(typed: str) -> str:
    """The form a typed value is stored in: a plain number as digits, anything else as it was typed.

    What carries more than an amount ('hơn 500', '05/08', '12%', '05') keeps its words and zeros.
    """
    text = clean_line(typed)
    found = parse_typed(text)
    if found is None or found.qualifier or found.whole is not None or "%" in text or _padded(text):
        return text
    return plain(found.amount)


def _padded(text: str) -> bool:
    digits = text.lstrip("+-")
    return text.startswith("+") or (len(digits) > 1 and digits[0] == "0" and digits[1].isdigit())


def shown(value: str) -> str:
    """A stored value as a clerk writes it: '1052' → '1.052'; empty and unreadable ones as they are."""
    found = stored_quantity(value)
    if found is None or canonical(printed(found.amount)) != value.strip():
        return value
    return printed(found.amount)


def readable(value: str) -> bool:
    """Whether a stored value is empty or can be read as a number."""
    return not value.strip() or stored_quantity(value) is not None


def fresh_code(indicators: Iterable[Indicator]) -> str:
    """A code no row has yet, for a row that is not in the catalogue."""
    taken = {indicator.code for indicator in indicators}
    code = new_id("so_")
    return fresh_code(indicators) if code in taken else code


def with_indicators(report: Report, indicators: Sequence[Indicator]) -> Report:
    """The report with these figures, and every reference in its text reading what they say now."""
    changed = msgspec.structs.replace(report, indicators=tuple(indicators))
    known = {indicator.code: indicator for indicator in indicators}
    return msgspec.structs.replace(changed, sections=_refreshed(report.sections, known))


def with_units(report: Report, row: int, units: Iterable[UnitFigure]) -> Report:
    """The report with these units under the indicator of a row; units that say nothing are left out."""
    rows = list(report.indicators)
    said = tuple(unit for unit in units if unit != UnitFigure())
    rows[row] = msgspec.structs.replace(rows[row], units=said)
    return msgspec.structs.replace(report, indicators=tuple(rows))


def units_total(indicator: Indicator, sums: Sums) -> str:
    """The units' values added up; '' where they must not be added or one is unknown."""
    if sums == "no" or indicator.unit.strip() == "%":
        return ""
    return summed(unit.value for unit in indicator.units)


def references(report: Report, code: str) -> int:
    """How many times the text refers to a figure."""
    items = (item for section, _ in walk(report.sections) for item in section.items)
    return sum(run.figure == code for item in items for run in item.runs)


def _refreshed(sections: tuple[Section, ...], known: dict[str, Indicator]) -> tuple[Section, ...]:
    found = tuple(
        msgspec.structs.replace(
            section,
            items=tuple(_item(item, known) for item in section.items),
            sections=_refreshed(section.sections, known),
        )
        for section in sections
    )
    return sections if found == sections else found


def _item(item: Item, known: dict[str, Indicator]) -> Item:
    if not any(run.figure for run in item.runs):
        return item
    return with_paragraphs(item, [tuple(_run(run, known) for run in p) for p in paragraphs(item)])


def _run(run: Run, known: dict[str, Indicator]) -> Run:
    if not run.figure:
        return run
    return msgspec.structs.replace(run, text=figure_text(known.get(run.figure), run.as_))
