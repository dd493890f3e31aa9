"""What a check found: something in a report for the person to look at, and never changed without them."""

from __future__ import annotations

import zlib
from typing import Literal

import msgspec

Severity = Literal["error", "warning", "hint"]

# Parts of a report that are not sections, as in `completeness`.
HEAD = "@head"
FIGURES = "@figures"
SIGNING = "@signing"
LEDGER = "@ledger"

UNNAMED_FIGURE = "blank.figure_name"
"""The finding about figures without a name: what mends it is the name, not the value."""


class Where(msgspec.Struct, frozen=True):
    """The place to jump to: a section's id or '@head', '@figures', '@signing', '@ledger'; and within it.

    `item` is an item's id, an indicator's code, a promise's id, or the name of a field of the report.
    `text` is the sentence the finding is about, as it stands.
    """

    section: str = ""
    item: str = ""
    text: str = ""


class Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    """One finding. `required`, `found` and `advice` are words for the clerk.

    `replacement` is what one key may put in place of `found`, empty when only the person can know; `choices`
    are what it may be, where there are several.
    """

    code: str
    severity: Severity
    where: Where
    required: str = ""
    found: str = ""
    advice: str = ""
    replacement: str = ""
    choices: tuple[str, ...] = ()

    @property
    def is_hint(self) -> bool:
        """A hint is listed apart and counted with no warning: what it is about may well be right."""
        return self.severity == "hint"

    @property
    def key(self) -> str:
        """Stays the same while the place and its words do, so that a decision about it holds."""
        words = "\x1f".join((self.where.section, self.where.item, self.where.text, self.found))
        return f"{self.code}:{zlib.crc32(words.encode()):08x}"
