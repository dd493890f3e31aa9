"""What goes from period to period: 'cùng kỳ' over five of them, signature, recipients, causes, answers."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from danvan_desktop.domain.report import (
    Answer,
    Indicator,
    Issuer,
    Item,
    Period,
    Report,
    Section,
    Signature,
)
from danvan_desktop.domain.report_json import decode, encode
from danvan_desktop.services.next_period import start_next

PERIODS = tuple(
    period for year in (2024, 2025, 2026) for period in (Period("first_half", year), Period("year", year))
)
LANG_SON = Issuer("TỈNH ỦY LẠNG SƠN", "BAN TUYÊN GIÁO VÀ DÂN VẬN")
QUANG_BINH = Issuer("TỈNH ỦY QUẢNG BÌNH", "BAN DÂN VẬN", "BDVTU")
ROWS = (
    Indicator("tiep_cong_dan", "Lượt tiếp công dân", "lượt"),
    Indicator("to_hoa_giai", "Tổ hòa giải", "tổ"),
    Indicator("muc_do_hai_long", "Mức độ hài lòng", "%"),
    Indicator("rieng_1", "Buổi nói chuyện", "buổi"),
)
SAID = (
    ("10", "100", "91", "1"), ("25", "101", "92", "3"), ("12", "102", "93", "2"),
    ("30", "103", "94", "5"), ("14", "104", "95", "4"), ("33", "105", "96", "7"),
)  # fmt: skip


@pytest.mark.parametrize(("issuer", "doubtful"), [(LANG_SON, ()), (QUANG_BINH, PERIODS[3:5])])
def test_each_of_five_periods_is_compared_with_the_same_one_a_year_before(
    issuer: Issuer, doubtful: tuple[Period, ...]
) -> None:
    def filled(report: Report, values: tuple[str, ...]) -> Report:
        rows = (replace(row, value=value, kept=False) for row, value in zip(ROWS, values, strict=True))
        previous = report.indicators or ROWS
        merged = tuple(replace(row, previous=old.previous) for row, old in zip(rows, previous, strict=True))
        return decode(encode(replace(report, indicators=merged)))

    report = filled(Report(kind="interim", period=PERIODS[0], issuer=issuer), SAID[0])
    for number, period in enumerate(PERIODS[1:], 1):
        draft = start_next(report).report
        assert draft.period == period
        expected = SAID[number - 2] if number > 1 else ("", "", "", "")
        assert tuple(row.previous for row in draft.indicators) == expected
        standing = ("", SAID[number - 1][1], "", "")
        assert tuple(row.value for row in draft.indicators) == standing, "what stands, to be confirmed"
        doubt = "before_merger" if period in doubtful else ""
        assert {row.doubt for row in draft.indicators} == {doubt}
        report = filled(draft, SAID[number])


def _last(**fields: object) -> Report:
    return Report(kind="interim", period=PERIODS[2], issuer=QUANG_BINH, **fields)  # type: ignore[arg-type]


def test_the_authority_and_post_of_the_signature_bear_the_names_of_today() -> None:
    signature = Signature("T/L TỈNH ỦY QUẢNG BÌNH", "TRƯỞNG BAN DÂN VẬN", "Trần Văn Hòa")
    made = start_next(_last(signature=signature)).report.signature
    assert made == Signature("T/L TỈNH ỦY QUẢNG TRỊ", "TRƯỞNG BAN TUYÊN GIÁO VÀ DÂN VẬN", "Trần Văn Hòa")


def test_recipients_are_renewed_in_name_and_period() -> None:
    lines = ("Ban Dân vận Trung ương (để b/c)", "Các xã (theo dõi 6 tháng đầu năm 2025)", "Lưu Văn phòng")
    assert start_next(_last(recipients=lines)).report.recipients == (
        "Ban Tuyên giáo và Dân vận Trung ương (để b/c)",
        "Các xã (theo dõi năm 2025)",
        "Lưu Văn phòng",
    )


def test_causes_are_renewed_and_what_is_tied_to_its_day_is_left_behind() -> None:
    cause = "Trong 6 tháng đầu năm 2025, cán bộ còn thiếu.\nNgày 05/3/2024, Ban họp muộn."
    item = Item("h", text="Việc nắm tình hình còn chậm.", cause=cause)
    draft = start_next(_last(sections=(Section("l", "limitations", "Hạn chế", (item,)),)))
    assert draft.report.sections[0].items[0].cause == "Trong năm 2025, cán bộ còn thiếu."
    assert "Ngày 05/3/2024, Ban họp muộn." in [left.text for left in draft.left_behind]


def test_whom_the_last_report_went_to_is_not_said_of_the_next() -> None:
    assert start_next(_last(answers=(Answer("o1", "Tỉnh ủy"),))).report.answers is None
