"""Undo and redo of everything the editor does: by hand for each kind of edit, at random for all together."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest
from editor_desk import ALT, CTRL, SHIFT, TASKS, Desk, Key, report
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from danvan_desktop.domain.completeness import FIGURES, HEAD, SIGNING
from danvan_desktop.domain.report import Report, Signature
from danvan_desktop.ui.editor.figures_model import COLUMNS, TYPED

_OFFERED = Signature("K/T BÍ THƯ", "PHÓ BÍ THƯ", "Nguyễn Thị Lan")


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot, signers=(_OFFERED,))


def _undone_and_redone(desk: Desk, steps: int = 1) -> None:
    """Every step back and forth again, by key; the start and the end are as they were."""
    last = desk.report
    assert last != report()
    for _ in range(steps):
        desk.press(Key.Key_Z, CTRL)
    assert desk.report == report()
    assert desk.editing.undo_label == ""
    for _ in range(steps):
        desk.press(Key.Key_Y, CTRL)
    assert desk.report == last
    for _ in range(steps):
        desk.press(Key.Key_Z, CTRL)
    assert desk.report == report()


def _drag_to_the_end(desk: Desk, index: int, last: int) -> None:
    grip, card = desk.find("item_grip", index), desk.find("item_card", last)
    target = grip.mapFromGlobal(card.mapToGlobal(card.rect().bottomLeft()))
    QTest.mousePress(grip, Qt.MouseButton.LeftButton, pos=grip.rect().center())
    QTest.mouseMove(grip, grip.rect().center() + QPoint(0, 30))
    QTest.mouseMove(grip, target)
    QTest.mouseRelease(grip, Qt.MouseButton.LeftButton, pos=target)
    desk.settle()


def test_a_drag(desk: Desk) -> None:
    desk.go("tasks")
    _drag_to_the_end(desk, 0, 2)
    assert desk.items("tasks") == [TASKS[1], TASKS[2], TASKS[0]]
    desk.press(Key.Key_Z, CTRL)
    assert desk.items("tasks") == list(TASKS)
    assert [desk.find("item_text", place).plain() for place in range(3)] == list(TASKS)
    desk.press(Key.Key_Y, CTRL)
    assert [desk.find("item_text", place).plain() for place in range(3)] == [TASKS[1], TASKS[2], TASKS[0]]
    _undone_and_redone(desk)


def test_recipients_typed_added_moved_pasted_and_deleted(desk: Desk) -> None:
    desk.go(SIGNING)
    desk.focus("recipient", 0)
    desk.type("X")
    desk.press(Key.Key_Return)
    desk.type("Mặt trận")
    desk.press(Key.Key_Down, ALT)
    desk.paste("- Hội Nông dân\n- Hội Phụ nữ\n")
    desk.press(Key.Key_Delete, CTRL | SHIFT)
    desk.click("recipient_up", 2)
    assert desk.report.recipients == ("Tỉnh ủyX", "Mặt trận", "Lưu Văn phòng", "- Hội Nông dân")
    for before in (
        ("Tỉnh ủyX", "Lưu Văn phòng", "Mặt trận", "- Hội Nông dân"),
        ("Tỉnh ủyX", "Lưu Văn phòng", "Mặt trận", "- Hội Nông dân", "- Hội Phụ nữ"),
        ("Tỉnh ủyX", "Lưu Văn phòng", "Mặt trận"),
        ("Tỉnh ủyX", "Mặt trận", "Lưu Văn phòng"),
        ("Tỉnh ủyX", "", "Lưu Văn phòng"),
        ("Tỉnh ủyX", "Lưu Văn phòng"),
        ("Tỉnh ủy", "Lưu Văn phòng"),
    ):
        desk.press(Key.Key_Z, CTRL)
        assert desk.report.recipients == before
        assert [field.text() for field in desk.find("recipients").fields().values()] == list(before)
    for _ in range(7):
        desk.press(Key.Key_Y, CTRL)
    _undone_and_redone(desk, 7)


def test_a_signer_chosen_and_one_typed(desk: Desk) -> None:
    desk.go(SIGNING)
    desk.find("choose_signer").menu().actions()[0].trigger()
    assert desk.report.signature == _OFFERED
    desk.focus("fact_signer")
    desk.press(Key.Key_A, CTRL)
    desk.type("Lê Văn Tám")
    assert desk.report.signature.name == "Lê Văn Tám"
    desk.press(Key.Key_Z, CTRL)
    assert desk.report.signature == _OFFERED
    assert desk.find("fact_signer").text() == "Nguyễn Thị Lan"
    desk.press(Key.Key_Y, CTRL)
    _undone_and_redone(desk, 2)


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("fact_number", "215", lambda report: report.number),
        ("fact_date", "05/02/2026", lambda report: report.date),
        ("fact_subject", "kết quả", lambda report: report.subject),
        ("fact_issuer_parent", "ĐẢNG BỘ TỈNH", lambda report: report.issuer.parent),
        ("fact_code", "BTGDV", lambda report: report.issuer.code),
        ("fact_place", "Đồng Xoài", lambda report: report.issuer.place),
    ],
)
def test_a_fact_of_the_head(desk: Desk, field: str, typed: str, value: Any) -> None:
    desk.go(HEAD)
    widget = desk.focus(field)
    shown = widget.plain if hasattr(widget, "plain") else widget.text
    before = shown()
    desk.press(Key.Key_A, CTRL)
    desk.type(typed)
    assert value(desk.report) in (typed, 215, date(2026, 2, 5))
    desk.press(Key.Key_Z, CTRL)
    assert value(desk.report) == value(report())
    assert shown() == before
    desk.press(Key.Key_Y, CTRL)
    assert shown() == typed
    _undone_and_redone(desk)


# At random

_KEYS = (
    (Key.Key_Return, CTRL),
    (Key.Key_Up, ALT),
    (Key.Key_Down, ALT),
    (Key.Key_Return, CTRL | SHIFT),
    (Key.Key_J, CTRL | SHIFT),
    (Key.Key_Delete, CTRL | SHIFT),
    (Key.Key_Return, Qt.KeyboardModifier.NoModifier),
    (Key.Key_Backspace, Qt.KeyboardModifier.NoModifier),
    (Key.Key_B, CTRL),
    (Key.Key_D, CTRL),
    (Key.Key_X, CTRL),
    (Key.Key_Z, CTRL),
    (Key.Key_Y, CTRL),
)
_BUTTONS = (
    "item_up", "item_down", "item_delete", "add_tasks", "add_list", "add_limitations", "add_proposals",
    "add_bases", "add_lead_in", "add_recipient", "recipient_up", "recipient_down", "recipient_delete",
    "add_figure", "figure_up", "figure_down", "figure_delete", "add_child_section", "group_up", "group_down",
    "group_delete", "child_up", "child_down", "child_delete", "fact_parts", "fact_two_sided", "paste_split",
)  # fmt: skip
_PASTED = (
    "dán một đoạn",
    "Một là, a\nHai là, b\nBa là, c",
    "- x\n- y",
    "tên\tđơn vị\t12\t10\nhai\tcuộc\t5\t4",
)


class _RandomClerk:
    """Does whatever the form of the moment offers, by keys and mouse."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self._desk = desk
        self._chance = random.Random(seed)
        self._parts = [item.data(0, Qt.ItemDataRole.UserRole) for item in desk.page.outline._items().values()]

    def act(self) -> None:
        act = self._chance.choice((self._go, self._type, self._type, self._key, self._click, self._paste))
        act()
        if self._chance.random() < 0.5:
            self._desk.pause()

    def _go(self) -> None:
        known = {item.data(0, Qt.ItemDataRole.UserRole) for item in self._desk.page.outline._items().values()}
        self._desk.go(self._chance.choice([part for part in self._parts if part in known]))

    def _focus(self) -> bool:
        form = self._desk.page.area.form
        assert form is not None
        if form.part == FIGURES:
            table = self._desk.find("figures_table")
            rows = len(self._desk.report.indicators)
            if rows:
                table.focus_cell(self._chance.randrange(rows), COLUMNS[self._chance.randrange(len(TYPED))])
            return bool(rows)
        fields = [field for field in form.fields().values() if field.isVisible()]
        if not fields:
            return False
        field = self._chance.choice(fields)
        field.setFocus()
        self._desk.settle()
        if self._chance.random() < 0.3:
            self._desk.press(Key.Key_A, CTRL)
        return True

    def _type(self) -> None:
        if self._focus():
            self._desk.type(self._chance.choice(("ab", "7", "đối thoại", "05/02/2026", "X y")))

    def _key(self) -> None:
        if self._focus():
            self._desk.press(*self._chance.choice(_KEYS))

    def _paste(self) -> None:
        if self._focus():
            self._desk.paste(self._chance.choice(_PASTED))

    def _click(self) -> None:
        offered: list[QWidget] = [
            widget
            for name in _BUTTONS
            for widget in self._desk.page.findChildren(QAbstractButton, name)
            if widget.isVisible() and widget.isEnabled()
        ]
        offered += [w for w in self._desk.page.findChildren(QComboBox) if w.isVisible() and w.count() > 1]
        if not offered:
            return
        widget = self._chance.choice(offered)
        if isinstance(widget, QComboBox):
            widget.setFocus()
            self._desk.press(self._chance.choice((Key.Key_Down, Key.Key_Up)))
        else:
            widget.click()
            self._desk.settle()


def _shown(desk: Desk) -> dict[str, list[str]]:
    """What every part shows in its fields and its table of figures."""
    found: dict[str, list[str]] = {}
    for item in list(desk.page.outline._items().values()):
        part = item.data(0, Qt.ItemDataRole.UserRole)
        desk.go(part)
        form = desk.page.area.form
        assert form is not None
        texts = [f.plain() if hasattr(f, "plain") else f.text() for f in form.fields().values()]
        if part == FIGURES:
            model = desk.find("figures_table").model()
            texts += [
                str(model.index(row, column).data())
                for row in range(model.rowCount())
                for column in range(len(COLUMNS))
            ]
        found[part] = texts
    return found


@pytest.mark.parametrize("seed", range(6))
def test_whatever_was_done_is_taken_back_to_the_first_and_done_again_to_the_last(
    desk: Desk, seed: int
) -> None:
    shown_first = _shown(desk)
    clerk = _RandomClerk(desk, seed)
    seen: list[Report] = []
    for _ in range(60):
        clerk.act()
        seen.append(desk.report)
    assert len({id(state) for state in seen}) > 20, "the clerk did something"
    last, shown_last = desk.report, _shown(desk)
    done = len(desk.editing._done)
    for _ in range(done):
        assert desk.editing.undo_label
        desk.press(Key.Key_Z, CTRL)
    assert desk.editing.undo_label == ""
    assert desk.report == report()
    assert _shown(desk) == shown_first
    while desk.editing.redo_label:
        desk.press(Key.Key_Y, CTRL)
    assert desk.report == last
    assert _shown(desk) == shown_last
