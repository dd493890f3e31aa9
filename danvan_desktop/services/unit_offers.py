"""Rows for the table of merged units, offered from the national table of communes for the clerk to check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from danvan_desktop.domain.communes import FormerCommune, name_key, predecessors, province
from danvan_desktop.domain.home import Home, home_of
from danvan_desktop.domain.regroup import UnitChange
from danvan_desktop.domain.report import Report
from danvan_desktop.layout.issuer_names import full_name
from danvan_desktop.text.unicode import capitalized, fold
from danvan_desktop.wording import say


class _Offer(msgspec.Struct, frozen=True):
    """A unit with the former ones that went into it whole, by the name they had and their district."""

    unit: str
    olds: tuple[tuple[str, str], ...]
    note: str


def offered_changes(report: Report, kept: Iterable[UnitChange] = ()) -> tuple[UnitChange, ...]:
    """What the report's own unit, and the subordinate units among its figures, were made of.

    A unit in the table `kept`, one that was not merged, and one the national table does not have is left
    out. A former unit that was split between several is named in the note, for its figures cannot be added.
    """
    home = home_of(report)
    if not home.province:
        return ()
    named = {fold(change.new) for change in kept}
    units = [full_name(report.issuer), *(one.unit for row in report.indicators for one in row.units)]
    fresh = dict.fromkeys(unit.strip() for unit in units if fold(unit.strip()) not in named)
    offers = [offer for unit in fresh for offer in _offers(unit, home)]
    borne = Counter(old for offer in offers for old, _ in offer.olds)
    return tuple(
        UnitChange(
            offer.unit,
            tuple(f"{old} ({district})" if borne[old] > 1 else old for old, district in offer.olds),
            offer.note,
        )
        for offer in offers
    )


def _offers(unit: str, home: Home) -> Iterator[_Offer]:
    commune = _commune_in(unit, home)
    before = predecessors(commune, home.province) if commune else ()
    whole = [former for former in before if len(former.now) == 1]
    if not whole or [name_key(former.name) for former in before] == [name_key(commune)]:
        return
    body, own = unit[: -len(commune)], unit[-len(commune) :]
    named = [(_name(former), former.district) for former in whole]
    resolution = say("units_ui.resolution", number=province(home.province).resolution)
    parts = [_name(former) for former in before if len(former.now) > 1]
    yield _Offer(
        unit,
        tuple((body + (capitalized(old) if own[0].isupper() else old), where) for old, where in named),
        say("units_ui.with_parts", resolution=resolution, names=", ".join(parts)) if parts else resolution,
    )


def _commune_in(unit: str, home: Home) -> str:
    """The longest name of a commune of the province that ends the unit's name, '' for none."""
    written = f" {unit.casefold()}"
    names = province(home.province).present.values()
    return max((name for name in names if written.endswith(f" {name.casefold()}")), key=len, default="")


def _name(former: FormerCommune) -> str:
    return former.name or former.district
