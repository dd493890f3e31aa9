"""Live pages: what stands where, newer documents overtaking older ones, and a server that dies or hangs."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from pathlib import Path

import pytest
import rdocx
import word_samples
from PySide6.QtGui import QImage

from danvan_desktop.layout import blocks
from danvan_desktop.layout.profile import profile
from danvan_desktop.word.live_pages import LivePages
from danvan_desktop.word.page_process import PageProcess, PagesUnavailableError
from danvan_desktop.word.page_protocol import Draw, LaidOut, LayOut, Load, Made, Reply, Request
from danvan_desktop.word.renderer import Renderer
from danvan_desktop.word.writer import Written, written

RULES = profile("party_hd05_2026")
PATIENCE_S = 30
LATE = 9


def document(paragraphs: int = 30) -> Written:
    return written(word_samples.of_length(RULES, paragraphs), RULES)


def of_threes(paragraphs: int) -> Written:
    """Paragraphs of three lines: where two lines are left on a page, rdocx would tear one."""
    text = "Cấp ủy, chính quyền lắng nghe và giải quyết kịp thời kiến nghị chính đáng của Nhân dân. " * 3
    texts = ["Một dòng.", *[text[:215].strip()] * paragraphs]
    body = tuple(blocks.Paragraph((blocks.Span(one),)) for one in texts)
    return written(blocks.Document(body, "", "", ""), RULES)


@pytest.fixture(scope="module")
def whole() -> Written:
    return written(word_samples.sample(RULES), RULES)


@pytest.fixture
def live() -> Iterator[LivePages]:
    pages = LivePages()
    yield pages
    pages.shutdown()


def image_size(image: bytes) -> tuple[int, int]:
    read = QImage.fromData(image)
    return read.width(), read.height()


def note_requests(live: LivePages) -> list[str]:
    """The names of the requests the page server gets from now on, as they come."""
    asked: list[str] = []
    ask = live._process.ask

    def noting(request: Request) -> Reply:
        asked.append(type(request).__name__)
        return ask(request)

    live._process.ask = noting  # type: ignore[method-assign]
    return asked


def test_every_place_of_the_report_leads_to_its_page_and_back(live: LivePages, whole: Written) -> None:
    pages = live.show(lambda: whole).result(PATIENCE_S)
    printed = {place for place in whole.places if place}
    assert {"f:letterhead", "f:title", "f:signature", "f:appendix", "i:opening", "s:tasks", "i:t2"} <= printed
    for place in printed:
        areas = pages.places.areas(place)
        assert areas, f"{place} stands on no page"
        for area in areas:
            middle = (area.page, area.x + area.width / 2, area.y + area.height / 2)
            assert pages.places.place_at(*middle) == place
    assert pages.places.first_page("f:letterhead") == 1
    first, *_, last = (pages.places.areas(place)[0] for place in ("i:t0", "i:t1", "i:t2"))
    assert (first.page, first.y) < (last.page, last.y)


def test_a_place_that_is_not_printed_has_no_page(live: LivePages, whole: Written) -> None:
    places = live.show(lambda: whole).result(PATIENCE_S).places
    assert places.areas("i:unknown") == ()
    assert places.first_page("i:unknown") is None


def test_a_click_in_the_margin_finds_the_nearest_place(live: LivePages, whole: Written) -> None:
    pages = live.show(lambda: whole).result(PATIENCE_S)
    area = pages.places.areas("i:opening")[0]
    assert pages.places.place_at(area.page, 2, area.y + 1) == "i:opening"
    assert pages.places.place_at(1, 300, 1) == "f:letterhead"
    assert pages.places.place_at(99, 300, 1) is None


def test_an_appendix_on_its_side_is_wider_than_high(live: LivePages, whole: Written) -> None:
    sizes = live.show(lambda: whole).result(PATIENCE_S).sizes
    assert sizes[0].width == pytest.approx(595.3, abs=0.1)
    assert sizes[-1].width > sizes[-1].height


def test_a_page_is_drawn_as_sharp_as_asked(live: LivePages) -> None:
    generation = live.show(document).result(PATIENCE_S).generation
    width, height = image_size(live.draw(generation, 2, 72).result(PATIENCE_S))
    assert (width, height) == (596, 842)
    assert image_size(live.draw(generation, 2, 144).result(PATIENCE_S))[0] in (1190, 1191, 1192)


def test_there_is_no_page_before_the_first_or_after_the_last(live: LivePages) -> None:
    pages = live.show(document).result(PATIENCE_S)
    for number in (0, len(pages.sizes) + 1):
        with pytest.raises(PagesUnavailableError) as refused:
            live.draw(pages.generation, number, 72).result(PATIENCE_S)
        assert not refused.value.fatal


def test_a_newer_document_overtakes_those_that_wait(live: LivePages) -> None:
    entered, go_on = threading.Event(), threading.Event()

    def slow() -> Written:
        entered.set()
        go_on.wait(PATIENCE_S)
        return document(5)

    first = live.show(slow)
    assert entered.wait(PATIENCE_S)
    overtaken = live.show(lambda: pytest.fail("an overtaken document was written"))
    its_page = live.draw(live.generation, 1, 72)
    last = live.show(lambda: document(30))
    go_on.set()
    pages = last.result(PATIENCE_S)
    assert len(pages.sizes) > 1
    assert first.cancelled()
    assert overtaken.cancelled()
    assert its_page.cancelled()
    with pytest.raises(CancelledError):
        live.draw(pages.generation - 1, 1, 72).result(PATIENCE_S)
    assert image_size(live.draw(pages.generation, len(pages.sizes), 72).result(PATIENCE_S)) == (596, 842)


def test_a_file_to_print_is_not_overtaken(live: LivePages) -> None:
    entered, go_on = threading.Event(), threading.Event()

    def slow() -> Written:
        entered.set()
        go_on.wait(PATIENCE_S)
        return document(2)

    live.show(slow)
    assert entered.wait(PATIENCE_S)
    pdf = live.pdf(document(2).docx)
    live.show(lambda: document(3))
    go_on.set()
    assert pdf.result(PATIENCE_S).startswith(b"%PDF-")


def test_the_archive_file_says_that_it_is_one(live: LivePages) -> None:
    docx = document(2).docx
    plain, archival = live.pdf(docx), live.pdf(docx, archival=True)
    assert b"pdfaid" in archival.result(PATIENCE_S)
    assert b"pdfaid" not in plain.result(PATIENCE_S)


def test_the_font_that_stands_in_is_named(live: LivePages) -> None:
    assert live.shown_font("Times New Roman").result(PATIENCE_S) in (
        "LiberationSerif", "TimesNewRoman", "TimesNewRomanPSMT",
    )  # fmt: skip


def test_what_the_writer_raises_reaches_who_asked(live: LivePages) -> None:
    def broken() -> Written:
        raise KeyError("chapter")

    with pytest.raises(KeyError):
        live.show(broken).result(PATIENCE_S)
    assert len(live.show(lambda: document(2)).result(PATIENCE_S).sizes) == 1


def test_a_damaged_file_is_refused_and_the_next_one_shown(live: LivePages) -> None:
    damaged = live.show(lambda: Written(b"PK\x03\x04 no zip", (), {}))
    with pytest.raises(PagesUnavailableError):
        damaged.result(PATIENCE_S)
    with pytest.raises(PagesUnavailableError):
        live.draw(live.generation, 1, 72).result(PATIENCE_S)
    assert len(live.show(lambda: document(2)).result(PATIENCE_S).sizes) == 1


def test_after_a_crash_the_same_document_is_drawn_again(live: LivePages) -> None:
    pages = live.show(document).result(PATIENCE_S)
    before = live.draw(pages.generation, 2, 72).result(PATIENCE_S)
    server = live._process.start()
    server.kill()
    server.wait()
    assert live.draw(pages.generation, 2, 72).result(PATIENCE_S) == before
    assert live._process.start().pid != server.pid


ANSWERS_ONCE = "import time; time.sleep(600)"
DIES = "import sys; sys.stdin.buffer.read(4); sys.exit(7)"
NO_RENDERER = "import sys; sys.exit(3)"


@pytest.mark.parametrize(
    ("script", "patience_s", "says"),
    [
        (ANSWERS_ONCE, 0.3, "giây"),
        (DIES, PATIENCE_S, "Không vẽ được"),
        (NO_RENDERER, PATIENCE_S, "thiếu bộ vẽ"),
    ],
    ids=["hangs", "dies", "no renderer"],
)
def test_a_server_that_fails_is_a_sentence(script: str, patience_s: float, says: str) -> None:
    live = LivePages(patience_s, [sys.executable, "-c", script])
    try:
        with pytest.raises(PagesUnavailableError, match=says) as failed:
            live.show(document).result(PATIENCE_S)
        assert failed.value.fatal
        assert not live._process.running
    finally:
        live.shutdown()


def test_no_server_to_start_is_a_sentence(tmp_path: Path) -> None:
    process = PageProcess(command=[str(tmp_path / "nothing here")])
    with pytest.raises(PagesUnavailableError):
        process.ask(Load(b""))


def test_shutdown_does_not_wait_for_a_hanging_server(asks_while_hanging: Callable[[], LivePages]) -> None:
    live = asks_while_hanging()
    waiting = live.pdf(b"")
    live.shutdown()
    assert waiting.cancelled()
    assert not live._worker.is_alive()
    assert live.show(document).cancelled()


@pytest.fixture
def asks_while_hanging() -> Callable[[], LivePages]:
    def make() -> LivePages:
        live = LivePages(600, [sys.executable, "-c", ANSWERS_ONCE])
        entered = threading.Event()

        def noted() -> Written:
            entered.set()
            return document(2)

        live.show(noted)
        assert entered.wait(PATIENCE_S)
        return live

    return make


def test_a_page_asked_for_at_once_is_drawn_before_the_places_are_known(live: LivePages) -> None:
    order: list[str] = []
    placed = live.show(lambda: document(60))
    drawn = live.draw(live.generation, 2, 60)
    drawn.add_done_callback(lambda _: order.append("drawn"))
    placed.add_done_callback(lambda _: order.append("placed"))
    assert image_size(drawn.result(PATIENCE_S))[0] > 400
    placed.result(PATIENCE_S)
    assert order == ["drawn", "placed"]


def test_a_refresh_opens_the_document_once_and_asks_once_for_everything(live: LivePages) -> None:
    live.show(document).result(PATIENCE_S)
    asked = note_requests(live)
    placed = live.show(document)
    drawn = [live.draw(live.generation, page, 40) for page in (2, 1)]
    placed.result(PATIENCE_S)
    assert [image_size(one.result(PATIENCE_S)) for one in drawn] == [(331, 468)] * 2
    assert asked == ["Load", "Draw", "Draw", "LayOut"]


def test_the_renderer_opens_once_lays_out_once_and_draws_what_is_asked(
    monkeypatch: pytest.MonkeyPatch, whole: Written
) -> None:
    """What one keystroke costs: laying out is what takes the time, and drawing lays out by itself, once."""
    did: list[str] = []

    class Counted:
        def __init__(self, document: rdocx.Document) -> None:
            self._document = document

        @staticmethod
        def from_bytes(data: bytes) -> Counted:
            did.append("open")
            return Counted(rdocx_document.from_bytes(data))

        def __getattr__(self, name: str) -> object:
            did.append(name)
            return getattr(self._document, name)

    rdocx_document = rdocx.Document
    renderer = Renderer()
    renderer.answer(Load(whole.docx))
    monkeypatch.setattr(rdocx, "Document", Counted)
    for request in (Load(whole.docx), Draw(1, 40), Draw(2, 40), LayOut()):
        assert isinstance(renderer.answer(request), Made | LaidOut)
    assert [name for name in did if name not in ("sections", "story_items")] == [
        "open", "render_pages", "render_pages", "layout",
    ]  # fmt: skip


def test_of_a_burst_of_keys_only_the_first_and_the_last_document_are_opened(live: LivePages) -> None:
    live.show(document).result(PATIENCE_S)
    asked = note_requests(live)
    entered, go_on = threading.Event(), threading.Event()

    def slow() -> Written:
        entered.set()
        go_on.wait(PATIENCE_S)
        return document()

    live.show(slow)
    live.draw(live.generation, 1, 40)
    assert entered.wait(PATIENCE_S)
    for _ in range(5):
        last = live.show(document)
        page = live.draw(live.generation, 1, 40)
    go_on.set()
    last.result(PATIENCE_S)
    page.result(PATIENCE_S)
    assert asked == ["Load", "Load", "Draw", "LayOut"]


def test_who_types_without_a_rest_sees_a_page_now_and_then() -> None:
    time = [0.0]
    live = LivePages(clock=lambda: time[0])
    try:
        live.show(document).result(PATIENCE_S)
        entered, go_on = threading.Event(), threading.Event()

        def slow() -> Written:
            entered.set()
            go_on.wait(PATIENCE_S)
            return document()

        live.show(slow)
        owed = live.draw(live.generation, 1, 40)
        assert entered.wait(PATIENCE_S)
        time[0] += 1
        newest = live.show(document)
        page = live.draw(live.generation, 1, 40)
        asked = note_requests(live)
        go_on.set()
        assert image_size(owed.result(PATIENCE_S)) == (331, 468)
        page.result(PATIENCE_S)
        newest.result(PATIENCE_S)
        assert asked == ["Load", "Draw", "Load", "Draw", "LayOut"]
    finally:
        live.shutdown()


def test_a_paragraph_torn_by_the_renderer_is_whole_also_where_drawn_first(live: LivePages) -> None:
    """The second document begins as the first ended: what was held stays held, and no page changes."""
    torn = of_threes(120)
    first = live.show(lambda: torn)
    glance = live.draw(live.generation, LATE, 40)
    pages = first.result(PATIENCE_S)
    corrected = live.draw(pages.generation, LATE, 40).result(PATIENCE_S)
    assert pages.mended
    assert corrected != glance.result(PATIENCE_S)
    again = live.show(lambda: torn)
    at_once = live.draw(live.generation, LATE, 40).result(PATIENCE_S)
    assert at_once == corrected
    assert not again.result(PATIENCE_S).mended
