"""One task of the last report: what it was, how far it has got, and a button that puts it in its place."""

from __future__ import annotations

from functools import partial
from typing import get_args

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from danvan_desktop.domain.edits import find_item
from danvan_desktop.domain.figures import figure_text
from danvan_desktop.domain.period import period_text
from danvan_desktop.domain.promises import origin_text, standing
from danvan_desktop.domain.report import Promise, PromiseState, Report
from danvan_desktop.text.ordinals import task_word
from danvan_desktop.text.unicode import capitalized
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import plain_button, quiet_button
from danvan_desktop.ui.editor.parts import section_name
from danvan_desktop.ui.promises.places import TARGET_ROLES, Target, targets, usual_targets
from danvan_desktop.ui.promises.state_buttons import StateButtons
from danvan_desktop.ui.rich_text.field import RichTextField
from danvan_desktop.wording import say

STATES: tuple[PromiseState, ...] = tuple(state for state in get_args(PromiseState) if state != "unknown")


class PromiseCard(QFrame):
    """It only tells what the person wants; the form does it."""

    answered = Signal(str, str)
    typed = Signal(str, str)
    figures_chosen = Signal(str, tuple)
    put = Signal(str, tuple)
    seen = Signal(str)

    def __init__(self, promise: Promise, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("promise_card")
        self.promise_id = promise.id
        self._promise = promise
        self._targets: tuple[Target, ...] = ()
        self._usual: tuple[Target, ...] = ()
        self._report: Report | None = None
        gap = theme.unit(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, gap * 2, 0, gap * 3)
        column.setSpacing(gap + gap // 2)
        column.addWidget(self._task(promise, number))
        column.addWidget(self._history(promise))
        self._states = StateButtons(STATES, self)
        self._states.setAccessibleName(say("ledger.state_of", number=number))
        self._states.chosen.connect(lambda state: self.answered.emit(self.promise_id, state))
        column.addWidget(self._states, 0, Qt.AlignmentFlag.AlignLeft)
        self._labels: dict[str, QLabel] = {}
        self._fields: dict[str, RichTextField] = {}
        for name in ("result", "cause"):
            self._add_field(name, number, column)
        column.addLayout(self._bottom(gap))
        line = QFrame(self)
        line.setFrameShape(QFrame.Shape.HLine)
        line.setForegroundRole(QPalette.ColorRole.Midlight)
        column.addSpacing(gap)
        column.addWidget(line)

    def fields(self) -> dict[str, RichTextField]:
        """The text fields by name."""
        return self._fields

    def first_choice(self) -> QWidget:
        """Where the keyboard goes: the state that is set, or the first."""
        return self._states.current()

    def show_promise(self, promise: Promise, report: Report, origin: object) -> None:
        """Show how it stands with the task, but never in the field the change came from."""
        self._promise, self._report = promise, report
        self._targets = targets(report)
        self._states.show_state(promise.state)
        for name, field in self._fields.items():
            if origin is not field:
                field.show_text(getattr(promise, name))
        answered = promise.state != "unknown"
        self._show_field("result", answered, "reason" if promise.state == "dropped" else "result")
        self._show_field("cause", promise.state == "not_done", "cause")
        self._show_figures(report, promise)
        self._show_place(report, promise)

    def _task(self, promise: Promise, number: int) -> QWidget:
        box = QWidget(self)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        lead = QLabel(f"{task_word(number)},")
        font = lead.font()
        font.setBold(True)
        lead.setFont(font)
        words = QLabel(promise.text)
        words.setObjectName("promise_text")
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(lead, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        return box

    def _history(self, promise: Promise) -> QLabel:
        told = [capitalized(origin_text(promise))]
        for account in promise.history:
            state = say(f"ledger.state.{account.state}").lower()
            result = f" ({account.result})" if account.result else ""
            told.append(f"{period_text(account.period)}: {state}{result}")
        words = QLabel(" · ".join(told))
        words.setObjectName("promise_history")
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        return words

    def _add_field(self, name: str, number: int, column: QVBoxLayout) -> None:
        label = QLabel(say(f"ledger.field.{name}"))
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        field = RichTextField(
            f"promise_{name}", say(f"ledger.field.{name}_of", number=number), self, emphasis=False
        )
        field.setPlaceholderText(say(f"ledger.field.{name}_hint"))
        label.setBuddy(field)
        field.edited.connect(partial(self.typed.emit, self.promise_id, name))
        self._labels[name], self._fields[name] = label, field
        column.addWidget(label)
        column.addWidget(field)

    def _bottom(self, gap: int) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(gap * 2)
        self._figures = quiet_button(say("ledger.figures"), "promise_figures", self, "new")
        self._figures.clicked.connect(self._open_figures)
        self._where = QLabel(self)
        self._where.setObjectName("promise_where")
        self._where.setWordWrap(True)
        self._where.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._see: QPushButton = plain_button(say("ledger.see"), "promise_see", self)
        self._see.clicked.connect(lambda: self.seen.emit(self.promise_id))
        self.put_button: QPushButton = plain_button("", "promise_put", self)
        self.put_button.clicked.connect(self._put_usual)
        self._elsewhere: QPushButton = plain_button(say("ledger.elsewhere"), "promise_elsewhere", self)
        self._elsewhere.clicked.connect(self._open_targets)
        row.addWidget(self._figures)
        row.addWidget(self._where, 1)
        for button in (self._see, self.put_button, self._elsewhere):
            row.addWidget(button)
        return row

    def _show_field(self, name: str, shown: bool, key: str) -> None:
        self._labels[name].setText(say(f"ledger.field.{key}"))
        self._fields[name].setPlaceholderText(say(f"ledger.field.{key}_hint"))
        self._labels[name].setVisible(shown)
        self._fields[name].setVisible(shown)

    def _show_figures(self, report: Report, promise: Promise) -> None:
        known = {indicator.code: indicator for indicator in report.indicators}
        told = [
            f"{known[code].name}: {figure_text(known[code], 'value')}"
            for code in promise.figures
            if code in known
        ]
        self._figures.setText("; ".join(told).replace("&", "&&") or say("ledger.figures"))
        self._figures.setVisible(promise.state in ("done", "ongoing", "not_done") and bool(known))

    def _show_place(self, report: Report, promise: Promise) -> None:
        sections = [found[0] for one in standing(report, promise) if (found := find_item(report, one))]
        names = "; ".join(map(section_name, sections))
        self._where.setText(say("ledger.placed", name=names) if names else "")
        self._see.setVisible(bool(sections))
        self._usual = usual_targets(report, promise, self._targets)
        self.put_button.setVisible(bool(self._usual))
        if self._usual:
            key = "both" if len(self._usual) > 1 else self._usual[0].role
            self.put_button.setText(say(f"ledger.put.{key}"))
            into = "; ".join(target.name for target in self._usual)
            self.put_button.setToolTip(say("ledger.put_tip", name=into))
        self._elsewhere.setVisible(promise.state not in ("unknown", "dropped") and bool(self._targets))
        self._elsewhere.setText(say("ledger.move" if sections else "ledger.elsewhere"))

    def _put_usual(self) -> None:
        if self._usual:
            self.put.emit(self.promise_id, self._usual)

    def _open_targets(self) -> None:
        menu = self._menu("promise_targets")
        for role in TARGET_ROLES:
            offered = [target for target in self._targets if target.role == role]
            for target in offered:
                words = say(f"ledger.into.{role}", name=target.name).replace("&", "&&")
                action = menu.addAction(words)
                action.triggered.connect(lambda _=False, t=target: self.put.emit(self.promise_id, (t,)))
            if offered and role != TARGET_ROLES[-1]:
                menu.addSeparator()
        menu.popup(self._elsewhere.mapToGlobal(QPoint(0, self._elsewhere.height())))

    def _open_figures(self) -> None:
        menu = self._menu("promise_figure_menu")
        for indicator in self._report.indicators if self._report else ():
            value = figure_text(indicator, "value")
            action = menu.addAction(f"{indicator.name}: {value}".replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(indicator.code in self._promise.figures)
            action.triggered.connect(lambda _=False, code=indicator.code: self._turn_figure(code))
        menu.popup(self._figures.mapToGlobal(QPoint(0, self._figures.height())))

    def _turn_figure(self, code: str) -> None:
        chosen = self._promise.figures
        fresh = tuple(c for c in chosen if c != code) if code in chosen else (*chosen, code)
        self.figures_chosen.emit(self.promise_id, fresh)

    def _menu(self, name: str) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName(name)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu
