"""How the letterhead will look: a small sheet beside the form, in the styles of the layout rules."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from danvan_desktop.domain.office import Office
from danvan_desktop.domain.report import Signature
from danvan_desktop.layout.compose_lines import balanced_lines
from danvan_desktop.layout.issuer_names import name_units
from danvan_desktop.layout.profile import Profile, TextStyle, default_profile
from danvan_desktop.text.dates import long_date
from danvan_desktop.ui import theme
from danvan_desktop.wording import say

_INK = "#1c1c1c"
_PAPER = "#ffffff"
_LEAST_SCALE, _MOST_SCALE = 0.4, 0.75


class _Line(QWidget):
    """A drawn rule of a width in pixels, in the middle of its column."""

    def __init__(self, width: float, parent: QWidget) -> None:
        super().__init__(parent)
        self.drawn_width = width
        self.setFixedHeight(max(3, theme.unit(self)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setPen(QPen(QColor(_INK), 1))
        width = round(self.drawn_width)
        left = (self.width() - width) // 2
        middle = self.height() // 2
        painter.drawLine(left, middle, left + width, middle)


class LetterheadSample(QFrame):
    """Letterhead, title and signing block of an office, on white paper in light and dark alike."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("letterhead_sample")
        self.setAccessibleName(say("shell.office.sample"))
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._today = today
        paper = QPalette()
        paper.setColor(QPalette.ColorRole.Window, QColor(_PAPER))
        paper.setColor(QPalette.ColorRole.WindowText, QColor(_INK))
        self.setPalette(paper)
        self.setAutoFillBackground(True)
        self.setMinimumWidth(theme.columns(self, 42))
        gap = theme.unit(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(gap * 3, gap * 5, gap * 3, gap * 5)
        self._sheet: QWidget | None = None
        self._office: Office | None = None
        self._scale = _MOST_SCALE

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the sizes of the rules in proportion to the sheet's width."""
        super().resizeEvent(event)
        if self._office and self._fitting_scale(self._office) != self._scale:
            self.show_office(self._office)

    def show_office(self, office: Office) -> None:
        """Draw the sheet anew."""
        self._office = office
        self._scale = self._fitting_scale(office)
        rules = default_profile(office.family, self._today)
        sheet = QWidget(self)
        grid = QGridLayout(sheet)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.unit(self) * 3)
        for column, width in enumerate(_column_widths(rules)):
            grid.setColumnStretch(column, round(width))
        grid.addLayout(self._left(office, rules), 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(self._right(office, rules), 0, 1, Qt.AlignmentFlag.AlignTop)
        grid.setRowMinimumHeight(1, theme.unit(self) * 3)
        title = QVBoxLayout()
        title.addWidget(self._text(say("shell.office.sample_type"), rules.title.type_name, sheet))
        title.addWidget(self._text(say("shell.office.sample_subject"), rules.title.subject, sheet))
        grid.addLayout(title, 2, 0, 1, 2)
        grid.setRowMinimumHeight(3, theme.unit(self) * 3)
        grid.addLayout(self._recipients(office, rules), 4, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(self._signing(office, rules), 4, 1, Qt.AlignmentFlag.AlignTop)
        if self._sheet is not None:
            self._column.removeWidget(self._sheet)
            self._sheet.hide()
            self._sheet.deleteLater()
        self._column.addWidget(sheet)
        self._sheet = sheet

    def _left(self, office: Office, rules: Profile) -> QVBoxLayout:
        head, issuer = rules.letterhead, office.issuer
        column = self._stack()
        if issuer.parent:
            for line in _names(issuer.parent, head.parent, head.left_width_mm):
                column.addWidget(self._text(line, head.parent, wrap=False))
        names = _names(issuer.name or say("shell.office.sample_name"), head.name, head.left_width_mm)
        for line in names:
            column.addWidget(self._text(line, head.name, wrap=False))
        if head.name_rule:
            longest = max(self._width(line, head.name) for line in names)
            column.addWidget(_Line(longest * head.name_rule.share, self))
        if head.left_mark:
            column.addWidget(self._text(head.left_mark, head.left_mark_style))
        number = head.number_pattern.format(number="     ", code=issuer.code or "…")
        column.addWidget(self._text(number, head.number))
        return column

    def _right(self, office: Office, rules: Profile) -> QVBoxLayout:
        head = rules.letterhead
        column = self._stack()
        for line, style in zip(head.motto, head.motto_styles, strict=False):
            column.addWidget(self._text(line, style, wrap=False))
        rule = self._width(head.motto[-1], head.motto_styles[-1]) * head.motto_rule.share
        column.addWidget(_Line(rule, self))
        column.addWidget(self._text(self._place_date(office), head.place_date, wrap=False))
        return column

    def _place_date(self, office: Office) -> str:
        place = office.issuer.place or say("shell.office.sample_place")
        return f"{place}, {long_date(self._today)}"

    def _width(self, text: str, style: TextStyle) -> float:
        """How wide the text is on the sheet, in pixels."""
        return _advance(text, style, style.size * self._scale)

    def _signing(self, office: Office, rules: Profile) -> QVBoxLayout:
        signer = office.signers[0] if office.signers else Signature()
        column = self._stack()
        style = rules.signing
        if signer.authority:
            column.addWidget(self._text(signer.authority, style.authority))
            column.addWidget(self._text(signer.post, style.post))
        else:
            column.addWidget(self._text(signer.post or "…", style.lone_post))
        column.addSpacing(theme.unit(self) * 6)
        column.addWidget(self._text(signer.name or say("shell.office.sample_signer"), style.name))
        return column

    def _recipients(self, office: Office, rules: Profile) -> QVBoxLayout:
        style = rules.recipients
        column = self._stack()
        column.addWidget(self._text(say("shell.office.sample_recipients"), style.head))
        last = len(office.recipients) - 1
        for number, line in enumerate(office.recipients):
            end = style.last_end if number == last else style.item_end
            column.addWidget(self._text(f"{style.dash}{line}{end}", style.item))
        return column

    def _fitting_scale(self, office: Office) -> float:
        """The share of the rules' sizes at which the widest line of each column fits it."""
        rules = default_profile(office.family, self._today)
        head = rules.letterhead
        names = [
            (line, style)
            for text, style in ((office.issuer.parent, head.parent), (office.issuer.name, head.name))
            for line in _names(text, style, head.left_width_mm)
        ]
        mottos = [
            *zip(head.motto, head.motto_styles, strict=False),
            (self._place_date(office), head.place_date),
        ]
        widths = _column_widths(rules)
        room = (self.width() - theme.unit(self) * 11) / sum(widths)
        fitting = [
            room * width / _advance(line, style, style.size)
            for width, lines in zip(widths, (names, mottos), strict=True)
            for line, style in lines
        ]
        return int(min(max(min(fitting), _LEAST_SCALE), _MOST_SCALE) * 100) / 100

    def _stack(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        return column

    def _text(
        self, text: str, style: TextStyle, parent: QWidget | None = None, *, wrap: bool = True
    ) -> QLabel:
        label = QLabel(text.upper() if style.caps else text, parent or self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(wrap)
        left = style.align in ("left", "justify")
        label.setAlignment(Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignHCenter)
        label.setFont(_font(style, style.size * self._scale))
        return label


def _names(text: str, style: TextStyle, width_mm: float) -> tuple[str, ...]:
    """The lines of a name as the document breaks them."""
    return balanced_lines(text, style, width_mm, name_units)


def _column_widths(rules: Profile) -> tuple[float, float]:
    """The letterhead's two columns on the page, in mm."""
    page, left = rules.page, rules.letterhead.left_width_mm
    return left, page.width_mm - page.left_mm - page.right_mm - left


def _advance(text: str, style: TextStyle, points: float) -> float:
    """How wide a line is at a size, in pixels."""
    return QFontMetricsF(_font(style, points)).horizontalAdvance(text.upper() if style.caps else text)


def _font(style: TextStyle, points: float) -> QFont:
    font = QFont(["Times New Roman", "Liberation Serif"])
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPointSizeF(points)
    font.setBold(style.bold)
    font.setItalic(style.italic)
    font.setUnderline(style.underline)
    return font
