"""Names of other units in a report: text taken from a neighbour's report and not made one's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from danvan_desktop.checks.places import Place
from danvan_desktop.domain.bodies import territories
from danvan_desktop.domain.citations import Span, citations, inside
from danvan_desktop.domain.communes import province_named
from danvan_desktop.domain.finding import HEAD, Finding, Where
from danvan_desktop.domain.report import Issuer
from danvan_desktop.layout.issuer_names import sentence_name
from danvan_desktop.text.unicode import CAPITAL, fold
from danvan_desktop.wording import say

_PROPER = rf"{CAPITAL}\w*(?:[ \-–]+{CAPITAL}\w*)*"
_COMMUNE = r"(?:xã|phường|đặc khu)"
_PROVINCE = r"(?:tỉnh|thành phố)"
# Before these words the name is the writer's own: 'trên địa bàn xã X', 'Đảng ủy xã X'.
_OWN_VOICE = (
    r"(?:Đảng ủy|Đảng uỷ|Đảng bộ|UBND|HĐND|MTTQ|UBMTTQ|Ủy ban nhân dân|Hội đồng nhân dân|MTTQ Việt Nam|"
    r"Ban Thường vụ|Ban Thường trực|Ban Chấp hành|BTV|BCH|Công an|Ban CHQS|Ban Chỉ huy Quân sự|Trạm Y tế|"
    r"Hội (?:Nông dân|ND|Phụ nữ|PN|LHPN|Liên hiệp Phụ nữ|Cựu chiến binh|CCB|Người cao tuổi|NCT|"
    r"Chữ thập đỏ|CTĐ|LHTN|"
    r"Khuyến học)|Nông dân|Phụ nữ|Cựu chiến binh|CCB|Tuổi trẻ|Thanh niên|Đoàn|ĐTN|Đoàn (?:Thanh niên|TN|"
    r"TNCS)|Công đoàn|"
    r"LĐLĐ|Liên đoàn Lao động|UBMT|UB MTTQ|"
    r"Khối Dân vận|Mặt trận|Ủy ban Kiểm tra|nhân dân|địa bàn|toàn|cán bộ|lãnh đạo|Thường trực)"
)
_IN_COMMUNE = re.compile(rf"(?i:{_OWN_VOICE}\s+{_COMMUNE})\s+(?P<name>{_PROPER})")
_IN_PROVINCE = re.compile(
    rf"(?:(?i:{_OWN_VOICE}\s+{_PROVINCE}|Tỉnh ủy|Tỉnh uỷ|Thành ủy|Thành uỷ|Tỉnh đoàn|Thành đoàn))\s+"
    rf"(?P<name>{_PROPER})"
)
# In the section on the situation the ground told of is one's own, whoever is named there.
_SITUATION = (
    r"(?:kinh tế|xã hội|tình hình|an ninh|chính trị|quốc phòng|trật tự|đời sống|đồng bào|dân cư|dân số|"
    r"dân trí|thu nhập|"
    r"thu ngân sách|sản xuất|hộ nghèo|đội ngũ|hệ thống|bộ mặt|tư tưởng|tâm trạng|người dân|bà con)"
)
_GROUND_COMMUNE, _GROUND_PROVINCE = (
    re.compile(
        rf"(?:^|(?<!\w)(?i:{_SITUATION})\b[^.,;\n]{{0,40}}?\s)(?P<ground>(?i:{unit})\s+(?P<name>{_PROPER}))"
    )
    for unit in (_COMMUNE, _PROVINCE)
)
_IS_ONE = re.compile(
    rf"^(?P<name>{_PROPER})(?=\s+(?:hiện\s+)?là\s+(?:một\s+)?(?P<unit>{_COMMUNE}|{_PROVINCE})\b)"
)
_BESIDE = re.compile(
    r"\b(?:giáp|tại|ở|từ|với|sang|đến|về|vào|ra|ngoài|các|cùng|và|như|so với|thuộc|học|bạn)\s+(?:các\s+)?$",
    re.IGNORECASE,
)
# Most sentences name no unit: asked first, what is slower to ask is seldom asked.
_ANY_COMMUNE = re.compile(rf"(?:[Xx]ã|XÃ|[Pp]hường|PHƯỜNG|[Kk]hu|KHU)\s+{CAPITAL}")
_ANY_PROVINCE = re.compile(rf"(?:[Tt]ỉnh|TỈNH|[Pp]hố|PHỐ|[Ủủ]y|[Uu]ỷ|ỦY|UỶ|[Đđ]oàn|ĐOÀN)\s+{CAPITAL}")
_OWN_COMMUNE = re.compile(rf"(?<!\w)(?i:{_COMMUNE})\s+(?P<name>{_PROPER})")
_OWN_PROVINCE = re.compile(
    rf"(?<!\w)(?i:{_PROVINCE}|Tỉnh ủy|Tỉnh uỷ|Thành ủy|Thành uỷ)\s+(?P<name>{_PROPER})"
)
# What a commune has or is can only be told of the writer's own: 'Phường X hiện có 34 khu phố'.
_TOLD_OF = re.compile(
    rf"(?:^|\b(?i:đến nay|hiện nay|toàn|hiện)\s*,?\s+)(?i:{_COMMUNE})\s+(?P<name>{_PROPER})"
    r"(?=\s+(?:hiện\s+|đã\s+)?(?:có|được|gồm|là)\b"
    r"|\s+đã\b(?![^.;]*\b(?:hỗ trợ|giúp|sang|phối hợp|ủng hộ|cùng|với|tặng)\b))"
)
_GUEST = re.compile(
    r"kinh nghiệm|giao lưu|kết nghĩa|phối hợp|giáp|học tập|tham quan|ủng hộ|hỗ trợ|liên kết|ký kết|"
    r"đón tiếp|chia sẻ|làm việc với|đến dự|đến thăm|sang thăm|sang giúp|đoàn công tác|\bcũ\b|trước đây|"
    r"sáp nhập|sắp xếp",
    re.IGNORECASE,
)
_POST = re.compile(
    r"\b(?:Bí thư|Chủ tịch|Trưởng [Bb]an|Giám đốc|Trưởng|"
    r"Chỉ huy trưởng)(?:\s+Thường trực)?\s+$",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trương|Lương|Trịnh|Đoàn|Mai|Lâm|Cao|"
    r"Tạ|Tô|Hà|Vi|Lò|Lữ|Giàng|Vàng|Sùng|Nông|Ma|Quách|Kim|Thạch|Sơn|Danh|Đào|Đàm|Chu|Phùng|Tống|Lưu|"
    r"Thái)(?:[ ]\w+){1,3}$",
    re.IGNORECASE,
)
"""Who holds a post is named right after it: 'Chủ tịch UBND xã Nguyễn Thị Sen'."""
_REACH = 60
_CLAUSE = re.compile(r"[.;]\s")


def other_units(place: Place, issuer: Issuer, day: date) -> Iterator[Finding]:
    """Units of the issuer's own level, spoken of on `day` as one's own, that are not the issuer's."""
    if (place.section == HEAD and place.item != "subject") or place.item.startswith("recipients."):
        return
    cited = citations(place.text)
    told: list[Span] = []
    for own, is_province, match in _named(place, issuer):
        start = match.start("ground") if "ground" in match.re.groupindex else match.start()
        if any(start < last and first < match.end() for first, last in told) or inside(
            cited, start, match.end()
        ):
            continue
        is_ground = "ground" in match.re.groupindex
        if is_ground and _BESIDE.search(place.text[:start]):
            continue
        if _PERSON.match(match["name"]) and _POST.search(place.text[:start]):
            continue
        if _same(match["name"], own) or _is_a_guest(place.text, start, match.end()):
            continue
        if is_province and not _is_another_province(match["name"], day):
            continue
        told.append((start, match.end()))
        found = place.text[start : match.end()]
        yield Finding(
            "leftover.unit",
            "warning",
            Where(place.section, place.item, place.text),
            required=own,
            found=found,
            advice=say("checks.unit_advice"),
            replacement=found[: match.start("name") - start] + _like(match["name"], own),
        )


def _named(place: Place, issuer: Issuer) -> Iterator[tuple[str, bool, re.Match[str]]]:
    """What may be another's name: the issuer's own of that level, whether it is a province's, the match."""
    commune, province = _own_name(issuer, _OWN_COMMUNE), _own_name(issuer, _OWN_PROVINCE)
    grounds = place.role == "context"
    for own, is_province, any_named, patterns in (
        (commune, False, _ANY_COMMUNE, (_IN_COMMUNE, _TOLD_OF, *([_GROUND_COMMUNE] if grounds else []))),
        (province, True, _ANY_PROVINCE, (_IN_PROVINCE, *([_GROUND_PROVINCE] if grounds else []))),
    ):
        if own and any_named.search(place.text):
            for match in (match for pattern in patterns for match in pattern.finditer(place.text)):
                yield own, is_province, match
    for match in _IS_ONE.finditer(place.text) if place.role == "context" else ():
        is_province = not re.fullmatch(_COMMUNE, match["unit"], re.IGNORECASE)
        own = province if is_province else commune
        if own:
            yield own, is_province, match


def _is_a_guest(text: str, start: int, end: int) -> bool:
    before = _CLAUSE.split(text[max(0, start - _REACH) : start])[-1]
    return bool(_GUEST.search(before + text[start : end + _REACH // 3]))


def _is_another_province(name: str, day: date) -> bool:
    """Whether it begins with the name of a province of `day`; former ones are told with the bodies."""
    words = re.split(r"[ ]+", name)
    known = next((told for n in range(len(words), 0, -1) if province_named(told := " ".join(words[:n]))), "")
    merged = territories()
    is_former = any(fold(old) == fold(known) for old in merged.former)
    return bool(known) and not (is_former and day >= merged.ended)


@cache
def _own_name(issuer: Issuer, pattern: re.Pattern[str]) -> str:
    """The issuer's own commune or province, '' when its letterhead names none."""
    for line in (issuer.name, issuer.parent):
        found = pattern.search(sentence_name(line.replace("\n", " ")))
        if found:
            return found["name"]
    return ""


def _like(name: str, own: str) -> str:
    return own.upper() if name.isupper() and len(name) > 1 else own


def _same(name: str, own: str) -> bool:
    """Whether the names agree; a name the sentence goes on after with a capital still begins alike."""
    one, two = fold(name), fold(own)
    return one == two or one.startswith(f"{two} ")
