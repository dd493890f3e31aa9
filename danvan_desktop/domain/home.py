"""Where a report is at home: the province and the commune of today that its office belongs to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from danvan_desktop.domain.communes import name_key, province, province_named, provinces_with
from danvan_desktop.domain.edits import walk
from danvan_desktop.domain.report import Issuer, Report
from danvan_desktop.domain.rich_text import item_text
from danvan_desktop.text.unicode import CAPITAL

_WORD = rf"{CAPITAL}[\w'’]*"
_RUN = rf"{_WORD}(?:[ ]+(?:[-–][ ]+)?{_WORD})*"
_PROVINCE = re.compile(
    rf"(?<!\w)(?i:tỉnh(?:\s+(?:ủy|uỷ|đoàn))?|thành\s+(?:phố|ủy|uỷ)|TP\.?)\s+(?P<name>{_RUN})"
)
_COMMUNE = re.compile(rf"(?<!\w)(?<!thị )(?<!THỊ )(?P<unit>(?i:xã|phường|đặc khu))\s+(?P<name>{_RUN})")


class Home(msgspec.Struct, frozen=True):
    """Names as the table of communes has them, with their unit words; '' for what is not known."""

    province: str = ""
    commune: str = ""


def home_of(report: Report) -> Home:
    """The report's home, from its letterhead, its recipients, and then from what its text speaks of most.

    A letterhead that names a province which does not exist gives no home: nothing is guessed for it.
    """
    issuer = report.issuer
    heads = (issuer.parent, issuer.name)
    named = [found for head in heads for found in _provinces(head)]
    if not named and any(_PROVINCE.search(head) for head in heads):
        return Home()
    candidates = _own_candidates(issuer, named[0] if named else "")
    for line in () if named else (*report.recipients, report.subject):
        named += _provinces(line)
    if not named and not candidates:
        named = [found for found in [province_named(issuer.place)] if found]
    if not named and len(candidates) != 1:
        named = _spoken_of(report, tuple(candidates))
    if named:
        return Home(named[0], candidates.get(named[0]) or _own_candidates(issuer, named[0]).get(named[0], ""))
    return Home(*next(iter(candidates.items()))) if len(candidates) == 1 else Home()


def _own_candidates(issuer: Issuer, known: str) -> dict[str, str]:
    """The issuer's own commune by each province that has one of that name; `known` is its province or ''."""
    for line in (issuer.name, issuer.parent):
        for match in _COMMUNE.finditer(" ".join(line.split())):
            full = f"{match['unit']} {match['name']}"
            places = (known,) if known else provinces_with(full)
            found = {place: province(place).present.get(name_key(full), "") for place in places}
            return {place: name for place, name in found.items() if name}
    return {}


def _spoken_of(report: Report, among: tuple[str, ...]) -> list[str]:
    """The province the text names most, of those `among` if any are given; else only one named alone."""
    texts = (item_text(item) for section, _ in walk(report.sections) for item in section.items)
    counted = Counter(found for text in texts for found in _provinces(text))
    if not among:
        return list(counted) if len(counted) == 1 else []
    return [found for found, _ in counted.most_common() if found in among][:1]


def _provinces(text: str) -> Iterator[str]:
    """Today's provinces a text names with their unit word, a former one as the one it went into."""
    for match in _PROVINCE.finditer(text):
        words = match["name"].split()
        names = (" ".join(words[:length]) for length in range(len(words), 0, -1))
        found = next((one for name in names if (one := province_named(name))), "")
        if found:
            yield found
