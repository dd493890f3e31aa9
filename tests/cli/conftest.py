"""A terminal on a data folder of its own, and a report file."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_terminal import Terminal
from invented import report

from danvan_desktop.domain.report_json import encode


@pytest.fixture
def danvan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(tmp_path / "dữ liệu", capsys)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    written = tmp_path / "báo cáo.json"
    written.write_bytes(encode(report()))
    return written
