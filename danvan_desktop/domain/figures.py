"""Arithmetic of the figures table: differences, percentages, and the phrase that says them."""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec

from danvan_desktop.domain.report import FigureForm, Indicator
from danvan_desktop.text.numbers import Quantity, parse_typed, printed

MISSING = "[chưa có số liệu]"
_STORED = re.compile(r"-?\d+(\.\d+)?")


class Comparison(msgspec.Struct, frozen=True):
    """This period against another: the difference, and the change in percent of the other.

    `percent` is None when the other value is zero: nothing can be a percentage of it.
    """

    difference: Decimal
    percent: Decimal | None


def stored_quantity(value: str) -> Quantity | None:
    """A stored value as a number: stored digits use '.' for decimals, words and n/m as typed."""
    amount = _stored_amount(value)
    return Quantity(amount) if amount is not None else parse_typed(value)


def _stored_amount(value: str) -> Decimal | None:
    return Decimal(value) if _STORED.fullmatch(value.strip()) else None


def compare(value: str, other: str) -> Comparison | None:
    """Compare two stored values; None unless both are single numbers (n/m has no difference)."""
    now, before = stored_quantity(value), stored_quantity(other)
    if now is None or before is None or now.whole is not None or before.whole is not None:
        return None
    difference = now.amount - before.amount
    return Comparison(difference, difference / before.amount * 100 if before.amount else None)


def share_of_plan(indicator: Indicator) -> Decimal | None:
    """This period's value in percent of the plan, None without both numbers."""
    now, plan = stored_quantity(indicator.value), stored_quantity(indicator.planned)
    if now is None or plan is None or not plan.amount or now.whole is not None or plan.whole is not None:
        return None
    return now.amount / plan.amount * 100


def printed_value(value: str) -> str:
    """A stored value as the document prints it; an unreadable one as it stands, an empty one a gap."""
    if not value.strip():
        return MISSING
    amount = _stored_amount(value)
    return value if amount is None else printed(amount)


def change_text(indicator: Indicator) -> str:
    """'tăng 54 cuộc (5,41%)', 'giảm …', 'bằng cùng kỳ', or a visible gap when it cannot be computed."""
    found = compare(indicator.value, indicator.previous)
    if found is None:
        return MISSING
    if not found.difference:
        return "bằng cùng kỳ"
    word = "tăng" if found.difference > 0 else "giảm"
    amount = f"{printed(abs(found.difference))} {indicator.unit}".strip()
    if found.percent is None:
        return f"{word} {amount}"
    return f"{word} {amount} ({printed(abs(found.percent), 2)}%)"


def figure_text(indicator: Indicator | None, form: FigureForm) -> str:
    """What a reference to a figure prints: its value, its change, or both as a phrase."""
    if indicator is None:
        return MISSING
    if form == "change":
        return change_text(indicator)
    value = printed_value(indicator.value)
    if form == "value" or value == MISSING:
        return value
    phrase = f"{value} {indicator.unit}".strip()
    found = compare(indicator.value, indicator.previous)
    if found is None:
        return phrase
    same = "bằng cùng kỳ năm trước"
    return (
        f"{phrase}, {change_text(indicator)} so với cùng kỳ năm trước"
        if found.difference
        else f"{phrase}, {same}"
    )
