"""Whether two letterheads are one office's: by superior body and name, former names resolved.

The name alone tells nothing: every province has a 'BAN TUYÊN GIÁO VÀ DÂN VẬN', and communes of several
provinces share a name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Literal

from danvan_desktop.domain.bodies import renamed_bodies
from danvan_desktop.domain.communes import name_key, predecessors
from danvan_desktop.domain.home import home_of
from danvan_desktop.domain.report import Issuer, Period, Report
from danvan_desktop.layout.issuer_names import full_name, sentence_name, spelled

Likeness = Literal["same", "former", "other"]
"""Whether a report is the office's under the name it has, under one it had, or another office's."""

_ANY = Period("year", 2025)
_DISTRICT = re.compile(r"\b(?:huyện|quận|thị xã|thị ủy|thị uỷ|thành phố|thành ủy|thành uỷ)\b", re.IGNORECASE)


def office_key(name: str) -> str:
    """A body's name for looking up, in either spelling of ủy and without case."""
    return name_key(spelled(name, "ủy"))


def likeness(one: Issuer, office: Issuer, units: Mapping[str, str]) -> Likeness:
    """How the letterhead `one` is to that of `office`; `units` are former names with those of today.

    A superior body left blank is not another one where the name has its place in it. A commune that kept its
    name when its district ended is the same office under its former superior, unless the national table says
    it was no part of it.
    """
    if _as_written(one) == _as_written(office):
        return "same"
    today = {office_key(old): office_key(new) for old, new in units.items() if new}
    theirs, ours = (office_key(full_name(issuer)) for issuer in (one, office))
    is_told = today.get(theirs, theirs) == today.get(ours, ours) and (theirs in today or ours in today)
    if is_told and (may_be_part(one, office) or may_be_part(office, one)):
        return "former"
    if _name_today(one.name, units) != _name_today(office.name, units):
        return "other"
    parents = [_name_today(issuer.parent, units) for issuer in (one, office)]
    if not all(parents):
        if any(full_name(issuer) != sentence_name(issuer.name) for issuer in (one, office)):
            return "other"
        return "same" if office_key(one.name) == office_key(office.name) else "former"
    return "former" if parents[0] == parents[1] or _of_its_district(one, office) else "other"


def may_be_part(one: Issuer, office: Issuer) -> bool:
    """Whether a unit the office was made of can be the one with this letterhead, by its superior body.

    It was under the office's superior, under a district, or has its superior in its own name.
    """
    parents = [_name_today(issuer.parent, {}) for issuer in (one, office)]
    is_placeless = full_name(one) != sentence_name(one.name)
    return is_placeless or not all(parents) or parents[0] == parents[1] or bool(_DISTRICT.search(one.parent))


def may_be_former(name: str, office: Issuer, units: Mapping[str, str]) -> bool:
    """Whether a letterhead's second line alone lets it be the office's, so that it is worth reading more."""
    key = office_key(name)
    is_named = any(office_key(old).startswith(key) for old in units)
    return is_named or _name_today(name, units) == _name_today(office.name, units)


def _as_written(issuer: Issuer) -> tuple[str, str]:
    return office_key(issuer.parent), office_key(issuer.name)


def _name_today(name: str, units: Mapping[str, str]) -> str:
    return office_key(renamed_bodies(name, date.max, units))


def _of_its_district(one: Issuer, office: Issuer) -> bool:
    """Whether `one` is the letterhead `office` had while its commune belonged to a district."""
    if office_key(one.name) != office_key(office.name):
        return False
    old, new = (one, office) if _DISTRICT.search(one.parent) else (office, one)
    if not _DISTRICT.search(old.parent) or _DISTRICT.search(new.parent):
        return False
    home = home_of(Report(kind="interim", period=_ANY, issuer=new))
    before = predecessors(home.commune, home.province) if home.commune else ()
    parent = f" {office_key(old.parent)} "
    return not before or any(
        former.name and name_key(former.name) == name_key(home.commune) and _bare(former.district) in parent
        for former in before
    )


def _bare(district: str) -> str:
    """The district's own name, with a blank on both sides."""
    return f" {name_key(_DISTRICT.sub('', district, count=1))} "
