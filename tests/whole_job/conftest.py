"""The virtual screen the whole jobs are done on."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from clerk import Screen


@pytest.fixture
def screen(needs_tool: Callable[[str], object]) -> Iterator[Screen]:
    """A screen with a keyboard for Vietnamese; without its tools CI fails and others skip."""
    for tool in ("Xvfb", "xdotool", "xmodmap", "openbox"):
        needs_tool(tool)
    opened = Screen()
    yield opened
    opened.close()
