"""Where the office keeps its own outlines, those that fit a period, and the files that are of no use."""

from __future__ import annotations

from pathlib import Path

from danvan_desktop.domain.report import Period
from danvan_desktop.layout.outline import Outline
from danvan_desktop.services.office_files import OUTLINES_FOLDER
from danvan_desktop.services.templates import own_outlines
from danvan_desktop.wording import say


def outlines_folder(data_dir: Path) -> Path:
    """The folder of the office's own outlines; it may not exist yet."""
    return data_dir / OUTLINES_FOLDER


def own_outlines_for(data_dir: Path, period: Period) -> tuple[Outline, ...]:
    """The office's own outlines for this kind of period, by name."""
    found = own_outlines(outlines_folder(data_dir)).usable
    return tuple(sorted((o for o in found if period.kind in o.periods), key=lambda o: o.name))


def unusable_outlines(data_dir: Path) -> tuple[str, ...]:
    """A sentence for each file among the own outlines that cannot be used, with what to do about it."""
    broken = own_outlines(outlines_folder(data_dir)).broken
    return tuple(say("own_outline.unusable", name=one.file.name, folder=one.file.parent) for one in broken)
