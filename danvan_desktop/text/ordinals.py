"""The words of a "Một là … Hai là …" list, and Roman numerals of headings."""

from __future__ import annotations

_UNITS = ("", "Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín")


def cardinal(number: int) -> str:
    """The Vietnamese word of 1 to 99, first letter capital: 5 Năm, 11 Mười một, 21 Hai mươi mốt.

    Raises ValueError outside 1 to 99.
    """
    if not 1 <= number <= 99:
        raise ValueError(f"no list word for {number}")
    tens, unit = divmod(number, 10)
    if tens == 0:
        return _UNITS[unit]
    head = "Mười" if tens == 1 else f"{_UNITS[tens]} mươi"
    if unit == 0:
        return head
    if unit == 1 and tens > 1:
        return f"{head} mốt"
    if unit == 5:
        return f"{head} lăm"
    return f"{head} {_UNITS[unit].lower()}"


def task_word(position: int) -> str:
    """The lead of the item at `position` (from 1), without its comma: 'Hai mươi mốt là'.

    Beyond 99, where no list of a report goes, the plain number: 'Nhiệm vụ thứ 100 là'.
    """
    return f"{cardinal(position)} là" if position <= 99 else f"Nhiệm vụ thứ {position} là"


_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")


def part_word(position: int) -> str:
    """'thứ nhất', 'thứ hai' … of a Phần; from 11 on the plain number."""
    return f"thứ {_ORDINALS[position - 1]}" if position <= len(_ORDINALS) else f"thứ {position}"


_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """Roman numeral of 1 to 399."""
    digits = ""
    for value, letters in _ROMAN:
        while number >= value:
            digits += letters
            number -= value
    return digits


_LETTERS = "abcdđeghiklmnopqrstuvxy"


def letter(number: int) -> str:
    """Letter of a điểm, in Vietnamese order with đ: 1 a, 5 đ; after y come aa, ab …"""
    high, low = divmod(number - 1, len(_LETTERS))
    return (_LETTERS[high - 1] if high else "") + _LETTERS[low]
