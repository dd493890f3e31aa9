"""A report that is only read: as it was issued, or while another window writes to the same data."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from danvan_desktop.domain.report import Report
from danvan_desktop.errors import UserError
from danvan_desktop.layout.blocks import (
    Appendix,
    Block,
    Heading,
    Letterhead,
    Paragraph,
    Signature,
    Span,
    Table,
    Task,
    Title,
)
from danvan_desktop.layout.compose import compose
from danvan_desktop.layout.profile import Profile
from danvan_desktop.services.issuing import version_text
from danvan_desktop.store.issued import IssuedVersion
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import quiet_button
from danvan_desktop.ui.safety.reading_text import ReadingText
from danvan_desktop.wording import say

_IN_TABLE = 0.9
_CENTRE, _LEFT = Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignLeft


class ReportText(ReadingText):
    """The words of a composed report in reading order; the real pages are the Word file's."""

    letters = 116

    def show_report(self, report: Report, rules: Profile) -> None:
        """Show every block, from its beginning."""
        self.begin()
        self._cursor = self.textCursor()
        self._fresh = True
        for block in compose(report, rules).blocks:
            self._draw(block)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _draw(self, block: Block) -> None:
        if isinstance(block, Heading):
            self._line([Span(f"{block.mark} {block.text}".strip(), bold=True)], before=3)
        elif isinstance(block, Paragraph):
            self._line([Span(block.dash), *block.spans])
        elif isinstance(block, Task):
            for number, spans in enumerate(block.paragraphs):
                self._line([*([block.word, Span(" ")] if number == 0 else []), *spans])
        elif isinstance(block, Table):
            self._table(block)
        else:
            self._draw_frame(block)

    def _draw_frame(self, block: Letterhead | Title | Signature | Appendix) -> None:
        if isinstance(block, Letterhead):
            lines = (*block.parent, *block.name, block.number_line, *block.motto, block.place_date)
            for line in lines:
                self._line([Span(line)], _CENTRE, after=0)
        elif isinstance(block, Title):
            self._line([Span(block.type_name, bold=True)], _CENTRE, before=4, after=0)
            for line in block.subject:
                self._line([Span(line, bold=True)], _CENTRE, after=0)
        elif isinstance(block, Signature):
            for line in (*block.authority, block.post, block.name):
                self._line([Span(line, bold=True)], _CENTRE, after=0)
            self._line([Span(block.recipients_head, italic=True)], before=4, after=0)
            for line in block.recipients:
                self._line([Span(line)], after=0)
        else:
            for line in (block.heading, block.subject, block.reference):
                self._line([Span(line, bold=line == block.heading)], _CENTRE, before=3, after=0)
            self._table(block.table)

    def _line(
        self, spans: Sequence[Span], align: Qt.AlignmentFlag = _LEFT, before: int = 0, after: int = 2
    ) -> None:
        if not any(span.text for span in spans):
            return
        gap = theme.unit(self)
        shape = QTextBlockFormat()
        shape.setAlignment(align)
        shape.setTopMargin(gap * before)
        shape.setBottomMargin(gap * after)
        shape.setLineHeight(125, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if self._fresh:
            self._cursor.setBlockFormat(shape)
            self._fresh = False
        else:
            self._cursor.insertBlock(shape, QTextCharFormat())
        for span in spans:
            look = QTextCharFormat()
            look.setFontWeight(QFont.Weight.Bold if span.bold else QFont.Weight.Normal)
            look.setFontItalic(span.italic)
            self._cursor.insertText(span.text, look)

    def _table(self, block: Table) -> None:
        if not block.columns:
            return
        shape = QTextTableFormat()
        shape.setCellPadding(max(2, theme.unit(self) // 2))
        shape.setCellSpacing(0)
        shape.setBorderCollapse(True)
        shape.setHeaderRowCount(1)
        shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        total = sum(column.share for column in block.columns) or 1
        shape.setColumnWidthConstraints(
            [
                QTextLength(QTextLength.Type.PercentageLength, 100 * column.share / total)
                for column in block.columns
            ]
        )
        table: QTextTable = self._cursor.insertTable(len(block.rows) + 1, len(block.columns), shape)
        plain, strong = QTextCharFormat(), QTextCharFormat()
        for look in (plain, strong):
            look.setFontPointSize(self.font().pointSizeF() * _IN_TABLE)
        strong.setFontWeight(QFont.Weight.Bold)
        for number, column in enumerate(block.columns):
            table.cellAt(0, number).firstCursorPosition().insertText(column.heading, strong)
        for row, cells in enumerate(block.rows, start=1):
            for number, text in enumerate(cells[: len(block.columns)]):
                table.cellAt(row, number).firstCursorPosition().insertText(text, plain)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)


class ReadingPage(QWidget):
    """A report to read, and the versions it was issued in; `closed` only where there is a way back."""

    closed = Signal()
    failed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reading_page")
        self._load: Callable[[int], tuple[Report, Profile]] | None = None
        self.back = quiet_button(say("safety.history.back"), "reading_back", self, "back")
        self.back.clicked.connect(self.closed)
        self.versions = theme.roomy(QComboBox(self))
        self.versions.setObjectName("reading_version")
        self.versions.currentIndexChanged.connect(self._choose)
        self._file = QLabel()
        self._file.setObjectName("reading_file")
        self._file.setWordWrap(True)
        self._file.setTextFormat(Qt.TextFormat.PlainText)
        self.text = ReportText("reading_text", say("safety.reading.text"), self)
        self._lay_out()

    def show_report(self, report: Report, rules: Profile) -> None:
        """Show a report that has no issued versions to choose from."""
        self._load = None
        self._show_versions(())
        self.back.hide()
        self.text.show_report(report, rules)

    def show_versions(
        self,
        versions: Sequence[IssuedVersion],
        load: Callable[[int], tuple[Report, Profile]],
        *,
        way_back: bool,
    ) -> None:
        """Show the last of the issued versions; `load` gives the report of a version. Not with none."""
        self._load = load
        self.back.setVisible(way_back)
        self._show_versions(versions)
        self._choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back, where there is a way back."""
        if event.key() == Qt.Key.Key_Escape and not self.back.isHidden():
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _show_versions(self, versions: Sequence[IssuedVersion]) -> None:
        self._versions = tuple(versions)
        self.versions.blockSignals(True)
        self.versions.clear()
        for one in versions:
            self.versions.addItem(version_text(one.version, one.at.astimezone()), one.version)
        self.versions.setCurrentIndex(self.versions.count() - 1)
        self.versions.blockSignals(False)
        for widget in (self.versions, self._label, self._file):
            widget.setVisible(bool(versions))

    def _choose(self) -> None:
        version = self.versions.currentData()
        if version is None or self._load is None:
            return
        try:
            report, rules = self._load(version)
        except UserError as error:
            self.failed.emit(error)
            return
        self.text.show_report(report, rules)
        one = next(one for one in self._versions if one.version == version)
        self._file.setText(say("safety.reading.file", name=one.file_name, digest=one.file_sha256[:16]))
        self._file.setToolTip(one.file_sha256)

    def _lay_out(self) -> None:
        gap = theme.unit(self)
        self._label = QLabel(say("safety.reading.version"))
        self._label.setBuddy(self.versions)
        self.versions.setAccessibleName(self._label.text().replace("&", ""))
        row = QHBoxLayout()
        row.setSpacing(gap * 3)
        row.addWidget(self.back)
        row.addWidget(self._label)
        row.addWidget(self.versions)
        row.addWidget(self._file, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 5, gap * 2, gap * 5, gap * 4)
        column.setSpacing(gap * 3)
        column.addLayout(row)
        column.addWidget(self.text, 1)
        self.setFocusProxy(self.text)
