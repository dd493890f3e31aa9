"""The findings of a report one under another, and one key for each thing to do about the chosen one."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.domain.finding import LEDGER, Finding
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import plain_button
from danvan_desktop.ui.findings.row import FINDING, PLACE, FindingRow, kind_words
from danvan_desktop.ui.widgets.form_rows import Hint
from danvan_desktop.wording import say

GROUPS = ("all", "blank", "leftover", "unread", "promise", "hint")
_ROOMY_LINES = 24
_KEYS = {
    Qt.Key.Key_G: "keep",
    Qt.Key.Key_S: "edit",
    Qt.Key.Key_X: "delete",
    Qt.Key.Key_Delete: "delete",
}


class FindingsPanel(QWidget):
    """It only tells what the person wants; whoever holds the report does it."""

    chosen = Signal(object)
    entered = Signal(object)
    decided = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findings_panel")
        self._findings: list[Finding] = []
        self._places: dict[str, str] = {}
        gap = theme.unit(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 2, gap * 2, gap * 2, gap * 2)
        column.setSpacing(gap * 2)
        self._group = theme.roomy(QComboBox(self))
        self._group.setObjectName("findings_group")
        self._group.setAccessibleName(say("findings.group_name"))
        for group in GROUPS:
            self._group.addItem("", group)
        self._group.currentIndexChanged.connect(lambda: self._fill())
        self.list = _List(self)
        self.list.currentItemChanged.connect(lambda: self._tell())
        self.list.itemActivated.connect(lambda item: self.entered.emit(item.data(FINDING)))
        self.list.decided.connect(self._decide)
        self._empty = QLabel(say("findings.none"))
        self._empty.setObjectName("findings_none")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        column.addWidget(self._group)
        column.addWidget(self._empty, 1)
        column.addWidget(self.list, 1)
        column.addWidget(self._detail(gap))
        self.show_findings([], {})

    def show_findings(self, findings: Sequence[Finding], places: dict[str, str]) -> None:
        """Show what was found; `places` are the names of parts and sections by id. The choice is kept.

        Hints come after everything else and are counted by themselves.
        """
        self._findings = sorted(findings, key=lambda finding: finding.is_hint)
        self._places = places
        hints = sum(finding.is_hint for finding in findings)
        for number, group in enumerate(GROUPS):
            count = sum(_is_in(finding, group) for finding in findings)
            words = say(f"findings.group.{group}", count=count)
            if group == "all" and hints:
                words = say("findings.group.all_and_hints", count=count - hints, hints=hints)
            self._group.setItemText(number, words)
        self._fill()

    @property
    def current(self) -> Finding | None:
        """The finding that is chosen."""
        item = self.list.currentItem()
        return item.data(FINDING) if item else None

    def step(self) -> Finding | None:
        """Choose the next finding, from the start again after the last; None when there is none."""
        if not self.list.count():
            return None
        self.list.setCurrentRow((self.list.currentRow() + 1) % self.list.count())
        return self.current

    def first(self) -> Finding | None:
        """Choose the first finding unless one is chosen."""
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        return self.current

    def drop(self, finding: Finding) -> None:
        """Take a finding that was just settled off the list, and choose the one after it."""
        row = self.list.currentRow()
        self._findings = [other for other in self._findings if other.key != finding.key]
        self.list.blockSignals(True)
        self.show_findings(self._findings, self._places)
        self.list.setCurrentRow(-1)
        self.list.blockSignals(False)
        self.list.setCurrentRow(min(row, self.list.count() - 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the pane is low, the list says enough and the whole sentence gives way."""
        super().resizeEvent(event)
        self._words.setVisible(self.height() > self.fontMetrics().lineSpacing() * _ROOMY_LINES)

    def _detail(self, gap: int) -> QWidget:
        self._box = QWidget(self)
        column = QVBoxLayout(self._box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        self._words = QLabel(self._box)
        self._words.setObjectName("finding_words")
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._advice = Hint("finding_advice", self._box)
        self._choice = theme.roomy(QComboBox(self._box))
        self._choice.setObjectName("finding_choice")
        self._choice.setAccessibleName(say("findings.choice"))
        self._choice.setPlaceholderText(say("findings.choice"))
        self._choice.currentIndexChanged.connect(lambda: self._name_edit())
        column.addWidget(self._words)
        column.addWidget(self._advice)
        column.addWidget(self._choice)
        row = QHBoxLayout()
        row.setSpacing(gap)
        self._buttons = {
            key: plain_button(say(f"findings.do.{key}"), f"finding_{key}", self._box)
            for key in ("keep", "edit", "delete")
        }
        for key, button in self._buttons.items():
            button.setToolTip(say(f"findings.do.{key}_tip"))
            button.clicked.connect(lambda _=False, key=key: self._decide(key))
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        return self._box

    def _fill(self) -> None:
        kept = self.current.key if self.current else ""
        group = self._group.currentData()
        self.list.blockSignals(True)
        self.list.clear()
        for finding in self._findings:
            if _is_in(finding, group):
                self.list.addItem(self._item(finding))
        keys = [self.list.item(row).data(FINDING).key for row in range(self.list.count())]
        if kept in keys:
            self.list.setCurrentRow(keys.index(kept))
        self.list.blockSignals(False)
        self._empty.setVisible(not keys)
        self.list.setVisible(bool(keys))
        self._show_detail()

    def _item(self, finding: Finding) -> QListWidgetItem:
        words = finding.where.text if finding.code != "leftover.figure" else _figure_words(finding)
        item = QListWidgetItem(" ".join(words.split()))
        item.setData(FINDING, finding)
        item.setData(PLACE, self._places.get(finding.where.section, ""))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{kind_words(finding)}: {words}. {finding.advice}")
        return item

    def _tell(self) -> None:
        self._show_detail()
        if self.current is not None:
            self.chosen.emit(self.current)

    def _show_detail(self) -> None:
        finding = self.current
        self._box.setVisible(finding is not None)
        if finding is None:
            return
        self._words.setText(_marked(finding))
        self._advice.tell(" ".join(part for part in (finding.required, finding.advice) if part))
        self._choice.blockSignals(True)
        self._choice.clear()
        self._choice.addItems(finding.choices)
        self._choice.setCurrentIndex(-1)
        self._choice.blockSignals(False)
        self._choice.setVisible(bool(finding.choices))
        self._buttons["delete"].setEnabled(finding.where.section != LEDGER)
        self._name_edit()

    def _name_edit(self) -> None:
        """The second button says what it will put there, as far as that is known or chosen."""
        words = self._replacement()
        edit = say("findings.replace", words=words) if words else say("findings.do.edit")
        self._buttons["edit"].setText(edit.replace("&", "&&"))

    def _replacement(self) -> str:
        finding = self.current
        return self._choice.currentText() or finding.replacement if finding else ""

    def _decide(self, key: str) -> None:
        finding = self.current
        if finding is not None and self._buttons[key].isEnabled():
            self.decided.emit(msgspec.structs.replace(finding, replacement=self._replacement()), key)


class _List(QListWidget):
    """Plain letters decide; Enter goes to the place."""

    decided = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("findings_list")
        self.setAccessibleName(say("findings.list"))
        self.setItemDelegate(FindingRow(self))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = _KEYS.get(Qt.Key(event.key()))
        if act and event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            self.decided.emit(act)
        elif event.text() and event.text().isprintable() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)


def _is_in(finding: Finding, group: str) -> bool:
    if finding.is_hint or group == "hint":
        return finding.is_hint and group in ("all", "hint")
    return group in ("all", group_of(finding))


def group_of(finding: Finding) -> str:
    """Which of `GROUPS` a finding that is no hint is listed under."""
    if finding.code in ("leftover.sentence", "leftover.figure"):
        return "unread"
    kind = finding.code.partition(".")[0]
    return kind if kind in ("promise", "blank") else "leftover"


def _figure_words(finding: Finding) -> str:
    return f"{finding.where.text}: {finding.found}"


def _marked(finding: Finding) -> str:
    """The sentence with the words found in bold; a whole sentence is not shown twice."""
    if finding.code == "leftover.figure":
        return escape(_figure_words(finding))
    text, words = finding.where.text, finding.found
    if not words or words == text or words not in text:
        return escape(text).replace("\n", "<br>")
    before, _, after = text.partition(words)
    return f"{escape(before)}<b>{escape(words)}</b>{escape(after)}"
