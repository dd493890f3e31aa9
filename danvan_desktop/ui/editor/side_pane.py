"""The pane at the right of the form: what stood in earlier reports, what to look at; it folds away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from danvan_desktop.ui import theme
from danvan_desktop.ui.widgets.glyph_button import GlyphButton
from danvan_desktop.wording import say


class SidePane(QWidget):
    """One page at a time, each under a tab of its own."""

    turned = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side_pane")
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        gap = theme.unit(self)
        self._tabs = QTabBar(self)
        self._tabs.setObjectName("side_tabs")
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.setAccessibleName(say("side.tabs"))
        self._close = GlyphButton("delete", "side_close", say("side.close"), self)
        self._close.clicked.connect(self.fold)
        self._stack = QStackedWidget(self)
        self._names: list[str] = []
        top = QHBoxLayout()
        top.setContentsMargins(gap, gap, gap, 0)
        top.addWidget(self._tabs, 1)
        top.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._stack, 1)
        self._tabs.currentChanged.connect(self._turn)
        self.setMinimumWidth(theme.columns(self, 34))
        self.hide()

    def add(self, name: str, page: QWidget) -> None:
        """Add a page with its tab."""
        self._names.append(name)
        self._stack.addWidget(page)
        self._tabs.addTab(say(f"side.{name}"))

    @property
    def page(self) -> str:
        """The name of the page that is shown, '' while the pane is folded away."""
        return "" if self.isHidden() else self._names[self._stack.currentIndex()]

    def show_page(self, name: str) -> None:
        """Unfold the pane at a page."""
        self.show()
        self._tabs.setCurrentIndex(self._names.index(name))
        self.turned.emit(name)

    def offer(self, name: str, offered: bool) -> None:
        """Whether a page has its tab."""
        self._tabs.setTabVisible(self._names.index(name), offered)

    def label(self, name: str, text: str) -> None:
        """What a page's tab says."""
        self._tabs.setTabText(self._names.index(name), text)

    def fold(self) -> None:
        """Fold the pane away."""
        self.hide()
        self.closed.emit()

    def _turn(self, index: int) -> None:
        self._stack.setCurrentIndex(index)
        if not self.isHidden():
            self.turned.emit(self._names[index])
