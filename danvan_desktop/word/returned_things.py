"""What stands in a Word file beside its letters: pictures, drawings, objects, formulas, signs of a font."""

from __future__ import annotations

from itertools import takewhile

from danvan_desktop.word.ooxml import Element, w

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DRAWING, _PICT, _OBJECT, _SYM = w("drawing"), w("pict"), w("object"), w("sym")
_FORMULA, _FORMULA_TEXT = f"{_MATH}oMath", f"{_MATH}t"
_IMAGES = ("}blip", "}imagedata")
_BOX = w("txbxContent")
_GONE = {w("del"), w("moveFrom")}


def thing(element: Element) -> tuple[str, str] | None:
    """The kind of a thing that is no text, and what it says of itself; None for anything else.

    The kinds are 'picture', 'drawing' (without a picture in it), 'object', 'formula' and 'sign'. What is
    deleted with tracking is none, nor is a drawing that holds a box of text, nor what is part of another
    thing or repeats it for old readers.
    """
    kind = _kind(element)
    if kind is None or _hidden(element):
        return None
    if kind in ("picture", "drawing") and element.find(f".//{_BOX}") is not None:
        return None
    return kind, _said(kind, element)


def _kind(element: Element) -> str | None:
    if element.tag in (_DRAWING, _PICT):
        return "picture" if any(str(e.tag).endswith(_IMAGES) for e in element.iter()) else "drawing"
    return {_OBJECT: "object", _FORMULA: "formula", _SYM: "sign"}.get(element.tag)


def _hidden(element: Element) -> bool:
    above = list(element.iterancestors())
    if any(one.tag in _GONE or str(one.tag).endswith("}Fallback") for one in above):
        return True
    inside = takewhile(lambda one: one.tag != _BOX, above)
    return any(one.tag in (_DRAWING, _PICT, _OBJECT, _FORMULA) for one in inside)


def _said(kind: str, element: Element) -> str:
    if kind == "formula":
        return "".join(element.itertext(_FORMULA_TEXT)).strip()
    if kind == "sign":
        return f"{element.get(w('font'), '')} {element.get(w('char'), '')}".strip()
    if kind == "object":
        return next((e.get("ProgID", "") for e in element.iter() if "ProgID" in e.attrib), "")
    named = next((e for e in element.iter() if str(e.tag).endswith(("}docPr", "}cNvPr"))), None)
    return "" if named is None else (named.get("descr") or named.get("name") or "").strip()
