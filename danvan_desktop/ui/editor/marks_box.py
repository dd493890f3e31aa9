"""The marks of a draft and of handling, and how many pages are allowed: a group of the head's form."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QSpinBox, QVBoxLayout, QWidget

from danvan_desktop.domain.report import Report
from danvan_desktop.layout.profile import MarkLevels, profiles
from danvan_desktop.services.editing import Place
from danvan_desktop.services.preview import mark_warning
from danvan_desktop.ui import theme
from danvan_desktop.ui.editor.context import EditorContext
from danvan_desktop.ui.editor.facts import Choice
from danvan_desktop.ui.widgets.form_rows import Hint, group_title, labelled, side_by_side
from danvan_desktop.wording import say

_CHOSEN = ("urgency", "circulation", "secrecy")


class MarksBox(QWidget):
    """Each choice is a step of its own to undo."""

    def __init__(self, context: EditorContext, part: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._part = part
        self._draft = self._number("draft", say("marks_form.final"))
        self._limit = self._number("page_limit", say("marks_form.no_limit"))
        self._watermark = QCheckBox(say("marks_form.watermark"), self)
        self._watermark.setObjectName("mark_watermark")
        self._watermark.setToolTip(say("marks_form.watermark_tip"))
        self._choices = {name: self._choice(name) for name in _CHOSEN}
        self._levels: MarkLevels | None = None
        self._warning = Hint("marks_warning", self)
        self._lay_out()
        self._draft.valueChanged.connect(lambda value: self._set(draft=value, watermark=self._wanted(value)))
        self._watermark.clicked.connect(lambda chosen: self._set(watermark=chosen))
        self._limit.valueChanged.connect(self._set_limit)
        self.refresh()

    def refresh(self) -> None:
        """Show the marks as they stand."""
        report = self._context.report
        for field, value in ((self._draft, report.marks.draft), (self._limit, report.style.page_limit)):
            field.blockSignals(True)
            field.setValue(value)
            field.blockSignals(False)
        self._watermark.setChecked(report.marks.watermark)
        self._offer(report)
        for name, choice in self._choices.items():
            choice.show_value(getattr(report.marks, name))
        self._warning.tell(mark_warning(report.marks))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.unit(self) * 3)
        column.addWidget(group_title(say("marks_form.title")))
        boxes = [
            (labelled(say("marks_form.draft"), self._draft), 1),
            (labelled(say("marks_form.page_limit"), self._limit), 1),
        ]
        column.addWidget(side_by_side(*boxes, parent=self))
        column.addWidget(self._watermark)
        fields = [(labelled(say(f"marks_form.{name}"), choice), 1) for name, choice in self._choices.items()]
        column.addWidget(side_by_side(*fields, parent=self))
        column.addWidget(self._warning)

    def _number(self, name: str, none: str) -> QSpinBox:
        field = _Number(self)
        field.setObjectName(f"mark_{name}")
        field.setAccessibleName(say(f"marks_form.{name}").replace("&", ""))
        field.setRange(0, 99 if name == "draft" else 999)
        field.setSpecialValueText(none)
        field.setKeyboardTracking(False)
        return theme.roomy(field)

    def _offer(self, report: Report) -> None:
        """Offer the marks of the rules the report is laid out by."""
        rules = profiles().get(report.profile)
        levels = rules.marks.levels if rules else MarkLevels()
        if levels == self._levels:
            return
        self._levels = levels
        for name, choice in self._choices.items():
            choice.clear()
            choice.addItem(say("marks_form.none"), "")
            for level in getattr(levels, name):
                choice.addItem(level, level)

    def _choice(self, name: str) -> Choice:
        accessible = say(f"marks_form.{name}").replace("&", "")
        made = Choice(f"mark_{name}", accessible, (), self)
        made.activated.connect(lambda: self._set(**{name: made.value()}))
        return made

    def _wanted(self, draft: int) -> bool:
        """A draft that is no longer one loses its watermark too."""
        return self._context.report.marks.watermark and draft > 0

    def _set(self, **values: Any) -> None:
        report = self._context.report
        marks = msgspec.structs.replace(report.marks, **values)
        after = msgspec.structs.replace(report, marks=marks)
        self._context.do(after, say("editor.act.setting"), Place(self._part))

    def _set_limit(self, limit: int) -> None:
        report = self._context.report
        style = msgspec.structs.replace(report.style, page_limit=limit)
        after = msgspec.structs.replace(report, style=style)
        self._context.do(after, say("editor.act.setting"), Place(self._part))


class _Number(QSpinBox):
    """The wheel scrolls the page and never changes the number by accident."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
