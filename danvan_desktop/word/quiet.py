"""A Word file that tells nobody who wrote it, where it lay, or what it looked like before."""

from __future__ import annotations

from lxml import etree

from danvan_desktop.word.ooxml import Element
from danvan_desktop.word.safe_package import Package

_PERSONAL = {
    "docProps/core.xml": {"creator", "lastModifiedBy", "lastPrinted", "revision"},
    "docProps/app.xml": {"Template", "Company", "Manager", "HyperlinkBase", "TotalTime"},
}
_RELATIONS = "_rels/.rels"


def quiet(docx: bytes) -> bytes:
    """The file without author, last editor, company, template path and thumbnail; its text is untouched.

    Raises UserError for what is no Word file or not safe to read.
    """
    package = Package(docx)
    parts: dict[str, bytes | None] = {}
    for name, personal in _PERSONAL.items():
        root = package.xml(name)
        if root is not None:
            _without(root, personal)
            parts[name] = _packed(root)
    relations = package.xml(_RELATIONS)
    if relations is not None:
        for relation in list(relations):
            if relation.get("Type", "").endswith("/metadata/thumbnail"):
                parts[relation.get("Target", "").lstrip("/")] = None
                relations.remove(relation)
        parts[_RELATIONS] = _packed(relations)
    return package.replaced(parts)


def _without(root: Element, names: set[str]) -> None:
    for element in list(root):
        if etree.QName(element).localname in names:
            root.remove(element)


def _packed(root: Element) -> bytes:
    packed: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return packed
