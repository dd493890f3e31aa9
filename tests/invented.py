"""A small invented report, and offices, for tests that need some but not the sample of the product."""

from __future__ import annotations

from datetime import date

from danvan_desktop.domain.office import Office
from danvan_desktop.domain.report import Indicator, Issuer, Item, Period, Report, Run, Section, Signature

ISSUER = Issuer("ĐẢNG BỘ TỈNH LÂM SƠN", "ĐẢNG ỦY XÃ SUỐI HOA", "ĐU", "Suối Hoa")
OFFICE = Office(kind="commune_party", issuer=ISSUER, recipients=("Lưu Văn phòng.",))


def report(year: int = 2026, note: str = "Nhân dân đồng thuận.") -> Report:
    """Three sections, emphasis, a figure, a table; `note` is in the first section."""
    return Report(
        kind="interim",
        period=Period("first_half", year),
        issuer=ISSUER,
        number=12,
        date=date(year, 7, 9),
        subject=f"kết quả công tác dân vận 6 tháng đầu năm {year}",
        sections=(
            Section("mo-dau", "opening", items=(Item("i1", text=note),)),
            Section(
                "ket-qua",
                "results",
                "KẾT QUẢ ĐẠT ĐƯỢC",
                items=(
                    Item(
                        "i2",
                        text="Tổ chức 14 cuộc đối thoại.",
                        more=("Đoạn hai.",),
                        runs=(
                            Run("Tổ chức "),
                            Run("14", bold=True, figure="doi_thoai"),
                            Run(" cuộc đối thoại.\nĐoạn hai."),
                        ),
                    ),
                    Item("i3", "table", rows=(("Thôn", "Hộ"), ("Hoa Sơn", "120"))),
                ),
                sections=(Section("con", "strengths", "Ưu điểm", items=(Item("i4", text="Sát cơ sở."),)),),
            ),
            Section("nhiem-vu", "tasks", "NHIỆM VỤ", items=(Item("i5", "task", "Đổi mới nội dung."),)),
        ),
        indicators=(Indicator("doi_thoai", "Số cuộc đối thoại", "cuộc", "14", "12"),),
        signature=Signature("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Người Ký"),
        recipients=("Ban Tuyên giáo và Dân vận Tỉnh ủy,", "Lưu Văn phòng."),
    )
