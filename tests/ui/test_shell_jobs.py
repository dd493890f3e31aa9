"""Work on another thread: one answer each, in the owner's thread, and a way to stop it."""

from __future__ import annotations

import threading

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread, QThreadPool

from danvan_desktop.ui.jobs import Job


@pytest.fixture
def owner(qapp):
    made = QObject()
    yield made
    QThreadPool.globalInstance().waitForDone()
    if shiboken6.isValid(made):
        shiboken6.delete(made)


def test_the_answer_comes_in_the_owners_thread(owner, qtbot) -> None:
    worked_in: list[int] = []
    answered_in: list[QThread] = []
    job = Job(lambda ticket: worked_in.append(threading.get_ident()) or 42, owner)
    job.done.connect(lambda _: answered_in.append(QThread.currentThread()))
    with qtbot.waitSignal(job.done) as answer:
        job.start()
    assert answer.args == [42]
    assert answered_in == [owner.thread()]
    assert worked_in != [threading.get_ident()]
    assert not job.running


def test_an_error_is_handed_over_whole(owner, qtbot) -> None:
    def fail(ticket: object) -> None:
        raise ValueError("hỏng")

    job = Job(fail, owner)
    with qtbot.waitSignal(job.failed) as answer:
        job.start()
    (error,) = answer.args
    assert isinstance(error, ValueError)
    assert error.args == ("hỏng",)


def test_cancel_stops_the_work_at_its_next_check(owner, qtbot) -> None:
    asked, done = threading.Event(), []

    def work(ticket) -> None:
        asked.wait(5)
        ticket.progress(0.5)
        done.append("too far")

    job = Job(work, owner)
    with qtbot.waitSignal(job.cancelled):
        job.start()
        job.cancel()
        asked.set()
    assert done == []


def test_progress_arrives_before_the_answer(owner, qtbot) -> None:
    heard: list[object] = []
    job = Job(lambda ticket: [ticket.progress(share) for share in (0.25, 1.0)], owner)
    job.progressed.connect(heard.append)
    job.done.connect(lambda _: heard.append("done"))
    with qtbot.waitSignal(job.ended):
        job.start()
    assert heard == [0.25, 1.0, "done"]


def test_work_may_outlive_its_owner(owner, qtbot) -> None:
    go = threading.Event()
    job = Job(lambda ticket: go.wait(5), owner)
    job.start()
    shiboken6.delete(owner)
    go.set()
    assert QThreadPool.globalInstance().waitForDone(5000)
    assert not shiboken6.isValid(job)
