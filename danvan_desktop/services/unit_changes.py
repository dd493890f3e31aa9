"""The office's table of merged and split units, kept in its data folder where the clerk can edit it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from danvan_desktop.domain.figures_carry import Sums
from danvan_desktop.domain.regroup import UnitChange, regrouped
from danvan_desktop.domain.report import Indicator, Report
from danvan_desktop.errors import UserError
from danvan_desktop.files import read_file, replace_file
from danvan_desktop.layout.catalogue import indicator_catalogue
from danvan_desktop.layout.issuer_names import full_name
from danvan_desktop.services.office_files import UNITS_NAME, keep_unreadable
from danvan_desktop.wording import say

_FILE = UNITS_NAME
_MAX_BYTES = 4 * 1024 * 1024


def read_unit_changes(data_dir: Path) -> tuple[UnitChange, ...]:
    """The table of the data folder, empty when there is none. Raises UserError for one that is damaged."""
    file = data_dir / _FILE
    if not file.is_file():
        return ()
    try:
        return msgspec.json.decode(read_file(file, _MAX_BYTES), type=tuple[UnitChange, ...])
    except msgspec.MsgspecError as error:
        raise UserError(
            say("units.bad_file", name=_FILE, detail=error), say("units.bad_file_advice")
        ) from error


def save_unit_changes(data_dir: Path, changes: Iterable[UnitChange]) -> None:
    """Keep the table, and a copy of a damaged one that it replaces.

    Raises UserError, with nothing written, for a row without a name.
    """
    rows = tuple(changes)
    for row in rows:
        if not row.new.strip() or not any(old.strip() for old in row.olds):
            raise UserError(say("units.unnamed"), say("units.unnamed_advice"))
    keep_unreadable(data_dir / _FILE, lambda: read_unit_changes(data_dir))
    replace_file(data_dir / _FILE, msgspec.json.format(msgspec.json.encode(rows), indent=2))


def regrouped_reports(
    reports: Sequence[Report], changes: Iterable[UnitChange]
) -> dict[str, tuple[Indicator, ...]]:
    """Last period's figures of the units' own reports, as those of the units of today."""
    return regrouped({full_name(one.issuer): one.indicators for one in reports}, changes, indicator_sums())


def indicator_sums() -> dict[str, Sums]:
    """Whether each indicator of the catalogue adds over units."""
    return {entry.code: entry.sums for entry in indicator_catalogue()}
