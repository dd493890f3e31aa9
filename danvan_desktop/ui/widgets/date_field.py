"""A date that may be left blank: typed as day/month/year, or picked from a calendar."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from danvan_desktop.text.dates import full_date, parse_date
from danvan_desktop.ui import theme
from danvan_desktop.ui.widgets.glyph_button import GlyphButton
from danvan_desktop.ui.widgets.line_field import LineField
from danvan_desktop.wording import say


class DateField(LineField):
    """The line itself; what cannot be read as a date stays as typed until it is put right."""

    def show_text(self, text: str) -> None:
        """Show a date, unless what is typed means the same."""
        typed = parse_date(self.text())
        if full_date(typed) != text:
            super().show_text(text)

    def unreadable(self) -> bool:
        """Whether something is typed that is no date."""
        return bool(self.text().strip()) and parse_date(self.text()) is None


def with_calendar(field: DateField, parent: QWidget | None = None) -> QWidget:
    """`field` with a button that opens a calendar under it."""
    box = QWidget(parent)
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.unit(box) // 2)
    button = GlyphButton("calendar", "pick_date", say("editor.date.pick"), box)
    row.addWidget(field, 1)
    row.addWidget(button)
    box.setFocusProxy(field)
    button.clicked.connect(lambda: _pick(field))
    return box


def _pick(field: DateField) -> None:
    frame = QFrame(field, Qt.WindowType.Popup)
    frame.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    frame.setFrameShape(QFrame.Shape.StyledPanel)
    calendar = QCalendarWidget(frame)
    calendar.setObjectName("calendar")
    calendar.setLocale(QLocale(QLocale.Language.Vietnamese))
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    day = parse_date(field.text())
    if day is not None:
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
    column = QVBoxLayout(frame)
    column.setContentsMargins(1, 1, 1, 1)
    column.addWidget(calendar)

    def choose(picked: QDate) -> None:
        field.setText(picked.toString("dd/MM/yyyy"))
        field.edited.emit(field.text())
        frame.close()
        field.setFocus()

    calendar.clicked.connect(choose)
    calendar.activated.connect(choose)
    frame.move(field.mapToGlobal(field.rect().bottomLeft()))
    frame.show()
    calendar.setFocus()
