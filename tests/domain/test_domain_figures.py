"""Arithmetic of figures, on numbers that stood in published reports (right and wrong ones)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_desktop.domain.figures import (
    MISSING,
    change_text,
    compare,
    figure_text,
    printed_value,
    share_of_plan,
    stored_quantity,
)
from danvan_desktop.domain.report import FigureForm, Indicator
from danvan_desktop.text.numbers import Quantity, printed


def _indicator(value: str, previous: str = "", planned: str = "", unit: str = "lượt") -> Indicator:
    return Indicator("x", "X", unit, value, previous, planned)


@pytest.mark.parametrize(
    ("now", "before", "difference", "percent"),
    [
        ("866", "1012", "-146", "14,43"),  # lượt tiếp công dân, 6 tháng 2020
        ("2783", "3497", "-714", "20,42"),  # the total of four levels; the levels' own drops add to 716
        ("1536", "1405", "131", "9,32"),
        ("221", "419", "-198", "47,26"),
        ("2232", "2940", "-708", "24,08"),
        ("1808", "1532", "276", "18,02"),
        ("312.5", "285", "27.5", "9,65"),
    ],
)
def test_difference_and_percent(now: str, before: str, difference: str, percent: str) -> None:
    found = compare(now, before)
    assert found is not None
    assert found.percent is not None
    assert found.difference == Decimal(difference)
    assert printed(abs(found.percent), 2) == percent


@pytest.mark.parametrize(
    ("part", "whole", "right", "wrong"),
    [
        ("176", "221", "79,64", "79,63"),  # printed 79,63 in a published report
        ("189", "2782", "6,79", "6,90"),
        ("201", "2782", "7,23", "7,34"),
        ("186", "323", "57,59", "64,36"),
    ],
)
def test_shares_that_were_printed_wrong(part: str, whole: str, right: str, wrong: str) -> None:
    share = share_of_plan(_indicator(part, planned=whole))
    assert share is not None
    assert printed(share, 2) == right != wrong


@pytest.mark.parametrize(
    ("now", "before"),
    [
        ("", "5"),
        ("5", ""),
        ("05/08", "03/08"),
        ("5", "nhiều"),
        ("hơn 500", "480"),
        ("500", "gần 480"),
        ("", ""),
    ],
)
def test_no_difference_from_what_is_not_an_exact_number(now: str, before: str) -> None:
    assert compare(now, before) is None
    assert change_text(_indicator(now, before)) == MISSING


def test_nothing_is_a_percentage_of_zero() -> None:
    found = compare("5", "0")
    assert found is not None
    assert (found.difference, found.percent) == (5, None)
    assert change_text(_indicator("5", "0")) == "tăng 5 lượt"
    assert share_of_plan(_indicator("5", planned="0")) is None


@pytest.mark.parametrize(
    ("now", "before", "unit", "text"),
    [
        ("1052", "998", "cuộc", "tăng 54 cuộc (5,41%)"),
        ("866", "1012", "lượt", "giảm 146 lượt (14,43%)"),
        ("12", "12", "cuộc", "bằng cùng kỳ"),
        ("98.6", "97.9", "%", "tăng 0,7 điểm phần trăm"),
        ("5", "4", "", "tăng 1 (25,00%)"),
    ],
)
def test_the_change_in_words(now: str, before: str, unit: str, text: str) -> None:
    assert change_text(_indicator(now, before, unit=unit)) == text


@pytest.mark.parametrize(
    ("now", "before", "unit", "form", "text"),
    [
        ("1052", "998", "cuộc", "value", "1.052"),
        ("1052", "998", "cuộc", "phrase", "1.052 cuộc, tăng 54 cuộc (5,41%) so với cùng kỳ năm trước"),
        ("12", "12", "cuộc", "phrase", "12 cuộc, bằng cùng kỳ năm trước"),
        ("12", "", "cuộc", "phrase", "12 cuộc"),
        ("", "12", "cuộc", "phrase", MISSING),
        ("", "", "cuộc", "value", MISSING),
        ("99.6", "99.1", "%", "phrase", "99,6%, tăng 0,5 điểm phần trăm so với cùng kỳ năm trước"),
        ("hơn 40.156", "39000", "lượt", "phrase", "hơn 40.156 lượt"),
        ("05/08", "", "vụ việc", "phrase", "05/08 vụ việc"),
    ],
)
def test_a_figure_in_the_text(now: str, before: str, unit: str, form: FigureForm, text: str) -> None:
    assert figure_text(_indicator(now, before, unit=unit), form) == text


@pytest.mark.parametrize("form", ["value", "change", "phrase"])
def test_an_unknown_figure_is_a_visible_gap(form: FigureForm) -> None:
    assert figure_text(None, form) == MISSING == "[chưa có số liệu]"


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("1052", "1.052"),
        ("99.6", "99,6"),
        ("0.5", "0,5"),
        ("05", "05"),
        ("05/08", "05/08"),
        ("hơn 500", "hơn 500"),
    ],
)
def test_a_stored_value_is_printed(stored: str, shown: str) -> None:
    assert printed_value(stored) == shown


def test_a_stored_dot_is_a_decimal_point() -> None:
    assert stored_quantity("1.052") == Quantity(Decimal("1.052"))
    assert stored_quantity("1.052,5") == Quantity(Decimal("1052.5"))


def test_a_share_has_no_share_of_its_plan() -> None:
    assert share_of_plan(_indicator("98.6", planned="98", unit="%")) is None


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_was_typed_the_table_can_be_made(now: str, before: str) -> None:
    for form in ("value", "change", "phrase"):
        assert isinstance(figure_text(_indicator(now, before), form), str)


@pytest.mark.parametrize("digits", ["9" * 40, "0." + "0" * 17 + "1", "1" * 5000])
def test_absurd_numbers_do_not_break_the_table(digits: str) -> None:
    assert change_text(_indicator("12345678901234567890", digits))
