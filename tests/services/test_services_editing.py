"""One history of typing and structure: any sequence ends as expected, and all of it can be taken back."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from danvan_desktop.domain import edits
from danvan_desktop.domain.report import Item, Period, Report, Run, Section
from danvan_desktop.domain.rich_text import Paragraph, paragraphs, plain_text, with_paragraphs
from danvan_desktop.services.editing import Change, Editing, Place

_words = st.text("aăâbcđ \u00a0", min_size=1, max_size=5)
_LIST = "tasks"


def _start() -> Report:
    items = tuple(Item(f"i{n}", "task", text) for n, text in enumerate(("a", "b", "c")))
    return Report(
        kind="interim",
        period=Period("first_half", 2026),
        sections=(
            Section("other", "context", "", (Item("x", text="yên"),)),
            Section(_LIST, "tasks", "", items),
        ),
    )


def _lines(text: str) -> list[Paragraph]:
    return [(Run(line),) if line else () for line in text.split("\n")]


class OneList(RuleBasedStateMachine):
    """A list of texts as the plain model; every report ever current is remembered for undo."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0
        self.editing = Editing(_start(), lambda: self.now)
        self.seen: list[Change] = []
        self.editing.subscribe(self.seen.append)
        self.model = ["a", "b", "c"]
        self.done: list[list[str]] = []
        self.undone: list[list[str]] = []
        self.typing = ""

    def _items(self) -> tuple[Item, ...]:
        section = edits.find_section(self.editing.report, _LIST)
        assert section is not None
        return section.items

    def _did(self, after: Report, model: list[str], merge: str = "") -> None:
        if after == self.editing.report:
            return
        if not (merge and merge == self.typing and not self.undone):
            self.done.append(list(self.model))
        self.typing = merge
        self.undone.clear()
        self.editing.apply(after, "việc", Place(_LIST), merge=merge)
        self.model = model

    @rule(data=st.data(), text=_words)
    def add(self, data: st.DataObject, text: str) -> None:
        index = data.draw(st.integers(0, len(self.model)))
        after = edits.insert_item(self.editing.report, _LIST, index, Item(edits.new_id("i"), "task", text))
        self._did(after, [*self.model[:index], text, *self.model[index:]])

    @precondition(lambda self: self.model)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        index = data.draw(st.integers(0, len(self.model) - 1))
        after = edits.remove_item(self.editing.report, _LIST, self._items()[index].id)
        self._did(after, self.model[:index] + self.model[index + 1 :])

    @precondition(lambda self: self.model)
    @rule(data=st.data(), to=st.integers(-2, 8))
    def move(self, data: st.DataObject, to: int) -> None:
        index = data.draw(st.integers(0, len(self.model) - 1))
        after = edits.move_item(self.editing.report, _LIST, self._items()[index].id, to)
        rest = self.model[:index] + self.model[index + 1 :]
        to = max(0, min(to, len(rest)))
        self._did(after, [*rest[:to], self.model[index], *rest[to:]])

    @precondition(lambda self: self.model)
    @rule(data=st.data())
    def split(self, data: st.DataObject) -> None:
        index = data.draw(st.integers(0, len(self.model) - 1))
        text = self.model[index]
        at = data.draw(st.integers(0, len(text)))
        item = self._items()[index]
        after, _ = edits.split_item(self.editing.report, _LIST, item.id, _lines(text[:at]), _lines(text[at:]))
        self._did(after, [*self.model[:index], text[:at], text[at:], *self.model[index + 1 :]])

    @precondition(lambda self: len(self.model) > 1)
    @rule(data=st.data())
    def join(self, data: st.DataObject) -> None:
        index = data.draw(st.integers(1, len(self.model) - 1))
        after, _ = edits.join_with_previous(self.editing.report, _LIST, self._items()[index].id)
        kept = [line for text in self.model[index - 1 : index + 1] for line in text.split("\n") if line]
        self._did(after, [*self.model[: index - 1], "\n".join(kept), *self.model[index + 1 :]])

    @precondition(lambda self: self.model)
    @rule(data=st.data(), text=_words)
    def type(self, data: st.DataObject, text: str) -> None:
        index = data.draw(st.integers(0, len(self.model) - 1))
        item = self._items()[index]
        wanted = self.model[index] + text
        after = edits.update_item(
            self.editing.report, _LIST, item.id, lambda i: with_paragraphs(i, _lines(wanted))
        )
        self._did(after, [*self.model[:index], wanted, *self.model[index + 1 :]], merge=item.id)

    @rule()
    def pause(self) -> None:
        self.now += 10
        self.typing = ""

    @rule()
    def leave_field(self) -> None:
        self.editing.end_stretch()
        self.typing = ""

    @rule()
    def undo(self) -> None:
        assert (self.editing.undo() is not None) == bool(self.done)
        if self.done:
            self.undone.append(self.model)
            self.model = self.done.pop()

    @rule()
    def redo(self) -> None:
        assert (self.editing.redo() is not None) == bool(self.undone)
        if self.undone:
            self.done.append(self.model)
            self.model = self.undone.pop()
            self.typing = ""

    @invariant()
    def report_says_what_the_model_says(self) -> None:
        texts = ["\n".join(map(plain_text, paragraphs(item))) for item in self._items()]
        assert texts == self.model
        assert len({item.id for item in self._items()}) == len(texts)
        assert self.editing.report.sections[0] == _start().sections[0]

    @invariant()
    def watchers_saw_an_unbroken_chain(self) -> None:
        for earlier, later in zip(self.seen, self.seen[1:], strict=False):
            assert earlier.after is later.before
        assert not self.seen or self.seen[-1].after is self.editing.report

    def teardown(self) -> None:
        end = self.editing.report
        steps = 0
        while self.editing.undo():
            steps += 1
        assert self.editing.report == _start()
        assert steps == len(self.done)
        for _ in range(steps):
            self.editing.redo()
        assert self.editing.report == end


OneList.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
TestOneHistory = OneList.TestCase


def test_a_change_that_changes_nothing_is_no_step() -> None:
    editing = Editing(_start())
    editing.apply(_start(), "không", Place(_LIST))
    assert editing.undo() is None


def test_undo_says_where_it_was_and_what() -> None:
    editing = Editing(_start())
    place = Place(_LIST, "i1", "text")
    editing.apply(edits.remove_item(editing.report, _LIST, "i1"), "xóa mục", place)
    assert editing.undo_label == "xóa mục"
    assert editing.undo() == place
    assert editing.redo_label == "xóa mục"
    assert editing.undo_label == ""
