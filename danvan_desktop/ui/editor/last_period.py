"""The column of what the last period's report said, beside the figures of this one: read, never typed."""

from __future__ import annotations

from danvan_desktop.domain.figure_edits import shown
from danvan_desktop.domain.figure_nature import nature_of
from danvan_desktop.domain.figures_carry import unit_key
from danvan_desktop.domain.period import period_text
from danvan_desktop.domain.report import Indicator
from danvan_desktop.ui.editor.context import EditorContext
from danvan_desktop.wording import say


class LastPeriod:
    """The figures of the report that the open one was made from, and how the year is made of them."""

    def __init__(self, context: EditorContext) -> None:
        self._natures = {entry.code: entry.nature for entry in context.catalogue}
        self._follows = context.report.follows
        figures = self._follows.figures if self._follows else ()
        self._rows = {row.code: row for row in figures}
        period = context.report.period
        self._is_part = (
            self._follows is not None
            and period.kind == "year"
            and self._follows.period.kind == "first_half"
            and self._follows.period.year == period.year
        )

    @property
    def heading(self) -> str:
        """The last period in words, '' without one."""
        return period_text(self._follows.period) if self._follows else ""

    def has_figures(self) -> bool:
        """Whether there is anything to show beside the figures."""
        return any(row.value.strip() for row in self._rows.values())

    def has_units(self, code: str) -> bool:
        """Whether there is anything to show beside the units of an indicator."""
        row = self._rows.get(code)
        return row is not None and any(unit.value.strip() for unit in row.units)

    def text(self, row: Indicator) -> str:
        """The row's value then, with what the year takes of it."""
        last = self._rows.get(row.code)
        return self._told(last.value if last else "", row)

    def unit_text(self, row: Indicator, unit: str) -> str:
        """A unit's value then, with what the year takes of it."""
        last = self._rows.get(row.code)
        values = {unit_key(one.unit): one.value for one in last.units} if last else {}
        return self._told(values.get(unit_key(unit), ""), row)

    def tip(self, row: Indicator) -> str:
        """How the year's figure is made of the half's; '' where the period is no part of the report's."""
        return say(f"editor.last.tip_{nature_of(row, self._natures)}") if self._is_part else ""

    def _told(self, value: str, row: Indicator) -> str:
        if not value.strip() or not self._is_part:
            return shown(value)
        return say(f"editor.last.{nature_of(row, self._natures)}", value=shown(value))
