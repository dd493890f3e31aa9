"""Years that are right though they are not the report's: told as data, each with what was counted in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from danvan_desktop.domain.report import Period
from danvan_desktop.domain.time_mentions import Mention

_ROW_GAP, _ROW_LEAST = 60, 3
_DIGITS = re.compile(r"\d")
_NEXT_SENTENCE = re.compile(r"[.\n]\s")
_INDEX = r"PAPI|PCI|PAR\s?INDEX|SIPAS|DDCI|DTI|[Cc]hỉ số (?:hài lòng|cải cách|năng lực|hiệu quả|chuyển đổi)"
_ONCE_A_YEAR = re.compile(
    rf"(?:\b(?:{_INDEX}|(?i:hộ nghèo|cận nghèo|thu nhập bình quân|gia đình văn hóa|gia đình văn hoá|"
    r"che phủ rừng|dân số|nhân khẩu|GRDP|xếp hạng|vững mạnh|xếp loại)))\b[^;\n]{0,70}$"
)
"""Known for a whole year only, at its end: a first half has none but last year's."""
_PUBLISHED_LATER = re.compile(rf"\b(?:{_INDEX})\b[^;\n]{{0,70}}$")
"""Published in the year after the one it measures."""
_OF_THE_END = re.compile(
    r"[^.;\n]{0,60}\b(?:hộ nghèo|cận nghèo|vững mạnh|xếp loại|gia đình văn hóa|gia đình văn hoá|"
    r"nhân khẩu|dân số)\b",
    re.IGNORECASE,
)
_PRIZE = re.compile(
    r"\b(?:giải (?:thưởng|nhất|nhì|ba|khuyến khích|[ABC]\b)|danh hiệu|bằng khen|giấy khen|cờ thi đua|"
    r"huân chương|"
    r"kỷ niệm chương|vinh danh|tặng thưởng|tuyên dương|biểu dương|bình chọn)\b[^.;\n]{0,80}$",
    re.IGNORECASE,
)
_HANDED_OVER = re.compile(
    r"\b(?:(?:bàn giao|chuyển giao|tiếp nhận)\s+[^.;\n]{0,30}\b(?:hồ sơ|nhiệm vụ|công việc|trụ sở|"
    r"tài sản|dữ liệu|sổ)|"
    r"kết thúc hoạt động|giải thể)\b[^.;\n]{0,80}$",
    re.IGNORECASE,
)
_LAST_REPORT = re.compile(r"\bbáo cáo\b[^.;,\n]{0,50}$", re.IGNORECASE)
_SAYS = re.compile(r"\s*(?:đã\s+)?(?:nêu|đề ra|chỉ ra|xác định|giao|đặt ra)\b", re.IGNORECASE)
_SAID_IN = re.compile(
    r"\b(?:nêu|đề ra|chỉ ra|xác định|giao|đặt ra)\b[^.;,\n]{0,30}\b(?:trong|tại|ở|của)\b[^.;,\n]{0,20}"
    r"\bbáo cáo\b[^.;,\n]{0,50}$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\d[\d.,]*\s+(?P<unit>[^\W\d_]+(?:\s+[^\W\d_]+)?)")
_ASIDE = re.compile(r"[,;(]\s*(?:còn\s+|riêng\s+)?$")


def in_rows(text: str, found: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions, those of three years or more side by side as history: '2024: 31, 2025: 90, 2026: 104'."""
    years = [mention for mention in found if mention.unit == "year"]
    rows: list[list[Mention]] = []
    for mention in years:
        last = rows[-1][-1] if rows else None
        if last and _stands_beside(text, last, mention):
            rows[-1].append(mention)
        else:
            rows.append([mention])
    of_rows = {
        mention.start
        for row in rows
        if len({one.year for one in row}) >= _ROW_LEAST
        for mention in row
        if mention.guard == ""
    }
    return tuple(
        msgspec.structs.replace(mention, guard="history") if mention.start in of_rows else mention
        for mention in found
    )


def _stands_beside(text: str, one: Mention, other: Mention) -> bool:
    between = text[one.end : other.start]
    return len(between) <= _ROW_GAP and not _NEXT_SENTENCE.search(between) and one.year != other.year


def is_told_with_its_year(text: str, mention: Mention) -> bool:
    """A prize with the year it was given for, a handing over, last year's report as what set the tasks."""
    before, after = text[: mention.start], text[mention.end :]
    if mention.unit == "year" and _PRIZE.search(before):
        return True
    if mention.unit in ("day", "month") and _HANDED_OVER.search(before):
        return True
    is_source = _LAST_REPORT.search(before) and _SAYS.match(after)
    return mention.unit in ("year", "half") and bool(is_source or _SAID_IN.search(before))


def is_yearly_figure(text: str, mention: Mention, period: Period) -> bool:
    """Last year's figure of what is known once a year only, and the year before that it is compared with."""
    if mention.unit != "year" and not (mention.unit in ("day", "month") and mention.month == 12):
        return False
    before = text[: mention.start]
    known = _ONCE_A_YEAR if period.kind == "first_half" else _PUBLISHED_LATER
    if mention.unit != "year":
        return bool(_ONCE_A_YEAR.search(before) or _OF_THE_END.match(text, mention.end))
    if mention.year == period.year - 1:
        return bool(known.search(before))
    last_years = re.search(rf"\bnăm {period.year - 1}\b", before)
    is_compared = mention.guard == "comparison" and mention.year == period.year - 2
    return is_compared and last_years is not None and bool(known.search(before[: last_years.start()]))


def is_set_beside(text: str, mention: Mention, period: Period) -> bool:
    """Last year's number beside this year's of the same thing: 'năm 2025 có 31 tổ, năm 2026 có 40 tổ'."""
    if mention.unit != "year" or mention.year != period.year - 1:
        return False
    after = text[mention.end :]
    this_year = re.match(
        rf"(?:[^.;\n]|\.(?=\d)){{0,{_ROW_GAP}}}?[,;]\s*(?:đến\s+)?"
        rf"(?:(?:(?:0?6|sáu) tháng (?:đầu |cuối )?)?năm {period.year}|năm nay)\b",
        after,
    )
    if (
        this_year
        and _DIGITS.search(this_year[0].rpartition(",")[0])
        and _DIGITS.search(after[this_year.end() :])
    ):
        return True
    if re.match(rf"\s+và\s+(?:(?:0?6|sáu) tháng (?:đầu |cuối )?)?năm {period.year}\b", after):
        return True
    before = text[: mention.start]
    ours = [match["unit"].casefold() for match in _COUNTED.finditer(before)]
    theirs = _COUNTED.search(after[:_ROW_GAP])
    return bool(
        _ASIDE.search(before)
        and ours
        and theirs
        and theirs["unit"].casefold().split()[0] == ours[-1].split()[0]
    )
