"""Sentences part where a reader would part them, and nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_desktop.text.sentences import sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ban đã họp. Kết quả tốt!", ["Ban đã họp. ", "Kết quả tốt!"]),
        ("TP. Huế có 1.052 cuộc. Hết", ["TP. Huế có 1.052 cuộc. ", "Hết"]),
        ("Làm tốt v.v. Sau đó nghỉ.", ["Làm tốt v.v. Sau đó nghỉ."]),
        ("Ông Nguyễn V. A. nói. Rồi về.", ["Ông Nguyễn V. A. nói. ", "Rồi về."]),
        ("Gồm: 1. Đối thoại. 2. Tiếp dân.", ["Gồm: 1. Đối thoại. ", "2. Tiếp dân."]),
        ("Họp ở tổ dân phố số 6. Dân đồng tình.", ["Họp ở tổ dân phố số 6. ", "Dân đồng tình."]),
        ("Xong trong quý I. Sau đó sơ kết.", ["Xong trong quý I. ", "Sau đó sơ kết."]),
        ("Xem Bảng 2. Số liệu chung.", ["Xem Bảng 2. Số liệu chung."]),
        ("1. Đối thoại. 2. Tiếp dân.", ["1. Đối thoại. ", "2. Tiếp dân."]),
        ("“Gần dân.” Làm đúng.", ["“Gần dân.” ", "Làm đúng."]),
        ("Dòng một\nDòng hai", ["Dòng một\n", "Dòng hai"]),
        ("đạt 99,6%. tiếp tục", ["đạt 99,6%. tiếp tục"]),
        ("", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert list(sentences(text)) == parts


@given(st.text(alphabet="aBĐ. \n!”1…", max_size=40))
def test_nothing_is_lost(text: str) -> None:
    assert "".join(sentences(text)) == text
