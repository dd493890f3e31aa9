"""A second start and a sudden end of the real program: one window to a folder, and no word lost."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from clerk import Clerk, Screen

sys.path.insert(0, str(Path(__file__).parents[1] / "soak"))

from disks import small_disk

from danvan_desktop.domain import report_json
from danvan_desktop.domain.office import Office
from danvan_desktop.layout.sample import sample_report
from danvan_desktop.services.library import open_library

pytestmark = pytest.mark.whole_job

_TYPED = " Nhân dân đồng thuận, cán bộ sát cơ sở."
_LONGEST_LOSS = 1.0
"""Seconds of typing that may be lost (DESIGN §7, rule 2)."""


def with_report(data_dir: Path) -> None:
    """An office that has said who it is, and one report."""
    library = open_library(data_dir)
    sample = sample_report()
    office = Office(kind="commune_party", issuer=sample.issuer, signers=(sample.signature,))
    library.drafts.create(sample, library.drafts.add_office(office))
    library.close()


def asked(screen: Screen, *words: str) -> list[str]:
    """What xdotool answers."""
    command = ["xdotool", *words]
    return subprocess.run(
        command, capture_output=True, text=True, env=screen.environment, check=False
    ).stdout.split()


def windows(screen: Screen) -> list[str]:
    """The windows of the program that are on the screen."""
    return asked(screen, "search", "--onlyvisible", "--name", "Báo cáo Dân vận")


@pytest.mark.parametrize("hidden", ["minimised", "behind another window"])
def test_a_second_start_brings_the_first_window_back(screen: Screen, tmp_path: Path, hidden: str) -> None:
    data_dir = tmp_path / "dữ liệu"
    with_report(data_dir)
    clerks = [Clerk(screen, data_dir, tmp_path)]
    try:
        clerks[0].wait_for("home_page")
        (first,) = clerks[0].until(lambda: windows(screen), "the window on the screen")
        if hidden == "minimised":
            asked(screen, "windowminimize", first)
            clerks[0].until(lambda: not windows(screen), "the window minimised")
        else:
            clerks.append(Clerk(screen, tmp_path / "dữ liệu khác", tmp_path))
            clerks[1].until(lambda: len(windows(screen)) == 2, "the window of another folder")
            (other,) = set(windows(screen)) - {first}
            asked(screen, "windowactivate", "--sync", other)
            clerks[0].until(lambda: asked(screen, "getactivewindow") == [other], "the other window active")
        open_now = len(clerks)
        second = subprocess.run(
            [sys.executable, "-m", "danvan_desktop", "--data-dir", str(data_dir)],
            cwd=Path(__file__).parents[2],
            env=screen.environment,
            timeout=20,
            check=False,
        )
        assert second.returncode == 0
        clerks[0].until(lambda: asked(screen, "getactivewindow") == [first], "the first window active")
        assert len(windows(screen)) == open_now, "no further window"
        assert clerks[0].leave() == 0
    except BaseException:
        screen.picture(tmp_path / "screen.png")
        raise
    finally:
        for clerk in clerks:
            clerk.kill()


def test_what_was_typed_a_second_before_the_window_was_killed_is_there_and_told(
    screen: Screen, tmp_path: Path
) -> None:
    data_dir = tmp_path / "dữ liệu"
    with_report(data_dir)
    clerk = Clerk(screen, data_dir, tmp_path)
    try:
        open_first_report(clerk)
        clerk.press("ctrl+End")
        before = clerk.see(focus=1)["text"]
        clerk.type(_TYPED)
        clerk.reads(before + _TYPED)
        typed_at = time.monotonic()
        clerk.until(lambda: time.monotonic() > typed_at + _LONGEST_LOSS, "the second that may be lost")
    except BaseException:
        screen.picture(tmp_path / "screen.png")
        raise
    finally:
        clerk.kill()
    library = open_library(data_dir, read_only=True)
    assert before + _TYPED in report_json.encode(library.drafts.load(1)).decode()
    library.close()
    again = Clerk(screen, data_dir, tmp_path)
    try:
        told = again.wait_for("message_text")["text"]
        assert "bị ngắt đột ngột" in told
        assert "còn đủ những gì đã ghi đến" in told
        again.click("open_recovered")
        again.wait_for("item_text")
        assert again.leave() == 0
    except BaseException:
        screen.picture(tmp_path / "screen.png")
        raise
    finally:
        again.kill()


def test_on_a_full_disk_the_words_are_in_a_file_when_the_program_has_ended(
    screen: Screen, tmp_path: Path
) -> None:
    home = tmp_path / "nhà"
    home.mkdir()
    with ExitStack() as stack:
        try:
            disk = stack.enter_context(small_disk(tmp_path / "ổ đầy"))
        except PermissionError as error:
            pytest.fail(str(error)) if os.environ.get("CI") else pytest.skip(str(error))
        with_report(disk / "dữ liệu")
        clerk = Clerk(screen, disk / "dữ liệu", home)
        try:
            open_first_report(clerk)
            clerk.press("ctrl+End")
            fill(disk / "đầy")
            clerk.type(_TYPED)
            light = clerk.until(lambda: (seen := clerk.see(name="save_text")) and seen["text"], "the light")
            clerk.until(
                lambda: clerk.see(name="save_text")["text"] == "Chưa ghi được", f"{light!r} to turn red"
            )
            clerk.until(
                lambda: (seen := clerk.see(name="message_text")) and "đã đầy" in seen["text"], "the reason"
            )
            clerk.press("ctrl+q")
            clerk.click("unsaved_copy")
            clerk.click("unsaved_leave")
            told = clerk.wait_for("end_failed_text")["text"]
            clerk.press("Escape")
            assert clerk.ended() == 0
        except BaseException:
            screen.picture(tmp_path / "screen.png")
            raise
        finally:
            clerk.kill()
    (words,), (report,) = home.glob("*.txt"), home.glob("*.json")
    assert _TYPED in words.read_text("utf-8-sig")
    assert _TYPED in report_json.encode(report_json.decode(report.read_bytes())).decode()
    assert f"“{words}”" in told
    assert "đã được ghi" not in told
    assert "trên màn hình" not in told


def fill(junk: Path) -> None:
    """Leave no room on the disk the file is on."""
    with suppress(OSError), junk.open("wb") as stream:
        while stream.write(bytes(4096)):
            stream.flush()


def open_first_report(clerk: Clerk) -> None:
    """By the keyboard: the newest report is chosen at the start, and its first text takes the keys."""
    has_keys(clerk, "report_list")
    clerk.press("Return")
    has_keys(clerk, "item_text")


def has_keys(clerk: Clerk, name: str) -> None:
    """Wait until the keyboard is with a widget: a window just shown does not have it yet."""
    clerk.until(lambda: (field := clerk.see(focus=1)) and field["name"] == name, f"the keyboard in {name}")
