"""Every sentence the code asks for exists, every sentence written is used, and all are set alike."""

from __future__ import annotations

import ast
import re
import string
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from danvan_desktop.wording import catalogue

PACKAGE = Path(__file__).parents[1] / "danvan_desktop"
TREES = {file: ast.parse(file.read_text(encoding="utf-8")) for file in sorted(PACKAGE.rglob("*.py"))}

WRITTEN_KEYS = {
    node.value
    for tree in TREES.values()
    for node in ast.walk(tree)
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in catalogue()
}


def _calls() -> Iterator[tuple[str, ast.Call]]:
    for file, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                yield f"{file.relative_to(PACKAGE)}:{node.lineno}", node


class Key(NamedTuple):
    """A key as `say` is given it: its pattern, and how many of its letters are written down."""

    pattern: str
    written: int

    def fits(self, key: str) -> bool:
        return _compiled(self.pattern).fullmatch(key) is not None


_compiled = cache(re.compile)  # re's own memory is smaller than our wording


def _keys(argument: ast.expr) -> Iterator[Key]:
    """The keys an argument of `say` can be; none for a plain variable."""
    if isinstance(argument, ast.Constant):
        yield Key(re.escape(str(argument.value)), len(str(argument.value)))
    elif isinstance(argument, ast.IfExp):
        yield from _keys(argument.body)
        yield from _keys(argument.orelse)
    elif isinstance(argument, ast.JoinedStr):
        parts = [part.value if isinstance(part, ast.Constant) else None for part in argument.values]
        patterns = [r"\w+" if part is None else re.escape(str(part)) for part in parts]
        if parts[0] is None:
            patterns[0] = f"(?:{'|'.join(map(re.escape, WRITTEN_KEYS))})"
        yield Key("".join(patterns), sum(len(str(part)) for part in parts if part is not None))


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_key_asked_for_exists() -> None:
    unknown = [
        f"{place} asks for {key.pattern}"
        for place, call in _calls()
        for key in _keys(call.args[0])
        if not any(key.fits(known) for known in catalogue())
    ]
    assert not unknown


def test_every_call_gives_the_values_its_text_needs() -> None:
    """A written key is given exactly its values; a computed one all that any of its texts uses.

    A text that fits several computed keys is taken for the one most of whose letters are written.
    """
    asked = [(key, place, call) for place, call in _calls() for key in _keys(call.args[0])]
    wrong = []
    for known, text in catalogue().items():
        fitting = [(key, place, call) for key, place, call in asked if key.fits(known)]
        nearest = max((key.written for key, _, _ in fitting), default=0)
        for _, place, call in (found for found in fitting if found[0].written == nearest):
            given = {keyword.arg for keyword in call.keywords}
            exact = nearest == len(known)
            if None not in given and (_placeholders(text) - given or (exact and given - _placeholders(text))):
                wrong.append(f"{place} gives {given or 'nothing'} to {known}: {text}")
    assert not wrong


def test_every_text_is_used() -> None:
    asked = [key for _, call in _calls() for key in _keys(call.args[0])]
    unused = [
        key for key in catalogue() if key not in WRITTEN_KEYS and not any(known.fits(key) for known in asked)
    ]
    assert unused == []


FAULTS = {
    "is not NFC": lambda text: text != unicodedata.normalize("NFC", text),
    "has stray spaces": lambda text: text != text.strip() or "  " in text or "\t" in text,
    "has three dots for …": lambda text: "..." in text,
    "has straight quotes for “ ”": lambda text: '"' in text,
    "has a quotation mark without its partner": lambda text: (
        re.sub(r"[^“”]", "", text).replace("“”", "") != ""
    ),
    "puts the tone as in hoà, uỷ": lambda text: (
        re.search(r"(?<![qQ])[uU][ýỳỷỹỵ]\b|[oO][àáảãạèéẻẽẹ]\b", re.sub(r"“[^”]*”", "", text)) is not None
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_texts_are_set_alike(fault: str) -> None:
    assert [f"{key} {fault}: {text}" for key, text in catalogue().items() if FAULTS[fault](text)] == []
