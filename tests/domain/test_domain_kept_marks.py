"""The mark of what was carried over unread survives splitting and joining."""

from __future__ import annotations

import pytest

from danvan_desktop.checks.unchanged import unchanged_sentences
from danvan_desktop.domain.edits import find_section, join_with_previous, split_item
from danvan_desktop.domain.report import Item, Kept, Period, Report, Run, Section

LAST = Period("year", 2025)
FIRST = "Xã tiếp 182 lượt công dân trong kỳ."
SECOND = "Đã giải quyết xong 34 trên 37 đơn thư."


def _report(*items: Item) -> Report:
    return Report(
        kind="interim",
        period=Period("first_half", 2026),
        sections=(Section(id="s", role="results", items=items),),
    )


def _flagged(report: Report) -> list[str]:
    return [finding.where.text for finding in unchanged_sentences(report, None)]


def test_both_halves_of_a_split_item_wait_for_confirmation() -> None:
    text = f"{FIRST} {SECOND}"
    report = _report(Item(id="i", text=text, origin=LAST, kept=Kept(LAST, text)))
    split, fresh = split_item(report, "s", "i", [(Run(FIRST),)], [(Run(SECOND),)])
    items = find_section(split, "s").items  # type: ignore[union-attr]
    assert [item.kept for item in items] == [Kept(LAST, text)] * 2
    assert [item.origin for item in items] == [LAST, LAST]
    assert items[1].id == fresh
    assert _flagged(split) == [FIRST, SECOND]


@pytest.mark.parametrize("marked", [(True, True), (True, False), (False, True)])
def test_a_joined_item_waits_for_what_either_carried(marked: tuple[bool, bool]) -> None:
    items = (
        Item(id=f"i{n}", text=text, kept=Kept(LAST, text) if mark else None)
        for n, (text, mark) in enumerate(zip((FIRST, SECOND), marked, strict=True))
    )
    joined, _ = join_with_previous(_report(*items), "s", "i1")
    assert _flagged(joined) == [t for t, mark in zip((FIRST, SECOND), marked, strict=True) if mark]
