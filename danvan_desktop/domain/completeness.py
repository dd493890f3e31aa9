"""How complete a report is, part by part: the marks of the outline and the progress on the home page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from danvan_desktop.domain.figures import MISSING
from danvan_desktop.domain.report import Item, Report, Section
from danvan_desktop.domain.rich_text import item_text

State = Literal["empty", "partial", "complete"]

# Parts of the report that are not sections, named as the editor's outline names them.
HEAD = "@head"
FIGURES = "@figures"
SIGNING = "@signing"

_WEIGHT: dict[State, float] = {"empty": 0.0, "partial": 0.5, "complete": 1.0}


def section_state(section: Section) -> State:
    """Complete when every leaf has text without gaps; tasks want a task, not only the line before them."""
    own = [_item_state(item) for item in section.items]
    if section.role == "tasks" and not any(item.type == "task" for item in section.items):
        own.append("empty")
    return _together([*own, *(section_state(child) for child in section.sections)])


def head_state(report: Report) -> State:
    """Letterhead and subject; number and date do not count, the văn thư may fill them in by hand."""
    issuer = report.issuer
    return _filled([issuer.name, issuer.code, issuer.place, report.subject])


def figures_state(report: Report) -> State:
    """Complete when every indicator has a value for this period."""
    return _together("complete" if indicator.value.strip() else "empty" for indicator in report.indicators)


def signing_state(report: Report) -> State:
    """Post, name and at least one recipient."""
    return _filled([report.signature.post, report.signature.name, *(report.recipients or [""])])


def states(report: Report) -> dict[str, State]:
    """The state of every part: head, top-level sections by id, figures, signing."""
    found: dict[str, State] = {HEAD: head_state(report)}
    found.update((section.id, section_state(section)) for section in report.sections)
    found[FIGURES] = figures_state(report)
    found[SIGNING] = signing_state(report)
    return found


def report_progress(report: Report) -> float:
    """Share of the parts that are complete, 0 to 1; a partial one counts half.

    The figures count only when the report has a table of them.
    """
    counted = states(report)
    if not report.indicators:
        del counted[FIGURES]
    return sum(_WEIGHT[state] for state in counted.values()) / len(counted)


def _item_state(item: Item) -> State:
    text = item_text(item)
    if not text.strip():
        return "empty"
    return "partial" if MISSING in text or "[…]" in text else "complete"


def _filled(values: Iterable[str]) -> State:
    return _together("complete" if value.strip() else "empty" for value in values)


def _together(found: Iterable[State]) -> State:
    kinds = set(found)
    if not kinds or kinds == {"empty"}:
        return "empty"
    return "complete" if kinds == {"complete"} else "partial"
