"""Labelled fields one under another: the label above, its field, and a hint under it when there is need."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from danvan_desktop.ui import theme
from danvan_desktop.ui.widgets.wrapping_row import WrappingRow


def labelled(label: str, field: QWidget, parent: QWidget | None = None) -> QWidget:
    """`field` under its label; the label's mnemonic and a click on it lead to the field."""
    box = QWidget(parent)
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(max(2, theme.unit(box) // 2))
    words = QLabel(label)
    words.setBuddy(field)
    words.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    column.addWidget(words)
    column.addWidget(field)
    column.addStretch(1)
    return box


def side_by_side(*boxes: tuple[QWidget, int], parent: QWidget | None = None) -> QWidget:
    """Labelled fields in one row, each with its share of the width, or in more where they do not fit."""
    line = QWidget(parent)
    row = WrappingRow(line, theme.unit(line) * 3)
    for box, share in boxes:
        row.add(box, share)
    return line


def form_title(text: str) -> QLabel:
    """The title of a form whose heading is not the person's to write."""
    title = QLabel(text)
    font = title.font()
    font.setPointSizeF(font.pointSizeF() * 1.3)
    font.setBold(True)
    title.setFont(font)
    return title


def group_title(text: str) -> QLabel:
    """The title of a group of fields."""
    title = QLabel(text)
    font = title.font()
    font.setBold(True)
    title.setFont(font)
    title.setContentsMargins(0, theme.unit(title) * 2, 0, 0)
    return title


class Hint(QLabel):
    """A muted line under a field, hidden while it has nothing to say."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWordWrap(True)
        self.hide()

    def tell(self, text: str, tone: theme.Tone = "warning") -> None:
        """Show `text`, or nothing."""
        ink, _ = theme.tone_colours(tone, theme.palette_now())
        own = QPalette(self.palette())
        own.setColor(QPalette.ColorRole.WindowText, ink)
        self.setPalette(own)
        self.setText(text)
        self.setVisible(bool(text))
