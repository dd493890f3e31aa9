"""What was changed in a file that came back, section by section: each change taken or refused."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.domain.edits import find_item, find_section
from danvan_desktop.domain.report import Report
from danvan_desktop.services.returned_marks import TAKEABLE_MARKS
from danvan_desktop.services.returning import Change, Remark, Returned, Stray
from danvan_desktop.services.taking import SIGNED
from danvan_desktop.text.alignment import changes as token_changes
from danvan_desktop.text.alignment import tokens
from danvan_desktop.text.unicode import capitalized
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import PrimaryButton, dialog_buttons, plain_button
from danvan_desktop.ui.widgets.form_rows import group_title
from danvan_desktop.wording import say

_LONGEST_NAME = 70
_WHOLE = ("letterhead", "title", "signature", "appendix")
"""Places of the frame whose parts could not be told apart."""

_LOOKS = {"bold": "font-weight:bold", "italic": "font-style:italic", "underline": "text-decoration:underline"}


class ChangeCard(QFrame):
    """One change: what, who, before and after in one text, and whether it is taken.

    What can only be put in by hand is to be copied.
    """

    def __init__(self, change: Change, what: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.change = change
        self.setObjectName("returned_change")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        gap = theme.unit(self)
        author = change.author or say("returning.nobody")
        who = say("returning.tracked" if change.tracked else "returning.saved", author=author)
        kind = _kind(change)
        kind = say("returning.kind_of", kind=kind, what=what) if what else kind
        head = QLabel(say("returning.line", kind=kind, who=who))
        head.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setWordWrap(True)
        self._text = QLabel(_shown(change))
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 3, gap * 2, gap * 3, gap * 2)
        column.setSpacing(gap)
        top = QHBoxLayout()
        top.addWidget(head, 1)
        column.addLayout(top)
        column.addWidget(self._text)
        self.take, self.refuse = (QRadioButton(say(f"returning.{name}"), self) for name in ("take", "refuse"))
        group = QButtonGroup(self)
        for button, name in ((self.take, "take"), (self.refuse, "refuse")):
            button.setObjectName(f"{name}_{change.number}")
            button.setAccessibleDescription(f"{head.text()}. {change.after or change.before}")
            button.setVisible(change.takeable)
            group.addButton(button)
            top.addWidget(button, alignment=Qt.AlignmentFlag.AlignTop)
        self.refuse.setChecked(True)
        if not change.takeable:
            top.addWidget(copy_button(_to_copy(change), f"copy_{change.number}", self))
        note = _note(change)
        if note:
            by_hand = QLabel(note)
            by_hand.setObjectName("returned_by_hand")
            by_hand.setWordWrap(True)
            column.addWidget(by_hand)

    def set_taken(self, taken: bool) -> None:
        """Take or refuse the change, if it can be taken."""
        if self.change.takeable:
            (self.take if taken else self.refuse).setChecked(True)

    @property
    def taken(self) -> bool:
        """Whether the change is to be put into the report."""
        return self.change.takeable and self.take.isChecked()


def copy_button(text: str, name: str, parent: QWidget) -> QPushButton:
    """A button that puts the text on the clipboard."""
    button = plain_button(say("returning.copy"), name, parent)
    button.setAccessibleDescription(text)
    button.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
    return button


class ReturnedDialog(QDialog):
    """Nothing is changed by it: `chosen` says what the person took."""

    def __init__(self, parent: QWidget, found: Returned, report: Report, name: str) -> None:
        super().__init__(parent)
        self.setObjectName("returned_dialog")
        self.setWindowTitle(say("returning.title", name=name))
        self._report = report
        self.cards = [ChangeCard(change, self._what(change.place)) for change in found.changes]
        self._count = QLabel()
        self._count.setObjectName("returned_count")
        self._accept = PrimaryButton("", "returned_accept", self)
        self._lay_out(found)
        for card in self.cards:
            card.take.toggled.connect(self._tell_count)
        self._tell_count()
        self.resize(round(min(parent.width() * 0.9, theme.columns(self, 120))), round(parent.height() * 0.9))

    def chosen(self) -> list[Change]:
        """The changes the person took, in the file's order."""
        return [card.change for card in self.cards if card.taken]

    def _lay_out(self, found: Returned) -> None:
        gap = theme.unit(self)
        top = QHBoxLayout()
        top.addWidget(self._count, 1)
        for name, taken in (("take_all", True), ("refuse_all", False)):
            button = plain_button(say(f"returning.{name}"), name, self)
            button.clicked.connect(lambda _=False, taken=taken: self._set_all(taken))
            button.setEnabled(any(card.change.takeable for card in self.cards))
            top.addWidget(button)
        buttons = dialog_buttons(self, QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self._accept, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 5, gap * 4, gap * 5, gap * 4)
        column.setSpacing(gap * 3)
        column.addLayout(top)
        column.addWidget(self._scrolled(found), 1)
        column.addWidget(buttons)

    def _scrolled(self, found: Returned) -> QScrollArea:
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setSpacing(theme.unit(self) * 2)
        last = None
        for card in self.cards:
            title = self._part_of(card.change.place)
            if title != last:
                column.addWidget(group_title(title))
                last = title
            column.addWidget(card)
        remarks = [(self._remark(remark), remark.text) for remark in found.remarks]
        self._add_list(column, "remarks", remarks)
        self._add_list(column, "loose_title", [(self._stray(stray), stray.text) for stray in found.loose])
        if not (found.changes or found.remarks or found.loose):
            column.addWidget(QLabel(say("returning.nothing")))
        column.addStretch(1)
        area = QScrollArea(self)
        area.setObjectName("returned_list")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(ground)
        return area

    def _add_list(self, column: QVBoxLayout, title: str, texts: Sequence[tuple[str, str]]) -> None:
        """A list of texts under a title, each with what of it is to be copied; all of them together too."""
        if not texts:
            return
        top = QHBoxLayout()
        top.addWidget(group_title(say(f"returning.{title}")), 1)
        everything = copy_button("\n".join(text for text, _ in texts), f"copy_all_{title}", self)
        everything.setText(say("returning.copy_all"))
        top.addWidget(everything)
        column.addLayout(top)
        for number, (text, own) in enumerate(texts):
            label = QLabel(text)
            label.setObjectName(f"returned_{title}")
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            row = QHBoxLayout()
            row.addWidget(label, 1)
            button = copy_button(own or text, f"copy_{title}_{number}", self)
            row.addWidget(button, alignment=Qt.AlignmentFlag.AlignTop)
            column.addLayout(row)

    def _stray(self, stray: Stray) -> str:
        kind = say(f"returning.loose.{stray.kind.replace(' ', '_')}")
        if stray.place:
            kind = say("returning.loose_at", kind=kind, place=self._part_of(stray.place))
        return say("returning.loose_piece", kind=kind, text=stray.text) if stray.text else kind

    def _remark(self, remark: Remark) -> str:
        on = say("returning.remark_on", words=_short(remark.words)) if remark.words.strip() else ""
        place = self._part_of(remark.place) if remark.place else ""
        where = ", ".join(part for part in (place, on) if part)
        return say("returning.remark", author=remark.author, text=remark.text, where=where).rstrip(" —")

    def _part_of(self, place: str) -> str:
        """The name of the section a place belongs to."""
        kind, _, key = place.partition(":")
        if kind == "f" and key.startswith(("figure", "appendix")):
            return say("returning.figures")
        if kind == "f" and key in SIGNED:
            return say("returning.signing")
        if kind == "i":
            found = find_item(self._report, key)
            section = found[0] if found else None
        else:
            section = find_section(self._report, key) if kind == "s" else None
        if section is None:
            return say("returning.head")
        return _short(section.heading.strip()) or say(f"editor.role.{section.role}")

    def _what(self, place: str) -> str:
        """Which field of the frame or figure of the table a place is; nothing for the text."""
        kind, _, field = place.partition(":")
        if kind != "f" or field in _WHOLE:
            return ""
        if not field.startswith("figure:"):
            return say(f"returning.field.{field}")
        _, code, column = field.split(":")
        name = next((one.name for one in self._report.indicators if one.code == code), "")
        return say("returning.figure", name=_short(name), column=say(f"returning.column.{column}"))

    def _set_all(self, taken: bool) -> None:
        for card in self.cards:
            card.set_taken(taken)

    def _tell_count(self) -> None:
        count = len(self.chosen())
        self._count.setText(say("returning.count", count=len(self.cards), taken=count))
        self._accept.setText(say("returning.accept", count=count))
        self._accept.setEnabled(count > 0)


def _kind(change: Change) -> str:
    if change.mark is None:
        return say(f"returning.kind.{change.kind}")
    mark = say(f"returning.mark.{change.mark}")
    return capitalized(mark) if change.on else say("returning.mark_gone", mark=mark)


def _note(change: Change) -> str:
    """What a person should know before taking the change, or why it cannot be taken."""
    if change.kind == "struck":
        return say("returning.struck" if change.takeable else "returning.struck_by_hand")
    if change.takeable:
        return ""
    if change.mark is not None:
        by_form = change.mark in TAKEABLE_MARKS
        return say("returning.mark_by_form" if by_form else "returning.mark_only")
    worked_out = change.place.endswith(":worked_out")
    return say("returning.worked_out" if worked_out else "returning.by_hand")


def _to_copy(change: Change) -> str:
    return change.before if change.mark is not None else change.after or change.before


def _shown(change: Change) -> str:
    """Before and after as one text: what goes struck through, what comes underlined; marks as drawn."""
    styles = _styles()
    if change.mark is not None:
        return _drawn(change, styles["gone" if change.kind == "struck" else "drawn"])
    before, after = tokens(change.before), tokens(change.after)
    made: list[str] = []
    for kind, i, i_end, j, j_end in token_changes(before, after):
        gone, come = "".join(before[i:i_end]), "".join(after[j:j_end])
        if kind == "equal":
            made.append(_lines(gone))
            continue
        sides = (("gone", gone), ("come", come))
        spans = [f'<span style="{styles[side]}">{_lines(text)}</span>' for side, text in sides if text]
        made.append("&nbsp;".join(spans))
    return "".join(made)


def _styles() -> dict[str, str]:
    general = theme.palette_now()
    styles = {}
    tones: tuple[tuple[str, theme.Tone, str], ...] = (
        ("gone", "bad", "text-decoration:line-through"),
        ("come", "good", "text-decoration:underline"),
        ("drawn", "good", ""),
    )
    for kind, tone, line in tones:
        ink, wash = theme.tone_colours(tone, general)
        styles[kind] = f"color:{ink.name()};background-color:{wash.name()};{line}"
    return styles


def _drawn(change: Change, style: str) -> str:
    """The line with the words that were marked shown so, as far as letters on a screen can."""
    look = _LOOKS.get(change.mark or "", "") if change.on else ""
    made, at = [], 0
    for start, end in change.stretches:
        made.append(_lines(change.after[at:start]))
        made.append(f'<span style="{style};{look}">{_lines(change.after[start:end])}</span>')
        at = end
    return "".join([*made, _lines(change.after[at:])])


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>").replace("\t", "&nbsp;&nbsp; ")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_NAME else f"{text[: _LONGEST_NAME - 1].rstrip()}…"
