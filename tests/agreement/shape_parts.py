"""What the reports of the agreement set are put together from: sentences, sections, figures."""

from __future__ import annotations

import random
from datetime import date

import msgspec

from danvan_desktop.domain.report import Indicator, Issuer, Item, Period, Report, Section, Signature

_WORDS = (
    "cấp ủy chính quyền Mặt trận Tổ quốc các tổ chức chính trị - xã hội đã tập trung lãnh đạo chỉ đạo "
    "triển khai thực hiện có hiệu quả công tác dân vận trên địa bàn xã kịp thời nắm bắt tâm tư nguyện "
    "vọng của Nhân dân giải quyết những vấn đề bức xúc ngay từ cơ sở góp phần hoàn thành nhiệm vụ phát "
    "triển kinh tế quốc phòng an ninh đối thoại trực tiếp quy chế dân chủ mô hình Dân vận khéo tuyên "
    "truyền vận động đoàn viên hội viên"
)


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
