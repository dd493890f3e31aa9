"""The tasks of the last report: how far each has got, and where this report tells of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from danvan_desktop.domain import promises
from danvan_desktop.domain.edits import find_item
from danvan_desktop.domain.finding import LEDGER
from danvan_desktop.domain.report import Promise, Report
from danvan_desktop.services.editing import Change, Place
from danvan_desktop.ui.editor.context import EditorContext
from danvan_desktop.ui.editor.form import Address, Field, Form
from danvan_desktop.ui.promises.card import PromiseCard
from danvan_desktop.ui.promises.places import Target
from danvan_desktop.ui.widgets.form_rows import form_title
from danvan_desktop.wording import say

_PUT: dict[str, Callable[[Report, str, str], Report]] = {
    "results": promises.put_into_results,
    "limitations": promises.put_into_limitations,
    "tasks": promises.put_into_tasks,
}


class LedgerForm(Form):
    """One card a task; what is answered and put is a step of the report's history like any other."""

    def __init__(self, context: EditorContext, part: str, parent: QWidget | None = None) -> None:
        super().__init__(context, part, parent)
        self.setObjectName("form_ledger")
        self.column.addWidget(form_title(say("editor.part.ledger")))
        self._count = QLabel(self)
        self._count.setObjectName("ledger_count")
        self._count.setWordWrap(True)
        self._count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.column.addWidget(self._count)
        self._cards: dict[str, PromiseCard] = {}
        for number, promise in enumerate(context.report.promises, start=1):
            self._cards[promise.id] = self._new_card(promise, number)
        self.column.addStretch(1)
        self._show(None)

    def fields(self) -> dict[Address, Field]:
        return {
            (self.part, promise_id, name): field
            for promise_id, card in self._cards.items()
            for name, field in card.fields().items()
        }

    def first_field(self) -> QWidget | None:
        """The first task without an answer."""
        waiting = {promise.id for promise in promises.unreported(self.context.report)}
        cards = list(self._cards.values())
        first = next((card for card in cards if card.promise_id in waiting), cards[0] if cards else None)
        return first.first_choice() if first else None

    def outdated(self, report: Report) -> bool:
        return [promise.id for promise in report.promises] != list(self._cards)

    def refresh(self, change: Change) -> None:
        self._show(change.origin)

    def focus_place(self, place: Place) -> None:
        card = self._cards.get(place.item)
        if card is None:
            return
        field = card.fields().get(place.field)
        (field if field is not None and field.isVisible() else card.first_choice()).setFocus()

    def put_current(self) -> None:
        """Put the task the keyboard is in where its state says it belongs."""
        focus = QApplication.focusWidget()
        card = next((c for c in self._cards.values() if focus is not None and c.isAncestorOf(focus)), None)
        if card is not None:
            card.put_button.click()

    def _new_card(self, promise: Promise, number: int) -> PromiseCard:
        card = PromiseCard(promise, number, self)
        card.answered.connect(self._answer)
        card.typed.connect(self._type)
        card.figures_chosen.connect(self._choose_figures)
        card.put.connect(self._put)
        card.seen.connect(self._see)
        for field in card.fields().values():
            self.context.prepare(field)
        self.column.addWidget(card)
        return card

    def _show(self, origin: object) -> None:
        report = self.context.report
        waiting = len(promises.unreported(report))
        key = "ledger.waiting" if waiting else "ledger.none_waiting"
        self._count.setText(say(key, count=waiting, total=len(report.promises)))
        for promise in report.promises:
            if promise.id in self._cards:
                self._cards[promise.id].show_promise(promise, report, origin)

    def _answer(self, promise_id: str, state: str) -> None:
        found = self._promise(promise_id)
        after = promises.set_outcome(
            self.context.report,
            promise_id,
            state,  # type: ignore[arg-type]
            found.result,
            found.cause,
            found.figures,
        )
        self.context.do(after, say("editor.act.promise"), Place(LEDGER, promise_id, "state"))

    def _type(self, promise_id: str, name: str) -> None:
        field = self._cards[promise_id].fields()[name]

        def change(report: Report) -> Report:
            found = self._promise(promise_id)
            words = {"result": found.result, "cause": found.cause, name: field.plain()}
            return promises.set_outcome(
                report, promise_id, found.state, words["result"], words["cause"], found.figures
            )

        self.context.type(change, say("editor.act.promise"), Place(LEDGER, promise_id, name), field)

    def _choose_figures(self, promise_id: str, codes: tuple[str, ...]) -> None:
        found = self._promise(promise_id)
        after = promises.set_outcome(
            self.context.report, promise_id, found.state, found.result, found.cause, codes
        )
        self.context.do(after, say("editor.act.promise"), Place(LEDGER, promise_id, "state"))

    def _put(self, promise_id: str, targets: tuple[Target, ...]) -> None:
        after = self.context.report
        for target in targets:
            after = _PUT[target.role](after, promise_id, target.section)
        self.context.do(after, say("editor.act.promise_put"), Place(LEDGER, promise_id, "state"))
        self.context.told.emit(say("ledger.put_done", name="; ".join(target.name for target in targets)))
        rest = [p.id for p in promises.unreported(after)]
        if rest:
            self._cards[rest[0]].first_choice().setFocus()

    def _see(self, promise_id: str) -> None:
        report = self.context.report
        told, task = promises.standing(report, self._promise(promise_id))
        placed = told or task
        found = find_item(report, placed)
        if found is not None:
            self.context.placed.emit(Place(found[0].id, placed, "text"))

    def _promise(self, promise_id: str) -> Promise:
        return next(known for known in self.context.report.promises if known.id == promise_id)
