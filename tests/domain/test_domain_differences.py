"""What changed between two texts: nothing lost, by words, held in place by sentences, and quickly."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_desktop.domain.differences import Span, differences


def _shown(old: str, new: str) -> list[str]:
    marks = {"equal": " ", "deleted": "-", "inserted": "+"}
    return [marks[span.kind] + span.text for span in differences(old, new)]


def test_the_same_text_is_one_equal_span() -> None:
    assert differences("Đã làm tốt.", "Đã làm tốt.") == (Span("equal", "Đã làm tốt."),)
    assert differences("", "") == ()


def test_text_that_came_or_went_as_a_whole() -> None:
    assert _shown("", "Mới.") == ["+Mới."]
    assert _shown("Cũ.", "") == ["-Cũ."]


def test_a_changed_word_is_marked_and_its_neighbours_are_not() -> None:
    assert _shown("Tổ chức 14 cuộc đối thoại.", "Tổ chức 15 cuộc đối thoại.") == [
        " Tổ chức ", "-14 ", "+15 ", " cuộc đối thoại.",
    ]  # fmt: skip


def test_words_with_other_marks_are_other_words() -> None:
    assert _shown("dân vận", "dân vân") == [" dân ", "-vận", "+vân"]


def test_a_word_put_in_at_the_end_leaves_the_one_before_alone() -> None:
    assert _shown("a b", "a b c") == [" a b", "+ c"]


def test_a_sentence_taken_out_is_one_mark() -> None:
    old = "Câu một còn đây. Câu hai đi mất. Câu ba còn đây."
    new = "Câu một còn đây. Câu ba còn đây."
    assert _shown(old, new) == [" Câu một còn đây. ", "-Câu hai đi mất. ", " Câu ba còn đây."]


def test_a_sentence_that_stayed_holds_its_place_though_all_around_it_changed() -> None:
    old = "A b c d. Giữ nguyên câu này nhé. E f g h."
    new = "X y z t. Giữ nguyên câu này nhé. U v w q."
    assert [one for one in _shown(old, new) if one.startswith(" ") and "Giữ nguyên câu này nhé" in one]


def test_what_was_taken_out_stands_before_what_was_put_in() -> None:
    kinds = [span.kind for span in differences("một hai ba bốn", "một năm sáu bốn")]
    assert kinds == ["equal", "deleted", "inserted", "equal"]


@given(st.text(alphabet="ab. \nđ,1", max_size=60), st.text(alphabet="ab. \nđ,1", max_size=60))
def test_both_texts_can_be_read_from_the_spans(old: str, new: str) -> None:
    spans = differences(old, new)
    assert "".join(span.text for span in spans if span.kind != "inserted") == old
    assert "".join(span.text for span in spans if span.kind != "deleted") == new
    pairs = pairwise(spans)
    assert all(one.kind != other.kind for one, other in pairs)
    assert all(span.text for span in spans)


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_can_be_compared(old: str, new: str) -> None:
    spans = differences(old, new)
    assert "".join(span.text for span in spans if span.kind != "inserted") == old


@pytest.mark.parametrize("rewritten", [False, True])
def test_a_long_report_is_compared_quickly(rewritten: bool) -> None:
    words = "công tác dân vận của cấp ủy chính quyền mặt trận đoàn thể năm nay".split()  # noqa: SIM905
    line = [" ".join(words[n % 7 :] + words[: n % 5]) + f" {n}." for n in range(900)]
    new = [f"{n} " + " ".join(reversed(one.split())) for n, one in enumerate(line)] if rewritten else line[:]
    new[450] = "Câu này đã được sửa lại."
    started = time.perf_counter()
    spans = differences("\n".join(line), "\n".join(new))
    assert time.perf_counter() - started < (3.0 if rewritten else 0.5)
    assert "Câu này đã được sửa lại" in "".join(span.text for span in spans if span.kind == "inserted")
