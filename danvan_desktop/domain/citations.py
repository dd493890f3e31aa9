"""Where a text cites a document: such stretches keep their own numbers, dates and names for ever.

The patterns are those of real reports: 'Nghị quyết số 25-NQ/TW, ngày 03/6/2013 của …', 'Hướng dẫn số 01,
ngày 16/3/2021 của …', 'Nghị định 59/2023/NĐ-CP', 'Luật Thực hiện dân chủ ở cơ sở năm 2022'.
"""

from __future__ import annotations

import re

Span = tuple[int, int]

_KIND = (
    r"\b(?:Nghị quyết|Chỉ thị|Kết luận|Quyết định|Quy định|Quy chế|Hướng dẫn|Kế hoạch|Công văn|Công điện|"
    r"Thông tri|Thông tư|Thông báo|Đề án|Báo cáo|Chương trình|Nghị định|Pháp lệnh|Luật|Bộ luật|Văn bản|"
    r"Tờ trình|Điều lệ|Lệnh|Thông báo kết luận)"
)
_SIGN = r"\d+(?:/\d{4})?\s?[-/]\s?[A-ZĐƯ][A-Za-zĐđƯư]*\d*(?:[-/][A-ZĐƯ0-9][A-Za-zĐđƯư0-9]*)*"
_DAY = (
    r"(?:ngày\s+)?(?:\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}"
    r"|\d{1,2}\s+tháng\s+\d{1,2},?\s+năm\s+\d{4})"
)
_DATED = rf"(?:,?\s*\(?{_DAY}\)?|\s+năm\s+\d{{4}}\b)?"

_WORDS = r"(?:\s+[^\W\d_]+)"
_NUMBERED = re.compile(rf"(?i:{_KIND}){_WORDS}{{0,4}}?\s+(?:số:?\s*)?{_SIGN}{_DATED}")
_BARE_NUMBER = re.compile(rf"(?i:{_KIND}){_WORDS}{{0,3}}?\s+số:?\s*\d+\b(?!\s*[.,]\d){_DATED}")
# Without a number only a kind with its capital is a document: 'báo cáo kết quả ngày …' is an event.
_DATED_ONLY = re.compile(rf"{_KIND}{_WORDS}{{0,8}}?,?\s+{_DAY}")
_SIGN_ONLY = re.compile(rf"(?<![\w/-]){_SIGN}{_DATED}")
_LAW = re.compile(r"\b(?:Luật|Bộ luật|Hiến pháp|Pháp lệnh)\b[^.;:\n]{0,90}?(?:\bnăm\s+\d{4}|\b\d{4}\b)")
# What the citation goes on with: the issuing body and the subject, to the end of the clause.
_TAIL = re.compile(r"\s+(?:của|do|về|\(khóa|khóa|thực hiện|ban hành)\b", re.IGNORECASE)
_TAIL_END = re.compile(r"[,;:.\n)](?=\s|$)")
# Before the subject ('về …') a mention of the period is the sentence's own, after it the subject's.
_OWN_PERIOD = re.compile(r"\s(?:trong|6 tháng|06 tháng|sáu tháng)\s", re.IGNORECASE)
_SUBJECT = re.compile(r"\svề\s", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
# Commas within these do not end a title: quoted words, and the levels of a law on them.
_QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"|\bxã, phường, thị trấn\b")


def citations(text: str) -> tuple[Span, ...]:
    """The stretches of `text` that cite a document, in order, overlapping ones joined."""
    if not _DIGIT.search(text):
        return ()
    found = [
        (match.start(), _with_tail(text, match.end()))
        for pattern in (_NUMBERED, _BARE_NUMBER, _DATED_ONLY)
        for match in pattern.finditer(text)
    ]
    found += [match.span() for pattern in (_SIGN_ONLY, _LAW) for match in pattern.finditer(text)]
    return joined(found)


def joined(spans: list[Span]) -> tuple[Span, ...]:
    """Spans in order, overlapping ones made one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def inside(spans: tuple[Span, ...], start: int, end: int) -> bool:
    """Whether the stretch lies within one of the spans."""
    return any(first <= start and end <= last for first, last in spans)


def _with_tail(text: str, end: int) -> int:
    if not _TAIL.match(text, end):
        return end
    stop = _clause_end(text, end)
    own, subject = _OWN_PERIOD.search(text, end, stop), _SUBJECT.search(text, end, stop)
    return own.start() if own and (subject is None or own.start() < subject.start()) else stop


def _clause_end(text: str, place: int) -> int:
    """Where the clause ends; punctuation within quotation marks does not end it."""
    while True:
        stop = _TAIL_END.search(text, place)
        quoted = _QUOTED.search(text, place)
        if not quoted or (stop and stop.start() < quoted.start()):
            return stop.start() if stop else len(text)
        place = quoted.end()
