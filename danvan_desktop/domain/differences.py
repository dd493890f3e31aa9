"""What changed from one text to another, word by word, in the order it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

import msgspec

from danvan_desktop.text.alignment import changes
from danvan_desktop.text.sentences import sentences

SpanKind = Literal["equal", "deleted", "inserted"]
_WORD = re.compile(r"(\w+|[^\w\s])(\s*)|(\s+)")
_LARGEST_GRID = 4_000_000
"""Beyond so many pairs of words a stretch counts as rewritten: nobody reads marks that dense."""


class Span(msgspec.Struct, frozen=True):
    """A stretch of text in both versions, in the older one only, or in the newer one only."""

    kind: SpanKind
    text: str


def differences(old: str, new: str) -> tuple[Span, ...]:
    """The spans that make `new` of `old`.

    'equal' and 'deleted' joined are `old`, 'equal' and 'inserted' joined are `new`. Sentences that stayed
    hold the comparison in place; between them it goes by words, and what was taken out stands before what
    was put in.
    """
    if old == new:
        return (Span("equal", old),) if old else ()
    return _gathered(_by_sentence(sentences(old), sentences(new)))


def _by_sentence(old: Sequence[str], new: Sequence[str]) -> Iterator[Span]:
    for kind, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        before, after = "".join(old[i:i_end]), "".join(new[j:j_end])
        if kind == "equal":
            yield Span("equal", before)
        else:
            yield from _by_word(before, after)


def _by_word(old: str, new: str) -> Iterator[Span]:
    before, after = _words(old), _words(new)
    if len(before) * len(after) > _LARGEST_GRID:
        yield from (Span("deleted", old), Span("inserted", new))
        return
    for kind, i, i_end, j, j_end in changes([word for word, _ in before], [word for word, _ in after]):
        if kind == "equal":
            for (word, space), (_, new_space) in zip(before[i:i_end], after[j:j_end], strict=True):
                yield from _kept_word(word, space, new_space)
        else:
            yield Span("deleted", _joined(before[i:i_end]))
            yield Span("inserted", _joined(after[j:j_end]))


def _words(text: str) -> list[tuple[str, str]]:
    """Words and signs, each with the space that follows it; a space at the start stands for itself."""
    return [
        (match[1], match[2]) if match[1] is not None else (match[3], "") for match in _WORD.finditer(text)
    ]


def _kept_word(word: str, space: str, new_space: str) -> Iterator[Span]:
    if space == new_space:
        yield Span("equal", word + space)
    else:
        yield from (Span("equal", word), Span("deleted", space), Span("inserted", new_space))


def _joined(words: Sequence[tuple[str, str]]) -> str:
    return "".join(word + space for word, space in words)


def _gathered(spans: Iterator[Span]) -> tuple[Span, ...]:
    """Neighbours joined: between two equal stretches at most one deleted and then one inserted."""
    found: list[Span] = []
    deleted = inserted = ""
    for span in spans:
        if not span.text:
            continue
        if span.kind == "deleted":
            deleted += span.text
        elif span.kind == "inserted":
            inserted += span.text
        else:
            found += [part for part in (Span("deleted", deleted), Span("inserted", inserted)) if part.text]
            joins = bool(found) and found[-1].kind == "equal" and not deleted and not inserted
            text = found.pop().text + span.text if joins else span.text
            found.append(Span("equal", text))
            deleted = inserted = ""
    return (*found, *(part for part in (Span("deleted", deleted), Span("inserted", inserted)) if part.text))
