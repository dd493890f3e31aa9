"""Rows of a comparison as a page to read: two columns, what differs marked by colour and by line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from PySide6.QtGui import QPalette

from danvan_desktop.services.comparing import Range, Row
from danvan_desktop.ui import theme
from danvan_desktop.wording import say


def differing(rows: Sequence[Row]) -> int:
    """How many rows are not the same on both sides."""
    return sum(_differs(row) for row in rows)


def as_html(rows: Sequence[Row], general: QPalette, *, only_differing: bool) -> str:
    """The rows as a table in the colours of the palette; words taken out are struck, new ones underlined."""
    shown = list(_with_headings(rows)) if only_differing else rows
    gone, come = (_style(tone, general) for tone in ("bad", "good"))
    body = "".join(_row(row, gone, come) for row in shown)
    return f'<table width="100%" cellspacing="0" cellpadding="5">{body}</table>'


def _differs(row: Row) -> bool:
    return row.kind in ("changed", "added", "removed") or (row.kind == "heading" and row.old != row.new)


def _with_headings(rows: Sequence[Row]) -> Iterable[Row]:
    """The rows that differ, each under the heading of its section."""
    heading: Row | None = None
    for row in rows:
        if row.kind == "heading":
            heading = row
        if not _differs(row):
            continue
        if heading is not None and heading is not row:
            yield heading
        heading = None
        yield row


def _style(tone: theme.Tone, general: QPalette) -> str:
    ink, wash = theme.tone_colours(tone, general)
    line = "line-through" if tone == "bad" else "underline"
    return f"color:{ink.name()};background-color:{wash.name()};text-decoration:{line}"


def _row(row: Row, gone: str, come: str) -> str:
    old, new = _marked(row.old, row.old_marks, gone), _marked(row.new, row.new_marks, come)
    if row.kind == "heading":
        old, new = f"<b>{old}</b>", f"<b>{new}</b>"
    missing = f"<i>{escape(say('comparing.nothing'))}</i>" if row.kind in ("added", "removed") else ""
    return (
        f'<tr><td width="50%">{old if row.old else missing}</td><td>{new if row.new else missing}</td></tr>'
    )


def _marked(text: str, marks: Sequence[Range], style: str) -> str:
    made, at = [], 0
    for start, end in marks:
        made += [escape(text[at:start]), f'<span style="{style}">{escape(text[start:end])}</span>']
        at = end
    return "".join([*made, escape(text[at:])])
