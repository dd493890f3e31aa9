"""Former communes named in a text, and what bears their ground today.

A name alone says little: most names of communes are also those of villages, people, streets, or of another
commune that still stands. So a name counts only after its unit word, only in the province the report is at
home in or the text names, and not while a commune of today bears it there, unless the district is given.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

import msgspec

from danvan_desktop.domain.communes import FormerCommune, Province, name_key, province, province_named
from danvan_desktop.domain.home import Home
from danvan_desktop.text.unicode import CAPITAL

_UNIT = r"(?:xã|phường|thị[ ]+trấn|đặc[ ]+khu)"
_UNITS = re.compile(
    rf"(?<!\w)(?P<units>(?i:{_UNIT}(?:[ ]*(?:,|/|và|hoặc)[ ]*{_UNIT})*)):?[ ]+(?=[{CAPITAL[1:-1]}\d])"
)
_EACH_UNIT = re.compile(_UNIT, re.IGNORECASE)
_OTHER_WORD = re.compile(r"\b(?:thị|tác|tấn|công|liên)[ ]+$", re.IGNORECASE)
_MANY = re.compile(r"(?<!\w)(?:các|những|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|\d+)[ ]+$", re.IGNORECASE)
# Schools, markets, shrines and funds bear the name they were given, whatever became of the commune.
_NAMED_AFTER = re.compile(
    r"(?:Trường\s+(?:Mầm non|Mẫu giáo|Tiểu học|Trung học|TH|THCS|THPT|PTDT)[\w\s&-]{0,30}"
    r"|Quỹ tín dụng nhân dân|Nghĩa trang liệt s[ĩỹ]|[Cc]hợ|[Đđ]ình|[Cc]hùa|[Gg]iáo xứ)\s+$"
)
_TOKEN = re.compile(r"[^\W_][\w'’]*")
_GAP = re.compile(r"[ ]*[-–][ ]*|[ ]+")
_NEXT_IN_LIST = re.compile(rf"[ ]*(?:[,;]|[,;]?[ ]+(?:và|cùng))[ ]+(?=[{CAPITAL[1:-1]}\d])")
_ABOVE = re.compile(
    r"(?P<gap>[ ]*[,(–-]?[ ]*(?:(?:thuộc|của)[ ]+)?)"
    r"(?P<unit>(?i:huyện|quận|thị[ ]+xã|thành[ ]+phố|tỉnh|TP\.?|TX\.?))[ ]+"
    rf"(?P<name>(?:{CAPITAL}[\w'’]*|\d+)(?:[ ]+(?:[-–][ ]+)?{CAPITAL}[\w'’]*)*)"
)
_STARTS_ANOTHER = frozenset({"huyện", "quận", "tỉnh", "tp", "tx"})
_LONGEST_NAME = 7


class CommuneMention(msgspec.Struct, frozen=True):
    """A former commune in a text and the units its ground belongs to today.

    `fits` says whether a choice may stand in its place: not within a list of another kind of unit.
    """

    start: int
    end: int
    choices: tuple[str, ...]
    fits: bool = True


class _Name(msgspec.Struct, frozen=True):
    start: int
    end: int
    unit: str
    key: str


class _Above(msgspec.Struct, frozen=True):
    """The district and the province a text gives after a commune; `end` is where the district ends.

    `province` is today's, `written` the key of the one the text names, which may be a former one.
    """

    end: int
    district: str = ""
    province: str = ""
    written: str = ""


def commune_mentions(text: str, home: Home, living: Iterable[str] = ()) -> Iterator[CommuneMention]:
    """The former communes named in `text`. `living` are names of today that the office itself gave."""
    alive = tuple(name_key(name) for name in living)
    for match in _UNITS.finditer(text):
        before = text[: match.start()]
        if _OTHER_WORD.search(before) or _NAMED_AFTER.search(before):
            continue
        units = [unit[0] for unit in _EACH_UNIT.finditer(match["units"])]
        many = len(units) > 1 or bool(_MANY.search(before))
        ends = _ends_of_list(text, match.end()) if many else _possible_ends(text, match.end())[0]
        above = next((found for end in ends if (found := _above(text, end))), _Above(0))
        where = _looked_up_in(above, home)
        if where is None:
            continue
        names = _listed(text, match.end(), units, where) if many else _one(text, match, units[0], where)
        for name in names:
            choices = _today(name, above, where, home)
            if choices and not any(key == name.key or key.endswith(f" {name.key}") for key in alive):
                yield _mention(text, name, choices, units if many else [], above)


def may_name_commune(text: str) -> bool:
    """Whether a unit word with a name after it stands in the text at all."""
    return bool(_UNITS.search(text))


def _looked_up_in(above: _Above, home: Home) -> Province | None:
    """The province a mention is looked up in: the one the text gives, else the report's own."""
    name = above.province or home.province
    return province(name) if name else None


def _one(text: str, match: re.Match[str], unit: str, where: Province) -> Iterator[_Name]:
    """The name after a single unit word, its stretch with the unit."""
    found = _name(text, match.end(), [unit], where)
    if found:
        yield msgspec.structs.replace(found, start=match.start())


def _listed(text: str, at: int, units: list[str], where: Province) -> Iterator[_Name]:
    """The names of a list after its unit words: 'các xã A, B và C'. An unknown name is stepped over."""
    while True:
        found = _name(text, at, units, where)
        if found:
            yield found
        following = _NEXT_IN_LIST.match(text, found.end if found else _capitals_end(text, at))
        if following is None:
            return
        at = following.end()


def _name(text: str, at: int, units: list[str], where: Province) -> _Name | None:
    """The longest name of the province's that stands at `at`, none that ends within a longer proper name."""
    ends, least = _possible_ends(text, at)
    for count in range(len(ends), least - 1, -1):
        for unit in units:
            key = name_key(f"{unit} {text[at : ends[count - 1]]}")
            if key in where.former or key in where.present:
                return _Name(at, ends[count - 1], unit, key)
    return None


def _possible_ends(text: str, at: int) -> tuple[list[int], int]:
    """Where each next word ends, and how many words the name has at the least: its run of capitals."""
    ends: list[int] = []
    least, in_run = 0, True
    while len(ends) < _LONGEST_NAME and (token := _TOKEN.match(text, at)):
        word = token[0].casefold()
        two = text[token.start() : token.start() + 9].casefold()
        is_another = bool(ends) and (word in _STARTS_ANOTHER or two.startswith(("thành phố", "thị xã")))
        ends.append(token.end())
        in_run = in_run and not is_another and (token[0][0].isupper() or token[0][0].isdigit())
        least += in_run
        gap = _GAP.match(text, token.end())
        if gap is None:
            break
        in_run = in_run and not gap[0].strip()
        at = gap.end()
    return ends, max(least, 1)


def _capitals_end(text: str, at: int) -> int:
    ends, least = _possible_ends(text, at)
    return ends[least - 1] if ends else at


def _ends_of_list(text: str, at: int) -> Iterator[int]:
    """Where each name of a list may end, so that what stands after the last can be read."""
    while True:
        ends, least = _possible_ends(text, at)
        yield from ends[least - 1 :]
        following = _NEXT_IN_LIST.match(text, ends[least - 1]) if ends else None
        if following is None:
            return
        at = following.end()


def _above(text: str, at: int) -> _Above | None:
    """The district and province right after a name, None when neither stands there."""
    first = _ABOVE.match(text, at)
    if first is None:
        return None
    named = _province_in(first)
    if named:
        return _Above(at, "", named, _key(first))
    district = _key(first)
    second = _ABOVE.match(text, first.end())
    end = first.end()
    if "(" in first["gap"]:
        end = end + 1 if text[end : end + 1] == ")" else at
    higher = _province_in(second) if second else ""
    return _Above(end, district, higher, _key(second) if second and higher else "")


def _province_in(match: re.Match[str]) -> str:
    """The province the words name; 'thành phố Bắc Ninh' was a district, 'thành phố Cần Thơ' is none."""
    unit, found = name_key(match["unit"]), province_named(match["name"])
    is_city = found and _key(match) == name_key(found)
    return found if is_city or unit == name_key("tỉnh") else ""


def _key(match: re.Match[str]) -> str:
    return name_key(f"{match['unit']} {match['name']}")


def _today(name: _Name, above: _Above, where: Province, home: Home) -> tuple[str, ...]:
    """What a former name is today, () for one that still stands or is not known."""
    rows: Collection[FormerCommune] = where.former.get(name.key, ())
    rows = [row for row in rows if name_key(row.province) == above.written] or rows
    if above.district:
        rows = [row for row in rows if name_key(row.district) == above.district]
        return _successors(rows)
    is_home = where.name == home.province and bool(home.commune)
    mine = [row for row in rows if home.commune in row.now] if is_home else []
    if mine and name.key != name_key(home.commune):
        return tuple(dict.fromkeys((home.commune, *_successors(mine))))
    if name.key in where.present:
        return ()
    near = {row.district for row in where.made_of[name_key(home.commune)]} if is_home else set[str]()
    return _successors([row for row in rows if row.district in near] or rows)


def _successors(rows: Iterable[FormerCommune]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(new for row in rows for new in row.now))


def _mention(
    text: str, name: _Name, choices: tuple[str, ...], listed: list[str], above: _Above
) -> CommuneMention:
    """The name with its unit and the district after it, or within a list the bare name."""
    if not listed:
        large = text[name.start].isupper()
        written = tuple(choice[:1].upper() + choice[1:] if large else choice for choice in choices)
        return CommuneMention(name.start, above.end if above.district else name.end, written)
    kinds = tuple(f"{unit.casefold()} " for unit in listed)
    fits = all(choice.startswith(kinds) for choice in choices)
    bare = tuple(_EACH_UNIT.sub("", choice, count=1).strip() if fits else choice for choice in choices)
    return CommuneMention(name.start, name.end, bare, fits)
