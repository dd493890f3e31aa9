"""The eyes of the whole-job test answer whatever they are asked, so that the clerk never waits in vain."""

from __future__ import annotations

import json

import pytest
from driven_window import Eyes, text_of
from PySide6.QtWidgets import QLabel, QTextEdit, QWidget
from pytestqt.qtbot import QtBot


def test_a_widget_whose_text_is_a_field_reads_as_that_field(qtbot: QtBot) -> None:
    card, bare, label = QWidget(), QWidget(), QLabel("nhãn")
    for widget in (card, bare, label):
        qtbot.addWidget(widget)
    card.text = QTextEdit("chữ trong ô", card)  # type: ignore[attr-defined]
    bare.text = "không phải hàm"  # type: ignore[attr-defined]
    assert [text_of(widget) for widget in (card, bare, label)] == ["chữ trong ô", "", "nhãn"]


def test_a_question_that_cannot_be_answered_is_answered_so(
    qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    Eyes()._answer("{}")
    assert json.loads(capsys.readouterr().out) == {"failed": "KeyError: 'name'"}
