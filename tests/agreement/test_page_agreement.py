"""Pages fall where LibreOffice lets them fall: a small part of the set of `measure.py`, on every run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from measure import lay_out_here, lay_out_there
from page_words import disagreements, lines_elsewhere, lines_of_pages, words_of_pages
from shapes import IN_CI, shapes


@pytest.fixture(scope="module")
def laid_out(needs_tool: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The PDFs of both, in one folder."""
    needs_tool("pdftotext")
    folder = tmp_path_factory.mktemp("agreement")
    lay_out_here((shape for shape in shapes() if shape.name in IN_CI), folder)
    lay_out_there(folder, needs_tool("soffice"))
    return folder


@pytest.mark.parametrize("name", IN_CI)
def test_pages_begin_and_end_with_the_same_words(laid_out: Path, name: str) -> None:
    ours, theirs = (words_of_pages(laid_out / f"{name}{end}") for end in (".ours.pdf", ".pdf"))
    assert len(theirs) >= 1
    assert len(theirs[0]) > 100
    assert disagreements(ours, theirs) == []


@pytest.mark.parametrize("name", IN_CI)
def test_every_line_ends_with_the_same_letter(laid_out: Path, name: str) -> None:
    ours, theirs = (lines_of_pages(laid_out / f"{name}{end}") for end in (".ours.pdf", ".pdf"))
    assert lines_elsewhere(ours, theirs) == 0


def test_a_line_moved_over_a_page_is_seen() -> None:
    one = [["a", "b", "c", "d", "e", "f", "g"], ["h"]]
    other = [["a", "b", "c", "d", "e", "f"], ["g", "h"]]
    assert disagreements(one, one) == []
    assert len(disagreements(one, other)) == 3
    assert disagreements(one, one[:1]) == ["2 pages for 1"]
    assert lines_elsewhere([["một hai", "ba"], ["bốn"]], [["một hai", "ba", "bốn"]]) == 0
    assert lines_elsewhere([["một hai", "ba"]], [["một", "hai ba"]]) == 2


def test_there_are_shapes_enough() -> None:
    names = [shape.name for shape in shapes()]
    assert len(names) >= 100
    assert len(set(names)) == len(names)
    assert set(IN_CI) <= set(names)
