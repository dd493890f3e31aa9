"""Reports with what few have: marks, citations, lists, causes, deputies who sign, several appendices."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from shape_parts import Text, body, indicators, report, tasks

from danvan_desktop.domain.report import Item, Marks, Report, Section, Signature, Style, UnitFigure

Make = Callable[[str, Text], Report]

_CITED = (
    "Chỉ thị số 24/CT-TTg ngày 09/6/2026 của đ/c Chủ tịch UBND tỉnh",
    "Nghị quyết số 25-NQ/TW về công tác dân vận, giai đoạn 2025-2030",
    "Quyết định 218/QĐ-TW (khóa XI), Quy định số 124-QĐ/TW",
    "Kế hoạch số 10/2026/KH-UBND; Kết luận 43-KL/TW (mục 1.2.3)",
    "báo cáo quý I-2026, đạt 98,5%/năm, tăng 12 % so với 6-2025",
    "mô hình “Dân vận khéo” – 03/05 mô hình… và/hoặc các tổ/nhóm",
)


def _citing(text: Text, words: int, times: int) -> str:
    """Sentences with a citation in each, so that lines often end at slashes and hyphens."""
    return " ".join(
        f"{text.sentence(words + number % 5).rstrip('.')} theo {_CITED[(words + number) % len(_CITED)]}."
        for number in range(times)
    )


def _references(sections: int) -> Make:
    """Paragraphs full of document numbers, dates and shares."""

    def make(p: str, text: Text) -> Report:
        made = tuple(
            Section(
                id=f"s{n}",
                role="results",
                heading=f"{text.sentence(9).rstrip('.')} theo {_CITED[n % len(_CITED)]}",
                items=tuple(Item(id=f"s{n}i{k}", text=_citing(text, 3 + k + n, 3 + k)) for k in range(3)),
            )
            for n in range(sections)
        )
        return report(p, made)

    return make


def _marked(p: str, text: Text) -> Report:
    """A second draft with its mark across the pages, urgent and confidential, for both sides of the paper."""
    marks = Marks(draft=2, watermark=True, urgency="KHẨN", circulation="LƯU HÀNH NỘI BỘ", secrecy="MẬT")
    return report(p, body(text, 3, 2), marks=marks, style=Style(two_sided=True, page_limit=10))


def _lists(p: str, text: Text) -> Report:
    """Legal bases, dashes and pluses under tasks, limitations with causes, a closing sentence."""
    bases = tuple(Item(id=f"b{n}", text=f"Căn cứ {_CITED[n]}") for n in range(4))
    opening = Section(
        id="o",
        role="opening",
        items=(Item(id="o1", text=text.sentence(40)),),
        sections=(Section(id="ob", role="opening", items=bases),),
    )
    dashed = tuple(
        Item(
            id=f"d{n}",
            text=text.sentence(16),
            more=tuple(f"{mark} {text.paragraph()}" for mark in ("-", "+", "+", "-")),
        )
        for n in range(4)
    )
    weak = tuple(
        Item(id=f"w{n}", text=text.paragraph(), cause=text.sentence(25) if n % 2 else "") for n in range(5)
    )
    return report(
        p,
        (
            opening,
            Section(id="r", role="results", heading=text.sentence(7).rstrip("."), items=dashed),
            Section(id="l", role="limitations", heading="Tồn tại, hạn chế", items=weak),
            Section(id="c", role="causes", heading="Nguyên nhân"),
            tasks(text, 6, 0),
            Section(id="e", role="closing", items=(Item(id="e1", text=text.sentence(30)),)),
        ),
    )


def _deputy(p: str, text: Text) -> Report:
    """Signed by a deputy, under two lines of authority, after a short last paragraph."""
    signature = Signature(
        "TM. ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM XÃ ĐÔNG HÀ\nKT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Thị Bình"
    )
    lines = tuple(text.sentence(6).rstrip(".") for _ in range(7))
    last = Section(id="e", role="closing", items=(Item(id="e1", text=text.sentence(24)),))
    return report(p, (*body(text, 2, 3), last), signature=signature, recipients=lines)


def _units(p: str, text: Text) -> Report:
    """Figures upright, those of subordinate units on their side: several appendices."""
    rows = tuple(
        msgspec.structs.replace(
            row,
            planned="",
            units=tuple(
                UnitFigure(f"Đảng ủy xã {text.sentence(3).rstrip('.')} {n}", text.number(), text.number())
                for n in range(26)
            )
            if at < 7
            else (),
        )
        for at, row in enumerate(indicators(text, 30, 8))
    )
    return report(p, body(text, 1, 1), indicators=rows)


LONG_WORDS = (
    "Phụ biểu danvan_bao_cao_ket_qua_cong_tac_dan_van_6_thang_dau_nam_2026_da_ky_so_gui_tinh_uy.xlsx gửi kèm",
    f"Ý kiến của cơ quan cấp trên: {'.' * 150}",
    f"Họ và tên người phụ trách {'…' * 90}",
    "Xem www.quangtri.gov.vn/tin-tuc/2026/06/bao-cao-dan-van?id=12&name=bao_cao_ket_qua_cong_tac_dan_van_nam",
    f"Dán liền một mạch: {'dính' * 300}.",
)
"""Words wider than a line, as clerks paste and type them."""


def _long_words(p: str, text: Text) -> Report:
    """Words wider than the line, after words that are not."""
    items = tuple(Item(id=f"i{n}", text=f"{text.sentence(9)} {word}") for n, word in enumerate(LONG_WORDS))
    return report(p, (Section(id="r", role="results", heading="Kết quả", items=items), *body(text, 1, 2)))


def _long_cells(p: str, text: Text) -> Report:
    """Words wider than their cells."""
    rows = (
        ("STT", "Nội dung", "Tệp", "Kết quả"),
        *((str(n), word, text.sentence(4), text.number()) for n, word in enumerate(LONG_WORDS, 1)),
    )
    table = Item(id="table", type="table", text=text.sentence(20), rows=rows)
    return report(p, (Section(id="r", role="results", heading="Kết quả", items=(table,)),))


def _filling(rows: int) -> Make:
    """An appendix whose last row comes to stand at the foot of its page as `rows` grows."""
    return lambda p, text: report(p, body(text, 1, 1), indicators=indicators(text, rows, 5))


EVERY_PROFILE: dict[str, Make] = {
    "references": _references(3),
    "marked": _marked,
    "lists": _lists,
    "deputy": _deputy,
    "units": _units,
    "long-words": _long_words,
    "long-cells": _long_cells,
}
SOME_PROFILES_ONLY: dict[str, Make] = {
    "references-20": _references(16),
    **{f"filling-{rows:02}": _filling(rows) for rows in (21, 22, 23, 24, 25, 26)},
}
