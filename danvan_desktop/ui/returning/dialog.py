"""What was changed in a file that came back, section by section: each change taken or refused."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.domain.edits import find_item, find_section
from danvan_desktop.domain.report import Report
from danvan_desktop.services.returning import Change, Remark, Returned
from danvan_desktop.text.alignment import changes as token_changes
from danvan_desktop.text.alignment import tokens
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import PrimaryButton, dialog_buttons, plain_button
from danvan_desktop.ui.widgets.form_rows import group_title
from danvan_desktop.wording import say

_LONGEST_NAME = 70


class ChangeCard(QFrame):
    """One change: who, what kind, before and after in one text, and whether it is taken."""

    def __init__(self, change: Change, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.change = change
        self.setObjectName("returned_change")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        gap = theme.unit(self)
        author = change.author or say("returning.nobody")
        who = say("returning.tracked" if change.tracked else "returning.saved", author=author)
        head = QLabel(say("returning.head", kind=say(f"returning.kind.{change.kind}"), who=who))
        head.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        head.setTextFormat(Qt.TextFormat.PlainText)
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
            top.addWidget(button)
        self.refuse.setChecked(True)
        if not change.takeable:
            by_hand = QLabel(say("returning.by_hand"))
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


class ReturnedDialog(QDialog):
    """Nothing is changed by it: `chosen` says what the person took."""

    def __init__(self, parent: QWidget, found: Returned, report: Report, name: str) -> None:
        super().__init__(parent)
        self.setObjectName("returned_dialog")
        self.setWindowTitle(say("returning.title", name=name))
        self._report = report
        self.cards = [ChangeCard(change) for change in found.changes]
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
        self._add_list(column, "remarks", [self._remark(remark) for remark in found.remarks])
        loose = [(say(f"returning.loose.{one.kind.replace(' ', '_')}"), one.text) for one in found.loose]
        pieces = [say("returning.loose_piece", kind=kind, text=text) for kind, text in loose]
        self._add_list(column, "loose_title", pieces)
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

    def _add_list(self, column: QVBoxLayout, title: str, texts: Iterable[str]) -> None:
        for number, text in enumerate(texts):
            if not number:
                column.addWidget(group_title(say(f"returning.{title}")))
            label = QLabel(text)
            label.setObjectName(f"returned_{title}")
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)

    def _remark(self, remark: Remark) -> str:
        on = say("returning.remark_on", words=_short(remark.words)) if remark.words.strip() else ""
        place = self._part_of(remark.place) if remark.place else ""
        where = ", ".join(part for part in (place, on) if part)
        return say("returning.remark", author=remark.author, text=remark.text, where=where).rstrip(" —")

    def _part_of(self, place: str) -> str:
        """The name of the section a place belongs to."""
        kind, _, key = place.partition(":")
        if kind == "i":
            found = find_item(self._report, key)
            section = found[0] if found else None
        else:
            section = find_section(self._report, key) if kind == "s" else None
        if section is None:
            return say("returning.frame")
        return _short(section.heading.strip()) or say(f"editor.role.{section.role}")

    def _set_all(self, taken: bool) -> None:
        for card in self.cards:
            card.set_taken(taken)

    def _tell_count(self) -> None:
        count = len(self.chosen())
        self._count.setText(say("returning.count", count=len(self.cards), taken=count))
        self._accept.setText(say("returning.accept", count=count))
        self._accept.setEnabled(count > 0)


def _shown(change: Change) -> str:
    """Before and after as one text: what goes struck through, what comes underlined."""
    general = theme.palette_now()
    styles = {}
    for kind, tone, line in (("gone", "bad", "line-through"), ("come", "good", "underline")):
        ink, wash = theme.tone_colours(tone, general)  # type: ignore[arg-type]
        styles[kind] = f"color:{ink.name()};background-color:{wash.name()};text-decoration:{line}"
    before, after = tokens(change.before), tokens(change.after)
    made: list[str] = []
    for kind, i, i_end, j, j_end in token_changes(before, after):
        gone, come = "".join(before[i:i_end]), "".join(after[j:j_end])
        if kind == "equal":
            made.append(_lines(gone))
            continue
        made += [f'<span style="{styles["gone"]}">{_lines(gone)}</span>'] if gone else []
        made += [f'<span style="{styles["come"]}">{_lines(come)}</span>'] if come else []
    return "".join(made)


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>").replace("\t", "&nbsp;&nbsp; ")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_NAME else f"{text[: _LONGEST_NAME - 1].rstrip()}…"
