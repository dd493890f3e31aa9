"""Periods told by their length or direction only: '6 tháng qua', 'từ nay đến cuối năm', '9 tháng', 'quý III'.

Such words name no year, so nothing in them shows that they were written for another report; which report they
stand in does: the half just passed is not the year an annual report tells of, nor is the rest of a year that
is over still to come.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from danvan_desktop.domain.report import Period, Role
from danvan_desktop.domain.time_mentions import Mention, Spot

_AHEAD: tuple[Role, ...] = ("tasks", "proposals", "closing", "opening")
_GONE = r"(?:vừa\s+qua|vừa\s+rồi|qua)(?!\s+(?:lại|các|sông|đời))\b"
_SIX = r"(?:(?:0?6|sáu)\s+tháng|nửa\s+năm)"
_HALF_GONE = re.compile(
    rf"\b{_SIX}\s+{_GONE}|(?<=\bqua\s)(?:0?6|sáu)\s+tháng(?=,)|(?<=\btrong\s)(?:0?6|sáu)\s+tháng(?=,|\s+đã\b)",
    re.IGNORECASE,
)
_HALF_AHEAD = re.compile(rf"\b{_SIX}\s+(?:sắp\s+)?tới\b", re.IGNORECASE)
_YEAR_GONE = re.compile(
    rf"\b(?:(?:12|mười hai)\s+tháng|(?:(?:một|01)\s+)?năm)\s+{_GONE}"
    r"|^(?:Trong năm(?=,|\s+đã\b)|(?:Trong\s+)?cả năm(?=,|\s+đã\b))",
    re.IGNORECASE,
)
_MANY_YEARS = re.compile(
    r"(?:\b(?:những|nhiều|các|mấy|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|chục|vài|hằng|mỗi|suốt)|\d)\s+$",
    re.IGNORECASE,
)
_SINCE_WHEN = re.compile(r"\s*,?\s*(?:kể\s+)?(?:từ\s+(?:khi|ngày|sau)|sau\s+khi)\b", re.IGNORECASE)
_REST_OF_YEAR = re.compile(
    r"\btừ\s+nay\s+(?:cho\s+)?(?:đến|tới)\s+(?:hết|cuối)\s+năm\b(?!\s+\d{4})"
    r"|\b(?:những|các|mấy|\d+|hai|ba|bốn)\s+tháng\s+còn\s+lại(?:\s+(?:của|trong)\s+năm\b(?!\s+\d{4}))?"
    r"|\bthời\s+gian\s+còn\s+lại\s+(?:của|trong)\s+năm\b(?!\s+\d{4})"
    r"|\b(?:0?3|ba)\s+tháng\s+cuối\s+năm\b(?!\s+\d{4})",
    re.IGNORECASE,
)
_LAST_MONTHS = re.compile(r"\b(?:những|các|mấy)\s+tháng\s+cuối\s+năm\b(?!\s+\d{4})", re.IGNORECASE)
_NINE = re.compile(
    r"\b(?:0?9|chín)\s+tháng(?:"
    rf"\s+đầu(?:\s+(?:của\s+)?năm\b)?(?:\s+(?P<year>20\d\d))?|(?:\s+(?:của\s+)?năm\s+|/)(?P<year2>20\d\d)|\s+{_GONE}"
    r"|(?P<bare>(?=\s*(?:[,;:]|$|(?:và|đã)\b))))",
    re.IGNORECASE,
)
_AS_FRAME = re.compile(
    r"(?:^|\b(?:trong|qua|lũy kế|luỹ kế|hết|kết quả|công tác|tổng cộng)\s+)$", re.IGNORECASE
)
_MEASURED_BY = re.compile(r"\b(?:sau|từ|mỗi|thai|hơn|gần|tuổi|đủ)\s+$", re.IGNORECASE)
_QUARTER = re.compile(
    r"\bquý\s+(?P<quarter>IV|I{1,3}|[1-4])\b(?P<year>(?:\s*/\s*|,?\s*năm\s+)20\d\d)?", re.IGNORECASE
)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_REPORTED = re.compile(
    r"\b(?:báo cáo|số liệu|tính đến|tính tới|đến hết|lũy kế|luỹ kế)\b[^.;,\n]{0,40}$"
    r"|\bkết quả(?:\s+(?:thực hiện|công tác|hoạt động|nhiệm vụ|dân vận|Mặt trận|Hội|Đoàn|đạt được|"
    r"trong))*\s*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\d[\d.,]*\s+(?:triệu|tỷ|buổi|lượt|cuộc|đơn|vụ|hội nghị|ngày công|văn bản|ý kiến|người|hộ|suất|"
    r"kiến nghị)",
    re.IGNORECASE,
)
_ONE_EVENT = re.compile(
    r"\b(?:khánh thành|khai trương|khởi công|hoàn thành|kiện toàn|thành lập|ra mắt|đưa vào|tổ chức lễ|"
    r"giải)\b",
    re.IGNORECASE,
)
_SPAN_OPENED = re.compile(r"\btừ\s+(?:tháng|ngày|quý|cuối|đầu)\b[^.;\n]*$", re.IGNORECASE)
_STILL_AHEAD = re.compile(r"\b(?:sẽ|dự kiến|phấn đấu|kế hoạch|nhiệm vụ|tập trung|chuẩn bị)\b", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(?:so với|so|cùng kỳ|bằng|cao hơn|thấp hơn|tăng|giảm)\b[^.;\n]{0,45}$", re.IGNORECASE
)
_WHOLE_YEAR = re.compile(r"\b(?:cả năm|toàn năm|(?:3|ba) tháng cuối năm|quý IV)\b", re.IGNORECASE)
_NAMED_IN_REPORT = re.compile(r"\b(?:trong|tại|ở|theo)\s+báo cáo\b[^.;,\n]{0,40}$", re.IGNORECASE)
_MAY_SPEAK = re.compile(r"\btháng\b|\bquý\b|\bnăm\b", re.IGNORECASE)


def relative_leftovers(text: str, period: Period, role: Role, spot: Spot) -> Iterator[Mention]:
    """The stretches that tell by length or direction of another period than the report's; none overlaps."""
    if not _MAY_SPEAK.search(text):
        return
    ahead = role in _AHEAD or spot == "subject"
    if period.kind == "year":
        yield from _plain(_HALF_GONE, text)
        yield from _plain(_REST_OF_YEAR, text, ahead_only=not ahead)
        if ahead:
            yield from _plain(_HALF_AHEAD, text)
        if role == "tasks" and spot != "text":
            yield from _plain(_LAST_MONTHS, text)
    if period.kind == "first_half" and not (ahead and spot == "text"):
        yield from _years_gone(text)
    if ahead or not _WHOLE_YEAR.search(text):
        yield from _nine_months(text, period, spot)
    yield from _quarters(text, period, role, spot)


def _plain(pattern: re.Pattern[str], text: str, *, ahead_only: bool = False) -> Iterator[Mention]:
    for match in pattern.finditer(text):
        before = text[: match.start()]
        if _COMPARED.search(before) or _NAMED_IN_REPORT.search(before):
            continue
        if ahead_only and not match[0].casefold().startswith("từ nay"):
            continue
        yield _mention(match)


def _years_gone(text: str) -> Iterator[Mention]:
    for match in _YEAR_GONE.finditer(text):
        before = text[: match.start()]
        if match[0].casefold().endswith("năm") and _STILL_AHEAD.search(text):
            continue
        if _MANY_YEARS.search(before) or _COMPARED.search(before) or _SINCE_WHEN.match(text, match.end()):
            continue
        yield _mention(match)


def _nine_months(text: str, period: Period, spot: Spot) -> Iterator[Mention]:
    for match in _NINE.finditer(text):
        before = text[: match.start()]
        if _COMPARED.search(before) or _MEASURED_BY.search(before) or _NAMED_IN_REPORT.search(before):
            continue
        if match["bare"] is not None and spot == "text" and not _AS_FRAME.search(before):
            continue
        if int(match["year"] or match["year2"] or period.year) <= period.year:
            yield _mention(match)


def _quarters(text: str, period: Period, role: Role, spot: Spot) -> Iterator[Mention]:
    for match in _QUARTER.finditer(text):
        quarter, before = _QUARTERS[match["quarter"].casefold()], text[: match.start()]
        year = int(match["year"][-4:]) if match["year"] else None
        if year not in (None, period.year) or _COMPARED.search(before) or _NAMED_IN_REPORT.search(before):
            continue
        if _is_former_quarter(text, match, (quarter, year), period, (role, spot)):
            yield _mention(match)


def _is_former_quarter(
    text: str,
    match: re.Match[str],
    told: tuple[int, int | None],
    period: Period,
    place: tuple[Role, Spot],
) -> bool:
    (quarter, year), (role, spot) = told, place
    before = text[: match.start()]
    if role in ("tasks", "proposals") or (spot == "subject" and _STILL_AHEAD.search(before)):
        if period.kind != "year":
            return False
        return year is not None if spot == "text" else year is not None or quarter == max(_QUARTERS.values())
    if period.kind == "year" and spot != "text":
        return role != "other" or spot == "subject"
    if _SPAN_OPENED.search(before):
        return False
    if period.kind == "year" and quarter < max(_QUARTERS.values()) and _REPORTED.search(before):
        return True
    is_frame = not re.sub(r"^\s*Trong\s+", "", before, flags=re.IGNORECASE).strip()
    if not is_frame or _STILL_AHEAD.search(text):
        return False
    if period.kind == "first_half":
        return quarter > max(_QUARTERS.values()) // 2
    told_as_all = _COUNTED.search(text) and not _ONE_EVENT.search(text)
    return period.kind == "year" and quarter < max(_QUARTERS.values()) and bool(told_as_all)


def _mention(match: re.Match[str]) -> Mention:
    return Mention(match.start(), match.end(), "stretch", None)
