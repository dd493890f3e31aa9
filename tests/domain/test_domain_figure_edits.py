"""Typed numbers are stored as digits, never with another meaning, and the text follows its figures."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_desktop.domain.figure_edits import (
    canonical,
    fresh_code,
    readable,
    references,
    shown,
    with_indicators,
)
from danvan_desktop.domain.report import Indicator, Item, Period, Report, Run, Section
from danvan_desktop.text.numbers import plain


@pytest.mark.parametrize(
    ("typed", "stored", "seen"),
    [
        ("1.052", "1052", "1.052"),
        ("1052", "1052", "1.052"),
        ("99,6", "99.6", "99,6"),
        ("99.6", "99.6", "99,6"),
        ("1.234.567,5", "1234567.5", "1.234.567,5"),
        ("hơn 500", "hơn 500", "hơn 500"),
        ("05/08", "05/08", "05/08"),
        ("12%", "12%", "12%"),
        ("05", "05", "05"),
        ("-3", "-3", "-3"),
        ("nhiều", "nhiều", "nhiều"),
        ("  7 ", "7", "7"),
        ("", "", ""),
    ],
)
def test_typed_stored_shown(typed: str, stored: str, seen: str) -> None:
    assert canonical(typed) == stored
    assert shown(stored) == seen


@given(st.decimals("-999999999", "999999999", places=2))
def test_what_is_shown_is_stored_again_the_same(amount: Decimal) -> None:
    stored = plain(amount)
    assert canonical(shown(stored)) == stored


@given(st.text(max_size=20))
def test_anything_typed_settles_at_once(typed: str) -> None:
    stored = canonical(typed)
    assert canonical(shown(stored)) == stored


def test_readable() -> None:
    assert readable("")
    assert readable("hơn 500")
    assert not readable("nhiều")


def _report() -> Report:
    phrase = Run("95 cuộc", figure="dt", as_="phrase")
    item = Item("i", text="Có 95 cuộc.", runs=(Run("Có "), phrase, Run(".")))
    section = Section("s", "results", "", (item, Item("j", text="95 cuộc")))
    indicators = (Indicator("dt", "Đối thoại", "cuộc", "95", "81"),)
    return Report(
        kind="interim", period=Period("first_half", 2026), sections=(section,), indicators=indicators
    )


def test_text_follows_the_table_and_typed_numbers_never_change() -> None:
    after = with_indicators(_report(), [Indicator("dt", "Đối thoại", "cuộc", "100", "80")])
    first, second = after.sections[0].items
    assert first.text == "Có 100 cuộc, tăng 20 cuộc (25,00%) so với cùng kỳ năm trước."
    assert second.text == "95 cuộc"


def test_a_figure_that_is_gone_leaves_a_visible_gap() -> None:
    after = with_indicators(_report(), [])
    assert after.sections[0].items[0].text == "Có [chưa có số liệu]."
    assert references(after, "dt") == 1


def test_sections_without_references_are_not_made_anew() -> None:
    report = _report()
    plain_section = Section("p", "context", "", (Item("k", text="x"),))
    report = Report(kind="interim", period=report.period, sections=(plain_section,))
    assert with_indicators(report, [Indicator("a")]).sections is report.sections


def test_fresh_codes_are_not_taken() -> None:
    rows = [Indicator(fresh_code([]))]
    assert fresh_code(rows) != rows[0].code
