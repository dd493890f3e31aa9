"""What is still open in a report, in the words said before it is exported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from danvan_desktop.domain.finding import Finding
from danvan_desktop.ui.findings.panel import GROUPS, group_of
from danvan_desktop.wording import say

_MOST_TASKS = 3


def notice_words(findings: Sequence[Finding]) -> str:
    """How many findings of each kind there are, and the tasks not reported on by name; '' for none."""
    if not findings:
        return ""
    counted = Counter(map(group_of, findings))
    named = [say(f"findings.group.{group}", count=counted[group]) for group in GROUPS if counted[group]]
    kinds = [words[:1].lower() + words[1:] for words in named]
    told = [say("findings.before_export", count=len(findings), kinds="; ".join(kinds))]
    tasks = [found.where.text for found in findings if group_of(found) == "promise"]
    told += [say("findings.task_open", task=_short(task)) for task in tasks[:_MOST_TASKS]]
    if len(tasks) > _MOST_TASKS:
        told.append(say("findings.tasks_more", count=len(tasks) - _MOST_TASKS))
    return "\n".join(told)


def _short(words: str, most: int = 90) -> str:
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
