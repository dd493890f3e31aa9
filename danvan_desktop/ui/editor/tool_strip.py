"""The slim row over the form: undo, bold, italic, a figure, a ready phrase, find."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from danvan_desktop.domain.figures import figure_text
from danvan_desktop.domain.report import FigureForm, Indicator, Run
from danvan_desktop.ui import theme
from danvan_desktop.ui.editor.context import EditorContext
from danvan_desktop.ui.rich_text.field import RichTextField
from danvan_desktop.wording import say

_LEFT = ("undo", "redo", "bold", "italic", "insert_figure", "insert_phrase")
_DEAREST = ("find", "bold", "italic", "insert_figure", "insert_phrase", "undo", "redo")
_ALWAYS = 3
"""How many of the dearest stay however narrow the strip; the menu holds every one."""
_FORMS: tuple[FigureForm, ...] = ("value", "change", "phrase")


class ToolStrip(QWidget):
    """Buttons that never take the keyboard from the text they work on."""

    def __init__(self, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tool_strip")
        self._context: EditorContext | None = None
        gap = theme.unit(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(gap * 3, gap, gap * 3, gap)
        row.setSpacing(gap)
        self._buttons = {name: self._button(actions[name], name) for name in (*_LEFT, "find")}
        for name in _LEFT:
            row.addWidget(self._buttons[name])
        row.addStretch(1)
        row.addWidget(self._buttons["find"])

    def minimumSizeHint(self) -> QSize:
        """Room for the buttons that always stay."""
        return QSize(self._room(_ALWAYS), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many buttons as fit, the dearest first."""
        super().resizeEvent(event)
        for place, name in enumerate(_DEAREST):
            self._buttons[name].setVisible(self._room(place + 1) <= max(self.width(), self._room(_ALWAYS)))

    def _room(self, count: int) -> int:
        """The width the strip needs for the `count` dearest buttons, in pixels."""
        gap = theme.unit(self)
        return 5 * gap + sum(self._buttons[name].sizeHint().width() + gap for name in _DEAREST[:count])

    def _button(self, action: QAction, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setObjectName(f"tool_{name}")
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def watch(self, context: EditorContext) -> None:
        """Work on this report."""
        self._context = context

    def show_figures(self, field: RichTextField | None) -> None:
        """Open the menu of figures, to put one in at the cursor of `field`."""
        if self._context is None or field is None:
            return
        menu = QMenu(self)
        menu.setObjectName("figure_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for indicator in self._context.report.indicators:
            self._add_figure(menu, indicator, field)
        if menu.isEmpty():
            menu.addAction(say("editor.figures.none")).setEnabled(False)
        button = self._buttons["insert_figure"]
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _add_figure(self, menu: QMenu, indicator: Indicator, field: RichTextField) -> None:
        inner = menu.addMenu(indicator.name.replace("&", "&&") or indicator.code)
        for form in _FORMS:
            text = figure_text(indicator, form)
            run = Run(text, figure=indicator.code, as_=form)
            action = inner.addAction(say(f"editor.figures.as_{form}", text=text).replace("&", "&&"))
            action.triggered.connect(lambda _=False, run=run: field.insert_figure(run))
