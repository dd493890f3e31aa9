from __future__ import annotations

import re
from pathlib import Path

import pytest

from danvan_desktop.domain.report import Indicator
from danvan_desktop.errors import UserError
from danvan_desktop.layout import catalogue
from danvan_desktop.layout.catalogue import find_indicators, indicator_catalogue


def test_the_catalogue_is_large_and_its_codes_unique_and_plain() -> None:
    codes = [entry.code for entry in indicator_catalogue()]
    assert len(codes) >= 60
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[a-z0-9_]+", code) for code in codes)


def test_a_ratio_is_never_summed_and_is_in_percent() -> None:
    ratios = [entry for entry in indicator_catalogue() if entry.nature == "ratio"]
    assert len(ratios) >= 10
    assert {(entry.sums, entry.unit) for entry in ratios} == {("no", "%")}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("tiep cong dan", "tiep_cong_dan"),
        ("ĐẠI ĐOÀN KẾT", "nha_dai_doan_ket"),
        ("Quỹ nghèo", "quy_vi_nguoi_ngheo"),
        ("doi_thoai", "doi_thoai"),
        ("luc luong vu trang kham", "kham_benh"),
    ],
)
def test_search_hears_no_tone_and_any_order(words: str, code: str) -> None:
    assert code in {entry.code for entry in find_indicators(words)}


def test_search_narrows() -> None:
    assert find_indicators("khong co chi tieu nay") == ()
    assert find_indicators("") == indicator_catalogue()


def test_an_entry_becomes_a_row_still_unknown() -> None:
    entry = next(entry for entry in indicator_catalogue() if entry.code == "dat_hien")
    assert entry.indicator() == Indicator("dat_hien", "Đất Nhân dân hiến làm đường, công trình", "m²")


def test_a_broken_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "hong.toml").write_text(
        '[[groups]]\nname = "A"\nindicators = [{ code = 1 }]\n', encoding="utf-8"
    )
    monkeypatch.setattr(catalogue, "resource", lambda *parts: tmp_path)
    indicator_catalogue.cache_clear()
    try:
        with pytest.raises(UserError, match=r"hong\.toml"):
            indicator_catalogue()
    finally:
        indicator_catalogue.cache_clear()
