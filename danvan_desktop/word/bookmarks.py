"""Bookmarks that lead from a place in the Word file back to the section or item it came from."""

from __future__ import annotations

import re

from lxml import etree

from danvan_desktop.word.ooxml import Element, w

PREFIX = "dv_"
_LONGEST = 40
_UNFIT = re.compile(r"[^A-Za-z0-9_]")


class Bookmarks:
    """Hands out names Word accepts (letters, digits, underscores, 40 at most), each once."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()

    def around(self, paragraph: Element, source: str) -> None:
        """Mark the paragraph as the first one of `source` ('s:<id>', 'i:<id>'); later ones get none."""
        if not source or source in self._names:
            return
        name = self._names[source] = self._free_name(source)
        number = str(len(self._names))
        start = etree.Element(w("bookmarkStart"), {w("id"): number, w("name"): name})
        paragraph.insert(1, start)
        etree.SubElement(paragraph, w("bookmarkEnd"), {w("id"): number})

    def sources(self) -> dict[str, str]:
        """The section or item each name handed out stands for."""
        return {name: source for source, name in self._names.items()}

    def _free_name(self, source: str) -> str:
        wanted = (PREFIX + _UNFIT.sub("_", source))[:_LONGEST]
        name, number = wanted, 2
        while name.casefold() in self._taken:
            tail = f"_{number}"
            name, number = wanted[: _LONGEST - len(tail)] + tail, number + 1
        self._taken.add(name.casefold())
        return name
