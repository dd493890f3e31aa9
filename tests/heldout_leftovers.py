"""Reads the held-out cases in tests/checks: leftovers and look-alikes the detector was not developed with."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from danvan_desktop.domain.report import Period, Role

CASES = Path(__file__).parent / "checks" / "leftover_heldout.toml"
"""The set whose misses the detector's rules were mended by."""
SECOND_CASES = CASES.with_name("leftover_heldout_2.toml")
"""A set nobody who writes rules has read: its first run tells what an office would meet."""

LeftoverKind = Literal[
    "stale_period", "stale_year", "horizon", "former_signer", "former_body", "other_unit", "term",
    "unchanged_sentence", "unchanged_figure", "lookalike",
]  # fmt: skip


class HeldoutFigure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One figure of the table: its value in this report and in the last one."""

    name: str
    unit: str
    value: str
    last_value: str


class HeldoutCase(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words of a report with what a person would mark in them; the file's head tells each field."""

    id: str
    kind: LeftoverKind
    family: str = ""
    section: Role | Literal["subject", "recipients", "signature"]
    place: Literal["item", "heading"] = "item"
    period: str
    report_date: date
    text: str
    previous: str = ""
    leftover: str
    former_signers: tuple[str, ...] = ()
    signer: str = ""
    unit: str = ""
    other_units: tuple[str, ...] = ()
    figure: HeldoutFigure | None = None
    why: str

    @property
    def reported(self) -> Period:
        """The period reported on, as the report has it; msgspec.ValidationError if it is none."""
        kind, year = self.period.split(" ")
        return msgspec.convert({"kind": kind, "year": int(year)}, Period)


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    case: tuple[HeldoutCase, ...]


def heldout_cases(file: Path = CASES) -> tuple[HeldoutCase, ...]:
    """All the cases of a set, in the file's order; msgspec.ValidationError where one breaks the format."""
    return msgspec.toml.decode(file.read_bytes(), type=_File).case
