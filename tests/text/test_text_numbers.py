from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_desktop.text.numbers import Quantity, parse_typed, plain, printed


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1.052", "1052"), ("1052", "1052"), ("99,6", "99.6"), ("286.813.000", "286813000"),
        ("5.038,3", "5038.3"), ("749.648", "749648"), ("0", "0"), ("05", "5"), ("1.5", "1.5"),
        ("12%", "12"), ("12 %", "12"), ("-3", "-3"), (" 1 052 ", "1052"), ("1\u00a0052", "1052"),
    ],
)  # fmt: skip
def test_a_number_as_a_clerk_types_it(typed: str, amount: str) -> None:
    assert parse_typed(typed) == Quantity(Decimal(amount))


@pytest.mark.parametrize(
    ("typed", "qualifier", "amount"),
    [
        ("hơn 40.156", "hơn", 40156), ("Trên 2.000", "trên", 2000), ("gần 600", "gần", 600),
        ("khoảng 30", "khoảng", 30), ("ước đạt 500", "ước đạt", 500), ("ước 500", "ước", 500),
    ],
)  # fmt: skip
def test_the_word_before_a_number_is_kept(typed: str, qualifier: str, amount: int) -> None:
    assert parse_typed(typed) == Quantity(Decimal(amount), qualifier)


@pytest.mark.parametrize(
    ("typed", "part", "whole"), [("05/08", 5, 8), ("1.005/1.216", 1005, 1216), ("21 / 21", 21, 21)]
)
def test_a_part_of_a_whole(typed: str, part: int, whole: int) -> None:
    assert parse_typed(typed) == Quantity(Decimal(part), whole=Decimal(whole))


@pytest.mark.parametrize(
    "typed",
    ["", " ", "nhiều", "12 cuộc", "1.2.3", "1,2,3", "1,2.3", "12.34,5", "6 - 7", "30/6/2026", "9" * 28],
)
def test_what_is_not_one_number(typed: str) -> None:
    assert parse_typed(typed) is None


@pytest.mark.parametrize(
    ("amount", "places", "text"),
    [
        ("1052", None, "1.052"), ("99.6", None, "99,6"), ("286813000", None, "286.813.000"),
        ("-146", None, "-146"), ("999", None, "999"), ("1000", None, "1.000"), ("0.5", None, "0,5"),
        ("79.638009", 2, "79,64"), ("20.415", 2, "20,42"), ("47.135", 2, "47,14"), ("25", 2, "25,00"),
        ("-0.001", 2, "0,00"),
        ("12345678901234567890123456789012", 2, "12.345.678.901.234.567.890.123.456.789.012,00"),
    ],
)  # fmt: skip
def test_a_number_as_a_document_prints_it(amount: str, places: int | None, text: str) -> None:
    assert printed(Decimal(amount), places) == text


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=3))
def test_what_is_printed_is_read_back(amount: Decimal) -> None:
    shown = printed(amount)
    assert parse_typed(shown) == Quantity(amount)


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    found = parse_typed(text)
    assert found is None or found.amount.is_finite()


def test_the_stored_form_has_no_grouping_and_no_exponent() -> None:
    assert plain(Decimal("1E+6")) == "1000000"
    assert plain(Decimal("0.0000001")) == "0.0000001"
