"""Pages on their way to the screen: asked for after a pause in typing, answered by signal, never waited."""

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

PAUSE_MS = 30
"""How long the keys must rest before the pages are laid out anew."""

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

    While one document is on its way, of those that follow only the newest waits.
    """

    placed = Signal(object)
    """The Pages of the newest document."""
    drawn = Signal(int, float, QImage)
    """A page of the newest document, its sharpness, and its image."""
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
        self._wanted: tuple[Wanted, ...] = ()
        self._asked: set[Wanted] = set()
        self._seen: dict[Wanted, bytes] = {}
        self._on_the_way = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._begin)
        self._answered.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def show(self, make: Callable[[], Written], *, at_once: bool = False) -> None:
        """Bring the document that `make` writes, after a pause in which nothing newer comes."""
        self._make = make
        self._pause.start(0 if at_once else PAUSE_MS)

    def want(self, pages: Sequence[Wanted]) -> None:
        """These pages are in view: draw those that are not drawn, and first of all in what comes next."""
        self._wanted = tuple(pages)
        if self._source is not None and not self._pause.isActive():
            self._draw_wanted()

    def ask_font(self, family: str) -> None:
        """Ask which font stands in for `family`; `font_known` follows."""
        if self._source is not None:
            self._watch("font", self._source.shown_font(family), None)

    def stop(self) -> None:
        """Bring nothing any more, until the next `show`."""
        self._pause.stop()
        self._make = None
        self._generation = -1
        self._on_the_way = False
        self._seen = {}

    def shutdown(self) -> None:
        """End the process that draws."""
        self.stop()
        source, self._source = self._source, None
        if source is not None:
            source.shutdown()

    def _begin(self) -> None:
        if self._on_the_way or self._make is None:
            return
        make, self._make = self._make, None
        if self._source is None:
            self._source = self._make_source()
        self._on_the_way = True
        self._seen = {wanted: png for wanted, png in self._seen.items() if wanted in self._wanted}
        placed = self._source.show(make)
        self._generation = self._source.generation
        self._asked.clear()
        self._watch("placed", placed, None)
        self._draw_wanted()

    def _draw_wanted(self) -> None:
        assert self._source is not None
        for wanted in self._wanted:
            if wanted not in self._asked and self._generation > 0:
                self._asked.add(wanted)
                self._watch("drawn", self._source.draw(self._generation, *wanted), wanted)

    def _watch(self, kind: _Kind, future: Future[Any], about: object) -> None:
        generation = self._generation

        def answered(done: Future[Any]) -> None:
            answer = self._image_of(done, about) if kind == "drawn" else _answer(done)
            # The feed may be gone by the time an answer comes; then nobody waits for it.
            with suppress(RuntimeError):
                if answer is not None:
                    self._answered.emit(kind, generation, answer, about)

        future.add_done_callback(answered)

    def _image_of(self, done: Future[bytes], wanted: object) -> object:
        """The page as an image, decoded where it arrived; '' for one that looks as it did before."""
        answer = _answer(done)
        if not isinstance(answer, bytes) or not isinstance(wanted, tuple):
            return answer
        if self._seen.get(wanted) == answer:
            return ""
        self._seen[wanted] = answer
        return QImage.fromData(answer)

    def _take(self, kind: str, generation: int, answer: object, about: object) -> None:
        if kind == "font":
            if isinstance(answer, str):
                self.font_known.emit(answer)
            return
        if generation != self._generation:
            return
        if isinstance(answer, Pages):
            self._asked.clear()
            self.placed.emit(answer)
        elif isinstance(answer, QImage):
            assert isinstance(about, tuple)
            self.drawn.emit(*about, answer)
        elif isinstance(answer, UserError) and (kind == "placed" or getattr(answer, "fatal", False)):
            self.failed.emit(answer)
        self._go_on(ended=kind == "placed")

    def _go_on(self, *, ended: bool) -> None:
        """The next document waits no longer than until the page in view is drawn."""
        self._on_the_way = self._on_the_way and not ended and self._make is None
        if not self._on_the_way and self._make is not None and not self._pause.isActive():
            self._begin()


def _answer(done: Future[Any]) -> object:
    """What came, or the UserError for which it did not; None for what was overtaken."""
    if done.cancelled():
        return None
    error = done.exception()
    if error is None:
        return done.result()
    return error if isinstance(error, UserError) else UserError(str(error), "")
