"""A finding in the list: where it is and of what kind, then the words it is about."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from danvan_desktop.domain.finding import Finding
from danvan_desktop.ui import theme
from danvan_desktop.wording import catalogue, say

FINDING = Qt.ItemDataRole.UserRole
PLACE = Qt.ItemDataRole.UserRole + 1
_LINES = 2


def kind_words(finding: Finding) -> str:
    """'Câu giữ nguyên từ kỳ trước', 'Năm khác kỳ'."""
    code = finding.code.replace(".", "_")
    if f"findings.kind.{code}" not in catalogue():
        code = "other"
    return say(f"findings.kind.{code}")


class FindingRow(QStyledItemDelegate):
    """Three lines: kind and place, then at most two of the words."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002
        line = option.fontMetrics.lineSpacing()
        return QSize(line * 8, line * (_LINES + 1) + round(line * 0.9))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        finding: Finding = index.data(FINDING)
        palette = theme.palette_now()
        line = option.fontMetrics.lineSpacing()
        box = QRectF(option.rect).adjusted(line * 0.2, 1, -line * 0.2, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.wash(palette))
            painter.drawRoundedRect(box, 4, 4)
            if option.state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(palette.color(QPalette.ColorRole.Accent))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box, 4, 4)
        painter.setFont(option.font)
        inner = box.adjusted(line * 0.9, line * 0.3, -line * 0.4, 0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_colour(finding, palette))
        dot = line * 0.36
        painter.drawEllipse(QRectF(box.left() + line * 0.3, inner.top() + line * 0.5 - dot / 2, dot, dot))
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        head = f"{kind_words(finding)} · {index.data(PLACE)}"
        head = option.fontMetrics.elidedText(head, Qt.TextElideMode.ElideRight, int(inner.width()))
        painter.drawText(QRectF(inner.left(), inner.top(), inner.width(), line), head)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        words = QRectF(inner.left(), inner.top() + line, inner.width(), line * _LINES)
        _draw_lines(painter, words, index.data(), line)
        painter.restore()


def _colour(finding: Finding, palette: QPalette) -> QColor:
    if finding.severity == "hint":
        return palette.color(QPalette.ColorRole.Mid)
    return theme.tone_colours("bad" if finding.severity == "error" else "warning", palette)[0]


def _draw_lines(painter: QPainter, box: QRectF, text: str, height: float) -> None:
    """As many lines as there is room for, the last cut short with dots."""
    layout = QTextLayout(text, painter.font())
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    layout.beginLayout()
    for number in range(_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(box.width())
        start, length = line.textStart(), line.textLength()
        piece = text[start : start + length]
        if number == _LINES - 1 and start + length < len(text):
            piece = painter.fontMetrics().elidedText(
                text[start:], Qt.TextElideMode.ElideRight, int(box.width())
            )
        painter.drawText(QRectF(box.left(), box.top() + number * height, box.width(), height), piece.strip())
    layout.endLayout()
