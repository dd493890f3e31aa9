"""The numbers and dashes other programs draw before the entries of a list and leave out of its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

import msgspec

from danvan_desktop.text.ordinals import roman

_LISTS = {"ol", "ul"}
_UNMARKED = re.compile(r"(?:^|;)list-style(?:-type)?:[^;]*none")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MOST = 999
"""Numbers beyond are not taken for the number of an entry when typed either."""


class _List(msgspec.Struct):
    serial: int
    ordered: bool
    kind: str
    marked: bool
    next: int = 1


class PastedLists:
    """Follows the list tags of a page and knows the mark of each paragraph that starts an entry."""

    def __init__(self) -> None:
        self._open: list[_List] = []
        self._waiting: tuple[int, str] | None = None
        self._found: dict[int, tuple[int, str]] = {}
        self._serial = 0

    def start(self, tag: str, attributes: Mapping[str, str | None], style: str) -> None:
        """A tag that opens; `style` in lower case without blanks."""
        if tag in _LISTS:
            self._serial += 1
            within = [one for one in self._open if one.ordered]
            kind = attributes.get("type") or ("a" if within else "1")
            marked = not _UNMARKED.search(style)
            self._open.append(
                _List(self._serial, tag == "ol", kind, marked, _whole(attributes.get("start"), 1))
            )
        elif tag == "li" and self._open:
            here = self._open[-1]
            number = _whole(attributes.get("value"), here.next)
            here.next = number + 1
            marked = here.marked and not _UNMARKED.search(style)
            lead = self._lead(number) if marked else ""
            self._waiting = (here.serial, lead) if lead else None

    def end(self, tag: str) -> None:
        """A tag that closes."""
        if tag in _LISTS and self._open:
            self._open.pop()
            self._waiting = None

    def mark(self, paragraph: int) -> None:
        """The paragraph of this number has words: it starts the entry that waits for some."""
        if self._waiting is not None:
            self._found[paragraph] = self._waiting
            self._waiting = None

    def leads(self) -> dict[int, str]:
        """The mark of each paragraph that starts an entry; one entry alone is no list and has none."""
        sizes = Counter(serial for serial, _ in self._found.values())
        return {number: lead for number, (serial, lead) in self._found.items() if sizes[serial] > 1}

    def _lead(self, number: int) -> str:
        """'1. ', 'a) ', 'i) ' or '- '; a list of dashes within another has '+ '."""
        here = self._open[-1]
        if not here.ordered:
            outer = self._open[:-1]
            return "+ " if outer and not outer[-1].ordered else "- "
        if not 0 < number <= _MOST:
            return ""
        if here.kind in ("a", "A") and number <= len(_LETTERS):
            letter = _LETTERS[number - 1]
            return f"{letter if here.kind == 'a' else letter.upper()}) "
        if here.kind in ("i", "I"):
            return f"{roman(number).lower() if here.kind == 'i' else roman(number)}) "
        return f"{number}. "


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,4}", text, re.ASCII) else otherwise
