"""The pages go with the place in hand: by edit, outline and mouse; and the mouse leads back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from editor_desk import report
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shell_kit import Shell, child
from test_pages_pane import Side

from danvan_desktop.layout.sample import sample_report
from danvan_desktop.services.editing import Place
from danvan_desktop.services.page_links import begins_at
from danvan_desktop.ui.pages.pane import PagesPane
from danvan_desktop.word.page_places import Spot

NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def side(qtbot: QtBot) -> Iterator[Side]:
    made = Side(qtbot)
    yield made
    made.pane.close_report()


@pytest.fixture
def shell(qtbot: QtBot, tmp_path: Path) -> Iterator[Shell]:
    made = Shell(tmp_path / "data")
    report_id = made.drafts.create(sample_report(), made.with_office())
    made.open(qtbot).open_report(report_id)
    yield made
    made.window.desk.pages.pane.feed.shutdown()
    made.close()


def test_an_edit_that_moves_its_place_to_another_page_takes_the_view_with_it(side: Side) -> None:
    side.ready(5, i_f1=(1, 700))
    side.pane.caret_at(Place("field1", "f1", "text"), "f1")
    assert 4 not in side.pane.view.visible_pages()
    side.type("Dài hơn nhiều.")
    side.until(lambda: len(side.source.shown) == 2)
    side.source.place(5, i_f1=(4, 90))
    side.until(lambda: 4 in side.pane.view.visible_pages())
    assert [area.page for area in side.pane.view.marked()] == [4]


def test_the_mark_is_seen_on_the_sheet_and_only_where_the_place_is(side: Side) -> None:
    side.ready(1, i_f1=(1, 100), i_c1=(1, 300))
    side.until(lambda: 1 in side.pane.view.images)
    side.pane.caret_at(Place("field1", "f1", "text"), "f1")
    view = side.pane.view

    def colour(y: float) -> str:
        at = view._sheets.rect(1).topLeft() - view._offset()
        at += QPointF(300, y) * view._sheets.scale
        picture = view.viewport().grab().toImage()
        return picture.pixelColor((at * picture.devicePixelRatio()).toPoint()).name()

    assert colour(320) == "#ffffff"
    assert colour(120) != "#ffffff"
    side.pane.caret_at(Place("context", "c1", "text"), "c1")
    assert colour(120) == "#ffffff"
    assert colour(320) != "#ffffff"


def test_the_wheel_zooms_with_ctrl_and_scrolls_without(side: Side) -> None:
    side.ready(5)
    view = side.pane.view
    wide = view.zoom

    def turn(by: int, modifier: Qt.KeyboardModifier) -> None:
        at = QPointF(100, 100)
        event = QWheelEvent(
            at, view.viewport().mapToGlobal(at), QPoint(), QPoint(0, by), Qt.MouseButton.NoButton, modifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view.viewport(), event)

    turn(120, CTRL)
    assert view.zoom > wide
    turn(-120, CTRL)
    turn(-120, CTRL)
    assert view.zoom < wide
    zoom, top = view.zoom, view.verticalScrollBar().value()
    turn(-120, NONE)
    assert view.zoom == zoom
    assert view.verticalScrollBar().value() > top


def test_a_hand_shows_where_a_click_leads_somewhere(side: Side) -> None:
    side.ready(2, i_f1=(1, 100))
    view = side.pane.view

    def shape_at(at: QPointF) -> Qt.CursorShape:
        move = QMouseEvent(
            QEvent.Type.MouseMove, at, view.viewport().mapToGlobal(at), Qt.MouseButton.NoButton,
            Qt.MouseButton.NoButton, NONE,
        )  # fmt: skip
        QApplication.sendEvent(view.viewport(), move)
        return view.viewport().cursor().shape()

    inside = view._sheets.rect(1).topLeft() + QPointF(200, 120) * view._sheets.scale
    assert shape_at(inside) == Qt.CursorShape.PointingHandCursor
    assert shape_at(QPointF(1, 1)) == Qt.CursorShape.ArrowCursor


def pages_shown(shell: Shell, qtbot: QtBot) -> PagesPane:
    shell.window.paper.actions["show_pages"].trigger()
    pane = shell.window.desk.pages.pane
    qtbot.waitUntil(lambda: pane.view._pages is not None, timeout=30_000)
    return pane


def test_a_click_in_a_page_puts_the_keyboard_in_the_field(shell: Shell, qtbot: Any) -> None:
    pane = pages_shown(shell, qtbot)
    view = pane.view
    shell.window.desk._editor.show_part("tasks")
    view.show_place("f:title")
    middle = view._on_view(view.marked()[1]).center().toPoint()
    assert view.viewport().rect().contains(middle)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert QApplication.focusWidget() is child(shell.window, "fact_subject")


def test_a_click_on_a_line_of_the_frame_puts_the_keyboard_in_that_line(shell: Shell, qtbot: Any) -> None:
    pane = pages_shown(shell, qtbot)
    report = shell.window.desk.report

    def click(place: str, across: float, down: float) -> QWidget | None:
        areas = pane.view._pages.places.areas(place)
        pane.view.spot_clicked.emit(Spot(place, across, down, sum(area.height for area in areas)))
        return QApplication.focusWidget()

    assert click("f:letterhead", 0.2, 0.95).objectName() == "fact_number"
    assert click("f:letterhead", 0.9, 0.95).objectName() == "fact_date"
    assert click("f:letterhead", 0.2, 0.05).objectName() == "fact_issuer_parent"
    assert click("f:signature", 0.8, 0.95).objectName() == "fact_signer"
    recipients = [click("f:signature", 0.2, down) for down in (0.28, 0.95)]
    assert [field.text() for field in recipients] == [report.recipients[0], report.recipients[-1]]
    table = click("f:appendix", 0.5, 0.99)
    assert table.objectName() == "figures_table"
    assert table.currentIndex().row() == len(report.indicators) - 1


def test_choosing_a_section_moves_the_pages_though_the_keyboard_stays_in_the_outline(
    shell: Shell, qtbot: Any
) -> None:
    pane = pages_shown(shell, qtbot)
    outline = shell.window.desk._editor.outline
    outline.setFocus()
    first = next(item.id for item in shell.window.desk.report.sections[-1].items)
    wanted = {
        "proposals.superior": "s:proposals.superior",
        "context": "s:context",
        "closing": f"i:{first}",
        "@head": "f:letterhead",
        "@figures": "f:appendix",
    }
    for part, place in wanted.items():
        outline.chosen.emit(part)
        assert QApplication.focusWidget() is outline
        assert pane.view.marked() == pane.view._pages.places.areas(place) != (), part
        assert pane.view.marked()[0].page in pane.view.visible_pages(), part


def test_a_section_that_prints_no_heading_begins_with_its_first_item() -> None:
    made = report()
    assert begins_at(made, "s:opening") == "i:o1"
    assert begins_at(made, "s:closing") == "i:z1"
    assert begins_at(made, "s:context") == "s:context"
    assert begins_at(made, "s:gone") == "s:gone"
    assert begins_at(made, "i:c1") == "i:c1"
