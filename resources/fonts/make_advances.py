"""Makes times_advances.json: how wide each character is, so that the program needs no font file to know.

A developer's tool, not part of the product. Liberation Serif has the widths of Times New Roman by design.

    python resources/fonts/make_advances.py LiberationSerif-Regular.ttf LiberationSerif-Bold.ttf \
        LiberationSerif-Italic.ttf LiberationSerif-BoldItalic.ttf
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from fontTools.ttLib import TTFont

_RANGES = (
    (0x20, 0x7E),      # ASCII
    (0xA0, 0x17F),     # Latin-1 and the Vietnamese Ă Đ Ĩ Ũ
    (0x1A0, 0x1B0),    # Ơ, Ư
    (0x300, 0x323),    # tone marks of decomposed text
    (0x1EA0, 0x1EF9),  # Vietnamese letters with tone marks
    (0x2002, 0x2026),  # spaces, dashes, quotation marks, bullet, ellipsis
    (0x2030, 0x203A),
    (0x20AB, 0x20AC),  # đồng, euro
    (0x2212, 0x2265),  # minus, comparison signs
)  # fmt: skip


def advances(font: TTFont) -> dict[str, int]:
    """Advance width of each character of the ranges the font has, in font units."""
    names, widths = font.getBestCmap(), font["hmtx"]
    codes = (code for first, last in _RANGES for code in range(first, last + 1))
    return {chr(code): widths[names[code]][0] for code in codes if code in names}


def main(*files: str) -> None:
    """Write the table beside this script."""
    styles = ("regular", "bold", "italic", "bold_italic")
    fonts = {style: TTFont(file) for style, file in zip(styles, files, strict=True)}
    table = {"units_per_em": fonts["regular"]["head"].unitsPerEm} | {
        style: advances(font) for style, font in fonts.items()
    }
    text = json.dumps(table, ensure_ascii=False, indent=0, sort_keys=True)
    Path(__file__).with_name("times_advances.json").write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
