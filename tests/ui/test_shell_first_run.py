"""The first run, and the page of offices, as a person at the keyboard meets them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListWidget, QPushButton
from shell_kit import Shell, child, office, type_into

from danvan_desktop.domain.report import Issuer, Signature
from danvan_desktop.ui.offices.kinds import default_office, kind_defaults


def focus_name() -> str:
    widget = QApplication.focusWidget()
    return widget.objectName() if widget else ""


def tab_to(qtbot, name: str) -> None:
    for _ in range(40):
        if focus_name() == name:
            return
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never came to {name}; it ended at {focus_name()}")


def test_first_run_by_keyboard_alone(shell: Shell, qtbot) -> None:
    window = shell.open(qtbot)
    assert window.page == "offices"
    assert not window.rail.isVisible()
    assert focus_name() == "office_kind"
    tab_to(qtbot, "office_place")
    type_into(QApplication.focusWidget(), "Hưng Tân")
    tab_to(qtbot, "office_parent")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_End)
    type_into(QApplication.focusWidget(), " AN HẢI")
    tab_to(qtbot, "signer_1_name")
    type_into(QApplication.focusWidget(), "Trần Thị Minh Hiền")
    tab_to(qtbot, "save_office")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    (stored,) = shell.drafts.offices()
    assert stored.office.kind == "commune_party"
    assert stored.office.issuer == Issuer("ĐẢNG BỘ TỈNH AN HẢI", "ĐẢNG ỦY XÃ HƯNG TÂN", "ĐU", "Hưng Tân")
    assert stored.office.signers[0] == Signature("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Trần Thị Minh Hiền")
    assert window.page == "home"
    assert window.rail.isVisible()
    qtbot.waitUntil(lambda: focus_name() == "empty_new_report")


def test_choosing_a_kind_fills_defaults_but_never_what_was_typed(shell: Shell, qtbot) -> None:
    form = shell.open(qtbot).offices.form
    type_into(form.place, "Hưng Tân")
    form.code.clear()
    type_into(form.code, "ĐU-DV")
    form.kind.setFocus()
    for _ in range(form.kind.count()):
        if form.kind.currentData() == "front":
            break
        qtbot.keyClick(form.kind, Qt.Key.Key_Down)
    filled = form.office()
    assert filled.kind == "front"
    assert filled.family == "front"
    assert filled.issuer == Issuer("ỦY BAN MTTQ VIỆT NAM XÃ HƯNG TÂN", "BAN THƯỜNG TRỰC", "ĐU-DV", "Hưng Tân")
    assert filled.signers == default_office("front").signers
    assert filled.recipients == default_office("front").recipients


def test_old_spelling_reaches_the_defaults_not_the_typed_words(shell: Shell, qtbot) -> None:
    form = shell.open(qtbot).offices.form
    type_into(form.own_line, " UỶ BAN CŨ")
    qtbot.keyClick(form.spelling, Qt.Key.Key_Down)
    made = form.office()
    assert made.spelling == "uỷ"
    assert made.issuer.name == "ĐẢNG ỦY XÃ UỶ BAN CŨ"
    assert "Ban Tuyên giáo và Dân vận Tỉnh uỷ (để b/c)" in made.recipients


def test_a_cleared_field_stays_clear(shell: Shell, qtbot) -> None:
    form = shell.open(qtbot).offices.form
    form.parent_line.setFocus()
    qtbot.keyClick(form.parent_line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(form.parent_line, Qt.Key.Key_Delete)
    type_into(form.place, "Hưng Tân")
    assert form.office().issuer.parent == ""


def test_an_office_without_a_name_is_refused_with_a_sentence(shell: Shell, qtbot) -> None:
    window = shell.open(qtbot)
    window.offices.form.own_line.clear()
    qtbot.mouseClick(child(window, "save_office"), Qt.MouseButton.LeftButton)
    assert window.offices.messages.text == "Hãy điền tên cơ quan ban hành."
    assert shell.drafts.offices() == ()
    assert focus_name() == "office_name"


def test_signers_are_added_moved_and_removed_by_keyboard(shell: Shell, qtbot) -> None:
    form = shell.open(qtbot).offices.form
    qtbot.keyClick(child(form, "add_signer"), Qt.Key.Key_Space)
    assert focus_name() == "signer_3_authority"
    type_into(QApplication.focusWidget(), "Q. TRƯỞNG BAN")
    qtbot.keyClick(child(form, "signer_3_up"), Qt.Key.Key_Space)
    assert [one.authority for one in form.signers.signers()] == [
        "T/M BAN THƯỜNG VỤ", "Q. TRƯỞNG BAN", "T/M BAN THƯỜNG VỤ",
    ]  # fmt: skip
    assert focus_name() == "signer_2_up"
    qtbot.keyClick(child(form, "signer_1_remove"), Qt.Key.Key_Space)
    assert [one.authority for one in form.signers.signers()] == ["Q. TRƯỞNG BAN", "T/M BAN THƯỜNG VỤ"]
    assert focus_name() == "signer_1_authority"


def test_two_offices_are_kept_and_changes_are_written_on_leaving(shell: Shell, qtbot) -> None:
    first = shell.with_office()
    window = shell.open(qtbot)
    window.show_page("offices")
    page = window.offices
    qtbot.mouseClick(child(page, "add_office"), Qt.MouseButton.LeftButton)
    page.form.show_office(office("front"))
    type_into(page.form.code, "X")
    qtbot.mouseClick(child(page, "save_office"), Qt.MouseButton.LeftButton)
    assert [one.office.kind for one in shell.drafts.offices()] == ["commune_party", "front"]
    assert [one.office.issuer.code for one in shell.drafts.offices()] == ["ĐU", "MTTQ-BTTX"]
    names = child(page, "office_list", QListWidget)
    names.setCurrentRow(0)
    assert page.form.office().issuer.code == "ĐU"
    type_into(page.form.code, "-2")
    names.setCurrentRow(1)
    assert shell.drafts.offices()[0].office.issuer.code == "ĐU-2"
    assert page.form.office().issuer.code == "MTTQ-BTTX"
    assert shell.drafts.offices()[0].id == first


def test_an_office_in_use_is_not_removed_and_says_why(shell: Shell, qtbot) -> None:
    shell.with_report(shell.with_office())
    window = shell.open(qtbot)
    window.show_page("offices")
    qtbot.mouseClick(child(window.offices, "remove_office"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(child(window.offices, "remove_yes", QPushButton), Qt.MouseButton.LeftButton)
    assert window.offices.messages.text.startswith("Chưa xóa được cơ quan này vì còn báo cáo")
    assert len(shell.drafts.offices()) == 1


def test_an_unused_office_is_removed_after_a_question(shell: Shell, qtbot) -> None:
    shell.with_office()
    shell.with_office("front")
    window = shell.open(qtbot)
    window.show_page("offices")
    qtbot.mouseClick(child(window.offices, "remove_office"), Qt.MouseButton.LeftButton)
    assert len(shell.drafts.offices()) == 2
    qtbot.mouseClick(child(window.offices, "remove_yes", QPushButton), Qt.MouseButton.LeftButton)
    assert [one.office.kind for one in shell.drafts.offices()] == ["front"]


def test_what_the_sample_sheet_shows_follows_the_form(shell: Shell, qtbot) -> None:
    from PySide6.QtWidgets import QLabel

    form = shell.open(qtbot).offices.form
    type_into(form.place, "Hưng Tân")
    qtbot.waitUntil(
        lambda: "ĐẢNG ỦY XÃ HƯNG TÂN" in [label.text() for label in form.sample.findChildren(QLabel)]
    )
    shown = [label.text() for label in form.sample.findChildren(QLabel)]
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in shown
    assert "Số      -BC/ĐU" in shown


def test_defaults_say_what_the_rules_say() -> None:
    """format_rules 1.4, 1.5, 1.9, 4, 5."""
    expected = {
        "province_board": ("party", "BTGDVTU", "TỈNH ỦY X", "BAN TUYÊN GIÁO VÀ DÂN VẬN", "", "TRƯỞNG BAN"),
        "commune_party": ("party", "ĐU", "ĐẢNG BỘ TỈNH", "ĐẢNG ỦY XÃ X", "T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"),
        "commune_board": ("party", "BXDĐ", "ĐẢNG ỦY XÃ X", "BAN XÂY DỰNG ĐẢNG", "", "TRƯỞNG BAN"),
        "front": (
            "front", "MTTQ-BTT", "ỦY BAN MTTQ VIỆT NAM XÃ X", "BAN THƯỜNG TRỰC",
            "TM. BAN THƯỜNG TRỰC", "CHỦ TỊCH",
        ),
        "government": (
            "state", "UBND", "", "ỦY BAN NHÂN DÂN XÃ X", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH",
        ),
    }  # fmt: skip
    assert set(expected) < set(kind_defaults())
    for kind, (family, code, parent, own, authority, post) in expected.items():
        made = default_office(kind, "X")
        assert (made.family, made.issuer) == (family, Issuer(parent, own, code, "X"))
        assert (made.signers[0].authority, made.signers[0].post) == (authority, post)


def test_party_signers_use_slashes_and_state_signers_dots() -> None:
    """format_rules 1.9: T/M, K/T; 3.3: TM., KT."""
    for kind, known in kind_defaults().items():
        for signer in known.signers:
            if signer.authority:
                mark = signer.authority.split()[0]
                assert ("/" in mark) == (known.family == "party"), f"{kind}: {signer.authority}"


def test_party_recipients_end_with_luu_without_colon() -> None:
    """format_rules 1.10 and 3.3."""
    for known in kind_defaults().values():
        if known.recipients:
            assert known.recipients[-1].startswith("Lưu: " if known.family != "party" else "Lưu ")


def test_nobody_is_kept_on_the_page_by_a_field_left_empty(shell: Shell, qtbot) -> None:
    shell.with_office()
    window = shell.open(qtbot)
    window.show_page("offices")
    type_into(window.offices.form.code, "X")
    window.offices.form.own_line.clear()
    assert not window.close()
    window.show_page("home")
    assert window.page == "offices"
    qtbot.mouseClick(child(window, "drop_changes", QPushButton), Qt.MouseButton.LeftButton)
    assert window.offices.form.office().issuer.name == "ĐẢNG ỦY XÃ HƯNG TÂN"
    assert window.close()
    assert shell.drafts.offices()[0].office == office()


def test_a_first_run_that_was_only_looked_at_stores_nothing(shell: Shell, qtbot) -> None:
    window = shell.open(qtbot)
    assert window.close()
    assert shell.drafts.offices() == ()
