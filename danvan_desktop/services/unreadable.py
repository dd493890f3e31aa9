"""Which of the files an office keeps beside its database are of no use, told when the program starts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from danvan_desktop.errors import UserError
from danvan_desktop.services.calendar import read_calendar
from danvan_desktop.services.own_outlines import unusable_outlines
from danvan_desktop.services.unit_changes import read_unit_changes

_TABLES: tuple[Callable[[Path], object], ...] = (read_calendar, read_unit_changes)


def unreadable(data_dir: Path) -> tuple[str, ...]:
    """A sentence for each file that cannot be used, with what to do about it."""
    return (*unreadable_tables(data_dir), *unusable_outlines(data_dir))


def unreadable_tables(data_dir: Path) -> tuple[str, ...]:
    """The same for the calendar and the table of merged units alone."""
    told: list[str] = []
    for read in _TABLES:
        try:
            read(data_dir)
        except UserError as error:
            told.append(str(error))
    return tuple(told)
