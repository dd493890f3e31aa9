"""The reports as a tree of two levels: periods, newest first, and the reports of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from enum import IntEnum
from itertools import groupby

import msgspec
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from danvan_desktop.domain.period import period_text
from danvan_desktop.store.drafts import ReportSummary
from danvan_desktop.text.unicode import capitalized, fold
from danvan_desktop.ui.home import words
from danvan_desktop.wording import say

Index = QModelIndex | QPersistentModelIndex

REPORT_ROLE = Qt.ItemDataRole.UserRole
"""The ReportSummary of a row, None for a period's."""
LATE_ROLE = Qt.ItemDataRole.UserRole + 1
"""Whether a report should have been sent by now."""


class Column(IntEnum):
    """The columns of the list."""

    NAME = 0
    OFFICE = 1
    STATUS = 2
    DUE = 3
    PROGRESS = 4
    SAVED = 5


class _Group(msgspec.Struct, frozen=True):
    title: str
    reports: tuple[ReportSummary, ...]


class ReportModel(QAbstractItemModel):
    """What the list shows. `today` gives the day that deadlines are told from."""

    def __init__(self, today: Callable[[], date] = date.today, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._groups: tuple[_Group, ...] = ()
        self._offices: dict[int, str] = {}

    def show(
        self,
        summaries: Sequence[ReportSummary],
        offices: Mapping[int, str] | None = None,
        words_wanted: str = "",
    ) -> None:
        """Show these reports, in the order given, those that hold all the words wanted.

        `offices` are the offices' names by id; a report of none of them shows its issuer's.
        """
        names = {one.id: words.office(one, offices or {}) for one in summaries}
        wanted = fold(words_wanted).split()
        kept = [one for one in summaries if all(word in _searched(one, names[one.id]) for word in wanted)]
        groups = tuple(
            _Group(capitalized(period_text(period)), tuple(members))
            for period, members in groupby(kept, key=lambda one: one.period)
        )
        if groups == self._groups and names == self._offices:
            return
        self.beginResetModel()
        self._offices = names
        self._groups = groups
        self.endResetModel()

    def index_of(self, report_id: int) -> QModelIndex:
        """Where a report stands, an invalid index when it is not shown."""
        for row, group in enumerate(self._groups):
            for place, one in enumerate(group.reports):
                if one.id == report_id:
                    return self.index(place, 0, self.index(row, 0))
        return QModelIndex()

    def report_at(self, index: Index) -> ReportSummary | None:
        """The report of a row, None for a period's row or an invalid index."""
        if not index.isValid() or not index.internalId():
            return None
        return self._groups[index.internalId() - 1].reports[index.row()]

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        """The index of a cell; a report's carries the number of its period, from 1."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]
        """The period of a report."""
        if not index.isValid() or not index.internalId():
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Periods, or the reports of one."""
        if not parent.isValid():
            return len(self._groups)
        if parent.internalId() or parent.column():
            return 0
        return len(self._groups[parent.row()].reports)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """The same columns at both levels."""
        return len(Column) if not parent.isValid() or not parent.internalId() else 0

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' titles."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return say(f"shell.home.column.{Column(section).name.lower()}")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A period is a heading and cannot be chosen."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.report_at(index) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts for the eye and for screen readers; drawing is the delegate's."""
        if not index.isValid():
            return None
        one = self.report_at(index)
        if role == REPORT_ROLE:
            return one
        if one is None:
            is_title = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return self._groups[index.row()].title if is_title and not index.column() else None
        if role == LATE_ROLE:
            return one.status != "issued" and one.due is not None and one.due < self._today()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(one, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole and index.column() in (Column.NAME, Column.OFFICE):
            return self._text(one, Column(index.column()))
        return None

    def _text(self, one: ReportSummary, column: Column) -> str:
        match column:
            case Column.NAME:
                return words.name(one)
            case Column.OFFICE:
                return self._offices[one.id]
            case Column.STATUS:
                return words.standing(one)
            case Column.DUE:
                return words.due(one.due, self._today(), settled=one.status == "issued")
            case Column.PROGRESS:
                return words.progress(one.progress)
            case Column.SAVED:
                return words.saved(one.updated_at, datetime.combine(self._today(), datetime.min.time()))


def _searched(one: ReportSummary, office: str) -> str:
    parts = (words.name(one), office, one.office, period_text(one.period), words.standing(one))
    return fold(" ".join(parts))
