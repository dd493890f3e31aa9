"""A terminal for the tests of the commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from danvan_desktop.cli import main as cli


class Terminal:
    """Runs commands in this process on a data folder of its own."""

    def __init__(self, data_dir: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.data_dir = data_dir
        self.windows: list[Path | None] = []
        self._capture = capture

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        return self.bare("--data-dir", str(self.data_dir), *arguments)

    def bare(self, *arguments: str) -> tuple[int, str, str]:
        self._capture.readouterr()
        code = cli.run(arguments, self._start)
        out, err = self._capture.readouterr()
        return code, out, err

    def _start(self, data_dir: Path | None) -> int:
        self.windows.append(data_dir)
        return 0
