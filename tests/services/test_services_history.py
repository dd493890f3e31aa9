"""A report through time: every moment, what changed since, and one step back that can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import msgspec
import pytest
from invented import report

from danvan_desktop.domain.differences import Span, differences
from danvan_desktop.domain.edits import find_section, remove_section, set_items
from danvan_desktop.domain.report import Item, Report
from danvan_desktop.errors import UserError
from danvan_desktop.services.editing import Editing
from danvan_desktop.services.history import FACTS, History, mark_of, text_of
from danvan_desktop.store.database import open_database
from danvan_desktop.store.drafts import Drafts

START = datetime(2026, 7, 9, 8, tzinfo=timezone(timedelta(hours=7)))


class Day:
    """Drafts with a clock that is set by hand, and what was kept at each moment."""

    def __init__(self, file: Path) -> None:
        self.at = START
        self.drafts = Drafts(open_database(file), lambda: self.at)
        self.drafts.create(report(), None)
        self.history = History(self.drafts, 1)

    def keep(self, state: Report, minutes: int = 1) -> int:
        self.at += timedelta(minutes=minutes)
        self.drafts.save(1, state)
        self.drafts.keep_revision(1, state)
        return self.history.moments()[-1].id


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    made = Day(tmp_path / "danvan.db")
    made.keep(report())
    yield made
    made.drafts.database.close()


def _child_changed(state: Report, text: str) -> Report:
    return set_items(state, "con", [Item(id="i4", text=text)])


def test_a_moment_is_all_that_was_kept_at_once(day: Day) -> None:
    day.keep(msgspec.structs.replace(report(note="hai"), subject="khác"))
    first, second = day.history.moments()
    assert (first.at, second.at) == (START + timedelta(minutes=1), START + timedelta(minutes=2))
    assert set(first.sections) == {FACTS, "mo-dau", "ket-qua", "nhiem-vu"}
    assert set(second.sections) == {FACTS, "mo-dau"}
    assert mark_of(second) == ""


def test_the_report_and_a_section_at_any_moment(day: Day) -> None:
    states = [report(note=str(number)) for number in range(5)]
    ids = [day.keep(state) for state in states]
    assert [day.history.report_at(one) for one in ids] == states
    assert [day.history.section_at(one, "mo-dau") for one in ids] == [one.sections[0] for one in states]
    assert day.history.section_at(ids[0], "con") == find_section(report(), "con")
    assert day.history.section_at(ids[0], "không có") is None


def test_a_section_has_the_moments_at_which_it_changed(day: Day) -> None:
    day.keep(report(note="một"))
    day.keep(_child_changed(report(note="một"), "khác"))
    day.keep(_child_changed(report(note="hai"), "khác"))
    minutes = {
        section: [(one.at - START).seconds // 60 for one in day.history.moments(section)]
        for section in ("mo-dau", "ket-qua", "con", "nhiem-vu", FACTS)
    }
    assert minutes == {"mo-dau": [1, 2, 4], "ket-qua": [1, 3], "con": [1, 3], "nhiem-vu": [1], FACTS: [1]}


def test_a_change_beside_a_section_inside_another_is_no_moment_of_it(day: Day) -> None:
    beside = set_items(report(), "ket-qua", [Item(id="i2", text="Khác.")])
    day.keep(beside)
    assert len(day.history.moments("ket-qua")) == 2
    assert len(day.history.moments("con")) == 1


def test_the_moments_of_a_section_that_is_gone_are_still_there(day: Day) -> None:
    day.keep(_child_changed(report(), "khác"))
    day.keep(remove_section(report(), "ket-qua"))
    assert [(one.at - START).seconds // 60 for one in day.history.moments("con")][:2] == [1, 2]


def _changes(earlier: Report | None, now: Report, part: str | None = None) -> tuple[Span, ...]:
    return differences(text_of(earlier, part), text_of(now, part))


def test_what_changed_since_is_marked(day: Day) -> None:
    (moment,) = day.history.moments()
    changed = report(note="Nhân dân rất đồng thuận.")
    earlier = day.history.report_at(moment.id)
    spans = _changes(earlier, changed, "mo-dau")
    assert [(span.kind, span.text) for span in spans if span.kind != "equal"] == [("inserted", "rất ")]
    whole = _changes(earlier, changed)
    assert [span.text for span in whole if span.kind != "equal"] == ["rất "]
    assert {span.kind for span in _changes(earlier, changed, "nhiem-vu")} == {"equal"}
    renamed = msgspec.structs.replace(report(), subject="tổng kết")
    facts = _changes(earlier, renamed, FACTS)
    assert "tổng" in "".join(span.text for span in facts if span.kind == "inserted")


def test_restoring_is_one_step_that_can_be_undone(day: Day) -> None:
    before = day.history.moments()[0].id
    today = report(note="hôm nay")
    editing = Editing(today)
    assert day.history.restore(editing, before, "mo-dau").sections[0] == report().sections[0]
    assert editing.undo_label == "Lấy lại bản cũ"
    editing.undo()
    assert editing.report == today
    assert editing.undo_label == ""
    editing.redo()
    assert editing.report.sections[0] == report().sections[0]


def test_restoring_keeps_the_words_of_today_first(day: Day) -> None:
    before = day.history.moments()[0].id
    day.history.restore(Editing(report(note="chưa ghi lần nào")), before)
    assert day.history.report_at(day.history.moments()[-1].id) == report(note="chưa ghi lần nào")


def test_the_whole_report_or_the_facts_come_back(day: Day) -> None:
    before = day.history.moments()[0].id
    changed = msgspec.structs.replace(remove_section(report(note="nay"), "nhiem-vu"), subject="khác")
    assert day.history.restore(Editing(changed), before) == report()
    facts = day.history.restore(Editing(changed), before, FACTS)
    assert (facts.subject, len(facts.sections)) == (report().subject, 2)


def test_what_was_not_there_then_is_a_sentence_and_changes_nothing(day: Day) -> None:
    without = remove_section(report(), "nhiem-vu")
    moment = day.keep(without)
    editing = Editing(report())
    count = len(day.history.moments())
    with pytest.raises(UserError, match="chưa có mục này"):
        day.history.restore(editing, moment, "nhiem-vu")
    with pytest.raises(UserError, match="không còn đủ"):
        day.history.restore(editing, 0)
    assert editing.report == report()
    assert len(day.history.moments()) == count


def test_a_named_moment_stays_for_ever(day: Day) -> None:
    day.history.keep_named(report(note="trước khi trình"), "Bản trình lãnh đạo")
    named = day.history.moments()[-1]
    assert (mark_of(named), named.label) == ("named", "Bản trình lãnh đạo")
    day.keep(report(note="sau"), minutes=60 * 24 * 900)
    day.drafts.revisions.thin(day.at)
    assert day.history.report_at(named.id) == report(note="trước khi trình")


def test_a_clock_set_back_keeps_the_order_in_which_things_were_done(day: Day) -> None:
    day.keep(report(note="sau"), minutes=60)
    day.keep(report(note="sau nữa"), minutes=-600)
    notes = [day.history.report_at(one.id) for one in day.history.moments()]
    assert [one.sections[0].items[0].text for one in notes if one][1:] == ["sau", "sau nữa"]
