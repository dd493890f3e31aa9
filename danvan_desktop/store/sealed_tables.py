"""Which tables hold sealed rows, and by which columns each row is known."""

from __future__ import annotations

TABLES: dict[str, tuple[str, ...]] = {
    "offices": ("id",),
    "settings": ("key",),
    "reports": ("id",),
    "parts": ("report_id", "section"),
    "revisions": ("id",),
    "issued": ("id",),
    "discarded": ("id",),
}
