"""Every form writes what is typed into the report, by real keys."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from editor_desk import CTRL, SHIFT, Desk, Key, report
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from danvan_desktop.domain.completeness import FIGURES, HEAD, SIGNING
from danvan_desktop.domain.edits import find_section, set_items
from danvan_desktop.domain.report import Item, Run, Signature
from danvan_desktop.domain.rich_text import paragraphs
from danvan_desktop.ui.editor.tool_strip import ToolStrip


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


def test_outline_shows_every_part_in_order_without_the_bases(desk: Desk) -> None:
    names = [item.text(0) for item in desk.page.outline._items().values()]
    assert names == [
        "Đầu văn bản", "Mở đầu", "Đặc điểm", "Kết quả", "Cấp ủy", "Chính quyền", "Ưu điểm", "Hạn chế",
        "Nguyên nhân", "Bài học", "Nhiệm vụ", "Kiến nghị", "Với Tỉnh ủy", "Với UBND tỉnh", "Kết thúc",
        "Số liệu", "Nơi nhận, người ký",
    ]  # fmt: skip


def test_outline_says_the_state_in_words(desk: Desk) -> None:
    def said(part: str) -> str:
        return desk.page.outline._items()[part].data(0, Qt.ItemDataRole.AccessibleTextRole)

    assert said("results") == "Kết quả, đang viết"
    assert said("field2") == "Chính quyền, chưa viết"
    desk.go("field2")
    desk.focus("section_text")
    desk.type("Xong.")
    desk.page.outline.settle()
    assert said("field2") == "Chính quyền, đã viết"
    assert said("results") == "Kết quả, đã viết"


@pytest.mark.parametrize(
    ("part", "field", "index"),
    [
        ("opening", "section_text", 0),
        ("context", "section_text", 0),
        ("field2", "section_text", 0),
        ("closing", "section_text", 0),
        ("strengths", "item_text", 0),
        ("causes", "item_text", 0),
        ("lessons", "item_text", 0),
        ("limits", "item_text", 0),
        ("tasks", "item_text", 0),
        ("up", "item_text", 0),
    ],
)
def test_typing_reaches_the_report_at_every_letter(desk: Desk, part: str, field: str, index: int) -> None:
    desk.go(part)
    desk.focus(field, index)
    desk.press(Key.Key_Home, CTRL)
    seen = []
    desk.editing.subscribe(lambda change: seen.append(change.after))
    desk.type("Dân vận ")
    assert len(seen) == len("Dân vận ")
    assert desk.items(part)[0].startswith("Dân vận ")


def test_bases_are_a_list_in_the_form_of_the_opening(desk: Desk) -> None:
    desk.go("opening")
    desk.focus("item_text")
    desk.press(Key.Key_Return, CTRL)
    desk.type("Kế hoạch số 12")
    assert desk.items("bases") == ["Nghị quyết số 25-NQ/TW", "Kế hoạch số 12"]
    assert desk.items("opening") == ["Đảng ủy báo cáo như sau:"]


def test_an_opening_without_bases_is_given_them(qtbot: QtBot) -> None:
    start = report()
    opening = msgspec.structs.replace(start.sections[0], sections=())
    desk = Desk(qtbot, msgspec.structs.replace(start, sections=(opening, *start.sections[1:])))
    desk.go("opening")
    desk.click("add_bases_list")
    desk.type("Nghi quyet")
    bases = desk.report.sections[0].sections[0]
    assert bases.role == "opening"
    assert [item.text for item in bases.items] == ["Nghi quyet"]
    assert desk.page.area.form.part == "opening"  # type: ignore[union-attr]


def test_a_table_stands_between_its_paragraphs_and_its_cells_are_written(qtbot: QtBot) -> None:
    table = Item("tb", "table", rows=(("Chỉ tiêu", "Kỳ này"), ("Đối thoại", "95")))
    around = (Item("x", text="Trước."), table, Item("y", text="Sau."))
    desk = Desk(qtbot, set_items(report(), "context", around))
    desk.go("context")
    assert [desk.find("section_text", n).plain() for n in range(2)] == ["Trước.", "Sau."]
    desk.find("text_table").item(1, 1).setText("  96 ")
    assert desk.item("context", 1).rows[1] == ("Đối thoại", "96")
    desk.focus("section_text", 1)
    desk.press(Key.Key_Home, CTRL)
    desk.type("Y ")
    assert desk.items("context") == ["Trước.", "", "Y Sau."]
    assert [item.id for item in desk.report.sections[1].items] == ["x", "tb", "y"]
    desk.press(Key.Key_Z, CTRL)
    desk.press(Key.Key_Z, CTRL)
    assert desk.find("text_table").item(1, 1).text() == "95"


def test_a_table_inside_a_list_is_shown(qtbot: QtBot) -> None:
    table = Item("tb", "table", rows=(("a", "b"),))
    desk = Desk(qtbot, set_items(report(), "lessons", (table,)))
    desk.go("lessons")
    assert desk.find("text_table").item(0, 1).text() == "b"


def test_each_paragraph_of_a_section_is_an_item_and_keeps_its_id(desk: Desk) -> None:
    desk.go("context")
    desk.focus("section_text")
    desk.press(Key.Key_Home, CTRL)
    desk.press(Key.Key_Return)
    desk.press(Key.Key_Up)
    desk.type("Mới.")
    section = find_section(desk.report, "context")
    assert section is not None
    assert [item.text for item in section.items] == ["Mới.", "Một đoạn.", "Hai đoạn."]
    assert [item.id for item in section.items][1:] == ["c1", "c2"]


def test_emptied_section_keeps_no_words(desk: Desk) -> None:
    desk.go("context")
    desk.focus("section_text")
    desk.press(Key.Key_A, CTRL)
    desk.press(Key.Key_Delete)
    assert desk.items("context") == [""]


def test_limitation_takes_its_cause(desk: Desk) -> None:
    desk.go("limits")
    desk.focus("item_cause")
    desk.press(Key.Key_End, CTRL)
    desk.type(" Ít cán bộ.")
    assert desk.item("limits").cause == "Thiếu kiểm tra. Ít cán bộ."
    assert desk.item("limits").text == "Còn hình thức."


def test_bold_and_italic_by_keys(desk: Desk) -> None:
    desk.go("lessons")
    desk.focus("item_text")
    desk.press(Key.Key_End, CTRL)
    desk.press(Key.Key_B, CTRL)
    desk.type(" x")
    desk.press(Key.Key_B, CTRL)
    desk.press(Key.Key_I, CTRL)
    desk.type("y")
    assert paragraphs(desk.item("lessons")) == (
        (Run("Gần dân."), Run(" x", bold=True), Run("y", italic=True)),
    )


def test_cause_takes_no_emphasis(desk: Desk) -> None:
    desk.go("limits")
    desk.focus("item_cause")
    desk.press(Key.Key_A, CTRL)
    desk.press(Key.Key_B, CTRL)
    assert desk.item("limits").runs == ()
    assert desk.find("item_cause").paragraphs == ((Run("Thiếu kiểm tra."),),)


def test_enter_makes_a_second_paragraph_of_an_item(desk: Desk) -> None:
    desk.go("tasks")
    desk.focus("item_text", 1)
    desk.press(Key.Key_End, CTRL)
    desk.press(Key.Key_Return)
    desk.type("them")
    assert desk.item("tasks", 1).more == ("them",)
    assert len(desk.items("tasks")) == 3


def test_heading_is_written_in_the_form(desk: Desk) -> None:
    desk.go("field1")
    desk.focus("section_heading")
    desk.press(Key.Key_End)
    desk.type(" va Mat tran")
    section = find_section(desk.report, "field1")
    assert section is not None
    assert section.heading == "Cấp ủy va Mat tran"
    assert desk.page.outline._items()["field1"].text(0) == "Cấp ủy va Mat tran"


def test_fields_of_results_are_added_renamed_moved_deleted(desk: Desk) -> None:
    desk.go("results")
    desk.click("add_child_section")
    desk.type("Luc luong vu trang")
    names = [s.heading for s in find_section(desk.report, "results").sections]  # type: ignore[union-attr]
    assert names == ["Cấp ủy", "Chính quyền", "Luc luong vu trang"]
    desk.press(Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    desk.press(Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    names = [s.heading for s in find_section(desk.report, "results").sections]  # type: ignore[union-attr]
    assert names == ["Luc luong vu trang", "Cấp ủy", "Chính quyền"]
    assert desk.focused.text() == "Luc luong vu trang"
    desk.press(Key.Key_Delete, CTRL | SHIFT)
    names = [s.heading for s in find_section(desk.report, "results").sections]  # type: ignore[union-attr]
    assert names == ["Cấp ủy", "Chính quyền"]
    for _ in range(4):
        desk.press(Key.Key_Z, CTRL)
    desk.press(Key.Key_Z, CTRL)
    assert desk.report == report()


def test_child_opens_by_its_button(desk: Desk) -> None:
    desk.go("results")
    desk.click("child_open", 1)
    desk.settle()
    assert desk.page.area.form is not None
    assert desk.page.area.form.part == "field2"
    assert desk.page.outline.part() == "field2"


def test_proposals_stand_under_their_addressees(desk: Desk) -> None:
    desk.go("proposals")
    add = [desk.find("add_proposals", 0), desk.find("add_proposals", 1)]
    desk.bot.mouseClick(add[1], Qt.MouseButton.LeftButton)
    desk.type("Bo tri kinh phi")
    assert desk.items("state") == ["Bo tri kinh phi"]
    assert desk.items("up") == ["Ban hành hướng dẫn."]
    desk.click("add_child_section")
    assert len(find_section(desk.report, "proposals").sections) == 3  # type: ignore[union-attr]
    desk.type("Voi Trung uong")
    assert find_section(desk.report, "proposals").sections[2].heading == "Voi Trung uong"  # type: ignore[union-attr]


def test_head_facts(desk: Desk) -> None:
    desk.go(HEAD)
    for name, words in (("fact_number", "12"), ("fact_date", "9/7/2026"), ("fact_code", "-X")):
        desk.focus(name)
        desk.press(Key.Key_End)
        desk.type(words)
    desk.focus("fact_subject")
    desk.press(Key.Key_End, CTRL)
    desk.type(" 2026")
    assert desk.report.number == 12
    assert desk.report.date == date(2026, 7, 9)
    assert desk.report.issuer.code == "ĐU-X"
    assert desk.report.subject == "sơ kết công tác dân vận 2026"


def test_unreadable_date_stays_as_typed_and_is_told_on_leaving(desk: Desk) -> None:
    desk.go(HEAD)
    desk.focus("fact_date")
    desk.type("31/02/2026")
    hint = desk.page.findChild(QLabel, "head_hint")
    assert hint is not None
    assert not hint.isVisible()
    desk.focus("fact_number")
    assert hint.isVisible()
    assert desk.report.date is None
    desk.type("7")
    assert desk.find("fact_date").text() == "31/02/2026"
    desk.focus("fact_date")
    desk.press(Key.Key_A, CTRL)
    desk.press(Key.Key_Delete)
    desk.focus("fact_number")
    assert not hint.isVisible()


def test_number_takes_digits_only(desk: Desk) -> None:
    desk.go(HEAD)
    desk.focus("fact_number")
    desk.type("12a")
    assert desk.report.number is None
    desk.focus("fact_date")
    assert desk.find("head_hint").isVisible()


def test_lead_style_is_a_setting_and_shows_on_the_tasks(desk: Desk) -> None:
    desk.go(HEAD)
    desk.focus("fact_lead")
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Down)
    assert desk.report.style.lead == "bold"
    desk.go("tasks")
    assert desk.find("item_lead").font().bold()


def test_parts_and_profile(desk: Desk) -> None:
    desk.go(HEAD)
    desk.focus("fact_parts")
    desk.press(Key.Key_Space)
    assert desk.report.style.parts
    desk.press(Key.Key_Z, CTRL)
    assert not desk.report.style.parts
    assert not desk.find("fact_parts").isChecked()


def test_two_sided_printing_is_a_setting(desk: Desk) -> None:
    desk.go(HEAD)
    desk.focus("fact_two_sided")
    desk.press(Key.Key_Space)
    assert desk.report.style.two_sided


def test_salutation_only_where_the_rules_have_it(desk: Desk) -> None:
    desk.go(HEAD)
    assert not desk.page.findChild(object, "fact_salutation").isVisible()  # type: ignore[union-attr]
    state = msgspec.structs.replace(desk.report, profile="state_nd30_2020")
    desk.editing.apply(state, "x", desk.page.current_place)
    desk.focus("fact_salutation")
    desk.type("UBND tinh")
    assert desk.report.style.salutation == ("UBND tinh",)


def test_signer_and_recipients(qtbot: QtBot) -> None:
    offered = Signature("T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Nguyễn Thị Lan")
    desk = Desk(qtbot, signers=(offered,))
    desk.go(SIGNING)
    menu = desk.find("choose_signer").menu()
    menu.actions()[0].trigger()
    assert desk.report.signature == offered
    assert desk.find("fact_signer").text() == "Nguyễn Thị Lan"
    desk.focus("recipient", 0)
    desk.press(Key.Key_Return)
    desk.type("Mat tran")
    assert desk.report.recipients == ("Tỉnh ủy", "Mat tran", "Lưu Văn phòng")
    desk.press(Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert desk.report.recipients == ("Tỉnh ủy", "Lưu Văn phòng", "Mat tran")
    assert desk.focused.text() == "Mat tran"
    desk.paste("- Hội Nông dân\n- Hội Phụ nữ\n")
    assert desk.report.recipients[2:] == ("Mat tran", "- Hội Nông dân", "- Hội Phụ nữ")
    desk.press(Key.Key_Delete, CTRL | SHIFT)
    assert desk.report.recipients[2:] == ("Mat tran", "- Hội Nông dân")


def test_section_keys_walk_all_parts(desk: Desk) -> None:
    desk.go(HEAD)
    seen = [HEAD]
    while True:
        desk.press(Key.Key_PageDown, CTRL)
        part = desk.page.area.form.part  # type: ignore[union-attr]
        if part == seen[-1]:
            break
        seen.append(part)
    assert seen == [node.part for node in desk.page.outline._shape]
    assert seen[-2:] == [FIGURES, SIGNING]
    desk.press(Key.Key_PageUp, CTRL)
    assert desk.page.area.form.part == FIGURES  # type: ignore[union-attr]


def test_guidance_folds_and_remembers(qtbot: QtBot) -> None:
    desk = Desk(qtbot, guidance={"tasks": "Nêu rõ việc.", "context": "Nêu bối cảnh."})
    desk.go("tasks")
    assert desk.find("guidance_text").text() == "Nêu rõ việc."
    qtbot.mouseClick(desk.find("guidance_switch"), Qt.MouseButton.LeftButton)
    desk.go("context")
    assert not desk.page.findChild(QLabel, "guidance_text").isVisible()  # type: ignore[union-attr]
    qtbot.mouseClick(desk.find("guidance_switch"), Qt.MouseButton.LeftButton)
    assert desk.find("guidance_text").isVisible()


def test_outline_moves_and_deletes_whole_sections(desk: Desk) -> None:
    desk.go("context")
    desk.press(Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [s.id for s in desk.report.sections][:3] == ["opening", "results", "context"]
    desk.press(Key.Key_Delete, CTRL | SHIFT)
    assert "context" not in [s.id for s in desk.report.sections]
    desk.press(Key.Key_Z, CTRL)
    desk.press(Key.Key_Z, CTRL)
    assert desk.report == report()


def test_closing_lets_go_of_the_report(desk: Desk) -> None:
    desk.go("tasks")
    desk.page.close_report()
    desk.editing.apply(desk.report, "x", desk.page.current_place)
    assert desk.editing._watchers == []
    assert not any(action.isEnabled() for action in desk.page.commands())
    desk.page.open(desk.editing, {}, ())
    assert desk.page.area.form is not None


def test_tab_goes_from_recipient_to_recipient_and_then_to_the_button_under_them(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.go(SIGNING)
    desk.focus("recipient", 1)
    desk.press(Key.Key_Return)
    desk.type("Mat tran")
    desk.focus("fact_signer")
    seen = []
    for _ in range(4):
        desk.press(Key.Key_Tab)
        focus = desk.page.focusWidget()
        seen.append(focus.text() if focus.objectName() == "recipient" else focus.objectName())
    assert seen == ["Tỉnh ủy", "Lưu Văn phòng", "Mat tran", "add_recipient"]


def test_a_narrow_strip_keeps_the_buttons_most_used_and_shows_the_rest_when_there_is_room(
    qtbot: QtBot,
) -> None:
    names = ("find", "bold", "italic", "insert_figure", "insert_phrase", "undo", "redo")
    ground = QWidget()
    qtbot.addWidget(ground)
    strip = ToolStrip({name: QAction(name) for name in names}, ground)
    ground.show()
    all_of_it = strip.sizeHint().width()

    def shown(width: int) -> list[str]:
        strip.resize(width, 30)
        return [name for name in names if not strip.findChild(QToolButton, f"tool_{name}").isHidden()]

    assert shown(all_of_it) == list(names)
    assert shown(all_of_it - 1) == list(names[:-1])
    assert shown(strip.minimumSizeHint().width()) == ["find", "bold", "italic"]
    assert shown(all_of_it) == list(names)
