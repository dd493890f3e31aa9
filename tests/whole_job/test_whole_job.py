"""The whole job, as a clerk does it: an empty data folder, a window, keys and a mouse, and two Word files."""

from __future__ import annotations

import re
import subprocess
import tomllib
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from clerk import Clerk, Screen

from danvan_desktop.domain.edits import first_of_role
from danvan_desktop.domain.report import Report
from danvan_desktop.services.library import open_library

_TEXTS = tomllib.loads((Path(__file__).parent / "so_ket_2021.toml").read_text("utf-8"))
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

pytestmark = pytest.mark.whole_job


def test_a_report_is_drafted_in_the_window_and_exported_in_two_profiles(
    screen: Screen, tmp_path: Path, needs_tool: Callable[[str], object]
) -> None:
    for judge in ("soffice", "pdftotext"):
        needs_tool(judge)
    clerk = Clerk(screen, tmp_path / "dữ liệu", tmp_path)
    try:
        say_who_we_are(clerk)
        begin_report(clerk)
        write_opening_and_context(clerk)
        write_results(clerk)
        write_limitations(clerk)
        write_tasks(clerk)
        write_figures(clerk)
        clerk.until(lambda: clerk.see(name="save_text")["text"].startswith("Đã ghi"), "everything saved")
        files = [export(clerk, tmp_path, number, name) for number, name in ((2, "cũ"), (1, "mới"))]
        assert clerk.leave() == 0
    except BaseException:
        screen.picture(tmp_path / "screen.png")
        raise
    finally:
        clerk.kill()
    check_draft(stored_report(tmp_path / "dữ liệu"))
    for file, line_end in zip(files, (",", ";"), strict=True):
        check_words(file, line_end)
    check_pages(files, tmp_path)


def say_who_we_are(clerk: Clerk) -> None:
    office = _TEXTS["office"]
    for field in ("place", "parent", "name", "code"):
        clerk.fill(f"office_{field}", office[field])
    for field, text in (("authority", "authority"), ("post", "post"), ("name", "signer")):
        clerk.fill(f"signer_1_{field}", office[text])
    clerk.fill("office_recipients", "\n".join(office["recipients"]))
    clerk.click("save_office")
    clerk.wait_for("empty_home")


def begin_report(clerk: Clerk) -> None:
    clerk.press("ctrl+n")
    clerk.choose("new_period", 0)
    clerk.fill("new_year", "2021")
    clerk.click("new_outline", entry="Tuyên giáo và Dân vận")
    clerk.click("make_report")
    clerk.wait_for("outline")


def write_opening_and_context(clerk: Clerk) -> None:
    opening = _TEXTS["opening"]
    clerk.click("outline", entry="Mở đầu")
    clerk.click("add_bases")
    write_list(clerk, [[basis] for basis in opening["bases"]])
    clerk.fill("section_text", opening["text"])
    clerk.click("outline", entry="Đặc điểm, tình hình")
    clerk.fill("section_text", _TEXTS["context"]["text"].strip())


def write_results(clerk: Clerk) -> None:
    """Name the fields as this report has them, take the others out, then write each."""
    fields = _TEXTS["field"]
    clerk.click("outline", entry="Kết quả công tác dân vận")
    for number, field in enumerate(fields):
        clerk.fill("child_heading", field["heading"], index=number)
    while clerk.see(name="child_delete", count=1) > len(fields):
        before = clerk.see(name="child_delete", count=1)
        clerk.click("child_delete", index=len(fields))
        clerk.until(lambda held=before: clerk.see(name="child_delete", count=1) < held, "one field fewer")
    for field in fields:
        clerk.click("outline", entry=field["heading"])
        clerk.fill("section_text", field["text"])


def write_limitations(clerk: Clerk) -> None:
    clerk.click("outline", entry="Hạn chế")
    clerk.click("add_limitations")
    for number, limitation in enumerate(_TEXTS["limitation"]):
        if number:
            clerk.press("ctrl+Return")
        wait_for_empty(clerk, "item_text")
        clerk.type(limitation["text"])
        clerk.reads(limitation["text"])
        clerk.press("Tab")
        wait_for_empty(clerk, "item_cause")
        clerk.type(limitation["cause"])
        clerk.reads(limitation["cause"])


def write_tasks(clerk: Clerk) -> None:
    """The last task is written first and moved to its place with Alt+Down, to see the words follow."""
    tasks = [task["text"] for task in _TEXTS["task"]]
    clerk.click("outline", entry="Phương hướng, nhiệm vụ")
    clerk.click("add_tasks")
    write_list(clerk, [tasks[-1], *tasks[:-1]])
    clerk.click("item_text", index=1)
    for _ in tasks[1:]:
        clerk.press("alt+Down")
    clerk.press("ctrl+z", "ctrl+y")
    leads = clerk.see(name="item_lead", count=1)
    assert leads == len(tasks) + 1  # the sentence that leads to them has one too


def write_list(clerk: Clerk, items: list[list[str]]) -> None:
    """Write items one after another, Ctrl+Enter between them and Enter between paragraphs."""
    for number, paragraphs in enumerate(items):
        if number:
            clerk.press("ctrl+Return")
        wait_for_empty(clerk, "item_text")
        clerk.type("\n".join(paragraphs))
        clerk.reads("\n".join(paragraphs))


def wait_for_empty(clerk: Clerk, name: str) -> None:
    empty = {"name": name, "text": ""}
    clerk.until(lambda: clerk.see(focus=1) == empty, f"the keyboard in an empty {name}")


def write_figures(clerk: Clerk) -> None:
    clerk.click("outline", entry="Số liệu")
    for row, figure in enumerate(_TEXTS["figure"]):
        clerk.click("add_figure")
        clerk.until(lambda held=row: clerk.see(name="figures_table", cell=[held, 0]), "a new row")
        for column, field in enumerate(("name", "unit", "value")):
            clerk.double_click("figures_table", cell=[row, column])
            clerk.type(figure[field])
            clerk.press("Return")
            clerk.until(
                lambda r=row, c=column, t=figure[field]: (
                    clerk.see(name="figures_table", cell=[r, c])["text"] == t
                ),
                f"{figure[field]} in the table",
            )


def export(clerk: Clerk, folder: Path, profile: int, name: str) -> Path:
    target = folder / f"Báo cáo {name}.docx"
    clerk.press("ctrl+e")
    clerk.choose("export_profile", profile)
    clerk.fill("export_target", str(target))
    clerk.click("export_write")
    clerk.until(target.exists, f"{target.name} on the disk")
    return target


def stored_report(data_dir: Path) -> Report:
    library = open_library(data_dir)
    try:
        (summary,) = library.drafts.summaries()
        return library.drafts.load(summary.id)
    finally:
        library.close()


def check_draft(report: Report) -> None:
    results = first_of_role(report, "results")
    limitations = first_of_role(report, "limitations")
    tasks = first_of_role(report, "tasks")
    assert results
    assert limitations
    assert tasks
    assert [(f.heading, f.items[0].text) for f in results.sections] == pairs("field", "heading", "text")
    assert [(i.text, i.cause) for i in limitations.items] == pairs("limitation", "text", "cause")
    written = [[i.text, *i.more] for i in tasks.items if i.type == "task"]
    assert written == [task["text"] for task in _TEXTS["task"]]
    assert [(i.name, i.value) for i in report.indicators] == [
        ("Tỷ lệ cử tri đi bầu", "99.6"),
        ("Điểm cầu dự hội nghị", "63"),
    ]
    assert report.profile == "party_hd36_2018"
    assert report.date is None


def pairs(table: str, first: str, second: str) -> list[tuple[str, str]]:
    entries: list[dict[str, Any]] = _TEXTS[table]
    return [(entry[first], entry[second]) for entry in entries]


def check_words(file: Path, line_end: str) -> None:
    """What the Word file says, paragraph by paragraph."""
    lines = paragraphs_of(file)
    for word, task in zip(("Một", "Hai", "Ba", "Bốn"), _TEXTS["task"], strict=True):
        assert f"{word} là, {task['text'][0]}" in lines
    assert _TEXTS["task"][1]["text"][1] in lines
    for limitation in _TEXTS["limitation"]:
        assert any(limitation["text"] in line for line in lines)
        assert any(limitation["cause"] in line for line in lines)
    for field in _TEXTS["field"]:
        assert field["text"] in lines
    assert any("99,6%" in line for line in lines)
    assert any("63 điểm cầu" in line for line in lines)
    recipients = _TEXTS["office"]["recipients"]
    assert f"- {recipients[0]}{line_end}" in lines
    assert f"- {recipients[-1]}." in lines
    assert "99,6" in lines
    assert "63" in lines


def paragraphs_of(file: Path) -> list[str]:
    with zipfile.ZipFile(file) as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))
    return ["".join(t.text or "" for t in p.iter(f"{_W}t")) for p in root.iter(f"{_W}p")]


def check_pages(files: list[Path], folder: Path) -> None:
    """LibreOffice, which did not write it, lays it out with letterhead, signature and appendix."""
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=180)
    for file in files:
        text = subprocess.run(
            ["pdftotext", "-layout", str(file.with_suffix(".pdf")), "-"],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        pages = text.split("\f")[:-1]
        assert "ĐẢNG CỘNG SẢN VIỆT NAM" in pages[0]
        assert re.search(r"Số +-BC/BDVTW +Hà Nội, ngày +tháng +năm", pages[0])
        assert "K/T TRƯỞNG BAN" in text
        assert "Nguyễn Hồng Lĩnh" in text
        assert "PHỤ LỤC" in pages[-1]


def test_the_retold_report_keeps_the_facts_of_the_public_account() -> None:
    account = Path(__file__).parents[2].parent / "shared/examples/so-ket-6-thang-2021-trung-uong.txt"
    if not account.exists():
        pytest.skip("the public account is not beside the checkout")
    told = (Path(__file__).parent / "so_ket_2021.toml").read_text("utf-8")
    source = account.read_text("utf-8")
    for fact in (
        "99,6%",
        "63 điểm cầu",
        "08-KL/TW",
        "120-KL/TW",
        "43-CT/TW",
        "09-NQ/TW",
        "290-QĐ/TW",
        "16/3/2021",
    ):
        assert fact in told
        assert fact in source
    assert len(_TEXTS["limitation"]) == 6
    assert len(_TEXTS["task"]) == len(re.findall(r"^(?:Một|Hai|Ba|Bốn) là,", source, re.MULTILINE))
    assert date(2021, 3, 16).strftime("%-d/%-m/%Y") in told
