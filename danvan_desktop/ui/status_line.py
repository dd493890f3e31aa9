"""The line at the window's foot: findings, period, the save light, and the way to earlier states."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QStatusBar

from danvan_desktop.domain.period import period_text
from danvan_desktop.domain.report import Report
from danvan_desktop.text.unicode import capitalized
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import quiet_button
from danvan_desktop.ui.save_light import SaveLight
from danvan_desktop.wording import say


class StatusLine(QObject):
    """Fills the status bar it is given; short news come and go at its left."""

    def __init__(self, bar: QStatusBar, history: QAction) -> None:
        super().__init__(bar)
        self._bar = bar
        bar.setSizeGripEnabled(False)
        self.save_light = SaveLight(bar)
        self._period = QLabel()
        self._period.setObjectName("status_period")
        self._history = quiet_button(say("shell.status_bar.history"), "history_button", bar, "history")
        self._history.setToolTip(history.toolTip())
        self._history.clicked.connect(history.trigger)
        self.findings_button = quiet_button("", "findings_button", bar)
        self.findings_button.setToolTip(say("findings.status_tip"))
        self.findings_button.hide()
        self._count = -1
        self._on_desk = self._editing = False
        for widget in (self.findings_button, self._period, self.save_light, self._history):
            bar.addPermanentWidget(widget)
        gap = theme.unit(bar)
        bar.setContentsMargins(gap * 2, 0, gap * 2, 0)

    def tell(self, text: str) -> None:
        """Show short news for a while."""
        self._bar.showMessage(text, 8000)

    def show_findings(self, count: int) -> None:
        """How many places are to be looked at; -1 while nothing was checked."""
        self._count = count
        key = "findings.status" if count else "findings.status_none"
        self.findings_button.setText(say(key, count=count) if count >= 0 else "")
        self._sync()

    def show_report(self, report: Report | None, *, editing: bool) -> None:
        """What the desk shows, None while another page is shown; `editing` when it can be written."""
        self._on_desk, self._editing = report is not None, editing
        self._period.setText(capitalized(period_text(report.period)) if report else "")
        self._sync()

    def _sync(self) -> None:
        self._history.setVisible(self._on_desk)
        self.findings_button.setVisible(self._on_desk and self._editing and self._count >= 0)
