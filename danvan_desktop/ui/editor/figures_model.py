"""The figures of the report as a table: typed as clerks type, stored as digits, differences computed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QPalette

from danvan_desktop.domain.completeness import FIGURES
from danvan_desktop.domain.figure_edits import canonical, fresh_code, readable, shown, with_indicators
from danvan_desktop.domain.figures import change_in_percent, compare, share_of_plan
from danvan_desktop.domain.report import Indicator, Report
from danvan_desktop.services.editing import Place
from danvan_desktop.text.numbers import printed
from danvan_desktop.text.unicode import clean_line
from danvan_desktop.ui import theme
from danvan_desktop.ui.editor.context import EditorContext
from danvan_desktop.ui.editor.last_period import LastPeriod
from danvan_desktop.wording import say

TYPED = ("name", "unit", "value", "previous", "planned")
COMPUTED = ("difference", "percent", "of_plan")
COLUMNS = (*TYPED, *COMPUTED, "last")
_NUMBERS = ("value", "previous", "planned", *COMPUTED)

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class FiguresModel(QAbstractTableModel):
    """Rows follow the report with the narrowest signals; every edit goes through the report's history."""

    def __init__(self, context: EditorContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._rows: list[Indicator] = list(context.report.indicators)
        self._last = LastPeriod(context)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            if COLUMNS[section] == "last":
                return self._last.heading
            return say(f"editor.figures.column.{COLUMNS[section]}")
        if role == Qt.ItemDataRole.DisplayRole:
            return section + 1
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if COLUMNS[index.column()] in TYPED else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        indicator, column = self._rows[index.row()], COLUMNS[index.column()]
        if column == "last":
            return self._of_last(indicator, role)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            text = _text(indicator, column)
            marked = column == "previous" and indicator.regrouped and role == Qt.ItemDataRole.DisplayRole
            return say("unread.regrouped_mark", value=text).strip() if marked else text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column in _NUMBERS else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        unread = column in TYPED[2:] and not readable(getattr(indicator, column))
        note = say("editor.figures.unreadable") if unread else _carried_note(indicator, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return note or _text(indicator, column)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return note
        if role == Qt.ItemDataRole.BackgroundRole and note:
            tone: theme.Tone = "plain" if column == "previous" and not unread else "warning"
            return theme.tone_colours(tone, theme.palette_now())[1]
        if role == Qt.ItemDataRole.ForegroundRole:
            if note and (column != "previous" or unread):
                return theme.tone_colours("warning", theme.palette_now())[0]
            if column in COMPUTED:
                return QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText)
        return None

    @property
    def shows_last(self) -> bool:
        """Whether the last period's report has figures to show beside."""
        return self._last.has_figures()

    def _of_last(self, indicator: Indicator, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._last.text(indicator)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._last.tip(indicator) if self._last.text(indicator) else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole:
            return QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        row, column = index.row(), COLUMNS[index.column()]
        if column not in TYPED:
            return False
        stored = _stored(column, str(value))
        if getattr(self._rows[row], column) == stored:
            return True

        def change(report: Report) -> Report:
            rows = list(report.indicators)
            rows[row] = msgspec.structs.replace(rows[row], **{column: stored}, **_read(column))
            return with_indicators(report, rows)

        place = Place(FIGURES, str(row), column)
        self._context.type(change, say("editor.act.figure"), place, self)
        return True

    def fill_block(self, row: int, column: int, block: Sequence[Sequence[str]]) -> None:
        """Write a pasted block of cells from a place on; rows that are missing are added."""
        rows = list(self._context.report.indicators)
        for down, cells in enumerate(block):
            if row + down >= len(rows):
                rows.append(self.fresh(rows))
            values = {
                name: _stored(name, text)
                for name, text in zip(TYPED[column:], cells, strict=False)
                if not (name in TYPED[2:] and not text.strip() and len(cells) == 1)
            }
            rows[row + down] = msgspec.structs.replace(rows[row + down], **values)
        self.replace_rows(rows, "figures_paste", row)

    def replace_rows(self, rows: Sequence[Indicator], label: str, row: int) -> None:
        """Put other rows in, as one step."""
        after = with_indicators(self._context.report, rows)
        self._context.do(after, say(f"editor.act.{label}"), Place(FIGURES, str(row), "value"))

    def fresh(self, rows: Sequence[Indicator]) -> Indicator:
        """An empty row with a code of its own."""

        return Indicator(code=fresh_code(rows))

    def unreadable_cells(self) -> int:
        """How many values cannot be read as numbers, and so are not compared."""
        return sum(not readable(getattr(row, name)) for row in self._rows for name in TYPED[2:])

    def follow(self, new: Sequence[Indicator]) -> None:
        """Take over the report's rows, telling views no more than what changed."""
        wanted = list(new)
        if _keys(wanted) != _keys(self._rows):
            self._follow_rows(wanted)
        for row, (old, fresh) in enumerate(zip(self._rows, wanted, strict=True)):
            if old != fresh:
                self._rows[row] = fresh
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))

    def _follow_rows(self, wanted: list[Indicator]) -> None:
        keys = _keys(wanted)
        for row in reversed(range(len(self._rows))):
            if _keys(self._rows)[row] not in keys:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._rows[row]
                self.endRemoveRows()
        for row, key in enumerate(keys):
            here = _keys(self._rows)
            if key not in here:
                self.beginInsertRows(QModelIndex(), row, row)
                self._rows.insert(row, wanted[row])
                self.endInsertRows()
            elif (at := here.index(key)) != row:
                self._move(at, row, keys, here)

    def _move(self, at: int, row: int, keys: list[Any], here: list[Any]) -> None:
        """Bring the right row to `row`; a row that only has to go down one goes down itself."""
        down = at == row + 1 and row + 1 < len(keys) and keys[row + 1] == here[row]
        source, target = (row, at) if down else (at, row)
        before = target + 1 if target > source else target
        self.beginMoveRows(QModelIndex(), source, source, QModelIndex(), before)
        self._rows.insert(target, self._rows.pop(source))
        self.endMoveRows()


def _read(column: str) -> dict[str, Any]:
    """What typing in a column settles: a value typed is no longer carried over, nor 'cùng kỳ' re-added."""
    found: dict[str, dict[str, Any]] = {
        "value": {"kept": False},
        "previous": {"regrouped": False, "doubt": ""},
    }
    return found.get(column, {})


def _carried_note(indicator: Indicator, column: str) -> str:
    if column == "value" and indicator.kept:
        return say("unread.figure")
    if column != "previous":
        return ""
    if indicator.doubt:
        return say(f"unread.doubt.{indicator.doubt}")
    return say("unread.regrouped") if indicator.regrouped else ""


def _keys(rows: Sequence[Indicator]) -> list[tuple[str, int]]:
    """What tells rows apart: the code, and its turn when an imported table repeats it."""
    seen: Counter[str] = Counter()
    found = []
    for indicator in rows:
        found.append((indicator.code, seen[indicator.code]))
        seen[indicator.code] += 1
    return found


def _stored(column: str, text: str) -> str:
    return clean_line(text) if column in ("name", "unit") else canonical(text)


def _text(indicator: Indicator, column: str) -> str:
    computed: dict[str, Callable[[Indicator], str]] = {
        "difference": _difference,
        "percent": _percent,
        "of_plan": _of_plan,
    }
    if column in computed:
        return computed[column](indicator)
    value: str = getattr(indicator, column)
    return value if column in ("name", "unit") else shown(value)


def _difference(indicator: Indicator) -> str:
    found = compare(indicator.value, indicator.previous)
    if found is None:
        return ""
    return f"+{printed(found.difference)}" if found.difference > 0 else printed(found.difference)


def _percent(indicator: Indicator) -> str:
    percent = change_in_percent(indicator)
    if percent is None:
        return ""
    text = printed(percent, 2)
    return f"+{text}%" if percent > 0 else f"{text}%"


def _of_plan(indicator: Indicator) -> str:
    share = share_of_plan(indicator)
    return "" if share is None else f"{printed(share, 2)}%"
