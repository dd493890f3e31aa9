"""The checks, run beside the window a moment after the report has come to rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from danvan_desktop.domain.report import Report
from danvan_desktop.ui.jobs import Job

_REST_MS = 700


class Ground(msgspec.Struct, frozen=True):
    """What a report is checked against: last period's report and former names of units."""

    previous: Report | None = None
    units: Mapping[str, str] = {}


class Checking(QObject):
    """`found` brings the findings of the report last offered; one check at a time, the newest wins."""

    found = Signal(object)

    def __init__(self, ground: Callable[[], Ground], parent: QObject) -> None:
        super().__init__(parent)
        self._ground = ground
        self._waiting: Report | None = None
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST_MS)
        self._timer.timeout.connect(self._start)

    def offer(self, report: Report) -> None:
        """Check the report once it has not changed for a moment."""
        self._waiting = report
        self._timer.start()

    def at_once(self, report: Report) -> None:
        """Check the report now."""
        self._waiting = report
        self._timer.stop()
        self._start()

    def stop(self) -> None:
        """Check nothing more; an answer on its way is not told."""
        self._timer.stop()
        self._waiting = None
        if self._job is not None:
            self._job.done.disconnect()
            self._job.cancel()
            self._job = None

    def _start(self) -> None:
        if self._job is not None or self._waiting is None:
            return
        report, self._waiting = self._waiting, None
        ground = self._ground()
        job = Job(lambda _: _check(report, ground), self)
        job.done.connect(self.found)
        job.ended.connect(lambda: self._ended(job))
        job.failed.connect(_raise)
        self._job = job
        job.start()

    def _ended(self, job: Job) -> None:
        job.deleteLater()
        if self._job is job:
            self._job = None
            if self._waiting is not None and not self._timer.isActive():
                self._start()


def _check(report: Report, ground: Ground) -> object:
    from danvan_desktop.checks.report_checks import check_report

    return check_report(report, ground.previous, ground.units)


def _raise(error: Exception) -> None:
    raise error
