"""Text as it comes from keyboards, clipboards and files, made safe to keep and to write."""

from __future__ import annotations

import codecs
import re
import unicodedata

# What XML 1.0 cannot carry (and Word therefore refuses): C0 controls but tab and newline, lone
# surrogates, and the two non-characters at the end of the basic plane.
_ILLEGAL = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def clean(text: str) -> str:
    """NFC text with every line end as `\\n` and without characters no document can hold.

    Word's soft line break (vertical tab), form feeds and Unicode line separators become `\\n`.
    Everything else, no-break spaces and emoji included, stays as it is.
    """
    return unicodedata.normalize("NFC", _ILLEGAL.sub("", _LINE_ENDS.sub("\n", text)))


def utf8(data: bytes) -> bytes:
    """A file's text as UTF-8 without a byte order mark, from UTF-8 or from UTF-16 that begins with one.

    Windows Notepad writes either. Raises UnicodeDecodeError when what the mark promises is not there.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16").encode()
    return data.removeprefix(codecs.BOM_UTF8)


def clean_line(text: str) -> str:
    """`clean` for a single-line field: line ends and tabs become one space, ends are trimmed."""
    return re.sub(r"[ \t]*[\n\t]+[ \t]*", " ", clean(text)).strip(" ")


def fold(text: str) -> str:
    """Text for comparing without case, tone marks or đ: 'ĐOÀN KẾT' and 'doan ket' fold alike."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return bare.replace("đ", "d")


def unaccented(text: str) -> str:
    """Text without tone marks, đ as d, its case kept: for file names that old programs can read."""
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate({0x111: "d", 0x110: "D"})


def fold_aligned(text: str) -> str:
    """Like `fold`, but exactly as long as `text`, so that an offset found in it holds in `text`."""
    folded = []
    for char in text:
        bare = fold(char)
        folded.append(bare[0] if bare else char)
    return "".join(folded)


def capitalized(text: str) -> str:
    """The text with its first letter in upper case and the rest untouched."""
    return text[:1].upper() + text[1:]


CAPITAL = "[AÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬBCDĐEÈÉẺẼẸÊỀẾỂỄỆFGHIÌÍỈĨỊJKLMNOÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢPQRSTUÙÚỦŨỤƯỪỨỬỮỰVWXYỲÝỶỸỴZ]"
"""A capital letter of Vietnamese as a regular expression, which has no class of its own for it."""
