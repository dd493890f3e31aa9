"""The fonts pages are drawn with: those of this machine, without their kerning.

Word and LibreOffice kern only where a document asks for it, and ours do not; rdocx 0.16.3 kerns always, which
moved a line's end in one report of five. Given fonts without kerning tables its lines are exactly as wide as
the sum of their letters. How LibreOffice rounds those: see `line_ends`.
"""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

_ALIKE = ("Times New Roman", "Liberation Serif", "Tinos")
"""Families whose letters are as wide as those of Times New Roman."""

_STYLES = ("regular", "bold", "italic", "bold_italic")
_WINDOWS = ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf")
_MAC = ("", " Bold", " Italic", " Bold Italic")
_MAC_FOLDERS = ("/System/Library/Fonts/Supplemental", "/Library/Fonts")
_ASKED = ("Regular", "Bold", "Italic", "Bold Italic")
_KERNING = (b"kern", b"GPOS")
_LARGEST = 16 * 2**20


def unkerned_times() -> dict[str, bytes]:
    """Times New Roman, or the family that stands in for it here, by style, without kerning.

    Styles ('regular', 'bold', 'italic', 'bold_italic') that are not found are left out.
    """
    found = {}
    for style, file in zip(_STYLES, _files(), strict=False):
        if file is None or not file.is_file() or file.stat().st_size > _LARGEST:
            continue
        font = without_kerning(file.read_bytes())
        if font is not None:
            found[style] = font
    return found


def without_kerning(font: bytes) -> bytes | None:
    """The TrueType font without its kerning tables; None for what is no single TrueType font."""
    try:
        version, count = struct.unpack_from(">IH", font)
        entries = [struct.unpack_from(">4sIII", font, 12 + 16 * number) for number in range(count)]
    except struct.error:
        return None
    if version not in (0x00010000, 0x4F54544F):
        return None
    kept = [entry for entry in entries if entry[0] not in _KERNING]
    exponent = max(len(kept).bit_length() - 1, 0)
    span = 16 * 2**exponent
    directory = [struct.pack(">IHHHH", version, len(kept), span, exponent, 16 * len(kept) - span)]
    tables: list[bytes] = []
    at = 12 + 16 * len(kept)
    for tag, checksum, offset, length in kept:
        directory.append(struct.pack(">4sIII", tag, checksum, at, length))
        tables.append(font[offset : offset + length] + bytes(-length % 4))
        at += len(tables[-1])
    return b"".join(directory + tables)


def _files() -> Iterator[Path | None]:
    """The files of the four styles, in order."""
    if sys.platform == "win32":
        folder = Path(os.environ.get("WINDIR", r"C:\Windows"), "Fonts")
        yield from (folder / name for name in _WINDOWS)
    elif sys.platform == "darwin":
        for style in _MAC:
            places = (Path(folder, f"Times New Roman{style}.ttf") for folder in _MAC_FOLDERS)
            yield next((place for place in places if place.exists()), None)
    else:
        yield from (_by_fontconfig(style) for style in _ASKED)


def _by_fontconfig(style: str) -> Path | None:
    try:
        answer = subprocess.run(
            ["fc-match", "-f", "%{family}\n%{file}", f"Times New Roman:style={style}"],
            stdin=subprocess.DEVNULL, capture_output=True, timeout=5, check=True,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    family, _, file = answer.stdout.decode("utf-8", "replace").partition("\n")
    return Path(file) if any(name in family.split(",") for name in _ALIKE) else None
