"""The profile files: every rule with its certainty, in force at its dates, within its own allowed range."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import msgspec
import pytest

from danvan_desktop.domain.office import FormatFamily
from danvan_desktop.errors import UserError
from danvan_desktop.layout.profile import Profile, certainty, default_profile, profile, profiles
from danvan_desktop.layout.text_width import text_width_pt
from danvan_desktop.paths import resource

EVERY = (
    "front_hd91_2013", "party_hd05_2026", "party_hd36_2018", "state_nd30_2020", "youth_hd29_2013",
)  # fmt: skip


def test_the_five_profiles_of_the_rule_notes_exist() -> None:
    assert tuple(sorted(profiles())) == EVERY


@pytest.mark.parametrize("profile_id", EVERY)
def test_file_is_named_by_its_id(profile_id: str) -> None:
    assert resource("profiles", f"{profile_id}.toml").is_file()
    assert profile(profile_id).id == profile_id


@pytest.mark.parametrize("profile_id", EVERY)
def test_every_table_says_how_sure_it_is_and_where_it_was_read(profile_id: str) -> None:
    raw = tomllib.loads(resource("profiles", f"{profile_id}.toml").read_text(encoding="utf-8"))
    tables = dict(_rule_tables(raw, ""))
    sure = certainty(profile_id)
    assert set(tables) <= set(sure)
    for path, found in sure.items():
        assert found.grade in ("A", "B", "C", "D", "X"), path
        assert found.source, path


def _rule_tables(value: Any, path: str) -> Any:
    """Tables that hold values of their own, not only tables."""
    if isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _rule_tables(inner, f"{path}.{number}")
    elif isinstance(value, dict):
        plain = [k for k, v in value.items() if not isinstance(v, dict) and not _of_tables(v)]
        if path and plain:
            yield path, plain
        for key, inner in value.items():
            if key != "allowed":
                yield from _rule_tables(inner, f"{path}.{key}" if path else key)


def _of_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


@pytest.mark.parametrize("profile_id", EVERY)
def test_chosen_values_lie_within_what_the_rule_allows(profile_id: str) -> None:
    values = msgspec.to_builtins(profile(profile_id))
    checked = 0
    for path, sure in certainty(profile_id).items():
        for field, allowed in sure.allowed.items():
            least_only = field.endswith("_min")
            value = _at(values, path)[field.removesuffix("_min")]
            assert value >= allowed[0], (path, field)
            assert least_only or value <= allowed[-1], (path, field)
            checked += 1
    assert checked >= 10


def _at(values: Any, path: str) -> Any:
    for step in path.split("."):
        values = values[int(step)] if step.isdigit() else values[step]
    return values


@pytest.mark.parametrize(
    ("family", "day", "expected"),
    [
        ("party", date(2026, 5, 26), "party_hd36_2018"),
        ("party", date(2026, 5, 27), "party_hd05_2026"),
        ("party", date(2021, 7, 9), "party_hd36_2018"),
        ("party", date(2010, 1, 1), "party_hd36_2018"),
        ("state", date(2026, 7, 1), "state_nd30_2020"),
        ("front", date(2026, 7, 1), "front_hd91_2013"),
        ("youth", date(2026, 7, 1), "youth_hd29_2013"),
    ],
)
def test_date_and_family_choose_the_profile(family: FormatFamily, day: date, expected: str) -> None:
    assert default_profile(family, day).id == expected


def test_replaced_profile_ends_the_day_before_the_next_one_starts() -> None:
    old, new = profile("party_hd36_2018"), profile("party_hd05_2026")
    assert old.in_force_to is not None
    assert (new.in_force_from - old.in_force_to).days == 1


def test_unknown_profile_is_named_with_the_known_ones() -> None:
    with pytest.raises(UserError) as caught:
        profile("party_2030")
    assert "party_2030" in caught.value.message
    assert all(known in caught.value.advice for known in EVERY)


def test_an_unknown_profile_is_named_in_one_line_of_bounded_length() -> None:
    with pytest.raises(UserError) as caught:
        profile("party\n2030\r\n\tx\x1b[31m" + "y" * 5000)
    assert caught.value.message.startswith("Không có thể thức “party 2030 x")
    assert caught.value.message.endswith("…”.")
    assert caught.value.message.isprintable()
    assert len(caught.value.message) < 100


@pytest.mark.parametrize(
    ("profile_id", "second_hand"),
    [(p, p != "state_nd30_2020") for p in EVERY],
)
def test_product_can_say_which_rules_it_did_not_read_itself(profile_id: str, second_hand: bool) -> None:
    assert profile(profile_id).second_hand is second_hand


def _same_but(one: Profile, other: Profile) -> set[str]:
    left, right = msgspec.to_builtins(one), msgspec.to_builtins(other)
    return {key for key in left if left[key] != right[key]}


def test_the_two_party_guidelines_differ_only_where_the_notes_say() -> None:
    """Section 0: recipients' line ends; the lines of both start at 18 pt; dates and names; 1.11: urgency."""
    old, new = profile("party_hd36_2018"), profile("party_hd05_2026")
    names = {"id", "name", "legal_basis", "in_force_from", "in_force_to"}
    assert _same_but(old, new) == {*names, "recipients", "marks"}
    assert msgspec.structs.replace(old.marks, levels=new.marks.levels) == new.marks
    assert set(old.marks.levels.urgency) - set(new.marks.levels.urgency) == {"HỎA TỐC HẸN GIỜ"}
    assert (old.recipients.item_end, new.recipients.item_end) == (",", ";")
    assert certainty(old.id)["body"].allowed["line_min"] == [18]
    assert certainty(new.id)["body"].allowed["line"] == [18, 22]


@pytest.mark.parametrize(
    ("profile_id", "pattern", "mark"),
    [
        ("party_hd05_2026", "Số {number}-BC/{code}", "*"),
        ("party_hd36_2018", "Số {number}-BC/{code}", "*"),
        ("state_nd30_2020", "Số: {number}/BC-{code}", ""),
        ("front_hd91_2013", "Số: {number}/BC-{code}", ""),
        ("youth_hd29_2013", "Số: {number}-BC/{code}", "***"),
    ],
)
def test_number_patterns_and_marks(profile_id: str, pattern: str, mark: str) -> None:
    """1.4, 1.5, 3.3 and 4 of the rule notes."""
    rules = profile(profile_id).letterhead
    assert (rules.number_pattern, rules.left_mark) == (pattern, mark)


@pytest.mark.parametrize("profile_id", EVERY)
def test_letterhead_columns_hold_their_texts(profile_id: str) -> None:
    """The motto stands on one line of the right column (widths from Times New Roman, see text_width)."""
    rules = profile(profile_id)
    page, head = rules.page, rules.letterhead
    right_pt = (page.width_mm - page.left_mm - page.right_mm - head.left_width_mm) * 72 / 25.4
    for line, style in zip(head.motto, head.motto_styles, strict=True):
        assert text_width_pt(line, style.size, style.bold) <= right_pt
