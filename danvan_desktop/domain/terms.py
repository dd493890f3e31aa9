"""Terms of office a text speaks of as running though they have ended, from `resources/vocabulary`.

A term in the name of a document ('nghị quyết đại hội đảng bộ xã nhiệm kỳ 2020 - 2025') is part of that name
and a term looked back upon ('tổng kết nhiệm kỳ 2020 - 2025') is history: neither is ever changed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache

import msgspec

from danvan_desktop.domain.citations import citations, inside
from danvan_desktop.paths import resource

_MAY_SPEAK = re.compile(r"nhiệm\s+k[ỳì]|khóa|khoá|đại\s+hội", re.IGNORECASE)
_YEARS = re.compile(
    r"\b(?:nhiệm\s+k[ỳì]|khóa|khoá)(?:\s+[IVXL]+)?,?\s*\(?\s*(?:(?:từ\s+)?năm\s+)?"
    r"(?P<years>(?P<first>(?:19|20)\d\d)(?P<dash>\s*[-–—/]\s*|\s+đến\s+(?:năm\s+)?)(?P<last>(?:19|20)\d\d))\b",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"\b(?:nghị quyết|báo cáo chính trị|văn kiện|chương trình hành động|chương trình toàn khóa|quy chế|"
    r"kế hoạch|chỉ thị|kết luận|đề án|chỉ tiêu đại hội)\b[^.;\n]{0,140}$",
    re.IGNORECASE,
)
_CARRIED_OUT = re.compile(
    r"\b(?:thực hiện|triển khai|quán triệt|cụ thể hóa|cụ thể hoá|bám sát|hoàn thành|học tập|"
    r"đưa)\b[^.;\n]{0,160}$",
    re.IGNORECASE,
)
_LOOKED_BACK = re.compile(
    r"\b(?:tổng kết|sơ kết|nhìn lại|kiểm điểm|đánh giá|kết thúc|kế thừa|so với|trong suốt|nguyên|từ|"
    r"trước(?!\s+(?:và\s+sau\s+)?(?:mỗi\s+|các\s+)?kỳ họp)|"
    r"hết|thành tựu|(?<!lập )thành tích|tồn đọng|chuyển tiếp|khép lại|kỷ yếu|lịch sử)\b[^.;\n]{0,70}$",
    re.IGNORECASE,
)
_SAID_AS_PAST = re.compile(
    r"^\)?,?\s*(?:từng\b|\(?cũ\b|trước đây|vừa qua|là nhiệm kỳ|kết thúc|để lại|"
    r"(?:đã\s+)?(?:thông qua|ban hành|bế mạc)\b|và\s+(?:khóa|khoá)\b)",
    re.IGNORECASE,
)
_THROUGHOUT = re.compile(r"\b(?:trong|suốt|cả|qua)\s+$", re.IGNORECASE)
_WAS_DONE = re.compile(r"^\)?,\s*(?:[^\W\d_]+\s+){0,6}?(?:đã|từng)\b", re.IGNORECASE)
_LAST_YEAR = re.compile(r"\bnăm (?:cuối|thứ năm)\b|\bcuối\s+$", re.IGNORECASE)
_OF = re.compile(r"\)?\s*của\s+")
_ORDINAL = re.compile(
    r"\b(?:lần thứ|khóa|khoá)\s+(?:[IVXL]+|\d{1,2}|nhất|hai|ba)\b[^.;\n]{0,20}$", re.IGNORECASE
)
_STILL_TO_COME = re.compile(
    r"\b(?:chuẩn bị|hướng tới|tiến tới|trước thềm|phục vụ|tổ chức|"
    r"chào mừng(?!\s+(?:thành công|thắng lợi|kết quả)))\b[^.;\n]{0,140}\b(?:đại hội|bầu cử)\b"
    r"[^.;\n]{0,90}$",
    re.IGNORECASE,
)
_TOWARDS = re.compile(r"\b(?:tiến tới|hướng tới|trước thềm)\s+$", re.IGNORECASE)
_YEAR_OF_TERM = re.compile(
    r"\bnăm\s+(?P<which>đầu|cuối)(?:\s+của)?\s+nhiệm\s+k[ỳì]\b(?!\s*\(?\s*\d)", re.IGNORECASE
)
_HELD = re.compile(r"\b(?:bầu cử|chào mừng|lập thành tích)\b[^.;\n]{0,110}$", re.IGNORECASE)
_EVENT_IS_OVER = re.compile(
    r"\b(?:tổng kết|sơ kết|rút kinh nghiệm|khen thưởng|biểu dương|kết quả|kinh nghiệm|thành tích|"
    r"phát huy|hồ sơ|lưu trữ|"
    r"khiếu nại|trúng cử|thắng lợi của|thành công của)\b[^.;\n]{0,90}$|"
    r"(?<!và )\bsau\s+(?:khi\s+)?(?:cuộc\s+|ngày\s+)*$",
    re.IGNORECASE,
)
_EVENT_WAS = re.compile(r"[^.;,\n]{0,60}\b(?:vừa qua|đã|trước đây|bổ sung)\b", re.IGNORECASE)
_NEAR = 60
_ANOTHER = r"(?:và|Trung|Đảng|HĐND|Hội|khóa|khoá)"
_CLAUSE = re.compile(r"[.;\n](?=\s)")
_REACH = 240
_LAST_YEARS_REPORTS = 3
"""Up to March a report is still of the year before."""
_AFTER = 60


class Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A term as it is written, and the first day on which nobody serves it; see the head of `terms.toml`."""

    years: tuple[int, int]
    over: date | None = None
    number: str = ""


class Holder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of body with its terms, oldest first."""

    words: tuple[str, ...]
    terms: tuple[Term, ...]
    grade: str
    src: str
    numbered: tuple[str, ...] = ()

    def with_years(self, years: tuple[int, int]) -> Term | None:
        """Its term of these years."""
        return next((term for term in self.terms if term.years == years), None)

    def running(self, day: date) -> Term | None:
        """The term that runs on `day`, as far as the table knows."""
        return next((term for term in self.terms if term.over is None or day < term.over), None)

    def opened(self, term: Term) -> date:
        """The day by which the congress or election that opened the term had been held everywhere."""
        place = self.terms.index(term)
        return (self.terms[place - 1].over if place else None) or date(term.years[0], 1, 1)


class EndedTerm(msgspec.Struct, frozen=True):
    """A stretch of text naming a term that has ended, and the same words with the running one.

    `now` is empty when only the person can say; `named` tells that it is part of a document's name, and
    `carried_out` that this document is told as carried out. `over` is the day from which nobody serves it.
    """

    start: int
    end: int
    now: str
    named: bool = False
    carried_out: bool = False
    over: date | None = None


class Event(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A thing held on one day for the whole country; see `terms.toml`."""

    name: str
    of: tuple[str, ...]
    held: date
    again: date
    grade: str
    src: str


class _Terms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    holder: tuple[Holder, ...]
    event: tuple[Event, ...]


@cache
def _table() -> _Terms:
    with resource("vocabulary", "terms.toml").open("rb") as stream:
        return msgspec.convert(tomllib.load(stream), _Terms)


def holders() -> tuple[Holder, ...]:
    """The table of terms."""
    return _table().holder


def events_gone_by(text: str, day: date) -> tuple[EndedTerm, ...]:
    """The events already held on `day` that `text`, which tells what is to be done, sets as a task."""
    found: list[EndedTerm] = []
    for event, pattern in _events():
        if not event.held <= day < event.again:
            continue
        for match in pattern.finditer(text):
            before, after = _around(text, match.start(), match.end())
            if not (_EVENT_IS_OVER.search(before) or _EVENT_WAS.match(after)):
                found.append(EndedTerm(*match.span(), ""))
    return tuple(found)


def ended_terms(text: str, day: date, *, ahead: bool = False) -> tuple[EndedTerm, ...]:
    """The terms that `text` speaks of on `day` as running, or in a document's name, and that have ended.

    So are congresses and elections of an earlier year told as this year's, and with `ahead`, for text about
    what is to be done, those already held.
    """
    held = events_gone_by(text, day) if ahead else ()
    if not held and not _MAY_SPEAK.search(text):
        return ()
    cited = citations(text)
    found = [
        term
        for term in (*_by_years(text, day, ahead), *_by_number(text, day, ahead), *_by_place(text, day))
        if not inside(cited, term.start, term.end)
    ]
    found += held if not any(not term.named for term in found) else ()
    return tuple(sorted(found, key=lambda term: term.start))


def renewed_terms(text: str, day: date) -> str:
    """The text with the running term in place of an ended one; names of documents stay."""
    for term in reversed(ended_terms(text, day)):
        if term.now and not term.named:
            text = text[: term.start] + term.now + text[term.end :]
    return text


def _by_years(text: str, day: date, ahead: bool) -> Iterator[EndedTerm]:
    for match in _YEARS.finditer(text):
        years = int(match["first"]), int(match["last"])
        before, after = _around(text, match.start(), match.end())
        holder = _holder(before, after, years)
        term = holder.with_years(years) if holder else None
        if holder is None or term is None:
            is_over, now = years[0] < years[1] < day.year, None
        elif not _is_over(term, day) and _is_event_gone_by(holder.opened(term), before, day, ahead):
            yield EndedTerm(*match.span(), "")
            continue
        else:
            is_over, now = _is_over(term, day), holder.running(day)
        if not is_over or _is_past(before, after, years[1], day):
            continue
        lead = text[match.start() : match.start("years")]
        if now is None or _has_unknown_number(before, lead):
            words = ""
        else:
            words = f"{lead}{now.years[0]}{match['dash']}{now.years[1]}"
        over = term.over if term else date(years[1], 12, 31)
        yield EndedTerm(*match.span(), words, _is_named(before), _is_carried_out(before), over)


def _by_number(text: str, day: date, ahead: bool) -> Iterator[EndedTerm]:
    taken: list[tuple[int, int]] = []
    for holder, pattern in _numbered():
        for match in pattern.finditer(text):
            term = next((term for term in holder.terms if term.number == match["number"]), None)
            if term is None or any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            before, after = _around(text, match.start(), match.end())
            lead, rest = text[match.start() : match.start("number")], text[match.end("number") : match.end()]
            if not _is_over(term, day):
                is_behind = day >= holder.opened(term) and _TOWARDS.search(before)
                if is_behind or _is_event_gone_by(holder.opened(term), before + lead, day, ahead):
                    yield EndedTerm(*match.span(), "")
            elif not _is_past(before, after, term.years[1], day):
                now = holder.running(day)
                words = f"{lead}{now.number}{rest}" if now and now.number else ""
                yield EndedTerm(*match.span(), words, _is_named(before), _is_carried_out(before), term.over)


def _by_place(text: str, day: date) -> Iterator[EndedTerm]:
    """'năm cuối nhiệm kỳ', 'năm đầu nhiệm kỳ' in a year that is neither the last nor the first of one."""
    reported = day.year - 1 if day.month <= _LAST_YEARS_REPORTS else day.year
    for match in _YEAR_OF_TERM.finditer(text):
        before, after = _around(text, match.start(), match.end())
        holder = _holder_named(before, after)
        if match["which"].casefold() == "đầu":
            fitting = {year for term in holder.terms for year in (term.years[0], holder.opened(term).year)}
            fitting |= {year + 1 for year in fitting}
        else:
            fitting = {term.years[1] for term in holder.terms}
            fitting |= {term.over.year for term in holder.terms if term.over}
        if reported not in fitting and not _LOOKED_BACK.search(before):
            yield EndedTerm(*match.span(), "")


def _holder_named(before: str, after: str) -> Holder:
    """The kind of body named next after the term, or nearest before it, or the first listed."""
    following = [(found.start(), holder) for holder in holders() if (found := _words(holder).search(after))]
    if following:
        return min(following, key=lambda one: one[0])[1]
    return max(holders(), key=lambda holder: _nearest(before, holder))


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """The rest of the clause before, and what follows."""
    return _CLAUSE.split(text[max(0, start - _REACH) : start])[-1], text[end : end + _AFTER]


def _is_event_gone_by(held: date, before: str, day: date, ahead: bool) -> bool:
    """A congress or election of an earlier year spoken of as this period's, or as still to be held."""
    if _LOOKED_BACK.search(before) or _DOCUMENT.search(before):
        return False
    if ahead and day >= held and _STILL_TO_COME.search(before):
        return True
    return held.year < day.year and bool(_HELD.search(before))


def _is_over(term: Term, day: date) -> bool:
    return term.over is not None and day >= term.over


def _is_named(before: str) -> bool:
    return bool(_DOCUMENT.search(before))


def _is_carried_out(before: str) -> bool:
    return bool(_CARRIED_OUT.search(before))


def _is_past(before: str, after: str, last: int, day: date) -> bool:
    if _LAST_YEAR.search(before) and last == day.year:
        return True
    if _THROUGHOUT.search(before) and _WAS_DONE.search(after):
        return True
    return bool(_LOOKED_BACK.search(before) or _SAID_AS_PAST.search(after))


def _holder(before: str, after: str, years: tuple[int, int]) -> Holder | None:
    """Whose term it is: the body named right after it, the nearest before it, else the first listed."""
    known = [holder for holder in holders() if holder.with_years(years)]
    of = _OF.match(after)
    for holder in known:
        if of and _words(holder).match(after, of.end()):
            return holder
    return max(known, key=lambda holder: _nearest(before, holder), default=None)


def _nearest(before: str, holder: Holder) -> tuple[int, int]:
    """Where the last of the holder's words ends, and how long it is."""
    ends = [(match.end(), len(match[0])) for match in _words(holder).finditer(before)]
    return ends[-1] if ends else (0, 0)


@cache
def _words(holder: Holder) -> re.Pattern[str]:
    return re.compile("|".join(_pattern(word) for word in sorted(holder.words, key=len, reverse=True)), re.I)


@cache
def _numbered() -> tuple[tuple[Holder, re.Pattern[str]], ...]:
    found = []
    for holder in holders():
        for words in sorted(holder.numbered, key=len, reverse=True):
            before, _, after = words.partition("{n}")
            pattern = rf"(?i:{_spelled(before)})(?P<number>[IVXL]+)(?!\w)(?i:{_spelled(after)})"
            found.append((holder, re.compile(rf"(?<!\w){pattern}(?!\w)")))
    return tuple(found)


@cache
def _events() -> tuple[tuple[Event, re.Pattern[str]], ...]:
    return tuple(
        (
            event,
            re.compile(
                rf"{_pattern(event.name)}(?=[^.;\n]{{0,{_NEAR}}}?(?:{'|'.join(map(_pattern, event.of))}))",
                re.IGNORECASE,
            ),
        )
        for event in _table().event
    )


def _has_unknown_number(before: str, lead: str) -> bool:
    """Whether a congress is numbered there that no table knows, so that more than years would change."""
    told = _ORDINAL.search(before + lead)
    return bool(told) and not any(pattern.search(before[-_AFTER:]) for _, pattern in _numbered())


def _pattern(words: str) -> str:
    return rf"(?<!\w){_spelled(words)}(?!\w)"


def _spelled(words: str) -> str:
    """The words in either spelling of ủy and khóa, with any spaces."""
    spelled = re.escape(words).replace("ủy", "(?:ủy|uỷ)").replace("Ủy", "(?:Ủy|Uỷ)")
    spelled = spelled.replace("khóa", "(?:khóa|khoá)").replace(r"\ ", r"\s+")
    return spelled.replace(r"\*", rf"(?:[ ,(]+(?!{_ANOTHER}\b)[^\W\d_]+){{0,4}}[ ,(]+")
