"""What the document puts before the words of a line: a dash, 'Một là, ', a heading's number."""

from __future__ import annotations

import re

from danvan_desktop.text.ordinals import task_word

_MOST_TASKS = 60
_DASH = re.compile(r"^\s*[-–+•]\s+")
_HEADING_MARK = re.compile(
    r"^\s*(?:Phần(?: thứ)? \w+\s*[.:\n]?|[IVXLC]+[.)]|\d{1,2}(?:\.\d{1,2})*[.)]?(?=\s)|[a-zđ][.)])\s*",
    re.IGNORECASE,
)


def without_dash(text: str) -> str:
    """A line without the list mark it starts with."""
    return _DASH.sub("", text)


def without_task_word(text: str) -> tuple[str, bool]:
    """A line without 'Một là, ' and the like, and whether it had one."""
    for place in range(1, _MOST_TASKS):
        word = task_word(place)
        if text.startswith((f"{word},", f"{word}:")):
            return text[len(word) + 1 :].lstrip(), True
    return text, False


def without_item_mark(text: str) -> str:
    """A line without its task word or list mark."""
    return without_dash(without_task_word(text)[0])


def without_heading_mark(text: str) -> str:
    """A heading without its number: 'II. Kết quả' → 'Kết quả'."""
    return _HEADING_MARK.sub("", text, count=1).strip() or text.strip()
