"""What the forms of one open report share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from danvan_desktop.domain.report import Report, Signature
from danvan_desktop.layout.catalogue import CatalogueEntry
from danvan_desktop.services.editing import Editing, Place
from danvan_desktop.text.numbers import printed
from danvan_desktop.ui.rich_text.field import RichTextField
from danvan_desktop.ui.widgets.line_field import LineField
from danvan_desktop.wording import say


class EditorContext(QObject):
    """The report under edit, the help that goes with it, and how forms ask for another part."""

    wanted = Signal(str)
    told = Signal(str)
    placed = Signal(object)
    """A Place where the keyboard should be after a change that may have rebuilt the form."""
    near = Signal(QWidget, QPoint)
    """A point of a widget that should stay in sight."""

    def __init__(
        self,
        editing: Editing,
        guidance: Mapping[str, str],
        catalogue: Sequence[CatalogueEntry],
        signers: Sequence[Signature] = (),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.editing = editing
        self.guidance = dict(guidance)
        self.catalogue = tuple(catalogue)
        self.signers = tuple(signers)
        self.text_actions: list[QAction] = []

    @property
    def report(self) -> Report:
        """The report as it stands."""
        return self.editing.report

    def prepare(self, field: RichTextField | LineField) -> None:
        """Make a field part of the page: its caret stays in sight, its typing ends when it is left."""
        field.left.connect(self.editing.end_stretch)
        field.refused.connect(self.tell_too_long)
        if isinstance(field, RichTextField):
            field.menu_actions = self.text_actions
            field.paragraph_ended.connect(self.editing.end_stretch)
            field.caret_moved.connect(lambda rect: self.near.emit(field, rect.bottomLeft()))

    def tell_too_long(self, size: int) -> None:
        """Say that a paste was refused for its length."""
        self.told.emit(say("editor.paste.too_long", count=printed(Decimal(size))))

    def type(self, change: Callable[[Report], Report], label: str, place: Place, origin: object) -> None:
        """Apply one stroke of typing; strokes in the same field become one step to undo."""
        merge = f"{place.part}/{place.item}/{place.field}"
        self.editing.apply(change(self.report), label, place, merge=merge, origin=origin)

    def do(self, after: Report, label: str, place: Place) -> None:
        """Apply one act of structure: a step of its own."""
        self.editing.apply(after, label, place)
