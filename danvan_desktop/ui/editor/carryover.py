"""What the editor does with earlier periods: the side pane, the checks, and what is taken or confirmed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from danvan_desktop.checks.decide import decide
from danvan_desktop.domain.beside import Said, already_here, is_here, take, take_cause
from danvan_desktop.domain.edits import find_section, update_item
from danvan_desktop.domain.finding import Finding
from danvan_desktop.domain.next_period import Carry, NextDraft
from danvan_desktop.domain.period import period_text
from danvan_desktop.domain.report import Report
from danvan_desktop.errors import UserError
from danvan_desktop.services.earlier import Earlier
from danvan_desktop.services.editing import Change, Place
from danvan_desktop.services.section_again import section_again
from danvan_desktop.ui.beside.pane import BesidePane
from danvan_desktop.ui.beside.said_once import SaidOnce
from danvan_desktop.ui.editor.context import EditorContext
from danvan_desktop.ui.editor.finding_places import place_of, select_finding
from danvan_desktop.ui.editor.parts import form_kind, nodes
from danvan_desktop.ui.editor.side_pane import SidePane
from danvan_desktop.ui.findings.checking import Checking, Ground
from danvan_desktop.ui.findings.notice import notice_words
from danvan_desktop.ui.findings.panel import FindingsPanel
from danvan_desktop.ui.next_period.summary import SummaryPane
from danvan_desktop.wording import say

if TYPE_CHECKING:
    from danvan_desktop.ui.editor.page import EditorPage


class Carryover(QObject):
    """Belongs to the editor page; where reports are kept it does not know, but asks `look_up`."""

    counted = Signal(int)
    """How many findings there are, hints aside, whenever a check has ended; -1 while none has."""

    def __init__(self, page: EditorPage) -> None:
        super().__init__(page)
        self._page = page
        self._context: EditorContext | None = None
        self._look_up: Callable[[], Earlier] = Earlier
        self._earlier: Earlier | None = None
        self._once = SaidOnce()
        self._told = True
        self.findings: list[Finding] = []
        self.pane = SidePane(page)
        self.beside = BesidePane(self.pane)
        self.panel = FindingsPanel(self.pane)
        self.summary = SummaryPane(self.pane)
        for name, widget in (("beside", self.beside), ("findings", self.panel), ("summary", self.summary)):
            self.pane.add(name, widget)
        self.pane.offer("summary", False)
        self.checking = Checking(self._ground, self)
        self.checking.found.connect(self._show_findings)
        self.panel.chosen.connect(self._show)
        self.panel.entered.connect(lambda finding: self._show(finding, enter=True))
        self.panel.decided.connect(self._decide)
        self.beside.taken.connect(self._take)
        self.beside.whole.connect(self._redo)
        self.beside.turned.connect(lambda _: self.show_beside())
        self.pane.turned.connect(self._turned)
        self.pane.closed.connect(self._back_to_form)

    # What the page tells

    def open(self, context: EditorContext, look_up: Callable[[], Earlier]) -> None:
        """Work on a report; `look_up` finds the earlier ones when they are first needed."""
        self._context, self._look_up, self._earlier = context, look_up, None
        self.pane.offer("summary", False)
        self.findings = []
        self.panel.show_findings([], {})
        self.pane.label("findings", say("side.findings"))
        self.counted.emit(-1)
        self.checking.offer(context.report)
        if self.pane.page:
            self.pane.show_page("beside")

    def close(self) -> None:
        """Let go of the report."""
        self.checking.stop()
        self._context = None
        self.findings = []
        self.counted.emit(-1)

    def follow(self, change: Change) -> None:
        """The report changed."""
        self.checking.offer(change.after)
        if self.pane.page == "beside":
            self.show_beside()

    def show_beside(self) -> None:
        """Show what was said in the part that is open."""
        form = self._page.area.form
        if self._context is None or form is None or self.pane.page != "beside":
            return
        report, earlier = self._context.report, self._ready()
        reports = [found for found in (earlier.last, earlier.same_period) if found is not None]
        keys = ("last", "same") if earlier.last is not None else ("same",)
        self.beside.show_names(
            [
                say(f"beside.of.{key}", period=period_text(r.period))
                for key, r in zip(keys, reports, strict=False)
            ]
        )
        section = find_section(report, form.part)
        said: Sequence[Said] = ()
        hint = "no_report" if not reports else "no_section" if section is None else "nothing_said"
        if reports and section is not None:
            said = self._once.said(report, reports[self.beside.number], form.part, earlier.units)
        here = already_here(section) if section else frozenset[str]()
        self.beside.show_said(said, here, hint=say(f"beside.{hint}"), section=section is not None)

    # What the person asks for

    def notice(self) -> str:
        """What is still open, hints aside, by kind and with the tasks not reported on; '' for nothing."""
        return notice_words([found for found in self.findings if not found.is_hint])

    def check(self) -> None:
        """F7: check now, and show what is found."""
        if self._context is None:
            return
        self._page.commit_pending()
        self._told = False
        self.pane.show_page("findings")
        self.panel.list.setFocus()
        self.checking.at_once(self._context.report)

    def next_finding(self) -> None:
        """F8: the next finding, shown where it stands."""
        if self._context is None:
            return
        fresh = self.pane.page != "findings"
        self.pane.show_page("findings")
        self.panel.list.setFocus()
        found = self.panel.first() if fresh else self.panel.step()
        if found is None:
            self.check()

    def turn_beside(self) -> None:
        """F4: last period beside this one, or folded away."""
        if self._context is None:
            return
        if self.pane.page == "beside":
            self.pane.fold()
        else:
            self.pane.show_page("beside")
            self.beside.list.setFocus()

    def show_summary(self, draft: NextDraft) -> None:
        """Show what came of making the draft that is open."""
        self.summary.show_draft(draft)
        self.pane.offer("summary", True)
        self.pane.show_page("summary")

    def confirm(self, *, whole: bool) -> None:
        """Ctrl+D, Ctrl+Shift+D: what the keyboard is in, or all of the form, was read."""
        form = self._page.area.form
        if self._context is None or form is None:
            return
        self._page.commit_pending()
        found = form.confirm_all() if whole else form.confirm_current()
        if not found:
            self._context.told.emit(say("unread.none_here"))

    # Findings

    def _ground(self) -> Ground:
        earlier = self._ready()
        return Ground(earlier.last, earlier.units)

    def _show_findings(self, found: list[Finding]) -> None:
        if self._context is None:
            return
        self.findings = found
        names = {node.part: node.name for node in nodes(self._context.report)}
        places = {finding.where.section: self._place_name(finding, names) for finding in found}
        self.panel.show_findings(found, places)
        hints = sum(finding.is_hint for finding in found)
        count = len(found) - hints
        self.pane.label(
            "findings", say("side.findings_count", count=count) if count else say("side.findings")
        )
        self.counted.emit(count)
        if not self._told:
            self._told = True
            told = say("findings.told", count=count) if count else say("findings.told_none")
            self._context.told.emit(f"{told} {say('findings.told_hints', count=hints)}" if hints else told)
            if found:
                self.panel.first()

    def _place_name(self, finding: Finding, names: dict[str, str]) -> str:
        assert self._context is not None
        return names.get(place_of(self._context.report, finding).part, "")

    def _show(self, finding: Finding, enter: bool = False) -> None:
        """Show where a finding stands; with `enter` the keyboard goes there too."""
        if self._context is None:
            return
        held = QApplication.focusWidget()
        select_finding(self._page, self._context.report, finding, enter=enter)
        if not enter and held is not None and self.pane.isAncestorOf(held):
            held.setFocus()

    def _decide(self, finding: Finding, action: str) -> None:
        if self._context is None:
            return
        if action == "edit" and not finding.replacement:
            self._show(finding, enter=True)
            return
        place = place_of(self._context.report, finding)
        after = decide(self._context.report, finding, action)  # type: ignore[arg-type]
        self._context.do(after, say(f"editor.act.finding_{action}"), place)
        self._context.told.emit(say(f"findings.done.{action}"))
        self.panel.drop(finding)
        self.panel.list.setFocus()

    # Last period

    def _ready(self) -> Earlier:
        """The earlier reports; where the store cannot be read now, none for now."""
        if self._earlier is None:
            try:
                self._earlier = self._look_up()
            except UserError:
                return Earlier()
        return self._earlier

    def _take(self, said: Said) -> None:
        form, context = self._page.area.form, self._context
        source = self._source()
        if context is None or form is None or source is None:
            return
        before = find_section(context.report, form.part)
        if before is not None and is_here(said, already_here(before)):
            context.told.emit(say("beside.here"))
            return
        put = take_cause if said.is_cause and before and before.role == "limitations" else take
        after = put(context.report, form.part, said.now, source.period)
        section = find_section(after, form.part)
        old = before.items if before else ()
        fresh = next((item.id for item in section.items if item not in old), "") if section else ""
        if form_kind(after, form.part) == "tasks":
            after = update_item(
                after, form.part, fresh, lambda item: msgspec.structs.replace(item, type="task")
            )
        context.do(after, say("editor.act.take"), Place(form.part, fresh, "text"))
        context.told.emit(say("beside.taken"))

    def _redo(self, carry: Carry) -> None:
        form, context = self._page.area.form, self._context
        source = self._source()
        if context is None or form is None or (source is None and carry != "blank"):
            return
        earlier = source or context.report
        after = section_again(context.report, earlier, form.part, carry, self._ready().units)
        context.do(after, say(f"editor.act.section_{carry}"), Place(form.part))
        context.told.emit(say(f"beside.done_{carry}"))

    def _source(self) -> Report | None:
        earlier = self._ready()
        reports = [found for found in (earlier.last, earlier.same_period) if found is not None]
        return reports[self.beside.number] if self.beside.number < len(reports) else None

    # The pane

    def _turned(self, name: str) -> None:
        if name == "beside":
            self.show_beside()

    def _back_to_form(self) -> None:
        form = self._page.area.form
        focus = QApplication.focusWidget()
        if form is not None and (focus is None or self.pane.isAncestorOf(focus)):
            field = form.first_field()
            if field is not None:
                field.setFocus()
