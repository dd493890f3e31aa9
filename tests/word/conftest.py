"""An editor in LibreOffice for the tests of what comes back from one."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable

import pytest
from libreoffice_hand import Hand


@pytest.fixture(scope="session")
def hand(needs_tool: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Hand]:
    """`hand(author)` edits Word files in LibreOffice under that name; without `uno` CI fails, others skip."""
    soffice = needs_tool("soffice")
    python = next((found for name in ("/usr/bin/python3", "python3") if (found := _with_uno(name))), "")
    if not python:
        message = "no Python with uno is installed (Debian: python3-uno)"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    return lambda author: Hand(soffice, python, tmp_path_factory.mktemp("hand"), author)


def _with_uno(name: str) -> str:
    path = shutil.which(name) or ""
    return (
        path
        if path and subprocess.run([path, "-c", "import uno"], capture_output=True).returncode == 0
        else ""
    )
