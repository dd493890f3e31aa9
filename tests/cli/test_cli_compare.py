"""`danvan compare`."""

from __future__ import annotations

from pathlib import Path

import msgspec
from click.testing import CliRunner

from danvan_desktop.cli.compare import compare_command
from danvan_desktop.domain import report_json
from danvan_desktop.layout.sample import sample_report
from danvan_desktop.word.ooxml import w
from danvan_desktop.word.safe_package import Package


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
