"""The desk in two: what is written at the left, the real pages at the right, which fold away."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QToolButton, QWidget

from danvan_desktop.domain.office import FormatFamily
from danvan_desktop.errors import UserError
from danvan_desktop.services.editing import Editing
from danvan_desktop.services.library import Library, chosen_profile
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import quiet_button
from danvan_desktop.wording import say

if TYPE_CHECKING:
    from danvan_desktop.ui.editor.page import EditorPage
    from danvan_desktop.ui.pages.pane import PagesPane, Rules

_SETTING = "pages_shown"
_ROOMY_FROM = 1400
"""A window narrower than this, in pixels at a scale of 100 %, starts with the pages folded (DESIGN §9)."""


class PagesSplit(QSplitter):
    """Holds the desk's stack and, once it is wanted, the pane; whether it is shown is remembered."""

    shown_changed = Signal(bool)

    def __init__(self, work: QWidget, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("pages_split")
        self.setChildrenCollapsible(False)
        self._library = library
        self._pane: PagesPane | None = None
        self._editor: EditorPage | None = None
        self._followed: tuple[Editing, Rules] | None = None
        self._usable = False
        self._hushed = False
        kept = library.drafts.setting(_SETTING, "")
        self._wish: bool | None = None if kept not in ("yes", "no") else kept == "yes"
        self.addWidget(work)
        self.setStretchFactor(0, 1)
        self.button = self._button()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._caret_moved)

    @property
    def pane(self) -> PagesPane | None:
        """The pane, once it was wanted."""
        return self._pane

    @property
    def wished(self) -> bool:
        """Whether the pages are to be shown: as the person chose, else as the room allows."""
        return self.window().width() >= _ROOMY_FROM if self._wish is None else self._wish

    def show_pages(self, shown: bool) -> None:
        """Show the pages or fold them away, and remember it; asked for, they come though they were hushed."""
        self._wish, self._hushed = shown, False
        with suppress(UserError):  # not remembering it is no failure
            self._library.drafts.set_setting(_SETTING, "yes" if shown else "no")
        self._fit()

    def toggle(self) -> None:
        """Show the pages if they are folded, else fold them."""
        self.show_pages(self._hushed or not self.wished)

    def hush(self, hushed: bool) -> None:
        """Take the pages away for a while, whatever was chosen."""
        self._hushed = hushed
        self._fit()

    def follow(self, editing: Editing, family: FormatFamily, editor: EditorPage) -> None:
        """Show the pages of this report, written in this editor by an office of this family."""
        rules = partial(chosen_profile, profile_id=None, family=family)
        self._followed = editing, rules
        if self._editor is None:
            self._editor = editor
            editor.caret_moved.connect(self._caret_moved)
            editor.part_shown.connect(self._caret_moved)
        if self._pane is not None:
            self._pane.open(editing, rules)
        self._fit()

    def let_go(self) -> None:
        """The report is closed."""
        self._followed = None
        if self._pane is not None:
            self._pane.close_report()
        self._fit()

    def set_usable(self, usable: bool) -> None:
        """Whether what stands at the left is what the pages show."""
        self._usable = usable
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold with the room, until the person chose."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        can = self._usable and self._followed is not None
        shown = can and self.wished and not self._hushed
        self.button.setVisible(can)
        self.button.setChecked(shown)
        if shown and self._pane is None:
            self._make_pane()
        if self._pane is not None and self._pane.isHidden() == shown:
            self._pane.setVisible(shown)
            self._caret_moved()
            self.shown_changed.emit(shown)

    def _make_pane(self) -> None:
        from danvan_desktop.ui.pages.pane import PagesPane

        assert self._followed is not None
        assert self._editor is not None
        pane = self._pane = PagesPane(self)
        pane.lead_wanted.connect(self._editor.lead_to)
        pane.fold_wanted.connect(lambda: self.show_pages(False))
        self.addWidget(pane)
        self.setStretchFactor(1, 1)
        whole = max(self.width(), 1)
        self.setSizes([whole * 3 // 5, whole * 2 // 5])
        pane.open(*self._followed)
        self.shown_changed.emit(True)

    def _caret_moved(self, *_: object) -> None:
        if self._pane is not None and not self._pane.isHidden() and self._editor is not None:
            self._pane.caret_at(self._editor.current_place, self._editor.current_item)

    def _button(self) -> QToolButton:
        button = quiet_button(say("pages_ui.pane"), "pages_button", self, "pages")
        button.setToolTip(say("pages_ui.show_tip"))
        button.setCheckable(True)
        button.clicked.connect(self.show_pages)
        button.setMinimumHeight(theme.unit(button) * 6)
        button.hide()
        return button
