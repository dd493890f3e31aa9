"""Takes every picture of docs/images afresh: the real program, driven by keys and mouse, on invented reports.

    python tests/whole_job/pictures.py [--scene NAME]... [--scale 2] [--dark] [--to FOLDER]

The wall clock stands at the same days each time, so that deadlines read the same: by `fixed_clock.c`, since
under libfaketime 0.9.10 a timed wait may never end. `--scale` and `--dark` are for looking; what is committed
is light, at 1366 x 768.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from camera import Camera
from clerk import Clerk
from picture_data import (
    AT_DECEMBER,
    AT_JUNE,
    archive,
    june,
    merged_units,
    returned_file,
    settle,
    two_offices,
    with_units,
)

from danvan_desktop.paths import database_file
from danvan_desktop.services.backup import back_up
from danvan_desktop.services.single_writer import claimed

_HERE = Path(__file__).parent
_IMAGES = _HERE.parents[1] / "docs" / "images"


def first_run(camera: Camera) -> None:
    """The first page a clerk sees, filled in."""
    with camera.window() as clerk:
        clerk.wait_for("office_kind")
        clerk.choose("office_kind", 1)
        clerk.fill("office_place", "Phú Lộc Hạ")
        clerk.fill("office_parent", "ĐẢNG BỘ TỈNH TRƯỜNG LAM")
        camera.take("lan-dau")


def home(camera: Camera) -> None:
    """The home page, the offices, a new report, the trash and the calendar."""
    settle(camera.data, two_offices)
    with camera.window() as clerk:
        clerk.wait_for("home_page")
        camera.take("trang-chu")
        clerk.press("ctrl+n")
        clerk.wait_for("new_report_dialog")
        camera.take("bao-cao-moi", "new_report_dialog")
        clerk.press("Escape")
        clerk.click("trash_page_button")
        clerk.until(lambda: clerk.see(name="home_title")["text"] == "Thùng rác", "the trash")
        camera.take("thung-rac")
        clerk.click("rail_calendar")
        clerk.wait_for("owed_list")
        clerk.press("Home")
        camera.take("lich")
        clerk.click("rail_offices")
        clerk.wait_for("offices_page")
        camera.take("co-quan")


def writing(camera: Camera) -> None:
    """The editor and what stands over it."""
    settle(camera.data, june)
    with camera.window() as clerk:
        open_first(clerk)
        clerk.click("outline", entry="Phương hướng, nhiệm vụ")
        clerk.click("item_text", index=1)
        camera.take("soan-thao")
        clerk.click("outline", entry="Hạn chế")
        camera.take("soan-han-che")
        clerk.click("outline", entry="chính quyền")
        clerk.press("ctrl+f")
        clerk.type("doi thoai")
        camera.take("tim")
        clerk.press("Escape")
        clerk.press("F6", "Home")
        clerk.click("outline", entry="Bài học")
        clerk.focus_on("item_text")
        clerk.press("ctrl+m")
        clerk.wait_for("phrase_palette")
        camera.take("cau-mau")
        clerk.press("Escape")
        clerk.press("ctrl+k")
        clerk.wait_for("command_palette")
        clerk.type("ban")
        camera.take("goi-lenh")
        clerk.press("Escape")
        clerk.click("outline", entry="Số liệu")
        camera.take("so-lieu")
        clerk.click("outline", entry="Tình hình kinh tế")
        clerk.press("shift+F9")
        clerk.wait_for("page_view")
        clerk.focus_on("section_text")
        camera.take("trang-that")
        clerk.press("shift+F9")


def going_out(camera: Camera) -> None:
    """Export, issue, compare, a file that came back, earlier versions and backups."""
    settle(camera.data, june)
    returned = camera.home / "Bản Bí thư đã sửa.docx"
    with camera.window() as clerk:
        open_first(clerk)
        clerk.press("ctrl+e")
        clerk.wait_for("export_dialog")
        camera.take("xuat-word", "export_dialog")
        clerk.press("Escape")
        returned_file(returned)
        camera.call("mo ban da sua")
        choose_file(clerk, returned)
        clerk.click("take_0")
        clerk.click("take_1")
        camera.take("ban-sua", "returned_dialog")
        clerk.press("Escape")
        write_a_while(clerk)
        camera.call("so sanh hai ban")
        clerk.wait_for("compare_dialog")
        clerk.click("compare_old")
        clerk.press("End", "Return")
        camera.take("so-sanh", "compare_dialog")
        clerk.press("Escape")
        clerk.press("ctrl+shift+h")
        clerk.wait_for("history_panel")
        clerk.press("Left", "Left")
        camera.take("ban-cu")
        clerk.press("Escape")
        camera.call("sao luu va khoi phuc")
        clerk.wait_for("backups_dialog")
        clerk.click("backup_now")
        camera.take("sao-luu", "backups_dialog")
        clerk.press("Escape")
        camera.call("ban hanh")
        clerk.wait_for("issue_dialog")
        camera.take("ban-hanh", "issue_dialog")


def units(camera: Camera) -> None:
    """Figures by unit, and the table of merged units."""
    settle(camera.data, with_units)
    merged_units(camera.data)
    with camera.window() as clerk:
        open_first(clerk)
        clerk.click("outline", entry="Số liệu")
        clerk.wait_for("figures_table")
        clerk.click("figures_table", cell=[0, 2])
        if not clerk.see(name="unit_figures_table"):
            clerk.click("open_units")
        camera.take("so-lieu-theo-don-vi")
        camera.call("sap xep don vi")
        clerk.wait_for("units_dialog")
        camera.take("sap-xep-don-vi", "units_dialog")


def next_period(camera: Camera) -> None:
    """December, from the report of June."""
    settle(camera.data, archive)
    with camera.window() as clerk:
        clerk.wait_for("report_list")
        clerk.click("report_list", entry="ết quả công tác dân vận")
        clerk.press("ctrl+shift+n")
        clerk.wait_for("habit_year")
        clerk.press("Return")
        clerk.wait_for("next_details")
        clerk.click("next_details")
        clerk.wait_for("left_line")
        clerk.click("outline", entry="chính quyền")
        camera.take("ky-sau")
        clerk.click("side_close")
        clerk.click("outline", entry="Nhiệm vụ đã giao kỳ trước")
        clerk.wait_for("promise_card")
        clerk.click("promise_done", index=0)
        clerk.wait_for("promise_result")
        clerk.focus_on("promise_result")
        clerk.type("Cả 14 chi bộ đã chọn và hoàn thành một việc Nhân dân mong đợi.")
        clerk.click("promise_ongoing", index=1)
        camera.take("nhiem-vu-ky-truoc")
        clerk.click("outline", entry="chính quyền")
        clerk.press("F4")
        clerk.wait_for("beside_pane")
        camera.take("ky-truoc-ben-canh")
        clerk.press("F4")
        clerk.press("F7")
        clerk.wait_for("findings_list")
        camera.take("sot-ky-truoc")
        clerk.click("side_close")
        camera.call("de cuong cua co quan")
        clerk.wait_for("outline_dialog")
        camera.take("de-cuong-rieng", "outline_dialog")


def trouble(camera: Camera) -> None:
    """What cannot be written, a bug, another program's folder, a folder that is only read, damaged data."""
    settle(camera.data, june)
    back_up(camera.data)
    synchronised = camera.home / "OneDrive" / "Báo cáo Dân vận"
    shutil.copytree(camera.data, synchronised)
    with camera.window() as clerk:
        open_first(clerk)
        clerk.click("outline", entry="Bài học")
        clerk.focus_on("item_text")
        clerk.press("ctrl+End")
        moved = camera.data.with_name("nơi khác")
        camera.data.rename(moved)
        clerk.type(" Gần dân")
        clerk.until(lambda: clerk.see(name="save_text"), "the red light")
        time.sleep(3)
        camera.take("chua-ghi")
        moved.rename(camera.data)
        clerk.until(lambda: clerk.see(name="save_text")["text"].startswith("Đã ghi"), "all written")
        clerk.see(fail=1)
        clerk.wait_for("crash_dialog")
        camera.take("su-co", "crash_dialog")
    with camera.window(synchronised) as clerk:
        clerk.wait_for("home_page")
        camera.take("thu-muc-dong-bo")
    lock = claimed(camera.data)
    try:
        with camera.window() as clerk:
            clerk.wait_for("home_page")
            camera.take("chi-doc")
    finally:
        lock.release()
    database_file(camera.data).write_bytes(b"\0" * 4096)
    with camera.window() as clerk:
        clerk.wait_for("recovery_dialog")
        camera.take("khoi-phuc", "recovery_dialog")


def open_first(clerk: Clerk) -> None:
    """Open the report at the top of the home page."""
    clerk.wait_for("report_list")
    clerk.double_click("report_list", entry="ết quả công tác dân vận")
    clerk.wait_for("outline")


def choose_file(clerk: Clerk, file: Path) -> None:
    """Type a file's path in the dialog; the first Enter may only close the list of names offered."""
    clerk.fill("fileNameEdit", str(file))

    def taken() -> bool:
        clerk.press("Return")
        time.sleep(0.5)
        return not clerk.see(name="fileNameEdit")

    clerk.until(taken, f"{file.name} chosen")


def write_a_while(clerk: Clerk) -> None:
    """Changes to compare and to look back at, each kept as a version of its own."""
    clerk.click("outline", entry="Bài học")
    clerk.focus_on("item_text")
    clerk.press("ctrl+s", "ctrl+End")
    clerk.type(" Việc gì có lợi cho dân thì hết sức làm.")
    clerk.press("ctrl+s")
    clerk.click("outline", entry="Tình hình kinh tế")
    clerk.focus_on("section_text")
    clerk.press("ctrl+Home", "ctrl+Delete", "ctrl+Delete")
    clerk.press("ctrl+s")


SCENES: dict[str, tuple[datetime, Callable[[Camera], None]]] = {
    "first_run": (AT_JUNE, first_run),
    "home": (AT_JUNE, home),
    "writing": (AT_JUNE, writing),
    "going_out": (AT_JUNE, going_out),
    "units": (AT_DECEMBER, units),
    "next_period": (AT_DECEMBER, next_period),
    "trouble": (AT_JUNE, trouble),
}


def main() -> int:
    """Take the scenes asked for, each in a process of its own whose clock stands at its day."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--scene", action="append", choices=SCENES)
    options.add_argument("--scale", type=int, default=1)
    options.add_argument("--dark", action="store_true")
    options.add_argument("--to", type=Path, default=_IMAGES)
    asked = options.parse_args()
    asked.to.mkdir(parents=True, exist_ok=True)
    at_work = os.environ.get("DANVAN_SCENE")
    if at_work:
        return _take(at_work, asked)
    clock = _built_clock()
    failed = []
    for name in asked.scene or SCENES:
        offset = int((SCENES[name][0] - datetime.now(UTC)).total_seconds())
        environment = {
            **os.environ,
            "DANVAN_SCENE": name,
            "LD_PRELOAD": str(clock),
            "DANVAN_CLOCK_OFFSET": str(offset),
            "TZ": "Asia/Ho_Chi_Minh",
            "DANVAN_DARK": "1" if asked.dark else "",
            "PYTHONPATH": str(_HERE.parents[1]),
        }
        failed += [name] if subprocess.run([sys.executable, *sys.argv], env=environment).returncode else []
    if failed:
        print(json.dumps({"failed": failed}), file=sys.stderr)
    return bool(failed)


def _take(name: str, asked: argparse.Namespace) -> int:
    home_folder = Path(tempfile.gettempdir()) / "danvan" / name
    shutil.rmtree(home_folder, ignore_errors=True)
    home_folder.mkdir(parents=True)
    camera = Camera(home_folder, asked.to, asked.scale)
    try:
        SCENES[name][1](camera)
    finally:
        camera.screen.close()
    return 0


def _built_clock() -> Path:
    built = Path(tempfile.gettempdir()) / "danvan-fixed-clock.so"
    source = _HERE / "fixed_clock.c"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", built, source, "-ldl"], check=True)
    return built


if __name__ == "__main__":
    sys.exit(main())
