"""Writing the report under edit without being asked, and never saying "saved" before it is."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime
from typing import Literal

import msgspec

from danvan_desktop.domain.report import Report
from danvan_desktop.errors import UserError
from danvan_desktop.store.drafts import Drafts
from danvan_desktop.wording import say

WRITE_PAUSE = 0.4
"""Seconds from the first unwritten edit to its commit, however fast the typing goes on."""
REVISION_PAUSE = 5.0
"""Seconds without an edit after which the state is kept as a revision."""
RETRY_SECONDS = (1.0, 2.0, 5.0, 10.0, 30.0)
"""Waits after the first, second … failed write; the last one repeats."""

_log = logging.getLogger(__name__)


class SaveState(msgspec.Struct, frozen=True):
    """How the report on screen and the one on disk stand. `at` is set when saved, `reason` when failed."""

    kind: Literal["unchanged", "saving", "saved", "failed"]
    at: datetime | None = None
    reason: str = ""


class Autosave:
    """Keeps the newest unwritten report of one editor and writes it from a thread of its own.

    `on_state` is called from that thread. A failed write is tried again and again; the unwritten report
    stays in `unsaved` until a commit returned. What was stored before the first edit, every pause and the
    end are kept as revisions.
    """

    def __init__(
        self,
        drafts: Drafts,
        report_id: int,
        on_state: Callable[[SaveState], None] | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        threaded: bool = True,
    ) -> None:
        self.report_id = report_id
        self._drafts = drafts
        self._on_state = on_state or (lambda _: None)
        self._clock = clock
        self._changed = threading.Condition()
        self._unsaved: Report | None = None
        self._unrevised: Report | None = None
        self._first_kept = False
        self._write_due: float | None = None
        self._revision_due: float | None = None
        self._failures_in_row = 0
        self._failures_ever = 0
        self._stopped = False
        self._state = SaveState("unchanged")
        self._thread = threading.Thread(target=self._work, name="autosave", daemon=True) if threaded else None
        if self._thread:
            self._thread.start()

    @property
    def state(self) -> SaveState:
        """The last state told to `on_state`."""
        return self._state

    @property
    def unsaved(self) -> Report | None:
        """The newest report that is not on disk yet, None when all is."""
        return self._unsaved

    def offer(self, report: Report) -> None:
        """Take the report after an edit, to be written within a second. Never waits."""
        with self._changed:
            self._unsaved = self._unrevised = report
            now = self._clock()
            if self._write_due is None:
                self._write_due = now + WRITE_PAUSE
            self._revision_due = now + REVISION_PAUSE
            self._changed.notify_all()

    def pause(self) -> None:
        """The person turned to something else, another section or the list: write, and keep that state.

        Never waits.
        """
        with self._changed:
            if self._unsaved is not None:
                self._write_due = self._clock()
            if self._unrevised is not None:
                self._revision_due = self._clock()
            self._changed.notify_all()

    def flush(self, timeout: float = 2.0) -> bool:
        """Write now what is unwritten, trying once; whether everything is on disk.

        Waits for the write, at most `timeout` seconds.
        """
        with self._changed:
            if self._unsaved is None:
                return True
            self._write_due = self._clock()
            self._changed.notify_all()
            if self._thread:
                failures = self._failures_ever
                self._changed.wait_for(
                    lambda: self._unsaved is None or self._failures_ever > failures, timeout
                )
                return self._unsaved is None
        self.step()
        return self._unsaved is None

    def close(self, timeout: float = 5.0) -> bool:
        """Write what is left and end the thread; whether everything is on disk.

        When it is not, nothing ends: `unsaved` keeps the report and writing it is tried further.
        """
        if not self.flush(timeout):
            return False
        self.stop()
        self._keep_revision()
        return True

    def stop(self) -> None:
        """End the thread, even with unwritten text: for who has taken care of `unsaved` in another way."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
        if self._thread and self._thread is not threading.current_thread():
            self._thread.join()

    def step(self) -> float | None:
        """Do what is due by now; the time the next work falls due, None for none in sight."""
        now = self._clock()
        if self._write_due is not None and self._write_due <= now:
            self._write()
        if self._revision_due is not None and self._revision_due <= now and self._unsaved is None:
            self._keep_revision()
        dues = [due for due in (self._write_due, self._revision_due) if due is not None]
        return min(dues, default=None)

    def _work(self) -> None:
        while True:
            self.step()
            with self._changed:
                if self._stopped:
                    return
                self._changed.wait(self._seconds_to_wait())

    def _seconds_to_wait(self) -> float | None:
        """Until the next work; a revision waits for the write before it."""
        due = self._write_due if self._write_due is not None else self._revision_due
        return None if due is None else max(0.0, due - self._clock())

    def _write(self) -> None:
        with self._changed:
            report, self._write_due = self._unsaved, None
        if report is None:
            return
        self._tell(SaveState("saving"))
        self._keep_first()
        try:
            at = self._drafts.save(self.report_id, report)
        except Exception as error:
            self._failed(error)
            return
        self._first_kept = True
        with self._changed:
            self._failures_in_row = 0
            if self._unsaved is report:
                self._unsaved = None
            elif self._write_due is None:
                self._write_due = self._clock() + WRITE_PAUSE
            self._state = SaveState("saved", at=at)
            self._changed.notify_all()
        self._tell(self._state)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            reason = str(error)
        else:
            # The class says enough for a log that must hold no text of the report.
            _log.error("autosave failed: %s", type(error).__name__)
            reason = say("autosave.unexpected")
        with self._changed:
            wait = RETRY_SECONDS[min(self._failures_in_row, len(RETRY_SECONDS) - 1)]
            self._write_due = self._clock() + wait
            self._failures_in_row += 1
            self._failures_ever += 1
            self._changed.notify_all()
        self._tell(SaveState("failed", reason=reason))

    def _keep_revision(self) -> None:
        with self._changed:
            report, self._unrevised, self._revision_due = self._unrevised, None, None
        if report is None:
            return
        try:
            self._drafts.keep_revision(self.report_id, report)
        except Exception as error:
            # The text itself is on disk; the thread must live, and the next pause makes the next revision.
            _log.warning("revision not kept: %s", type(error).__name__)

    def _keep_first(self) -> None:
        """Keep what is stored before the first edit of it is written, unless that is a revision already."""
        if self._first_kept:
            return
        try:
            self._drafts.keep_stored(self.report_id)
            self._first_kept = True
        except Exception as error:
            # Not even a damaged report may keep the words of today from the disk.
            _log.warning("first state not kept: %s", type(error).__name__)

    def _tell(self, state: SaveState) -> None:
        self._state = state
        try:
            self._on_state(state)
        except Exception as error:
            # Whoever listens may be gone already; writing goes on.
            _log.warning("state not told: %s", type(error).__name__)
