"""Times that frame what a report tells as done, and are not its period: cut-offs, the whole year, a half.

'Tính đến ngày 15/12/2025, toàn xã có …' counts to the end of the last period; 'Trong năm 2026, …' in the
report of a first half tells of a time not over; 'Cả năm 400 lượt, riêng 6 tháng cuối năm 230 lượt' is right.
"""

from __future__ import annotations

import re

from danvan_desktop.domain.report import Period, Role
from danvan_desktop.domain.time_data import is_yearly_figure
from danvan_desktop.domain.time_mentions import Mention, Spot, mentions

_FIRST_MONTHS = {"first_half": 1, "second_half": 7, "year": 10}
"""The months that what is counted may end in, from: a year's may be counted in its last quarter."""
_REACH = 120
AHEAD_ROLES: tuple[Role, ...] = ("tasks", "proposals", "closing", "opening")
_CUT_OFF = re.compile(
    r"\b(?:tính|số liệu|lũy kế|luỹ kế)\b[^.,;\n]{0,25}\b(?:đến|tới)\s+(?:hết\s+|cuối\s+|thời điểm\s+)*$"
    r"|^(?:từ\s+đầu\s+năm\s+)?đến\s+(?:hết\s+|cuối\s+|thời điểm\s+)*$",
    re.IGNORECASE,
)
_FROM_NEW_YEAR = re.compile(r"\btừ\s+đầu\s+năm\s+đến\s+(?:hết\s+|cuối\s+)*$", re.IGNORECASE)
_DONE_BY = re.compile(r"[^.;\n]{0,80}\b(?:hoàn thành|xong|kết thúc|hoàn tất|khánh thành)\b", re.IGNORECASE)
_DIRECTLY_AFTER = 25
_SETS_TASKS = re.compile(r"\b(?:nhiệm vụ|phương hướng|sẽ|tập trung|tiếp tục|phấn đấu)\b", re.IGNORECASE)
_NOT_YET = re.compile(
    r"\b(?:sẽ|dự kiến|dự báo|đề nghị|cần|phấn đấu|chuẩn bị|nhiệm vụ|kế hoạch|đăng ký|chỉ tiêu|dự toán|"
    r"ước|tập trung)\b",
    re.IGNORECASE,
)
_WHOLE_YEAR = re.compile(r"\b(?:cả năm|toàn năm|trong năm|năm (?P<year>20\d\d))\b", re.IGNORECASE)
_WHY = re.compile(
    r"\b(?:do|vì|bởi|nhất là|đặc biệt là|chủ yếu|dồn vào|tập trung vào|nguyên nhân)\b[^.;\n]{0,70}$",
    re.IGNORECASE,
)
_WITH_EFFECT = re.compile(
    r"[^.;\n]{0,60}\b(?:ảnh hưởng|gây khó khăn|làm chậm|khiến|nên|làm cho|làm gián đoạn|cản trở)\b",
    re.IGNORECASE,
)
_BECAUSE = re.compile(r"[^.;\n]{0,60}\b(?:do|vì|bởi)\b", re.IGNORECASE)
_BEFORE_CHANGE = re.compile(
    r"\b(?:khi còn|khi chưa|trước khi (?:sắp xếp|sáp nhập|hợp nhất|kết thúc|giải thể|vận hành|bỏ)|"
    r"trước (?:ngày )?0?1/0?7(?:/2025)?)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d")
_LEAD = re.compile(
    r"^\s*(?:Kết quả,?\s+)?(?:Trong|Cả|Trong cả|Tổng kết|Kết thúc|Khép lại|Hết|Suốt)?\s*$", re.IGNORECASE
)
_DONE = re.compile(r"[^.;\n]*\bđã\b", re.IGNORECASE)
_TOLD = re.compile(r"\s*,?\s*[^.;\n]*(?:\bđã\b|\d)", re.IGNORECASE)
_OF_WHOLE_YEAR = re.compile(
    r"\b(?:chương trình|kế hoạch|chủ đề|chỉ tiêu|nghị quyết|hướng dẫn|dự toán|đăng ký|phát động|phương hướng|"
    r"tháng|quý|đầu|cuối|giữa|còn lại|hội thi|tuyển quân|nhập ngũ|phong trào thi đua)\b[^.,;\n]{0,60}$",
    re.IGNORECASE,
)
_RESULTS = re.compile(
    r"\b(?:kết quả|tình hình|đánh giá|ưu điểm|hạn chế|tồn tại|khó khăn)\b[^.;\n]{0,90}$", re.I
)
_GIVEN = re.compile(r"[^.;\n]*\b(?:được\s+[^.,;\n]{0,30}giao|được chọn|xác định là)\b", re.IGNORECASE)


def is_former_cut_off(text: str, mention: Mention, period: Period) -> bool:
    """'Tính đến ngày 14/12/2025' in the next first half, 'đến hết tháng 6' in the year's report.

    A year is counted to the 14th of December, a first half to the 14th of June (NĐ 09/2019, Điều 12). What
    was finished by a day ('đến hết tháng 3, cả 12 xã hoàn thành') and what is known once a year is right.
    """
    if mention.unit not in ("day", "month", "quarter") or mention.year is None:
        return False
    before = text[max(0, mention.start - _REACH) : mention.start]
    is_cut_off = _CUT_OFF.search(before) if mention.start <= _REACH else _CUT_OFF.search("… " + before)
    if not (is_cut_off or _FROM_NEW_YEAR.search(before)):
        return False
    if _DONE_BY.match(text, mention.end) or is_yearly_figure(text, mention, period):
        return False
    if mention.year == period.year:
        return 0 < mention.month < _FIRST_MONTHS[period.kind]
    return mention.year < period.year


def names_whole_year(text: str, mention: Mention, period: Period, role: Role, spot: Spot) -> bool:
    """The year a first half belongs to, named as what its results, or the report, are of."""
    if period.kind != "first_half" or mention.unit != "year" or mention.year != period.year or mention.guard:
        return False
    before = text[max(0, mention.start - _REACH) : mention.start]
    if _OF_WHOLE_YEAR.search(before):
        return False
    if spot != "text":
        return (role not in AHEAD_ROLES or spot == "subject") and bool(_RESULTS.search(before))
    if role in ("opening", "closing"):
        return bool(_RESULTS.search(before)) and not _SETS_TASKS.search(before)
    if role in AHEAD_ROLES or not _LEAD.match(before):
        return False
    is_told = _TOLD.match(text, mention.end)
    return bool(is_told) and not _NOT_YET.search(text) and not _GIVEN.match(text, mention.end)


def tells_other_half_as_done(text: str, mention: Mention, period: Period, role: Role, spot: Spot) -> bool:
    """'6 tháng cuối năm, xã đã …' among the results of a first half."""
    if (
        period.kind != "first_half"
        or mention.half != "second_half"
        or role in AHEAD_ROLES
        or spot == "subject"
    ):
        return False
    if mention.year not in (None, period.year) or mention.guard or _NOT_YET.search(text):
        return False
    before = text[: mention.start]
    if spot == "heading":
        return bool(_RESULTS.search(before))
    if _WHY.search(before):
        return False
    return bool((_LEAD.match(before) and _TOLD.match(text, mention.end)) or _DONE.match(text, mention.end))


def stands_beside_its_year(text: str, mention: Mention, period: Period, role: Role) -> bool:
    """A half in a year's report beside the other, beside the whole year, or as the cause of something."""
    if mention.year not in (None, period.year) or role in AHEAD_ROLES:
        return False
    if mention.half == "first_half" and _BEFORE_CHANGE.search(text):
        return True
    if mention.half == "second_half":
        before = text[: mention.start]
        if _WHY.search(before) or _WITH_EFFECT.match(text, mention.end):
            return True
        if role in ("limitations", "causes") and _BECAUSE.match(text, mention.end):
            return True
    if _SETS_TASKS.search(text):
        return False
    if {other.half for other in mentions(text) if other.half} == {"first_half", "second_half"}:
        return True
    rest = text[: mention.start] + " … " + text[mention.end :]
    whole = any(int(year["year"] or period.year) == period.year for year in _WHOLE_YEAR.finditer(rest))
    has_figures = len(_FIGURE.findall(rest)) > 1 and _FIGURE.search(text, mention.end)
    return whole and bool(has_figures)
