"""The sample report, dressed for every profile: judged by the audit and laid out by LibreOffice."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from openxml_audit import FileFormat, OpenXmlValidator

from danvan_desktop.layout.profile import profile, profiles
from danvan_desktop.layout.sample import sample_for
from danvan_desktop.services.exporting import export_docx


@pytest.mark.parametrize("profile_id", sorted(profiles()))
def test_the_demo_of_every_profile_is_sound_and_opens(
    profile_id: str, tmp_path: Path, to_pdf: Callable[[Path], Path], needs_tool: Callable[[str], str]
) -> None:
    report = sample_for(profile_id)
    file = tmp_path / "Báo cáo mẫu.docx"
    assert export_docx(report, file).profile.id == profile_id
    for version in (FileFormat.OFFICE_2007, FileFormat.OFFICE_2019, FileFormat.MICROSOFT_365):
        found = OpenXmlValidator(file_format=version, security_validation=True).validate(file).errors
        assert [str(error) for error in found] == []
    text = subprocess.run(
        [needs_tool("pdftotext"), "-layout", str(to_pdf(file)), "-"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    pages = text.split("\f")[:-1]
    assert len(pages) >= 6
    assert profile(profile_id).letterhead.motto[-1] in pages[0]
    assert report.signature.name in pages[-2] + pages[-3]
    assert "PHỤ LỤC" in pages[-1].upper()
    for word in ("Một là", "Hai là", "Ba là", "Bốn là", "Năm là", "Sáu là"):
        assert f"{word}," in text
    assert not re.search(r"\{\{|\[chưa có số liệu\]", text)
