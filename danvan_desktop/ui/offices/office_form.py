"""The form about one office. A kind fills in what is usual; what the person typed is never replaced."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.domain.office import FormatFamily, Office, OfficeKind
from danvan_desktop.domain.report import Issuer, LeadStyle, Spelling
from danvan_desktop.text.unicode import clean_line
from danvan_desktop.ui import theme
from danvan_desktop.ui.offices.kinds import default_office, kind_defaults
from danvan_desktop.ui.offices.letterhead_sample import LetterheadSample
from danvan_desktop.ui.offices.signers_edit import SignersEdit
from danvan_desktop.wording import say

_FAMILIES: tuple[FormatFamily, ...] = ("party", "state", "front", "youth")
_LEADS: tuple[LeadStyle, ...] = ("plain", "italic", "bold", "bold_italic")
_SPELLINGS: tuple[Spelling, ...] = ("ủy", "uỷ")
_SAMPLE_PAUSE_MS = 120


class OfficeForm(QScrollArea):
    """Fields and a sample of the letterhead. `changed` follows every change the person makes."""

    changed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("office_form")
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._filled = default_office("other")
        self._make_fields()
        self.sample = LetterheadSample(today, self)
        self._sample_timer = QTimer(self)
        self._sample_timer.setSingleShot(True)
        self._sample_timer.setInterval(_SAMPLE_PAUSE_MS)
        self._sample_timer.timeout.connect(self._draw_sample)
        self._lay_out()
        self._connect()

    def office(self) -> Office:
        """What the form holds, its texts clean."""
        recipients = (clean_line(line) for line in self.recipients.toPlainText().split("\n"))
        return Office(
            kind=self.kind.currentData(),
            family=self.family.currentData(),
            issuer=Issuer(
                parent=clean_line(self.parent_line.text()),
                name=clean_line(self.own_line.text()),
                code=clean_line(self.code.text()),
                place=clean_line(self.place.text()),
            ),
            signers=self.signers.signers(),
            recipients=tuple(line for line in recipients if line),
            spelling=self.spelling.currentData(),
            lead=self.lead.currentData(),
        )

    def show_office(self, office: Office) -> None:
        """Show an office. What is as its kind's defaults follows kind, place and spelling."""
        self._filled = default_office(office.kind, office.issuer.place, office.spelling)
        self._choose(self.kind, office.kind)
        self._choose(self.family, office.family)
        self._choose(self.spelling, office.spelling)
        self._choose(self.lead, office.lead)
        self._show_texts(office)
        self._draw_sample()
        self.verticalScrollBar().setValue(0)

    def start_with(self, kind: OfficeKind) -> None:
        """Show a new office of a kind, with everything usual filled in."""
        self.show_office(default_office(kind))

    def missing(self) -> str:
        """What keeps the office from being used, in one sentence; empty when nothing does."""
        if not self.office().issuer.name:
            return say("shell.office.no_name")
        return ""

    def _make_fields(self) -> None:
        self.kind = self._combo("office_kind", [(k, one.name) for k, one in kind_defaults().items()])
        self.place = self._line("office_place")
        self.parent_line = self._line("office_parent")
        self.own_line = self._line("office_name")
        self.code = self._line("office_code")
        self.signers = SignersEdit(self.code, self)
        self.recipients = QPlainTextEdit(self)
        self.recipients.setObjectName("office_recipients")
        self.recipients.setTabChangesFocus(True)
        self.recipients.setPlaceholderText(say("shell.office.recipients_hint"))
        self.recipients.setFixedHeight(self.fontMetrics().lineSpacing() * 6)
        self.family = self._combo("office_family", [(f, say(f"shell.family.{f}")) for f in _FAMILIES])
        self.lead = self._combo("office_lead", [(one, say(f"shell.lead.{one}")) for one in _LEADS])
        self.spelling = self._combo(
            "office_spelling",
            [
                (one, say("shell.office.spelling_new" if one == "ủy" else "shell.office.spelling_old"))
                for one in _SPELLINGS
            ],
        )

    def _line(self, name: str) -> QLineEdit:
        field = theme.roomy(QLineEdit(self))
        field.setObjectName(name)
        field.setMaxLength(300)
        return field

    def _combo(self, name: str, choices: list[tuple[str, str]]) -> QComboBox:
        field = theme.roomy(QComboBox(self))
        field.setObjectName(name)
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        field.setMinimumContentsLength(12)
        for value, text in choices:
            field.addItem(text, value)
        return field

    def _lay_out(self) -> None:
        gap = theme.unit(self)
        inner = QWidget(self)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, inner)
        self._row.setContentsMargins(0, 0, gap * 3, gap * 3)
        self._row.setSpacing(gap * 5)
        form = QFormLayout()
        form.setVerticalSpacing(gap * 2)
        form.setHorizontalSpacing(gap * 4)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for name, field in (
            ("kind", self.kind),
            ("place", self.place),
            ("parent", self.parent_line),
            ("name", self.own_line),
            ("code", self.code),
            ("signers", self.signers),
            ("recipients", self.recipients),
            ("family", self.family),
            ("lead", self.lead),
            ("spelling", self.spelling),
        ):
            label = QLabel(say(f"shell.office.field.{name}"))
            if field is not self.signers:
                label.setBuddy(field)
                field.setAccessibleName(label.text().replace("&", ""))
            form.addRow(label, field)
        fields = QVBoxLayout()
        fields.addLayout(form)
        fields.addStretch(1)
        self._row.addLayout(fields, 2)
        beside = QVBoxLayout()
        beside.setSpacing(gap * 2)
        caption = QLabel(say("shell.office.sample"))
        caption.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        beside.addWidget(caption)
        beside.addWidget(self.sample)
        note = QLabel(say("shell.office.sample_note"))
        note.setWordWrap(True)
        note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        beside.addWidget(note)
        beside.addStretch(1)
        self._row.addLayout(beside, 1)
        self.setWidget(inner)

    def _connect(self) -> None:
        self.kind.activated.connect(self._kind_chosen)
        self.place.textEdited.connect(self._place_typed)
        self.spelling.activated.connect(self._refill)
        for field in (self.parent_line, self.own_line, self.code):
            field.textEdited.connect(self._touched)
        self.recipients.textChanged.connect(self._touched)
        self.signers.changed.connect(self._touched)
        for choice in (self.family, self.lead):
            choice.activated.connect(self._touched)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sample goes under the form when the window is narrow."""
        super().resizeEvent(event)
        wide = self.viewport().width() >= theme.columns(self, 130)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != direction:
            self._row.setDirection(direction)

    def _kind_chosen(self) -> None:
        self._refill()
        self.place.setPlaceholderText(kind_defaults()[self.kind.currentData()].place_hint)

    def _place_typed(self) -> None:
        self._refill()

    def _touched(self) -> None:
        self._sample_timer.start()
        self.changed.emit()

    def _refill(self) -> None:
        """Give every field that still holds a default that of the kind, place and spelling now chosen."""
        fresh = default_office(self.kind.currentData(), self.place.text(), self.spelling.currentData())
        now, before = self.office(), self._filled
        if now.family == before.family:
            self._choose(self.family, fresh.family)
        for field, name in (
            (self.parent_line, "parent"),
            (self.own_line, "name"),
            (self.code, "code"),
        ):
            held = getattr(now.issuer, name)
            if held == getattr(before.issuer, name):
                field.setText(getattr(fresh.issuer, name))
        if now.signers == before.signers != fresh.signers:
            self.signers.show_signers(fresh.signers)
        if now.recipients == before.recipients != fresh.recipients:
            self._show_recipients(fresh)
        self._filled = fresh
        self._touched()

    def _show_texts(self, office: Office) -> None:
        issuer = office.issuer
        self.place.setText(issuer.place)
        self.place.setPlaceholderText(kind_defaults()[office.kind].place_hint)
        self.parent_line.setText(issuer.parent)
        self.own_line.setText(issuer.name)
        self.code.setText(issuer.code)
        self.signers.show_signers(office.signers)
        self._show_recipients(office)

    def _show_recipients(self, office: Office) -> None:
        self.recipients.blockSignals(True)
        self.recipients.setPlainText("\n".join(office.recipients))
        self.recipients.blockSignals(False)

    def _choose(self, field: QComboBox, value: str) -> None:
        field.setCurrentIndex(max(0, field.findData(value)))

    def _draw_sample(self) -> None:
        self.sample.show_office(self.office())
