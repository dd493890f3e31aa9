"""Finding in the whole report: the count, the jumps, the marks, and where the keyboard is left."""

from __future__ import annotations

import msgspec
import pytest
from editor_desk import CTRL, NONE, SHIFT, Desk, Key, report
from pytestqt.qtbot import QtBot

from danvan_desktop.domain.completeness import FIGURES, HEAD, SIGNING
from danvan_desktop.ui.rich_text.field import RichTextField


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    made = Desk(qtbot)
    made.go("opening")
    made.focus("section_text")
    made.press(Key.Key_F, CTRL)
    return made


def _count(desk: Desk) -> str:
    return desk.page.searching.bar.count.text()


def _part(desk: Desk) -> str:
    assert desk.page.area.form is not None
    return desk.page.area.form.part


def test_counts_without_accents_and_walks_round(desk: Desk) -> None:
    desk.type("doan")
    assert _count(desk) == "1/3"
    assert _part(desk) == "context"
    desk.press(Key.Key_Return)
    assert _count(desk) == "2/3"
    desk.press(Key.Key_F3, NONE)
    assert _count(desk) == "3/3"
    assert _part(desk) == "strengths"
    desk.press(Key.Key_Return)
    assert _count(desk) == "1/3"
    desk.press(Key.Key_Return, SHIFT)
    assert _count(desk) == "3/3"
    desk.press(Key.Key_F3, SHIFT)
    assert _count(desk) == "2/3"
    assert desk.focused is desk.page.searching.bar.words


def test_selects_the_hit_and_escape_leaves_the_keyboard_there(desk: Desk) -> None:
    desk.type("hai doan")
    desk.press(Key.Key_Escape)
    field = desk.focused
    assert isinstance(field, RichTextField)
    assert field.textCursor().selectedText() == "Hai đoạn"
    assert not desk.page.searching.bar.isVisible()
    assert field.extraSelections() == []


def test_all_hits_of_the_form_are_marked(desk: Desk) -> None:
    desk.type("đoạn")
    field = desk.find("section_text")
    assert [mark.cursor.selectedText() for mark in field.extraSelections()] == ["đoạn", "đoạn"]


def test_finds_in_causes_and_headings(desk: Desk) -> None:
    desk.type("kiem tra")
    assert _part(desk) == "limits"
    assert desk.find("item_cause").textCursor().selectedText() == "kiểm tra"
    desk.press(Key.Key_A, CTRL)
    desk.type("bai hoc")
    assert _part(desk) == "lessons"
    assert desk.find("section_heading").selectedText() == "Bài học"


def test_finds_in_the_bases_and_under_an_addressee(desk: Desk) -> None:
    desk.type("25-NQ")
    assert _part(desk) == "opening"
    assert desk.find("item_text").textCursor().selectedText() == "25-NQ"
    desk.press(Key.Key_A, CTRL)
    desk.type("huong dan")
    assert _part(desk) in ("proposals", "up")
    assert desk.find("item_text").textCursor().selectedText() == "hướng dẫn"


def test_says_when_there_is_none(desk: Desk) -> None:
    desk.type("xyzxyz")
    assert _count(desk) == "không thấy"
    desk.press(Key.Key_Return)
    assert _part(desk) == "opening"


def test_begins_where_the_person_is(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.go("causes")
    desk.focus("item_text")
    desk.press(Key.Key_F, CTRL)
    desk.type("ban")
    assert _part(desk) == "causes"


def test_selected_words_are_what_is_looked_for(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.go("context")
    desk.focus("section_text").select_range(4, 4)
    desk.press(Key.Key_F, CTRL)
    assert desk.page.searching.bar.words.text() == "đoạn"
    assert _count(desk) == "1/2"


def test_emoji_before_a_hit_do_not_shift_it(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.go("context")
    desk.focus("section_text")
    desk.press(Key.Key_Home, CTRL)
    desk.paste("😀😀 ")
    desk.press(Key.Key_F, CTRL)
    desk.type("Một đoạn")
    assert desk.find("section_text").textCursor().selectedText() == "Một đoạn"


def test_count_follows_the_text(desk: Desk) -> None:
    desk.type("doan")
    desk.page.show_part("context")
    field = desk.focus("section_text")
    field.select_range(0, 0)
    desk.type("doan ")
    assert _count(desk) == "1/4"


def test_finds_in_letterhead_signature_and_recipients(desk: Desk) -> None:
    desk.type("truong xuan")
    assert _part(desk) == HEAD
    assert _count(desk) == "1/2"
    assert desk.find("fact_issuer_name").textCursor().selectedText() == "TRƯỜNG XUÂN"
    desk.press(Key.Key_Return)
    assert desk.find("fact_place").selectedText() == "Trường Xuân"
    desk.press(Key.Key_A, CTRL)
    desk.type("van minh")
    assert _part(desk) == SIGNING
    assert desk.find("fact_signer").selectedText() == "Văn Minh"
    desk.press(Key.Key_A, CTRL)
    desk.type("luu van phong")
    desk.press(Key.Key_Escape)
    assert desk.focused.selectedText() == "Lưu Văn phòng"


def test_finds_a_figure_by_its_name_and_by_its_number_as_it_is_shown(desk: Desk) -> None:
    desk.type("dung han")
    assert _part(desk) == FIGURES
    table = desk.find("figures_table")
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 0)
    desk.press(Key.Key_A, CTRL)
    desk.type("99,6")
    assert _count(desk) == "1/1"
    assert table.currentIndex().data() == "99,6"
    assert desk.focused is desk.page.searching.bar.words
    desk.press(Key.Key_Escape)
    assert desk.focused is table


def test_only_the_hit_of_the_moment_is_selected(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.go("context")
    desk.press(Key.Key_F, CTRL)
    desk.type("d")  # first in the heading
    assert desk.find("section_heading").selectedText() == "Đ"
    desk.type("oan")  # then in the text
    assert desk.find("section_heading").selectedText() == ""
    assert desk.find("section_text").textCursor().selectedText() == "đoạn"


def test_a_long_heading_is_shown_from_its_beginning(qtbot: QtBot) -> None:
    start = report()
    long = "Tình hình kinh tế - xã hội, quốc phòng, an ninh trên địa bàn xã " * 3
    context = msgspec.structs.replace(start.sections[1], heading=long.strip())
    sections = (start.sections[0], context, *start.sections[2:])
    desk = Desk(qtbot, msgspec.structs.replace(start, sections=sections))
    desk.go("context")
    assert desk.find("section_heading").cursorPosition() == 0
