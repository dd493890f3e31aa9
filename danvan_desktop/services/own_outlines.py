"""Where the office keeps its own outlines, and those among them that fit a period."""

from __future__ import annotations

from pathlib import Path

from danvan_desktop.domain.report import Period
from danvan_desktop.layout.outline import Outline
from danvan_desktop.services.templates import own_outlines


def outlines_folder(data_dir: Path) -> Path:
    """The folder of the office's own outlines; it may not exist yet."""
    return data_dir / "de_cuong"


def own_outlines_for(data_dir: Path, period: Period) -> tuple[Outline, ...]:
    """The office's own outlines for this kind of period, by name."""
    found = own_outlines(outlines_folder(data_dir)).usable
    return tuple(sorted((o for o in found if period.kind in o.periods), key=lambda o: o.name))
