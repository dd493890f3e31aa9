"""Which period a mention of time belongs to: moved to the next report's period, or stale in it."""

from __future__ import annotations

import re

from danvan_desktop.domain.period import horizon, period_text, same_period_before
from danvan_desktop.domain.report import Period, Role
from danvan_desktop.domain.time_data import in_rows, is_set_beside, is_told_with_its_year, is_yearly_figure
from danvan_desktop.domain.time_frames import (
    AHEAD_ROLES,
    is_former_cut_off,
    names_whole_year,
    stands_beside_its_year,
    tells_other_half_as_done,
)
from danvan_desktop.domain.time_mentions import Mention, Spot, mentions
from danvan_desktop.domain.time_relative import relative_leftovers

_TIMELESS = ("citation", "term", "anniversary", "plan", "history")
_REACH = 120
# A programme, plan or theme is that of a whole year, whatever period the report is of.
_WHOLE_YEAR = re.compile(
    r"\b(?:chương trình|kế hoạch|chủ đề|chỉ tiêu|nghị quyết|hướng dẫn|dự toán|đăng ký|phát động)\b"
    r"[^.,;\n]{0,60}$",
    re.IGNORECASE,
)
_OUTLOOK = re.compile(r"\bphương hướng\b[^.;\n]{0,60}$", re.IGNORECASE)
_TASKS = re.compile(r"\b(?:phương hướng|nhiệm vụ)\b[^.;\n]{0,60}$", re.IGNORECASE)
_DEADLINE = re.compile(
    r"\b(?:trước|chậm nhất|trong|xong|vào|đến)\s+(?:ngày\s+|tháng\s+|hết\s+)*"
    r"(?:quý\s+\S+(?:\s+và|,)\s+)*$",
    re.IGNORECASE,
)
_DEADLINE_YEAR = re.compile(r"\b(?:trước|chậm nhất|trong|đến|hết|xong)\s+(?:hết\s+|cuối\s+)*$", re.IGNORECASE)
_LEFT_OVER = re.compile(
    r"\b(?:chưa (?:hoàn thành|xong|thực hiện|giải quyết)|còn lại|tồn đọng|chuyển tiếp|hạn chế|tổng kết|"
    r"sơ kết|đánh giá|kết quả|quyết toán|kinh nghiệm)\b[^.;\n]{0,60}$",
    re.IGNORECASE,
)
_STAGE = re.compile(r"\bgiai đoạn\s*\(?$", re.IGNORECASE)
_REST_OF_YEAR = re.compile(r"\b(?:cuối|còn lại|tháng|quý)(?:\s+\S+)?(?:\s+của)?\s*$", re.IGNORECASE)
_TASKS_TOO = re.compile(
    r"\b(?:năm\s+\d{4}|tháng\s+(?:đầu|cuối)\s+năm)[^.;\n]{0,20}(?:,|và)\s+nhiệm vụ\b[^.;\n]{0,40}$",
    re.IGNORECASE,
)
_TASKS_OF = re.compile(
    r"(?<!thực hiện )(?<!kết quả )\b(?:phương hướng|nhiệm vụ)(?:,?\s+(?:phương hướng|nhiệm vụ|trọng tâm|"
    r"chủ yếu|công tác|"
    r"dân vận|Mặt trận|Hội|và))*\s*$",
    re.IGNORECASE,
)
_HISTORY_AFTER = 4
"""Years after which a year in a running text is history: no office copies from a report so old."""
_SUMMED = re.compile(
    r"\b(sơ kết|tổng kết)\s+(?:kết quả\s+)?(?:thực hiện\s+)?công tác\b[^.,;\n]{0,60}$", re.IGNORECASE
)
_TO_INTERIM = re.compile(r"^(\s*)tổng kết\b(?!\s+\d)", re.IGNORECASE)
_TO_ANNUAL = re.compile(r"^(\s*)(?:sơ kết|kết quả)\b(?=\s+(?:thực hiện\s+)?công tác)", re.IGNORECASE)


def renewed(text: str, old: Period, new: Period, spot: Spot = "text") -> str:
    """The text with what depends on the period worked out anew; years of no period stay.

    In a running text only what is certain changes: the period itself, its horizon, the year of its
    programmes, the same period before. '6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2021' of a first half
    becomes 'năm 2021, nhiệm vụ năm 2022' in the year's report.
    """
    for start, end, words in reversed(renewals(text, old, new, spot)):
        text = text[:start] + words + text[end:]
    return _named_for(text, new) if spot == "subject" else text


def renewals(text: str, old: Period, new: Period, spot: Spot = "text") -> list[tuple[int, int, str]]:
    """What `renewed` changes: stretches of the text and the words that take their place."""
    found: list[tuple[int, int, str]] = []
    for mention in in_rows(text, mentions(text)):
        words = _moved(text, mention, old, new, spot)
        if words is None:
            continue
        if spot == "text":
            found += _summing_up(text, mention, words, new, found[-1][1] if found else 0)
        found.append((mention.start, mention.end, _fitting(text, mention, words)))
    return found


def _summing_up(
    text: str, mention: Mention, words: str, new: Period, since: int
) -> list[tuple[int, int, str]]:
    """'báo cáo sơ kết công tác … 6 tháng đầu năm' becomes 'báo cáo tổng kết …' with its period."""
    since = max(since, mention.start - _REACH)
    before = _SUMMED.search(text[since : mention.start])
    if before is None or words != period_text(new):
        return []
    word = _same_case(before[1], "tổng kết" if new.kind == "year" else "sơ kết")
    return [(since + before.start(1), since + before.end(1), word)]


def _before(text: str, mention: Mention) -> str:
    return text[max(0, mention.start - _REACH) : mention.start]


def _named_for(subject: str, new: Period) -> str:
    """A half-year is summed up in a sơ kết, a year in a tổng kết (format_rules 6.3)."""
    pattern, word = (_TO_ANNUAL, "tổng kết") if new.kind == "year" else (_TO_INTERIM, "sơ kết")
    found = pattern.match(subject)
    if found is None:
        return subject
    return found[1] + _same_case(found[0].strip(), word) + subject[found.end() :]


def _same_case(old: str, new: str) -> str:
    return new.upper() if old.isupper() else new.capitalize() if old[0].isupper() else new


def _moved(text: str, mention: Mention, old: Period, new: Period, spot: Spot) -> str | None:
    """What the mention says in the new report, None to leave it."""
    if mention.guard not in ("", "comparison"):
        return None
    if mention.unit == "half":
        return _moved_half(mention, old, new)
    if mention.unit != "year" or mention.year is None or not (mention.word or spot != "text"):
        return None
    shown = _moved_year(text, mention, mention.year, old, new)
    if shown is not None and not mention.word:
        return re.sub(r".*\bnăm (?=\d)", "", shown)
    return shown


def _moved_half(mention: Mention, old: Period, new: Period) -> str | None:
    if mention.half is None:
        return None
    said = Period(mention.half, old.year if mention.year is None else mention.year)
    if said.kind == old.kind and mention.year is None:
        said = old
    elif mention.year is None and horizon(old).kind == said.kind:
        said = horizon(old)
    target = _counterpart(said, old, new)
    if target is None:
        return None
    words = period_text(target)
    return (
        words if mention.year is not None or target.kind == "year" else words.removesuffix(f" {target.year}")
    )


def _counterpart(said: Period, old: Period, new: Period) -> Period | None:
    for of in (lambda period: period, horizon, same_period_before):
        if said == of(old):
            return of(new)
    return None


def _moved_year(text: str, mention: Mention, year: int, old: Period, new: Period) -> str | None:
    whole_year = old.kind != "year" or _WHOLE_YEAR.search(_before(text, mention))
    if whole_year:
        return (
            f"năm {year + new.year - old.year}"
            if year in (old.year, old.year + 1) or _compares(mention)
            else None
        )
    target = _counterpart(Period("year", year), old, new)
    if target is None or (year == old.year - 1 and not _compares(mention)):
        return None
    return period_text(target)


def _compares(mention: Mention) -> bool:
    return mention.guard == "comparison"


def _fitting(text: str, mention: Mention, words: str) -> str:
    """The words in the capitals of what they replace, or of the sentence they begin."""
    replaced = text[mention.start : mention.end]
    letters = [char for char in replaced if char.isalpha()]
    if len(letters) > 1 and all(char.isupper() for char in letters):
        return words.upper()
    before = _before(text, mention)
    starts = not before.strip() or re.search(r"[.!?…]\s+$", before)
    if replaced[0].isupper() or (starts and replaced[0].isdigit()):
        return words[0].upper() + words[1:]
    return words


def stale_mentions(
    text: str, period: Period, role: Role = "other", spot: Spot = "text"
) -> tuple[Mention, ...]:
    """The mentions that do not belong in a report of this period, where `text` stands in it."""
    found = [m for m in in_rows(text, mentions(text)) if _is_stale(text, m, period, role, spot)]
    for told in relative_leftovers(text, period, role, spot):
        if all(told.end <= other.start or other.end <= told.start for other in found):
            found.append(told)
    return tuple(sorted(found, key=lambda mention: mention.start))


def _is_stale(text: str, mention: Mention, period: Period, role: Role, spot: Spot) -> bool:
    is_day = mention.unit in ("day", "month", "quarter") and mention.guard not in (
        "citation",
        "anniversary",
        "term",
    )
    if role in ("tasks", "proposals") and is_day and _DEADLINE.search(_before(text, mention)):
        return _passed(mention, period)
    if role in ("tasks", "proposals") and spot == "text" and _is_aim_gone_by(text, mention, period):
        return True
    if mention.guard in _TIMELESS:
        return False
    if is_former_cut_off(text, mention, period) or names_whole_year(text, mention, period, role, spot):
        return True
    if spot == "text" and _is_right_with_its_year(text, mention, period, role):
        return False
    if mention.unit == "half":
        return _half_is_stale(text, mention, period, role, spot)
    year = mention.year or period.year
    if spot == "text" and year < period.year - _HISTORY_AFTER:
        return False
    if year >= period.year:
        return mention.unit == "year" and _should_be_ahead(text, mention, period, role, spot)
    if year < period.year - 1 or mention.unit in ("span", "window", "quarter"):
        return not (_compares(mention) and year == period.year - 1)
    if mention.unit in ("month", "day"):
        # Figures of a first half and of a year are counted from the 15th of December before (NĐ 09/2019).
        counted = mention.month == 12 and period.kind != "second_half"
        return not counted and not _compares(mention)
    return not (_compares(mention) or (mention.guard == "closing" and spot == "text"))


def _is_right_with_its_year(text: str, mention: Mention, period: Period, role: Role) -> bool:
    if (mention.year or period.year) < period.year - 2 or role in ("opening", "closing"):
        return False
    return (
        is_told_with_its_year(text, mention)
        or is_yearly_figure(text, mention, period)
        or (role not in AHEAD_ROLES and is_set_beside(text, mention, period))
    )


def _passed(mention: Mention, period: Period) -> bool:
    """Whether a deadline lies before the time the report sets its tasks for."""
    first_month = 7 if period.kind == "first_half" else 1
    ahead = horizon(period)
    return (mention.year or ahead.year, mention.month) < (ahead.year, first_month)


def _is_aim_gone_by(text: str, mention: Mention, period: Period) -> bool:
    """A year or a stage set as the aim of a task that the report's tasks no longer reach."""
    before = _before(text, mention)
    if (mention.year or period.year) >= horizon(period).year or _LEFT_OVER.search(before):
        return False
    if mention.unit == "span":
        return bool(_STAGE.search(before))
    return mention.unit == "year" and mention.guard in ("", "plan") and bool(_DEADLINE_YEAR.search(before))


def _half_is_stale(text: str, mention: Mention, period: Period, role: Role, spot: Spot) -> bool:
    ahead = role in AHEAD_ROLES or spot == "subject"
    if period.kind == "year" and spot == "text" and stands_beside_its_year(text, mention, period, role):
        return False
    if tells_other_half_as_done(text, mention, period, role, spot) or _sets_tasks_for_itself(
        text, mention, period, role, spot
    ):
        return True
    if mention.year is None:
        if _compares(mention) or period.kind == "first_half":
            return False
        if period.kind == "second_half":
            return mention.half == "first_half" and not ahead
        return not (role == "tasks" and spot == "text")
    if mention.year != period.year:
        return mention.year < period.year - (1 if _compares(mention) else 0)
    if _compares(mention) or period.kind == "first_half":
        return False
    return period.kind == "year" or mention.half == "first_half"


def _sets_tasks_for_itself(text: str, mention: Mention, period: Period, role: Role, spot: Spot) -> bool:
    """'Nhiệm vụ 6 tháng đầu năm' in the report of that half: the tasks are those of the next one."""
    if mention.half != period.kind or mention.year not in (None, period.year):
        return False
    return (role == "tasks" or spot == "subject") and bool(_TASKS_OF.search(_before(text, mention)))


def _should_be_ahead(text: str, mention: Mention, period: Period, role: Role, spot: Spot) -> bool:
    """'Phương hướng, nhiệm vụ năm 2025' in the annual report of 2025: the tasks are those of 2026.

    Nor are the tasks a first half sets those of the whole year, where a title says so.
    """
    if mention.year != period.year or mention.guard:
        return False
    before = _before(text, mention)
    is_title = spot == "subject" or (spot == "heading" and role == "tasks")
    if period.kind != "year":
        whole_year = is_title and period.kind == "first_half" and not _REST_OF_YEAR.search(before)
        return whole_year and bool(_TASKS.search(before))
    if is_title:
        return bool(_TASKS.search(before))
    told = _OUTLOOK.search(before) or (role != "tasks" and _TASKS_TOO.search(before))
    return role in ("opening", "closing", "tasks") and bool(told)
