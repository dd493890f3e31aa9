"""A file that came back, in the window: all of it listed, comments outlive the dialog, undo is exact."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from shell_kit import Shell, child, when_asked

from danvan_desktop.domain import edits
from danvan_desktop.domain.report import Report
from danvan_desktop.layout.sample import sample_report
from danvan_desktop.services.editing import Place
from danvan_desktop.services.exporting import docx_of
from danvan_desktop.services.returning import Change, Remark, Returned, Stray
from danvan_desktop.ui.returning.dialog import ReturnedDialog
from danvan_desktop.word.safe_package import DOCUMENT, Package

REMARKS = (Remark("", "Trần Văn Minh", "", "Ghi rõ số lượng."), Remark("", "Lê Thị Thu", "", "Bỏ câu này."))
FORMULA = (
    '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
    "<m:r><m:t>a=12</m:t></m:r></m:oMath></w:p>"
)


@pytest.fixture
def shell(qtbot: Any, tmp_path: Path) -> Iterator[Shell]:
    made = Shell(tmp_path / "data")
    made.report_id = made.drafts.create(sample_report(), made.with_office())  # type: ignore[attr-defined]
    made.open(qtbot).open_report(made.report_id)  # type: ignore[attr-defined]
    yield made
    made.close()


def first_item(report: Report) -> tuple[str, str, str]:
    """The section's id, the item's, and its words."""
    section = next(s for s, _ in edits.walk(report.sections) if s.role == "context" and s.items)
    return section.id, section.items[0].id, section.items[0].text


def retyped(report: Report, more: str) -> Report:
    section_id, item_id, text = first_item(report)
    section = edits.find_section(report, section_id)
    assert section is not None
    items = (
        msgspec.structs.replace(item, text=f"{text}{more}", runs=()) if item.id == item_id else item
        for item in section.items
    )
    return edits.set_items(report, section_id, tuple(items))


def shown(shell: Shell, qtbot: Any, found: Returned) -> ReturnedDialog:
    dialog = ReturnedDialog(shell.window, found, shell.window.desk.report, "x.docx")
    qtbot.addWidget(dialog)
    return dialog


def copied(dialog: ReturnedDialog, button: str) -> str:
    child(dialog, button).click()
    return QGuiApplication.clipboard().text()


def test_what_is_no_text_is_listed_with_its_place_and_copied(shell: Shell, qtbot: Any) -> None:
    section_id, item_id, _ = first_item(shell.window.desk.report)
    heading = edits.find_section(shell.window.desk.report, section_id).heading
    strays = (
        Stray("footnote", "Theo báo cáo của xã."), Stray("formula", "a=12", f"i:{item_id}"),
        Stray("picture", "", f"s:{section_id}"), Stray("object", "Excel.Sheet.12"),
        Stray("sign", "Wingdings F0FC"), Stray("drawing", "Nét bút 1"),
    )  # fmt: skip
    dialog = shown(shell, qtbot, Returned((), (), strays))
    listed = [label.text() for label in dialog.findChildren(QLabel, "returned_loose_title")]
    assert len(listed) == len(strays)
    assert listed[0].endswith(": Theo báo cáo của xã.")
    assert "a=12" in listed[1]
    assert all(heading[:20] in text for text in listed[1:3])
    assert copied(dialog, "copy_loose_title_0") == "Theo báo cáo của xã."
    assert copied(dialog, "copy_all_loose_title") == "\n".join(listed)
    assert not any("Không thấy chỗ nào khác" in label.text() for label in dialog.findChildren(QLabel))


def test_nothing_differs_is_said_only_when_nothing_does(shell: Shell, qtbot: Any) -> None:
    dialog = shown(shell, qtbot, Returned((), (), ()))
    assert any("Không thấy chỗ nào khác" in label.text() for label in dialog.findChildren(QLabel))


def test_all_comments_are_copied_at_once(shell: Shell, qtbot: Any) -> None:
    dialog = shown(shell, qtbot, Returned((), REMARKS, ()))
    text = copied(dialog, "copy_all_remarks")
    assert text.splitlines() == ["Trần Văn Minh: Ghi rõ số lượng.", "Lê Thị Thu: Bỏ câu này."]


@pytest.mark.parametrize(
    ("mark", "kind", "takeable", "words"),
    [
        ("bold", "marked", True, "In đậm · Ai"),
        ("strike", "struck", True, "Gạch ngang thường có ý bỏ: nhận thì các chữ bị gạch"),
        ("strike", "struck", False, "mời sửa tay"),
        ("underline", "marked", False, "Báo cáo không giữ dấu này"),
        ("bold", "marked", False, "theo thể thức"),
    ],
)
def test_a_mark_is_named_shown_on_its_words_and_explained(
    shell: Shell, qtbot: Any, mark: Any, kind: Any, takeable: bool, words: str
) -> None:
    change = Change(
        0, kind, "i:x", 0, "hai ba", "một hai ba bốn", "Ai", tracked=True, takeable=takeable, mark=mark,
        stretches=((4, 10),),
    )  # fmt: skip
    dialog = shown(shell, qtbot, Returned((change,), (), ()))
    labels = [label.text() for label in dialog.cards[0].findChildren(QLabel)]
    assert any(words in text for text in labels)
    (text,) = (text for text in labels if "một" in text)
    assert ">hai ba</span> bốn" in text
    assert (("line-through" in text), ("font-weight:bold" in text)) == (mark == "strike", mark == "bold")
    if not takeable:
        assert copied(dialog, "copy_0") == "hai ba"


def with_formula(report: Report, shell: Shell) -> bytes:
    rules = shell.library.profile_for(shell.report_id, report)  # type: ignore[attr-defined]
    package = Package(docx_of(report, rules))
    _, _, text = first_item(report)
    xml = (package.part(DOCUMENT) or b"").decode()
    at = xml.index("</w:p>", xml.index(text[:30]))
    return package.replaced({DOCUMENT: f"{xml[:at]}{FORMULA}{xml[at + len('</w:p>') :]}".encode()})


def test_the_file_is_opened_again_for_what_was_not_taken(shell: Shell, qtbot: Any, tmp_path: Path) -> None:
    file = tmp_path / "da sua.docx"
    report = shell.window.desk.report
    file.write_bytes(with_formula(retyped(report, " Thêm câu này."), shell))
    left: list[tuple[int, int]] = []

    def take_all(dialog: Any) -> None:
        left.append((len(dialog.cards), len(dialog.findChildren(QLabel, "returned_loose_title"))))
        child(dialog, "take_all").click()
        dialog.accept() if dialog.chosen() else dialog.reject()

    when_asked(take_all)
    shell.window.paper.bring_home_file(file)
    qtbot.waitUntil(lambda: shell.window.findChild(QPushButton, "returned_again") is not None, timeout=10_000)
    assert shell.window.desk.report == retyped(report, " Thêm câu này.")
    when_asked(take_all)
    child(shell.window, "returned_again").click()
    qtbot.waitUntil(lambda: len(left) == 2, timeout=10_000)
    assert left == [(1, 1), (0, 1)], "what was taken differs no more, what could not be taken is still there"


def test_typing_just_before_taking_stays_when_taking_is_undone(
    shell: Shell, qtbot: Any, tmp_path: Path
) -> None:
    file = tmp_path / "da sua.docx"
    desk = shell.window.desk
    report = desk.report
    rules = shell.library.profile_for(shell.report_id, report)  # type: ignore[attr-defined]
    file.write_bytes(docx_of(retyped(report, " Lãnh đạo thêm."), rules))
    section_id, item_id, _ = first_item(report)
    typed = msgspec.structs.replace(report, subject=f"{report.subject} (đang gõ)")
    desk.editing.apply(typed, "Gõ", Place(section_id, item_id), merge="typing")

    def take(dialog: Any) -> None:
        card = next(card for card in dialog.cards if card.change.place == f"i:{item_id}")
        card.take.setChecked(True)
        dialog.accept()

    when_asked(take)
    shell.window.paper.bring_home_file(file)
    qtbot.waitUntil(lambda: desk.report == retyped(typed, " Lãnh đạo thêm."), timeout=10_000)
    more = msgspec.structs.replace(desk.report, subject=f"{desk.report.subject} thêm")
    desk.editing.apply(more, "Gõ", Place(section_id, item_id), merge="typing")
    desk.editing.undo()
    assert desk.report == retyped(typed, " Lãnh đạo thêm.")
    desk.editing.undo()
    assert desk.report == typed
    desk.editing.undo()
    assert desk.report == report
