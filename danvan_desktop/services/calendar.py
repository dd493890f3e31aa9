"""The office's calendar of owed reports, kept in its data folder, and what is due soon."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from danvan_desktop.domain.calendar import (
    Obligation,
    Owed,
    answered,
    default_obligations,
    has_yearly_days,
    identified,
    owed_in,
)
from danvan_desktop.domain.report import Answer, Period
from danvan_desktop.errors import UserError
from danvan_desktop.files import read_file, replace_file
from danvan_desktop.services.office_files import CALENDAR_NAME, keep_unreadable
from danvan_desktop.wording import say

_FILE = CALENDAR_NAME
State = Literal["done", "late", "soon", "later"]
SOON_DAYS = 30
_MAX_BYTES = 1024 * 1024


class OfficeCalendar(msgspec.Struct, frozen=True):
    """What an office owes and the days it does not work."""

    obligations: tuple[Obligation, ...]
    days_off: tuple[date, ...] = ()


def read_calendar(data_dir: Path) -> OfficeCalendar:
    """The calendar of the data folder, the defaults when none was saved.

    Raises UserError for a file that cannot be understood, or that names a day no year has.
    """
    file = data_dir / _FILE
    if not file.is_file():
        return OfficeCalendar(default_obligations())
    try:
        found = msgspec.json.decode(read_file(file, _MAX_BYTES), type=OfficeCalendar)
    except msgspec.MsgspecError as error:
        raise UserError(
            say("calendar.bad_file", name=_FILE, detail=error), say("calendar.bad_file_advice")
        ) from error
    _refuse_impossible_days(found)
    return msgspec.structs.replace(found, obligations=identified(found.obligations))


def save_calendar(data_dir: Path, calendar: OfficeCalendar) -> Path | None:
    """Keep the calendar; the copy made of a file that could not be read, if one stood there.

    Raises UserError for a day that does not exist, with nothing written.
    """
    _refuse_impossible_days(calendar)
    kept = keep_unreadable(data_dir / _FILE, lambda: read_calendar(data_dir))
    replace_file(data_dir / _FILE, msgspec.json.format(msgspec.json.encode(calendar), indent=2))
    return kept


def _refuse_impossible_days(calendar: OfficeCalendar) -> None:
    """One impossible day must not reach what counts with days: the window would not open any more."""
    wrong = next((one for one in calendar.obligations if not has_yearly_days(one)), None)
    if wrong is not None:
        raise UserError(say("calendar.bad_day", name=wrong.name), say("calendar.bad_day_advice"))


def edited(obligation: Obligation, **changes: object) -> Obligation:
    """The obligation as the office sets it: no longer a default."""
    return msgspec.structs.replace(obligation, **{"grade": "", "src": "", **changes})


class Written(msgspec.Struct, frozen=True):
    """A report of the office's own: whether it was issued, and the obligations it says it answers."""

    id: int
    period: Period
    issued: bool = False
    answers: tuple[Answer, ...] | None = None


class OwedRow(msgspec.Struct, frozen=True):
    """An owed report to one recipient: how pressing it is, and the report written for it, if any."""

    owed: Owed
    state: State
    written: Written | None = None


def owed_around(calendar: OfficeCalendar, today: date, written: Iterable[Written]) -> list[OwedRow]:
    """What is owed this year, and of last year what was not issued, each recipient by itself."""
    reports = tuple(written)
    found: list[OwedRow] = []
    for year in (today.year - 1, today.year):
        for owed in owed_in(year, calendar.obligations, calendar.days_off):
            row = _row(owed, today, reports, calendar.obligations)
            if year == today.year or (row.state != "done" and (today - owed.due).days < SOON_DAYS * 3):
                found.append(row)
    return found


def written_for(
    obligation: Obligation, period: Period, reports: Iterable[Written], obligations: Sequence[Obligation]
) -> Written | None:
    """The report on a period that answers an obligation: one that names it first, then one issued."""
    fitting = [
        one
        for one in reports
        if one.period == period and obligation.id in answered(period, one.answers, obligations)
    ]
    return max(fitting, key=lambda one: (one.answers is not None, one.issued), default=None)


def pressing(owed: Owed, state: State, today: date) -> bool:
    """Whether the home page should speak of it: due soon, or late.

    A day we only assumed (graded) falls silent after a month; a day the office set stays until it is met.
    """
    if state == "late":
        return not owed.obligation.grade or (today - owed.due).days <= SOON_DAYS
    return state == "soon"


def _row(owed: Owed, today: date, reports: Sequence[Written], obligations: Sequence[Obligation]) -> OwedRow:
    written = written_for(owed.obligation, owed.period, reports, obligations)
    if written is not None and written.issued:
        return OwedRow(owed, "done", written)
    days = (owed.due - today).days
    return OwedRow(owed, "late" if days < 0 else "soon" if days <= SOON_DAYS else "later", written)
