"""What kind of figure a row of the table is, which settles how it goes from period to period."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal

from danvan_desktop.domain.report import Indicator

Nature = Literal["flow", "snapshot", "ratio", "opening"]
"""A flow adds over periods, a snapshot is a state on a day, a ratio is computed from others; an opening is
what was left undone when the period began (indicators, rule 7)."""

_RATIO = re.compile(r"\b(?:tỷ|tỉ) lệ\b|\bphần trăm\b", re.IGNORECASE)
_OPENING = re.compile(
    r"\b(?:tồn|chưa giải quyết)\b.*\b(?:đầu kỳ|kỳ trước)\b|\bkỳ trước chuyển sang\b", re.IGNORECASE
)
_CLOSING = re.compile(
    r"\b(?:tồn|còn lại|chưa giải quyết)\b.*\b(?:cuối kỳ|kỳ sau)\b|\bchuyển (?:sang )?kỳ sau\b|"
    r"\bcòn (?:tồn|chưa giải quyết)\b",
    re.IGNORECASE,
)
_DONE = re.compile(r"\b(?:lượt|kết nạp|mới)\b", re.IGNORECASE)
"""What is counted as it happens, of whatever it is."""
_STANDING = re.compile(
    r"\b(?:tổ|chi bộ|chi hội|chi đoàn|đảng bộ|thôn|xã|phường|khu phố|khóm|ấp|bản|đảng viên|hội viên|"
    r"đoàn viên|cán bộ|công chức|biên chế|nhân khẩu|thành viên)\b",
    re.IGNORECASE,
)
"""What is counted as it stands at the end of a period."""


def nature_of(row: Indicator, natures: Mapping[str, Nature]) -> Nature:
    """What `natures` says of the row's code; of a row of the office's own what its words let one expect.

    What is counted in percent is a ratio whatever else is said of it: it is never added.
    """
    if "%" in row.unit:
        return "ratio"
    return natures.get(row.code) or _likely_nature(row)


def is_assumed(row: Indicator, natures: Mapping[str, Nature]) -> bool:
    """Whether the row's nature is only read from its words, so that what it leads to is to be looked at."""
    return row.code not in natures and "%" not in row.unit


def closing_of(opening: Indicator, table: Iterable[Indicator]) -> str:
    """What the table says was left at the period's end of what `opening` counts; '' where it is not told."""
    found = [row.value for row in table if row.unit == opening.unit and _CLOSING.search(row.name)]
    return found[0] if len(found) == 1 else ""


def _likely_nature(row: Indicator) -> Nature:
    if _RATIO.match(row.name) or _RATIO.search(row.unit):
        return "ratio"
    if _OPENING.search(row.name):
        return "opening"
    if _DONE.search(row.unit) or _DONE.search(row.name):
        return "flow"
    stands = _CLOSING.search(row.name) or _STANDING.search(row.unit) or _STANDING.match(row.name)
    return "snapshot" if stands else "flow"
