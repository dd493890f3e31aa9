"""Being told to end by the system, at a shutdown or by `kill`: a wish that comes to the window as a call."""

from __future__ import annotations

import os
import signal
import sys

from PySide6.QtCore import QObject, QSocketNotifier, Signal


class Termination(QObject):
    """Catches SIGTERM, SIGHUP and SIGINT where there are any; Windows tells of its end in another way."""

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.was_asked = False
        self._before: dict[int, object] = {}
        if sys.platform == "win32":
            return
        self._reading, self._writing = os.pipe()
        for end in (self._reading, self._writing):
            os.set_blocking(end, False)
        self._wakeup = signal.set_wakeup_fd(self._writing, warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            self._before[number] = signal.signal(number, lambda *_: None)
        self._notifier = QSocketNotifier(self._reading, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._heard)

    def release(self) -> None:
        """Leave the signals as they were found."""
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]
        if self._before:
            self._notifier.setEnabled(False)
            signal.set_wakeup_fd(self._wakeup)
            os.close(self._reading)
            os.close(self._writing)
            self._before.clear()

    def _heard(self) -> None:
        """The pipe also wakes for signals that are others' business, such as a child's end."""
        if self._before.keys() & set(os.read(self._reading, 4096)):
            self.was_asked = True
            self.asked.emit()
