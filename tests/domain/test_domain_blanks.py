"""Blanks are told apart from dots that say something."""

from __future__ import annotations

import pytest

from danvan_desktop.domain.blanks import blanks
from danvan_desktop.layout.phrases import load_phrases
from danvan_desktop.paths import template


def _found(text: str) -> list[str]:
    return [text[blank.start : blank.end] for blank in blanks(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Tổ chức … hội nghị với … lượt người", ["…", "…"]),
        ("Thực hiện Công văn số …, ngày … của …", ["…", "…", "…"]),
        ("ổn định; … Bên cạnh đó, … đã tác động", ["…", "…"]),
        ("đạt … %, mô hình (… hộ) ở [tên cơ quan]", ["…", "…", "[tên cơ quan]"]),
        ("Kết quả: […], bằng chứng: [...]", ["[…]", "[...]"]),
        ("Số ......../BC, ngày ……… tháng", ["........", "………"]),
        ("… cuộc đối thoại", ["…"]),
        ("kết quả là ...", ["..."]),
    ],
)
def test_what_is_to_be_filled_in(text: str, wanted: list[str]) -> None:
    assert _found(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "tuyên truyền, vận động, giám sát, …",
        "các xã A, B, C, …; các phường D, …).",
        "“Dân biết (…) dân thụ hưởng”",
        "v.v… và các việc khác...",
        "hiện [chưa có số liệu], xem [1] và [12b]",
        "Đã xong. Không có gì.",
    ],
)
def test_what_only_says_and_so_on_or_is_left_out(text: str) -> None:
    assert _found(text) == []


def test_every_dot_of_the_shipped_phrases_is_a_blank() -> None:
    for phrase in load_phrases(template("phrases")):
        assert len(_found(phrase.text)) == phrase.text.count("…"), phrase.text
