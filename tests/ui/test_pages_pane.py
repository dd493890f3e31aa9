"""The real pages beside the form: what is shown, followed, asked for, and that nothing waits for them."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import Any

import msgspec
import pytest
from editor_desk import report
from PySide6.QtCore import QBuffer, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from danvan_desktop.domain import edits
from danvan_desktop.domain.completeness import FIGURES, HEAD, SIGNING
from danvan_desktop.domain.report import Item, Report
from danvan_desktop.layout.profile import profile
from danvan_desktop.services.editing import Change, Editing, Place
from danvan_desktop.services.page_links import place_in_editor, place_of_change, place_on_pages
from danvan_desktop.ui.pages.pane import PagesPane
from danvan_desktop.ui.pages.sheets import Sheets
from danvan_desktop.word.live_pages import LivePages, Pages
from danvan_desktop.word.page_places import Area, PagePlaces
from danvan_desktop.word.page_process import PagesUnavailableError
from danvan_desktop.word.page_protocol import PageSize
from danvan_desktop.word.writer import Written

RULES = profile("party_hd05_2026")
A4 = PageSize(595.3, 841.9)


def png(colour: str) -> bytes:
    image = QImage(40, 56, QImage.Format.Format_RGB32)
    image.fill(colour)
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    assert image.save(buffer, "PNG")
    return bytes(buffer.data().data())


class FakePages:
    """A source whose answers come when the test says so."""

    def __init__(self) -> None:
        self.generation = 0
        self.made: list[Written] = []
        self.shown: list[Future[Pages]] = []
        self.draws: list[tuple[int, int, float, Future[bytes]]] = []
        self.down = False

    def show(self, make: Callable[[], Written]) -> Future[Pages]:
        self.generation += 1
        self.made.append(make())
        self.shown.append(Future())
        return self.shown[-1]

    def draw(self, generation: int, page: int, dpi: float) -> Future[bytes]:
        future: Future[bytes] = Future()
        self.draws.append((generation, page, dpi, future))
        return future

    def shown_font(self, family: str) -> Future[str]:
        future: Future[str] = Future()
        future.set_result("LiberationSerif")
        return future

    def shutdown(self) -> None:
        self.down = True

    def place(self, pages: int = 3, *, mended: bool = False, **places: tuple[int, float]) -> None:
        """Answer the last document: so many pages, and the height at which places stand on them."""
        stretches = [
            (name.replace("_", ":", 1), Area(page, 85, y, 425, 40)) for name, (page, y) in places.items()
        ]
        self.shown[-1].set_result(Pages(self.generation, (A4,) * pages, PagePlaces(stretches), mended))

    def paint(self, colour: str) -> list[int]:
        """Answer everything asked to be drawn; which pages that was."""
        waiting = [one for one in self.draws if not one[3].done()]
        for _, _, _, future in waiting:
            future.set_result(png(colour))
        return [page for _, page, _, _ in waiting]


class Side:
    """A pane on a report, with a fake source."""

    def __init__(self, qtbot: QtBot, start: Report | None = None) -> None:
        self.bot = qtbot
        self.source = FakePages()
        self.editing = Editing(start or report())
        self.pane = PagesPane(None, lambda: self.source)
        qtbot.addWidget(self.pane)
        self.pane.resize(500, 600)
        self.pane.show()
        self.pane.open(self.editing, lambda _: RULES)
        self.until(lambda: len(self.source.shown) == 1)

    def until(self, so: Callable[[], bool]) -> None:
        self.bot.waitUntil(so, timeout=3000)

    def ready(self, pages: int = 3, **places: tuple[int, float]) -> None:
        self.source.place(pages, **places)
        self.until(lambda: self.text("pages_count").startswith(str(pages)))
        self.source.paint("white")

    def text(self, name: str) -> str:
        found: Any = self.pane.findChild(object, name)
        return str(found.text())

    def type(self, words: str, item: str = "f1", section: str = "field1") -> None:
        new = Item(item, text=words)
        after = edits.set_items(self.editing.report, section, (new,))
        self.editing.apply(after, "gõ", Place(section, item, "text"), origin=self)


@pytest.fixture
def side(qtbot: QtBot) -> Iterator[Side]:
    made = Side(qtbot)
    yield made
    made.pane.close_report()


def test_the_pages_of_the_very_file_are_counted_and_drawn_where_they_are_seen(side: Side) -> None:
    assert side.text("pages_count") == "Đang dàn trang…"
    side.source.place(3)
    side.until(lambda: bool(side.source.draws))
    assert side.text("pages_count") == "3 trang"
    assert "Ban hành" in _text(side.source.made[0])
    assert [page for _, page, _, _ in side.source.draws] == [1]
    side.source.paint("red")
    side.until(lambda: 1 in side.pane.view.images)
    side.pane.view.verticalScrollBar().setValue(side.pane.view.verticalScrollBar().maximum())
    side.until(lambda: len(side.source.draws) > 1)
    assert side.source.draws[-1][1] == 3


def test_a_limit_is_told_and_going_over_it_too(side: Side) -> None:
    style = msgspec.structs.replace(side.editing.report.style, page_limit=10)
    limited = msgspec.structs.replace(side.editing.report, style=style)
    side.editing.apply(limited, "giới hạn", Place(HEAD))
    side.source.place(9)
    side.until(lambda: side.text("pages_count") == "9 trang, giới hạn 10")
    side.until(lambda: len(side.source.shown) == 2)
    side.source.place(11)
    side.until(lambda: side.text("pages_count") == "11 trang, vượt giới hạn 10")


def test_typing_brings_the_newest_document_only_and_first_the_page_in_hand(side: Side) -> None:
    side.ready(3, i_f1=(1, 700), i_c1=(2, 80))
    for words in ("M", "Mộ", "Một"):
        side.type(words)
    side.until(lambda: len(side.source.shown) == 2)
    assert "Một" in _text(side.source.made[-1])
    asked = [page for generation, page, _, _ in side.source.draws if generation == 2]
    assert asked[0] == 1
    side.type("Một hai")
    side.type("Một hai ba")
    side.until(lambda: len(side.source.shown) == 3)
    assert "Một hai ba" in _text(side.source.made[-1])


def test_a_page_of_a_document_overtaken_meanwhile_is_shown_and_then_the_newest(side: Side) -> None:
    side.ready(3, i_f1=(1, 700))
    side.until(lambda: colour(side, 1) == "#ffffff")
    for words, count in (("Một", 2), ("Một hai", 3)):
        side.type(words)
        side.until(lambda count=count: len(side.source.shown) == count)
    older, newest = (next(one for one in side.source.draws if one[0] == number) for number in (2, 3))
    older[3].set_result(png("red"))
    side.until(lambda: colour(side, 1) == "#ff0000")
    newest[3].set_result(png("blue"))
    side.until(lambda: colour(side, 1) == "#0000ff")


def test_a_page_is_drawn_again_only_where_the_layout_was_mended(side: Side) -> None:
    side.ready(3, i_f1=(1, 100))
    for number, mended, times in ((2, False, 1), (3, True, 2)):
        side.type(f"lần {number}")
        side.until(lambda number=number: len(side.source.shown) == number)
        side.source.paint("white")
        side.source.place(3 + number, mended=mended, i_f1=(1, 100))
        side.until(lambda number=number: side.text("pages_count") == f"{3 + number} trang")
        assert [page for generation, page, _, _ in side.source.draws if generation == number] == [1] * times


def test_sharpness_that_comes_back_is_drawn_again(side: Side) -> None:
    side.ready(1)
    side.pane.view.step_zoom(1)
    side.pane.view.set_fit("width")
    first, larger, again = (dpi for _, _, dpi, _ in side.source.draws)
    assert first == again < larger


def test_sheets_wider_than_the_room_are_seen_by_their_middle(side: Side) -> None:
    """Beside a wide appendix upright pages stand in the middle of its width: at its left there is nothing."""
    side.source.shown[-1].set_result(Pages(1, (A4, A4, PageSize(A4.height, A4.width)), PagePlaces(())))
    side.until(lambda: side.text("pages_count") == "3 trang")
    view = side.pane.view
    for _ in range(4):
        view.step_zoom(1)
    sheet, bar = view._sheets.rect(1), view.horizontalScrollBar()
    assert sheet.width() > view.viewport().width()
    assert sheet.center().x() - bar.value() == pytest.approx(view.viewport().width() / 2, abs=2)
    bar.setValue(bar.value() + 30)
    shown = view._sheets.middle(bar.value(), view.viewport().width())
    view.step_zoom(1)
    assert view._sheets.middle(bar.value(), view.viewport().width()) == pytest.approx(shown, abs=0.01)


def test_images_of_pages_far_from_the_view_are_let_go(side: Side, monkeypatch: pytest.MonkeyPatch) -> None:
    side.ready(6)
    side.until(lambda: 1 in side.pane.view.images)
    one = side.pane.view.images[1]
    monkeypatch.setattr("danvan_desktop.ui.pages.view._MOST_IMAGE_BYTES", one.sizeInBytes() * 3)
    for page in (2, 6, 3, 4):
        side.pane.view.show_image(page, 72, one)
    assert set(side.pane.view.images) == {1, 2, 3}


def test_the_place_in_hand_is_marked_and_brought_into_view(side: Side) -> None:
    side.ready(5, i_f1=(4, 500))
    assert 4 not in side.pane.view.visible_pages()
    side.pane.caret_at(Place("field1", "@0", "text"), "f1")
    assert 4 in side.pane.view.visible_pages()
    assert [area.page for area in side.pane.view.marked()] == [4]
    before = side.pane.view.verticalScrollBar().value()
    side.pane.caret_at(Place("field1", "@0", "text"), "f1")
    assert side.pane.view.verticalScrollBar().value() == before


def test_a_click_in_a_page_leads_to_the_field(side: Side) -> None:
    side.ready(3, i_f1=(1, 100), f_signature=(1, 300))
    led: list[Place] = []
    side.pane.lead_wanted.connect(led.append)
    view = side.pane.view
    for y, place in ((110, Place("field1", "f1", "text")), (310, Place(SIGNING, "", "recipient0"))):
        sheet = view._sheets.rect(1)
        at = QPointF(sheet.x() + 200 * view._sheets.scale, sheet.y() + y * view._sheets.scale)
        at -= QPointF(0, view.verticalScrollBar().value())
        assert view.rect().contains(at.toPoint())
        side.bot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at.toPoint())
        assert led[-1] == place


def test_a_failure_is_said_quietly_with_a_way_to_try_again(side: Side) -> None:
    side.ready(3)
    side.type("x")
    side.until(lambda: len(side.source.shown) == 2)
    side.source.shown[-1].set_exception(PagesUnavailableError("it crashed", fatal=True))
    side.until(lambda: side.pane.note.text != "")
    assert "không bị ảnh hưởng" in side.pane.note.text
    assert 1 in side.pane.view.images, "the pages there were stay"
    retry = side.pane.findChild(object, "pages_retry")
    side.bot.mouseClick(retry, Qt.MouseButton.LeftButton)
    side.until(lambda: len(side.source.shown) == 3)
    side.source.place(4)
    side.until(lambda: side.text("pages_count") == "4 trang")
    assert side.pane.note.text == ""


def test_hidden_it_asks_for_nothing_and_catches_up_when_shown(side: Side) -> None:
    side.ready(3)
    side.pane.hide()
    side.type("trong lúc gấp")
    side.bot.wait(120)
    assert len(side.source.shown) == 1
    side.pane.show()
    side.until(lambda: len(side.source.shown) == 2)
    assert "trong lúc gấp" in _text(side.source.made[-1])


def test_the_font_that_stands_in_is_named(side: Side) -> None:
    side.ready(1)
    side.until(lambda: "Liberation Serif" in side.text("pages_font"))
    assert "Times New Roman" in side.text("pages_font")


def test_a_closed_report_shows_no_page_that_comes_late(side: Side) -> None:
    side.source.place(2)
    side.until(lambda: bool(side.source.draws))
    side.pane.close_report()
    side.source.paint("red")
    side.bot.wait(60)
    assert side.pane.view.images == {}
    assert side.text("pages_count") == ""


def test_zoom_fit_and_two_pages(side: Side) -> None:
    side.ready(6)
    view = side.pane.view
    wide = view.zoom
    side.bot.mouseClick(side.pane.findChild(QToolButton, "pages_larger"), Qt.MouseButton.LeftButton)
    assert view.zoom > wide
    assert view.fit == "free"
    side.bot.mouseClick(side.pane.findChild(QToolButton, "pages_two_pages"), Qt.MouseButton.LeftButton)
    assert view.zoom < wide
    first, second = view._sheets.rect(1), view._sheets.rect(2)
    assert first.y() == second.y()
    assert first.right() < second.left()
    side.bot.mouseClick(side.pane.findChild(QToolButton, "pages_fit_width"), Qt.MouseButton.LeftButton)
    assert view.zoom == pytest.approx(wide)
    assert side.text("pages_zoom") == f"{round(wide * 100)}%"


def test_sheets_keep_their_shape_and_a_wide_one_fits_the_room() -> None:
    sheets = Sheets([(600, 800), (800, 600)], 1, 630, 15)
    assert sheets.rect(1).width() == pytest.approx(600)
    assert sheets.rect(2).width() == pytest.approx(600)
    assert sheets.rect(2).height() == pytest.approx(450)
    assert sheets.y_of(sheets.at_top(900)) == pytest.approx(900)


@pytest.mark.parametrize(
    ("place", "item", "shown"),
    [
        (Place(HEAD, "", "subject"), "", "f:title"),
        (Place(HEAD, "", "issuer_name"), "", "f:letterhead"),
        (Place(SIGNING, "", "signer"), "", "f:signature"),
        (Place(FIGURES), "", "f:appendix"),
        (Place("tasks", "t2", "text"), "", "i:t2"),
        (Place("context", "@0", "text"), "c2", "i:c2"),
        (Place("context", "", "heading"), "", "s:context"),
        (Place("@ledger"), "", ""),
    ],
)
def test_places_of_the_editor_have_places_on_the_pages(place: Place, item: str, shown: str) -> None:
    assert place_on_pages(place, item) == shown


def test_a_change_of_running_text_is_placed_at_the_item_that_changed() -> None:
    before = report()
    items = before.sections[1].items
    after = edits.set_items(before, "context", (items[0], msgspec.structs.replace(items[1], text="Khác.")))
    assert place_of_change(Change(before, after, Place("context", "@0", "text"))) == "i:c2"


def test_a_place_on_a_page_that_is_no_more_leads_nowhere() -> None:
    assert place_in_editor(report(), "i:gone") is None
    assert place_in_editor(report(), "s:gone") is None
    assert place_in_editor(report(), "i:c2") == Place("context", "c2", "text")


def test_real_pages_come_and_a_dead_server_is_only_said(qtbot: QtBot) -> None:
    editing = Editing(report())
    pane = PagesPane(None, lambda: LivePages(30.0))
    qtbot.addWidget(pane)
    pane.resize(500, 600)
    pane.show()
    pane.open(editing, lambda _: RULES)
    try:
        qtbot.waitUntil(lambda: 1 in pane.view.images, timeout=30_000)
        first = pane.view.images[1]
        places = [(x, y) for x in range(0, first.width(), 3) for y in range(60)]
        inked = sum(first.pixelColor(*place).value() < 128 for place in places)
        assert inked > 10
        after = msgspec.structs.replace(editing.report, subject="trích yếu đã đổi hẳn sang một câu khác")
        editing.apply(after, "gõ", Place(HEAD, "", "subject"))
        qtbot.waitUntil(lambda: pane.view.images[1] != first, timeout=30_000)
        assert {area.page for area in pane.view.marked()} == {1}
    finally:
        pane.feed.shutdown()


def test_without_a_renderer_there_is_a_note_and_no_wait(qtbot: QtBot) -> None:
    pane = PagesPane(None, lambda: LivePages(10.0, [sys.executable, "-c", "raise SystemExit(3)"]))
    qtbot.addWidget(pane)
    pane.show()
    pane.open(Editing(report()), lambda _: RULES)
    try:
        qtbot.waitUntil(lambda: pane.note.text != "", timeout=20_000)
    finally:
        pane.feed.shutdown()


def colour(side: Side, page: int) -> str:
    image = side.pane.view.images.get(page)
    return "" if image is None else image.pixelColor(5, 5).name()


def _text(written: Written) -> str:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(written.docx)) as package:
        return package.read("word/document.xml").decode()
