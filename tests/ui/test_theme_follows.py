"""Widgets with colours of their own follow when the system turns dark while the window is open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from danvan_desktop.services.autosave import SaveState
from danvan_desktop.ui import theme
from danvan_desktop.ui.home.report_model import ReportModel
from danvan_desktop.ui.home.report_view import ReportView
from danvan_desktop.ui.messages import MessageBar
from danvan_desktop.ui.safety.reading_text import ReadingText
from danvan_desktop.ui.save_light import SaveLight

Role = QPalette.ColorRole


def failed_light() -> tuple[QWidget, QWidget]:
    light = SaveLight()
    light.show_state(SaveState("failed", reason="Ổ đĩa đầy."))
    return light, light.findChild(QLabel, "save_text")


def message() -> tuple[QWidget, QWidget]:
    bar = MessageBar()
    bar.tell("Chưa ghi được.", "bad")
    return bar, bar


def reading() -> tuple[QWidget, QWidget]:
    text = ReadingText("text", "Bản cũ")
    return text, text


def reports() -> tuple[QWidget, QWidget]:
    view = ReportView(ReportModel(lambda: date(2026, 6, 10)), "report_list")
    return view, view


@pytest.mark.parametrize("made", [failed_light, message, reading, reports])
def test_own_colours_turn_dark_and_light_again(
    made: Callable[[], tuple[QWidget, QWidget]], qtbot: Any, qapp: QApplication
) -> None:
    theme.apply(qapp, dark=False)
    whole, coloured = made()
    qtbot.addWidget(whole)
    whole.show()
    roles = (Role.Window, Role.Base, Role.Highlight)

    def colours() -> list[str]:
        return [coloured.palette().color(role).name() for role in roles]

    light = colours()
    try:
        theme.apply(qapp, dark=True)
        qapp.processEvents()
        dark = colours()
        assert {before == after for before, after in zip(light, dark, strict=True)} == {False}, (light, dark)
    finally:
        theme.apply(qapp, dark=False)
        qapp.processEvents()
    assert colours() == light
