"""The held-out cases can be measured with: well formed, enough of each kind, and true to their own data."""

from __future__ import annotations

import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from heldout_leftovers import CASES, SECOND_CASES, HeldoutCase, LeftoverKind, heldout_cases

SETS = {file: heldout_cases(file) for file in (CASES, SECOND_CASES)}
EACH_SET = pytest.mark.parametrize("file", SETS, ids=lambda file: file.stem)
ALL = [case for cases in SETS.values() for case in cases]
LEFTOVERS = [case for case in ALL if case.kind != "lookalike"]
LOOKALIKES = [case for case in ALL if case.kind == "lookalike"]


def _ids(case: HeldoutCase) -> str:
    return case.id


@EACH_SET
def test_there_are_enough_of_both_and_some_of_every_kind(file: Path) -> None:
    counted = Counter(case.kind for case in SETS[file])
    assert counted["lookalike"] >= 120
    assert counted.total() - counted["lookalike"] >= 80
    assert all(counted[kind] >= 5 for kind in get_args(LeftoverKind))


def test_ids_and_texts_with_their_data_are_unique() -> None:
    assert len({case.id for case in ALL}) == len(ALL)
    told = Counter((case.text, case.former_signers, case.unit) for case in ALL)
    assert [text for text, times in told.items() if times > 1] == []


@EACH_SET
def test_the_file_is_composed_unicode_and_says_not_to_tune_to_single_cases(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert "NEVER TUNE TO SINGLE CASES" in text.partition("[[case]]")[0]


@pytest.mark.parametrize("case", LEFTOVERS, ids=_ids)
def test_a_leftover_marks_words_that_stand_once_in_its_text(case: HeldoutCase) -> None:
    assert case.leftover.strip()
    assert case.text.count(case.leftover) == 1
    assert case.family == ""


@pytest.mark.parametrize("case", LOOKALIKES, ids=_ids)
def test_a_lookalike_marks_nothing_and_has_a_family(case: HeldoutCase) -> None:
    assert case.leftover == ""
    assert case.family


@pytest.mark.parametrize("case", ALL, ids=_ids)
def test_a_case_has_a_period_a_fitting_date_and_a_reason(case: HeldoutCase) -> None:
    period = case.reported
    assert case.why
    earliest = date(period.year, 6 if period.kind == "first_half" else 11, 1)
    latest = date(period.year, 8, 31) if period.kind == "first_half" else date(period.year + 1, 3, 31)
    assert earliest <= case.report_date <= latest


@pytest.mark.parametrize("case", ALL, ids=_ids)
def test_a_case_carries_the_data_its_kind_needs(case: HeldoutCase) -> None:
    kind = case.family if case.kind == "lookalike" else case.kind
    if kind in {"former_signer", "signer"}:
        assert case.former_signers
        assert case.signer
    if kind == "former_signer":
        assert case.leftover.casefold() in {name.casefold() for name in case.former_signers}
        assert case.leftover != case.signer
    if kind == "other_unit":
        assert case.unit
        assert any(unit.casefold() in case.text.casefold() for unit in case.other_units)
    if kind in {"unchanged_sentence", "formula", "renewed"}:
        assert case.previous
    if kind in {"unchanged_figure", "figure"}:
        assert case.figure is not None
        assert case.figure.value == case.figure.last_value
        assert case.figure.value in case.text.replace(".", "")
    if kind == "unchanged_figure":
        assert case.figure is not None
        assert case.leftover.replace(".", "") == case.figure.value
