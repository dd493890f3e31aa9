"""Every Vietnamese sentence the clerk sees, by key, from one file made to be proofread."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from danvan_desktop.paths import resource


@cache
def catalogue() -> dict[str, str]:
    """All texts of `resources/i18n/vi.toml`, nested tables joined with dots."""
    texts: dict[str, str] = {}
    with resource("i18n", "vi.toml").open("rb") as stream:
        _flatten("", tomllib.load(stream), texts)
    return texts


def say(key: str, **values: object) -> str:
    """The text of `key` with `{name}` replaced by the given values.

    Raises KeyError for a key the catalogue lacks: a bug, and tests look for it.
    """
    text = catalogue()[key]
    return text.format(**values) if values else text


def _flatten(prefix: str, table: dict[str, Any], into: dict[str, str]) -> None:
    for name, value in table.items():
        key = f"{prefix}{name}"
        if isinstance(value, dict):
            _flatten(f"{key}.", value, into)
        else:
            into[key] = value
