"""Long texts are aligned in time, and what is said of them is exact."""

from __future__ import annotations

import random
import time

import pytest

from danvan_desktop.text.alignment import changes, likeness, tokens

CHANCE = random.Random(5)
WORDS = [f"từ{number}" for number in range(400)]
OLD = [CHANCE.choice(WORDS) for _ in range(5000)]
TEXTS = {
    "a word in twenty": ["khác" if number % 20 == 7 else word for number, word in enumerate(OLD)],
    "nothing in order": [CHANCE.choice(WORDS) for _ in range(5000)],
    "the halves exchanged": OLD[2500:] + OLD[:2500],
    "one word over and over": ["một"] * 5000,
    "the end": OLD[:-40],
    "the beginning": ["mở đầu", *OLD],
    "nothing": [],
}


def rebuilt(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """Both lists put together again from what the opcodes name; equal ones must be equal."""
    left: list[str] = []
    right: list[str] = []
    for kind, i, i_end, j, j_end in changes(old, new):
        assert (i, j) == (len(left), len(right))
        assert kind != "equal" or old[i:i_end] == new[j:j_end]
        left += old[i:i_end]
        right += new[j:j_end]
    return left, right


@pytest.mark.parametrize("what", TEXTS)
def test_long_texts_are_told_apart_exactly_and_in_time(what: str) -> None:
    old, new = tokens(" ".join(OLD)), tokens(" ".join(TEXTS[what]))
    started = time.process_time()
    assert rebuilt(old, new) == (old, new)
    assert time.process_time() - started < 2, "a plain comparison of these takes many seconds"


def test_only_the_changed_words_of_a_long_text_are_named() -> None:
    old, new = tokens(" ".join(OLD)), tokens(" ".join(TEXTS["a word in twenty"]))
    found = [
        (old[i:i_end], new[j:j_end]) for kind, i, i_end, j, j_end in changes(old, new) if kind != "equal"
    ]
    assert found == [([OLD[number]], ["khác"]) for number in range(7, 5000, 20)]


@pytest.mark.parametrize(("what", "least", "most"), [("a word in twenty", 0.94, 0.96), ("the end", 0.99, 1)])
def test_likeness_of_long_texts(what: str, least: float, most: float) -> None:
    assert least < likeness(" ".join(OLD), " ".join(TEXTS[what])) < most


@pytest.mark.parametrize("seed", range(30))
def test_texts_of_any_length_are_rebuilt(seed: int) -> None:
    chance = random.Random(seed)
    few = WORDS[: chance.choice((3, 40, 400))]
    old = [chance.choice(few) for _ in range(chance.randrange(400, 900))]
    new = list(old)
    for _ in range(chance.randrange(60)):
        at = chance.randrange(len(new))
        new[at : at + chance.randrange(4)] = [chance.choice(few) for _ in range(chance.randrange(4))]
    assert rebuilt(old, new) == (old, new)
