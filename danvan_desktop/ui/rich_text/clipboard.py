"""Paragraphs to the clipboard and from it."""

from __future__ import annotations

import html
from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QMimeData

from danvan_desktop.domain.report import Run
from danvan_desktop.domain.rich_text import Paragraph, merge_runs, plain_text
from danvan_desktop.ui.rich_text.paste import from_html, from_text

OWN_FORMAT = "application/x-danvan-paragraphs"
MAX_CHARACTERS = 200_000
_MAX_HTML = 4_000_000


def from_mime(source: QMimeData) -> tuple[Paragraph, ...] | int:
    """What a paste brings, or how many characters it had when that is too many."""
    if source.hasFormat(OWN_FORMAT):
        return _own(bytes(source.data(OWN_FORMAT).data()))
    text = source.text() if source.hasText() else ""
    if len(text) > MAX_CHARACTERS:
        return len(text)
    markup = source.html() if source.hasHtml() else ""
    pasted = from_html(markup) if markup and len(markup) <= _MAX_HTML else from_text(text)
    size = sum(len(plain_text(p)) + 1 for p in pasted) - 1
    if not text and len(markup) > _MAX_HTML:
        return len(markup)
    return size if size > MAX_CHARACTERS else pasted


def _own(data: bytes) -> tuple[Paragraph, ...]:
    try:
        return msgspec.json.decode(data, type=tuple[tuple[Run, ...], ...]) or ((),)
    except msgspec.DecodeError:
        return ((),)


def to_mime(paragraphs: Sequence[Paragraph]) -> QMimeData:
    """What copying puts on the clipboard: for ourselves, as HTML for Word, and as plain text."""
    found = QMimeData()
    found.setData(OWN_FORMAT, msgspec.json.encode(paragraphs))
    found.setText("\n".join(map(plain_text, paragraphs)))
    found.setHtml("".join(f"<p>{''.join(map(_markup, p))}</p>" for p in paragraphs))
    return found


def _markup(run: Run) -> str:
    text = html.escape(run.text)
    text = f"<i>{text}</i>" if run.italic else text
    return f"<b>{text}</b>" if run.bold else text


def cut_in_two(
    paragraphs: Sequence[Paragraph], number: int, column: int
) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """The paragraphs before `column` (in characters) of paragraph `number`, and those after it.

    A figure is never cut: it goes with what comes before.
    """
    head: list[Run] = []
    tail: list[Run] = []
    room = column
    for run in paragraphs[number]:
        if room <= 0:
            tail.append(run)
        elif len(run.text) <= room or run.figure:
            head.append(run)
        else:
            head.append(msgspec.structs.replace(run, text=run.text[:room]))
            tail.append(msgspec.structs.replace(run, text=run.text[room:]))
        room -= len(run.text)
    return (
        (*paragraphs[:number], merge_runs(head)),
        (merge_runs(tail), *paragraphs[number + 1 :]),
    )
