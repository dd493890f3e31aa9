"""Exporting from the window: the question, the file, the failure and its way out."""

from __future__ import annotations

import threading
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from shell_kit import Shell, child, when_asked

from danvan_desktop.files import free_name
from danvan_desktop.layout.profile import profiles
from danvan_desktop.ui import exporting
from danvan_desktop.ui.exporting import ExportDialog


@pytest.fixture
def shell(tmp_path: Path, qtbot, monkeypatch):
    monkeypatch.setattr(exporting, "user_documents_dir", lambda: tmp_path)
    made = Shell(tmp_path / "dữ liệu")
    yield made
    made.close()


def export_with(window, act) -> None:
    when_asked(act)
    window.actions_by_name["export_word"].trigger()


def test_enter_writes_the_file_and_says_so(window, qtbot, tmp_path: Path, monkeypatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    targets: list[str] = []

    def enter(dialog: ExportDialog) -> None:
        targets.append(child(dialog, "export_target").text())
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    export_with(window, enter)
    (target,) = map(Path, targets)
    assert target.parent == tmp_path
    qtbot.waitUntil(lambda: window.desk.messages.text.startswith("Đã xuất "))
    assert target.name in window.desk.messages.text
    with zipfile.ZipFile(target) as parts:
        body = parts.read("word/document.xml").decode()
    assert "6 tháng đầu năm 2026" in body
    qtbot.mouseClick(child(window, "export_open_folder"), Qt.MouseButton.LeftButton)
    assert opened == [str(tmp_path)]


def test_the_second_export_gets_another_name_and_the_same_folder(
    window, shell: Shell, qtbot, tmp_path: Path
) -> None:
    other = tmp_path / "Báo cáo gửi đi"
    other.mkdir()

    def into_other(dialog: ExportDialog) -> None:
        child(dialog, "export_target").setText(str(other / "bao cao"))
        dialog.accept()

    export_with(window, into_other)
    qtbot.waitUntil(lambda: window.desk.messages.text.startswith("Đã xuất "))
    assert (other / "bao cao.docx").is_file(), "the ending is added"
    seen: list[str] = []

    def look(dialog: ExportDialog) -> None:
        seen.append(child(dialog, "export_target").text())
        dialog.reject()

    export_with(window, look)
    assert Path(seen[0]).parent == other


def test_a_free_name_never_replaces_unasked(tmp_path: Path) -> None:
    assert free_name(tmp_path, "a.docx").name == "a.docx"
    (tmp_path / "a.docx").touch()
    (tmp_path / "a (2).docx").touch()
    assert free_name(tmp_path, "a.docx").name == "a (3).docx"


def test_the_rules_are_chosen_and_second_hand_ones_say_so(window, qtbot, tmp_path: Path) -> None:
    notes: dict[str, str] = {}
    titles: list[str] = []

    def look(dialog: ExportDialog) -> None:
        rules = child(dialog, "export_profile")
        assert rules.currentData() == "party_hd05_2026"
        for row in range(rules.count()):
            rules.setCurrentIndex(row)
            titles.append(rules.itemText(row))
            notes[rules.currentData()] = child(dialog, "export_note").text()
        rules.setCurrentIndex(rules.findData("party_hd36_2018"))
        dialog.accept()

    export_with(window, look)
    assert set(notes) == set(profiles())
    for one in profiles().values():
        assert ("nguồn thứ cấp" in notes[one.id]) is one.second_hand
        assert one.legal_basis in notes[one.id]
    assert sum("nguồn thứ cấp" in title for title in titles) == sum(
        one.second_hand for one in profiles().values()
    )
    qtbot.waitUntil(lambda: window.desk.messages.text.startswith("Đã xuất "))


def test_a_name_that_is_taken_is_pointed_out(window, qtbot, tmp_path: Path) -> None:
    taken = tmp_path / "cu.docx"
    taken.write_bytes(b"x")

    def look(dialog: ExportDialog) -> None:
        warning = child(dialog, "export_overwrites")
        assert not warning.isVisible()
        child(dialog, "export_target").setText(str(taken))
        assert warning.isVisible()
        for useless in ("", "  ", "/", str(tmp_path)):
            child(dialog, "export_target").setText(useless)
            assert not child(dialog, "export_write").isEnabled()
        child(dialog, "export_target").setText("chỉ có tên")
        assert dialog.choice().target == tmp_path / "chỉ có tên.docx"
        dialog.reject()

    export_with(window, look)
    assert taken.read_bytes() == b"x"


def test_browse_fills_the_name(window, qtbot, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "chọn.docx"), ""))

    def browse(dialog: ExportDialog) -> None:
        child(dialog, "export_browse").click()
        assert child(dialog, "export_target").text() == str(tmp_path / "chọn.docx")
        dialog.reject()

    export_with(window, browse)


def test_a_failure_offers_another_name(window, qtbot, tmp_path: Path) -> None:
    def into_nowhere(dialog: ExportDialog) -> None:
        child(dialog, "export_target").setText(str(tmp_path / "không có" / "a.docx"))
        dialog.accept()

    export_with(window, into_nowhere)
    qtbot.waitUntil(lambda: window.desk.messages.text.startswith("Không tìm thấy thư mục"))
    when_asked(lambda dialog: dialog.accept())
    qtbot.mouseClick(child(window, "export_other_name"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.desk.messages.text.startswith("Đã xuất “a.docx”"))
    assert (tmp_path / "a.docx").is_file()


def test_a_slow_export_can_be_stopped_and_leaves_nothing(window, qtbot, tmp_path: Path, monkeypatch) -> None:
    go = threading.Event()
    monkeypatch.setattr(exporting, "_PATIENCE_MS", 10)
    monkeypatch.setattr("danvan_desktop.services.exporting.docx_of", lambda *_, **__: go.wait(5) and b"")
    export_with(window, lambda dialog: dialog.accept())
    qtbot.waitUntil(lambda: window.desk.messages.text == "Đang xuất Word…")
    qtbot.mouseClick(child(window, "export_cancel"), Qt.MouseButton.LeftButton)
    go.set()
    qtbot.waitUntil(lambda: window.desk.messages.text == "Đã dừng; chưa ghi tệp nào.")
    assert list(tmp_path.glob("*.docx")) == []


def test_an_empty_report_is_exported_all_the_same(window, qtbot, tmp_path: Path) -> None:
    """DESIGN §7: missing pieces are visible gaps, never a closed door."""
    import msgspec

    from danvan_desktop.domain.report import Issuer
    from danvan_desktop.services.editing import Place

    editing = window.desk._editing
    bare = msgspec.structs.replace(editing.report, sections=(), subject="", issuer=Issuer(), recipients=())
    editing.apply(bare, "Xóa hết", Place("@head"))
    export_with(window, lambda dialog: dialog.accept())
    qtbot.waitUntil(lambda: window.desk.messages.text.startswith("Đã xuất "))
    assert len(list(tmp_path.glob("*.docx"))) == 1


@pytest.mark.parametrize("hushed", [True, False])
def test_a_quiet_file_does_not_tell_who_wrote_it(window, qtbot, tmp_path: Path, hushed: bool) -> None:
    def answer(dialog: ExportDialog) -> None:
        child(dialog, "export_hushed").setChecked(hushed)
        dialog.accept()

    export_with(window, answer)
    qtbot.waitUntil(lambda: window.desk.messages.text.startswith("Đã xuất "))
    (target,) = tmp_path.glob("*.docx")
    with zipfile.ZipFile(target) as parts:
        core = parts.read("docProps/core.xml").decode()
    assert ("<dc:creator>Đảng ủy xã Hưng Tân" in core) is not hushed
    assert ("creator" in core) is not hushed
