"""Emphasis a pen put on words, put on the same words of a report; words it struck out, taken out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from danvan_desktop.domain.report import Run
from danvan_desktop.domain.rich_text import Paragraph, merge_runs
from danvan_desktop.services.returned_marks import Stretch
from danvan_desktop.text.alignment import changes, tokens
from danvan_desktop.word.returned_marks import Span

Shown = Callable[[Run], str]


def found_again(line: str, stretches: Sequence[Stretch], text: str) -> tuple[Stretch, ...] | None:
    """Where these stretches of a line are in a text made of it; None when a word of them is not there."""
    where: dict[int, int] = {}
    before, after = tokens(line), tokens(text)
    at, to = _starts(before), _starts(after)
    for kind, i, i_end, j, _ in changes(before, after):
        if kind == "equal":
            where |= {at[i] + n: to[j] + n for n in range(at[i_end] - at[i])}
    found: list[Stretch] = []
    for start, end in stretches:
        if any(n not in where for n in range(start, end) if not line[n].isspace()):
            return None
        place = (where[start], where[end - 1] + 1)
        if text[slice(*place)].split() != line[start:end].split():
            return None
        found.append(place)
    return tuple(found)


def marked(paragraph: Paragraph, stretches: Sequence[Stretch], shown: Shown, **emphasis: bool) -> Paragraph:
    """The paragraph with `bold` or `italic` set on these stretches of it; a figure is marked as a whole."""
    made: list[Run] = []
    for run, start, end in _placed(paragraph, shown):
        inside = [(max(start, a), min(end, b)) for a, b in stretches if a < end and b > start]
        if run.figure:
            made.append(msgspec.structs.replace(run, **emphasis) if inside else run)
            continue
        at = start
        for a, b in inside:
            made.append(_cut(run, at - start, a - start))
            made.append(msgspec.structs.replace(_cut(run, a - start, b - start), **emphasis))
            at = b
        made.append(_cut(run, at - start, end - start))
    return merge_runs([run for run in made if run.text or run.figure])


def without(text: str, stretches: Sequence[Stretch]) -> str:
    """The text without these stretches, and without the space they leave doubled or before a stop."""
    kept, at = "", 0
    for start, end in stretches:
        kept, at = kept + text[at:start], end
        if (not kept or kept[-1].isspace()) and at < len(text) and (text[at].isspace()):
            at += 1
        elif kept.endswith(" ") and (at >= len(text) or text[at] in ",.;:!?)"):
            kept = kept[:-1]
    left = kept + text[at:]
    return left if any(sign.isalnum() for sign in left) else ""


def emphasised(text: str, line: str, spans: Sequence[Span]) -> Paragraph:
    """A new line's words with the bold and italic it came with, once its own mark is taken off it."""
    off = len(line) - len(text) if line.endswith(text) else 0
    paragraph: Paragraph = (Run(text),)
    for span in spans:
        stretch = (max(span.start - off, 0), span.end - off)
        on = {name: True for name in ("bold", "italic") if name in span.marks}
        if on and stretch[1] > 0:
            paragraph = marked(paragraph, [stretch], lambda run: run.text, **on)
    return paragraph


def _placed(paragraph: Paragraph, shown: Shown) -> Iterator[tuple[Run, int, int]]:
    at = 0
    for run in paragraph:
        end = at + len(shown(run))
        yield run, at, end
        at = end


def _cut(run: Run, start: int, end: int) -> Run:
    return msgspec.structs.replace(run, text=run.text[start:end])


def _starts(words: Sequence[str]) -> list[int]:
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word))
    return starts
