"""Putting a ready phrase in a text field, and going from blank to blank until it is filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from danvan_desktop.domain.blanks import Blank, blanks
from danvan_desktop.ui.rich_text.document import utf16

if TYPE_CHECKING:
    from danvan_desktop.ui.rich_text.field import RichTextField

_CLOSING = ".,;:!?…)”%"


def insert_phrase(field: RichTextField, text: str) -> None:
    """Put a phrase in at the cursor as one step, with a space where a word is beside it.

    Its first blank is chosen; a phrase without blanks leaves the cursor at its end.
    """
    cursor = field.textCursor()
    start, after = cursor.selectionStart(), cursor.selectionEnd()
    around = field.document().characterAt
    before = around(start - 1) if start else ""
    space = " " if before and (before.isalnum() or before in _CLOSING) else ""
    field.put_in(f"{space}{text}{' ' * around(after).isalnum()}")
    blank = _blank_after(field.plain(), start)
    if blank is not None and utf16(field.plain()[: blank.start]) < field.textCursor().position():
        field.select_range(blank.start, blank.end - blank.start)


def choose_blank(field: RichTextField, *, from_start: bool = False, in_paragraph: bool = False) -> bool:
    """Select the first blank after the cursor, or of all, to type over it; whether there is one.

    With `in_paragraph` only the cursor's own paragraph is looked through.
    """
    text, after = field.plain(), 0 if from_start else field.textCursor().selectionEnd()
    blank = _blank_after(text, after)
    if blank is None or (in_paragraph and "\n" in text[_characters(text, after) : blank.start]):
        return False
    field.select_range(blank.start, blank.end - blank.start)
    return True


def _blank_after(text: str, position: int) -> Blank | None:
    """The first blank of `text` at or after a position in UTF-16 units, as a text cursor counts."""
    place = _characters(text, position)
    return next((blank for blank in blanks(text) if blank.start >= place), None)


def _characters(text: str, position: int) -> int:
    """The place in `text` of a position in UTF-16 units."""
    return len(text.encode("utf-16-le")[: position * 2].decode("utf-16-le", "ignore"))
