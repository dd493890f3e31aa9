from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from danvan_desktop.domain.report import Item, Run
from danvan_desktop.domain.rich_text import item_text, merge_runs, paragraphs, plain_text, with_paragraphs

LINE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
RUN = st.builds(Run, text=LINE, bold=st.booleans(), italic=st.booleans())


def test_runs_are_parted_into_paragraphs() -> None:
    item = Item("i", text="a b", more=("c",), runs=(Run("a "), Run("b\nc", bold=True)))
    assert paragraphs(item) == ((Run("a "), Run("b", bold=True)), (Run("c", bold=True),))


def test_plain_items_have_one_run_a_paragraph_and_newlines_part_them() -> None:
    assert paragraphs(Item("i", text="một\nhai", more=("ba",))) == (
        (Run("một"),),
        (Run("hai"),),
        (Run("ba"),),
    )
    assert paragraphs(Item("i")) == ((),)


def test_a_figure_without_text_is_not_lost() -> None:
    runs = (Run("Có "), Run(figure="doi_thoai", as_="phrase"), Run("."))
    assert paragraphs(Item("i", runs=runs)) == (runs,)
    assert merge_runs(runs) == runs


def test_neighbours_of_one_emphasis_are_joined_but_never_two_figures() -> None:
    assert merge_runs((Run("a"), Run("b"), Run(""), Run("c", italic=True))) == (
        Run("ab"),
        Run("c", italic=True),
    )
    two = (Run("1", figure="x"), Run("2", figure="x"))
    assert merge_runs(two) == two


def test_runs_are_kept_only_where_there_is_emphasis() -> None:
    plain = with_paragraphs(Item("i", runs=(Run("old", bold=True),)), [(Run("a"), Run("b")), (Run("c"),)])
    assert plain == Item("i", text="ab", more=("c",))
    rich = with_paragraphs(plain, [(Run("a"), Run("b", bold=True)), (Run("c"),)])
    assert (rich.text, rich.more) == ("ab", ("c",))
    assert rich.runs == (Run("a"), Run("b", bold=True), Run("\n"), Run("c"))


@given(st.lists(st.lists(RUN, max_size=4), min_size=1, max_size=4))
def test_paragraphs_survive_being_stored(given_paragraphs: list[list[Run]]) -> None:
    stored = with_paragraphs(Item("i"), [tuple(p) for p in given_paragraphs])
    assert paragraphs(stored) == tuple(merge_runs(p) for p in given_paragraphs)
    assert [stored.text, *stored.more] == [plain_text(p) for p in given_paragraphs]


def test_all_words_of_an_item() -> None:
    item = Item("i", text="a", more=("b",), rows=(("1", "2"), ("3", "4")), cause="vì")
    assert item_text(item) == "a\nb\n1\t2\n3\t4\nvì"
