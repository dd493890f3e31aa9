"""The words of an earlier report for a section, worked out once and not at every key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from danvan_desktop.domain.beside import Said, said_before
from danvan_desktop.domain.edits import find_section
from danvan_desktop.domain.report import Report


class SaidOnce:
    """Remembers the last answer, while what it depends on is the same."""

    def __init__(self) -> None:
        self._earlier: Report | None = None
        self._key: object = None
        self._said: Sequence[Said] = ()

    def said(
        self, report: Report, earlier: Report, section_id: str, units: Mapping[str, str]
    ) -> Sequence[Said]:
        """The sentences of `said_before`; the same object while nothing they depend on has changed."""
        section = find_section(report, section_id)
        named = (section.role, section.heading) if section else None
        key = (section_id, named, report.period, report.date, report.issuer, dict(units))
        if earlier is not self._earlier or key != self._key:
            self._earlier, self._key = earlier, key
            self._said = tuple(said_before(report, earlier, section_id, units))
        return self._said
