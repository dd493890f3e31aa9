"""Finding through the report: which hits there are, which one is current."""

from __future__ import annotations

from collections.abc import Sequence

from danvan_desktop.domain.report import Report
from danvan_desktop.domain.search import Hit, find


class Finder:
    """Keeps its place while the report changes under it."""

    def __init__(self) -> None:
        self.hits: list[Hit] = []
        self._at = -1
        self._words = ""

    @property
    def current(self) -> Hit | None:
        """The hit the person is at."""
        return self.hits[self._at] if 0 <= self._at < len(self.hits) else None

    @property
    def position(self) -> int:
        """The current hit's number from 1, 0 when there is none."""
        return self._at + 1 if self.current else 0

    def search(self, report: Report, words: str, order: Sequence[str], part: str) -> Hit | None:
        """Find `words`; the first hit in `part` or after it, in the order given, becomes current."""
        self._words = words
        self.hits = find(report, words)
        place = {section: number for number, section in enumerate(order)}
        here = place.get(part, -1)
        later = (i for i, hit in enumerate(self.hits) if place.get(hit.section_id, -1) >= here)
        self._at = next(later, 0) if self.hits else -1
        return self.current

    def update(self, report: Report) -> None:
        """Find again in a report that changed; the place in the row of hits is kept."""
        self.hits = find(report, self._words)
        self._at = min(self._at, len(self.hits) - 1)

    def step(self, by: int) -> Hit | None:
        """Go to the next or previous hit, round the ends."""
        if self.hits:
            self._at = (self._at + by) % len(self.hits)
        return self.current

    def clear(self) -> None:
        """Forget the search."""
        self.hits, self._at, self._words = [], -1, ""
