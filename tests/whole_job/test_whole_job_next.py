"""Kỳ sau as a clerk does it: from June to December by keys and mouse, and no stale word goes out."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from clerk import Clerk, Screen

from danvan_desktop.domain.office import Office
from danvan_desktop.domain.promises import unreported
from danvan_desktop.domain.report import Period, Report
from danvan_desktop.layout.sample import sample_report
from danvan_desktop.services.library import open_library

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RESULT = "Cả 14 chi bộ đã chọn và hoàn thành một việc Nhân dân mong đợi."
_LIMIT = "Chưa xây mới được căn nhà đại đoàn kết thứ ba."
_CAUSE = "Nguồn vận động đến chậm."
_REASON = "Đã giao cơ quan khác."

pytestmark = pytest.mark.whole_job


def test_december_follows_from_june_and_nothing_stale_goes_out(screen: Screen, tmp_path: Path) -> None:
    data_dir = tmp_path / "dữ liệu"
    settle_in(data_dir)
    clerk = Clerk(screen, data_dir, tmp_path)
    try:
        begin_the_next_report(clerk)
        account_for_the_tasks(clerk)
        read_what_was_kept(clerk)
        target = tmp_path / "Báo cáo năm.docx"
        export(clerk, target)
        clerk.until(lambda: clerk.see(name="save_text")["text"].startswith("Đã ghi"), "everything saved")
        assert clerk.leave() == 0
    except BaseException:
        screen.picture(tmp_path / "screen.png")
        raise
    finally:
        clerk.kill()
    check_report(stored(data_dir))
    check_words(target)


def settle_in(data_dir: Path) -> None:
    """An office that has said who it is."""
    library = open_library(data_dir)
    sample = sample_report()
    library.drafts.add_office(
        Office(
            kind="commune_party",
            issuer=sample.issuer,
            signers=(sample.signature,),
            recipients=sample.recipients,
        )
    )
    library.close()


def begin_the_next_report(clerk: Clerk) -> None:
    """Kỳ sau in one key, and the one question an office is asked once."""
    clerk.click("empty_open_sample")
    clerk.wait_for("outline")
    clerk.press("ctrl+shift+n")
    clerk.wait_for("habit_year")
    clerk.press("Return")
    clerk.wait_for("next_details")
    assert clerk.see(name="desk_period")["text"] == "Năm 2026"
    clerk.click("next_details")
    clerk.wait_for("left_line")
    assert clerk.see(name="left_line", count=1) == 1
    clerk.click("side_close")


def account_for_the_tasks(clerk: Clerk) -> None:
    """Two done, one going on, one not done with its cause, two dropped with their reason."""
    clerk.click("outline", entry="Nhiệm vụ đã giao kỳ trước")
    clerk.wait_for("promise_card")
    answer(clerk, 0, "done", _RESULT)
    answer(clerk, 1, "done", "Tỷ lệ hồ sơ giải quyết đúng hạn giữ trên 98%.")
    answer(clerk, 2, "not_done", _LIMIT, _CAUSE)
    answer(clerk, 3, "ongoing")
    answer(clerk, 4, "dropped", _REASON)
    answer(clerk, 5, "dropped", _REASON)
    told = clerk.see(name="ledger_count")["text"]
    assert told == "Cả 6 nhiệm vụ kỳ trước đã được báo cáo."


def answer(clerk: Clerk, number: int, state: str, result: str = "", cause: str = "") -> None:
    """Say how far a task has got, what came of it, and put it in its place with Alt+Enter."""
    fields, causes = clerk.see(name="promise_result", count=1), clerk.see(name="promise_cause", count=1)
    clerk.click(f"promise_{state}", index=number)
    clerk.until(lambda: clerk.see(name="promise_result", count=1) == fields + 1, "a field for the result")
    if result:
        clerk.focus_on("promise_result", index=fields)
        clerk.type(result)
        clerk.reads(result)
    if cause:
        clerk.focus_on("promise_cause", index=causes)
        clerk.type(cause)
        clerk.reads(cause)
    if state != "dropped":
        placed = clerk.see(name="promise_see", count=1)
        clerk.press("alt+Return")
        clerk.until(lambda: clerk.see(name="promise_see", count=1) == placed + 1, "the task in its place")


def read_what_was_kept(clerk: Clerk) -> None:
    """F7, the request letter of June deleted, all else read and kept, one key each."""
    clerk.press("F7")
    clerk.until(lambda: clerk.see(name="findings_list", entry="214-CV"), "the letter of June found")
    clerk.click("findings_list", entry="214-CV")
    clerk.press("x")
    clerk.until(lambda: not clerk.see(name="findings_list", entry="214-CV"), "the letter deleted")
    for _ in range(12):
        clerk.press(*["g"] * 10)
        if clerk.see(name="findings_none"):
            break
    clerk.wait_for("findings_none")
    clerk.until(lambda: clerk.see(name="findings_button")["text"] == "Không có chỗ cần xem", "a clean check")


def export(clerk: Clerk, target: Path) -> None:
    """Nothing is left to look at, so the dialog has no notice."""
    clerk.press("ctrl+e")
    clerk.wait_for("export_target")
    assert clerk.see(name="export_notice") is None
    clerk.fill("export_target", str(target))
    clerk.click("export_write")
    clerk.until(target.exists, f"{target.name} on the disk")


def stored(data_dir: Path) -> Report:
    library = open_library(data_dir)
    try:
        (one,) = [one for one in library.drafts.summaries() if one.period == Period("year", 2026)]
        return library.drafts.load(one.id)
    finally:
        library.close()


def check_report(report: Report) -> None:
    assert unreported(report) == []
    assert [promise.state for promise in report.promises] == [
        "done", "done", "not_done", "ongoing", "dropped", "dropped",
    ]  # fmt: skip
    assert report.number is None
    assert report.date is None


def check_words(file: Path) -> None:
    """What the Word file says: what was answered, and of the last period only its years' own documents."""
    lines = paragraphs_of(file)
    assert _RESULT in lines
    assert any(_LIMIT in line for line in lines)
    assert any(_CAUSE in line for line in lines)
    assert not any(_REASON in line for line in lines)
    assert any(line.startswith("thực hiện tốt dân chủ ở cơ sở") for line in lines)
    text = "\n".join(lines)
    assert "năm 2026" in text
    for stale in ("6 tháng", "214-CV", "quý III năm 2026", "31/7/2026", "sơ kết"):
        assert stale not in text, stale


def paragraphs_of(file: Path) -> list[str]:
    with zipfile.ZipFile(file) as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))
    return ["".join(t.text or "" for t in p.iter(f"{_W}t")) for p in root.iter(f"{_W}p")]
