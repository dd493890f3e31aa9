"""The small sheet beside the office form keeps the proportions of the rules."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QLabel
from shell_kit import office

from danvan_desktop.domain.office import Office
from danvan_desktop.domain.report import Period, Report
from danvan_desktop.layout.compose_frame import letterhead
from danvan_desktop.layout.profile import default_profile
from danvan_desktop.ui.offices.letterhead_sample import LetterheadSample, _Line

DAY = date(2026, 6, 18)


@pytest.mark.parametrize("width", [420, 560, 800])
@pytest.mark.parametrize("kind", ["commune_party", "government", "front"])
def test_the_rule_is_as_long_as_the_motto_and_nothing_of_the_right_column_wraps(
    qtbot, kind: str, width: int
) -> None:
    sheet = LetterheadSample(DAY)
    qtbot.addWidget(sheet)
    sheet.resize(width, 400)
    shown: Office = office(kind, "Phú Lộc Hạ")
    sheet.show_office(shown)
    motto = "ĐẢNG CỘNG SẢN VIỆT NAM" if shown.family == "party" else "Độc lập - Tự do - Hạnh phúc"
    labels = {label.text(): label for label in sheet.findChildren(QLabel)}
    advance = QFontMetricsF(labels[motto].font()).horizontalAdvance(motto)
    rules = [line.drawn_width for line in sheet.findChildren(_Line)]
    assert max(rules) == pytest.approx(advance, rel=0.02)
    for text in (motto, "Phú Lộc Hạ, ngày 18 tháng 6 năm 2026"):
        assert not labels[text].wordWrap()


@pytest.mark.parametrize("width", [420, 560, 800])
@pytest.mark.parametrize(
    "parent", ["ĐẢNG BỘ TỈNH TRƯỜNG LAM", "ĐẢNG BỘ THÀNH PHỐ HỒ CHÍ MINH MỞ RỘNG VÀ VÙNG PHỤ CẬN"]
)
def test_names_break_where_the_page_breaks_them(qtbot, parent: str, width: int) -> None:
    sheet = LetterheadSample(DAY)
    qtbot.addWidget(sheet)
    sheet.resize(width, 400)
    shown = office("commune_party", "Phú Lộc Hạ")
    shown = replace(shown, issuer=replace(shown.issuer, parent=parent))
    sheet.show_office(shown)
    sheet.show()
    rules = default_profile(shown.family, DAY)
    report = Report(kind="interim", period=Period("first_half", 2026), issuer=shown.issuer)
    lines = letterhead(report, rules).parent
    labels = {label.text(): label for label in sheet.findChildren(QLabel)}
    for line in lines:
        label = labels[line]
        assert not label.wordWrap()
        assert QFontMetricsF(label.font()).horizontalAdvance(line) <= label.width() + 1
    assert " ".join(lines) == parent
