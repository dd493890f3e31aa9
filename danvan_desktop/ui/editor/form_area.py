"""The scrolling ground of a form: a column of readable width in the middle of whatever room there is."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from danvan_desktop.ui import theme
from danvan_desktop.ui.editor.form import Form


class FormArea(QScrollArea):
    """Holds one form."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("form_area")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.form: Form | None = None

    def show_form(self, form: Form) -> None:
        """Show `form` in place of the one before, which is deleted."""
        old = self.takeWidget()
        ground = QWidget()
        row = QHBoxLayout(ground)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        form.setMaximumWidth(theme.columns(form, form.letters))
        row.addWidget(form, 1000)
        row.addStretch(1)
        self.setWidget(ground)
        self.form = form
        if old is not None:
            old.hide()
            old.deleteLater()

    def clear(self) -> None:
        """Show nothing."""
        old = self.takeWidget()
        self.form = None
        if old is not None:
            old.hide()
            old.deleteLater()

    def bring_near(self, widget: QWidget, at: QPoint) -> None:
        """Scroll as little as needed to see a point of a widget of the form, with a line to spare."""
        ground = self.widget()
        if ground is None or not ground.isAncestorOf(widget):
            return
        margin = theme.unit(self) * 8
        place = widget.mapTo(ground, at)
        self.ensureVisible(place.x(), place.y(), 0, margin)

    def bring_rect(self, rect: QRect) -> None:
        """Scroll so that a rectangle of the form is seen, away from the edges."""
        ground = self.widget()
        if self.form is not None and ground is not None:
            middle = self.form.mapTo(ground, rect.center())
            self.ensureVisible(middle.x(), middle.y(), 0, self.viewport().height() // 3)
