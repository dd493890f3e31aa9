"""Fields of the report's own facts: each shows one, and writes it back as it is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from danvan_desktop.domain.report import Report
from danvan_desktop.services.editing import Place
from danvan_desktop.ui import theme
from danvan_desktop.ui.editor.context import EditorContext
from danvan_desktop.ui.rich_text.field import RichTextField
from danvan_desktop.ui.widgets.line_field import LineField
from danvan_desktop.wording import say

_Kind = TypeVar("_Kind", LineField, RichTextField)
Read = Callable[[Report], str]
Write = Callable[[Report, str], Report]


def at(path: str) -> tuple[Read, Write]:
    """How to read and write a text of the report by its dotted path, such as 'issuer.code'."""
    outer, _, inner = path.partition(".")

    def read(report: Report) -> str:
        value = getattr(report, outer)
        return str(getattr(value, inner) if inner else value)

    def write(report: Report, text: str) -> Report:
        value = msgspec.structs.replace(getattr(report, outer), **{inner: text}) if inner else text
        return msgspec.structs.replace(report, **{outer: value})

    return read, write


class Facts:
    """The fact fields of one form, by name."""

    def __init__(self, context: EditorContext, part: str) -> None:
        self._context = context
        self._part = part
        self.fields: dict[str, RichTextField | LineField] = {}
        self._reads: dict[str, Read] = {}
        self._choices: list[Choice] = []

    def line(self, name: str, path: str, parent: QWidget) -> LineField:
        """A field of one line."""
        field = LineField(f"fact_{name}", say(f"editor.fact.{name}"), parent)
        read, write = at(path)
        field.edited.connect(lambda text: self.write(name, write, text))
        return self._keep(name, field, read)

    def text(self, name: str, path: str, parent: QWidget, lines: int = 1) -> RichTextField:
        """A field of plain text that may run over several lines."""
        field = RichTextField(f"fact_{name}", say(f"editor.fact.{name}"), parent, lines=lines, emphasis=False)
        read, write = at(path)
        field.edited.connect(lambda: self.write(name, write, field.plain()))
        return self._keep(name, field, read)

    def own(self, name: str, field: LineField | RichTextField, read: Read) -> None:
        """A field that writes its fact itself."""
        self._keep(name, field, read)  # type: ignore[type-var]

    def choice(self, name: str, path: str, choices: Sequence[tuple[str, str]], parent: QWidget) -> Choice:
        """A fact chosen from a few; `choices` are pairs of value and words."""
        field = Choice(f"fact_{name}", say(f"editor.fact.{name}"), choices, parent)
        read, write = at(path)
        field.read = read
        field.activated.connect(lambda: self._choose(name, write, field.value()))
        self._choices.append(field)
        return field

    def refresh(self, origin: object) -> None:
        """Show the facts as they stand."""
        for name, field in self.fields.items():
            if field is not origin:
                field.show_text(self._reads[name](self._context.report))
        for choice in self._choices:
            choice.show_value(choice.read(self._context.report))

    def write(self, name: str, write: Write, text: str) -> None:
        """Apply one stroke of typing in a fact's field."""
        self._context.type(
            lambda report: write(report, text),
            say("editor.act.fact", name=say(f"editor.fact.{name}").lower()),
            Place(self._part, "", name),
            self.fields[name],
        )

    def _choose(self, name: str, write: Write, value: str) -> None:
        label = say("editor.act.fact", name=say(f"editor.fact.{name}").lower())
        self._context.do(write(self._context.report, value), label, Place(self._part, "", name))

    def _keep(self, name: str, field: _Kind, read: Read) -> _Kind:
        field.show_text(read(self._context.report))
        self._context.prepare(field)
        self.fields[name] = field
        self._reads[name] = read
        return field


class Choice(QComboBox):
    """A few choices; the wheel scrolls the page and never changes it by accident."""

    def __init__(
        self, name: str, accessible: str, choices: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setMinimumHeight(self.fontMetrics().height() + 2 * theme.unit(self) + 4)
        self.read: Read = lambda _: ""
        for value, words in choices:
            self.addItem(words, value)

    def value(self) -> str:
        """The chosen value."""
        return str(self.currentData() or "")

    def show_value(self, value: str) -> None:
        """Show `value`; one that is not offered is added as it stands."""
        if self.findData(value) < 0:
            self.addItem(value, value)
        self.setCurrentIndex(self.findData(value))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
