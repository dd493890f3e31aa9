"""Every sentence the code asks for exists, every sentence written is used, and all are set alike."""

from __future__ import annotations

import ast
import re
import string
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from danvan_desktop.paths import resource
from danvan_desktop.wording import catalogue

PACKAGE = Path(__file__).parents[1] / "danvan_desktop"
TREES = {file: ast.parse(file.read_text(encoding="utf-8")) for file in sorted(PACKAGE.rglob("*.py"))}


def _calls() -> Iterator[tuple[str, ast.Call]]:
    for file, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                yield f"{file.relative_to(PACKAGE)}:{node.lineno}", node


def _keys(argument: ast.expr) -> Iterator[str]:
    """The regular expressions of the keys an argument of `say` can be; none for a plain variable."""
    if isinstance(argument, ast.Constant):
        yield re.escape(str(argument.value))
    elif isinstance(argument, ast.IfExp):
        yield from _keys(argument.body)
        yield from _keys(argument.orelse)
    elif isinstance(argument, ast.JoinedStr):
        yield "".join(
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\w+"
            for part in argument.values
        )


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_key_asked_for_exists() -> None:
    unknown = [
        f"{place} asks for {key}"
        for place, call in _calls()
        for key in _keys(call.args[0])
        if not any(re.fullmatch(key, known) for known in catalogue())
    ]
    assert not unknown


def test_every_call_gives_the_values_its_text_needs() -> None:
    """A plain key is given exactly its values; a computed one all that any of its texts uses.

    What another call asks for by its plain key is not taken for one of a computed key's texts.
    """
    plain = {call.args[0].value for _, call in _calls() if isinstance(call.args[0], ast.Constant)}
    wrong = []
    for place, call in _calls():
        given = {keyword.arg for keyword in call.keywords}
        if None in given:
            continue
        for key in _keys(call.args[0]):
            exact = isinstance(call.args[0], ast.Constant)
            texts = {
                known for known in catalogue() if re.fullmatch(key, known) and (exact or known not in plain)
            }
            for known in texts:
                needed = _placeholders(catalogue()[known])
                if needed - given or (exact and given - needed):
                    wrong += [f"{place} gives {given or 'nothing'} to {known}: {catalogue()[known]}"]
    assert not wrong


def test_every_text_is_used() -> None:
    asked = {key for _, call in _calls() for key in _keys(call.args[0])}
    named = {
        re.escape(node.value)
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in catalogue()
    }
    used = re.compile("|".join(sorted(asked | named)))
    assert [key for key in catalogue() if not used.fullmatch(key)] == []


def test_no_key_stands_in_two_files() -> None:
    areas = Counter(
        area
        for file in resource("i18n").glob("vi*.toml")
        for area in tomllib.loads(file.read_text(encoding="utf-8"))
    )
    assert [area for area, files in areas.items() if files > 1] == []


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
