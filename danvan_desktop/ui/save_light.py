"""The light in the status bar: whether every word is on disk."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QWidget

from danvan_desktop.services.autosave import SaveState
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import plain_button
from danvan_desktop.ui.one_line import OneLine
from danvan_desktop.wording import say


class SaveLight(QWidget):
    """Says 'Đã ghi' only for a state that comes after the commit; a failure stays until it is mended.

    Why it failed stands over the text, whole; here it is the tip.
    """

    retry_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("save_light")
        self.state = SaveState("unchanged")
        self._label = OneLine()
        self._label.setObjectName("save_text")
        self._retry = plain_button(say("shell.save.retry"), "save_retry", self)
        self._retry.clicked.connect(self.retry_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.unit(self) * 2)
        row.addWidget(self._label)
        row.addWidget(self._retry)
        self.show_state(self.state)

    @property
    def text(self) -> str:
        """What the light says."""
        return self._label.text()

    def show_state(self, state: SaveState) -> None:
        """Show how the report on screen and the one on disk stand."""
        failed_anew = state.kind == "failed" and self.state.kind != "failed"
        # A new try after a failure is no reason to take the failure away: only success is.
        if state.kind == "saving" and self.state.kind == "failed":
            return
        self.state = state
        self._label.setText(_words(state))
        self._label.setToolTip(self._whole())
        self._label.setAccessibleDescription(self._whole())
        self._retry.setVisible(state.kind == "failed")
        self.setVisible(state.kind != "unchanged")
        self._dress()
        if failed_anew:
            QAccessible.updateAccessibility(QAccessibleEvent(self._label, QAccessible.Event.Alert))

    def _whole(self) -> str:
        """What the few words in the status bar stand for: why a write failed."""
        if self.state.kind == "failed":
            return say("shell.save.failed", reason=self.state.reason)
        return self.text

    def event(self, event: QEvent) -> bool:
        """Follow light and dark; Qt tells no `changeEvent` of the application's palette."""
        if event.type() == QEvent.Type.ApplicationPaletteChange:
            self._dress()
        return super().event(event)

    def _dress(self) -> None:
        general = theme.palette_now()
        own = QPalette(general)
        if self.state.kind == "failed":
            ink, wash = theme.tone_colours("bad", general)
            own.setColor(QPalette.ColorRole.WindowText, ink)
            own.setColor(QPalette.ColorRole.Window, wash)
        self._label.setAutoFillBackground(self.state.kind == "failed")
        self._label.setPalette(own)


def _words(state: SaveState) -> str:
    if state.kind == "saving":
        return say("shell.save.saving")
    if state.kind == "saved" and state.at:
        return say("shell.save.saved", clock=state.at.astimezone().strftime("%H:%M:%S"))
    if state.kind == "failed":
        return say("shell.save.failed_short")
    return ""
