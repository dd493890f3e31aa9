"""The report being edited: one current value, one history of undo for typing and structure alike."""

from __future__ import annotations

import time
from collections.abc import Callable

import msgspec

from danvan_desktop.domain.report import Report

_MERGE_SECONDS = 2.0
_DEPTH = 1000


class Place(msgspec.Struct, frozen=True):
    """Where an edit happened, so that undo can lead the eye there: a part, an item, a field of it."""

    part: str
    item: str = ""
    field: str = ""


class Change(msgspec.Struct, frozen=True):
    """The report went from `before` to `after` at `place`; `origin` is whoever asked, None for undo."""

    before: Report
    after: Report
    place: Place
    origin: object = None


class _Step(msgspec.Struct):
    before: Report
    after: Report
    label: str
    place: Place
    merge: str
    at: float


class Editing:
    """Holds the report under edit. Views subscribe to changes and never write to each other."""

    def __init__(self, report: Report, clock: Callable[[], float] = time.monotonic) -> None:
        self._report = report
        self._clock = clock
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._watchers: list[Callable[[Change], None]] = []

    @property
    def report(self) -> Report:
        """The report as it stands."""
        return self._report

    def subscribe(self, watcher: Callable[[Change], None]) -> Callable[[], None]:
        """Call `watcher` after every change. Returns what ends that."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher) if watcher in self._watchers else None

    def apply(
        self, after: Report, label: str, place: Place, *, merge: str = "", origin: object = None
    ) -> None:
        """Make `after` the report, as one step to undo named `label`.

        Steps with the same `merge` word that follow within two seconds become one, so that typing
        is undone by stretches and not by letters.
        """
        before = self._report
        if after == before:
            return
        now = self._clock()
        last = self._done[-1] if self._done else None
        if last and merge and last.merge == merge and now - last.at <= _MERGE_SECONDS and not self._undone:
            last.after, last.at = after, now
        else:
            self._done.append(_Step(before, after, label, place, merge, now))
            del self._done[:-_DEPTH]
        self._undone.clear()
        self._become(after, place, origin)

    def end_stretch(self) -> None:
        """Typing after this is a step of its own (a field was left, a section chosen)."""
        if self._done:
            self._done[-1].merge = ""

    def undo(self) -> Place | None:
        """Take the last step back. Returns where it was, None when there is none."""
        if not self._done:
            return None
        step = self._done.pop()
        self._undone.append(step)
        self._become(step.before, step.place, None)
        return step.place

    def redo(self) -> Place | None:
        """Do the step last taken back again."""
        if not self._undone:
            return None
        step = self._undone.pop()
        step.merge = ""
        self._done.append(step)
        self._become(step.after, step.place, None)
        return step.place

    @property
    def undo_label(self) -> str:
        """What undo would take back, empty when nothing."""
        return self._done[-1].label if self._done else ""

    @property
    def redo_label(self) -> str:
        """What redo would do again, empty when nothing."""
        return self._undone[-1].label if self._undone else ""

    def _become(self, report: Report, place: Place, origin: object) -> None:
        before, self._report = self._report, report
        for watcher in tuple(self._watchers):
            watcher(Change(before, report, place, origin))
