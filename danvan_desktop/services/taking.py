"""Putting changes of a returned Word file into the report: one function from report to report.

The document shows more than an item's own words: a dash, 'Một là, ', a heading's number, an end mark, figures
from the table. What stood around the words is taken off the returned line again; figure references and
emphasis outside the changed words stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from danvan_desktop.domain.completeness import FIGURES, HEAD, SIGNING
from danvan_desktop.domain.edits import find_item, find_section, new_id, update_section, walk
from danvan_desktop.domain.figures import figure_text
from danvan_desktop.domain.report import Item, Report, Run, Section
from danvan_desktop.domain.rich_text import Paragraph, merge_runs, paragraphs, with_paragraphs
from danvan_desktop.services.editing import Place
from danvan_desktop.services.line_marks import without_dash, without_item_mark, without_task_word
from danvan_desktop.services.returning import Change, with_change
from danvan_desktop.services.taking_marks import emphasised, found_again, marked, without
from danvan_desktop.services.taking_sections import with_new_section
from danvan_desktop.text.alignment import changes as token_changes
from danvan_desktop.text.alignment import likeness, tokens

_SAME = 0.999
_READS_LIKE = 0.5
"""A paragraph less like a returned line than this is not the one its marks were put on."""

SIGNED = ("recipients", "authority", "post", "signer", "signature")
"""Fields of the frame at the end of the text; the others stand at its head."""


class Taken(msgspec.Struct, frozen=True):
    """The report with what could be taken, and the changes that no longer fit it."""

    report: Report
    refused: tuple[Change, ...]


def take(report: Report, chosen: Iterable[Change]) -> Taken:
    """The report with the chosen changes. A change whose words the report has changed since is refused."""
    working = _Working(report)
    refused = [change for change in _in_safe_order(chosen) if not working.apply(change)]
    return Taken(working.report, tuple(refused))


def editor_place(report: Report, change: Change) -> Place:
    """Where the editor shows what the change is about."""
    kind, _, key = change.place.partition(":")
    if kind == "f":
        if key.startswith("figure"):
            return Place(FIGURES)
        return Place(SIGNING if key in SIGNED else HEAD)
    found = find_item(report, key) if kind == "i" else None
    return Place(found[0].id, key) if found is not None else Place(key)


def _in_safe_order(chosen: Iterable[Change]) -> list[Change]:
    """Retyping first, then moves, emphasis, then what comes and, from the last line up, what goes."""
    rank = {"retyped": 0, "moved": 1, "marked": 2, "inserted": 3, "deleted": 4, "struck": 4}
    return sorted(
        chosen,
        key=lambda change: (
            rank[change.kind],
            -change.number if rank[change.kind] >= rank["inserted"] else change.number,
        ),
    )


class _Working:
    """The report while changes are put into it."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._indicators = {indicator.code: indicator for indicator in report.indicators}

    def apply(self, change: Change) -> bool:
        """Whether the change could be put in."""
        if not change.takeable:
            return False
        kind, _, key = change.place.partition(":")
        if kind == "f":
            return self._put(with_change(self.report, change))
        if change.kind == "inserted" and change.depth is not None:
            return self._put(with_new_section(self.report, change.place, change.depth, change.after))
        if change.kind == "inserted":
            return self._insert(kind, key, change)
        if kind == "s":
            return self._heading(key, change)
        holder = self._holder(key)
        if holder is None:
            return False
        section, item = holder
        if change.kind == "moved":
            return self._move(section, item, change)
        if change.kind == "deleted":
            return self._delete(section, item, change)
        if change.kind in ("marked", "struck"):
            return self._mark(section, item, change)
        return self._retype(section, item, change)

    def _put(self, report: Report | None) -> bool:
        self.report = report or self.report
        return report is not None

    def _heading(self, section_id: str, change: Change) -> bool:
        section = find_section(self.report, section_id)
        if section is None or not change.before.endswith(section.heading.strip()):
            return False
        mark = change.before[: len(change.before) - len(section.heading.strip())]
        text = "" if change.kind == "deleted" else _bare(change.after, mark)
        self._change_section(section_id, lambda s: msgspec.structs.replace(s, heading=text))
        return True

    def _retype(self, section: Section, item: Item, change: Change) -> bool:
        if change.rows:
            shown = "\n".join("\t".join(row) for row in item.rows)
            if likeness(" ".join(shown.split()), " ".join(change.before.split())) < _SAME:
                return False
            self._replace(section.id, item.id, [msgspec.structs.replace(item, rows=change.rows)])
            return True
        place = self._paragraph_of(item, change)
        if place is None:
            return False
        found = list(paragraphs(item))
        old = self._printed(found[place])
        start = change.before.index(old)
        before, after = change.before[:start], change.before[start + len(old) :]
        found[place] = self._rewritten(found[place], _bare(change.after, before, after))
        self._replace(section.id, item.id, [with_paragraphs(item, found)])
        return True

    def _mark(self, section: Section, item: Item, change: Change) -> bool:
        """Emphasis on words, or words out, in the paragraph that has them; one without words left goes."""
        found = list(paragraphs(item))
        texts = [self._printed(paragraph) for paragraph in found]
        for number in sorted(range(len(found)), key=lambda n: abs(n - change.paragraph)):
            text = texts[number]
            where = found_again(change.after, change.stretches, text)
            if where is None or (text not in change.after and likeness(text, change.after) < _READS_LIKE):
                continue
            if change.mark == "bold":
                found[number] = marked(found[number], where, self._shown, bold=change.on)
            elif change.mark == "italic":
                found[number] = marked(found[number], where, self._shown, italic=change.on)
            else:
                found[number] = self._rewritten(found[number], without(text, where))
            left = [paragraph for paragraph in found if paragraph]
            keeps = bool(left) or bool(item.cause)
            fresh = with_paragraphs(item, found if len(left) == len(found) else left)
            self._replace(section.id, item.id, [fresh] if keeps else [])
            return True
        return False

    def _delete(self, section: Section, item: Item, change: Change) -> bool:
        if item.rows and change.before.strip() != item.text.strip():
            self._replace(section.id, item.id, [])
            return True
        place = self._paragraph_of(item, change)
        if place is None:
            return False
        left = [p for number, p in enumerate(paragraphs(item)) if number != place]
        self._replace(section.id, item.id, [with_paragraphs(item, left)] if any(left) or item.cause else [])
        return True

    def _insert(self, kind: str, key: str, change: Change) -> bool:
        text, is_task = without_task_word(change.after)
        text = without_dash(text)
        words = emphasised(text, change.after, change.spans)
        fresh = with_paragraphs(Item(new_id("i"), "task" if is_task else "paragraph"), [words])
        if change.rows:
            fresh = Item(new_id("i"), "table", rows=change.rows)
        if kind == "s":
            if find_section(self.report, key) is None:
                return False
            self._change_section(key, lambda s: msgspec.structs.replace(s, items=(fresh, *s.items)))
            return True
        holder = self._holder(key)
        if holder is None:
            return False
        section, item = holder
        if item.type == "task" and not is_task and not change.rows:
            found = list(paragraphs(item))
            found.insert(min(change.paragraph + 1, len(found)), words)
            self._replace(section.id, item.id, [with_paragraphs(item, found)])
            return True
        self._replace(section.id, item.id, [item, fresh])
        return True

    def _move(self, section: Section, item: Item, change: Change) -> bool:
        kind, _, key = change.to.partition(":")
        alone = len([p for p in paragraphs(item) if p]) <= 1
        if not alone or key == item.id or (kind == "i" and self._holder(key) is None):
            return False
        if kind not in ("i", "s") or (kind == "s" and find_section(self.report, key) is None):
            return False
        if change.before != change.after and not self._retype(section, item, change):
            return False
        holder = self._holder(item.id)
        item = holder[1] if holder else item
        self._replace(section.id, item.id, [])
        if kind == "s":
            self._change_section(key, lambda s: msgspec.structs.replace(s, items=(item, *s.items)))
            return True
        target = self._holder(key)
        if target is not None:
            self._replace(target[0].id, key, [target[1], item])
        return True

    def _paragraph_of(self, item: Item, change: Change) -> int | None:
        """Which paragraph of the item the line is: the one it counted, else one whose words it shows."""
        shown = [self._printed(p) for p in paragraphs(item)]
        order = sorted(range(len(shown)), key=lambda number: abs(number - change.paragraph))
        return next((n for n in order if shown[n].strip() and shown[n] in change.before), None)

    def _printed(self, paragraph: Paragraph) -> str:
        return "".join(self._shown(run) for run in paragraph)

    def _shown(self, run: Run) -> str:
        return figure_text(self._indicators.get(run.figure), run.as_) if run.figure else run.text

    def _rewritten(self, old: Paragraph, text: str) -> Paragraph:
        """The paragraph with these words; runs keep what of them did not change."""
        pieces = [(token, run) for run in old for token in tokens(self._shown(run))]
        made: list[Run] = []
        new = tokens(text)
        for kind, i, i_end, j, j_end in token_changes([token for token, _ in pieces], new):
            if kind == "equal":
                made += _kept(pieces[i:i_end], self._shown)
            elif j < j_end:
                like = pieces[min(i, len(pieces) - 1)][1] if pieces else Run()
                made.append(Run("".join(new[j:j_end]), like.bold, like.italic))
        return merge_runs(made)

    def _holder(self, item_id: str) -> tuple[Section, Item] | None:
        return next(((s, i) for s, _ in walk(self.report.sections) for i in s.items if i.id == item_id), None)

    def _replace(self, section_id: str, item_id: str, new: Sequence[Item]) -> None:
        def change(section: Section) -> Section:
            items = [one for item in section.items for one in (new if item.id == item_id else (item,))]
            return msgspec.structs.replace(section, items=tuple(items))

        self._change_section(section_id, change)

    def _change_section(self, section_id: str, change: Callable[[Section], Section]) -> None:
        self.report = update_section(self.report, section_id, change)


def _kept(pieces: Sequence[tuple[str, Run]], shown: Callable[[Run], str]) -> list[Run]:
    """Unchanged words as runs; a figure stays one only when all of it is there."""
    made: list[Run] = []
    number = 0
    while number < len(pieces):
        run = pieces[number][1]
        count = 1
        while number + count < len(pieces) and pieces[number + count][1] is run:
            count += 1
        text = "".join(word for word, _ in pieces[number : number + count])
        if run.figure and text == shown(run):
            made.append(run)
        else:
            made.append(Run(text, run.bold, run.italic))
        number += count
    return made


def _bare(text: str, before: str, after: str = "") -> str:
    """The line without what the document puts around the item's words."""
    if before and text.startswith(before):
        text = text[len(before) :]
    elif before:
        text = without_item_mark(text)
    return text[: len(text) - len(after)] if after and text.endswith(after) else text
