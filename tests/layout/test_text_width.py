"""Widths against sums of the published advance widths of Times New Roman, in thousandths of an em.

Times New Roman Bold: A 722, C 722, D 722, E 667, G 778, H 778, I 389, M 944, N 722, O 778, S 556, T 667,
V 722, X 722, Y 722, space 250; a tone mark changes no width.
"""

from __future__ import annotations

import pytest

from danvan_desktop.layout.text_width import text_width_pt

_MM_PER_PT = 25.4 / 72


@pytest.mark.parametrize(
    ("text", "size", "bold", "width_mm"),
    [
        ("ĐẢNG CỘNG SẢN VIỆT NAM", 15, True, 72.9),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, True, 95.7),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, True, 88.3),
        ("Độc lập - Tự do - Hạnh phúc", 14, True, 60.5),
        ("Độc lập - Tự do - Hạnh phúc", 13, True, 56.1),
        ("BAN TUYÊN GIÁO VÀ DÂN VẬN", 14, True, 75.6),
    ],
)
def test_width_of_letterhead_lines(text: str, size: float, bold: bool, width_mm: float) -> None:
    assert text_width_pt(text, size, bold) * _MM_PER_PT == pytest.approx(width_mm, abs=0.1)


def test_marks_and_zero_width_characters_take_no_room() -> None:
    assert text_width_pt("a\u0301\u200b\u2060\ufeff", 14) == text_width_pt("a", 14)


def test_a_character_outside_the_table_has_a_width() -> None:
    assert text_width_pt("漢", 14) == 14
    assert text_width_pt("Ж", 14) == 7


def test_empty() -> None:
    assert text_width_pt("", 14) == 0
