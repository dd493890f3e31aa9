"""Pages on their way to the screen: asked for with each change, answered by signal, never waited for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from typing import Any, Literal, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from danvan_desktop.errors import UserError
from danvan_desktop.word.live_pages import LivePages, Pages
from danvan_desktop.word.writer import Written

_PATIENCE_S = 8.0
_Kind = Literal["placed", "drawn", "font"]
Wanted = tuple[int, float]
"""A page, counted from 1, and its sharpness in dots an inch."""


class PageSource(Protocol):
    """What `LivePages` is to the feed."""

    @property
    def generation(self) -> int: ...
    def show(self, make: Callable[[], Written]) -> Future[Pages]: ...
    def draw(self, generation: int, page: int, dpi: float) -> Future[bytes]: ...
    def shown_font(self, family: str) -> Future[str]: ...
    def shutdown(self) -> None: ...


class PageFeed(QObject):
    """Keeps the wanted pages of the newest document coming; the source is made when first needed.

    A change is handed on as soon as what the key itself brought to the screen is painted.
    """

    placed = Signal(object)
    """The Pages of the newest document, or while newer ones are on their way of one before it."""
    drawn = Signal(int, float, QImage)
    """A page, its sharpness, and its image."""
    failed = Signal(object)
    """The UserError for which the pages on screen are not the newest."""
    font_known = Signal(str)
    _answered = Signal(str, int, object, object)

    def __init__(
        self, parent: QObject | None = None, source: Callable[[], PageSource] = lambda: LivePages(_PATIENCE_S)
    ) -> None:
        super().__init__(parent)
        self._make_source = source
        self._source: PageSource | None = None
        self._make: Callable[[], Written] | None = None
        self._generation = 0
        self._followed_from = 1
        self._wanted: tuple[Wanted, ...] = ()
        self._asked: set[Wanted] = set()
        self._painted_first = QTimer(self)
        self._painted_first.setSingleShot(True)
        self._painted_first.timeout.connect(self._begin)
        self._answered.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def show(self, make: Callable[[], Written]) -> None:
        """Bring the document that `make` writes."""
        self._make = make
        self._painted_first.start(0)

    def want(self, pages: Sequence[Wanted]) -> None:
        """These pages are in view: draw those that are not drawn, and first of all in what comes next."""
        self._wanted = tuple(pages)
        self._asked.intersection_update(pages)
        if self._source is not None and not self._painted_first.isActive():
            self._draw_wanted()

    def ask_font(self, family: str) -> None:
        """Ask which font stands in for `family`; `font_known` follows."""
        if self._source is not None:
            self._watch("font", self._source.shown_font(family), None)

    def stop(self) -> None:
        """Bring nothing any more, until the next `show`."""
        self._painted_first.stop()
        self._make = None
        self._followed_from = self._generation + 1

    def shutdown(self) -> None:
        """End the process that draws."""
        self.stop()
        source, self._source = self._source, None
        if source is not None:
            source.shutdown()

    def _begin(self) -> None:
        if self._make is None:
            return
        make, self._make = self._make, None
        if self._source is None:
            self._source = self._make_source()
        placed = self._source.show(make)
        self._generation += 1
        self._asked.clear()
        self._watch("placed", placed, None)
        self._draw_wanted()

    def _draw_wanted(self) -> None:
        assert self._source is not None
        for wanted in self._wanted if self._generation >= self._followed_from else ():
            if wanted not in self._asked:
                self._asked.add(wanted)
                self._watch("drawn", self._source.draw(self._source.generation, *wanted), wanted)

    def _watch(self, kind: _Kind, future: Future[Any], about: object) -> None:
        generation = self._generation

        def answered(done: Future[Any]) -> None:
            answer = _answer(done)
            if kind == "drawn" and isinstance(answer, bytes):
                answer = QImage.fromData(answer)
            # The feed may be gone by the time an answer comes; then nobody waits for it.
            with suppress(RuntimeError):
                if answer is not None:
                    self._answered.emit(kind, generation, answer, about)

        future.add_done_callback(answered)

    def _take(self, kind: str, generation: int, answer: object, about: object) -> None:
        if kind == "font":
            if isinstance(answer, str):
                self.font_known.emit(answer)
            return
        if generation < self._followed_from:
            return
        if isinstance(answer, Pages):
            if answer.mended:
                self._asked.clear()
            self.placed.emit(answer)
        elif isinstance(answer, QImage):
            assert isinstance(about, tuple)
            self.drawn.emit(*about, answer)
        elif isinstance(answer, UserError):
            if generation == self._generation:
                self._asked.discard(about)
            if kind == "placed" or getattr(answer, "fatal", False):
                self.failed.emit(answer)


def _answer(done: Future[Any]) -> object:
    """What came, or the UserError for which it did not; None for what was overtaken."""
    if done.cancelled():
        return None
    error = done.exception()
    if error is None:
        return done.result()
    return error if isinstance(error, UserError) else UserError(str(error), "")
