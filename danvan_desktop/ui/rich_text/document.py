"""Paragraphs of runs in a QTextDocument, and out of it again.

A figure is a stretch of characters whose format carries its code, its form and a serial number, so that
two equal figures side by side stay two. Positions in a document count UTF-16 units.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QGuiApplication,
    QPalette,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from danvan_desktop.domain.report import Run
from danvan_desktop.domain.rich_text import Paragraph, merge_runs
from danvan_desktop.text.unicode import clean

FIGURE = QTextFormat.Property.UserProperty + 1
FORM = QTextFormat.Property.UserProperty + 2
SERIAL = QTextFormat.Property.UserProperty + 3
WHOLE = QTextFormat.Property.UserProperty + 4
_serials = count(1)

Token = tuple[str, tuple[bool, bool, str, str] | None]
"""One character with its emphasis, a whole figure, or a paragraph's end ('\\n', None)."""


def utf16(text: str) -> int:
    """Length of `text` in the units Qt counts positions in."""
    return len(text) + sum(char > "\uffff" for char in text)


def char_format(run: Run) -> QTextCharFormat:
    """How a run is shown."""
    found = QTextCharFormat()
    if run.bold:
        found.setFontWeight(QFont.Weight.Bold)
    if run.italic:
        found.setFontItalic(True)
    if run.figure:
        found.setProperty(FIGURE, run.figure)
        found.setProperty(FORM, run.as_)
        found.setProperty(SERIAL, next(_serials))
        found.setProperty(WHOLE, run.text)
        found.setBackground(QBrush(_figure_tint()))
    return found


def _figure_tint() -> QColor:
    tint = QGuiApplication.palette().color(QPalette.ColorRole.Accent)
    tint.setAlpha(50)
    return tint


def without_figure(shown: QTextCharFormat) -> QTextCharFormat:
    """The same emphasis without the mark of a figure: what is typed beside one is not part of it."""
    found = QTextCharFormat()
    if shown.fontWeight() >= QFont.Weight.DemiBold:
        found.setFontWeight(QFont.Weight.Bold)
    if shown.fontItalic():
        found.setFontItalic(True)
    return found


def read_block(block: QTextBlock) -> Paragraph:
    """The paragraph a block holds, as clean NFC text."""
    runs = []
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        runs.append(_run(fragment.text(), fragment.charFormat()))
        iterator += 1
    return merge_runs(runs)


def _run(text: str, shown: QTextCharFormat) -> Run:
    return Run(
        text=clean(text).replace("\n", " "),
        bold=shown.fontWeight() >= QFont.Weight.DemiBold,
        italic=shown.fontItalic(),
        figure=shown.property(FIGURE) or "",
        as_=shown.property(FORM) or "value",
    )


def insert_paragraphs(cursor: QTextCursor, new: Sequence[Paragraph]) -> None:
    """Put paragraphs in at the cursor: the first continues its block, each further one starts its own."""
    for number, paragraph in enumerate(new):
        if number:
            cursor.insertBlock(cursor.blockFormat(), QTextCharFormat())
        for run in paragraph:
            cursor.insertText(run.text, char_format(run))


def replace_changed(document: QTextDocument, old: Sequence[Paragraph], new: Sequence[Paragraph]) -> int:
    """Make `document`, which shows `old`, show `new`, touching only what differs.

    Returns the position just after the change, where the eye should be.
    """
    head, tail = _same_ends(old, new)
    if head + tail >= min(len(old), len(new)):
        head, tail = (head - 1, tail) if head else (head, tail - 1)
    before = list(_tokens(old[head : len(old) - tail]))
    after = list(_tokens(new[head : len(new) - tail]))
    same, same_end = _same_ends(before, after)
    start = document.findBlockByNumber(head).position() + _width(before[:same])
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.setPosition(start)
    removed = _width(before[same : len(before) - same_end])
    cursor.setPosition(start + removed, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    insert_paragraphs(cursor, _paragraphs(after[same : len(after) - same_end]))
    cursor.endEditBlock()
    return cursor.position()


def _same_ends(old: Sequence[object], new: Sequence[object]) -> tuple[int, int]:
    """How many entries are equal from the start, and from the end of what is left."""
    shortest = min(len(old), len(new))
    head = next((i for i in range(shortest) if old[i] != new[i]), shortest)
    rest = shortest - head
    tail = next((i for i in range(rest) if old[-1 - i] != new[-1 - i]), rest)
    return head, tail


def _tokens(paragraphs: Sequence[Paragraph]) -> Iterator[Token]:
    for number, paragraph in enumerate(paragraphs):
        if number:
            yield "\n", None
        for run in paragraph:
            key = (run.bold, run.italic, run.figure, run.as_)
            yield from [(run.text, key)] if run.figure else ((char, key) for char in run.text)


def _paragraphs(tokens: Sequence[Token]) -> list[Paragraph]:
    found: list[list[Run]] = [[]]
    for text, key in tokens:
        if key is None:
            found.append([])
        else:
            bold, italic, figure, form = key
            found[-1].append(Run(text, bold=bold, italic=italic, figure=figure, as_=form))  # type: ignore[arg-type]
    return [merge_runs(runs) for runs in found]


def _width(tokens: Sequence[Token]) -> int:
    return sum(utf16(text) for text, _ in tokens)
