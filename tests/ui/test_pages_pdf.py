"""PDF from the window: where it goes, what it tells, and that a file there is never lost by a failure."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from shell_kit import Shell, child, when_asked

from danvan_desktop.domain.report import Marks
from danvan_desktop.errors import UserError
from danvan_desktop.layout.sample import sample_report
from danvan_desktop.services.editing import Place


@pytest.fixture
def shell(qtbot: Any, tmp_path: Path) -> Iterator[Shell]:
    made = Shell(tmp_path / "data")
    report_id = made.drafts.create(sample_report(), made.with_office())
    made.open(qtbot).open_report(report_id)
    made.drafts.set_setting("export_folder", str(tmp_path))
    yield made
    made.close()


@pytest.fixture
def exported(shell: Shell, qtbot: Any, tmp_path: Path) -> Callable[[Callable[[Any], object]], Path]:
    """`exported(answer)` exports with the dialog answered so, and is the file."""

    def export(answer: Callable[[Any], object]) -> Path:
        asked = when_asked(lambda dialog: (answer(dialog), dialog.accept()))
        shell.window.paper.actions["export_pdf"].trigger()
        assert asked == ["pdf_dialog"]
        messages = shell.window.desk.messages
        qtbot.waitUntil(lambda: messages.text.startswith("Đã xuất"), timeout=30_000)
        (pdf,) = tmp_path.glob("*.pdf")
        return pdf

    return export


def told(tool: str, pdf: Path) -> str:
    target = ["-"] if tool.endswith("totext") else []
    return subprocess.run([tool, str(pdf), *target], capture_output=True, text=True, check=True).stdout


def test_it_goes_where_it_was_asked_for_and_fit_for_the_archive(exported: Any) -> None:
    pdf = exported(lambda dialog: child(dialog, "pdf_archival").setChecked(True))
    assert b"pdfaid:part" in pdf.read_bytes()


@pytest.mark.parametrize("draft", [True, False])
def test_the_marks_of_a_draft_stay_only_where_they_are_asked_for(
    shell: Shell, exported: Any, needs_tool: Any, draft: bool
) -> None:
    editing = shell.window.desk.editing
    editing.apply(msgspec.structs.replace(editing.report, marks=Marks(draft=3)), "dấu", Place("@head"))

    def answer(dialog: Any) -> None:
        box = child(dialog, "pdf_draft")
        assert box.isVisible()
        assert not box.isChecked(), "what goes out unasked is final"
        box.setChecked(draft)

    assert ("Dự thảo lần 3" in told(needs_tool("pdftotext"), exported(answer))) is draft


def test_no_draft_no_question_about_its_marks(exported: Any) -> None:
    seen: list[bool] = []
    exported(lambda dialog: seen.append(child(dialog, "pdf_draft").isVisible()))
    assert seen == [False]


@pytest.mark.parametrize("hushed", [True, False])
def test_a_quiet_one_does_not_tell_who_wrote_it(exported: Any, needs_tool: Any, hushed: bool) -> None:
    pdf = exported(lambda dialog: child(dialog, "pdf_hushed").setChecked(hushed))
    assert ("Author:" in told(needs_tool("pdfinfo"), pdf)) is not hushed


def test_a_name_that_is_taken_is_pointed_out(shell: Shell, tmp_path: Path) -> None:
    taken = tmp_path / "cu.pdf"
    taken.write_bytes(b"x")
    seen: list[bool] = []

    def look(dialog: Any) -> None:
        warning, target = child(dialog, "pdf_overwrites"), child(dialog, "pdf_target")
        seen.append(warning.isVisible())
        target.setText("cu")
        seen.append(warning.isVisible() and "cu" in str(dialog.target()))
        target.setText("mới")
        seen.append(warning.isVisible())
        target.setText(" ")
        seen.append(child(dialog, "pdf_write").isEnabled())
        dialog.reject()

    when_asked(look)
    shell.window.paper.actions["export_pdf"].trigger()
    assert seen == [False, True, False, False]
    assert taken.read_bytes() == b"x"


def test_a_failure_leaves_the_file_that_was_there(
    shell: Shell, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full when the last bytes are written, or there is no renderer: the old file stays whole."""
    old = tmp_path / "cu.pdf"
    old.write_bytes(b"as it was")
    messages = shell.window.desk.messages

    def fail_with(where: str, error: Exception, sentence: str) -> None:
        def fail(*_: object, **__: object) -> None:
            raise error

        with monkeypatch.context() as patch:
            patch.setattr(where, fail)
            when_asked(lambda dialog: (child(dialog, "pdf_target").setText(str(old)), dialog.accept()))
            shell.window.paper.actions["export_pdf"].trigger()
            qtbot.waitUntil(lambda: sentence in messages.text, timeout=30_000)
        messages.dismiss()
        assert old.read_bytes() == b"as it was"
        assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["cu.pdf"]

    fail_with("danvan_desktop.services.exporting.pdf_bytes", UserError("Không dựng được.", ""), "Không dựng")
    fail_with("danvan_desktop.files.os.replace", OSError(28, "No space left on device"), "cu.pdf")
    fail_with("danvan_desktop.files.os.fsync", OSError(28, "No space left on device"), "cu.pdf")
