"""The marks of handling that the head's form offers."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtWidgets import QComboBox
from shell_kit import child

from danvan_desktop.domain.report import Marks
from danvan_desktop.services.editing import Place


def test_the_marks_offered_are_those_of_the_rules_chosen(window: Any) -> None:
    desk = window.desk
    desk._editor.show_part("@head")
    urgency = child(window, "mark_urgency", QComboBox)
    assert urgency.findData("HỎA TỐC HẸN GIỜ") < 0
    older = msgspec.structs.replace(desk.report, profile="party_hd36_2018", marks=Marks(urgency="HỎA TỐC"))
    desk.editing.apply(older, "thể thức", Place("@head"))
    assert urgency.findData("HỎA TỐC HẸN GIỜ") == urgency.count() - 1
    assert urgency.currentData() == "HỎA TỐC"
    urgency.setCurrentIndex(urgency.count() - 1)
    urgency.activated.emit(urgency.currentIndex())
    desk.editing.apply(msgspec.structs.replace(desk.report, profile="party_hd05_2026"), "x", Place("@head"))
    assert urgency.currentData() == "HỎA TỐC HẸN GIỜ", "what was chosen is kept as it stands"
    assert desk.report.marks.urgency == "HỎA TỐC HẸN GIỜ"
