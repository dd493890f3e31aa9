"""The calendar of owed reports: what is due when, and the days as the office sets them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QFont, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QScrollArea,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.domain.calendar import Obligation, default_obligations
from danvan_desktop.domain.period import period_text
from danvan_desktop.errors import UserError
from danvan_desktop.services.calendar import (
    OfficeCalendar,
    OwedRow,
    Written,
    owed_around,
    pressing,
    read_calendar,
    save_calendar,
)
from danvan_desktop.services.library import Library
from danvan_desktop.services.owed import written_reports
from danvan_desktop.store.drafts import ReportSummary
from danvan_desktop.text.dates import parse_date
from danvan_desktop.text.unicode import capitalized
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import PrimaryButton, quiet_button
from danvan_desktop.ui.calendar import words
from danvan_desktop.ui.calendar.obligation_form import ObligationForm
from danvan_desktop.ui.calendar.report_choice import ReportChoice
from danvan_desktop.ui.calendar.strip import DueStrip
from danvan_desktop.ui.lists import RoomyDelegate
from danvan_desktop.ui.messages import MessageBar
from danvan_desktop.ui.widgets.form_rows import group_title, labelled
from danvan_desktop.ui.widgets.line_field import LineField
from danvan_desktop.wording import say

_COLUMNS = ("period", "recipient", "cutoff", "due", "state")
_OWED = Qt.ItemDataRole.UserRole


class CalendarPage(QWidget):
    """`start_wanted` brings the row of the report the person wants to write, `report_chosen` what is owed and
    the id of the report that is to answer it."""

    start_wanted = Signal(object)
    report_chosen = Signal(object, object)

    def __init__(
        self, library: Library, today: Callable[[], date] = date.today, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("calendar_page")
        self._library, self._today = library, today
        self._calendar = OfficeCalendar(())
        self._unreadable: UserError | None = None
        self._aside = ""
        self._rows: list[OwedRow] = []
        self._pressing: list[OwedRow] = []
        self._reports: list[tuple[Written, ReportSummary]] = []
        self.messages = MessageBar(self)
        self.list = self._make_list()
        self.choice = ReportChoice(self)
        self.form = ObligationForm(self.choice, self)
        self._days_off = LineField("days_off", say("due.days_off"), self)
        self._lay_out()
        self.list.currentItemChanged.connect(lambda: self._show_form())
        self.list.itemActivated.connect(lambda: self._start())
        self.form.kept.connect(self._keep)
        self.form.removed.connect(self._remove)
        self.choice.chosen.connect(self._choose_report)
        self._days_off.editingFinished.connect(self._keep_days_off)
        self.refresh()

    def refresh(self) -> None:
        """Read the calendar and the reports again."""
        chosen = self._chosen()
        self._read()
        if self._unreadable is not None:
            told = f"{self._unreadable} {say('calendar.unreadable')}"
            self.messages.tell(told, "bad")
        try:
            found = self._owed()
        except UserError as error:
            self.messages.tell_error(error)
            return
        self.list.blockSignals(True)
        self.list.clear()
        for one in found:
            self.list.addTopLevelItem(self._row(one))
        self.list.blockSignals(False)
        rows = [_place(one) for one in found]
        at = rows.index(_place(chosen)) if chosen and _place(chosen) in rows else 0
        if (row := self.list.topLevelItem(at)) is not None:
            self.list.setCurrentItem(row)
        self._days_off.show_text(", ".join(map(words.full_day, self._calendar.days_off)))
        self._show_form()

    def show_pressing(self, strip: DueStrip) -> None:
        """Show on a strip what is late or due soon; nothing before the office has said who it is."""
        self._read()
        if self._unreadable is not None:
            self._pressing = []
            strip.show_trouble(say("calendar.strip"))
            return
        try:
            found = self._owed() if self._library.drafts.offices() else []
        except UserError:
            found = []
        today = self._today()
        self._pressing = [row for row in found if pressing(row.owed, row.state, today)]
        late = any(row.state == "late" for row in self._pressing)
        strip.show_lines([words.line(row, today) for row in self._pressing], late=late)

    def start_pressing(self, number: int) -> None:
        """Start the report of a line of the strip."""
        self.start_wanted.emit(self._pressing[number])

    def take_focus(self) -> None:
        """Give the keyboard to the list."""
        self.list.setFocus()

    def _read(self) -> None:
        """Read the calendar; the defaults stand in for one that cannot be read."""
        self._unreadable = None
        try:
            self._calendar = read_calendar(self._library.data_dir)
        except UserError as error:
            self._unreadable = error
            self._calendar = OfficeCalendar(default_obligations())

    def _owed(self) -> list[OwedRow]:
        year = self._today().year
        written = written_reports(self._library, range(year - 1, year + 1))
        self._reports = [(one, self._library.drafts.summary(one.id)) for one in written]
        self._rows = owed_around(self._calendar, self._today(), written)
        return self._rows

    def _make_list(self) -> QTreeWidget:
        found = QTreeWidget(self)
        found.setObjectName("owed_list")
        found.setAccessibleName(say("due.list"))
        found.setRootIsDecorated(False)
        found.setHeaderLabels([say(f"due.column.{name}") for name in _COLUMNS])
        found.setItemDelegate(RoomyDelegate(found))
        found.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        found.setAllColumnsShowFocus(True)
        header = found.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(theme.columns(self, 22))
        found.setMinimumHeight(self.fontMetrics().lineSpacing() * 9)
        return found

    def _lay_out(self) -> None:
        gap = theme.unit(self)
        ground = QWidget(self)
        column = QVBoxLayout(ground)
        column.setContentsMargins(gap * 6, gap * 5, gap * 6, gap * 4)
        column.setSpacing(gap * 3)
        top = QHBoxLayout()
        title = QLabel(say("due.page"))
        font = QFont(title.font())
        font.setPointSizeF(font.pointSizeF() * 1.6)
        font.setBold(True)
        title.setFont(font)
        self.start_button = PrimaryButton(say("due.start"), "start_owed", self)
        self.start_button.setToolTip(say("due.start_tip"))
        self.start_button.clicked.connect(self._start)
        top.addWidget(title)
        top.addStretch(1)
        top.addWidget(self.start_button)
        column.addLayout(top)
        column.addWidget(self.messages)
        column.addWidget(self.list, 1)
        add = quiet_button(say("due.add"), "add_obligation", self, "new")
        add.clicked.connect(self._add)
        column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(group_title(say("due.settings")))
        column.addWidget(self.form)
        self._days_off.setPlaceholderText(say("due.days_off_hint"))
        column.addWidget(labelled(say("due.days_off"), self._days_off, self))
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(ground)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _row(self, row: OwedRow) -> QTreeWidgetItem:
        owed = row.owed
        recipient = owed.obligation.recipient
        if owed.obligation.is_default:
            recipient = say("due.default_mark", recipient=recipient)
        told = words.state(row, self._today())
        cells = [capitalized(period_text(owed.period)), recipient, words.cutoff(owed), words.due(owed), told]
        item = QTreeWidgetItem(cells)
        item.setData(0, _OWED, row)
        for column, cell in enumerate(cells):
            item.setToolTip(column, f"{owed.obligation.name}\n{cell}")
        palette = theme.palette_now()
        if row.state in ("late", "soon"):
            ink = theme.tone_colours("bad" if row.state == "late" else "warning", palette)[0]
            item.setForeground(len(cells) - 1, QBrush(ink))
        elif row.state == "done":
            for column in range(len(cells)):
                item.setForeground(column, QBrush(palette.color(QPalette.ColorRole.PlaceholderText)))
        return item

    def _chosen(self) -> OwedRow | None:
        item = self.list.currentItem()
        return item.data(0, _OWED) if item else None

    def _show_form(self) -> None:
        row = self._chosen()
        self.start_button.setEnabled(row is not None)
        self.start_button.setText(say("due.open" if row and row.written else "due.start"))
        self.form.show_obligation(row.owed.obligation if row else None)
        period = row.owed.period if row else None
        names = [
            (one.id, words.report_name(summary, self._going_to(one.id)))
            for one, summary in self._reports
            if one.period == period
        ]
        self.choice.show_row(row, names)

    def _going_to(self, report_id: int) -> list[str]:
        return [
            row.owed.obligation.recipient
            for row in self._rows
            if row.written is not None and row.written.id == report_id
        ]

    def _choose_report(self, report_id: int | None) -> None:
        row = self._chosen()
        if row is not None:
            self.report_chosen.emit(row.owed, report_id)

    def _start(self) -> None:
        row = self._chosen()
        if row is not None:
            self.start_wanted.emit(row)

    def _add(self) -> None:
        fresh = Obligation(
            say("due.new_name"), say("due.new_recipient"), "first_half", "12-15", "06-14", "06-15", True
        )
        if not self._save((*self._calendar.obligations, fresh)):
            return
        added = self._calendar.obligations[-1]
        for row in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(row)
            if item is not None and item.data(0, _OWED).owed.obligation == added:
                self.list.setCurrentItem(item)
        self.form.first_field().setFocus()

    def _keep(self, fresh: Obligation) -> None:
        row = self._chosen()
        if row is None:
            return
        old = row.owed.obligation
        if self._save(tuple(fresh if known == old else known for known in self._calendar.obligations)):
            self.messages.tell(f"{say('due.kept', name=fresh.name)} {self._aside}".strip(), "good")

    def _remove(self) -> None:
        row = self._chosen()
        if row is None:
            return
        gone, before = row.owed.obligation, self._calendar
        if self._save(tuple(known for known in before.obligations if known != gone)):
            undo = (say("due.undo"), "undo_remove", lambda: self._save(before.obligations))
            told = f"{say('due.removed', name=gone.name)} {self._aside}".strip()
            self.messages.tell(told, actions=[undo])

    def _keep_days_off(self) -> None:
        pieces = [piece for piece in self._days_off.text().replace(";", ",").split(",") if piece.strip()]
        days = [parse_date(piece.strip()) for piece in pieces]
        if None in days:
            self.messages.tell(say("due.bad_day_off"), "bad")
            return
        found = tuple(sorted({day for day in days if day is not None}))
        if found != self._calendar.days_off:
            self._save(self._calendar.obligations, found)

    def _save(self, obligations: tuple[Obligation, ...], days_off: tuple[date, ...] | None = None) -> bool:
        kept = self._calendar.days_off if days_off is None else days_off
        try:
            aside = save_calendar(self._library.data_dir, OfficeCalendar(obligations, kept))
        except UserError as error:
            self.form.wrong.tell(str(error), "bad")
            return False
        self.refresh()
        self._aside = say("calendar.kept_bad", name=aside.name) if aside is not None else ""
        if self._aside:
            self.messages.tell(self._aside, "warning")
        return True


def _place(row: OwedRow) -> tuple[str, int]:
    """What stays the same of a row whatever is edited or written."""
    return row.owed.obligation.id, row.owed.period.year
