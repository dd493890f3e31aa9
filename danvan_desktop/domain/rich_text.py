"""An item's paragraphs as runs, and back: the one place that knows how `text`, `more` and `runs` agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from danvan_desktop.domain.report import Item, Run

Paragraph = tuple[Run, ...]


def paragraphs(item: Item) -> tuple[Paragraph, ...]:
    """The item's paragraphs, each a tuple of runs; always at least one (maybe empty) paragraph."""
    if not item.runs:
        texts = (line for text in (item.text, *item.more) for line in text.split("\n"))
        return tuple((Run(text),) if text else () for text in texts)
    found: list[list[Run]] = [[]]
    for run in item.runs:
        for number, piece in enumerate(run.text.split("\n")):
            if number:
                found.append([])
            if piece or run.figure:
                found[-1].append(msgspec.structs.replace(run, text=piece))
    return tuple(tuple(runs) for runs in found)


def with_paragraphs(item: Item, new: Sequence[Paragraph]) -> Item:
    """The item with these paragraphs; `runs` is kept only where there is emphasis or a figure."""
    merged = [merge_runs(paragraph) for paragraph in new] or [()]
    texts = [plain_text(paragraph) for paragraph in merged]
    special = any(run.bold or run.italic or run.figure for paragraph in merged for run in paragraph)
    return msgspec.structs.replace(
        item, text=texts[0], more=tuple(texts[1:]), runs=_joined(merged) if special else ()
    )


def plain_text(paragraph: Iterable[Run]) -> str:
    """The paragraph's characters without emphasis."""
    return "".join(run.text for run in paragraph)


def merge_runs(runs: Iterable[Run]) -> Paragraph:
    """Neighbours of the same emphasis joined, empty runs dropped; figures stay, each on its own."""
    merged: list[Run] = []
    for run in runs:
        if not run.text and not run.figure:
            continue
        last = merged[-1] if merged else None
        if last and not last.figure and not run.figure and (last.bold, last.italic) == (run.bold, run.italic):
            merged[-1] = msgspec.structs.replace(last, text=last.text + run.text)
        else:
            merged.append(run)
    return tuple(merged)


def _joined(merged: Sequence[Paragraph]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for number, paragraph in enumerate(merged):
        if number:
            runs.append(Run("\n"))
        runs.extend(paragraph)
    return tuple(runs)


def item_text(item: Item) -> str:
    """All of the item's words, paragraphs parted by newlines, table cells by tabs, the cause last."""
    lines = [item.text, *item.more, *("\t".join(row) for row in item.rows)]
    if item.cause:
        lines.append(item.cause)
    return "\n".join(lines)
