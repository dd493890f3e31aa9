"""Comparing in the window: what is offered, what is shown, and under whose name it is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit
from shell_kit import Shell, child, when_asked

from danvan_desktop.domain import edits
from danvan_desktop.domain.report import Item, Report
from danvan_desktop.layout.issuer_names import full_name
from danvan_desktop.layout.sample import sample_report
from danvan_desktop.ui import theme
from danvan_desktop.ui.comparing.choice import Choice, choices_for
from danvan_desktop.ui.comparing.dialog import CompareDialog
from danvan_desktop.word.returned import read_returned

EARLIER = "Câu này chỉ có ở lần ghi trước."
ELSEWHERE = "Câu này chỉ có ở báo cáo khác."


def with_sentence(report: Report, sentence: str) -> Report:
    section = next(s for s, _ in edits.walk(report.sections) if s.role == "context")
    return edits.set_items(report, section.id, (*section.items, Item(id=edits.new_id("i"), text=sentence)))


@pytest.fixture
def shell(qtbot: Any, tmp_path: Path) -> Iterator[Shell]:
    """An open report that was saved once with another sentence, beside another report."""
    made = Shell(tmp_path / "data")
    office = made.with_office()
    report = sample_report()
    made.report_id = made.drafts.create(report, office)  # type: ignore[attr-defined]
    made.drafts.keep_revision(made.report_id, with_sentence(report, EARLIER))  # type: ignore[attr-defined]
    other = with_sentence(msgspec.structs.replace(report, subject="Chuyên đề khác hẳn"), ELSEWHERE)
    made.drafts.create(other, office)
    made.open(qtbot).open_report(made.report_id)  # type: ignore[attr-defined]
    made.drafts.set_setting("export_folder", str(tmp_path))
    yield made
    made.close()


def compared(shell: Shell, qtbot: Any, choices: tuple[Choice, ...]) -> CompareDialog:
    report = shell.window.desk.report
    rules = shell.library.profile_for(shell.report_id, report)  # type: ignore[attr-defined]
    dialog = CompareDialog(shell.window, choices, rules, Path(), "Phòng Tổng hợp")
    qtbot.addWidget(dialog)
    return dialog


def settle(dialog: CompareDialog, qtbot: Any, words: str = "khác nhau") -> None:
    count = child(dialog, "compare_count", QLabel)
    qtbot.waitUntil(lambda: words in count.text(), timeout=10_000)


def test_earlier_moments_and_other_reports_are_offered_and_compare(shell: Shell, qtbot: Any) -> None:
    report = shell.window.desk.report
    choices = choices_for(shell.library, shell.report_id, report)  # type: ignore[attr-defined]
    loaded = [choice.load() for choice in choices]
    assert loaded[0] == report
    with_earlier, with_other = (
        [n for n, one in enumerate(loaded) if sentence in str(one)] for sentence in (EARLIER, ELSEWHERE)
    )
    assert with_earlier
    assert with_other == [len(choices) - 1], "the other report comes after all moments of this one"
    assert len({choice.words for choice in choices}) == len(choices), "each is told from the others"
    dialog = compared(shell, qtbot, choices)
    old = child(dialog, "compare_old", QComboBox)
    for number, sentence in ((with_earlier[0], EARLIER), (with_other[0], ELSEWHERE)):
        old.setCurrentIndex(number)
        settle(dialog, qtbot)
        assert sentence in dialog.page.toPlainText()


def test_only_what_differs_is_shown_unless_all_is_wanted(shell: Shell, qtbot: Any) -> None:
    report = shell.window.desk.report
    changed = with_sentence(report, EARLIER)
    same = next(item.text for s, _ in edits.walk(report.sections) for item in s.items if item.text)[:40]
    dialog = compared(shell, qtbot, (Choice("sau", lambda: changed), Choice("trước", lambda: report)))
    settle(dialog, qtbot)
    only = child(dialog, "compare_only", QCheckBox)
    assert only.isChecked()
    assert EARLIER in dialog.page.toPlainText()
    assert same not in dialog.page.toPlainText()
    only.click()
    assert EARLIER in dialog.page.toPlainText()
    assert same in dialog.page.toPlainText()
    only.click()
    assert same not in dialog.page.toPlainText()


def test_the_comparison_follows_light_and_dark(shell: Shell, qtbot: Any, qapp: Any) -> None:
    report = shell.window.desk.report
    changed = with_sentence(report, EARLIER)
    dialog = compared(shell, qtbot, (Choice("sau", lambda: changed), Choice("trước", lambda: report)))
    dialog.show()
    settle(dialog, qtbot)

    def good() -> str:
        return theme.tone_colours("good", theme.palette_now())[0].name()

    light = good()
    assert light in dialog.page.toHtml()
    try:
        theme.apply(qapp, dark=True)
        qapp.processEvents()
        assert good() != light
        assert good() in dialog.page.toHtml()
        assert light not in dialog.page.toHtml()
    finally:
        theme.apply(qapp, dark=False)


def test_the_office_signs_a_comparison_until_the_person_puts_a_name(
    shell: Shell, qtbot: Any, tmp_path: Path
) -> None:
    names: list[str] = []

    def write(dialog: Any) -> None:
        author = child(dialog, "compare_author", QLineEdit)
        names.append(author.text())
        settle(dialog, qtbot)
        author.setText("Nguyễn Thị Lan")
        dialog.write_to(tmp_path / f"so sanh {len(names)}.docx")
        qtbot.waitUntil(lambda: dialog.written is not None, timeout=10_000)

    for number in (1, 2):
        when_asked(write)
        shell.window.paper.actions["compare"].trigger()
        file = tmp_path / f"so sanh {number}.docx"
        messages = shell.window.desk.messages
        qtbot.waitUntil(lambda messages=messages, file=file: file.name in messages.text, timeout=20_000)
        authors = {name for line in read_returned(file.read_bytes()).lines for name in line.authors}
        assert authors == {"Nguyễn Thị Lan"}
    assert names == [full_name(shell.window.desk.report.issuer), "Nguyễn Thị Lan"]
