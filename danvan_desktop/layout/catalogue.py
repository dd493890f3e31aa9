"""The catalogue of indicators, read from `resources/indicators/*.toml`: names, units and how they add up."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from danvan_desktop.domain.figure_nature import Nature
from danvan_desktop.domain.report import Indicator
from danvan_desktop.errors import UserError
from danvan_desktop.paths import resource
from danvan_desktop.text.unicode import fold
from danvan_desktop.wording import say


class CatalogueEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An indicator offices report.

    `nature` settles how it goes from period to period.
    `sums`: over units it adds ('yes'), adds with likely double counting ('warn'), or must not ('no').
    """

    code: str
    name: str
    unit: str
    nature: Nature
    sums: Literal["yes", "warn", "no"]
    group: str = ""

    def indicator(self) -> Indicator:
        """A row of a report's figures table, its values still unknown."""
        return Indicator(self.code, self.name, self.unit)


class _Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    indicators: tuple[CatalogueEntry, ...]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    groups: tuple[_Group, ...]


@cache
def indicator_catalogue() -> tuple[CatalogueEntry, ...]:
    """Every indicator, in the order of the files and their groups.

    Raises UserError naming a file that cannot be used.
    """
    found: list[CatalogueEntry] = []
    for file in sorted(resource("indicators").glob("*.toml")):
        for group in _read(file):
            found += [msgspec.structs.replace(entry, group=group.name) for entry in group.indicators]
    return tuple(found)


def _read(file: Path) -> tuple[_Group, ...]:
    try:
        with file.open("rb") as stream:
            return msgspec.convert(tomllib.load(stream), _File).groups
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise UserError(
            say("layout.bad_file", name=file.name, detail=str(error)), say("layout.bad_file_advice")
        ) from error


def find_indicators(words: str, among: Sequence[CatalogueEntry] | None = None) -> tuple[CatalogueEntry, ...]:
    """The indicators whose name, group or code holds every word; accents and case do not matter."""
    wanted = fold(words).split()
    return tuple(
        entry
        for entry in (indicator_catalogue() if among is None else among)
        if all(word in fold(f"{entry.name} {entry.group} {entry.code}") for word in wanted)
    )
