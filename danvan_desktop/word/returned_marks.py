"""What a pen put on the words of a Word file: bold, italic, lines, colour, each as it shows in the end.

An editor that saves a file again may move emphasis from a run to its style or back, so what counts is what
shows: of the run itself, else its character style, else its paragraph's style, else the document's defaults.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, get_args

import msgspec

from danvan_desktop.word.ooxml import Element, w

Mark = Literal["bold", "italic", "strike", "underline", "highlight", "colour"]
MARKS: tuple[Mark, ...] = get_args(Mark)

_P, _R, _RPR, _VAL = w("p"), w("r"), w("rPr"), w("val")
_OFF = {"0", "false", "off", "none", "nil", "auto", "clear"}
_DARK = 0x40
"""A colour none of whose three parts is lighter than this looks black, at most dark grey."""


class Span(msgspec.Struct, frozen=True):
    """A stretch of a line's text with marks, and who put them there with tracking ('' for nobody)."""

    start: int
    end: int
    marks: frozenset[Mark]
    author: str = ""


class Emphasis:
    """The marks of runs, with the styles of their document."""

    def __init__(self, styles: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default = ""
        defaults = None
        for style in styles.iter(w("style")) if styles is not None else ():
            self._styles[style.get(w("styleId"), "")] = style
            if style.get(w("type")) == "paragraph" and style.get(w("default"), "0") not in _OFF:
                self._default = style.get(w("styleId"), "")
        if styles is not None:
            defaults = styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{_RPR}")
        self._defaults = _set_marks(defaults)
        self._known: dict[tuple[str, str], Mapping[Mark, bool]] = {}

    def of(self, run: Element) -> tuple[frozenset[Mark], str]:
        """What marks a run shows, and who changed its emphasis with tracking."""
        properties = run.find(_RPR)
        change = None if properties is None else properties.find(w("rPrChange"))
        paragraph = next(run.iterancestors(_P), None)
        inherited = self._inherited(paragraph, _style_name(run, f"{_RPR}/{w('rStyle')}"))
        author = "" if change is None else change.get(w("author"), "")
        return _shown({**inherited, **_set_marks(properties)}), author

    def styled(self, paragraph: Element) -> frozenset[Mark]:
        """What marks the paragraph's style gives its words."""
        return _shown(self._inherited(paragraph, ""))

    def _inherited(self, paragraph: Element | None, character: str) -> Mapping[Mark, bool]:
        own = "" if paragraph is None else _style_name(paragraph, f"{w('pPr')}/{w('pStyle')}")
        if (own, character) not in self._known:
            self._known[own, character] = self._of_styles(own, character)
        return self._known[own, character]

    def _of_styles(self, paragraph: str, character: str) -> Mapping[Mark, bool]:
        shown = dict(self._defaults)
        for name in (paragraph or self._default, character):
            for style in reversed(list(self._line_of_descent(name))):
                shown |= _set_marks(style.find(_RPR))
        return shown

    def _line_of_descent(self, name: str) -> Iterator[Element]:
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name]
            name = _style_name(self._styles[name], w("basedOn"))


def added(spans: list[Span], start: int, text: str, marks: frozenset[Mark], author: str) -> None:
    """Note the marks of a text that begins at `start`, as one stretch with the one before where alike."""
    last = spans[-1] if spans else None
    if last is not None and (last.end, last.marks, last.author) == (start, marks, author):
        spans[-1] = Span(last.start, start + len(text), marks, author)
    elif text and (marks or author):
        spans.append(Span(start, start + len(text), marks, author))


def shifted(spans: Sequence[Span], by: int) -> Iterator[Span]:
    """The same stretches of a text that stands `by` characters further on."""
    for span in spans:
        yield Span(span.start + by, span.end + by, span.marks, span.author)


def _shown(marks: Mapping[Mark, bool]) -> frozenset[Mark]:
    return frozenset(mark for mark, on in marks.items() if on)


def _set_marks(properties: Element | None) -> dict[Mark, bool]:
    """The marks these properties set or take away; those they do not speak of are left out."""
    found: dict[Mark, bool] = {}
    for child in properties if properties is not None else ():
        value = child.get(_VAL, "1").lower()
        if child.tag == w("b"):
            found["bold"] = value not in _OFF
        elif child.tag == w("i"):
            found["italic"] = value not in _OFF
        elif child.tag in (w("strike"), w("dstrike")):
            found["strike"] = found.get("strike", False) or value not in _OFF
        elif child.tag == w("u"):
            found["underline"] = value not in _OFF
        elif child.tag == w("highlight"):
            found["highlight"] = found.get("highlight", False) or value not in _OFF | {"white"}
        elif child.tag == w("shd"):
            fill = child.get(w("fill"), "auto").lower()
            found["highlight"] = found.get("highlight", False) or fill not in _OFF | {"ffffff"}
        elif child.tag == w("color"):
            found["colour"] = _is_coloured(value)
    return found


def _is_coloured(value: str) -> bool:
    try:
        number = int(value, 16)
    except ValueError:
        return False
    return any(part > _DARK for part in (number >> 16 & 255, number >> 8 & 255, number & 255))


def _style_name(element: Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else found.get(_VAL, "")
