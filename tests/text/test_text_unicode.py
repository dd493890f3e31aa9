from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_desktop.text.unicode import capitalized, clean, clean_line, fold, fold_aligned


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        (unicodedata.normalize("NFD", "Đảng ủy xã Phú Lộc Hạ"), "Đảng ủy xã Phú Lộc Hạ"),
        ("a\r\nb\rc\x0bd\u2028e", "a\nb\nc\nd\ne"),
        ("a\x00b\x07c\ufffed", "abcd"),
        ("Một\u00a0là, 🌾 & <b>", "Một\u00a0là, 🌾 & <b>"),
        ("a\tb", "a\tb"),
    ],
)
def test_clean_keeps_words_and_drops_what_no_document_can_hold(given_text: str, kept: str) -> None:
    assert clean(given_text) == kept


@given(st.text())
def test_clean_is_settled_and_safe_for_xml(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert not any(ord(c) < 32 and c not in "\t\n" for c in once)
    assert unicodedata.is_normalized("NFC", once)


def test_clean_line_is_one_line() -> None:
    assert clean_line("  ĐẢNG ỦY \n\t XÃ PHÚ LỘC HẠ ") == "ĐẢNG ỦY XÃ PHÚ LỘC HẠ"


def test_fold_hears_no_tone_and_no_case() -> None:
    assert (
        fold("ĐOÀN KẾT") == fold("đoàn kết") == fold(unicodedata.normalize("NFD", "Đoàn kết")) == "doan ket"
    )
    assert fold("uỷ") == fold("ủy") == "uy"


@given(st.text())
def test_an_offset_in_the_folded_text_holds_in_the_text(text: str) -> None:
    assert len(fold_aligned(text)) == len(text)


def test_capitalized_touches_one_letter() -> None:
    assert (capitalized("đẩy mạnh MTTQ"), capitalized("")) == ("Đẩy mạnh MTTQ", "")
