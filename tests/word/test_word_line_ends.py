"""Steering by LibreOffice's rules, against line ends measured in it (tests/agreement/reduced.py)."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_desktop.word.line_ends import Piece, Steering, column_widths, steering

_LINE = "Cấp ủy chính quyền Mặt trận Tổ quốc các tổ chức"
_LEAST = 5611
"""Twips LibreOffice wants for it at 14 points; its letters are 5609.98 wide."""


def _steered(text: str, width: int, style: str = "regular") -> tuple[Steering, ...] | None:
    return steering((Piece(text, 28, style),), width, width)


def test_a_line_that_fits_both_is_left() -> None:
    assert _steered(_LINE, _LEAST + 5) == ()
    assert _steered(f"{_LINE} và các ngành", _LEAST + 5) == ()


def test_a_line_a_hair_too_long_there_is_ended_a_word_earlier() -> None:
    (step,) = _steered(_LINE, _LEAST - 1)
    assert _LINE[step.start : step.end] == " "
    assert _LINE[step.end :] == "chức"
    assert step.twips > 500


def test_a_line_a_hair_too_long_here_is_narrowed_by_whole_words() -> None:
    text = "tất cả các cấp tích cực tác chiến tại các ấp thuộc xã ta"
    steered = (steering((Piece(text, 26),), width, width) for width in range(4000, 6000))
    narrowed = next(steps[0] for steps in steered if steps and steps[0].twips < 0)
    assert (narrowed.start, narrowed.twips) == (0, -1)
    assert text[narrowed.end] == " "


def test_italic_wants_room_after_it() -> None:
    assert _steered(_LINE, 5654, "italic") == ()
    assert [_LINE[step.end :] for step in _steered(_LINE, 5653, "italic")] == ["chức"]


def test_slash_and_hyphens() -> None:
    cited = f"{_LINE} 128/NQ-CP"
    (step,) = _steered(cited, 6400)
    assert cited[step.end :] == "128/NQ-CP"
    (step,) = _steered(f"{_LINE} 6-2026", 6300)
    assert (step.start, step.end) == (len(_LINE) + 3, len(_LINE) + 3)
    assert step.twips > 0
    (step,) = _steered(f"{_LINE} 124-QĐ/TW", 6950)
    assert step.end == len(_LINE) + 1


def test_before_a_lost_comma_leave_to_break_is_given() -> None:
    text = f"{_LINE} , và"
    (step,) = _steered(text, _LEAST + 5)
    assert step == Steering(len(_LINE) + 1, len(_LINE) + 1, 0)


def test_a_space_before_a_closing_mark_is_passed_over_when_it_has_room() -> None:
    assert _steered("một hai ba bốn nămmmm ,sáu", 3000) == (), "as rdocx does by itself"


def _lines(text: str, width: int) -> list[str]:
    """The lines of a text, as far as rdocx does not end them by itself."""
    ends = [step.end for step in _steered(text, width) if step.twips >= 0]
    return [text[a:b] for a, b in pairwise([0, *ends, len(text)])]


def test_a_word_wider_than_the_line_is_broken_at_the_last_letter_that_fits() -> None:
    assert _lines("Một." * 12, 3000) == ["Một.Một.Một.Một.Một.M", "ột.Một.Một.Một.Một.Một.", "Một."]
    assert _lines("kiến " + "." * 80, 3000) == ["kiến " + "." * 34, "." * 42, "." * 4]
    assert _lines("A" * 30, 200) == ["A"] * 30


def test_a_line_that_begins_no_word_is_broken_after_its_last_slash() -> None:
    wide = "a" * 40
    assert _lines(f"2026/06/{wide}", 3000) == [f"2026/06/{wide[:24]}", wide[24:]]
    assert _lines(f"một www.quangtri.gov.vn/{wide}", 3000)[-1] == wide[:13]


@pytest.mark.parametrize("text", ["漢字 " * 90, "một\tdòng " * 90])
def test_what_is_not_known_is_left(text: str) -> None:
    assert _steered(text, 3000) is None


@given(
    st.lists(st.sampled_from(("và", "Nhân dân", "25-NQ/TW,", "6-2026", "–", "(khóa", "đ/c")), max_size=60),
    st.lists(st.sampled_from(("regular", "bold", "italic", "bold_italic")), min_size=1, max_size=3),
    st.integers(2000, 9355),
)
def test_steps_come_in_order_and_lie_in_the_text(words: list[str], styles: list[str], width: int) -> None:
    text = " ".join(words)
    third = len(text) // len(styles) + 1
    pieces = tuple(Piece(text[n * third : (n + 1) * third], 28, style) for n, style in enumerate(styles))
    steps = steering(pieces, width - 567, width)
    assert all(0 < step.end <= len(text) and step.start <= step.end for step in steps)
    assert all(before.start <= after.start for before, after in pairwise(steps))


def test_columns_stand_on_ten_thousandths_of_the_table() -> None:
    assert column_widths([3627, 1500]) == [3626, 1501]
    assert column_widths([3628, 1500]) == [3628, 1500]
    assert sum(column_widths([640, 4638, 3252, 825])) == 9355
