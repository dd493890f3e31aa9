"""The slim row over the form: undo, bold, italic, a figure, find."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from danvan_desktop.ui import theme
from danvan_desktop.ui.editor.context import EditorContext


class ToolStrip(QWidget):
    """Buttons that never take the keyboard from the text they work on."""

    def __init__(self, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tool_strip")
        gap = theme.unit(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(gap * 3, gap, gap * 3, gap)
        row.setSpacing(gap)
        for name in ("undo", "redo", "bold", "italic", "insert_figure"):
            row.addWidget(self._button(actions[name], name))
        row.addStretch(1)
        row.addWidget(self._button(actions["find"], "find"))

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

    def show_figures(self) -> None:
        """Open the menu of figures."""
