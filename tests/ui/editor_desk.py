"""A desk to write at in tests: an editor page on an invented report, driven by real keys and the mouse."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from danvan_desktop.domain.edits import find_section
from danvan_desktop.domain.report import (
    Indicator,
    Issuer,
    Item,
    Period,
    Report,
    Run,
    Section,
    Signature,
)
from danvan_desktop.layout.catalogue import CatalogueEntry
from danvan_desktop.services.editing import Editing
from danvan_desktop.ui.editor.page import EditorPage

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
NONE = Qt.KeyboardModifier.NoModifier
Key = Qt.Key

TASKS = ("quán triệt nghị quyết", "tăng cường đối thoại", "nhân rộng mô hình")
CATALOGUE = (
    CatalogueEntry("doi_thoai", "Cuộc đối thoại", "cuộc", "flow", "yes", "Đối thoại"),
    CatalogueEntry("mo_hinh", "Mô hình Dân vận khéo", "mô hình", "flow", "warn", "Phong trào"),
    CatalogueEntry("hoa_giai", "Tổ hòa giải", "tổ", "snapshot", "yes", "Dân chủ ở cơ sở"),
)


def text(item_id: str, words: str, **more: Any) -> Item:
    return Item(id=item_id, text=words, **more)


def tasks(*words: str) -> Section:
    items = tuple(Item(f"t{n}", "task", word) for n, word in enumerate(words, start=1))
    return Section("tasks", "tasks", "Nhiệm vụ", items)


def report() -> Report:
    """A small report with a section of every role."""
    bold = (Run("Ban hành", bold=True), Run(" 12 văn bản."))
    return Report(
        kind="interim",
        period=Period("first_half", 2026),
        profile="party_hd05_2026",
        issuer=Issuer("TỈNH ỦY", "ĐẢNG ỦY XÃ TRƯỜNG XUÂN", "ĐU", "Trường Xuân"),
        subject="sơ kết công tác dân vận",
        sections=(
            Section(
                "opening",
                "opening",
                items=(text("o1", "Đảng ủy báo cáo như sau:"),),
                sections=(Section("bases", "opening", items=(text("b1", "Nghị quyết số 25-NQ/TW"),)),),
            ),
            Section("context", "context", "Đặc điểm", (text("c1", "Một đoạn."), text("c2", "Hai đoạn."))),
            Section(
                "results",
                "results",
                "Kết quả",
                sections=(
                    Section("field1", "results", "Cấp ủy", (text("f1", "Ban hành 12 văn bản.", runs=bold),)),
                    Section("field2", "results", "Chính quyền"),
                ),
            ),
            Section("strengths", "strengths", "Ưu điểm", (text("s1", "Đoàn kết."),)),
            Section(
                "limits", "limitations", "Hạn chế", (text("l1", "Còn hình thức.", cause="Thiếu kiểm tra."),)
            ),
            Section("causes", "causes", "Nguyên nhân", (text("n1", "Địa bàn rộng."),)),
            Section("lessons", "lessons", "Bài học", (text("k1", "Gần dân."),)),
            tasks(*TASKS),
            Section(
                "proposals",
                "proposals",
                "Kiến nghị",
                sections=(
                    Section("up", "proposals", "Với Tỉnh ủy", (text("p1", "Ban hành hướng dẫn."),)),
                    Section("state", "other", "Với UBND tỉnh"),
                ),
            ),
            Section("closing", "closing", items=(text("z1", "Trên đây là báo cáo."),)),
        ),
        indicators=(
            Indicator("dt", "Đối thoại", "cuộc", "95", "81", "90"),
            Indicator("hs", "Hồ sơ đúng hạn", "%", "99.6", "98.2"),
            Indicator("nd", "Lượt người", "lượt", "hơn 500", "450"),
        ),
        signature=Signature("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Trần Văn Minh"),
        recipients=("Tỉnh ủy", "Lưu Văn phòng"),
    )


class Clock:
    """Time that passes when a test says so."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


class Desk:
    """The page, its report, and the hands that work on it."""

    def __init__(self, qtbot: QtBot, start: Report | None = None, **given: Any) -> None:
        self.bot = qtbot
        self.clock = Clock()
        self.editing = Editing(start or report(), self.clock)
        self.page = EditorPage()
        qtbot.addWidget(self.page)
        self.said: list[str] = []
        self.page.status_text.connect(self.said.append)
        self.page.open(
            self.editing,
            given.get("guidance", {}),
            given.get("catalogue", CATALOGUE),
            given.get("signers", ()),
        )
        self.page.resize(1100, 720)
        with qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()

    @property
    def report(self) -> Report:
        return self.editing.report

    def go(self, part: str) -> None:
        """Choose a part in the outline."""
        self.page.outline.select_part("@head" if part != "@head" else "@signing")
        self.page.outline.setFocus()
        for item in self.page.outline._items().values():
            if item.data(0, Qt.ItemDataRole.UserRole) == part:
                self.page.outline.setCurrentItem(item)
        self.settle()
        assert self.page.area.form is not None
        assert self.page.area.form.part == part

    def settle(self) -> None:
        QApplication.sendPostedEvents()
        QApplication.processEvents()

    def find(self, name: str, index: int = 0) -> Any:
        """The widget of this object name that is to be seen, in reading order of its kind."""
        found = [w for w in self.page.findChildren(QWidget, name) if w.isVisible()]
        found.sort(
            key=lambda w: (w.mapTo(self.page, w.rect().topLeft()).y(), w.mapTo(self.page, w.pos()).x())
        )
        return found[index]

    def focus(self, name: str, index: int = 0) -> Any:
        """Click a field."""
        field = self.find(name, index)
        field.setFocus()
        self.settle()
        assert QApplication.focusWidget() is field
        return field

    @property
    def focused(self) -> Any:
        return QApplication.focusWidget()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """A key to whatever has the keyboard, as the window system would bring it."""
        self.bot.keyClick(self.focused, key, modifier)
        self.settle()

    def type(self, words: str) -> None:
        """Letters, Vietnamese ones too."""
        for letter in words:
            if ord(letter) < 128:
                self.bot.keyClick(self.focused, letter)
            else:
                press_letter(self.focused, letter)
        self.settle()

    def click(self, name: str, index: int = 0) -> None:
        """Press a button with the mouse."""
        self.bot.mouseClick(self.find(name, index), Qt.MouseButton.LeftButton)
        self.settle()

    def paste(self, plain: str = "", html: str = "") -> None:
        """Put something on the clipboard as another program does, and press Ctrl+V."""
        data = QMimeData()
        if plain:
            data.setText(plain)
        if html:
            data.setHtml(html)
        QGuiApplication.clipboard().setMimeData(data)
        self.press(Key.Key_V, CTRL)

    def pause(self) -> None:
        """Let time pass, so that what is typed next is a step of its own."""
        self.clock.now += 10

    def items(self, section: str) -> list[str]:
        found = find_section(self.report, section)
        assert found is not None
        return [item.text for item in found.items]

    def item(self, section: str, index: int = 0) -> Item:
        found = find_section(self.report, section)
        assert found is not None
        return found.items[index]

    def leads(self) -> list[str]:
        """The words before the items, from the top."""
        labels = [w for w in self.page.findChildren(QWidget, "item_lead") if w.isVisible()]
        labels.sort(key=lambda w: w.mapTo(self.page, w.rect().topLeft()).y())
        return [label.text() for label in labels]  # type: ignore[attr-defined]


def press_letter(widget: QWidget, letter: str) -> None:
    """A letter as an input method such as Unikey commits it."""
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, 0, NONE, letter))
