"""A moment of a report's past in a clerk's words."""

from __future__ import annotations

from datetime import datetime

from danvan_desktop.services.history import Moment, mark_of
from danvan_desktop.ui.home.words import day_month
from danvan_desktop.wording import say


def moment_words(moment: Moment, now: datetime) -> str:
    """'14:05:09 hôm nay', with why it was kept where that was no mere pause."""
    at = moment.at.astimezone(now.tzinfo)
    days = (now.date() - at.date()).days
    when = {0: "today", 1: "yesterday"}.get(days, "day")
    told = say(f"safety.moment.{when}", clock=f"{at:%H:%M:%S}", day=day_month(at.date(), now.date()))
    mark = mark_of(moment)
    if not mark:
        return told
    return say("safety.moment.marked", when=told, why=say(f"safety.mark.{mark}", name=moment.label))
