"""The promise ledger (sổ lời hứa): what was set as a task and what has to be said of it now."""

from __future__ import annotations

from typing import Literal

import msgspec

from danvan_desktop.domain.edits import find_item, first_of_role, insert_item, new_id, remove_item, walk
from danvan_desktop.domain.figures import figure_text
from danvan_desktop.domain.period import period_text
from danvan_desktop.domain.report import (
    Account,
    Item,
    Period,
    Promise,
    PromiseState,
    Report,
    Role,
    Run,
    Section,
)
from danvan_desktop.domain.rich_text import with_paragraphs

GAP = "[…]"
PlaceRole = Literal["results", "limitations", "tasks"]
"""The roles of the sections a task of the last report can be told of in."""

USUAL_PLACES: dict[PromiseState, PlaceRole] = {
    "done": "results",
    "not_done": "limitations",
    "ongoing": "tasks",
}
"""Where a task of each state is told of, unless the person says otherwise."""


def is_task(item: Item, section: Section) -> bool:
    """Whether the item sets a task: its type says so or, in a list without such, it is no lead-in ('…:')."""
    if item.type != "paragraph" or any(other.type == "task" for other in section.items):
        return item.type == "task"
    text = item.text.strip()
    return section.role == "tasks" and bool(text) and not (text.endswith(":") and not item.more)


def promised(report: Report) -> tuple[Promise, ...]:
    """The ledger of the next report: every task of this one, then what it left unsaid of older promises."""
    older = {promise.placed: promise for promise in report.promises if promise.placed}
    given = [
        _from_task(report.period, item, older.get(item.id))
        for section, _ in walk(report.sections)
        for item in section.items
        if is_task(item, section)
    ]
    unsaid = [_left_open(report.period, promise) for promise in report.promises if promise.state == "unknown"]
    return (*given, *unsaid)


def origin_text(promise: Promise) -> str:
    """'giao từ 6 tháng đầu năm 2025'."""
    return f"giao từ {period_text(promise.origin)}"


def set_outcome(
    report: Report,
    promise_id: str,
    state: PromiseState,
    result: str = "",
    cause: str = "",
    figures: tuple[str, ...] = (),
) -> Report:
    """Answer 'làm đến đâu?'. What was already put into the report stays there.

    Raises KeyError for a promise the report does not have.
    """
    return _update(report, promise_id, state=state, result=result, cause=cause, figures=figures)


def put_into_results(report: Report, promise_id: str, section_id: str = "") -> Report:
    """Tell of the promise among the results, in the section given or the first of them that takes text."""
    promise = _promise(report, promise_id)
    text = promise.result.strip() or f"{_stem(promise)}: {GAP}"
    state = promise.state if promise.state in ("done", "ongoing") else "done"
    return _placed(report, promise, _with_figures(report, promise, text), "results", section_id, state)


def put_into_limitations(report: Report, promise_id: str, section_id: str = "") -> Report:
    """Tell among the limitations that the task was not done, with its cause."""
    promise = _promise(report, promise_id)
    text = promise.result.strip() or f"Chưa hoàn thành nhiệm vụ: {_lowered(_stem(promise))}"
    item = Item(new_id("i"), text=text, cause=promise.cause.strip() or GAP)
    return _placed(report, promise, item, "limitations", section_id, "not_done")


def put_into_tasks(report: Report, promise_id: str, section_id: str = "") -> Report:
    """Set the task again for the time ahead; it keeps the period it was first given in."""
    promise = _promise(report, promise_id)
    text, *more = promise.text.split("\n")
    item = Item(new_id("i"), type="task", text=text, more=tuple(more), origin=promise.origin)
    state = promise.state if promise.state in ("ongoing", "not_done") else "ongoing"
    return _placed(report, promise, item, "tasks", section_id, state)


def unreported(report: Report) -> list[Promise]:
    """The promises this report does not account for: no outcome, or no word of it in the text.

    A dropped one needs a reason instead of a place.
    """
    return [promise for promise in report.promises if not _is_reported(report, promise)]


def _is_reported(report: Report, promise: Promise) -> bool:
    if promise.state == "unknown":
        return False
    if promise.state == "dropped":
        return bool(promise.result.strip() or promise.cause.strip())
    return bool(promise.placed) and find_item(report, promise.placed) is not None


def _from_task(period: Period, item: Item, older: Promise | None) -> Promise:
    history: tuple[Account, ...] = ()
    if older is not None:
        history = (*older.history, Account(period, older.state, older.result))
    text = "\n".join((item.text, *item.more))
    return Promise(item.id, text, item.origin or period, history=history)


def _left_open(period: Period, promise: Promise) -> Promise:
    return Promise(
        promise.id, promise.text, promise.origin, history=(*promise.history, Account(period, "unknown"))
    )


def _promise(report: Report, promise_id: str) -> Promise:
    found = next((promise for promise in report.promises if promise.id == promise_id), None)
    if found is None:
        raise KeyError(promise_id)
    return found


def _update(report: Report, promise_id: str, **changes: object) -> Report:
    _promise(report, promise_id)
    return msgspec.structs.replace(
        report,
        promises=tuple(
            msgspec.structs.replace(promise, **changes) if promise.id == promise_id else promise
            for promise in report.promises
        ),
    )


def _placed(
    report: Report, promise: Promise, item: Item, role: Role, section_id: str, state: PromiseState
) -> Report:
    """The report with the item at the end of its section, instead of where the promise stood before.

    Raises KeyError when the report has no section of this role.
    """
    standing = find_item(report, promise.placed) if promise.placed else None
    if standing is not None:
        report = remove_item(report, standing[0].id, promise.placed)
    target = section_id or _section_for(report, role)
    section = next(section for section, _ in walk(report.sections) if section.id == target)
    report = insert_item(report, target, len(section.items), item)
    return _update(report, promise.id, placed=item.id, state=state)


def _section_for(report: Report, role: Role) -> str:
    """The first section of the role with text of its own or without sections under it."""
    fitting = [section for section, _ in walk(report.sections) if section.role == role]
    leaf = next((section for section in fitting if section.items or not section.sections), None)
    found = leaf or first_of_role(report, role)
    if found is None:
        raise KeyError(role)
    return found.id


def _with_figures(report: Report, promise: Promise, text: str) -> Item:
    """An item of the text and, in brackets, references to the figures that show the result."""
    known = {indicator.code: indicator for indicator in report.indicators}
    shown = [known[code] for code in promise.figures if code in known]
    *before, last = text.split("\n")
    runs = [Run(last.rstrip().rstrip("."))] if shown else [Run(last)]
    for number, indicator in enumerate(shown):
        runs.append(Run(f"{'; ' if number else ' ('}{_lowered(indicator.name)}: "))
        runs.append(Run(figure_text(indicator, "phrase"), figure=indicator.code, as_="phrase"))
    if shown:
        runs.append(Run(")."))
    return with_paragraphs(Item(new_id("i")), [*((Run(line),) for line in before), tuple(runs)])


def _stem(promise: Promise) -> str:
    first = promise.text.split("\n")[0].strip().rstrip(".;:,")
    return first[:1].upper() + first[1:]


def _lowered(text: str) -> str:
    second = text.split()[1:2]
    return text if second and second[0][:1].isupper() else text[:1].lower() + text[1:]
