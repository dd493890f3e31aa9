"""What stands around the body: letterhead, title, 'Kính gửi', signature and recipients."""

from __future__ import annotations

import re

from danvan_desktop.domain.report import Report
from danvan_desktop.layout import blocks
from danvan_desktop.layout.compose_lines import balanced_lines
from danvan_desktop.layout.issuer_names import name_units
from danvan_desktop.layout.profile import Profile
from danvan_desktop.text.dates import long_date, two_digits
from danvan_desktop.text.unicode import clean_line, fold

_BLANK_NUMBER = " " * 6
_BLANK_PLACE = "…………"
_SUBJECT_SHARE = 0.9
_TURN = re.compile(r"(?<=[,;]) +(?=phương hướng|nhiệm vụ|triển khai nhiệm vụ)", re.IGNORECASE)
_ALWAYS_CAPITAL = (
    "Đảng", "Nhân dân", "Nhà nước", "Quốc hội", "Chính phủ", "Trung ương", "Mặt trận Tổ quốc",
)  # fmt: skip
_LIST_MARK = re.compile(r"^[-–•+*]\s+")
_END_MARK = re.compile(r"\s*[;,.]+\s*$")


def letterhead(report: Report, profile: Profile) -> blocks.Letterhead:
    """Both columns; an unknown number, date or place is a blank to be filled in by hand."""
    rules, issuer = profile.letterhead, report.issuer
    return blocks.Letterhead(
        parent=balanced_lines(issuer.parent, rules.parent, rules.left_width_mm, name_units),
        name=balanced_lines(issuer.name, rules.name, rules.left_width_mm, name_units),
        left_mark=rules.left_mark,
        number_line=number_line(report, profile),
        motto=rules.motto,
        place_date=f"{clean_line(issuer.place) or _BLANK_PLACE}, {long_date(report.date)}",
    )


def number_line(report: Report, profile: Profile) -> str:
    """'Số 05-BC/ĐU'; a number under 10 takes a zero (format_rules 1.5, 3.3), none leaves a gap."""
    number = _BLANK_NUMBER if report.number is None else two_digits(report.number, 10)
    return profile.letterhead.number_pattern.format(number=number, code=clean_line(report.issuer.code))


def title(report: Report, profile: Profile) -> blocks.Title:
    """'BÁO CÁO' and the subject, whose second half ('phương hướng, …') starts a line of its own."""
    subject = report.subject.strip()
    if profile.title.lower_start:
        subject = lowered(subject)
    page = profile.page
    width = (page.width_mm - page.left_mm - page.right_mm) * _SUBJECT_SHARE
    lines = balanced_lines(_TURN.sub("\n", subject, count=1), profile.title.subject, width)
    return blocks.Title("BÁO CÁO", lines, profile.title.closing_mark)


def lowered(subject: str) -> str:
    """The subject with a small first letter (format_rules 1.7), unless its first word is a name.

    An abbreviation ('MTTQ …'), a word that is always capital ('Đảng', 'Nhân dân') and a word
    followed by another capital ('Phú Thọ …') keep theirs.
    """
    words = subject.split()
    if not words or (len(words[0]) > 1 and words[0].isupper()):
        return subject
    if len(words) > 1 and words[1][0].isupper():
        return subject
    if any(subject == name or subject.startswith(f"{name} ") for name in _ALWAYS_CAPITAL):
        return subject
    return subject[0].lower() + subject[1:]


def salutation(report: Report, profile: Profile) -> list[blocks.Paragraph]:
    """'Kính gửi' where the rules have it (format_rules 3.5): one addressee on the line, several under it."""
    addressees = [line for typed in report.style.salutation if (line := _bare(typed))]
    if not profile.salutation or not addressees:
        return []
    if len(addressees) == 1:
        return [_salutation(f"Kính gửi: {addressees[0]}")]
    ends = [*[";"] * (len(addressees) - 1), "."]
    lines = [_salutation(f"{text}{end}", "- ") for text, end in zip(addressees, ends, strict=True)]
    return [_salutation("Kính gửi:"), *lines]


def signature(report: Report, profile: Profile) -> blocks.Signature:
    """The signing block; an empty authority leaves the post alone (format_rules 1.9)."""
    signed = report.signature
    page = profile.page
    width = (page.width_mm - page.left_mm - page.right_mm) / 2
    authority = balanced_lines(signed.authority, profile.signing.authority, width, name_units)
    post, name = clean_line(signed.post), clean_line(signed.name)
    return blocks.Signature(authority, post, name, recipients(report, profile))


def recipients(report: Report, profile: Profile) -> tuple[str, ...]:
    """'Nơi nhận' lines with the profile's dash and end marks in place of the typed ones.

    The 'Lưu' line comes last wherever it was typed (format_rules 1.10). A report with 'Kính gửi'
    begins with 'Như trên' (3.5).
    """
    lines = [line for typed in report.recipients if (line := _bare(typed))]
    if profile.salutation and report.style.salutation and not any(_is(line, "nhu tren") for line in lines):
        lines.insert(0, "Như trên")
    lines.sort(key=lambda line: _is(line, "luu"))
    rules = profile.recipients
    ends = [*[rules.item_end] * (len(lines) - 1), rules.last_end]
    return tuple(f"{rules.dash}{text}{end}" for text, end in zip(lines, ends, strict=False))


def without_end_mark(text: str) -> str:
    """Text of a list line without the ';', ',' or '.' typed at its end; 'v.v.' and '...' are words."""
    if text.rstrip().endswith(("v.v.", "...")):
        return text.rstrip()
    return _END_MARK.sub("", text)


def _bare(typed: str) -> str:
    return without_end_mark(_LIST_MARK.sub("", clean_line(typed)))


def _is(line: str, folded_start: str) -> bool:
    folded = fold(line)
    return folded == folded_start or folded.startswith((f"{folded_start} ", f"{folded_start}:"))


def _salutation(text: str, dash: str = "") -> blocks.Paragraph:
    return blocks.Paragraph((blocks.Span(text),), "salutation", dash)
