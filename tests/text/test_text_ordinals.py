from __future__ import annotations

import pytest

from danvan_desktop.text.ordinals import cardinal, letter, part_word, roman, task_word

WORDS = """
Một, Hai, Ba, Bốn, Năm, Sáu, Bảy, Tám, Chín, Mười
Mười một, Mười hai, Mười ba, Mười bốn, Mười lăm, Mười sáu, Mười bảy, Mười tám, Mười chín, Hai mươi
Hai mươi mốt, Hai mươi hai, Hai mươi ba, Hai mươi bốn, Hai mươi lăm,
Hai mươi sáu, Hai mươi bảy, Hai mươi tám, Hai mươi chín, Ba mươi
Ba mươi mốt, Ba mươi hai, Ba mươi ba, Ba mươi bốn, Ba mươi lăm,
Ba mươi sáu, Ba mươi bảy, Ba mươi tám, Ba mươi chín, Bốn mươi
Bốn mươi mốt, Bốn mươi hai, Bốn mươi ba, Bốn mươi bốn, Bốn mươi lăm,
Bốn mươi sáu, Bốn mươi bảy, Bốn mươi tám, Bốn mươi chín, Năm mươi
Năm mươi mốt, Năm mươi hai, Năm mươi ba, Năm mươi bốn, Năm mươi lăm,
Năm mươi sáu, Năm mươi bảy, Năm mươi tám, Năm mươi chín, Sáu mươi
Sáu mươi mốt, Sáu mươi hai, Sáu mươi ba, Sáu mươi bốn, Sáu mươi lăm,
Sáu mươi sáu, Sáu mươi bảy, Sáu mươi tám, Sáu mươi chín, Bảy mươi
Bảy mươi mốt, Bảy mươi hai, Bảy mươi ba, Bảy mươi bốn, Bảy mươi lăm,
Bảy mươi sáu, Bảy mươi bảy, Bảy mươi tám, Bảy mươi chín, Tám mươi
Tám mươi mốt, Tám mươi hai, Tám mươi ba, Tám mươi bốn, Tám mươi lăm,
Tám mươi sáu, Tám mươi bảy, Tám mươi tám, Tám mươi chín, Chín mươi
Chín mươi mốt, Chín mươi hai, Chín mươi ba, Chín mươi bốn, Chín mươi lăm,
Chín mươi sáu, Chín mươi bảy, Chín mươi tám, Chín mươi chín
"""
CARDINALS = [word.strip() for line in WORDS.strip().splitlines() for word in line.split(",") if word]


@pytest.mark.parametrize(("number", "word"), list(enumerate(CARDINALS, start=1)))
def test_every_list_word_from_one_to_ninety_nine(number: int, word: str) -> None:
    assert cardinal(number) == word


def test_the_table_is_whole() -> None:
    assert len(CARDINALS) == len(set(CARDINALS)) == 99


@pytest.mark.parametrize(
    ("position", "lead"),
    [
        (1, "Một là"), (4, "Bốn là"), (5, "Năm là"), (10, "Mười là"), (11, "Mười một là"),
        (15, "Mười lăm là"), (20, "Hai mươi là"), (21, "Hai mươi mốt là"), (24, "Hai mươi bốn là"),
        (25, "Hai mươi lăm là"), (55, "Năm mươi lăm là"), (100, "Nhiệm vụ thứ 100 là"),
    ],
)  # fmt: skip
def test_lead_of_a_task(position: int, lead: str) -> None:
    assert task_word(position) == lead


@pytest.mark.parametrize("number", [0, -1, 100])
def test_no_list_word_outside_one_to_ninety_nine(number: int) -> None:
    with pytest.raises(ValueError, match="no list word"):
        cardinal(number)


@pytest.mark.parametrize(
    ("number", "digits"),
    [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (49, "XLIX"), (90, "XC"), (399, "CCCXCIX")],
)
def test_roman(number: int, digits: str) -> None:
    assert roman(number) == digits


def test_letters_follow_the_vietnamese_order() -> None:
    assert [letter(n) for n in range(1, 8)] == ["a", "b", "c", "d", "đ", "e", "g"]
    assert (letter(23), letter(24), letter(46), letter(47)) == ("y", "aa", "ay", "ba")


def test_part_words() -> None:
    assert [part_word(n) for n in (1, 2, 4, 10, 11)] == [
        "thứ nhất",
        "thứ hai",
        "thứ tư",
        "thứ mười",
        "thứ 11",
    ]
