"""Chains of six periods, scanned as exported: no stale year or half, no former signer, no body now gone."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest

from danvan_desktop.checks.decide import decide
from danvan_desktop.checks.report_checks import check_report
from danvan_desktop.domain.edits import walk
from danvan_desktop.domain.office import Office
from danvan_desktop.domain.period import last_day, period_text
from danvan_desktop.domain.promises import put_where_it_belongs, set_outcome
from danvan_desktop.domain.report import Issuer, Item, Period, Report, Section, Signature
from danvan_desktop.domain.report_json import decode, encode
from danvan_desktop.layout import blocks
from danvan_desktop.layout.compose import compose
from danvan_desktop.layout.profile import default_profile
from danvan_desktop.layout.sample import sample_report
from danvan_desktop.services.next_period import start_next

CHAIN = tuple(
    period for year in (2024, 2025, 2026) for period in (Period("first_half", year), Period("year", year))
)
CENTRE_RETOLD = Path(__file__).parents[1] / "whole_job" / "so_ket_2021.toml"
PROVINCE_RETOLD = Path(__file__).parent / "so_ket_2021_tinh.toml"
SIGNERS = ("Trần Văn Hòa", "Trần Văn Hòa", "Lê Minh Tâm", "Lê Minh Tâm", "Lê Minh Tâm", "Võ Thị Lan")
GONE = re.compile(r"huyện|thị trấn|thị xã|ban dân vận(?! tỉnh ủy x)|quảng bình|thị ủy", re.IGNORECASE)


def _province_2024() -> Report:
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


def _commune_2024() -> Report:
    """The sample as if it had been written two years before, its own dates moved back with it."""
    back = encode(sample_report()).decode()
    for year in (2025, 2026, 2027):
        back = back.replace(str(year), str(year - 2))
    return decode(back.encode())


def _centre_2021() -> Report:
    """The half-year report at the centre as retold for the driven window, all of it before the merger."""
    return _retold(CENTRE_RETOLD)


def _centre_2024() -> Report:
    """The same as if written for 2024, so that its chain crosses the merger."""
    return _three_years_on(_centre_2021())


def _province_2021() -> Report:
    """The half-year report of a province, retold from the other public account."""
    return _retold(PROVINCE_RETOLD)


def _province_retold_2024() -> Report:
    """The same as if written for 2024."""
    return _three_years_on(_province_2021())


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


def _words(report: Report) -> str:
    """All text of the document as composed for export."""
    rules = default_profile("party", report.date or last_day(report.period))
    found: list[str] = []

    def visit(value: object) -> None:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, tuple | list):
            for inner in value:
                visit(inner)
        elif isinstance(value, blocks.Paragraph | blocks.Task):
            lines = (value.spans,) if isinstance(value, blocks.Paragraph) else value.paragraphs
            found.extend("".join(span.text for span in spans) for spans in lines)
        elif isinstance(value, msgspec.Struct):
            for name in value.__struct_fields__:
                visit(getattr(value, name))

    visit(compose(report, rules).blocks)
    return "\n".join(found)


def _clerk(report: Report, signer: str) -> Report:
    """Answers every finding by one key: the words offered where there are some, else the sentence goes.

    Sentences only carried over are kept. Every promise is told, and two new tasks are set.
    """
    report = msgspec.structs.replace(report, signature=Signature("", report.signature.post, signer))
    for promise in report.promises:
        report = put_where_it_belongs(
            set_outcome(report, promise.id, "done", "Đã hoàn thành nhiệm vụ được giao."), promise.id
        )
    for _ in range(20):
        findings = [f for f in check_report(report) if f.code != "basis.period"]
        if not findings:
            break
        finding = findings[0]
        carried = finding.code in ("leftover.sentence", "leftover.figure")
        action = "keep" if carried else "edit" if finding.replacement else "delete"
        report = decide(report, finding, action)  # type: ignore[arg-type]
        for finding in findings:
            if finding.code in ("leftover.sentence", "leftover.figure"):
                report = decide(report, finding, "keep")
    year = report.period.year
    month = 6 if report.period.kind == "first_half" else 12
    task = Item(id=f"t{year}{month}", type="task", text="nắm chắc tình hình Nhân dân.")
    section = next(section for section, _ in walk(report.sections) if section.role == "tasks")
    filled = msgspec.structs.replace(section, items=(*section.items, task))
    return msgspec.structs.replace(
        report,
        date=date(year, month, 20),
        number=9,
        sections=tuple(filled if s.id == section.id else s for s in report.sections),
    )


def _stale(text: str, period: Period) -> Iterator[str]:
    """Lines that name a past year, unless it is right in any year, or a half in a year's report."""
    for line in text.split("\n"):
        bare = re.sub(r"(?:số )?\d+(?:/\d{4})?[-/][A-ZĐ][\w/-]*,? ngày [\d/]+[^.;]*", "", line)
        bare = re.sub(r"\d{4} ?[-–] ?\d{4}|(?:từ|trước|sau) ngày [\d/]+|thành lập từ ngày [\d/]+", "", bare)
        bare = re.sub(
            r"(?:so với|Kết quả) (?:cùng kỳ )?(?:6 tháng đầu )?năm (\d{4})", _unless_last(period), bare
        )
        for year in re.findall(r"(?<![\d.,])20\d\d(?![\d.,]\d)", bare):
            if int(year) < period.year:
                yield line
        if period.kind == "year" and re.search(
            rf"6 tháng (?:đầu|cuối) năm(?! {period.year + 1})", bare, re.I
        ):
            yield line


def _unless_last(period: Period) -> Callable[[re.Match[str]], str]:
    return lambda match: "" if int(match[1]) == period.year - 1 else match[0]


def _chain(first: Report) -> Iterator[Report]:
    report = first
    for signer in SIGNERS[1:]:
        report = start_next(report).report
        report = decode(encode(_clerk(report, signer)))
        yield report


@pytest.mark.parametrize(
    "first",
    [_province_2024, _commune_2024, _centre_2024, _province_retold_2024, _centre_2021, _province_2021],
    ids=["province", "commune", "centre", "province retold", "centre of 2021", "province of 2021"],
)
def test_six_periods_leave_nothing_stale_in_the_exported_text(first: Callable[[], Report]) -> None:
    for number, report in enumerate(_chain(first()), 1):
        text = _words(report)
        assert period_text(report.period) in text
        assert list(_stale(text, report.period)) == []
        gone = {name for name in SIGNERS[:number] if name != SIGNERS[number]}
        assert [name for name in gone if name in text] == []
        if last_day(report.period) >= date(2025, 7, 1):
            assert GONE.findall(text) == []
        assert [f.code for f in check_report(report) if f.code != "basis.period"] == []


@pytest.mark.parametrize("first", [_province_2024, _commune_2024, _centre_2024, _province_retold_2024])
def test_the_chains_run_from_the_first_half_of_2024_to_the_year_2026(first: Callable[[], Report]) -> None:
    report = first()
    assert (report.period, *(later.period for later in _chain(report))) == CHAIN
    *_, last = _chain(report)
    assert "BAN DÂN VẬN" not in last.issuer.name


def test_citations_keep_their_years_through_the_whole_chain() -> None:
    *_, last = _chain(_province_2024())
    text = _words(last)
    assert "Kết luận số 43-KL/TW, ngày 07/01/2019 của Bộ Chính trị" in text
    assert "năm 2019" not in text


def test_the_chain_across_the_first_of_july_2025() -> None:
    half = list(_chain(_province_2024()))[1]
    assert (half.issuer.parent, half.issuer.name) == ("TỈNH ỦY QUẢNG BÌNH", "BAN TUYÊN GIÁO VÀ DÂN VẬN")
    assert half.recipients[0] == "Ban Tuyên giáo và Dân vận Trung ương (để b/c)"
    with_district = msgspec.structs.replace(
        half,
        sections=tuple(
            msgspec.structs.replace(s, items=(*s.items, Item(id="d", text="UBND huyện Lệ Thủy hỗ trợ 9 hộ.")))
            if s.id == "results"
            else s
            for s in half.sections
        ),
    )
    assert check_report(with_district) == check_report(half)
    draft = start_next(with_district)
    assert draft.report.issuer.parent == "TỈNH ỦY QUẢNG TRỊ"
    assert "UBND huyện Lệ Thủy hỗ trợ 9 hộ." in [
        left.text for left in draft.left_behind if left.reason == "body"
    ]
    assert GONE.findall(_words(draft.report)) == []


def test_the_profile_of_the_new_period_is_the_one_in_force() -> None:
    periods = {report.period: report.profile for report in _chain(_province_2024())}
    assert tuple(periods) == CHAIN[1:]
    assert periods[Period("year", 2025)] == "party_hd36_2018"
    assert periods[Period("first_half", 2026)] == "party_hd05_2026"


def test_an_outlines_report_takes_the_outline_of_its_new_kind() -> None:
    report = start_next(sample_report()).report
    assert report.outline == "dang_uy_xa_nam"
    headings = {section.id: section.heading for section, _ in walk(report.sections)}
    assert headings["results.targets"] == "Kết quả thực hiện các chỉ tiêu năm 2026"
    assert report.subject == "Tổng kết công tác dân vận năm 2026, phương hướng, nhiệm vụ năm 2027"
    again = start_next(report).report
    assert again.outline == "dang_uy_xa_6_thang"
    assert {s.id: s.heading for s, _ in walk(again.sections)}[
        "results"
    ] == "Kết quả công tác dân vận 6 tháng đầu năm"


def test_the_offices_facts_of_today_win() -> None:
    office = Office(
        kind="commune_party",
        issuer=Issuer("ĐẢNG BỘ TỈNH TRƯỜNG LAM", "ĐẢNG ỦY XÃ PHÚ LỘC", "ĐU", "Phú Lộc"),
        signers=(Signature("T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Võ Thị Lan"),),
    )
    report = start_next(sample_report(), office=office).report
    assert (report.issuer.name, report.signature.name) == ("ĐẢNG ỦY XÃ PHÚ LỘC", "Võ Thị Lan")
    assert report.follows is not None
    assert report.follows.signers == (sample_report().signature.name,)
