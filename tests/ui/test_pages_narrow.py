"""With the pages beside it on the smallest screen, a form is narrow, and still nothing of it is cut off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from shell_kit import Shell, child

from danvan_desktop.domain import edits
from danvan_desktop.layout.sample import sample_report
from danvan_desktop.ui.editor.form_area import FormArea


@pytest.fixture
def shell(qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    made = Shell(tmp_path / "data")
    report_id = made.drafts.create(sample_report(), made.with_office())
    made.open(qtbot).open_report(report_id)
    made.window.paper.actions["show_pages"].trigger()
    yield made
    made.window.desk.pages.pane.feed.shutdown()
    made.close()


def cut_off(area: FormArea) -> list[str]:
    """What of the form reaches beyond what is to be seen, or has no width to be seen in."""
    room = area.viewport().width()
    cut = []
    for part in area.form.findChildren(QWidget):
        holder = part.parentWidget()
        if not part.isVisible() or _in_a_scrolled_table(part, area):
            continue
        right = part.mapTo(area.viewport(), part.rect().topRight()).x()
        inner = part.mapTo(holder, part.rect().topRight()).x() if holder else 0
        if right >= room or part.width() < 8 or (holder is not None and inner >= holder.width()):
            cut.append(f"{part.metaObject().className()} {part.objectName()} to {right} of {room}")
        if (
            isinstance(part, QLabel)
            and part.hasHeightForWidth()
            and part.height() < part.heightForWidth(part.width())
        ):
            cut.append(f"the last lines of “{part.text()[:40]}”")
    return cut


def _in_a_scrolled_table(part: QWidget, area: FormArea) -> bool:
    above: QWidget | None = part.parentWidget()
    while above is not None and above is not area.form:
        if above.objectName().startswith("qt_scrollarea"):
            return True
        above = above.parentWidget()
    return False


def test_nothing_of_any_form_is_cut_off_beside_the_pages(shell: Shell, qtbot: Any) -> None:
    window = shell.window
    editor = window.desk._editor
    area = editor.area
    assert window.width() == 1366
    assert window.desk.pages.pane.isVisible()
    sections = [section.id for section, _ in edits.walk(window.desk.report.sections)]
    for part in ("@head", "@figures", "@signing", "@ledger", *sections):
        editor.show_part(part)
        form = area.form
        qtbot.waitUntil(lambda form=form: form.isVisible() and form.width() > 100, timeout=5000)
        qtbot.wait(1)
        assert area.widget().minimumSizeHint().width() <= area.viewport().width(), part
        assert cut_off(area) == [], part


def test_fields_side_by_side_wrap_only_where_they_must(shell: Shell, qtbot: Any) -> None:
    window = shell.window
    window.desk._editor.show_part("@head")
    secrecy, urgency = (child(window, f"mark_{name}") for name in ("secrecy", "urgency"))
    draft, limit = (child(window, f"mark_{name}") for name in ("draft", "page_limit"))

    def top(widget: QWidget) -> int:
        return widget.mapTo(window, widget.rect().topLeft()).y()

    window.desk.pages.show_pages(False)
    qtbot.waitUntil(lambda: top(secrecy) == top(urgency), timeout=5000)
    assert top(draft) == top(limit)
