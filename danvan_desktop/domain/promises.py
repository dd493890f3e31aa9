"""The promise ledger (sổ lời hứa): what was set as a task and what has to be said of it now."""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec

from danvan_desktop.domain.edits import find_item, insert_item, new_id, remove_item, set_items, walk
from danvan_desktop.domain.figures import figure_text
from danvan_desktop.domain.period import period_text
from danvan_desktop.domain.promise_places import section_for
from danvan_desktop.domain.report import (
    Account,
    Item,
    Period,
    Promise,
    PromiseState,
    Report,
    Run,
    Section,
)
from danvan_desktop.domain.rich_text import with_paragraphs

GAP = "[…]"
PlaceRole = Literal["results", "limitations", "tasks"]
"""The roles of the sections a task of the last report can be told of in."""

TELLING: tuple[PlaceRole, ...] = ("results", "limitations")
"""Those of them that tell of the past."""


def is_task(item: Item, section: Section) -> bool:
    """Whether the item sets a task: its type says so or, in a list without such, it is no lead-in ('…:')."""
    if item.type != "paragraph" or any(other.type == "task" for other in section.items):
        return item.type == "task"
    text = item.text.strip()
    return section.role == "tasks" and bool(text) and not (text.endswith(":") and not item.more)


def promised(report: Report) -> tuple[Promise, ...]:
    """The ledger of the next report: every task of this one, then what it left open of older promises.

    Open is what it says nothing of, and what it tells of as going on or not done without setting it again.
    """
    older = {id_: promise for promise in report.promises for id_ in (promise.placed, promise.again) if id_}
    given = [
        _from_task(report.period, item, older.get(item.id))
        for section, _ in walk(report.sections)
        for item in section.items
        if is_task(item, section)
    ]
    return (*given, *(_left_open(report.period, one) for one in report.promises if _stays_open(report, one)))


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
    """Answer 'làm đến đâu?'. What was already put into the report follows while nobody rewrote it there.

    Raises KeyError for a promise the report does not have.
    """
    before = _promise(report, promise_id)
    after = _update(report, promise_id, state=state, result=result, cause=cause, figures=figures)
    return _with_words_followed(after, before, _promise(after, promise_id))


def put_into_results(report: Report, promise_id: str, section_id: str = "") -> Report:
    """Tell of the promise among the results, in the section given or the one on its field.

    A task that is going on stays set for the time ahead as well.
    """
    promise = _promise(report, promise_id)
    state = promise.state if promise.state in ("done", "ongoing") else "done"
    if state == "done":
        report = _without(report, standing(report, promise).task)
    return _told(report, promise, "results", section_id, state)


def put_into_limitations(report: Report, promise_id: str, section_id: str = "") -> Report:
    """Tell among the limitations that the task was not done, with its cause; it may be set again beside."""
    return _told(report, _promise(report, promise_id), "limitations", section_id, "not_done")


def put_into_tasks(report: Report, promise_id: str, section_id: str = "") -> Report:
    """Set the task again for the time ahead; it keeps the period it was first given in.

    What is told of it as a limitation stays there, and so does a result that says something.
    """
    promise = _promise(report, promise_id)
    state = promise.state if promise.state in ("ongoing", "not_done") else "ongoing"
    told, task = standing(report, promise)
    if told and state == "ongoing" and not promise.result.strip():
        report, told = _without(report, told), ""
    report, put = _inserted(_without(report, task), promise, "tasks", section_id)
    return _update(report, promise_id, placed=told or put, again=put if told else "", state=state)


class Standing(NamedTuple):
    """The ids of the items that tell of a promise and that set it again; '' where there is none."""

    told: str
    task: str


def standing(report: Report, promise: Promise) -> Standing:
    """Where the report speaks of a promise now."""
    told = task = ""
    for item_id in (promise.again, promise.placed):
        found = find_item(report, item_id) if item_id else None
        if found is not None and is_task(found[0].items[found[1]], found[0]):
            task = item_id
        elif found is not None:
            told = item_id
    return Standing(told, task)


def places_left(report: Report, promise: Promise) -> tuple[PlaceRole, ...]:
    """Where the promise should be put next by its state, all at once; () when nothing is left.

    What is done so far of a task that goes on is a result, and the task is set again; one that was not done
    is a limitation first, and may then be set again.
    """
    told, task = standing(report, promise)
    if promise.state == "done":
        return () if told else ("results",)
    if promise.state == "ongoing":
        results: tuple[PlaceRole, ...] = ("results",) if promise.result.strip() and not told else ()
        return results if task else (*results, "tasks")
    if promise.state == "not_done":
        return ("limitations",) if not told else () if task else ("tasks",)
    return ()


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
    told, task = standing(report, promise)
    return bool(told or (task and promise.state != "done"))


def _stays_open(report: Report, promise: Promise) -> bool:
    if standing(report, promise).task:
        return False
    return promise.state in ("ongoing", "not_done") or not _is_reported(report, promise)


def _from_task(period: Period, item: Item, older: Promise | None) -> Promise:
    history: tuple[Account, ...] = ()
    if older is not None:
        history = (*older.history, _account(period, older))
    text = "\n".join((item.text, *item.more))
    return Promise(item.id, text, item.origin or period, history=history)


def _left_open(period: Period, promise: Promise) -> Promise:
    history = (*promise.history, _account(period, promise))
    return Promise(promise.id, promise.text, promise.origin, history=history)


def _account(period: Period, promise: Promise) -> Account:
    words = [words.strip() for words in (promise.result, promise.cause) if words.strip()]
    return Account(period, promise.state, "; ".join(words))


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


def _told(report: Report, promise: Promise, role: PlaceRole, section_id: str, state: PromiseState) -> Report:
    """The report with the promise told of here instead of where it was told of before.

    Raises KeyError when the report has no section of this role.
    """
    before = standing(report, promise)
    report, put = _inserted(_without(report, before.told), promise, role, section_id)
    return _update(report, promise.id, placed=put, again=before.task, state=state)


def _inserted(report: Report, promise: Promise, role: PlaceRole, section_id: str) -> tuple[Report, str]:
    """The report with the words for the promise at the end of a section, and the new item's id."""
    target = section_id or section_for(report, role, promise.text)
    section = next(section for section, _ in walk(report.sections) if section.id == target)
    item = _words_for(report, promise, role)
    return insert_item(report, target, len(section.items), item), item.id


def _without(report: Report, item_id: str) -> Report:
    found = find_item(report, item_id) if item_id else None
    return remove_item(report, found[0].id, item_id) if found else report


def _words_for(report: Report, promise: Promise, role: PlaceRole) -> Item:
    """What a report says of the promise in a section of this role."""
    if role == "results":
        return _with_figures(report, promise, promise.result.strip() or f"{_stem(promise)}: {GAP}")
    if role == "limitations":
        text = promise.result.strip() or f"Chưa hoàn thành nhiệm vụ: {_lowered(_stem(promise))}"
        return Item(new_id("i"), text=text, cause=promise.cause.strip() or GAP)
    text, *more = promise.text.split("\n")
    return Item(new_id("i"), type="task", text=text, more=tuple(more), origin=promise.origin)


def _with_words_followed(report: Report, before: Promise, after: Promise) -> Report:
    """The report with what it tells of the promise kept in step, while that is still as it was put."""
    found = find_item(report, standing(report, after).told)
    if found is None:
        return report
    section, item = found[0], found[0].items[found[1]]
    for role in TELLING:
        if msgspec.structs.replace(_words_for(report, before, role), id=item.id) == item:
            fresh = msgspec.structs.replace(_words_for(report, after, role), id=item.id)
            return set_items(report, section.id, [fresh if i.id == item.id else i for i in section.items])
    return report


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
