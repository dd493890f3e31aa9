"""Rules of the whole code base that no linter knows."""

from __future__ import annotations

import ast
import json
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

import danvan_desktop

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "danvan_desktop").rglob("*.py"))
MODULE_LINES = 400
FUNCTION_LINES = 60

NETWORK = {
    "socket", "socketserver", "ssl", "http", "urllib.request", "requests", "httpx", "aiohttp", "asyncio",
    "ftplib", "smtplib", "imaplib", "poplib", "telnetlib", "xmlrpc", "webbrowser", "wsgiref", "websockets",
}  # fmt: skip
LOCAL_ONLY = {"QLocalServer", "QLocalSocket"}

NAMESPACE_HOSTS = {
    "schemas.openxmlformats.org", "schemas.microsoft.com", "www.w3.org", "purl.org", "openoffice.org",
}  # fmt: skip


def _text_files() -> Iterator[tuple[Path, str]]:
    """What a commit can hold: the files of the checkout, without what the tools leave there."""
    made = {".git", ".venv", "build", "dist", "demo", "__pycache__"}
    for file in ROOT.rglob("*"):
        parts = file.relative_to(ROOT).parts
        if file.is_file() and not made & set(parts) and not any(part.endswith("_cache") for part in parts):
            try:
                yield file.relative_to(ROOT), file.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_modules_fit_in_a_head() -> None:
    lengths = {str(file.relative_to(ROOT)): len(file.read_text().splitlines()) for file in MODULES}
    assert {name: lines for name, lines in lengths.items() if lines > MODULE_LINES} == {}


def test_functions_fit_on_a_screen() -> None:
    long = [
        f"{file.relative_to(ROOT)}:{node.lineno} {node.name} has {lines} lines"
        for file in MODULES
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.FunctionDef)
        and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    ]
    assert long == []


def test_every_module_says_what_it_is() -> None:
    assert [str(file) for file in MODULES if not ast.get_docstring(ast.parse(file.read_text()))] == []


def test_nothing_reaches_the_network() -> None:
    found = []
    for file in MODULES:
        for name in _imported(ast.parse(file.read_text())):
            if any(name == module or name.startswith(f"{module}.") for module in NETWORK):
                found.append(f"{file.relative_to(ROOT)} imports {name}")
            module, _, member = name.rpartition(".")
            if module == "PySide6.QtNetwork" and member not in LOCAL_ONLY:
                found.append(f"{file.relative_to(ROOT)} imports {name}")
    assert found == []


def test_no_address_is_named_but_xml_namespaces() -> None:
    found = {
        f"{file}: {address[0]}"
        for file, text in _text_files()
        for address in re.finditer(r"https?://([\w.-]+)", text)
        if address[1] not in NAMESPACE_HOSTS
    }
    assert found == set()


def test_packages_come_by_name_and_version_from_one_place() -> None:
    locks = re.compile(r".*\.lock|requirements.*\.txt|Pipfile.*|package-lock\.json|pip\.conf")
    assert [str(file) for file, _ in _text_files() if locks.fullmatch(file.name)] == []
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    wanted += project["project"]["optional-dependencies"]["dev"]
    assert [name for name in wanted if not re.fullmatch(r"[\w.-]+==[\w.]+", name)] == []


def test_one_version_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == danvan_desktop.__version__


def _data(suffix: str) -> list[Path]:
    folders = (ROOT / "resources", ROOT / "templates")
    return sorted(file for folder in folders for file in folder.rglob(f"*{suffix}"))


@pytest.mark.parametrize("file", _data(".toml"), ids=lambda file: file.name)
def test_toml_is_well_formed_and_composed(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert tomllib.loads(text)
    assert text == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("file", _data(".json"), ids=lambda file: file.name)
def test_json_is_well_formed(file: Path) -> None:
    assert json.loads(file.read_text(encoding="utf-8"))
