"""The reports chains begin with: the demo, a province's of 2024, and the two public accounts retold."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import msgspec

from danvan_desktop.domain.report import Issuer, Item, Period, Report, Section, Signature
from danvan_desktop.domain.report_json import decode, encode
from danvan_desktop.layout.sample import sample_report

CHAIN = tuple(
    period for year in (2024, 2025, 2026) for period in (Period("first_half", year), Period("year", year))
)
CENTRE_RETOLD = Path(__file__).parents[1] / "whole_job" / "so_ket_2021.toml"
PROVINCE_RETOLD = Path(__file__).parent / "so_ket_2021_tinh.toml"
SIGNERS = ("Trần Văn Hòa", "Trần Văn Hòa", "Lê Minh Tâm", "Lê Minh Tâm", "Lê Minh Tâm", "Võ Thị Lan")


def province_2024() -> Report:
    """A report of the first half of 2024, as a ban dân vận of a province now merged wrote them."""

    def paragraphs(prefix: str, *texts: str) -> tuple[Item, ...]:
        return tuple(Item(id=f"{prefix}{n}", text=text) for n, text in enumerate(texts))

    return Report(
        kind="interim",
        period=CHAIN[0],
        profile="party_hd36_2018",
        number=57,
        date=date(2024, 6, 20),
        issuer=Issuer("TỈNH ỦY QUẢNG BÌNH", "BAN DÂN VẬN", "BDVTU", "Đồng Hới"),
        subject="sơ kết công tác dân vận 6 tháng đầu năm, phương hướng, nhiệm vụ 6 tháng cuối năm 2024",
        signature=Signature("", "TRƯỞNG BAN", SIGNERS[0]),
        recipients=("Ban Dân vận Trung ương (để b/c)", "Thường trực Tỉnh ủy (để b/c)", "Lưu Văn phòng"),
        sections=(
            Section(
                id="opening",
                role="opening",
                items=paragraphs(
                    "o",
                    "Thực hiện Chương trình công tác năm 2024 và Kết luận số 43-KL/TW, ngày 07/01/2019 "
                    "của Bộ Chính trị, Ban Dân vận Tỉnh ủy báo cáo kết quả công tác dân vận "
                    "6 tháng đầu năm 2024 như sau:",
                ),
            ),
            Section(
                id="context",
                role="context",
                heading="Đặc điểm, tình hình",
                items=paragraphs(
                    "c",
                    "Năm 2024 là năm tăng tốc thực hiện nghị quyết đại hội đảng nhiệm kỳ 2020 - 2025. "
                    "Nhân dân các huyện miền núi còn khó khăn. Tình hình tôn giáo ổn định.",
                    "Các đảng bộ tập trung thực hiện nhiệm vụ nhiệm kỳ 2020 - 2025; HĐND các cấp nhiệm kỳ "
                    "2021 - 2026 đổi mới tiếp xúc cử tri. Mặt trận các cấp nhiệm kỳ 2019 - 2024 giám sát "
                    "thường xuyên.",
                    "Phong trào “Dân vận khéo” giai đoạn 2021 - 2025 được hưởng ứng rộng khắp.",
                ),
            ),
            Section(
                id="results",
                role="results",
                heading="Kết quả công tác dân vận 6 tháng đầu năm",
                items=paragraphs(
                    "r",
                    "Trong 6 tháng đầu năm 2024, Ban tham mưu ban hành 25 văn bản, tăng 4 văn bản so với "
                    "6 tháng đầu năm 2023. Ngày 15/3/2024, Ban tổ chức hội nghị giao ban.",
                    "Huyện ủy Lệ Thủy tổ chức 14 cuộc đối thoại. Ban Tuyên giáo Tỉnh ủy tuyên truyền.",
                    "Đồng chí Trần Văn Hòa, Trưởng Ban, chủ trì 12 hội nghị.",
                ),
            ),
            Section(id="limits", role="limitations", heading="Hạn chế"),
            Section(
                id="tasks",
                role="tasks",
                heading="Nhiệm vụ 6 tháng cuối năm 2024",
                items=(
                    *paragraphs("l", "Trong 6 tháng cuối năm 2024, Ban tập trung:"),
                    Item(id="t1", type="task", text="tham mưu tổng kết 15 năm phong trào “Dân vận khéo”."),
                    Item(
                        id="t2", type="task", text="hoàn thành khảo sát thị trấn Kiến Giang trước 30/9/2024."
                    ),
                ),
            ),
        ),
    )


def commune_2024() -> Report:
    """The sample as if it had been written two years before, its own dates moved back with it."""
    back = encode(sample_report()).decode()
    for year in (2025, 2026, 2027):
        back = back.replace(str(year), str(year - 2))
    return msgspec.structs.replace(decode(back.encode()), profile="party_hd36_2018")


def centre_2021() -> Report:
    """The half-year report at the centre as retold for the driven window, all of it before the merger."""
    return _retold(CENTRE_RETOLD)


def centre_2024() -> Report:
    """The same as if written for 2024, so that its chain crosses the merger."""
    return _three_years_on(centre_2021())


def province_2021() -> Report:
    """The half-year report of a province, retold from the other public account."""
    return _retold(PROVINCE_RETOLD)


def province_retold_2024() -> Report:
    """The same as if written for 2024."""
    return _three_years_on(province_2021())


def _three_years_on(report: Report) -> Report:
    """The report written three years later: its period and what it says of its years, but no citation's."""
    told = encode(report).decode()
    for year in (2021, 2020):
        told = re.sub(rf"(năm |năm dân vận ){year}", rf"\g<1>{year + 3}", told, flags=re.IGNORECASE)
    return msgspec.structs.replace(decode(told.encode()), period=CHAIN[0])


def _retold(file: Path) -> Report:
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    office, limits = told["office"], told.get("limitation", [])
    bases = tuple(Item(id=f"b{n}", text=text) for n, text in enumerate(told["opening"]["bases"]))
    fields = tuple(
        Section(id=f"f{n}", role="results", heading=f["heading"], items=(Item(id=f"f{n}i", text=f["text"]),))
        for n, f in enumerate(told["field"])
    )
    tasks = tuple(
        Item(id=f"t{n}", type="task", text=task["text"][0], more=tuple(task["text"][1:]))
        for n, task in enumerate(told["task"])
    )
    opening = Section(id="bases", role="opening", items=bases)
    lines = told["context"]["text"].strip().split("\n")
    return Report(
        kind="interim",
        period=Period("first_half", 2021),
        profile="party_hd36_2018",
        issuer=Issuer(office["parent"], office["name"], office["code"], office["place"]),
        subject="sơ kết công tác dân vận 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2021",
        signature=Signature(office["authority"], office["post"], SIGNERS[0]),
        recipients=tuple(office["recipients"]),
        sections=(
            Section("o", "opening", "", (Item(id="o1", text=told["opening"]["text"]),), (opening,)),
            Section(
                "c", "context", "Tình hình", tuple(Item(id=f"c{n}", text=t) for n, t in enumerate(lines))
            ),
            Section("r", "results", "Kết quả 6 tháng đầu năm 2021", (), fields),
            Section(
                "h",
                "limitations",
                "Hạn chế",
                tuple(Item(id=f"h{n}", text=x["text"], cause=x["cause"]) for n, x in enumerate(limits)),
            ),
            Section("t", "tasks", "Nhiệm vụ 6 tháng cuối năm 2021", tasks),
        ),
    )
