"""Work that would make the window wait: a plain function on another thread, its answer by signal."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal


class Cancelled(Exception):  # noqa: N818  (an answer, not an error)
    """Raised inside the work when the person no longer wants it."""


class Ticket:
    """What the work holds of its job: it says how far it is, and asks whether it is still wanted."""

    def __init__(self, report: Callable[[float], None]) -> None:
        self._report = report
        self._cancelled = threading.Event()

    def progress(self, share: float) -> None:
        """Say how much is done, 0 to 1. Raises Cancelled when it is no longer wanted."""
        self.check()
        self._report(share)

    def check(self) -> None:
        """Raises Cancelled when the work is no longer wanted."""
        if self._cancelled.is_set():
            raise Cancelled

    def cancel(self) -> None:
        """Ask the work to stop at its next check."""
        self._cancelled.set()


Work = Callable[[Ticket], object]


class Job(QObject):
    """One piece of work. Its signals arrive in the thread that made the job, which owns it.

    Exactly one of `done`, `failed` and `cancelled` follows each `start`, then `ended`.
    """

    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal()
    progressed = Signal(float)
    _answered = Signal(str, object)

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._ticket = Ticket(self.progressed.emit)
        self.running = False
        self._answered.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin on a thread of the pool."""
        self.running = True
        work, ticket, answer = self._work, self._ticket, self._answered
        QThreadPool.globalInstance().start(lambda: _run(work, ticket, answer.emit))

    def cancel(self) -> None:
        """Ask the work to stop; `cancelled` follows when it has."""
        self._ticket.cancel()

    def _answer(self, how: str, what: object) -> None:
        self.running = False
        if how == "done":
            self.done.emit(what)
        elif how == "failed":
            self.failed.emit(what)
        else:
            self.cancelled.emit()
        self.ended.emit()


def _run(work: Work, ticket: Ticket, answer: Callable[[str, object], None]) -> None:
    # The owner may be gone by the time the work ends; then nobody waits for the answer.
    with suppress(RuntimeError):
        try:
            result = work(ticket)
        except Cancelled:
            answer("cancelled", None)
        except Exception as error:  # the thread's end of the line: the owner decides what it means
            answer("failed", error)
        else:
            answer("done", result)
