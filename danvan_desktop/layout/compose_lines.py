"""Breaking a short centred text (a body's name, a subject) into lines that fit and look even."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from danvan_desktop.layout.profile import TextStyle
from danvan_desktop.layout.text_width import text_width_pt

_PT_PER_MM = 72 / 25.4


def counted_words(text: str) -> list[str]:
    """The words of a line, a number glued to 'năm' before it or else to the word after it."""
    glued: list[str] = []
    join_next = False
    for word in text.replace("\t", " ").split(" "):
        if not word:
            continue
        bare = word.strip(",.;:()")
        after_year_word = bool(glued) and glued[-1].rsplit(" ", 1)[-1].casefold() == "năm"
        if glued and (join_next or (bare.isdigit() and after_year_word)):
            glued[-1] += f" {word}"
        else:
            glued.append(word)
        join_next = word.isdigit() and not after_year_word
    return glued


def balanced_lines(
    text: str, style: TextStyle, width_mm: float, units: Callable[[str], list[str]] = counted_words
) -> tuple[str, ...]:
    """The text in as few lines as fit `width_mm`, the longest as short as possible.

    Line ends the clerk typed are kept. `units` parts a line into what is not broken; a unit wider than
    the column is broken between its words, a word wider than it stands on a line of its own.
    """
    limit = width_mm * _PT_PER_MM
    lines: list[str] = []
    for typed in text.split("\n"):
        words: list[str] = []
        for unit in units(typed):
            words += [unit] if _width(unit, style) <= limit else counted_words(unit)
        if words:
            lines.extend(_break(words, style, limit))
    return tuple(lines)


def _break(words: list[str], style: TextStyle, limit: float) -> list[str]:
    widths = [_width(word, style) for word in words]
    space = text_width_pt(" ", style.size, style.bold)
    count = len(_greedy(widths, space, limit))
    narrow, wide = max(widths), limit
    for _ in range(24):
        middle = (narrow + wide) / 2
        if narrow < wide and len(_greedy(widths, space, middle)) <= count:
            wide = middle
        else:
            narrow = middle
    ends = _greedy(widths, space, wide)
    return [" ".join(words[start:end]) for start, end in pairwise((0, *ends))]


def _greedy(widths: list[float], space: float, limit: float) -> list[int]:
    """Where each line ends when every line takes as many words as fit."""
    ends: list[int] = []
    used = 0.0
    for number, width in enumerate(widths):
        if number and used + space + width > limit:
            ends.append(number)
            used = width
        else:
            used += width + (space if number else 0)
    return [*ends, len(widths)]


def _width(text: str, style: TextStyle) -> float:
    return text_width_pt(text.upper() if style.caps else text, style.size, style.bold)
