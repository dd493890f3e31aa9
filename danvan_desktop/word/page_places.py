"""From a place of the report to where it stands on the pages, and back.

A place is 's:<section id>' or 'i:<item id>', or one of the frame: 'f:letterhead', 'f:title', 'f:salutation',
'f:signature', 'f:appendix'.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from danvan_desktop.word.page_protocol import Fragment, LaidOut


class Area(msgspec.Struct, frozen=True):
    """A rectangle on a page (counted from 1), in points from the page's top left."""

    page: int
    x: float
    y: float
    width: float
    height: float


class Spot(msgspec.Struct, frozen=True):
    """A point of a place: how far across and down it, from 0 to 1, over all its areas, `height` points."""

    place: str
    across: float
    down: float
    height: float


class _Stretch(msgspec.Struct, frozen=True):
    place: str
    area: Area


class PagePlaces:
    """Which place stands where on the pages of one laid out document."""

    def __init__(self, stretches: Sequence[tuple[str, Area]]) -> None:
        self._areas: dict[str, list[Area]] = {}
        self._by_page: dict[int, list[_Stretch]] = {}
        for place, area in stretches:
            self._areas.setdefault(place, []).append(area)
            self._by_page.setdefault(area.page, []).append(_Stretch(place, area))

    def areas(self, place: str) -> tuple[Area, ...]:
        """Where the place stands, in reading order; empty for one that is not printed."""
        return tuple(self._areas.get(place, ()))

    def first_page(self, place: str) -> int | None:
        """The page (from 1) the place begins on."""
        areas = self._areas.get(place)
        return areas[0].page if areas else None

    def spot_at(self, page: int, x: float, y: float) -> Spot | None:
        """As `place_at`, and where in the place."""
        place = self.place_at(page, x, y)
        if place is None:
            return None
        areas = self._areas[place]
        height = sum(area.height for area in areas)
        here = min((a for a in areas if a.page == page), key=lambda a: _outside(y, a.y, a.height))
        above = sum(area.height for area in areas[: areas.index(here)])
        down = above + min(max(y - here.y, 0.0), here.height)
        across = (x - here.x) / max(here.width, 1.0)
        return Spot(place, min(max(across, 0.0), 1.0), down / max(height, 1.0), height)

    def place_at(self, page: int, x: float, y: float) -> str | None:
        """The place at a point of a page, in points; beside any, the nearest above or below on this page."""
        found = self._by_page.get(page)
        if not found:
            return None
        nearest = min(
            found, key=lambda s: (_outside(y, s.area.y, s.area.height), _outside(x, s.area.x, s.area.width))
        )
        return nearest.place


def places_on_pages(laid_out: LaidOut, places: Sequence[str]) -> PagePlaces:
    """The places of a laid out document, given the place of each child of its body ('' for none)."""
    return PagePlaces(
        [
            (places[part.body_index], _area(part))
            for part in laid_out.fragments
            if part.body_index < len(places) and places[part.body_index]
        ]
    )


def _area(part: Fragment) -> Area:
    return Area(part.page, part.x, part.y, part.width, part.height)


def _outside(at: float, start: float, length: float) -> float:
    return max(start - at, at - start - length, 0.0)
