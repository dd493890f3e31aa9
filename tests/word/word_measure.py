"""What a Word file says about a piece of text, its styles resolved as Word resolves them."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import Any

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TOGGLES = ("b", "i", "caps")
_PT_PER_TWIP = 1 / 20
_MM_PER_TWIP = 25.4 / 1440


@dataclass(frozen=True)
class Look:
    """How a paragraph's first words look; points and millimetres."""

    style: str
    font: str
    size: float
    bold: bool
    italic: bool
    underline: bool
    caps: bool
    color: str
    align: str
    before: float
    after: float
    line: float
    line_rule: str
    first_line_mm: float
    left_mm: float
    right_mm: float
    keep_next: bool
    rule_pt: float | None


class WordXml:
    """A written file opened with nothing but zip and XML."""

    def __init__(self, data: bytes) -> None:
        self.package = zipfile.ZipFile(io.BytesIO(data))
        self.document = self.part("word/document.xml")
        self._styles = self.part("word/styles.xml")
        self._by_id = {s.get(f"{_W}styleId"): s for s in self._styles.iter(f"{_W}style")}

    def part(self, name: str) -> Any:
        """The root of a part."""
        return etree.fromstring(self.package.read(name))

    def paragraphs(self, style: str = "") -> list[Any]:
        """All paragraphs, or those of a style."""
        every = self.document.iter(f"{_W}p")
        return [p for p in every if not style or _val(p, "pPr", "pStyle") == style]

    def paragraph(self, start: str) -> Any:
        """The first paragraph whose text starts so."""
        for found in self.paragraphs():
            if text_of(found).startswith(start):
                return found
        raise AssertionError(f"no paragraph starts with {start!r}")

    def style_ids(self) -> set[str]:
        """Ids of all styles of the file."""
        return set(self._by_id)

    def look(self, paragraph: Any, run: int = 0) -> Look:
        """The look of one run of a paragraph (or of the paragraph's end when it has no run)."""
        style = _val(paragraph, "pPr", "pStyle") or "Normal"
        chain = self._chain(style)
        runs = paragraph.findall(f"{_W}r")
        direct = runs[run].find(f"{_W}rPr") if runs else None
        of_run = self._chain(_val(direct, "rStyle")) if direct is not None else []
        defaults = self._styles.find(f"{_W}docDefaults")
        texts = [defaults.find(f".//{_W}rPr"), *(s.find(f"{_W}rPr") for s in chain)]
        shown = [*texts, *(s.find(f"{_W}rPr") for s in of_run), direct]
        formats = [
            defaults.find(f".//{_W}pPr"),
            *(s.find(f"{_W}pPr") for s in chain),
            paragraph.find(f"{_W}pPr"),
        ]
        on = {name: self._toggled(name, texts, of_run, direct) for name in _TOGGLES}
        line_rule = _last(formats, "spacing", "lineRule") or "auto"
        line = float(_last(formats, "spacing", "line") or 240)
        edge = _last_element(formats, "pBdr")
        return Look(
            style=style,
            font=_last(shown, "rFonts", "ascii") or "",
            size=float(_last(shown, "sz", "val") or 0) / 2,
            bold=on["b"],
            italic=on["i"],
            caps=on["caps"],
            underline=(_last(shown, "u", "val") or "none") != "none",
            color=_last(shown, "color", "val") or "auto",
            align=_last(formats, "jc", "val") or "left",
            before=_number(formats, "spacing", "before") * _PT_PER_TWIP,
            after=_number(formats, "spacing", "after") * _PT_PER_TWIP,
            line=line / 240 if line_rule == "auto" else line * _PT_PER_TWIP,
            line_rule=line_rule,
            first_line_mm=_number(formats, "ind", "firstLine") * _MM_PER_TWIP,
            left_mm=_number(formats, "ind", "left") * _MM_PER_TWIP,
            right_mm=_number(formats, "ind", "right") * _MM_PER_TWIP,
            keep_next=_last_element(formats, "keepNext") is not None,
            rule_pt=None if edge is None else int(edge.find(f"{_W}top").get(f"{_W}sz")) / 8,
        )

    def look_of_style(self, style: str) -> Look:
        """The look of an empty paragraph in a style."""
        made = etree.Element(f"{_W}p")
        etree.SubElement(etree.SubElement(made, f"{_W}pPr"), f"{_W}pStyle", {f"{_W}val": style})
        return self.look(made)

    def sections(self) -> list[Any]:
        """The section properties in order."""
        return list(self.document.iter(f"{_W}sectPr"))

    def _chain(self, style: str | None) -> list[Any]:
        """The style and what it is based on, the base first."""
        found: list[Any] = []
        while style:
            element = self._by_id[style]
            found.insert(0, element)
            style = _val(element, "basedOn")
        return found

    @staticmethod
    def _toggled(name: str, texts: list[Any], of_run: list[Any], direct: Any) -> bool:
        """Direct formatting decides; else the paragraph's and the run's styles cancel each other out."""
        if direct is not None and direct.find(f"{_W}{name}") is not None:
            return _is_on(direct.find(f"{_W}{name}"))
        in_paragraph = _last_element(texts, name)
        in_run = _last_element([s.find(f"{_W}rPr") for s in of_run], name)
        return _is_on(in_paragraph) != _is_on(in_run)


def text_of(paragraph: Any) -> str:
    """A paragraph's characters: text, tabs and line ends."""
    signs = {f"{_W}tab": "\t", f"{_W}br": "\n"}
    return "".join(signs.get(node.tag) or node.text or "" for node in paragraph.iter(f"{_W}t", *signs))


def attributes(parent: Any, name: str) -> dict[str, str]:
    """The attributes of a child element, without their namespace."""
    found = parent.find(f"{_W}{name}")
    assert found is not None, f"no w:{name}"
    return {etree.QName(key).localname: value for key, value in found.attrib.items()}


def has(parent: Any, name: str) -> bool:
    """Whether there is such a child element."""
    return parent.find(f"{_W}{name}") is not None


def children(parent: Any, name: str) -> list[Any]:
    """Child elements of this name."""
    return list(parent.findall(f"{_W}{name}"))


def inside(parent: Any, name: str) -> list[Any]:
    """Elements of this name anywhere inside."""
    return list(parent.iter(f"{_W}{name}"))


def ancestor(node: Any, name: str) -> Any:
    """The nearest element of this name around a node."""
    return next(node.iterancestors(f"{_W}{name}"))


def rule_length_pt(word: WordXml, style: str) -> float:
    """How long the line of a rule paragraph is: its column or text area less its indents."""
    (made,) = word.paragraphs(style)
    look = word.look(made)
    cell = next(made.iterancestors(f"{_W}tc"), None)
    if cell is None:
        section = word.sections()[0]
        margins, paper = attributes(section, "pgMar"), attributes(section, "pgSz")
        width = int(paper["w"]) - int(margins["left"]) - int(margins["right"])
    else:
        width = int(attributes(children(cell, "tcPr")[0], "tcW")["w"])
    return width * _PT_PER_TWIP - (look.left_mm + look.right_mm) * 72 / 25.4


def _val(parent: Any, *path: str) -> str | None:
    for name in path:
        parent = None if parent is None else parent.find(f"{_W}{name}")
    return None if parent is None else parent.get(f"{_W}val")


def _last_element(levels: list[Any], name: str) -> Any:
    found = [level.find(f"{_W}{name}") for level in levels if level is not None]
    return next((element for element in reversed(found) if element is not None), None)


def _last(levels: list[Any], name: str, attribute: str) -> str | None:
    """The attribute as the innermost level that has it gives it."""
    for level in reversed(levels):
        element = None if level is None else level.find(f"{_W}{name}")
        if element is not None and element.get(f"{_W}{attribute}") is not None:
            return str(element.get(f"{_W}{attribute}"))
    return None


def _number(levels: list[Any], name: str, attribute: str) -> float:
    return float(_last(levels, name, attribute) or 0)


def _is_on(element: Any) -> bool:
    return element is not None and element.get(f"{_W}val", "1") not in ("0", "false")
