"""The sample report is whole, adds up, and reads as one body's report in every profile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest

from danvan_desktop.domain.figures import figure_text
from danvan_desktop.domain.report import Item, Section
from danvan_desktop.domain.rich_text import item_text
from danvan_desktop.layout import blocks
from danvan_desktop.layout.catalogue import indicator_catalogue
from danvan_desktop.layout.compose import compose
from danvan_desktop.layout.outline import guidance
from danvan_desktop.layout.profile import profile, profiles
from danvan_desktop.layout.sample import sample_for, sample_report


def _walk(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _walk(section.sections)


SAMPLE = sample_report()
SECTIONS = list(_walk(SAMPLE.sections))
ITEMS: list[Item] = [item for section in SECTIONS for item in section.items]
WORDS = "\n".join(item_text(item) for item in ITEMS)


def test_every_section_is_filled() -> None:
    assert [section.id for section in SECTIONS if not section.items and not section.sections] == []
    assert {section.id for section in SECTIONS} >= set(guidance(SAMPLE))
    assert len(WORDS.split()) > 2000


def test_it_has_what_it_promises() -> None:
    tasks = [item for item in ITEMS if item.type == "task"]
    assert len(tasks) == 6
    assert sum(bool(task.more) for task in tasks) == 1
    assert len(SAMPLE.indicators) == 12
    assert all(indicator.value and indicator.previous for indicator in SAMPLE.indicators)
    limitations = next(section for section in SECTIONS if section.role == "limitations")
    assert len(limitations.items) == 4
    assert all(item.cause for item in limitations.items)
    proposals = next(section for section in SECTIONS if section.role == "proposals")
    assert [len(section.items) for section in proposals.sections] == [2, 2]


def test_figures_are_those_of_the_catalogue_and_all_are_referred_to() -> None:
    known = {entry.code: (entry.name, entry.unit) for entry in indicator_catalogue()}
    codes = {indicator.code for indicator in SAMPLE.indicators}
    assert all(known[i.code] == (i.name, i.unit) for i in SAMPLE.indicators)
    assert {run.figure for item in ITEMS for run in item.runs if run.figure} == codes


def test_what_the_text_says_of_a_figure_is_what_the_table_says() -> None:
    figures = {indicator.code: indicator for indicator in SAMPLE.indicators}
    for item in ITEMS:
        for run in item.runs:
            if run.figure:
                assert run.text == figure_text(figures[run.figure], run.as_)


@pytest.mark.parametrize(
    ("total", "parts"),
    [
        ("182 lượt", ("21 lượt", "161 lượt")),
        ("37 đơn", ("34 đơn", "3 đơn")),
        ("46 hội nghị", ("3 hội nghị", "43 hội nghị")),
        ("87 ý kiến", ("74 ý kiến", "13 ý kiến")),
        ("16 vụ việc", ("13 vụ việc", "2 vụ việc", "1 vụ việc")),
    ],
)
def test_parts_add_up(total: str, parts: tuple[str, ...]) -> None:
    assert all(text in WORDS for text in (total, *parts))
    assert int(total.split()[0]) == sum(int(part.split()[0]) for part in parts)


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [
        ("96", "3486", "2,75"), ("131", "3486", "3,76"), ("9214", "9236", "99,76"), ("13", "16", "81,25"),
        ("312.5", "480", "65,10"),
    ],
)  # fmt: skip
def test_percentages_in_the_text_are_right(part: str, whole: str, percent: str) -> None:
    share = (Decimal(part) / Decimal(whole) * 100).quantize(Decimal("0.01"), "ROUND_HALF_UP")
    assert f"{share}".replace(".", ",") == percent
    assert f"{percent}%" in WORDS


def test_the_table_of_models_adds_up_to_the_figure() -> None:
    rows = next(item.rows for item in ITEMS if item.type == "table")
    *fields, total = [int(row[1]) for row in rows[1:]]
    registered = next(i.value for i in SAMPLE.indicators if i.code == "dan_van_kheo_dang_ky")
    assert sum(fields) == total == int(registered)


def test_the_rest_of_the_plan_is_what_the_tasks_promise() -> None:
    left = {
        i.code: int(i.planned) - int(i.value)
        for i in SAMPLE.indicators
        if i.code in ("doi_thoai", "nha_dai_doan_ket")
    }
    assert f"tổ chức thêm ít nhất {left['doi_thoai']} cuộc đối thoại" in WORDS
    assert f"thêm {left['nha_dai_doan_ket']} căn nhà đại đoàn kết" in WORDS


def test_it_is_clean_vietnamese() -> None:
    for word in ("huyện", "thị trấn", "Ban Dân vận ", "  ", "TODO", "{{", "uỷ"):
        assert word not in WORDS, word
    assert not re.search(r"\b(\w{2,}) \1\b", WORDS.replace("trực tiếp tiếp công dân", ""), re.IGNORECASE)
    for section in SECTIONS:
        for item in section.items:
            ends = item.text.rstrip()[-1:] if item.type != "table" else "."
            assert ends in ".:" or section.id == "opening.bases", item.text


def test_years_in_it_are_of_its_time() -> None:
    years = set(re.findall(r"\b20\d\d\b", WORDS))
    assert years == {"2021", "2025", "2026", "2031"}


@pytest.mark.parametrize("profile_id", sorted(profiles()))
def test_dressed_for_a_profile_it_speaks_with_one_voice(profile_id: str) -> None:
    report = sample_for(profile_id)
    rules = profile(profile_id)
    assert report.profile == profile_id
    document = compose(report, rules)
    texts = ["".join(s.text for s in b.spans) for b in document.blocks if isinstance(b, blocks.Paragraph)]
    speakers = [text for text in texts if "Ban Thường vụ Đảng ủy xã Phú Lộc Hạ" in text]
    assert len(speakers) == (3 if rules.family == "party" else 0)
    if rules.family != "party":
        assert sum(document.author in text for text in texts) >= 3
    signature = next(block for block in document.blocks if isinstance(block, blocks.Signature))
    joined = " ".join(signature.authority)
    assert ("/" in joined) == (rules.family == "party")
    assert ("Kính gửi" in " ".join(texts)) == rules.salutation
    assert signature.name
    assert any(line.startswith("- Lưu") for line in signature.recipients[-1:])
