"""Blanks in a text: what a ready phrase or an outline leaves to be filled in, '…' or words in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from danvan_desktop.domain.figures import MISSING

_DOTS = r"(?:…|\.\.\.)"
_BLANK = re.compile(
    rf"""
    \[(?:{_DOTS}|[^\W\d_][^\[\]\d\n]{{2,40}})\]                  # […]  [tên cơ quan]
    | (?<![\w.…]){_DOTS}{_DOTS}+\.* | \.{{4,}}                   # a line of dots to write on
    | (?<![\w.…)”"]){_DOTS}(?=[\s.,;:)/%”]|$)                    # … standing alone
    """,
    re.VERBOSE,
)
_AND_SO_ON = re.compile(rf"[,;]\s*{_DOTS}$")
_LEFT_OUT = re.compile(rf"\({_DOTS}\)")
_CLAUSE_ENDS = re.compile(r"\s*(?:[.;:)”\n]|$)")


class Blank(msgspec.Struct, frozen=True):
    """A stretch to be filled in, in characters."""

    start: int
    end: int


def blanks(text: str) -> Iterator[Blank]:
    """The blanks of a text from left to right.

    Dots that end an enumeration ('kiểm tra, giám sát, …') say "and so on", and '(…)' in a quotation that
    words were left out: neither is a blank.
    """
    for match in _BLANK.finditer(text):
        lone_dots = match[0] in ("…", "...")
        if match[0] != MISSING and not (lone_dots and _is_speech(text, match)):
            yield Blank(match.start(), match.end())


def _is_speech(text: str, dots: re.Match[str]) -> bool:
    """Whether lone dots are part of what is said."""
    if _LEFT_OUT.match(text, max(dots.start() - 1, 0)):
        return True
    return bool(_AND_SO_ON.search(text[: dots.end()]) and _CLAUSE_ENDS.match(text, dots.end()))
