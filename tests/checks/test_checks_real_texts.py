"""Real texts of 2021 judged in their own period and a year later; and any text at all read without harm."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_desktop.domain.bodies import former_names
from danvan_desktop.domain.citations import citations
from danvan_desktop.domain.report import Period
from danvan_desktop.domain.time_mentions import mentions
from danvan_desktop.domain.time_rules import renewed, stale_mentions
from danvan_desktop.text.sentences import sentences

EXAMPLES = sorted(Path(__file__).parents[2].joinpath("../shared/examples").glob("*.txt"))
OWN, LATER = Period("first_half", 2021), Period("first_half", 2022)


def _stale(text: str, period: Period) -> list[str]:
    return [
        sentence[mention.start : mention.end]
        for line in text.split("\n")
        for sentence in sentences(line)
        for mention in stale_mentions(sentence, period, "results")
    ]


@pytest.mark.skipif(not EXAMPLES, reason="the example texts are not at hand")
def test_real_texts_are_at_home_in_their_period_and_stale_a_year_later() -> None:
    texts = [file.read_text(encoding="utf-8") for file in EXAMPLES]
    assert [_stale(text, OWN) for text in texts] == [[], []]
    found = [words for text in texts for words in _stale(text, LATER)]
    assert {"6 tháng đầu năm 2021", "6 tháng cuối năm 2021", "Sáu tháng cuối năm 2021", "năm 2020"} <= set(
        found
    )
    assert not any("16/3" in words or "2025" in words or "2011" in words for words in found)


_PIECES = st.lists(
    st.sampled_from(
        (
            "năm 2024 ",
            "6 tháng đầu ",
            "cuối ",
            "nhiệm kỳ ",
            "2020 - 2025 ",
            "số 5-KH/TU",
            "của ",
            "về ",
            ", ngày 05/01/2024 ",
            "so với ",
            "cùng kỳ ",
            "(",
            ")",
            "“",
            "”",
            ". ",
            "; ",
            "\n",
            "huyện ",
            "Ban Dân vận ",
            "Tỉnh ủy ",
            "Quảng Bình ",
            "12/2024 ",
            "quý II/",
            "từ ",
            "đến ",
            "trước ",
            "tổng kết công tác ",
            "Luật ",
            "Kế hoạch ",
            "05/08 ",
            "2.025 ",
        )
    ),
    max_size=14,
).map("".join)


@given(_PIECES)
def test_any_text_is_read_without_harm_and_citations_never_change(text: str) -> None:
    for mention in mentions(text):
        assert text[mention.start : mention.end].strip()
    former_names(text, date(2026, 6, 1))
    moved = renewed(text, Period("year", 2024), Period("first_half", 2025))
    for start, end in citations(text):
        assert text[start:end] in moved
