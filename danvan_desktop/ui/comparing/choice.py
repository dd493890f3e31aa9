"""What can be compared: the open report, its own past, and the other reports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

import msgspec

from danvan_desktop.domain.period import period_text
from danvan_desktop.domain.report import Report
from danvan_desktop.errors import UserError
from danvan_desktop.services.history import History
from danvan_desktop.services.library import Library
from danvan_desktop.ui.home.words import name
from danvan_desktop.ui.safety.moments import moment_words
from danvan_desktop.wording import say

_MOST_MOMENTS = 100


class Choice(msgspec.Struct, frozen=True):
    """One of the versions to choose from, and how to get it; `load` raises UserError when it is gone."""

    words: str
    load: Callable[[], Report]


def choices_for(library: Library, report_id: int, report: Report) -> tuple[Choice, ...]:
    """The report as it stands first, then its moments from the newest on, then the other reports."""
    drafts = library.drafts
    history = History(drafts, report_id)
    now = datetime.now().astimezone()
    moments = history.moments()[-_MOST_MOMENTS:]
    others = [one for one in drafts.summaries() if one.id != report_id]
    return (
        Choice(say("comparing.current"), lambda: report),
        *(
            Choice(say("comparing.moment", when=moment_words(moment, now)), partial(_at, history, moment.id))
            for moment in reversed(moments)
        ),
        *(
            Choice(
                say("comparing.other", name=name(one), period=period_text(one.period)),
                partial(drafts.load, one.id),
            )
            for one in others
        ),
    )


def _at(history: History, moment: int) -> Report:
    found = history.report_at(moment)
    if found is None:
        raise UserError(say("history.gone"), say("history.gone_advice"))
    return found
