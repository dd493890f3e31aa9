"""A report in a format profile → blocks. Every rule of wording and order of the document lives here.

Decisions no source settles: a section without any content below it leaves no heading and takes no
number; opening and closing are never numbered; one task alone is a plain paragraph without 'Một là';
causes given with limitations are gathered in the causes section that follows them, if there is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from danvan_desktop.domain.figures import figure_text
from danvan_desktop.domain.period import period_text
from danvan_desktop.domain.report import Indicator, Item, Report, Role, Run, Section, Style
from danvan_desktop.domain.rich_text import paragraphs, plain_text
from danvan_desktop.layout import blocks
from danvan_desktop.layout.compose_figures import appendices, text_table
from danvan_desktop.layout.compose_frame import (
    letterhead,
    lowered,
    salutation,
    signature,
    title,
    without_end_mark,
)
from danvan_desktop.layout.issuer_names import full_name
from danvan_desktop.layout.profile import HeadingStyle, Profile
from danvan_desktop.text.ordinals import letter, part_word, roman, task_word
from danvan_desktop.text.unicode import clean_line, fold

_LIST_ROLES: tuple[Role, ...] = ("strengths", "limitations", "causes", "lessons", "proposals")
_UNNUMBERED: tuple[Role, ...] = ("opening", "closing")
_TYPED_MARK = re.compile(r"[-–•+*]\s+")
_TYPED_NUMBER = re.compile(r"(\(?\d{1,2}[.)]|\(?[a-zđ]\))\s")
_OPEN_END = re.compile(r"[\w\])%”\"’]$")

Spans = tuple[blocks.Span, ...]


def compose(report: Report, profile: Profile) -> blocks.Document:
    """The whole document of a report, in order. Pure: the same report and profile give the same blocks."""
    body = _closed(_Body(report, profile).composed(), profile.body.last_end)
    subject = report.subject.strip()
    return blocks.Document(
        two_sided=report.style.two_sided,
        marks=report.marks,
        blocks=(
            letterhead(report, profile),
            title(report, profile),
            *salutation(report, profile),
            *body,
            signature(report, profile),
            *appendices(report, profile),
        ),
        title=clean_line(f"Báo cáo {lowered(subject)}"),
        author=full_name(report.issuer),
        subject=period_text(report.period),
    )


class _Cause(msgspec.Struct, frozen=True):
    """A cause given with a limitation, to be printed in a causes section."""

    item_id: str
    text: str


class _Body:
    """Walks the sections once, with what a section needs to know of the rest of the report."""

    def __init__(self, report: Report, profile: Profile) -> None:
        self._sections = report.sections
        self._profile = profile
        self._style: Style = report.style
        self._indicators: dict[str, Indicator] = {i.code: i for i in report.indicators}
        self._gathered = _gathered_causes(report.sections)
        self._moved = {cause.item_id for causes in self._gathered.values() for cause in causes}

    def composed(self) -> list[blocks.Block]:
        return list(self._level(self._sections, 0 if self._style.parts else 1, (), "other"))

    def _level(
        self, sections: Sequence[Section], level: int, above: tuple[int, ...], role: Role
    ) -> Iterator[blocks.Block]:
        number = 0
        for section in sections:
            if not self._has_content(section):
                continue
            if section.heading.strip() and section.role not in _UNNUMBERED:
                number += 1
            yield from self._section(section, level, (*above, number), role)

    def _section(
        self, section: Section, level: int, numbers: tuple[int, ...], above: Role
    ) -> Iterator[blocks.Block]:
        role = above if section.role == "other" and above in _LIST_ROLES else section.role
        if heading := clean_line(section.heading):
            mark = "" if role in _UNNUMBERED else self._mark(level, numbers)
            yield blocks.Heading(level, mark, heading, f"s:{section.id}")
        bases = [child for child in section.sections if role == child.role == "opening"]
        for child in bases:
            yield from self._bases(child)
        yield from self._items(section, role)
        rest = [child for child in section.sections if child not in bases]
        yield from self._level(rest, level + 1, numbers if level else (), role)

    def _mark(self, level: int, numbers: tuple[int, ...]) -> str:
        styles = self._profile.headings
        style: HeadingStyle = self._profile.part if level == 0 else styles[min(level, len(styles)) - 1]
        number = numbers[-1]
        return style.mark.format(
            roman=roman(number),
            arabic=number,
            letter=letter(number),
            part=part_word(number),
            path=".".join(str(n) for n in numbers[1:] or numbers),
        )

    def _bases(self, section: Section) -> Iterator[blocks.Block]:
        """One base an item, with the profile's mark before it and its end mark in place of a typed one."""
        rules = self._profile.basis
        shown = [item for item in section.items if _has_words(item)]
        for number, item in enumerate(shown, start=1):
            first, *more = self._item_spans(item)
            end = rules.last_end if number == len(shown) else rules.item_end
            if more:
                more[-1] = _ended(more[-1], end)
            else:
                first = _ended(first, end)
            _, first = _split_mark(first)
            source = f"i:{item.id}"
            yield blocks.Paragraph(first, "basis", rules.dash, source)
            for spans in more:
                yield blocks.Paragraph(spans, "basis", "", source)

    def _items(self, section: Section, role: Role) -> Iterator[blocks.Block]:
        shown = [item for item in section.items if _has_words(item) or item.cause.strip()]
        causes = self._gathered.get(section.id, [])
        listed = role in _LIST_ROLES and _paragraph_count(shown) + len(causes) >= 2
        tasks = sum(item.type == "task" and _has_words(item) for item in shown)
        place = 0
        for item in shown:
            if item.type == "task" and tasks > 1 and _has_words(item):
                place += 1
                yield self._task(item, place)
            elif item.type == "table" and any(item.rows):
                yield from self._table(item)
            else:
                yield from self._paragraphs(item, listed)
            if item.cause.strip() and item.id not in self._moved:
                yield from _cause_sentence(item)
        for cause in causes:
            yield from _cause_lines(cause, listed)

    def _task(self, item: Item, place: int) -> blocks.Task:
        lead = self._style.lead
        word = blocks.Span(f"{task_word(place)}, ", "bold" in lead, "italic" in lead)
        return blocks.Task(word, self._item_spans(item), f"i:{item.id}")

    def _table(self, item: Item) -> Iterator[blocks.Block]:
        if item.text.strip():
            yield from self._paragraphs(item, listed=False)
        yield text_table(item)

    def _paragraphs(self, item: Item, listed: bool) -> Iterator[blocks.Block]:
        for number, spans in enumerate(self._item_spans(item)):
            dash, rest = _split_mark(spans)
            if listed and not number and not dash and not _TYPED_NUMBER.match(_plain(rest)):
                dash = "- "
            yield blocks.Paragraph(rest, "body", dash, f"i:{item.id}")

    def _item_spans(self, item: Item) -> tuple[Spans, ...]:
        """The item's paragraphs that have words, figures in them printed from the figures table."""
        found = (
            tuple(self._span(run) for run in paragraph)
            for paragraph in paragraphs(item)
            if plain_text(paragraph).strip() or any(run.figure for run in paragraph)
        )
        return tuple(found)

    def _span(self, run: Run) -> blocks.Span:
        text = figure_text(self._indicators.get(run.figure), run.as_) if run.figure else run.text
        return blocks.Span(text, run.bold, run.italic)

    def _has_content(self, section: Section) -> bool:
        return (
            any(_has_words(item) or item.cause.strip() for item in section.items)
            or bool(self._gathered.get(section.id))
            or any(self._has_content(child) for child in section.sections)
        )


def _gathered_causes(sections: Sequence[Section]) -> dict[str, list[_Cause]]:
    """For each causes section, the causes of the limitations before it, in order."""
    gathered: dict[str, list[_Cause]] = {}
    waiting: list[_Cause] = []
    for section in _in_order(sections):
        if section.role == "causes":
            gathered[section.id], waiting = waiting, []
        waiting += [_Cause(item.id, item.cause.strip()) for item in section.items if item.cause.strip()]
    return gathered


def _in_order(sections: Sequence[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _in_order(section.sections)


def _has_words(item: Item) -> bool:
    return (
        bool(item.text.strip())
        or any(text.strip() for text in item.more)
        or any(run.figure or run.text.strip() for run in item.runs)
        or any(cell.strip() for row in item.rows for cell in row)
    )


def _paragraph_count(items: Sequence[Item]) -> int:
    return sum(item.type == "paragraph" and _has_words(item) for item in items)


def _cause_sentence(item: Item) -> Iterator[blocks.Block]:
    lines = _lines(item.cause)
    if not fold(lines[0]).startswith("nguyen nhan"):
        lines[0] = f"Nguyên nhân: {lines[0]}"
    for line in lines:
        yield blocks.Paragraph((blocks.Span(line),), source=f"i:{item.id}")


def _cause_lines(cause: _Cause, listed: bool) -> Iterator[blocks.Block]:
    for number, line in enumerate(_lines(cause.text)):
        dash, spans = _split_mark((blocks.Span(line),))
        if listed and not number and not dash and not _TYPED_NUMBER.match(line):
            dash = "- "
        yield blocks.Paragraph(spans, "body", dash, f"i:{cause.item_id}")


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _split_mark(spans: Spans) -> tuple[str, Spans]:
    """A list mark the clerk typed ('- ', '+ ') apart from the text after it."""
    typed = _TYPED_MARK.match(spans[0].text) if spans else None
    if typed is None:
        return "", spans
    rest = msgspec.structs.replace(spans[0], text=spans[0].text[typed.end() :])
    return typed[0], (*((rest,) if rest.text else ()), *spans[1:])


def _ended(spans: Spans, end: str) -> Spans:
    """The line with this end mark in place of a typed ';', ',' or '.'."""
    if not spans:
        return spans
    last = spans[-1]
    return (*spans[:-1], msgspec.structs.replace(last, text=f"{without_end_mark(last.text)}{end}"))


def _closed(body: list[blocks.Block], end: str) -> list[blocks.Block]:
    """The body with the profile's end mark after its last sentence, where the clerk typed none.

    Typed marks stay: './.' where '.' is due is for the checks to point out. A lone '.' is completed
    to './.' where the profile closes so.
    """
    last = body[-1] if body else None
    if isinstance(last, blocks.Paragraph):
        body[-1] = msgspec.structs.replace(last, spans=_with_end(last.spans, end))
    elif isinstance(last, blocks.Task):
        *first, final = last.paragraphs
        body[-1] = msgspec.structs.replace(last, paragraphs=(*first, _with_end(final, end)))
    return body


def _with_end(spans: Spans, end: str) -> Spans:
    if not spans:
        return spans
    text = spans[-1].text.rstrip()
    if _OPEN_END.search(text):
        added = end
    elif end.startswith(".") and text.endswith(".") and not text.endswith(("..", "/.")):
        added = end[1:]
    else:
        return spans
    return (*spans[:-1], msgspec.structs.replace(spans[-1], text=text + added)) if added else spans


def _plain(spans: Spans) -> str:
    return "".join(span.text for span in spans)
