"""What came of beginning the next period: worked out anew, waiting to be read, left behind and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from danvan_desktop.domain.edits import find_section
from danvan_desktop.domain.next_period import LeftBehind, NextDraft
from danvan_desktop.domain.period import period_text, same_period_before
from danvan_desktop.domain.report import Report
from danvan_desktop.domain.unread import unread_count, unread_figures
from danvan_desktop.ui import theme
from danvan_desktop.ui.editor.parts import section_name
from danvan_desktop.ui.widgets.form_rows import group_title
from danvan_desktop.wording import say


class SummaryPane(QScrollArea):
    """Read once, right after the draft was made."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("next_summary")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_draft(self, draft: NextDraft) -> None:
        """Show what came of making this draft."""
        page = QWidget()
        page.setAutoFillBackground(True)
        page.setBackgroundRole(QPalette.ColorRole.Base)
        gap = theme.unit(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(gap * 3, gap * 3, gap * 3, gap * 3)
        column.setSpacing(gap * 2)
        report = draft.report
        self._add_group(column, "next_ui.anew", _anew(report))
        self._add_group(column, "next_ui.moved", _moved(report))
        self._add_group(column, "next_ui.waiting", _waiting(report))
        left = [_left_words(report, one) for one in draft.left_behind]
        self._add_group(column, "next_ui.left", left or [say("next_ui.nothing_left")])
        column.addStretch(1)
        self.setWidget(page)

    def _add_group(self, column: QVBoxLayout, key: str, lines: Sequence[str]) -> None:
        if not lines:
            return
        column.addWidget(group_title(say(key)))
        for line in lines:
            words = QLabel(line)
            words.setObjectName(f"{key.rpartition('.')[2]}_line")
            words.setWordWrap(True)
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(words)


def headline(draft: NextDraft) -> str:
    """The summary in one sentence, for the message over the draft."""
    report = draft.report
    return say(
        "next_ui.headline",
        period=period_text(report.period),
        last=period_text(report.follows.period) if report.follows else "",
        unread=sum(map(unread_count, report.sections)) + unread_figures(report),
        promises=len(report.promises),
        left=len(draft.left_behind),
    )


def _anew(report: Report) -> list[str]:
    return [
        say("next_ui.subject", subject=report.subject),
        say("next_ui.period", period=period_text(report.period)),
        say("next_ui.number"),
    ]


def _moved(report: Report) -> list[str]:
    if not report.indicators:
        return []
    compared = sum(bool(figure.previous.strip()) for figure in report.indicators)
    known = sum(bool(figure.value.strip()) for figure in report.indicators)
    before = period_text(same_period_before(report.period))
    lines = [say("next_ui.compared", count=compared, total=len(report.indicators), period=before)]
    if known:
        lines.append(say("next_ui.known", count=known))
    return lines


def _waiting(report: Report) -> list[str]:
    unread = sum(map(unread_count, report.sections))
    lines = [say("next_ui.unread", count=unread)] if unread else []
    if figures := unread_figures(report):
        lines.append(say("next_ui.unread_figures", count=figures))
    if report.promises:
        lines.append(say("next_ui.promises", count=len(report.promises)))
    return lines


def _left_words(report: Report, left: LeftBehind) -> str:
    section = find_section(report, left.section)
    name = section_name(section) if section else ""
    return say(f"next_ui.left_{left.reason}", text=left.text, section=name)
