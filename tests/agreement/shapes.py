"""Reports of all shapes, in all profiles, whose pages must fall as LibreOffice lays them out."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date

import msgspec

from danvan_desktop.domain.report import (
    Indicator,
    Issuer,
    Item,
    Period,
    Report,
    Run,
    Section,
    Signature,
    Style,
)
from danvan_desktop.layout.compose import compose
from danvan_desktop.layout.profile import profile, profiles
from danvan_desktop.word.writer import docx_bytes

_WORDS = (
    "cấp ủy chính quyền Mặt trận Tổ quốc các tổ chức chính trị - xã hội đã tập trung lãnh đạo chỉ đạo "
    "triển khai thực hiện có hiệu quả công tác dân vận trên địa bàn xã kịp thời nắm bắt tâm tư nguyện "
    "vọng của Nhân dân giải quyết những vấn đề bức xúc ngay từ cơ sở góp phần hoàn thành nhiệm vụ phát "
    "triển kinh tế quốc phòng an ninh đối thoại trực tiếp quy chế dân chủ mô hình Dân vận khéo tuyên "
    "truyền vận động đoàn viên hội viên"
)


class Shape(msgspec.Struct, frozen=True):
    """A report to lay out, named after its shape and profile."""

    name: str
    profile_id: str
    report: Report

    def docx(self) -> bytes:
        """The Word file as export would write it."""
        rules = profile(self.profile_id)
        return docx_bytes(compose(self.report, rules), rules)


class Text:
    """Vietnamese sentences from a seed: the same seed, the same words."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)

    def sentence(self, words: int) -> str:
        """So many words, with a comma here and there, a number, and a full stop."""
        words_known = _WORDS.split()
        chosen = [self._random.choice(words_known) for _ in range(words)]
        for at in range(7, words - 1, 9):
            chosen[at] += ","
        if words > 12:
            chosen[10] = f"{self._random.randint(2, 99)}.{self._random.randint(100, 999)}"
        text = " ".join(chosen)
        return f"{text[0].upper()}{text[1:]}."

    def paragraph(self) -> str:
        """Two to five sentences."""
        return " ".join(self.sentence(self._random.randint(9, 34)) for _ in range(self._random.randint(2, 5)))

    def number(self) -> str:
        """A figure of up to four digits."""
        return str(self._random.randint(0, 4000))


def body(text: Text, sections: int, items: int) -> tuple[Section, ...]:
    """Numbered sections, each with one below it, and a list of tasks at the end."""
    made = tuple(
        Section(
            id=f"s{n}",
            role="results",
            heading=text.sentence(11).rstrip("."),
            items=tuple(Item(id=f"s{n}i{k}", text=text.paragraph()) for k in range(items)),
            sections=(
                Section(
                    id=f"s{n}a",
                    heading=text.sentence(14).rstrip("."),
                    items=(Item(id=f"s{n}a1", text=text.paragraph()),),
                ),
            ),
        )
        for n in range(1, sections + 1)
    )
    return (*made, tasks(text, 4, 1))


def tasks(text: Text, count: int, more: int, long: int = 0) -> Section:
    """A 'Một là' list; `long` asks for so many words in the one paragraph of each task."""
    items = tuple(
        Item(
            id=f"t{n}",
            type="task",
            text=text.sentence(long) if long else text.paragraph(),
            more=tuple(text.paragraph() for _ in range(more)),
        )
        for n in range(count)
    )
    return Section(id="tasks", role="tasks", heading="Phương hướng, nhiệm vụ trọng tâm", items=items)


def report(profile_id: str, sections: tuple[Section, ...], **changes: object) -> Report:
    """A signed report of an invented commune around these sections."""
    made = Report(
        kind="interim",
        period=Period("first_half", 2026),
        profile=profile_id,
        issuer=Issuer("ĐẢNG BỘ TỈNH QUẢNG TRỊ", "ĐẢNG ỦY XÃ ĐÔNG HÀ", "ĐU", "Đông Hà"),
        number=5,
        date=date(2026, 6, 9),
        subject="kết quả công tác dân vận 6 tháng đầu năm, phương hướng, nhiệm vụ 6 tháng cuối năm 2026",
        sections=sections,
        signature=Signature("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Nguyễn Văn An"),
        recipients=("Thường trực Tỉnh ủy (để b/c)", "Ban Tuyên giáo và Dân vận Tỉnh ủy", "Lưu Văn phòng"),
    )
    return msgspec.structs.replace(made, **changes)


def indicators(text: Text, count: int, words: int) -> tuple[Indicator, ...]:
    """Rows of the figures table, whose names have so many words."""
    return tuple(
        Indicator(
            f"c{n}", text.sentence(words).rstrip("."), "cuộc", text.number(), text.number(), text.number()
        )
        for n in range(count)
    )


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
}
_SOME_PROFILES = ("party_hd05_2026", "state_nd30_2020")

IN_CI = (
    "one-page.front_hd91_2013", "plain-06.party_hd05_2026", "long-tasks.state_nd30_2020",
    "wide-appendix.party_hd36_2018", "table-60.youth_hd29_2013", "headings.party_hd05_2026",
    "recipients.state_nd30_2020", "signature-09.party_hd05_2026", "emphasis.front_hd91_2013",
)  # fmt: skip
"""Shapes laid out on every run of the tests; all of them: `python tests/agreement/measure.py`."""


def shapes() -> Iterator[Shape]:
    """All shapes, in the order of their names within a profile."""
    for profile_id in sorted(profiles()):
        chosen = _EVERY_PROFILE | (_SOME if profile_id in _SOME_PROFILES else {})
        for name, make in sorted(chosen.items()):
            full = f"{name}.{profile_id}"
            yield Shape(full, profile_id, make(profile_id, Text(full)))
