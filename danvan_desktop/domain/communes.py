"""The rearrangement of communes of 01/7/2025, from `resources/vocabulary/communes.tsv`.

A province is read from the table when it is first asked for, so that an office pays for its own only. The
table's head says where it is from and how certain it is.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cache

import msgspec

from danvan_desktop.paths import resource

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_LONE_Y = re.compile(r"(?:(?<=qu)|(?<![aeiouy\u0302\u0306\u031b]))y\b")
_SHORT = {"tp": "thành phố", "tx": "thị xã", "tt": "thị trấn"}
# Ended before 2025-07-01 without a merger, so in no line of the table: the city of today since 01/01/2025.
_RENAMED = {"tỉnh Thừa Thiên Huế": "thành phố Huế"}


class FormerCommune(msgspec.Struct, frozen=True):
    """A commune, ward or township of before, and today's units it went into: several when it was split.

    `name` has its unit word ('thị trấn Hồ Xá') and is empty for a district that had no communes.
    """

    name: str
    district: str
    province: str
    now: tuple[str, ...]


class Province(msgspec.Struct, frozen=True):
    """A province of today: its communes, and by the key of a former name the units that bore it."""

    name: str
    resolution: str
    present: dict[str, str]
    former: dict[str, tuple[FormerCommune, ...]]
    made_of: dict[str, tuple[FormerCommune, ...]]


def ended() -> date:
    """The first day on which the former names no longer stood."""
    return date.fromisoformat(_lines()["ended"][0])


def provinces() -> tuple[str, ...]:
    """The names of today's provinces and cities with their unit word, in the order of their resolutions."""
    return tuple(name for name in _lines() if name != "ended")


def province_named(name: str) -> str:
    """Today's province for a name of today or of before, its unit word or not; '' for no province."""
    return _province_names().get(_bare(name_key(name)), "")


@cache
def province(name: str) -> Province:
    """One province's part of the table. Raises KeyError for a name that `provinces` does not have."""
    resolution, *lines = _lines()[name]
    rows = [[*line.split("\t"), name][:4] for line in lines]
    went: dict[tuple[str, str, str], list[str]] = {}
    for new, district, olds, where in rows:
        for old in olds.split("; "):
            went.setdefault(("" if old == "-" else old, district, where), []).append(new)
    communes = [FormerCommune(*place, tuple(now)) for place, now in went.items()]
    former: dict[str, list[FormerCommune]] = {}
    made_of: dict[str, list[FormerCommune]] = {name_key(row[0]): [] for row in rows}
    for commune in communes:
        if commune.name:
            former.setdefault(name_key(commune.name), []).append(commune)
        for new in commune.now:
            made_of[name_key(new)].append(commune)
    return Province(
        name,
        resolution,
        {name_key(row[0]): row[0] for row in rows},
        {key: tuple(found) for key, found in former.items()},
        {key: tuple(found) for key, found in made_of.items()},
    )


def predecessors(commune: str, of_province: str) -> tuple[FormerCommune, ...]:
    """What a commune of today was made of, () for a commune or a province the table does not have.

    `commune` has its unit word; `of_province` is any name `province_named` knows.
    """
    found = province_named(of_province)
    return province(found).made_of.get(name_key(commune), ()) if found else ()


def provinces_with(commune: str) -> tuple[str, ...]:
    """Today's provinces that have a commune of this name, with its unit word."""
    key = name_key(commune)
    return tuple(name for name in provinces() if key in _present_keys(name))


def name_key(name: str) -> str:
    """A name for looking up: without case, the place of a tone mark, y for i, hyphens and leading noughts.

    'Hoà Lý' and 'Hòa Lí', 'Phường 01' and 'phường 1', "Ea H’leo" and "EA H'LEO" have one key each; other
    tone marks and đ count, for 'Nghi Vạn' and 'Nghi Văn' are two communes.
    """
    written = re.sub(r"[\s\-–.]+", " ", name.casefold().replace("’", "'")).split()
    return " ".join(_syllable(word) for part in written for word in _SHORT.get(part, part).split())


@cache
def _syllable(word: str) -> str:
    if word.isdigit():
        return word.lstrip("0") or "0"
    letters = unicodedata.normalize("NFD", word)
    tones = "".join(sorted(letter for letter in letters if letter in _TONES))
    bare = "".join(letter for letter in letters if letter not in _TONES)
    return _LONE_Y.sub("i", bare) + tones


@cache
def _lines() -> dict[str, list[str]]:
    """The table's lines by province, the resolution first; under 'ended' its day."""
    found: dict[str, list[str]] = {}
    at: list[str] = []
    with resource("vocabulary", "communes.tsv").open(encoding="utf-8") as stream:
        for line in stream:
            if line.startswith("["):
                name, _, resolution = line.strip().partition("\t")
                at = found.setdefault(name[1:-1], [resolution])
            elif line.startswith("ended\t"):
                found["ended"] = [line.strip().partition("\t")[2]]
            elif not line.startswith("#"):
                at.append(line.rstrip("\n"))
    return found


@cache
def _province_names() -> dict[str, str]:
    today = {name: name for name in provinces()}
    fields = ((name, line.split("\t")) for name in today for line in _lines()[name][1:])
    former = {field[3]: name for name, field in fields if len(field) > 3}
    return {_bare(name_key(old)): new for old, new in (_RENAMED | former | today).items()}


@cache
def _present_keys(name: str) -> frozenset[str]:
    return frozenset(name_key(line.partition("\t")[0]) for line in _lines()[name][1:])


@cache
def _unit_words() -> tuple[str, ...]:
    return tuple(f"{name_key(word)} " for word in ("tỉnh", "thành phố"))


def _bare(key: str) -> str:
    """The key without the word for the unit."""
    return next((key[len(word) :] for word in _unit_words() if key.startswith(word)), key)
