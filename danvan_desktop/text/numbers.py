"""Numbers as offices write them: dot for thousands, comma for decimals, 'hơn' and 'gần' before."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal

import msgspec

_QUALIFIER = r"(?P<qualifier>hơn|trên|gần|khoảng|ước|ước đạt)"
_NUMBER = re.compile(rf"^(?:{_QUALIFIER}\s+)?(?P<number>[+-]?\d[\d.,\u00a0 ]*)\s*%?$", re.IGNORECASE)
MAX_LENGTH = 27
"""Characters of the longest number read: beyond it, what was typed is no figure of an office."""
_RATIO = re.compile(r"^(?P<part>\d[\d.]*)\s*/\s*(?P<whole>\d[\d.]*)$")
_GROUPED = re.compile(r"^[+-]?\d{1,3}(\.\d{3})+$")


class Quantity(msgspec.Struct, frozen=True):
    """A number as reported: its amount, a word such as 'hơn' before it, and the whole it is a part of.

    `whole` is set for values such as '05/08'; such a value has no single amount to compare.
    """

    amount: Decimal
    qualifier: str = ""
    whole: Decimal | None = None


def parse_typed(text: str) -> Quantity | None:
    """Read a number as a Vietnamese clerk types it: '1.052', '99,6', 'hơn 40.156', '05/08', '12%'.

    A dot before groups of three digits separates thousands; any other single dot is read as a decimal
    point. Returns None for anything that is not one number.
    """
    stripped = text.strip()
    ratio = _RATIO.match(stripped)
    if ratio:
        part, whole = _decimal(ratio["part"]), _decimal(ratio["whole"])
        return Quantity(part, whole=whole) if part is not None and whole is not None else None
    match = _NUMBER.match(stripped)
    amount = _decimal(match["number"]) if match else None
    if match is None or amount is None:
        return None
    return Quantity(amount, (match["qualifier"] or "").lower())


def _decimal(digits: str) -> Decimal | None:
    if len(digits) > MAX_LENGTH:
        return None
    digits = re.sub("[\u00a0 ]", "", digits).rstrip(".,")
    if _GROUPED.match(digits):
        digits = digits.replace(".", "")
    elif "," in digits:
        whole, _, fraction = digits.partition(",")
        if "," in fraction or "." in fraction or ("." in whole and not _GROUPED.match(whole)):
            return None
        digits = f"{whole.replace('.', '')}.{fraction}"
    elif digits.count(".") > 1:
        return None
    return Decimal(digits)


def plain(amount: Decimal) -> str:
    """The form a report stores: digits, '.' before decimals, no grouping, no exponent."""
    return format(amount, "f")


def printed(amount: Decimal, places: int | None = None) -> str:
    """The form a document prints: 1052 → '1.052', 99.6 → '99,6'; `places` rounds half up."""
    if places is not None:
        exact = Context(prec=4 * MAX_LENGTH, rounding=ROUND_HALF_UP)
        amount = amount.quantize(Decimal(1).scaleb(-places), context=exact)
    whole, _, fraction = format(amount.copy_abs(), "f").partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    sign = "-" if amount < 0 else ""
    return f"{sign}{grouped}" + (f",{fraction}" if fraction else "")
