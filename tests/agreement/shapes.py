"""Reports of all shapes, in all profiles, whose pages must fall as LibreOffice lays them out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec
from more_shapes import EVERY_PROFILE, SOME_PROFILES_ONLY
from shape_parts import Text, body, indicators, report, tasks

from danvan_desktop.domain.report import Item, Report, Run, Section, Style
from danvan_desktop.layout.compose import compose
from danvan_desktop.layout.profile import profile, profiles
from danvan_desktop.word.writer import docx_bytes


class Shape(msgspec.Struct, frozen=True):
    """A report to lay out, named after its shape and profile."""

    name: str
    profile_id: str
    report: Report

    def docx(self) -> bytes:
        """The Word file as export would write it."""
        rules = profile(self.profile_id)
        return docx_bytes(compose(self.report, rules), rules)


def _plain(pages: int) -> Callable[[str, Text], Report]:
    """A body of about so many pages."""
    return lambda p, text: report(p, body(text, max(1, round(pages * 0.7)), 2 if pages > 2 else 1))


def _one_page(p: str, text: Text) -> Report:
    return report(
        p, (Section(id="a", role="results", heading="Kết quả", items=(Item(id="i", text=text.paragraph()),)),)
    )


def _long_tasks(p: str, text: Text) -> Report:
    return report(p, (tasks(text, 5, 2, long=420),))


def _long_items(p: str, text: Text) -> Report:
    items = tuple(Item(id=f"i{n}", text=text.sentence(900)) for n in range(3))
    return report(p, (Section(id="a", role="results", heading="Kết quả", items=items),))


def _wide_appendix(p: str, text: Text) -> Report:
    return report(p, body(text, 2, 2), indicators=indicators(text, 60, 9))


def _wordy_appendix(p: str, text: Text) -> Report:
    return report(p, body(text, 1, 1), indicators=indicators(text, 34, 45))


def _table(rows: int, words: int) -> Callable[[str, Text], Report]:
    """A table in the running text, with cells that wrap."""

    def make(p: str, text: Text) -> Report:
        head = ("STT", "Nội dung công việc", "Đơn vị chủ trì", "Kết quả")
        cells = tuple(
            (str(n), text.sentence(words), text.sentence(5), text.number()) for n in range(1, rows + 1)
        )
        table = Item(id="table", type="table", text=text.sentence(20), rows=(head, *cells))
        before, after = body(text, 1, 3)
        return report(p, (msgspec.structs.replace(before, items=(*before.items, table)), after))

    return make


def _headings(p: str, text: Text) -> Report:
    def deep(n: int, level: int) -> Section:
        below = (deep(n, level + 1),) if level < 3 else ()
        own = (Item(id=f"h{n}.{level}", text=text.sentence(18)),) if level == 3 else ()
        return Section(
            id=f"s{n}.{level}",
            role="results",
            heading=text.sentence(8 + 5 * level)[:-1],
            items=own,
            sections=below,
        )

    return report(p, tuple(deep(n, 1) for n in range(14)))


def _parts(p: str, text: Text) -> Report:
    return report(p, body(text, 4, 2), style=Style(parts=True, lead="bold_italic"))


def _recipients(p: str, text: Text) -> Report:
    lines = tuple(text.sentence(9).rstrip(".") for _ in range(18))
    return report(
        p, body(text, 2, 3), recipients=lines, style=Style(salutation=("Ủy ban nhân dân tỉnh", "Sở Nội vụ"))
    )


def _emphasis(p: str, text: Text) -> Report:
    def item(n: int) -> Item:
        first, second, third = text.sentence(8), text.sentence(30), text.sentence(12)
        runs = (Run(f"{first} ", bold=True), Run(f"{second} "), Run(third, italic=True))
        return Item(id=f"i{n}", text="".join(run.text for run in runs), runs=runs)

    items = tuple(item(n) for n in range(22))
    return report(p, (Section(id="a", role="results", heading="Kết quả", items=items), tasks(text, 3, 1)))


def _near_the_end(lines: int) -> Callable[[str, Text], Report]:
    """The signature moves over the foot of the second page as `lines` grows."""

    def make(p: str, text: Text) -> Report:
        items = [Item(id=f"i{n}", text=text.sentence(60)) for n in range(9)]
        items += [Item(id=f"e{n}", text=text.sentence(8)) for n in range(lines)]
        return report(p, (Section(id="a", role="other", heading="Kết quả", items=tuple(items)),))

    return make


_EVERY_PROFILE: dict[str, Callable[[str, Text], Report]] = {
    "one-page": _one_page,
    "plain-06": _plain(6),
    "long-tasks": _long_tasks,
    "wide-appendix": _wide_appendix,
    "table-60": _table(60, 12),
    "headings": _headings,
    "recipients": _recipients,
    "emphasis": _emphasis,
    **{f"signature-{lines:02}": _near_the_end(lines) for lines in (4, 9, 14)},
    **EVERY_PROFILE,
}
_SOME: dict[str, Callable[[str, Text], Report]] = {
    "plain-02": _plain(2),
    "plain-20": _plain(20),
    "plain-60": _plain(160),
    "long-items": _long_items,
    "wordy-appendix": _wordy_appendix,
    "table-25-tall": _table(25, 60),
    "parts": _parts,
    **{f"signature-{lines:02}": _near_the_end(lines) for lines in (0, 2, 5, 6, 7, 8, 10, 11, 12, 16, 18)},
    **SOME_PROFILES_ONLY,
}
_SOME_PROFILES = ("party_hd05_2026", "state_nd30_2020")

IN_CI = (
    "one-page.front_hd91_2013", "plain-06.party_hd05_2026", "long-tasks.state_nd30_2020",
    "wide-appendix.party_hd36_2018", "table-60.youth_hd29_2013", "headings.party_hd05_2026",
    "recipients.state_nd30_2020", "signature-09.party_hd05_2026", "emphasis.front_hd91_2013",
    "references.party_hd05_2026", "lists.state_nd30_2020", "marked.youth_hd29_2013",
    "units.front_hd91_2013", "deputy.state_nd30_2020", "table-25-tall.party_hd05_2026",
    "long-words.state_nd30_2020", "long-cells.party_hd05_2026",
)  # fmt: skip
"""Shapes laid out on every run of the tests; all of them: `python tests/agreement/measure.py`."""


def shapes() -> Iterator[Shape]:
    """All shapes, in the order of their names within a profile."""
    for profile_id in sorted(profiles()):
        chosen = _EVERY_PROFILE | (_SOME if profile_id in _SOME_PROFILES else {})
        for name, make in sorted(chosen.items()):
            full = f"{name}.{profile_id}"
            yield Shape(full, profile_id, make(profile_id, Text(full)))
