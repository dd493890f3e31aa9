"""The pages of the document being written, laid out and drawn by a process of its own.

Nothing here blocks the caller: every question returns a Future, answered by one worker thread. A newer
document overtakes an older one, whose unanswered questions are cancelled: the pages are soonest right when
nothing is drawn that is out of date. Only who types faster than a document opens sees a page all the same,
now and then. A crash or a hang of the page server costs the answer it happened on; the next question starts
a new server and opens the document again.

Measured on two cores, for 20 pages, in `tests/bench/bench_pages.py`.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from enum import IntEnum
from functools import partial
from typing import Any

import msgspec

from danvan_desktop.word.page_places import PagePlaces, places_on_pages
from danvan_desktop.word.page_process import PageProcess, PagesUnavailableError
from danvan_desktop.word.page_protocol import (
    Draw,
    LaidOut,
    LayOut,
    Load,
    Made,
    NameFont,
    PageSize,
    Print,
    Reply,
    Request,
)
from danvan_desktop.word.writer import Written

_SHUTDOWN_S = 5.0
_LONGEST_UNSEEN_S = 0.5
"""So long may newer documents keep the pages of one that was opened from being drawn."""


class Pages(msgspec.Struct, frozen=True):
    """A laid out document: paper of each page in points, and which place of the report stands where.

    `mended`: pages that were drawn before this was known look otherwise now.
    """

    generation: int
    sizes: tuple[PageSize, ...]
    places: PagePlaces
    mended: bool = False


class _Rank(IntEnum):
    """What is asked for goes in this order, whenever it was asked."""

    OPEN = 0
    DRAW = 1
    PLACES = 2
    OTHER = 3


class _Question(msgspec.Struct, frozen=True, eq=False):
    """A waiting question: `generation` 0 does not belong to a document."""

    rank: _Rank
    generation: int
    future: Future[Any]
    work: Callable[[], Any]


def _order(question: _Question) -> tuple[bool, int, _Rank]:
    """What belongs to no document comes last, and before a new document what is still owed of the old one."""
    return question.rank is _Rank.OTHER, question.generation, question.rank


class LivePages:
    """Lays out what `show` was last given, and draws its pages.

    `patience_s` bounds one answer of the page server. Futures are completed on the worker thread; those
    overtaken by a newer document, or waiting at `shutdown`, are cancelled.
    """

    def __init__(
        self,
        patience_s: float = 20.0,
        command: Sequence[str] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._clock = clock
        self._process = PageProcess(patience_s, command)
        self._waiting: list[_Question] = []
        self._changed = threading.Condition()
        self._generation = 0
        self._closed = False
        self._open_generation = 0
        self._opened: Written | None = None
        self._unseen_since: float | None = None
        self._worker = threading.Thread(target=self._run, name="live pages", daemon=True)
        self._worker.start()

    @property
    def generation(self) -> int:
        """The number of the last document given to `show`."""
        return self._generation

    def show(self, make: Callable[[], Written]) -> Future[Pages]:
        """Lay out the document `make` writes, on the worker thread, in place of any before it.

        Pages of it that are asked for at once are drawn before it is known where everything stands.
        The future fails with what `make` raises, or with PagesUnavailableError.
        """
        with self._changed:
            self._generation += 1
            generation = self._generation
            stale = [q for q in self._waiting if q.generation and not self._owed(q)]
            self._waiting = [q for q in self._waiting if q not in stale]
            opened: Future[None] = Future()
            self._put(_Question(_Rank.OPEN, generation, opened, lambda: self._open(make)))
            future: Future[Pages] = Future()
            self._put(_Question(_Rank.PLACES, generation, future, lambda: self._placed(generation, opened)))
        for question in stale:
            question.future.cancel()
        return future

    def draw(self, generation: int, page: int, dpi: float) -> Future[bytes]:
        """A page (from 1) of the document of this generation as TIFF; cancelled unless it is the last."""
        future: Future[bytes] = Future()
        with self._changed:
            if generation == self._generation:
                work = partial(self._drawing, generation, page, dpi)
                self._put(_Question(_Rank.DRAW, generation, future, work))
                return future
        future.cancel()
        return future

    def pdf(self, docx: bytes, *, archival: bool = False) -> Future[bytes]:
        """The PDF, or PDF/A-2b, of a Word file; no newer document overtakes it."""
        return self._ask_later(Print(docx, archival))

    def shown_font(self, family: str) -> Future[str]:
        """The name of the font pages show for `family` on this machine ('LiberationSerif')."""
        future: Future[str] = Future()
        with self._changed:
            name = partial(self._process.ask, NameFont(family))
            self._put(_Question(_Rank.OTHER, 0, future, lambda: _data(name()).decode()))
        return future

    def shutdown(self) -> None:
        """Cancel what waits, end the process and the thread. May be called twice."""
        with self._changed:
            self._closed = True
            left, self._waiting = self._waiting, []
            self._changed.notify_all()
        for question in left:
            question.future.cancel()
        self._process.close()
        if self._worker is not threading.current_thread():
            self._worker.join(_SHUTDOWN_S)
        self._process.release()

    def _ask_later(self, request: Request) -> Future[bytes]:
        future: Future[bytes] = Future()
        with self._changed:
            self._put(_Question(_Rank.OTHER, 0, future, lambda: _data(self._process.ask(request))))
        return future

    def _put(self, question: _Question) -> None:
        if self._closed:
            question.future.cancel()
            return
        self._waiting.append(question)
        self._changed.notify()

    def _run(self) -> None:
        while (question := self._next()) is not None:
            future = question.future
            if not future.set_running_or_notify_cancel():
                continue
            try:
                answer = question.work()
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(answer)

    def _next(self) -> _Question | None:
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closed)
            if self._closed:
                return None
            question = min(self._waiting, key=_order)
            self._waiting.remove(question)
            if question.rank is _Rank.OPEN:
                self._open_generation, self._opened = question.generation, None
                self._unseen_since = self._unseen_since or self._clock()
            return question

    def _owed(self, question: _Question) -> bool:
        """Whether a page of an overtaken document is drawn all the same: none was for so long."""
        if self._unseen_since is None or self._clock() - self._unseen_since < _LONGEST_UNSEEN_S:
            return False
        return question.rank is _Rank.DRAW and question.generation == self._open_generation

    def _open(self, make: Callable[[], Written]) -> None:
        self._opened = make()
        self._load(self._opened)

    def _placed(self, generation: int, opened: Future[None]) -> Pages:
        if (error := opened.exception()) is not None:
            raise error
        written = self._current(generation)
        laid_out = self._lay_out(written)
        self._unseen_since = None
        return Pages(generation, laid_out.sizes, places_on_pages(laid_out, written.places), laid_out.mended)

    def _drawing(self, generation: int, page: int, dpi: float) -> bytes:
        written = self._current(generation)
        if not self._process.running:
            self._lay_out(written)
        image = _data(self._process.ask(Draw(page, dpi)))
        self._unseen_since = None
        return image

    def _current(self, generation: int) -> Written:
        if self._opened is None or generation != self._open_generation:
            raise PagesUnavailableError("its document could not be opened", fatal=False)
        return self._opened

    def _lay_out(self, written: Written) -> LaidOut:
        if not self._process.running:
            self._load(written)
        reply = self._process.ask(LayOut())
        if not isinstance(reply, LaidOut):
            raise PagesUnavailableError("an answer to another question", fatal=True)
        return reply

    def _load(self, written: Written) -> None:
        _data(self._process.ask(Load(written.docx)))


def _data(reply: Reply) -> bytes:
    if not isinstance(reply, Made):
        raise PagesUnavailableError("an answer to another question", fatal=True)
    return reply.data
