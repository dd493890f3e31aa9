"""A Word file as the renderer has to see it: with the fonts pages are drawn with, and its lines mended.

rdocx 0.16.3 lays a document out anew for every call that fonts are handed over with (70 ms for 20 pages), and
takes 180 ms for each font it embeds itself; fonts that are in the package when it is opened cost neither.
Its lines are made to end, and to be as high, as in LibreOffice: see `line_ends` and `view_heights`.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection, Mapping

from lxml import etree

from danvan_desktop.word.ooxml import NAMESPACE, RELATIONSHIPS, Element, keep_lines_together, w
from danvan_desktop.word.safe_package import DOCUMENT, Package
from danvan_desktop.word.view_heights import even_heights
from danvan_desktop.word.view_lines import ViewLines

_STYLE_PART = "word/styles.xml"
_HEADER = re.compile(r"word/header\d+\.xml")
_SHAPE = "{urn:schemas-microsoft-com:vml}shape"
_SHAPE_HEIGHT = re.compile(r"(?<=;height:)\d+(?=pt)")
_TALLER = 2
_TABLE = "word/fontTable.xml"
_TABLE_RELATIONS = "word/_rels/fontTable.xml.rels"
_TYPES = "[Content_Types].xml"
_TYPES_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
_PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OBFUSCATED = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_LICENCE = "urn:rdocx:font-embedding:1"
_STYLES = {"regular": "Regular", "bold": "Bold", "italic": "Italic", "bold_italic": "BoldItalic"}
_KEYED = 32
"""How many bytes of a font its key scrambles (ISO/IEC 29500-4, 17.8.1)."""


class ViewFonts:
    """The fonts of one family by style ('regular', 'bold', 'italic', 'bold_italic'), ready to be put in."""

    def __init__(self, family: str, fonts: Mapping[str, bytes]) -> None:
        self._family = family
        self._keys = {style: uuid.uuid5(uuid.NAMESPACE_OID, f"{family} {style}") for style in fonts}
        self._parts = {style: _scrambled(font, self._keys[style]) for style, font in fonts.items()}

    def put_into(self, docx: bytes, held: Collection[int] = ()) -> bytes:
        """The file with its lines mended and, when it has a font table, with the fonts.

        The paragraphs at the places `held` among the body's children are kept on one page each.

        Raises UserError for what is no Word file or not safe to read.
        """
        package = Package(docx)
        table, types = package.xml(_TABLE), package.xml(_TYPES)
        parts = _shown(package, held)
        if self._parts and table is not None and types is not None:
            parts |= {f"word/{_part(style)}": part for style, part in self._parts.items()}
            parts[_TABLE] = self._table(table)
            parts[_TABLE_RELATIONS] = self._relations()
            parts[_TYPES] = _with_font_type(types)
        return package.replaced(parts, deflated=False)

    def _table(self, old: Element) -> bytes:
        """The font table with the family's fonts, which replaces whatever it said of the family."""
        root = etree.Element(w("fonts"), nsmap={"w": NAMESPACE, "r": RELATIONSHIPS, "rdocx": _LICENCE})
        root.extend([font for font in old if font.get(w("name")) != self._family])
        font = etree.SubElement(root, w("font"), {w("name"): self._family})
        for style, key in self._keys.items():
            embedded = etree.SubElement(font, w(f"embed{_STYLES[style]}"))
            embedded.set(f"{{{RELATIONSHIPS}}}id", style)
            embedded.set(w("fontKey"), f"{{{key}}}".upper())
            embedded.set(w("subsetted"), "false")
            embedded.set(f"{{{_LICENCE}}}authorized", "true")
            embedded.set(f"{{{_LICENCE}}}license", "layout only")
        return bytes(etree.tostring(root))

    def _relations(self) -> bytes:
        root = etree.Element(f"{{{_PACKAGE_RELATIONS}}}Relationships", nsmap={None: _PACKAGE_RELATIONS})
        for style in self._keys:
            etree.SubElement(
                root,
                f"{{{_PACKAGE_RELATIONS}}}Relationship",
                {"Id": style, "Type": f"{RELATIONSHIPS}/font", "Target": _part(style)},
            )
        return bytes(etree.tostring(root))


def _shown(package: Package, held: Collection[int]) -> dict[str, bytes | None]:
    """The main part and the styles with their lines mended, and the paragraphs that have to be held.

    Bookmarks are left out: for 175 of them rdocx lays out 14 ms longer, and no page shows them.
    """
    document, styles = package.document(), package.xml(_STYLE_PART)
    etree.strip_elements(document, w("bookmarkStart"), w("bookmarkEnd"), with_tail=False)
    parts: dict[str, bytes | None] = {}
    if styles is not None:
        ViewLines(styles).steer(document)
        even_heights(styles, document)
        parts[_STYLE_PART] = bytes(etree.tostring(styles, encoding="UTF-8"))
    for name in filter(_HEADER.fullmatch, package.names):
        header = package.xml(name)
        _let_watermark_fill(header)
        parts[name] = bytes(etree.tostring(header, encoding="UTF-8"))
    body = document.find(w("body"))
    for number in sorted(held):
        if number < len(body) and body[number].tag == w("p"):
            keep_lines_together(body[number])
    parts[DOCUMENT] = bytes(etree.tostring(document, encoding="UTF-8"))
    return parts


def _let_watermark_fill(header: Element) -> None:
    """Make the box of a text across the page taller, so that its letters take the whole width.

    LibreOffice stretches letters to their box both ways. rdocx takes the largest size at which a whole line,
    with the room above and below its letters, fits in: in the written box two thirds of the width, so small
    that lines of the report covered the hook of 'DỰ THẢO'.
    """
    for shape in header.iter(_SHAPE):
        style = shape.get("style", "")
        shape.set("style", _SHAPE_HEIGHT.sub(lambda height: str(int(height[0]) * _TALLER), style))


def _part(style: str) -> str:
    return f"fonts/view_{style}.odttf"


def _with_font_type(root: Element) -> bytes:
    if not any(entry.get("Extension") == "odttf" for entry in root):
        known = {"Extension": "odttf", "ContentType": _OBFUSCATED}
        root.insert(0, etree.Element(f"{{{_TYPES_NAMESPACE}}}Default", known))
    return bytes(etree.tostring(root))


def _scrambled(font: bytes, key: uuid.UUID) -> bytes:
    mask = key.bytes[::-1] * (_KEYED // 16)
    return bytes(a ^ b for a, b in zip(font[:_KEYED], mask, strict=True)) + font[_KEYED:]
