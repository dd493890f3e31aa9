"""Names of other units in a report: text taken from a neighbour's report and not made one's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from danvan_desktop.checks.places import Place
from danvan_desktop.domain.citations import citations, inside
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
    r"Ban Thường vụ|Công an|Hội Nông dân|Hội Phụ nữ|Hội LHPN|Hội Cựu chiến binh|Đoàn Thanh niên|"
    r"Khối Dân vận|Mặt trận|Ủy ban Kiểm tra|nhân dân|địa bàn|toàn|cán bộ|lãnh đạo|Thường trực)"
)
_IN_COMMUNE = re.compile(rf"(?i:{_OWN_VOICE}\s+{_COMMUNE})\s+(?P<name>{_PROPER})")
_IN_PROVINCE = re.compile(
    rf"(?:(?i:{_OWN_VOICE}\s+{_PROVINCE}|Tỉnh ủy|Tỉnh uỷ|Thành ủy|Thành uỷ))\s+(?P<name>{_PROPER})"
)
_OWN_COMMUNE = re.compile(rf"(?<!\w)(?i:{_COMMUNE})\s+(?P<name>{_PROPER})")
_OWN_PROVINCE = re.compile(
    rf"(?<!\w)(?i:{_PROVINCE}|Tỉnh ủy|Tỉnh uỷ|Thành ủy|Thành uỷ)\s+(?P<name>{_PROPER})"
)
# What a commune has or is can only be told of the writer's own: 'Phường X hiện có 34 khu phố'.
_TOLD_OF = re.compile(
    rf"(?:^|\b(?i:đến nay|hiện nay|toàn|hiện)\s*,?\s+)(?i:{_COMMUNE})\s+(?P<name>{_PROPER})"
    r"(?=\s+(?:hiện\s+|đã\s+)?(?:có|được|gồm|là)\b)"
)
_GUEST = re.compile(
    r"kinh nghiệm|giao lưu|kết nghĩa|phối hợp|giáp|học tập|tham quan|ủng hộ|hỗ trợ|liên kết|ký kết|"
    r"đón tiếp|chia sẻ|làm việc với|đoàn công tác|\bcũ\b|trước đây|sáp nhập|sắp xếp",
    re.IGNORECASE,
)
_REACH = 60
_CLAUSE = re.compile(r"[.;]\s")


def other_units(place: Place, issuer: Issuer) -> Iterator[Finding]:
    """Units of the issuer's own level, spoken of as one's own, that are not the issuer's."""
    if (place.section == HEAD and place.item != "subject") or place.item.startswith("recipients."):
        return
    cited = citations(place.text)
    commune = _own_name(issuer, _OWN_COMMUNE)
    for own, pattern in (
        (commune, _IN_COMMUNE),
        (commune, _TOLD_OF),
        (_own_name(issuer, _OWN_PROVINCE), _IN_PROVINCE),
    ):
        for match in pattern.finditer(place.text) if own else ():
            before = _CLAUSE.split(place.text[max(0, match.start() - _REACH) : match.start()])[-1]
            around = before + place.text[match.start() : match.end() + _REACH // 3]
            if _same(match["name"], own) or inside(cited, *match.span()) or _GUEST.search(around):
                continue
            yield Finding(
                "leftover.unit",
                "warning",
                Where(place.section, place.item, place.text),
                required=own,
                found=match[0],
                advice=say("checks.unit_advice"),
                replacement=match[0][: match.start("name") - match.start()] + _like(match["name"], own),
            )


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
