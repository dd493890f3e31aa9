"""Autosave says saved only after the commit, keeps failed text, tries again, ends only when all is safe."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from invented import report

from danvan_desktop.domain.report import Report
from danvan_desktop.errors import UserError
from danvan_desktop.services.autosave import RETRY_SECONDS, REVISION_PAUSE, WRITE_PAUSE, Autosave, SaveState
from danvan_desktop.store.database import open_database
from danvan_desktop.store.drafts import Drafts


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class StubbornDrafts(Drafts):
    """Fails as often as it is told to, and says what it was about to do."""

    failures: list[Exception]
    during_save: list[SaveState]

    def save(self, report_id: int, report: Report) -> datetime:
        if self.failures:
            raise self.failures.pop(0)
        return super().save(report_id, report)


@pytest.fixture
def drafts(tmp_path: Path) -> Iterator[StubbornDrafts]:
    opened = StubbornDrafts(open_database(tmp_path / "danvan.db"))
    opened.failures = []
    opened.create(report(), None)
    yield opened
    opened.database.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def states() -> list[SaveState]:
    return []


@pytest.fixture
def autosave(drafts: StubbornDrafts, clock: Clock, states: list[SaveState]) -> Autosave:
    return Autosave(drafts, 1, states.append, clock=clock, threaded=False)


def test_nothing_is_written_before_its_time_and_then_the_newest(
    autosave: Autosave, drafts: StubbornDrafts, clock: Clock
) -> None:
    autosave.offer(report(note="một"))
    assert autosave.step() == clock.now + WRITE_PAUSE
    assert drafts.load(1) == report()
    autosave.offer(report(note="hai"))
    clock.now += WRITE_PAUSE
    autosave.step()
    assert drafts.load(1) == report(note="hai")
    assert autosave.unsaved is None


def test_typing_without_a_pause_is_still_written_every_second(
    autosave: Autosave, drafts: StubbornDrafts, clock: Clock
) -> None:
    lost_at_most = 0.0
    offered_at: dict[str, float] = {"Nhân dân đồng thuận.": clock.now}
    for number in range(40):
        clock.now += 0.05
        autosave.offer(report(note=str(number)))
        offered_at[str(number)] = clock.now
        autosave.step()
        stored = drafts.load(1).sections[0].items[0].text
        lost_at_most = max(lost_at_most, clock.now - offered_at[stored])
    assert 0 < lost_at_most < 1


def test_saved_is_said_after_the_commit_with_its_time(drafts: StubbornDrafts, clock: Clock) -> None:
    seen: list[tuple[str, str]] = []

    def watch(state: SaveState) -> None:
        other = open_database(drafts.database.path)
        seen.append((state.kind, Drafts(other).load(1).sections[0].items[0].text))
        other.close()

    autosave = Autosave(drafts, 1, watch, clock=clock, threaded=False)
    autosave.offer(report(note="mới"))
    assert autosave.flush()
    assert seen == [("saving", "Nhân dân đồng thuận."), ("saved", "mới")]
    assert autosave.state.at is not None


def test_a_failure_says_why_keeps_the_text_and_tries_again_ever_more_slowly(
    autosave: Autosave, drafts: StubbornDrafts, clock: Clock, states: list[SaveState]
) -> None:
    drafts.failures = [UserError("Ổ đĩa đã đầy.", "Hãy xóa bớt.") for _ in range(7)]
    autosave.offer(report(note="giữ lấy"))
    clock.now += WRITE_PAUSE
    waits = []
    while drafts.failures:
        due = autosave.step()
        assert autosave.state == SaveState("failed", reason="Ổ đĩa đã đầy. Hãy xóa bớt.")
        assert autosave.unsaved == report(note="giữ lấy")
        assert due is not None
        waits.append(due - clock.now)
        clock.now = due
        autosave._revision_due = None
    assert waits == pytest.approx([*RETRY_SECONDS, RETRY_SECONDS[-1], RETRY_SECONDS[-1]])
    autosave.step()
    assert autosave.state.kind == "saved"
    assert drafts.load(1) == report(note="giữ lấy")
    assert "saved" not in [state.kind for state in states[:-1]]


def test_a_bug_while_saving_is_a_failure_too_and_shows_no_detail(
    autosave: Autosave, drafts: StubbornDrafts, caplog: pytest.LogCaptureFixture
) -> None:
    drafts.failures = [KeyError("Người Ký")]
    autosave.offer(report(note="mới"))
    assert not autosave.flush()
    assert autosave.state.kind == "failed"
    assert "Người Ký" not in autosave.state.reason + caplog.text
    assert "KeyError" in caplog.text
    assert autosave.flush()


def test_a_pause_makes_a_revision(autosave: Autosave, drafts: StubbornDrafts, clock: Clock) -> None:
    autosave.offer(report(note="một"))
    clock.now += WRITE_PAUSE
    autosave.step()
    (first,) = _kept_notes(drafts)
    assert first == "Nhân dân đồng thuận.", "what stood before the first edit"
    clock.now += REVISION_PAUSE
    autosave.step()
    assert _kept_notes(drafts) == [first, "một"]
    assert autosave.step() is None


def test_turning_to_another_section_makes_a_revision_at_once(
    autosave: Autosave, drafts: StubbornDrafts
) -> None:
    autosave.offer(report(note="một"))
    autosave.pause()
    autosave.step()
    assert drafts.load(1) == report(note="một")
    assert _kept_notes(drafts)[-1] == "một"
    autosave.pause()
    assert autosave.step() is None
    assert len(_kept_notes(drafts)) == 2


def test_a_revision_that_fails_or_a_listener_that_is_gone_stops_no_writing(
    drafts: StubbornDrafts, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> int:
        raise RuntimeError("Người Ký")

    monkeypatch.setattr(drafts, "keep_revision", broken)
    monkeypatch.setattr(drafts, "keep_stored", broken)
    autosave = Autosave(drafts, 1, broken, clock=clock, threaded=False)
    for note in ("một", "hai"):
        autosave.offer(report(note=note))
        autosave.pause()
        autosave.step()
        assert drafts.load(1) == report(note=note)


def _kept_notes(drafts: Drafts) -> list[str]:
    """The note of each state kept, oldest first."""
    states = drafts.revisions.section_states(1, "mo-dau")
    return [section.items[0].text for _, section in states]


def test_no_revision_is_made_of_what_could_not_be_saved(
    autosave: Autosave, drafts: StubbornDrafts, clock: Clock
) -> None:
    drafts.failures = [UserError("Đầy.")] * 3
    autosave.offer(report(note="một"))
    clock.now += REVISION_PAUSE
    autosave.step()
    assert _kept_notes(drafts) == ["Nhân dân đồng thuận."]


def test_closing_writes_what_is_left(autosave: Autosave, drafts: StubbornDrafts) -> None:
    autosave.offer(report(note="cuối"))
    assert autosave.close()
    assert drafts.load(1) == report(note="cuối")
    assert _kept_notes(drafts) == ["Nhân dân đồng thuận.", "cuối"]


def test_closing_is_refused_while_the_text_is_not_on_disk(autosave: Autosave, drafts: StubbornDrafts) -> None:
    drafts.failures = [UserError("Đầy.")]
    autosave.offer(report(note="cuối"))
    assert not autosave.close()
    assert autosave.unsaved == report(note="cuối")
    assert autosave.close()
    assert drafts.load(1) == report(note="cuối")


def test_closing_without_an_edit_says_all_is_safe(autosave: Autosave, states: list[SaveState]) -> None:
    assert autosave.close()
    assert states == []


def test_the_thread_writes_by_itself_and_ends(drafts: StubbornDrafts) -> None:
    saved = threading.Event()
    autosave = Autosave(drafts, 1, lambda state: saved.set() if state.kind == "saved" else None)
    autosave.offer(report(note="tự ghi"))
    assert saved.wait(5)
    assert drafts.load(1) == report(note="tự ghi")
    autosave.offer(report(note="ghi ngay"))
    assert autosave.flush()
    assert drafts.load(1) == report(note="ghi ngay")
    assert autosave.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "autosave"]


def test_offering_never_waits_for_a_slow_disk(drafts: StubbornDrafts) -> None:
    writing, go_on = threading.Event(), threading.Event()
    really_save = Drafts.save

    def slow(report_id: int, new: Report) -> datetime:
        writing.set()
        assert go_on.wait(5)
        return really_save(drafts, report_id, new)

    drafts.save = slow  # type: ignore[method-assign]
    autosave = Autosave(drafts, 1)
    autosave.offer(report(note="một"))
    assert writing.wait(5)
    autosave.offer(report(note="hai"))
    assert autosave.state.kind == "saving"
    go_on.set()
    assert autosave.close()
    assert drafts.load(1) == report(note="hai")


def test_a_locked_database_is_waited_out(tmp_path: Path) -> None:
    import sqlite3

    drafts = Drafts(open_database(tmp_path / "danvan.db", busy_seconds=0.01))
    drafts.create(report(), None)
    other = sqlite3.connect(tmp_path / "danvan.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    autosave = Autosave(drafts, 1, threaded=False)
    autosave.offer(report(note="mới"))
    assert not autosave.flush()
    assert "đang được một chương trình khác sử dụng" in autosave.state.reason
    other.execute("ROLLBACK")
    other.close()
    assert autosave.flush()
    assert drafts.load(1) == report(note="mới")
    drafts.database.close()
