"""Finding words in the open report: the bar, the jumps from hit to hit, and their marks in the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from danvan_desktop.domain.completeness import HEAD
from danvan_desktop.domain.report import Report
from danvan_desktop.domain.search import Hit, part_order
from danvan_desktop.ui.editor.find_bar import FindBar
from danvan_desktop.ui.editor.finder import Finder
from danvan_desktop.ui.rich_text.field import RichTextField

if TYPE_CHECKING:
    from danvan_desktop.ui.editor.page import EditorPage


class Searching(QObject):
    """Belongs to the editor page, which tells it of a form shown and of a report changed."""

    def __init__(self, page: EditorPage) -> None:
        super().__init__(page)
        self._page = page
        self._finder = Finder()
        self._from = HEAD
        self.bar = FindBar(page)
        self.bar.searched.connect(self._search)
        self.bar.stepped.connect(self.step)
        self.bar.closed.connect(self.close)

    def open(self) -> None:
        """Show the bar, with what is selected as the words to find."""
        if self._page.report is None:
            return
        self._from = self._part()
        field = QApplication.focusWidget()
        chosen = field.textCursor().selectedText() if isinstance(field, RichTextField) else ""
        self.bar.show()
        if chosen and "\u2029" not in chosen:
            self.bar.words.setText(chosen)
        self.bar.words.setFocus()
        self.bar.words.selectAll()
        if self.bar.words.text():
            self._search(self.bar.words.text())

    def step(self, by: int) -> None:
        """Go to the next or previous hit; without the bar, show it first."""
        if not self.bar.isVisible():
            self.open()
        else:
            self._show_hit(self._finder.step(by))
            self._from = self._part()

    def close(self) -> None:
        """Put the bar away; the keyboard goes from it to the hit it was at."""
        hit = self._finder.current
        self._finder.clear()
        self.mark()
        focus = self._page.focusWidget()
        had_focus = focus is not None and self.bar.isAncestorOf(focus)
        self.bar.hide()
        form = self._page.area.form
        if had_focus and form is not None and self._page.report is not None:
            if hit is not None:
                form.enter_hit(hit)
            elif field := form.first_field():
                field.setFocus()

    def follow(self, report: Report) -> None:
        """The report changed: find again."""
        if self.bar.isVisible():
            self._finder.update(report)
            self._show_count()
            self.mark()

    def mark(self) -> None:
        """Mark the hits in the form that is shown."""
        form = self._page.area.form
        if form is not None and (self.bar.isVisible() or not self._finder.hits):
            form.mark_hits(self._finder.hits)

    def _search(self, words: str) -> None:
        """Go to the first hit from where the search began; where there is none, back there."""
        report = self._page.report
        if report is not None:
            hit = self._finder.search(report, words, part_order(report), self._from)
            if hit is None:
                self._page.show_part(self._from)
            self._show_hit(hit)

    def _part(self) -> str:
        form = self._page.area.form
        return form.part if form else HEAD

    def _show_hit(self, hit: Hit | None) -> None:
        self._show_count()
        if hit is not None and self._page.report is not None:
            form = self._page.area.form
            if form is None or not form.covers(hit.section_id):
                self._page.show_part(hit.section_id)
                form = self._page.area.form
            if form is not None:
                form.select_hit(hit)
                if rect := form.hit_rect(hit):
                    self._page.area.bring_rect(rect)
        self.mark()

    def _show_count(self) -> None:
        self.bar.show_count(self._finder.position, len(self._finder.hits))
