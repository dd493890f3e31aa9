"""How wide a text is in Times New Roman, without a font file (resources/fonts/make_advances.py)."""

from __future__ import annotations

import json
import unicodedata
from functools import cache

from danvan_desktop.paths import resource

_UNKNOWN_EM = 0.5
_WIDE_EM = 1.0


def text_width_pt(text: str, size_pt: float, bold: bool = False) -> float:
    """Width of the text on one line, in points, without kerning, as Word sets it by default."""
    units_per_em, widths = advances("bold" if bold else "regular")
    return sum(widths[c] if c in widths else _guess(c) * units_per_em for c in text) * size_pt / units_per_em


@cache
def advances(style: str) -> tuple[int, dict[str, int]]:
    """Units to the em, and how many of them each known character is wide.

    The style is 'regular', 'bold', 'italic' or 'bold_italic'.
    """
    table = json.loads(resource("fonts", "times_advances.json").read_text(encoding="utf-8"))
    return table["units_per_em"], table[style]


def _guess(char: str) -> float:
    """Width in ems of a character the table lacks: marks and controls none, East Asian ones a square."""
    if unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc"):
        return 0.0
    return _WIDE_EM if unicodedata.east_asian_width(char) in "WF" else _UNKNOWN_EM
