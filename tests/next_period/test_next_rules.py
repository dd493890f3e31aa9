"""Words of a period worked out anew, figures moved by their nature, promises over three periods."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest
from promise_steps import put_where_it_belongs

from danvan_desktop.domain.edits import find_section, walk
from danvan_desktop.domain.figures_carry import added, carried_figures, summed
from danvan_desktop.domain.next_period import NextChoices, following, next_draft, next_report
from danvan_desktop.domain.promises import (
    origin_text,
    put_into_limitations,
    put_into_results,
    put_into_tasks,
    set_outcome,
    unreported,
)
from danvan_desktop.domain.report import (
    Account,
    Follows,
    Indicator,
    Issuer,
    Item,
    PastFigures,
    Period,
    Report,
    Run,
    Section,
    Signature,
)
from danvan_desktop.domain.time_rules import renewed

H24, Y24 = Period("first_half", 2024), Period("year", 2024)
H25, S25, Y25 = Period("first_half", 2025), Period("second_half", 2025), Period("year", 2025)
H26 = Period("first_half", 2026)


@pytest.mark.parametrize(
    ("text", "old", "new", "expected"),
    [
        ("Trong 6 tháng đầu năm 2025, Ban họp.", H25, Y25, "Trong năm 2025, Ban họp."),
        ("6 tháng đầu năm 2025, Ban họp.", H25, Y25, "Năm 2025, Ban họp."),
        ("nhiệm vụ 6 tháng cuối năm 2025", H25, Y25, "nhiệm vụ năm 2026"),
        ("nhiệm vụ 6 tháng cuối năm 2025", H25, S25, "nhiệm vụ 6 tháng đầu năm 2026"),
        ("KẾT QUẢ NĂM 2025", Y25, H26, "KẾT QUẢ 6 THÁNG ĐẦU NĂM 2026"),
        (
            "báo cáo sơ kết công tác dân vận 6 tháng đầu năm 2025",
            H25,
            Y25,
            "báo cáo tổng kết công tác dân vận năm 2025",
        ),
        (
            "sơ kết 5 năm thực hiện Kết luận số 120-KL/TW",
            H25,
            Y25,
            "sơ kết 5 năm thực hiện Kết luận số 120-KL/TW",
        ),
        ("so với 6 tháng đầu năm 2024", H25, Y25, "so với năm 2024"),
        ("so với cùng kỳ năm 2024", Y25, H26, "so với cùng kỳ 6 tháng đầu năm 2025"),
        ("Chương trình công tác năm 2025", Y25, H26, "Chương trình công tác năm 2026"),
        ("nhiệm kỳ 2020 - 2025", H25, H26, "nhiệm kỳ 2020 - 2025"),
        ("giai đoạn 2021-2025", Y25, H26, "giai đoạn 2021-2025"),
        ("Nghị quyết số 25-NQ/TW, ngày 03/6/2025", Y25, H26, "Nghị quyết số 25-NQ/TW, ngày 03/6/2025"),
        ("Kế hoạch số 05-KH/TU về công tác năm 2025", Y25, H26, "Kế hoạch số 05-KH/TU về công tác năm 2025"),
        ("Năm 2025 là năm cuối nhiệm kỳ", Y25, H26, "Năm 2025 là năm cuối nhiệm kỳ"),
        ("từ ngày 01/7/2025", Y25, H26, "từ ngày 01/7/2025"),
        ("có 2025 hội viên, 2.025 lượt", Y25, H26, "có 2025 hội viên, 2.025 lượt"),
        ("Luật Thực hiện dân chủ ở cơ sở năm 2022", Y24, H25, "Luật Thực hiện dân chủ ở cơ sở năm 2022"),
    ],
)
def test_words_of_the_period_change_and_years_of_no_period_stay(
    text: str, old: Period, new: Period, expected: str
) -> None:
    assert renewed(text, old, new) == expected


@pytest.mark.parametrize(
    ("subject", "old", "new", "expected"),
    [
        (
            "kết quả công tác dân vận 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2025", H25, Y25,
            "tổng kết công tác dân vận năm 2025, nhiệm vụ năm 2026",
        ),
        (
            "Tổng kết công tác dân vận năm 2025, phương hướng, nhiệm vụ năm 2026", Y25, H26,
            "Sơ kết công tác dân vận 6 tháng đầu năm 2026, phương hướng, nhiệm vụ 6 tháng cuối năm 2026",
        ),
        ("tổng kết 10 năm thực hiện Nghị quyết 25", Y25, H26, "tổng kết 10 năm thực hiện Nghị quyết 25"),
    ],
)  # fmt: skip
def test_subjects_are_summed_up_as_their_period_is(
    subject: str, old: Period, new: Period, expected: str
) -> None:
    assert renewed(subject, old, new, "subject") == expected


def test_the_following_period() -> None:
    assert following(H25) == Y25
    assert following(H25, "second_half") == S25
    assert following(S25) == H26
    assert following(Y25) == H26


def _figures(**values: str) -> tuple[Indicator, ...]:
    return tuple(Indicator(code, code, "", value) for code, value in values.items())


def _carried(report: Report, new: Period, known: Sequence[PastFigures] = ()) -> dict[str, Indicator]:
    natures = {"to": "snapshot", "ty_le": "ratio"}
    return {f.code: f for f in carried_figures(report, new, known, natures)}  # type: ignore[arg-type]


def test_a_half_is_compared_with_the_same_half_of_last_year() -> None:
    report = Report(kind="annual", period=Y25, indicators=_figures(cuoc="40", to="14", ty_le="98"))
    moved = _carried(report, H26, [PastFigures(H25, _figures(cuoc="18", to="13"))])
    assert (moved["cuoc"].value, moved["cuoc"].previous, moved["cuoc"].kept) == ("", "18", False)
    assert (moved["to"].value, moved["to"].previous, moved["to"].kept) == ("14", "13", True)
    assert (moved["ty_le"].value, moved["ty_le"].previous) == ("", "")


def test_without_a_report_of_the_same_period_nothing_is_invented() -> None:
    report = Report(kind="annual", period=Y25, indicators=_figures(cuoc="40"))
    assert _carried(report, H26)["cuoc"].previous == ""


def test_the_halves_of_a_year_add_up_for_flows_only() -> None:
    first = Report(
        kind="interim",
        period=H25,
        indicators=_figures(cuoc="18", hon="hơn 500", ty="05/08", to="13", ty_le="98"),
    )
    second = PastFigures(S25, _figures(cuoc="22", hon="300", ty="3/4", to="14", ty_le="99"))
    year = _carried(first, Y25, [second])
    assert {code: figure.value for code, figure in year.items()} == {
        "cuoc": "40", "hon": "hơn 800", "ty": "8/12", "to": "14", "ty_le": "",
    }  # fmt: skip
    alone = _carried(first, Y25)
    assert (alone["cuoc"].value, alone["to"].value) == ("", "13")


def test_a_year_is_compared_with_the_year_before_or_its_halves() -> None:
    report = Report(
        kind="interim",
        period=H25,
        indicators=_figures(cuoc="18"),
        follows=Follows(Y24, (), _figures(cuoc="35", moi="4")),
    )
    year = _carried(report, Y25)
    assert (year["cuoc"].previous, year["moi"].previous) == ("35", "4")
    halves = [
        PastFigures(H24, _figures(cuoc="15")),
        PastFigures(Period("second_half", 2024), _figures(cuoc="21")),
    ]
    alone = msgspec.structs.replace(report, follows=None)
    assert _carried(alone, Y25, halves)["cuoc"].previous == "36"
    assert _carried(alone, Y25, halves[:1])["cuoc"].previous == ""


def test_a_plan_stays_within_its_year() -> None:
    planned = (Indicator("a", "a", "", "1", "", "98"),)
    assert _carried(Report(kind="interim", period=H25, indicators=planned), Y25)["a"].planned == "98"
    assert _carried(Report(kind="annual", period=Y25, indicators=planned), H26)["a"].planned == ""


@pytest.mark.parametrize(
    ("first", "second", "total"),
    [("1052", "48", "1100"), ("4.8", "0.2", "5.0"), ("hơn 5", "gần 4", ""), ("5", "", ""), ("5", "3/4", "")],
)
def test_adding_stored_values(first: str, second: str, total: str) -> None:
    assert added(first, second) == total


def test_a_sum_with_an_unknown_is_unknown() -> None:
    assert summed(["1", "2", "hơn 3"]) == "hơn 6"
    assert summed(["1", "", "3"]) == ""
    assert summed([]) == ""


def _interim(*tasks: str, figure: str = "18") -> Report:
    return Report(
        kind="interim",
        period=H25,
        number=12,
        issuer=Issuer("TỈNH ỦY QUẢNG BÌNH", "BAN TUYÊN GIÁO VÀ DÂN VẬN", "BTGDVTU", "Đồng Hới"),
        subject="kết quả công tác dân vận 6 tháng đầu năm 2025, nhiệm vụ 6 tháng cuối năm 2025",
        signature=Signature("", "TRƯỞNG BAN", "Trần Văn Hòa"),
        recipients=("Thường trực Tỉnh ủy (để b/c)",),
        indicators=_figures(doi_thoai=figure),
        sections=(
            Section(
                id="results",
                role="results",
                heading="Kết quả 6 tháng đầu năm",
                items=(
                    Item(
                        id="r1",
                        text="Đã có 18 cuộc đối thoại. Ngày 05/3/2024, Ban họp. Huyện ủy Lệ Thủy làm tốt.",
                        runs=(
                            Run("Đã có "), Run("18", figure="doi_thoai"),
                            Run(" cuộc đối thoại. Ngày 05/3/2024, Ban họp. Huyện ủy Lệ Thủy làm tốt."),
                        ),
                    ),
                ),
            ),
            Section(id="limits", role="limitations", heading="Hạn chế"),
            Section(
                id="tasks",
                role="tasks",
                heading="Nhiệm vụ 6 tháng cuối năm",
                items=(
                    Item(id="lead", text="Trong 6 tháng cuối năm 2025, tập trung:"),
                    *(Item(id=f"t{n}", type="task", text=text) for n, text in enumerate(tasks, 1)),
                ),
            ),
        ),
    )  # fmt: skip


def test_what_is_tied_to_the_period_or_to_a_body_now_gone_is_left_behind_by_name() -> None:
    draft = next_draft(_interim(), Y25)
    item = find_section(draft.report, "results").items[0]  # type: ignore[union-attr]
    assert item.text == "Đã có [chưa có số liệu] cuộc đối thoại."
    assert item.kept is not None
    assert item.kept.period == H25
    assert [(left.reason, left.text) for left in draft.left_behind] == [
        ("time", "Ngày 05/3/2024, Ban họp."),
        ("body", "Huyện ủy Lệ Thủy làm tốt."),
    ]


def test_the_frame_is_worked_out_anew() -> None:
    report = next_report(_interim("làm một việc"), Y25, NextChoices(profile="party_hd36_2018"))
    assert (report.kind, report.period, report.number, report.date) == ("annual", Y25, None, None)
    assert report.subject == "tổng kết công tác dân vận năm 2025, nhiệm vụ năm 2026"
    assert report.issuer.parent == "TỈNH ỦY QUẢNG TRỊ"
    assert report.profile == "party_hd36_2018"
    assert [section.heading for section, _ in walk(report.sections)] == [
        "Kết quả năm 2025", "Hạn chế", "Nhiệm vụ năm 2026",
    ]  # fmt: skip
    assert [item.text for item in report.sections[2].items] == ["Trong năm 2026, tập trung:"]
    assert report.sections[2].items[0].kept is None
    assert report.follows is not None
    assert report.follows.signers == ("Trần Văn Hòa",)


def test_a_section_can_be_kept_word_for_word_or_left_blank() -> None:
    kept = next_report(_interim(), Y25, NextChoices(carry={"results": "keep"}))
    assert kept.sections[0].items[0].text.startswith("Đã có 18 cuộc đối thoại. Ngày 05/3/2024")
    assert kept.sections[0].items[0].kept is not None
    blank = next_report(_interim(), Y25, NextChoices(carry={"results": "blank"}))
    assert blank.sections[0].items == ()


def test_the_code_of_a_merged_ban_follows_its_name() -> None:
    before = msgspec.structs.replace(
        _interim(), period=Period("year", 2024), issuer=Issuer("TỈNH ỦY X", "BAN DÂN VẬN", "BDVTU", "X")
    )
    issuer = next_report(before, H25).issuer
    assert (issuer.name, issuer.code) == ("BAN TUYÊN GIÁO VÀ DÂN VẬN", "BTGDVTU")


def test_numbers_of_a_table_are_not_taken_over() -> None:
    table = Item(id="t", type="table", rows=(("STT", "Lĩnh vực", "Năm 2025"), ("1", "Kinh tế", "12")))
    report = Report(kind="annual", period=Y25, sections=(Section(id="s", role="results", items=(table,)),))
    assert next_report(report, H26).sections[0].items[0].rows == (
        ("STT", "Lĩnh vực", "6 tháng đầu năm 2026"), ("1", "Kinh tế", ""),
    )  # fmt: skip


def test_tasks_open_the_ledger_and_nothing_is_unreported_silently() -> None:
    report = next_report(_interim("làm một việc.", "làm hai việc.", "làm ba việc.", "làm bốn việc."), Y25)
    assert [promise.text for promise in report.promises] == [
        "làm một việc.", "làm hai việc.", "làm ba việc.", "làm bốn việc.",
    ]  # fmt: skip
    assert len(unreported(report)) == 4
    report = set_outcome(report, "t1", "done", "Đã làm xong một việc.", figures=("doi_thoai",))
    assert [promise.id for promise in unreported(report)] == ["t1", "t2", "t3", "t4"]
    report = put_where_it_belongs(report, "t1")
    report = set_outcome(report, "t2", "not_done", cause="Thiếu kinh phí.")
    report = put_where_it_belongs(report, "t2")
    report = put_where_it_belongs(set_outcome(report, "t3", "ongoing"), "t3")
    report = set_outcome(report, "t4", "dropped")
    assert [promise.id for promise in unreported(report)] == ["t4"]
    report = set_outcome(report, "t4", "dropped", "Tỉnh ủy đã giao cơ quan khác.")
    assert unreported(report) == []
    told = find_section(report, "results").items[-1]  # type: ignore[union-attr]
    assert told.text.startswith("Đã làm xong một việc (")
    assert [run.figure for run in told.runs if run.figure] == ["doi_thoai"]
    limitation = find_section(report, "limits").items[-1]  # type: ignore[union-attr]
    assert (limitation.text, limitation.cause) == (
        "Chưa hoàn thành nhiệm vụ: làm hai việc",
        "Thiếu kinh phí.",
    )
    task = find_section(report, "tasks").items[-1]  # type: ignore[union-attr]
    assert (task.type, task.text, task.origin) == ("task", "làm ba việc.", H25)


def test_a_promise_moved_elsewhere_stands_in_one_place_only() -> None:
    report = put_into_results(next_report(_interim("làm một việc."), Y25), "t1")
    assert find_section(report, "results").items[-1].text == "Làm một việc: […]"  # type: ignore[union-attr]
    report = put_into_limitations(report, "t1")
    assert all("một việc" not in i.text for i in find_section(report, "results").items)  # type: ignore[union-attr]
    assert report.promises[0].state == "not_done"


def test_a_told_promise_whose_words_were_deleted_is_unreported_again() -> None:
    report = put_into_results(next_report(_interim("làm một việc."), Y25), "t1")
    emptied = msgspec.structs.replace(report, sections=next_report(_interim(), Y25).sections)
    assert [promise.id for promise in unreported(emptied)] == ["t1"]


def test_a_task_keeps_its_history_over_three_periods() -> None:
    year = next_report(_interim("xây nhà văn hóa.", "làm việc khác."), Y25)
    year = put_into_tasks(set_outcome(year, "t1", "ongoing", "Đã xong móng."), "t1")
    half = next_report(year, H26)
    carried = next(promise for promise in half.promises if promise.text == "xây nhà văn hóa.")
    assert origin_text(carried) == "giao từ 6 tháng đầu năm 2025"
    assert carried.history == (Account(Y25, "ongoing", "Đã xong móng."),)
    half = put_into_tasks(set_outcome(half, carried.id, "ongoing", "Đã xong mái."), carried.id)
    last = next_report(half, following(H26))
    told = next(promise for promise in last.promises if promise.text == "xây nhà văn hóa.")
    assert told.origin == H25
    assert told.history == (
        Account(Y25, "ongoing", "Đã xong móng."),
        Account(H26, "ongoing", "Đã xong mái."),
    )


def test_a_promise_no_one_spoke_of_is_not_lost() -> None:
    half = next_report(next_report(_interim("làm một việc."), Y25), H26)
    assert [(p.id, p.origin, p.history) for p in half.promises] == [("t1", H25, (Account(Y25, "unknown"),))]
    assert len(unreported(half)) == 1
