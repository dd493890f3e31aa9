"""Bodies and territories that are no more, from `resources/vocabulary`, found in a text at a date."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

import msgspec

from danvan_desktop.domain.citations import Span, citations, inside
from danvan_desktop.domain.commune_mentions import commune_mentions, may_name_commune
from danvan_desktop.domain.communes import ended
from danvan_desktop.domain.home import Home
from danvan_desktop.domain.time_mentions import mentions
from danvan_desktop.paths import resource
from danvan_desktop.text.unicode import CAPITAL

_PAST = re.compile(
    r"trước đây|\bcũ\b|(?-i:(?<!tài )(?<!cao )(?<!thảo )(?<!giữ )\bnguyên\b)|"
    r"trước (?:khi )?(?:sắp xếp|sáp nhập|hợp nhất)|trước (?:ngày )?0?1/0?7/2025|giải thể|"
    r"kết thúc hoạt động|chấm dứt hoạt động|được sáp nhập|(?:sáp nhập|hợp nhất) (?:từ|của|với|vào|thành)|"
    r"khi còn|"
    r"(?:bỏ|không (?:còn )?tổ chức) cấp huyện|từ cấp huyện|từ huyện",
    re.IGNORECASE,
)
_MERGING = re.compile(r"\b(?:sáp nhập|hợp nhất)\s+(?:\S+\s+){0,2}$", re.IGNORECASE)
# What was begun under the name, and goes on: 'do Hội Phụ nữ thị trấn khởi xướng từ năm 2018'.
_BEGUN = re.compile(
    r"[^.;,\n]{0,40}\btừ\s+(?:đầu\s+|cuối\s+)?(?:năm|tháng\s+\d{1,2}(?:/|\s+năm))\s*(?P<year>\d{4})",
    re.IGNORECASE,
)
_COUNTRY = r"(?:Lào|Campuchia|Cam-pu-chia|Trung Quốc)"
_ABROAD = re.compile(
    rf"[^.;()\n]{{0,40}}\((?:nước\s+)?(?:bạn\s+)?{_COUNTRY}\)|,?\s+(?:nước bạn\s+)?{_COUNTRY}\b"
)
# A unit founded from others: they may stand anywhere later in the sentence.
_FOUNDED = re.compile(
    r"thành lập (?:từ|trên cơ sở)|trên cơ sở (?:sáp nhập|hợp nhất|sắp xếp|nhập|nguyên trạng)|"
    r"(?:sáp nhập|hợp nhất|nhập) (?:toàn bộ|một phần|nguyên trạng|các (?:xã|phường)|(?:xã|phường|thị trấn) )|"
    r"diện tích tự nhiên",
    re.IGNORECASE,
)
_PAPERS = (
    r"(?:hồ sơ|tài liệu|nhiệm vụ|công việc|con dấu|trụ sở|cơ sở dữ liệu|dữ liệu|sổ|danh sách|biên chế|"
    r"quỹ|tài sản|"
    r"đầu việc)"
)
_HANDED = r"(?:bàn giao|chuyển giao|trao lại|giao lại|chuyển)"
_HANDS_OVER = re.compile(
    rf"[^.;\n]{{0,40}}?\b{_HANDED}\b[^.;\n]{{0,40}}\b{_PAPERS}\b|[^.;\n]{{0,40}}?\b{_HANDED}\b[^.;\n]{{0,60}}\b(?:cho|về|sang)"
    r"\s+(?:các\s+|hai\s+|ba\s+)?(?:(?:đảng ủy|UBND|MTTQ|cấp|Hội \S+)\s+)?(?:xã|phường)\b"
    r"|\s*(?:để lại|bàn giao lại|bàn giao|chuyển giao|chuyển sang|chuyển về)\s*(?=[.,;]|$|được|nay|cho)",
    re.IGNORECASE,
)
_TAKEN_OVER = re.compile(
    rf"\b(?:tiếp nhận|nhận bàn giao|nhận)\b[^.;\n]{{0,40}}\b{_PAPERS}\b[^.;\n]{{0,40}}\b(?:từ|do)\s+$",
    re.IGNORECASE,
)
_PRIZE = re.compile(r"\b(?:bằng khen|giấy khen|cờ thi đua|danh hiệu|khen thưởng)\b", re.IGNORECASE)
_LAST_MONTHS = {"first_half": 6, "second_half": 12}
_TELLS_WHEN = ("", "closing", "fact")
_REACH = 60
_MOST_CHOICES = 6
_PROPER = rf"(?:\s+(?:{CAPITAL}\w*|\d{{1,2}}\b))+"
_LEAD = r"(?:(?:UBND|HĐND|MTTQ|UBMTTQ|Ủy ban nhân dân|Hội đồng nhân dân|Công an|cấp|các|Tòa án nhân dân)\s+)?"


class Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A name with the first day it must not be used as existing; see the head of `bodies.toml`."""

    name: str
    ended: date
    now: str = ""
    renamed: bool = False
    unless: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    grade: str = "K"
    src: str = ""


class Former(msgspec.Struct, frozen=True):
    """A former name found in a text, as it stands there, and what may take its place.

    `choices` are the units of today a former commune may be in, for the person to hold against the
    resolution: the table of communes is second-hand. `ended` is the first day the name no longer stood.
    """

    start: int
    end: int
    now: str
    renamed: bool
    choices: tuple[str, ...] = ()
    ended: date | None = None


class _Bodies(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    body: tuple[Body, ...]


class _Provinces(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    ended: date
    grade: str
    src: str
    unchanged: tuple[str, ...]
    cities: tuple[str, ...]
    unsettled: tuple[str, ...]
    merged: dict[str, tuple[str, ...]]


def former_names(
    text: str, day: date, units: Mapping[str, str] | None = None, home: Home | None = None
) -> tuple[Former, ...]:
    """The names in `text` that no longer stood on `day`; those of cited documents and of the past stay.

    `units` adds names of the office's own, old to new, which win over the tables; `home` is the province
    and commune that names of communes are looked up in.
    """
    if not units and not _may_name(text) and not may_name_commune(text):
        return ()
    cited = citations(text)
    found: list[Former] = []
    for former in (
        *_own(text, units or {}),
        *_communes(text, day, units or {}, home or Home()),
        *_territories(text, day),
        *_bodies(text, day),
    ):
        overlaps = any(former.start < other.end and other.start < former.end for other in found)
        if not overlaps and not inside(cited, former.start, former.end) and not _is_past(text, former):
            found.append(former)
    return tuple(sorted(found, key=lambda former: former.start))


def renamed_bodies(text: str, day: date, units: Mapping[str, str] | None = None) -> str:
    """The text with the new name where the successor is certain; the rest, communes too, stays."""
    for former in reversed(former_names(text, day, units)):
        if former.renamed:
            text = text[: former.start] + former.now + text[former.end :]
    return text


@cache
def bodies() -> tuple[Body, ...]:
    """The table of bodies, longest name first."""
    found = msgspec.convert(_read("bodies.toml"), _Bodies).body
    return tuple(sorted(found, key=lambda body: -len(body.name)))


class Territories(msgspec.Struct, frozen=True):
    """The provinces' merger: its day, former province → today's, those whose rank is not settled, and
    the names a 'thành phố' may bear today."""

    ended: date
    former: dict[str, str]
    unsettled: tuple[str, ...]
    living: tuple[str, ...]


@cache
def territories() -> Territories:
    """The merger of the provinces on 01/7/2025."""
    table = msgspec.convert(_read("provinces.toml"), _Provinces)
    former = {old: new for new, olds in table.merged.items() for old in olds}
    bare = (name.split("hành phố ")[-1] for name in table.merged)
    return Territories(table.ended, former, table.unsettled, (*table.cities, *table.unchanged, *bare))


def _read(name: str) -> Any:
    with resource("vocabulary", name).open("rb") as stream:
        return tomllib.load(stream)


def _pattern(name: str) -> str:
    """The name in either spelling of ủy, with any spaces, as whole words."""
    return rf"(?<!\w){_spelled(name)}(?!\w)"


def _spelled(name: str) -> str:
    return re.escape(name).replace("ủy", "(?:ủy|uỷ)").replace("Ủy", "(?:Ủy|Uỷ)").replace(r"\ ", r"\s+")


@cache
def _body_patterns() -> tuple[tuple[Body, re.Pattern[str]], ...]:
    return tuple((body, re.compile(_pattern(body.name), re.IGNORECASE)) for body in bodies())


@cache
def _any_name() -> re.Pattern[str]:
    """One pattern for every name of the tables, so that most sentences are read but once.

    Where a word begins is asked once for all of them: asked of each, the pattern is eight times as slow.
    """
    names = [*(body.name for body in bodies()), *territories().former]
    any_of = "|".join([r"thành\s+(?:phố|ủy|uỷ)", *map(_spelled, names)])
    return re.compile(rf"(?<!\w)(?:{any_of})(?!\w)", re.IGNORECASE)


def _may_name(text: str) -> bool:
    return bool(_any_name().search(text))


def _bodies(text: str, day: date) -> Iterator[Former]:
    for body, pattern in _body_patterns():
        if day < body.ended:
            continue
        for match in pattern.finditer(text):
            if not _is_another(text, match, body):
                start, end = match.span() if body.now else _widened(text, match.span())
                yield Former(start, end, _like(match[0], body.now), body.renamed, ended=body.ended)


def _is_another(text: str, match: re.Match[str], body: Body) -> bool:
    before = text[max(0, match.start() - _REACH) : match.start()].rstrip()
    after = text[match.end() : match.end() + _REACH].lstrip()
    if any(after.casefold().startswith(word.casefold()) for word in body.unless):
        return True
    if any(before.casefold().endswith(word.casefold()) for word in body.before):
        return True
    last = before.split()[-1:] or [""]
    is_person = " " not in body.name and match[0].istitle() and last[0].istitle() and before[-1].isalpha()
    return is_person and not re.match(rf"{CAPITAL}|\d", after)


def _widened(text: str, span: Span) -> Span:
    """The name with its place after it and the body's word before it: 'UBND huyện Hải Lăng'."""
    after = re.match(_PROPER, text[span[1] : span[1] + _REACH])
    before = re.search(rf"{_LEAD}$", text[max(0, span[0] - _REACH) : span[0]])
    return span[0] - len(before[0] if before else ""), span[1] + (after.end() if after else 0)


def _territories(text: str, day: date) -> Iterator[Former]:
    table = territories()
    if day < table.ended:
        return
    names = "|".join(_pattern(name) for name in sorted(table.former, key=len, reverse=True))
    for match in re.finditer(rf"(?<!\w)(tỉnh\s+ủy|tỉnh\s+uỷ|tỉnh)\s+({names})", text, re.IGNORECASE):
        name = " ".join(match[2].split()).casefold()
        new = next(new for old, new in table.former.items() if old.casefold() == name)
        now = _like(match[0], _today(match[1], new))
        yield Former(match.start(), match.end(), now, new not in table.unsettled, ended=table.ended)
    living = "|".join(table.living)
    proper = rf"{CAPITAL}\w*(?:\s+{CAPITAL}\w*)*"
    city = rf"(?<!\w)(?i:thành phố|thành ủy|thành uỷ)\s+(?!(?i:{living})(?!\w)){proper}"
    for match in re.finditer(city, text):
        yield Former(match.start(), match.end(), "", False, ended=table.ended)


def _today(unit: str, new: str) -> str:
    is_city, committee = new.casefold().startswith("thành phố "), len(unit.split()) > 1
    if not is_city:
        return f"{unit} {new}"
    spelled = "Thành uỷ" if "uỷ" in unit.casefold() else "Thành ủy"
    return f"{spelled} {new[len('thành phố ') :]}" if committee else new


def _own(text: str, units: Mapping[str, str]) -> Iterator[Former]:
    for old in sorted(units, key=len, reverse=True):
        for match in re.finditer(_pattern(old), text, re.IGNORECASE):
            now = _begun_like(match[0], _like(match[0], units[old]))
            yield Former(match.start(), match.end(), now, bool(units[old]))


def _begun_like(replaced: str, new: str) -> str:
    """The new name with its first letter a capital where the old one's is, as where a sentence begins."""
    return (new[:1].upper() if replaced[:1].isupper() else new[:1].lower()) + new[1:]


def _communes(text: str, day: date, units: Mapping[str, str], home: Home) -> Iterator[Former]:
    """Former communes, only ever suggested: which ground a sentence speaks of is the person's to know."""
    if not may_name_commune(text) or day < ended():
        return
    for mention in commune_mentions(text, home, units.values()):
        choices = tuple(_like(text[mention.start : mention.end], choice) for choice in mention.choices)
        now = choices[0] if mention.fits and len(choices) == 1 else ""
        few = choices if len(choices) <= _MOST_CHOICES else ()
        yield Former(mention.start, mention.end, now, False, few, ended())


def _like(replaced: str, new: str) -> str:
    """The new name in the capitals of the old one where that is written in capitals, ủy as the old had it."""
    letters = [char for char in replaced if char.isalpha()]
    if letters and all(char.isupper() for char in letters):
        return new.upper()
    return new[:1].lower() + new[1:] if replaced[:1].islower() and new.startswith("Ban ") else new


def _is_past(text: str, former: Former) -> bool:
    """Whether the words around speak of the name as of a thing of the past."""
    around = text[max(0, former.start - _REACH) : former.end + _REACH]
    before, after = text[max(0, former.start - _REACH) : former.start], text[former.end :][:_REACH]
    begun = _BEGUN.match(after)
    if begun and int(begun["year"]) < territories().ended.year:
        return True
    if _MERGING.search(before) or _ABROAD.match(after):
        return True
    if _HANDS_OVER.match(after) or _TAKEN_OVER.search(before) or _was_before_its_end(text, former):
        return True
    sentence = max(text.rfind(". ", 0, former.start), text.rfind("\n", 0, former.start), 0)
    return bool(_PAST.search(around) or _FOUNDED.search(text, sentence, former.start))


def _was_before_its_end(text: str, former: Former) -> bool:
    """Whether a day, month or quarter in the clause, or a prize's year, is one the name still stood in."""
    if former.ended is None:
        return False
    start = max(text.rfind("; ", 0, former.start), text.rfind(". ", 0, former.start), 0)
    is_prize = _PRIZE.search(text, start)
    for mention in mentions(text):
        if mention.start < start or mention.year is None or mention.guard not in _TELLS_WHEN:
            continue
        is_short = mention.unit in ("day", "month", "quarter", "window", "half")
        if not is_short and not (is_prize and mention.unit == "year"):
            continue
        month = _LAST_MONTHS[mention.half] if mention.half else mention.month
        if (mention.year, month) < (former.ended.year, former.ended.month):
            return True
    return False
