"""Arithmetic of the figures table: differences, percentages, and the phrase that says them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

import msgspec

from danvan_desktop.domain.report import FigureForm, Indicator
from danvan_desktop.text.numbers import MAX_LENGTH, Quantity, parse_typed, printed

MISSING = "[chưa có số liệu]"
UNNAMED = "[chưa có tên]"
# Digits with a leading zero ('05') are words of the office: compared as a number, printed as typed.
_STORED = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")


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
    digits = value.strip()
    return Decimal(digits) if len(digits) <= MAX_LENGTH and _STORED.fullmatch(digits) else None


def compare(value: str, other: str) -> Comparison | None:
    """Compare two stored values; None unless both are exact single numbers.

    'n/m' has no difference, and a difference from 'hơn 500' would claim more than was reported.
    """
    now, before = _exact(value), _exact(other)
    if now is None or before is None:
        return None
    difference = now - before
    return Comparison(difference, difference / before * 100 if before else None)


def _exact(value: str) -> Decimal | None:
    found = stored_quantity(value)
    return None if found is None or found.qualifier or found.whole is not None else found.amount


def change_in_percent(indicator: Indicator) -> Decimal | None:
    """The change from the same period, in percent of it.

    None without two exact numbers, from zero, and for a share, which changes by percentage points.
    """
    found = compare(indicator.value, indicator.previous)
    return None if found is None or _is_share(indicator) else found.percent


def share_of_plan(indicator: Indicator) -> Decimal | None:
    """This period's value in percent of the plan.

    None without two exact numbers, with a plan of zero, and for a share (a percent of a percent).
    """
    now, plan = _exact(indicator.value), _exact(indicator.planned)
    return now / plan * 100 if now is not None and plan and not _is_share(indicator) else None


def _is_share(indicator: Indicator) -> bool:
    return indicator.unit.strip() == "%"


def printed_value(value: str) -> str:
    """A stored value as the document prints it; an unreadable one as it stands, an empty one a gap."""
    if not value.strip():
        return MISSING
    amount = _stored_amount(value)
    return value if amount is None else printed(amount)


def printed_figures(indicators: Iterable[Indicator]) -> list[Indicator]:
    """The rows the document prints: every one with a name or a figure; a row nobody filled in is none."""
    return [
        indicator
        for indicator in indicators
        if indicator.units or any(map(str.strip, (indicator.name, *figures_of(indicator))))
    ]


def figures_of(indicator: Indicator) -> tuple[str, str, str]:
    """What was reported: this period, the same period before, and the plan."""
    return indicator.value, indicator.previous, indicator.planned


def printed_name(indicator: Indicator) -> str:
    """The name as the document prints it, a visible gap where figures stand without one."""
    return indicator.name if indicator.name.strip() else UNNAMED


def change_text(indicator: Indicator) -> str:
    """'tăng 54 cuộc (5,41%)', 'giảm …', 'bằng cùng kỳ', or a visible gap when it cannot be computed.

    A share changes by 'điểm phần trăm', never by percent of a percent.
    """
    found = compare(indicator.value, indicator.previous)
    if found is None:
        return MISSING
    if not found.difference:
        return "bằng cùng kỳ"
    word = "tăng" if found.difference > 0 else "giảm"
    unit = "điểm phần trăm" if _is_share(indicator) else indicator.unit
    amount = _counted(printed(abs(found.difference)), unit)
    percent = change_in_percent(indicator)
    return f"{word} {amount}" if percent is None else f"{word} {amount} ({printed(abs(percent), 2)}%)"


def figure_text(indicator: Indicator | None, form: FigureForm) -> str:
    """What a reference to a figure prints: its value, its change, or both as a phrase."""
    if indicator is None:
        return MISSING
    if form == "change":
        return change_text(indicator)
    value = printed_value(indicator.value)
    if form == "value" or value == MISSING:
        return value
    phrase = _counted(value, indicator.unit)
    found = compare(indicator.value, indicator.previous)
    if found is None:
        return phrase
    same = "bằng cùng kỳ năm trước"
    return (
        f"{phrase}, {change_text(indicator)} so với cùng kỳ năm trước"
        if found.difference
        else f"{phrase}, {same}"
    )


def _counted(amount: str, unit: str) -> str:
    unit = unit.strip()
    return f"{amount}%" if unit == "%" else f"{amount} {unit}".strip()
