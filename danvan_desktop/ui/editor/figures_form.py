"""The form of the figures: their table, and adding to it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from danvan_desktop.domain.search import Hit
from danvan_desktop.domain.unread import confirm_figures, unread_figures
from danvan_desktop.layout.catalogue import CatalogueEntry
from danvan_desktop.services.editing import Change, Place
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import quiet_button
from danvan_desktop.ui.editor.catalogue_panel import CataloguePanel
from danvan_desktop.ui.editor.context import EditorContext
from danvan_desktop.ui.editor.figures_model import COLUMNS
from danvan_desktop.ui.editor.figures_table import FiguresTable
from danvan_desktop.ui.editor.form import Form
from danvan_desktop.ui.editor.units_panel import UnitsPanel
from danvan_desktop.ui.editor.unread_strip import UnreadStrip
from danvan_desktop.ui.widgets.form_rows import Hint, form_title
from danvan_desktop.ui.widgets.wrapping_row import WrappingRow
from danvan_desktop.wording import say


class FiguresForm(Form):
    """Wider than the other forms: a table of eight columns needs the room."""

    letters = 150

    def __init__(self, context: EditorContext, part: str, parent: QWidget | None = None) -> None:
        super().__init__(context, part, parent)
        self.setObjectName("form_figures")
        self.column.addWidget(form_title(say("editor.part.figures")))
        words = QLabel(say("editor.figures.help"))
        words.setWordWrap(True)
        words.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.column.addWidget(words)
        self._carried = UnreadStrip(self)
        self._carried.all_read.connect(self.confirm_all)
        self.column.addWidget(self._carried)
        self.table = FiguresTable(context, self)
        self.table.setMinimumHeight(round(self.fontMetrics().lineSpacing() * 9))
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.column.addWidget(self.table, 1)
        self._unread = Hint("figures_hint", self)
        self.column.addWidget(self._unread)
        self.column.addLayout(self._buttons())
        self.panel = CataloguePanel(context.catalogue, self)
        self.panel.picked.connect(self._add_entry)
        self.panel.closed.connect(self._close_panel)
        self.panel.hide()
        self.column.addWidget(self.panel)
        self.units_button = quiet_button(say("editor.units.open"), "open_units", self)
        self.units_button.setToolTip(say("editor.units.open_tip"))
        self.units_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.column.addWidget(self.units_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.units = UnitsPanel(context, part, self)
        self.units_button.clicked.connect(lambda: self._show_units(self.units.isHidden()))
        self.column.addWidget(self.units)
        self._show_units(any(row.units for row in context.report.indicators))
        self.table.selectionModel().currentChanged.connect(lambda now, _: self.units.show_row(now.row()))
        self._tell()

    def _buttons(self) -> WrappingRow:
        row = WrappingRow(gap=theme.unit(self) * 2)
        self.add_button = quiet_button(say("editor.figures.add"), "add_figure", self, "new")
        self.add_button.setToolTip(say("editor.figures.add_tip"))
        self.add_button.clicked.connect(self._add_row)
        self.catalogue_button = quiet_button(say("editor.figures.catalogue"), "open_catalogue", self)
        self.catalogue_button.clicked.connect(self._toggle_panel)
        self.catalogue_button.setVisible(bool(self.context.catalogue))
        row.add(self.add_button)
        row.add(self.catalogue_button)
        for key, act in (
            ("up", lambda: self.table.move_current(-1)),
            ("down", lambda: self.table.move_current(1)),
            ("delete", self.table.delete_current),
        ):
            button = quiet_button(say(f"editor.figures.{key}"), f"figure_{key}", self)
            button.setToolTip(say(f"editor.item.{key}"))
            button.clicked.connect(lambda _=False, act=act: act())
            row.add(button)
        return row

    def refresh(self, change: Change) -> None:
        self.table.rows.follow(change.after.indicators)
        self.units.follow()
        self._tell()

    def first_field(self) -> QWidget | None:
        return self.table if self.context.report.indicators else self.add_button

    def focus_place(self, place: Place) -> None:
        row, of_unit, unit = place.item.partition("/")
        if of_unit:
            self._show_units(True)
            self.units.focus_cell(int(row), int(unit), place.field)
        elif place.field in COLUMNS:
            self.table.focus_cell(int(row or 0), place.field)

    def select_hit(self, hit: Hit) -> None:
        if hit.field in COLUMNS:
            self.table.show_cell(int(hit.item_id), hit.field)

    def enter_hit(self, hit: Hit) -> None:
        if hit.field in COLUMNS:
            self.table.focus_cell(int(hit.item_id), hit.field)

    def confirm_current(self) -> bool:
        row = self.table.currentIndex().row()
        figures = self.context.report.indicators
        if not 0 <= row < len(figures) or not figures[row].kept:
            return False
        self._confirm(figures[row].code, "read", row)
        later = (n for n, figure in enumerate(figures) if figure.kept and n > row)
        self.table.focus_cell(next(later, row), "value")
        return True

    def confirm_all(self) -> bool:
        found = unread_figures(self.context.report) > 0
        self._confirm("", "read_all", 0)
        return found

    def _confirm(self, code: str, label: str, row: int) -> None:
        after = confirm_figures(self.context.report, code)
        self.context.do(after, say(f"editor.act.{label}"), Place(self.part, str(row), "value"))

    def _add_row(self) -> None:
        self.table.add_rows(
            self.table.rows.rowCount(), [self.table.rows.fresh(self.context.report.indicators)]
        )

    def _add_entry(self, entry: CatalogueEntry) -> None:
        rows = list(self.context.report.indicators)
        self.table.rows.replace_rows([*rows, entry.indicator()], "figures_add", len(rows))
        self.table.scrollToBottom()

    def _toggle_panel(self) -> None:
        if self.panel.isVisible():
            self._close_panel()
        else:
            self.panel.show()
            self.panel.words.setFocus()

    def _close_panel(self) -> None:
        self.panel.hide()
        self.catalogue_button.setFocus()

    def _show_units(self, wanted: bool) -> None:
        """The figures by unit, of the row chosen in the table or of the first that has any."""
        self.units_button.setArrowType(Qt.ArrowType.DownArrow if wanted else Qt.ArrowType.RightArrow)
        self.units.setVisible(wanted)
        if wanted:
            rows = self.context.report.indicators
            first = next((row for row, one in enumerate(rows) if one.units), 0)
            chosen = self.table.currentIndex()
            self.units.show_row(chosen.row() if chosen.isValid() else first)

    def _tell(self) -> None:
        indicators = self.context.report.indicators
        self._carried.show_count(unread_figures(self.context.report), "unread.figures")
        self.panel.show_taken({indicator.code for indicator in indicators})
        unread = self.table.rows.unreadable_cells()
        self._unread.tell(say("editor.figures.unread_count", count=unread) if unread else "")
