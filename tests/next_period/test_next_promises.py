"""The ledger loses no task, and what is told of one goes where it belongs and follows what is typed."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from promise_steps import put_where_it_belongs

from danvan_desktop.domain.edits import find_section, update_item, update_section
from danvan_desktop.domain.next_period import next_report
from danvan_desktop.domain.promise_places import section_for
from danvan_desktop.domain.promises import (
    places_left,
    put_into_limitations,
    put_into_results,
    put_into_tasks,
    set_outcome,
    standing,
    unreported,
)
from danvan_desktop.domain.report import Account, Item, Period, Promise, PromiseState, Report, Section

H25, Y25, H26 = Period("first_half", 2025), Period("year", 2025), Period("first_half", 2026)


def _report(*tasks: str) -> Report:
    """The year's report after a first half that set these tasks, t1, t2…"""
    given = tuple(Item(f"t{n}", "task", text) for n, text in enumerate(tasks, start=1))
    sections = (
        Section("results", "results", "Kết quả"),
        Section("limits", "limitations", "Hạn chế"),
        Section("tasks", "tasks", "Nhiệm vụ", given),
    )
    return next_report(Report(kind="interim", period=H25, sections=sections), Y25)


def _texts(report: Report, section_id: str) -> list[str]:
    section = find_section(report, section_id)
    return [item.text for item in section.items] if section else []


def _promise(report: Report) -> Promise:
    return report.promises[0]


@pytest.mark.parametrize("state", ["done", "ongoing", "not_done", "dropped"])
def test_a_task_answered_but_told_of_nowhere_is_in_the_next_ledger_with_its_account(
    state: PromiseState,
) -> None:
    words = {"result": "", "cause": ""} if state == "dropped" else {"result": "Xong móng.", "cause": "Mưa."}
    report = set_outcome(_report("xây nhà văn hóa."), "t1", state, **words)
    (carried,) = next_report(report, H26).promises
    told = "; ".join(filter(None, words.values()))
    assert (carried.id, carried.state, carried.origin) == ("t1", "unknown", H25)
    assert carried.history == (Account(Y25, state, told),)


def test_a_task_not_done_stays_in_the_ledger_although_it_is_among_the_limitations() -> None:
    report = put_into_limitations(
        set_outcome(_report("xây nhà."), "t1", "not_done", cause="Thiếu vốn."), "t1"
    )
    assert unreported(report) == []
    (carried,) = next_report(report, H26).promises
    assert (carried.text, carried.history) == ("xây nhà.", (Account(Y25, "not_done", "Thiếu vốn."),))


def test_a_task_not_done_stands_among_the_limitations_and_the_next_tasks_and_once_in_the_ledger() -> None:
    report = set_outcome(_report("xây nhà."), "t1", "not_done", cause="Thiếu vốn.")
    report = put_where_it_belongs(put_where_it_belongs(report, "t1"), "t1")
    assert _texts(report, "limits") == ["Chưa hoàn thành nhiệm vụ: xây nhà"]
    assert _texts(report, "tasks") == ["xây nhà."]
    assert places_left(report, _promise(report)) == ()
    (carried,) = next_report(report, H26).promises
    assert (carried.origin, carried.history) == (H25, (Account(Y25, "not_done", "Thiếu vốn."),))


def test_what_is_done_so_far_is_a_result_and_the_task_is_set_again_with_one_key() -> None:
    report = set_outcome(_report("xây nhà."), "t1", "ongoing", "Đã xong móng.")
    report = put_where_it_belongs(report, "t1")
    assert (_texts(report, "results"), _texts(report, "tasks")) == (["Đã xong móng."], ["xây nhà."])
    (carried,) = next_report(report, H26).promises
    assert carried.history == (Account(Y25, "ongoing", "Đã xong móng."),)


def test_a_task_done_after_all_is_set_again_no_more() -> None:
    report = put_where_it_belongs(set_outcome(_report("xây nhà."), "t1", "ongoing", "Đã xong móng."), "t1")
    report = set_outcome(report, "t1", "done", "Đã khánh thành.")
    assert unreported(report) == []
    report = put_into_results(report, "t1")
    assert (_texts(report, "results"), _texts(report, "tasks")) == (["Đã khánh thành."], [])
    assert next_report(report, H26).promises == ()


def test_a_task_only_set_again_is_not_reported_on_as_done() -> None:
    report = put_into_tasks(_report("xây nhà."), "t1")
    assert unreported(report) == []
    assert len(unreported(set_outcome(report, "t1", "done", "Đã xong."))) == 1


def test_an_older_ledger_that_knows_one_place_only_still_reads() -> None:
    report = put_into_tasks(set_outcome(_report("xây nhà."), "t1", "ongoing"), "t1")
    promise = _promise(report)
    assert (promise.again, standing(report, promise).task) == ("", promise.placed)
    assert places_left(report, promise) == ()


@pytest.mark.parametrize(
    ("put", "section", "state"),
    [(put_into_results, "results", "done"), (put_into_limitations, "limits", "not_done")],
)
def test_words_typed_after_putting_follow_until_they_are_rewritten_there(
    put: Callable[[Report, str], Report], section: str, state: PromiseState
) -> None:
    report = put(_report("xây nhà."), "t1")
    report = set_outcome(report, "t1", state, "Đã", "Thiếu")
    report = set_outcome(report, "t1", state, "Đã họp bàn.", "Thiếu vốn.")
    assert _texts(report, section) == ["Đã họp bàn."]
    told = standing(report, _promise(report)).told
    report = update_item(report, section, told, lambda item: msgspec.structs.replace(item, text="Khác."))
    report = set_outcome(report, "t1", state, "Đã họp bàn hai lần.", "Thiếu vốn.")
    assert _texts(report, section) == ["Khác."]


def test_further_paragraphs_of_a_task_are_set_again_too() -> None:
    given = Item("t1", "task", "xây nhà:", ("nhà văn hóa;", "nhà bia."))
    first = Report(kind="interim", period=H25, sections=(Section("tasks", "tasks", "Nhiệm vụ", (given,)),))
    report = put_into_tasks(next_report(first, Y25), "t1")
    (item,) = (found for found in report.sections[0].items if found.type == "task")
    assert (item.text, item.more) == ("xây nhà:", ("nhà văn hóa;", "nhà bia."))


HEADINGS = (
    "Kết quả thực hiện các chỉ tiêu",
    "Công tác lãnh đạo, chỉ đạo của cấp ủy",
    "Công tác dân vận của chính quyền",
    "Thực hiện dân chủ ở cơ sở",
    "Công tác dân tộc, tôn giáo",
    "Phong trào thi đua “Dân vận khéo”",
)


@pytest.mark.parametrize(
    ("task", "heading"),
    [
        ("nhân rộng các mô hình “Dân vận khéo”", 5),
        ("nâng cao chất lượng thực hiện quy chế dân chủ ở cơ sở", 3),
        ("nắm chắc tình hình dân tộc, tôn giáo trên địa bàn", 4),
        ("đẩy mạnh công tác dân vận của chính quyền, cải cách hành chính", 2),
        ("quán triệt nghị quyết mới của Trung ương", 1),
        ("trồng một nghìn cây xanh", 1),
        ("phấn đấu thực hiện các chỉ tiêu đã đề ra", 1),
    ],
)
def test_a_result_goes_to_the_section_on_its_field_else_on_leadership(task: str, heading: int) -> None:
    leaves = tuple(Section(f"s{n}", "results", text) for n, text in enumerate(HEADINGS))
    report = Report(
        kind="annual", period=Y25, sections=(Section("results", "results", "Kết quả", sections=leaves),)
    )
    assert section_for(report, "results", task) == f"s{heading}"


def test_what_stands_in_a_section_speaks_for_it_when_headings_do_not() -> None:
    fields = (
        Section("a", "results", "Lãnh đạo", (Item("i", text="Ban hành văn bản."),)),
        Section("b", "results", "Khác", (Item("j", text="Vận động hiến đất mở đường."),)),
    )
    report = Report(kind="annual", period=Y25, sections=fields)
    assert section_for(report, "results", "tiếp tục vận động hiến đất làm trường học") == "b"
    emptied = update_section(report, "b", lambda s: msgspec.structs.replace(s, items=()))
    assert section_for(emptied, "results", "tiếp tục vận động hiến đất làm trường học") == "a"
