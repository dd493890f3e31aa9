"""What the program has to say, in a bar on the page instead of a box over it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from danvan_desktop.errors import UserError
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import plain_button
from danvan_desktop.wording import say

Action = tuple[str, str, Callable[[], object]]
"""What a button of the bar says, its object name, and what it does."""


class WholeText(QLabel):
    """A text of several lines that is never cut off, however little room the page around it has."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as the text is at this width."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Ask for the height the text needs; what was asked for before would count as needed."""
        self.setMinimumHeight(0)
        self.setMinimumHeight(self.heightForWidth(self.width()) if self.text() else 0)


class MessageBar(QFrame):
    """One message at a time; the next takes its place. It stays until it is closed, acted on or replaced.

    One that is not `closable` says what holds as long as it is shown, and acting on it does not close it.
    """

    def __init__(
        self, parent: QWidget | None = None, name: str = "message_bar", *, closable: bool = True
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._closable = closable
        self.setAutoFillBackground(True)
        self._tone: theme.Tone = "plain"
        self._buttons: list[QPushButton] = []
        self._text = WholeText()
        self._text.setObjectName("message_text")
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(self)
        gap = theme.unit(self)
        self._row.setContentsMargins(gap * 3, gap * 2, gap * 3, gap * 2)
        self._row.setSpacing(gap * 2)
        self._row.addWidget(self._text, 1)
        self._close = plain_button(say("shell.message.close"), "message_close", self)
        self._close.clicked.connect(self.dismiss)
        self._close.setVisible(closable)
        self._row.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        """What the bar says now, empty when it is hidden."""
        return "" if self.isHidden() else self._text.text()

    def tell(self, text: str, tone: theme.Tone = "plain", actions: Sequence[Action] = ()) -> None:
        """Show a message with what can be done about it; doing it closes the bar."""
        self._drop_buttons()
        self._text.setText(text)
        self._tone = tone
        for number, (label, name, act) in enumerate(actions):
            button = plain_button(label, name, self)
            button.clicked.connect(lambda _=False, act=act: self._act(act))
            self._row.insertWidget(1 + number, button)
            self._buttons.append(button)
        self._dress()
        self.show()
        self._text.fit()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def tell_error(self, error: UserError, actions: Sequence[Action] = ()) -> None:
        """Show what is in the way and what to do about it."""
        self.tell(str(error), "bad", actions)

    def dismiss(self) -> None:
        """Take the message away."""
        had_focus = self.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self.hide()
        if had_focus:
            self.focusNextChild()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the bar while it has the focus."""
        if event.key() == Qt.Key.Key_Escape and self._closable:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Follow light and dark; Qt tells no `changeEvent` of the application's palette."""
        if event.type() == QEvent.Type.ApplicationPaletteChange:
            self._dress()
        return super().event(event)

    def _act(self, act: Callable[[], object]) -> None:
        if self._closable:
            self.dismiss()
        act()

    def _drop_buttons(self) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons.clear()

    def _dress(self) -> None:
        ink, wash = theme.tone_colours(self._tone, theme.palette_now())
        own = QPalette(theme.palette_now())
        own.setColor(QPalette.ColorRole.Window, wash)
        own.setColor(QPalette.ColorRole.WindowText, ink)
        self.setPalette(own)
