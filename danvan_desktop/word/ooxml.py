"""The few WordprocessingML elements a report needs, made directly with lxml."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from lxml import etree

from danvan_desktop.text.unicode import clean

Element = Any
"""An lxml element: lxml carries no types."""

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PRESERVE = {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}
_BREAKS = re.compile("([\t\n])")


def w(name: str) -> str:
    """The qualified name of a WordprocessingML element or attribute."""
    return f"{{{NAMESPACE}}}{name}"


_P, _PPR, _PSTYLE, _VAL = w("p"), w("pPr"), w("pStyle"), w("val")
_R, _RPR, _RSTYLE, _T, _TAB, _BR = w("r"), w("rPr"), w("rStyle"), w("t"), w("tab"), w("br")


def twips_of_mm(millimetres: float) -> int:
    """Twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


def twips_of_pt(points: float) -> int:
    """Twentieths of a point."""
    return round(points * 20)


def child(parent: Element, name: str, **attributes: object) -> Element:
    """A new last child `w:<name>` with these `w:` attributes."""
    return etree.SubElement(parent, w(name), {w(key): str(value) for key, value in attributes.items()})


def element(name: str, **attributes: object) -> Element:
    """A new element `w:<name>` of its own, with these `w:` attributes."""
    return etree.Element(
        w(name), {w(key): str(value) for key, value in attributes.items()}, nsmap={"w": NAMESPACE}
    )


def paragraph(parent: Element, style: str) -> Element:
    """A new empty paragraph in the named style."""
    made = etree.SubElement(parent, _P)
    etree.SubElement(etree.SubElement(made, _PPR), _PSTYLE, {_VAL: style})
    return made


def run(into: Element, text: str, *, bold: bool = False, italic: bool = False, style: str = "") -> None:
    """Add text to a paragraph: tabs and line ends become `w:tab` and `w:br`, the rest stays as it is.

    Characters no document can hold are dropped here, as the last defence.
    """
    text = clean(text)
    if not text:
        return
    made = etree.SubElement(into, _R)
    if bold or italic or style:
        properties = etree.SubElement(made, _RPR)
        if style:
            etree.SubElement(properties, _RSTYLE, {_VAL: style})
        if bold:
            etree.SubElement(properties, w("b"))
        if italic:
            etree.SubElement(properties, w("i"))
    for piece in _BREAKS.split(text):
        if piece == "\t":
            etree.SubElement(made, _TAB)
        elif piece == "\n":
            etree.SubElement(made, _BR)
        elif piece:
            etree.SubElement(made, _T, _PRESERVE).text = piece


def lines(parent: Element, style: str, texts: Iterable[str]) -> Element:
    """A paragraph whose lines are broken by hand."""
    made = paragraph(parent, style)
    run(made, "\n".join(texts))
    return made


def keep_with_next(made: Element) -> None:
    """Hold a paragraph on the page of what follows it."""
    properties = made[0]
    if properties.find(w("keepNext")) is None:
        properties.insert(1, etree.Element(w("keepNext")))


def keep_lines_together(made: Element) -> None:
    """Hold all lines of a paragraph on one page."""
    properties = made.find(_PPR)
    if properties is None:
        properties = etree.Element(_PPR)
        made.insert(0, properties)
    if properties.find(w("keepLines")) is None:
        before = (_PSTYLE, w("keepNext"))
        at = sum(one.tag in before for one in properties)
        properties.insert(at, etree.Element(w("keepLines")))


def indent(made: Element, left: int, right: int) -> None:
    """Indents of one paragraph in twips; used only where they follow from its own text."""
    child(made[0], "ind", left=left, right=right)
