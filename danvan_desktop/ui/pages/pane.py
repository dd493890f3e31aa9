"""The pane at the right of the form: the real pages, how many they are, and how large they are shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from danvan_desktop.domain.report import Report
from danvan_desktop.errors import UserError
from danvan_desktop.layout.profile import Profile
from danvan_desktop.services.editing import Change, Editing, Place
from danvan_desktop.services.page_links import begins_at, place_in_editor, place_of_change, place_on_pages
from danvan_desktop.services.page_spots import field_at
from danvan_desktop.services.preview import pages_text, written_report
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import quiet_button
from danvan_desktop.ui.messages import MessageBar
from danvan_desktop.ui.pages.feed import PageFeed, PageSource
from danvan_desktop.ui.pages.view import PageView
from danvan_desktop.word.live_pages import LivePages, Pages
from danvan_desktop.word.page_places import Spot
from danvan_desktop.wording import say

_TRUE = ("TimesNewRoman", "Times New Roman")

Rules = Callable[[Report], Profile]


class PagesPane(QWidget):
    """Follows one report while it is shown; hidden it asks for nothing and costs nothing."""

    lead_wanted = Signal(object)
    """A Place whose field the person wants to be led to."""
    fold_wanted = Signal()

    def __init__(self, parent: QWidget | None = None, source: Callable[[], PageSource] | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pages_pane")
        self._editing: Editing | None = None
        self._rules: Rules | None = None
        self._unsubscribe = lambda: None
        self._place = ""
        self._stale = False
        self._font_asked = False
        self.feed = PageFeed(self, source or (lambda: LivePages(8.0)))
        self.view = PageView(self)
        self.note = MessageBar(self, "pages_note")
        self._count = QLabel()
        self._count.setObjectName("pages_count")
        self._percent = QLabel()
        self._percent.setObjectName("pages_zoom")
        self._font = QLabel()
        self._font.setObjectName("pages_font")
        self._lay_out()
        self.setMinimumWidth(theme.columns(self, 42))
        self.feed.placed.connect(self._placed)
        self.feed.drawn.connect(self._drawn)
        self.feed.failed.connect(self._failed)
        self.feed.font_known.connect(self._tell_font)
        self.view.wanted.connect(self.feed.want)
        self.view.spot_clicked.connect(self._clicked)
        self.view.zoom_changed.connect(self._tell_zoom)
        feed = self.feed
        self.destroyed.connect(lambda: feed.shutdown())

    def open(self, editing: Editing, rules: Rules) -> None:
        """Follow a report; `rules` are the layout rules it is written by as it stands."""
        self.close_report()
        self._editing, self._rules = editing, rules
        self._unsubscribe = editing.subscribe(self._changed)
        self._refresh()

    def close_report(self) -> None:
        """Let go of the report."""
        self._unsubscribe()
        self._editing = self._rules = None
        self._place = ""
        self.feed.stop()
        self.view.clear()
        self.note.hide()
        self._count.setText("")

    def caret_at(self, place: Place, item: str = "") -> None:
        """The keyboard went to a place of the editor: mark it and keep it in view."""
        if self._editing is None:
            return
        wanted = begins_at(self._editing.report, place_on_pages(place, item))
        if wanted and wanted != self._place:
            self._place = wanted
            self.view.show_place(wanted)

    def setVisible(self, visible: bool) -> None:
        """Catch up with the report when shown."""
        super().setVisible(visible)
        if visible and self._stale:
            self._refresh()

    def _changed(self, change: Change) -> None:
        place = place_of_change(change)
        if place:
            self._place = place
            self.view.show_place(place, follow=False)
        self._refresh()

    def _refresh(self) -> None:
        editing, rules = self._editing, self._rules
        if editing is None or rules is None:
            return
        self._stale = self.isHidden()
        if self._stale:
            return
        if not self._count.text():
            self._count.setText(say("pages_ui.counting"))
        report = editing.report
        self.feed.show(lambda: written_report(report, rules(report)))

    def _placed(self, pages: Pages) -> None:
        self.note.hide()
        self.view.show_pages(pages)
        self.view.show_place(self._place)
        self._tell_count(len(pages.sizes))
        if not self._font_asked:
            self._font_asked = True
            self.feed.ask_font(_TRUE[1])

    def _drawn(self, page: int, dpi: float, image: QImage) -> None:
        self.view.show_image(page, dpi, image)

    def _failed(self, error: UserError) -> None:
        again = (say("pages_ui.retry"), "pages_retry", lambda: self._refresh())
        self.note.tell(say("pages_ui.failed", reason=error.message), "plain", [again])

    def _clicked(self, spot: Spot) -> None:
        if self._editing is None or self._rules is None:
            return
        self._place = spot.place
        self.view.show_place(spot.place, follow=False)
        report = self._editing.report
        wanted = field_at(report, self._rules(report), spot) or place_in_editor(report, spot.place)
        if wanted is not None:
            self.lead_wanted.emit(wanted)

    def _tell_count(self, count: int) -> None:
        limit = self._editing.report.style.page_limit if self._editing else 0
        over = bool(limit) and count > limit
        text = say("pages_ui.over", count=count, limit=limit) if over else pages_text(count, limit or None)
        ink, _ = theme.tone_colours("warning" if over else "plain", theme.palette_now())
        own = QPalette(self._count.palette())
        own.setColor(QPalette.ColorRole.WindowText, ink)
        self._count.setPalette(own)
        self._count.setText(text)

    def _tell_font(self, name: str) -> None:
        stand_in = "" if name.replace("-", "").startswith(_TRUE[0]) else name
        spaced = "".join(f" {letter}" if letter.isupper() else letter for letter in stand_in).strip()
        self._font.setText(say("pages_ui.stand_in", font=spaced) if spaced else "")
        self._font.setVisible(bool(spaced))

    def _tell_zoom(self) -> None:
        percent = say("pages_ui.zoom", percent=round(self.view.zoom * 100))
        self._percent.setText(percent if self.view.visible_pages() else "")
        self._wide.setChecked(self.view.fit == "width")
        self._two.setChecked(self.view.fit == "two")

    def _lay_out(self) -> None:
        gap = theme.unit(self)
        bar = QHBoxLayout()
        bar.setContentsMargins(gap * 3, gap, gap * 2, gap)
        bar.setSpacing(gap)
        bar.addWidget(self._count, 1)
        self._count.setMinimumWidth(1)
        smaller = self._tool("smaller", "zoom_out")
        smaller.clicked.connect(lambda: self.view.step_zoom(-1))
        larger = self._tool("larger", "zoom_in")
        larger.clicked.connect(lambda: self.view.step_zoom(1))
        self._wide = self._tool("fit_width", "fit_width", checkable=True)
        self._wide.clicked.connect(lambda: self.view.set_fit("width"))
        self._two = self._tool("two_pages", "two_pages", checkable=True)
        self._two.clicked.connect(lambda: self.view.set_fit("two"))
        fold = self._tool("fold", "fold_right")
        fold.setToolTip(say("pages_ui.fold_tip"))
        fold.clicked.connect(self.fold_wanted)
        for part in (smaller, self._percent, larger, self._wide, self._two, fold):
            bar.addWidget(part)
        self._font.setWordWrap(True)
        self._font.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._font.setContentsMargins(gap * 3, gap, gap * 3, gap)
        self._font.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.note)
        column.addWidget(self.view, 1)
        column.addWidget(self._font)
        self._percent.setMinimumWidth(theme.columns(self, 5))
        self._percent.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def _tool(self, name: str, picture: str, *, checkable: bool = False) -> QToolButton:
        button = quiet_button(say(f"pages_ui.{name}"), f"pages_{name}", self, picture)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setToolTip(button.text())
        button.setCheckable(checkable)
        return button
