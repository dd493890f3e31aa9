"""The text field by itself: what it holds, its figures, input methods, odd characters, and its speed."""

from __future__ import annotations

import time
import unicodedata

import pytest
from editor_desk import CTRL, NONE, Desk, Key, press_letter, report
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from danvan_desktop.domain.edits import set_items
from danvan_desktop.domain.report import Item, Run
from danvan_desktop.domain.rich_text import Paragraph, merge_runs, paragraphs, plain_text
from danvan_desktop.ui.rich_text.document import insert_paragraphs, read_block, replace_changed
from danvan_desktop.ui.rich_text.field import RichTextField

_run = st.builds(
    Run,
    text=st.text("aăế 😀\u00a0<", min_size=1, max_size=4),
    bold=st.booleans(),
    italic=st.booleans(),
    figure=st.sampled_from(["", "", "", "dt"]),
)
_paragraphs = st.lists(st.lists(_run, max_size=4).map(merge_runs), min_size=1, max_size=5)


def _read(document: QTextDocument) -> list[Paragraph]:
    return [read_block(document.findBlockByNumber(n)) for n in range(document.blockCount())]


@pytest.fixture
def field(qtbot: QtBot) -> RichTextField:
    made = RichTextField("field", "Nội dung")
    qtbot.addWidget(made)
    made.resize(400, 100)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.setFocus()
    return made


def _type(qtbot: QtBot, field: RichTextField, text: str) -> None:
    for letter in text:
        press_letter(field, letter)


@settings(max_examples=80)
@given(_paragraphs, _paragraphs)
def test_a_document_shows_any_paragraphs_and_changes_into_any_others(
    qapp: QApplication, old: list[Paragraph], new: list[Paragraph]
) -> None:
    document = QTextDocument()
    insert_paragraphs(QTextCursor(document), old)
    assert _read(document) == old
    replace_changed(document, old, new)
    assert _read(document) == new


@settings(max_examples=40)
@given(_paragraphs, _paragraphs)
def test_what_the_field_says_it_holds_is_what_its_document_holds(
    qapp: QApplication, first: list[Paragraph], second: list[Paragraph]
) -> None:
    field = RichTextField("field", "x")
    told: list[int] = []
    field.edited.connect(lambda: told.append(1))
    for wanted in (first, second):
        field.show_paragraphs(wanted)
        assert list(field.paragraphs) == wanted == _read(field.document())
    assert told == []
    cursor = field.textCursor()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.insertText("x")
    assert list(field.paragraphs) == _read(field.document())


def test_undo_of_its_own_it_has_none(qtbot: QtBot, field: RichTextField) -> None:
    _type(qtbot, field, "abc")
    qtbot.keyClick(field, Key.Key_Z, CTRL)
    assert field.plain() == "abc"
    assert not field.document().isUndoAvailable()


def test_it_grows_with_its_text_and_never_sideways(qtbot: QtBot, field: RichTextField) -> None:
    low = field.height()
    field.show_text("W" * 3000)
    assert field.height() > low * 5
    assert field.document().size().width() <= field.viewport().width()
    assert field.horizontalScrollBar().maximum() == 0


def test_a_long_word_does_not_widen_the_page(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    for part, name in (("context", "section_text"), ("tasks", "item_text")):
        desk.go(part)
        desk.focus(name)
        width = desk.page.width()
        least = desk.page.minimumSizeHint().width()
        desk.paste("đ" * 3000)
        assert desk.page.width() == width
        assert desk.page.minimumSizeHint().width() == least
        assert desk.page.area.horizontalScrollBar().maximum() == 0
    assert desk.items("tasks")[0].count("đ") >= 3000


def test_typed_nfd_is_kept_as_nfc_and_shown_so_on_leaving(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.go("lessons")
    field = desk.focus("item_text")
    desk.press(Key.Key_A, CTRL)
    decomposed = unicodedata.normalize("NFD", "Kết quả")
    desk.type(decomposed)
    assert desk.items("lessons") == ["Kết quả"]
    assert len(field.toPlainText()) == len(decomposed)
    desk.focus("section_heading")
    assert field.toPlainText() == "Kết quả"
    assert desk.items("lessons") == ["Kết quả"]
    desk.press(Key.Key_End)
    desk.type(unicodedata.normalize("NFD", "ế"))
    desk.page.outline.setFocus()
    assert desk.find("section_heading").text().endswith("ế")


def test_control_characters_never_reach_the_report(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.go("lessons")
    desk.focus("item_text")
    desk.press(Key.Key_A, CTRL)
    desk.paste("a\x00b\x07\ufffe & <c> \u2028d\x0be")
    assert desk.item("lessons").text == "ab & <c>"
    assert desk.item("lessons").more == ("d", "e")


def test_emoji_are_kept_and_do_not_shift_the_cursor(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.go("lessons")
    field = desk.focus("item_text")
    desk.press(Key.Key_A, CTRL)
    desk.paste("😀👍 ab")
    field.select_range(4, 0)
    desk.press(Key.Key_Return, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert desk.items("lessons") == ["😀👍 a", "b"]


def test_composing_is_not_told_before_it_is_committed(qtbot: QtBot, field: RichTextField) -> None:
    told: list[str] = []
    field.edited.connect(lambda: told.append(field.plain()))
    for composed in ("d", "dâ", "dân"):
        QApplication.sendEvent(field, QInputMethodEvent(composed, []))
        assert field.textCursor().block().layout().preeditAreaText() == composed
    assert told == []
    commit = QInputMethodEvent("", [])
    commit.setCommitString("dân")
    QApplication.sendEvent(field, commit)
    assert told == ["dân"]


def test_unikey_erases_and_retypes(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.go("lessons")
    field = desk.focus("item_text")
    desk.press(Key.Key_A, CTRL)
    desk.type("daan")
    for _ in range(3):
        desk.press(Key.Key_Backspace)
    desk.type("ân vaan")
    for _ in range(3):
        desk.press(Key.Key_Backspace)
    desk.type("ận")
    assert desk.items("lessons") == ["dân vận"]
    assert field.textCursor().position() == len("dân vận")


def test_keys_the_window_owns_pass_through(qtbot: QtBot, field: RichTextField) -> None:
    from PySide6.QtGui import QKeyEvent

    for key, modifier, passes in (
        (Key.Key_Z, CTRL, True),
        (Key.Key_K, CTRL, True),
        (Key.Key_E, CTRL, True),
        (Key.Key_C, CTRL, False),
        (Key.Key_A, NONE, False),
        (Key.Key_Backspace, NONE, False),
    ):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifier)
        event.ignore()
        QApplication.sendEvent(field, event)
        assert event.isAccepted() is not passes, key


# Figures in the text


def _with_figure(field: RichTextField) -> None:
    field.show_paragraphs([(Run("Có "), Run("1.052", figure="dt"), Run(" cuộc"))])
    field.select_range(0, 0)


def test_the_cursor_steps_over_a_figure(qtbot: QtBot, field: RichTextField) -> None:
    _with_figure(field)
    seen = []
    for _ in range(5):
        qtbot.keyClick(field, Key.Key_Right)
        seen.append(field.textCursor().position())
    assert seen == [1, 2, 3, 8, 9]
    for _ in range(2):
        qtbot.keyClick(field, Key.Key_Left)
    assert field.textCursor().position() == 3


def test_letters_beside_a_figure_are_not_part_of_it(qtbot: QtBot, field: RichTextField) -> None:
    _with_figure(field)
    field.select_range(8, 0)
    _type(qtbot, field, "x")
    field.select_range(3, 0)
    _type(qtbot, field, "y")
    assert field.paragraphs == ((Run("Có y"), Run("1.052", figure="dt"), Run("x cuộc")),)


@pytest.mark.parametrize(("key", "at"), [(Key.Key_Backspace, 8), (Key.Key_Delete, 3)])
def test_a_figure_is_deleted_whole(qtbot: QtBot, field: RichTextField, key: Key, at: int) -> None:
    _with_figure(field)
    field.select_range(at, 0)
    qtbot.keyClick(field, key)
    assert field.paragraphs == ((Run("Có  cuộc"),),)


def test_a_selection_takes_whole_figures(qtbot: QtBot, field: RichTextField) -> None:
    _with_figure(field)
    field.select_range(1, 4)
    assert field.textCursor().selectedText() == "ó 1.052"
    _type(qtbot, field, "x")
    assert field.paragraphs == ((Run("Cx cuộc"),),)


def test_deleting_by_words_leaves_no_stump(qtbot: QtBot, field: RichTextField) -> None:
    field.show_paragraphs([(Run("a "), Run("95 cuộc, tăng 14", figure="dt", as_="phrase"), Run(" b"))])
    field.select_range(0, 0)
    for _ in range(2):
        qtbot.keyClick(field, Key.Key_Delete, CTRL)
    assert not any(run.figure and run.text != "95 cuộc, tăng 14" for run in field.paragraphs[0])


def test_figures_survive_typing_copy_and_round_trip(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.go("lessons")
    field = desk.focus("item_text")
    field.insert_figure(Run("95", figure="dt"))
    desk.type("x")
    desk.press(Key.Key_A, CTRL)
    desk.press(Key.Key_C, CTRL)
    desk.press(Key.Key_End, CTRL)
    desk.press(Key.Key_V, CTRL)
    runs = paragraphs(desk.item("lessons"))[0]
    assert [run.text for run in runs if run.figure == "dt"] == ["95", "95"]
    assert plain_text(runs) == desk.items("lessons")[0]


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)
def test_a_figure_is_put_in_from_the_menu(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.go("lessons")
    desk.focus("item_text")
    desk.press(Key.Key_Home, CTRL)
    field = desk.focused
    desk.page._actions["insert_figure"].trigger()
    menu = desk.find("figure_menu")
    first = menu.actions()[0].menu()
    assert first.title() == "Đối thoại"
    first.actions()[2].trigger()
    menu.close()
    run = paragraphs(desk.item("lessons"))[0][0]
    assert (run.figure, run.as_) == ("dt", "phrase")
    assert run.text == "95 cuộc, tăng 14 cuộc (17,28%) so với cùng kỳ năm trước"
    assert field.plain() == f"{run.text}Gần dân."


# Speed


def _press_times(desk: Desk, field: RichTextField) -> list[float]:
    taken = []
    for letter in "cong tac dan van kheo o co so " * 3:
        begin = time.thread_time()
        press_letter(field, letter)
        taken.append((time.thread_time() - begin) * 1000)
    return sorted(taken)


@pytest.mark.parametrize("sections", [24, 1])
def test_typing_in_sixty_pages_is_smooth(
    qtbot: QtBot, sections: int, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "Cấp ủy, chính quyền các cấp đã tập trung lãnh đạo thực hiện đồng bộ công tác dân vận. " * 6
    count = 312 // sections
    start = report()
    for section in [s.id for s in start.sections if s.role != "opening"][:sections]:
        start = set_items(start, section, [Item(f"{section}{n}", text=words) for n in range(count)])
    desk = Desk(qtbot, start)
    desk.go("context")
    field = desk.focus("section_text")
    field.select_range(len(field.plain()) // 2, 0)
    taken = _press_times(desk, field)
    typical, worst = taken[len(taken) // 2], taken[-1]
    with capsys.disabled():
        print(f"\nkey handler, {count} paragraphs in the field: p50 {typical:.2f} ms, worst {worst:.2f} ms")
    assert typical < 8
    assert taken[int(len(taken) * 0.95)] < 16
