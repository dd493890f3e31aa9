"""What a text says of time: half-years, years, dates; and which of them are no one's period.

A year in a citation, a term of office, an anniversary or a plan is right in every report. The others
belong to a period, and go stale with it.
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from danvan_desktop.domain.citations import Span, citations, inside

Spot = Literal["subject", "heading", "text"]
Unit = Literal["half", "year", "day", "month", "quarter", "span", "window", "stretch"]
Half = Literal["first_half", "second_half"]
Guard = Literal[
    "",
    "citation",  # of a document, a law
    "term",  # nhiệm kỳ 2025 - 2030, giai đoạn 2021-2025, từ năm 2021 đến năm 2025
    "anniversary",  # kỷ niệm 95 năm Ngày thành lập Đảng (03/02/1930 - 03/02/2025)
    "plan",  # tầm nhìn đến năm 2045
    "history",  # từ ngày 01/7/2025, kể từ năm 2020
    "comparison",  # so với cùng kỳ năm 2024
    "closing",  # tổ chức hội nghị tổng kết công tác năm 2024
    "fact",  # Năm 2021 là năm đầu …
]  # fmt: skip


class Mention(msgspec.Struct, frozen=True):
    """A stretch of text that speaks of a time. `year` is None for '6 tháng đầu năm' alone.

    `half` is set for half-years, `month` for days, months and quarters (a quarter's last month). A span is
    one of years, a window one of days ('từ ngày 15/12/2024 đến ngày 14/6/2025'), known by its end; a stretch
    is told by its length or direction only (see `time_relative`).
    `word` tells whether a year is written 'năm 2025' or bare.
    """

    start: int
    end: int
    unit: Unit
    year: int | None
    half: Half | None = None
    month: int = 0
    word: bool = True
    guard: Guard = ""


_YEAR = r"(?P<year>(?:19|20)\d{2})(?![\d/])(?![.,]\d)"
_HALF = re.compile(
    r"\b(?:(?:0?6|sáu)\s+tháng|6T|nửa(?=\s+(?:đầu|cuối)\s+(?:của\s+)?năm\b))\s+(?P<part>đầu|cuối)"
    rf"(?:\s+(?:của\s+)?năm(?:\s+{_YEAR})?|/(?P<slash>20\d{{2}}))?",
    re.IGNORECASE,
)
_SHORT_HALF = re.compile(r"\b0?6T\s*/\s*(?P<year>20\d{2})\b")
_DAY = re.compile(
    r"(?<![\d/])(?:ngày\s+)?\d{1,2}\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>(?:19|20)\d{2})\b"
    r"|\bngày\s+\d{1,2}\s+tháng\s+(?P<month2>\d{1,2}),?\s+năm\s+(?P<year2>(?:19|20)\d{2})\b",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"\btháng\s+(?P<month>\d{1,2})\s*(?:/|-|,?\s*năm\s+)\s*(?P<year>(?:19|20)\d{2})\b"
    r"|(?<![\d/])(?P<month2>0?[1-9]|1[0-2])/(?P<year2>(?:19|20)\d{2})\b(?![/-])",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    r"\bquý\s+(?P<quarter>IV|I{1,3}|[1-4])\s*(?:/|-|,?\s*năm\s+)\s*(?P<year>(?:19|20)\d{2})\b", re.IGNORECASE
)
_WINDOW = re.compile(
    r"\btừ\s+(?:ngày\s+)?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?\s+đến\s+(?:hết\s+)?(?:ngày\s+)?"
    r"\d{1,2}[/.-](?P<month>\d{1,2})[/.-](?P<year>(?:19|20)\d{2})\b",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"(?<![\d/])(?P<first>(?:19|20)\d{2})\s*[-–—]\s*(?P<year>(?:19|20)\d{2})\b"
    r"|\b(?:từ\s+)?năm\s+(?P<first2>(?:19|20)\d{2})\s+đến\s+(?:hết\s+)?(?:năm\s+)?(?P<year2>(?:19|20)\d{2})\b",
    re.IGNORECASE,
)
_STEMS = ("Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý")
_BRANCHES = ("Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi")
_FIRST_OF_CYCLE = 1984
_LUNAR = re.compile(
    rf"\b(?i:Tết(?:\s+Nguyên\s+đán)?|Xuân|năm)\s+(?P<stem>{'|'.join(_STEMS)})\s+(?P<branch>{'|'.join(_BRANCHES)})"
    r"(?:\s+(?:năm\s+)?(?P<year>(?:19|20)\d{2})\b)?"
)
_LUNAR_YEARS_END = re.compile(
    r"(?:\btháng\s+(?:Chạp|12|mười hai)(?:\s+(?:âm lịch|ÂL))?|\bcuối|\d{1,2}\s*[/-]\s*(?:11|"
    r"12)(?:\s+âm lịch)?)\s*,?\s*(?:của\s+)?$",
    re.IGNORECASE,
)
_COUNTED = (
    r"người|lượt|hộ|mô hình|cuộc|tổ|đồng|triệu|tỷ|m2|m²|ha|km|suất|căn|nhà|đơn|vụ|buổi|hội viên|đoàn viên|"
    r"đảng viên|cán bộ|văn bản|ý kiến|tin|bài|cây|ngày công|lớp|hội nghị|hồ sơ|thủ tục|phần quà|quà|xuất|"
    r"chiến sĩ|học sinh|lao động|cử tri|thành viên|công nhân|tờ|cuốn|điểm|thôn|xã|khẩu|nhân khẩu|giấy|"
    r"hòa giải viên|trường hợp|kiến nghị|đại biểu|mét|kg|tấn|lít|bộ|chiếc|con|suất quà|doanh nghiệp|cơ sở"
)
_PLAIN_YEAR = re.compile(
    rf"(?P<word>\bnăm\s+)?(?<![\d/.,:-])\b{_YEAR}(?!\s*[-–]\s*(?:19|20)\d{{2}})(?(word)|(?!\s+(?:{_COUNTED})\b))",
    re.IGNORECASE,
)

_REACH = 240
"""Characters around a mention that can say what it belongs to: a long clause."""
_MAY_SPEAK = re.compile(r"(?:19|20)\d\d|\bnăm\b|\btết\b|\bxuân\b", re.IGNORECASE)
_TERM_BEFORE = re.compile(r"(?:nhiệm kỳ|giai đoạn|khóa|thời kỳ|năm học|niên khóa)\s*\(?$", re.IGNORECASE)
_SCHOOL_YEAR = re.compile(r"(?:năm học|niên khóa)\s*\(?$", re.IGNORECASE)
_ANNIVERSARY = re.compile(
    r"kỷ niệm|\bnăm\s+(?:ngày|thành lập|truyền thống|giải phóng|quốc khánh)|lần thứ\s+\d+\s+ngày|"
    r"ngày\s+(?:thành lập|sinh|truyền thống)|quốc khánh",
    re.IGNORECASE,
)
_PLAN = re.compile(
    r"(?:tầm nhìn|định hướng|mục tiêu|chiến lược|quy hoạch|lộ trình|phấn đấu)[^.;\n]*"
    r"(?:đến|tới)\s+(?:hết\s+|cuối\s+)?(?:năm\s+)?$|\b(?:tầm nhìn|hướng tới)\s+(?:năm\s+)?$",
    re.IGNORECASE,
)
_HISTORY = re.compile(
    r"\b(?:từ|kể từ|sau|bắt đầu từ|tính từ|trước|thành lập|có hiệu lực|nâng cấp|sáp nhập|hợp nhất|sắp xếp|"
    r"sinh)(?:\s+(?:đầu|giữa|cuối|khi|sau|thời điểm|vào))*\s*(?:ngày|tháng|năm)?\s*$",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\b(?:từ khi|kể từ khi|sau khi|từ sau|trước khi)\b[^,.;\n]{0,70}$|"
    r"\b(?:hậu quả|khắc phục|thiệt hại)\b[^,.;\n]{0,40}$",
    re.IGNORECASE,
)
_SERIES = re.compile(
    r"\b(?:các|hai|ba|những)\s+(?:năm\s+(?:\d{4}\s*(?:,|và|-)\s*)*)?$|\((?:\d{4}:[^()]*)+$", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"\((?:[^()]*,\s*)?$")
_COMPARISON = re.compile(
    r"\b(?:so với|so|cùng kỳ|cùng thời điểm)\b[^.;\n]{0,45}$|"
    r"\b(?:tương đương|ngang bằng|ngang với|cao hơn|thấp hơn|nhiều hơn|ít hơn|tốt hơn)\b[^.;,\n]{0,45}$|"
    r"\b(?:bằng|gấp)\s+[\d.,]+\s*(?:%|lần)\s*(?:của\s+)?(?:cả\s+)?$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\btừ\s+(?:mức\s+)?[\d.,]+[^.;\n]{0,40}$", re.IGNORECASE)
_TO = re.compile(r"[^.;\n]{0,30}\b(?:xuống|lên|còn|thành|nay)\b", re.IGNORECASE)
_BUT_NOW = re.compile(
    r"[^.;\n]*(?:\b(?:đến nay|đến hết năm|hiện nay|thì nay)|,\s*nay)\s+(?:mới\s+)?(?:đã|còn|có|chỉ|giảm|tăng|"
    r"khắc phục)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"\(\s*(?:cùng kỳ\s+)?(?:cả\s+)?$", re.IGNORECASE)
_COMPARED_AFTER = re.compile(r"\s*(?::|là|có|đạt)?\s*(?:hơn\s+|trên\s+|gần\s+)?\d", re.IGNORECASE)
_CLOSING = re.compile(
    r"\b(?:hội nghị|tổ chức|dự|tham mưu|phục vụ|hoàn thành)\b[^.;\n]{0,60}\btổng kết\b[^.;\n]{0,60}$|"
    r"\b(?:chỉ ra|nêu|xác định|theo|tại|từ)\b[^.;\n]{0,40}\bbáo cáo\b[^.;\n]{0,40}$|"
    r"\bkỳ họp\b[^.;\n]{0,20}\b(?:cuối|giữa)\s+$|"
    r"\b(?:xếp loại|kiểm điểm|đánh giá cuối năm|khen thưởng|tồn|chuyển tiếp)\b[^.;\n]{0,50}$",
    re.IGNORECASE,
)
_SETTLED = re.compile(r"[^.;,\n]{0,12}\b(?:quyết toán|nghiệm thu|thanh lý)\b", re.IGNORECASE)
_FACT_AFTER = re.compile(
    r"\s*(?:\([^)]*\)\s*)?,?\s*(?:là|lấy chủ đề|được chọn|có ý nghĩa|diễn ra|với chủ đề)\b", re.IGNORECASE
)
_FACT_BEFORE = re.compile(r"\bchủ đề\s+(?:công tác\s+|dân vận\s+|hoạt động\s+|của\s+)*$", re.IGNORECASE)
_QUARTERS = {"I": 3, "II": 6, "III": 9, "IV": 12, "1": 3, "2": 6, "3": 9, "4": 12}


def mentions(text: str) -> tuple[Mention, ...]:
    """Every mention of a time in reading order; none overlaps another."""
    if not _MAY_SPEAK.search(text):
        return ()
    found: list[Mention] = []
    for pattern, unit in (
        (_SPAN, "span"), (_WINDOW, "window"), (_DAY, "day"), (_QUARTER, "quarter"), (_MONTH, "month"),
        (_HALF, "half"), (_SHORT_HALF, "half"), (_LUNAR, "month"), (_PLAIN_YEAR, "year"),
    ):  # fmt: skip
        for match in pattern.finditer(text):
            if all(match.end() <= other.start or other.end <= match.start() for other in found):
                found.append(_mention(match, unit))  # type: ignore[arg-type]
    cited = citations(text) if found else ()
    return tuple(_guarded(text, mention, cited) for mention in sorted(found, key=lambda m: m.start))


def _mention(match: re.Match[str], unit: Unit) -> Mention:
    groups = match.groupdict()
    year = groups.get("year") or groups.get("year2") or groups.get("slash")
    month = groups.get("month") or groups.get("month2")
    quarter = groups.get("quarter")
    half: Half | None = None
    if unit == "half":
        half = "second_half" if (groups.get("part") or "").casefold() == "cuối" else "first_half"
    if groups.get("stem"):
        # Tết falls in January or February of the year it opens, and so do the last weeks before the next.
        solar = _solar_year(match["stem"], match["branch"])
        is_its_end = _LUNAR_YEARS_END.search(match.string[: match.start()])
        year, month = year or str(solar + bool(is_its_end)), "2"
    return Mention(
        match.start(),
        match.end(),
        unit,
        int(year) if year else None,
        half,
        int(month) if month else _QUARTERS[quarter.upper()] if quarter else 0,
        unit != "year" or bool(groups.get("word")),
    )


def _solar_year(stem: str, branch: str) -> int:
    """The year from 1984 to 2043 that a name of the sixty-year cycle opens; 1984 for a name there is not."""
    pair = _STEMS.index(stem), _BRANCHES.index(branch)
    return _FIRST_OF_CYCLE + next((n for n in range(60) if (n % 10, n % 12) == pair), 0)


def _guarded(text: str, mention: Mention, cited: tuple[Span, ...]) -> Mention:
    return msgspec.structs.replace(mention, guard=_guard(text, mention, cited))


def _guard(text: str, mention: Mention, cited: tuple[Span, ...]) -> Guard:
    before = text[max(0, mention.start - _REACH) : mention.start]
    after = text[mention.end : mention.end + _REACH]
    clause = re.split(r"[.;\n](?=\s)", before)[-1]
    if inside(cited, mention.start, mention.end):
        return "citation"
    if mention.unit == "window":
        return ""
    if mention.unit == "span":
        return "" if _SCHOOL_YEAR.search(before) else "term"
    if _TERM_BEFORE.search(before):
        return "term"
    if mention.unit != "half" and _ANNIVERSARY.search(clause[-140:]) and _near_day(mention, clause):
        return "anniversary"
    if _PLAN.search(clause):
        return "plan"
    if mention.unit == "year" and _is_of_a_series(before, after):
        return "history"
    if _is_compared(before, clause, after):
        return "comparison"
    if mention.unit != "half" and (_HISTORY.search(clause) or _SINCE.search(clause)):
        return "history"
    if mention.unit == "year" and (_CLOSING.search(clause) or _SETTLED.match(after)):
        return "closing"
    if mention.unit == "year" and (_FACT_AFTER.match(after) or _FACT_BEFORE.search(before)):
        return "fact"
    return ""


def _is_of_a_series(before: str, after: str) -> bool:
    """'(2024: 121, 2025: 139)', 'hai năm 2024 và 2025'."""
    return bool(_SERIES.search(before)) or bool(
        _IN_BRACKETS.search(before) and re.match(r":\s*\d[^,;()]*,\s*\d{4}:", after)
    )


def _is_compared(before: str, clause: str, after: str) -> bool:
    """Whether the time is one that this period is held against."""
    return bool(
        _COMPARISON.search(clause)
        or (_COMPARED.search(before) and _COMPARED_AFTER.match(after))
        or (_FROM.search(clause) and _TO.match(after))
        or _BUT_NOW.match(after)
    )


def _near_day(mention: Mention, clause: str) -> bool:
    """A day belongs to the anniversary named before it; a bare year only inside its brackets."""
    return mention.unit == "day" or clause.count("(") > clause.count(")")
