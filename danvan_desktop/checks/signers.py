"""Who signed before and does not sign now, named as if still in the post."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from danvan_desktop.checks.places import Place
from danvan_desktop.domain.finding import Finding, Where
from danvan_desktop.domain.report import Issuer, Report
from danvan_desktop.layout.issuer_names import spelled
from danvan_desktop.text.unicode import CAPITAL, fold
from danvan_desktop.wording import say

_REACH = 100
_NOT_AS_SIGNER = re.compile(
    r"\b(?:(?:hộ|gia đình|nhà)\s+(?:ông|bà|anh|chị|cụ)|(?:đường|phố|cầu|công viên|quỹ)|"
    r"trường(?:\s+\S+){0,4})\s+$",
    re.IGNORECASE,
)
_DUTIES = r"(?:công việc|công tác|nhiệm vụ|chức|hồ sơ|cương vị)"
_HAS_LEFT = re.compile(
    rf"\b(?:nguyên|nghỉ hưu|nghỉ chế độ|chuyển công tác|thôi giữ|thôi đảm nhiệm|điều động|luân chuyển|"
    rf"bàn giao\s+{_DUTIES}|từ trần|chia tay|tiễn|tri ân|thay(?:\s+cho)?|người tiền nhiệm)\b[^.;\n]*$",
    re.IGNORECASE,
)
_LEAVES = re.compile(
    rf"[^.;\n]{{0,80}}\b(?:nghỉ hưu|nghỉ chế độ|nghỉ công tác|chuyển công tác|chuyển sang|thôi giữ|"
    rf"thôi đảm nhiệm|"
    rf"(?:được|nhận quyết định)\s+(?:điều động|luân chuyển|phân công sang|bổ nhiệm)|nhận (?:nhiệm vụ|"
    rf"công tác) mới|"
    rf"nhận nhiệm vụ tại|bàn giao\s+(?:lại\s+)?{_DUTIES}|từ trần)\b",
    re.IGNORECASE,
)
_FORMERLY = re.compile(r",?\s*\(?nguyên\b", re.IGNORECASE)
_PERSON = r"(?:(?:đồng chí|đ/c|ông|bà)\s*:?\s+)?"
_POST = (
    r"(?:Phó\s+|Quyền\s+)?(?:Bí thư|Chủ tịch|Trưởng Ban|Trưởng ban|Trưởng Đoàn|Giám đốc|Chủ nhiệm|"
    r"Chánh Văn phòng|"
    r"Trưởng phòng|Chỉ huy trưởng|Trưởng Công an|Hiệu trưởng)(?:\s+Thường trực)?"
)
_POSTS_AFTER = re.compile(rf"\s*(?:[,(:]|[-–]\s)\s*(?P<posts>[^.;\n]*?\b(?i:{_POST})\b[^.;\n]*)")
_POST_BEFORE = re.compile(rf"(?P<posts>(?i:{_POST})\b[^.,;\n]{{0,60}}?)[ ,]+(?i:{_PERSON})$")
_EACH_POST = re.compile(rf"(?i:{_POST})\b(?P<of>[^,;()\n–]{{0,70}})")
_PLACED = re.compile(
    rf"(?i:xã|phường|đặc khu|tỉnh|thành phố|Tỉnh ủy|Thành ủy)\s+(?P<name>{CAPITAL}\w*(?:[ ]+{CAPITAL}\w*)*)"
)
_KINDS = (
    ("congress", r"đại biểu quốc hội|đbqh"),
    ("front", r"mttq|ubmttq|mặt trận"),
    ("council", r"hđnd|hội đồng nhân dân"),
    ("government", r"ubnd|ủy ban nhân dân"),
    ("women", r"phụ nữ|lhpn"),
    ("farmers", r"nông dân"),
    ("veterans", r"cựu chiến binh|ccb"),
    ("youth", r"đoàn thanh niên|đoàn tncs|tỉnh đoàn|đoàn xã|đoàn phường"),
    ("union", r"công đoàn|liên đoàn lao động|lđlđ"),
    ("propaganda", r"tuyên giáo|dân vận"),
    ("building", r"xây dựng đảng"),
    ("affairs", r"nội chính"),
    ("organisation", r"ban tổ chức"),
    ("inspection", r"ủy ban kiểm tra|ubkt"),
    ("department", r"^\s*(?:sở|phòng)\b|\bsở\b"),
    ("office", r"văn phòng"),
    ("police", r"công an"),
    ("army", r"quân sự|biên phòng"),
    ("committee", r"tỉnh ủy|thành ủy|đảng ủy|huyện ủy|đảng bộ"),
    ("branch", r"chi bộ|chi ủy"),
)
"""Kinds of bodies a post may be in, the one nearer the person first: 'Trưởng Ban Dân vận Tỉnh ủy'."""


def of_signers(place: Place, signers: Sequence[str], issuer: Issuer) -> Iterator[Finding]:
    """The former signers named in `place` as if they still were."""
    for name in signers:
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", place.text, re.IGNORECASE):
            if not _is_rightly_named(place.text, found, issuer):
                yield Finding(
                    "leftover.signer",
                    "warning",
                    Where(place.section, place.item, place.text),
                    found=found[0],
                    advice=say("checks.signer_advice"),
                )
                break


def former_signers(report: Report, previous: Report | None = None) -> tuple[str, ...]:
    """Names that signed before and do not sign now."""
    names = [*(report.follows.signers if report.follows else ())]
    if previous is not None:
        names += [previous.signature.name, *(previous.follows.signers if previous.follows else ())]
    now = _plain(report.signature.name)
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip() and _plain(name) != now))


def _is_rightly_named(text: str, name: re.Match[str], issuer: Issuer) -> bool:
    """Told as one who leaves or left, as holding another post now; or a householder, a street, a school."""
    before, after = text[max(0, name.start() - _REACH) : name.start()], text[name.end() : name.end() + _REACH]
    if _NOT_AS_SIGNER.search(before) or _FORMERLY.match(after):
        return True
    if _HAS_LEFT.search(before) or _LEAVES.match(after):
        return True
    return _holds_another_post(before, after, issuer)


def _holds_another_post(before: str, after: str, issuer: Issuer) -> bool:
    """Whether every post told beside the name is in another body: 'Phó Chủ tịch UBND tỉnh'."""
    told = _POSTS_AFTER.match(after) or _POST_BEFORE.search(before)
    posts = [post["of"] for post in _EACH_POST.finditer(told["posts"])] if told else []
    return bool(posts) and all(_is_elsewhere(post, issuer) for post in posts)


def _is_elsewhere(post: str, issuer: Issuer) -> bool:
    kind, own = _kind(post), _kind(issuer.name)
    if kind and own and kind != own:
        return True
    placed = _PLACED.search(post)
    if not kind or placed is None:
        return False
    return fold(placed["name"]) not in fold(f"{issuer.name} {issuer.parent} {issuer.place}")


def _kind(words: str) -> str:
    plain = spelled(words.replace("\n", " ").casefold(), "ủy")
    return next((kind for kind, pattern in _KINDS if re.search(pattern, plain)), "")


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
