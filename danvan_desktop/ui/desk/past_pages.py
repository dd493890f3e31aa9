"""The open report as it was: its moments, the versions it was issued in, and a report that is only read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from danvan_desktop.domain.report import Report
from danvan_desktop.layout.profile import Profile
from danvan_desktop.services.editing import Editing
from danvan_desktop.services.library import Library

if TYPE_CHECKING:
    from danvan_desktop.store.issued import IssuedVersion
    from danvan_desktop.ui.safety.history_panel import HistoryPanel
    from danvan_desktop.ui.safety.reading_page import ReadingPage


class PastPages(QObject):
    """Makes its pages when they are first needed; the desk puts them where they are seen."""

    made = Signal(QWidget)
    """A page that was not there before."""
    wanted = Signal(QWidget)
    """The page to be shown now."""
    left = Signal()
    restored = Signal(str)
    failed = Signal(object)

    def __init__(self, library: Library, parent: QWidget) -> None:
        super().__init__(parent)
        self._library = library
        self._page_parent = parent
        self._reading: ReadingPage | None = None
        self._history: HistoryPanel | None = None

    def is_history(self, page: QWidget) -> bool:
        """Whether a page is that of the moments."""
        return page is self._history

    def read(self, report_id: int, report: Report, *, issued: bool) -> None:
        """Show a report to be read, in the newest version it was issued in if it was."""
        page = self._ready_reading()
        versions = self._versions(report_id) if issued else ()
        if versions:
            page.show_versions(versions, lambda version: self._issued(report_id, version), way_back=False)
        else:
            page.show_report(report, self._library.profile_for(report_id, report))
        self.wanted.emit(page)

    def read_again(self) -> None:
        """Show what was read before."""
        if self._reading is not None:
            self.wanted.emit(self._reading)

    def show_versions(self, report_id: int, *, way_back: bool) -> None:
        """Show the versions a report was issued in; `way_back` when it is being written."""
        page = self._ready_reading()
        versions = self._versions(report_id)
        page.show_versions(versions, lambda version: self._issued(report_id, version), way_back=way_back)
        self.wanted.emit(page)

    def show_history(self, report_id: int, editing: Editing, place: str, *, may_restore: bool) -> None:
        """Show the moments of a report, first those of the part of a `place`, '' for all of it."""
        from danvan_desktop.ui.safety.history_panel import part_of_place

        panel = self._ready_history()
        self.wanted.emit(panel)
        part = part_of_place(place) if place else None
        panel.open(self._library.drafts, report_id, editing, part, may_restore=may_restore)

    def has_versions(self, report_id: int) -> bool:
        """Whether a report was ever issued."""
        return bool(self._versions(report_id))

    def let_go(self) -> None:
        """Forget the moments that were shown."""
        if self._history is not None:
            self._history.close_report()

    def _versions(self, report_id: int) -> tuple[IssuedVersion, ...]:
        from danvan_desktop.services.issuing import versions

        return versions(self._library, report_id)

    def _issued(self, report_id: int, version: int) -> tuple[Report, Profile]:
        from danvan_desktop.services.issuing import issued_report

        report = issued_report(self._library, report_id, version)
        return report, self._library.profile_for(report_id, report)

    def _ready_reading(self) -> ReadingPage:
        if self._reading is None:
            from danvan_desktop.ui.safety.reading_page import ReadingPage

            self._reading = ReadingPage(self._page_parent)
            self._reading.closed.connect(self.left)
            self._reading.failed.connect(self.failed)
            self.made.emit(self._reading)
        return self._reading

    def _ready_history(self) -> HistoryPanel:
        if self._history is None:
            from danvan_desktop.ui.safety.history_panel import HistoryPanel

            self._history = HistoryPanel(self._page_parent)
            self._history.closed.connect(self.left)
            self._history.restored.connect(self.restored)
            self._history.failed.connect(self.failed)
            self.made.emit(self._history)
        return self._history
