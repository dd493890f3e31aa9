"""`danvan compare`."""

from __future__ import annotations

from pathlib import Path

import msgspec
from click.testing import CliRunner

from danvan_desktop.cli.compare import compare_command
from danvan_desktop.domain import report_json
from danvan_desktop.layout.issuer_names import full_name
from danvan_desktop.layout.profile import profile
from danvan_desktop.layout.sample import sample_report
from danvan_desktop.services.exporting import docx_of
from danvan_desktop.word.ooxml import w
from danvan_desktop.word.safe_package import Package


def test_without_an_author_the_office_signs_and_never_the_login_of_the_computer(tmp_path: Path) -> None:
    report = sample_report()
    changed = msgspec.structs.replace(report, subject=f"{report.subject} (bản sửa)")
    for name, one in (("a", report), ("b", changed)):
        (tmp_path / f"{name}.json").write_bytes(report_json.encode(one))
        (tmp_path / f"{name}.docx").write_bytes(docx_of(one, profile(one.profile or "party_hd05_2026")))
    for kind, wanted in (("json", full_name(report.issuer)), ("docx", "Người soạn")):
        target = tmp_path / f"out-{kind}.docx"
        arguments = [str(tmp_path / f"{name}.{kind}") for name in "ab"]
        result = CliRunner().invoke(compare_command, [*arguments, "-o", str(target)])
        assert result.exit_code == 0, result.output
        insertions = list(Package(target.read_bytes()).document().iter(w("ins")))
        assert {insertion.get(w("author")) for insertion in insertions} == {wanted}


def test_the_word_file_names_its_author(tmp_path: Path) -> None:
    report = sample_report()
    changed = msgspec.structs.replace(report, subject=f"{report.subject} (bản sửa)")
    for name, one in (("a", report), ("b", changed)):
        (tmp_path / f"{name}.json").write_bytes(report_json.encode(one))
    target = tmp_path / "out.docx"
    arguments = [
        str(tmp_path / "a.json"),
        str(tmp_path / "b.json"),
        "-o",
        str(target),
        "--author",
        "Trần Thị Bé",
    ]
    result = CliRunner().invoke(compare_command, arguments)
    assert result.exit_code == 0, result.output
    assert str(target) in result.output
    insertions = list(Package(target.read_bytes()).document().iter(w("ins")))
    assert {insertion.get(w("author")) for insertion in insertions} == {"Trần Thị Bé"}
