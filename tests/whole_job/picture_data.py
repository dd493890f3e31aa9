"""The invented offices and reports the pictures show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from danvan_desktop.domain import report_json
from danvan_desktop.domain.edits import update_item, walk
from danvan_desktop.domain.office import Office
from danvan_desktop.domain.regroup import UnitChange
from danvan_desktop.domain.report import Issuer, Period, Report, Role, Signature, UnitFigure
from danvan_desktop.layout.outline import new_report, outline
from danvan_desktop.layout.profile import profile
from danvan_desktop.layout.sample import sample_report
from danvan_desktop.services.comparing import compared_docx
from danvan_desktop.services.library import Library, open_library
from danvan_desktop.services.unit_changes import save_unit_changes

AT_JUNE = datetime(2026, 6, 9, 1, 30, tzinfo=UTC)
AT_DECEMBER = datetime(2026, 12, 1, 1, 30, tzinfo=UTC)
_FRONT = Issuer(
    parent="ỦY BAN MTTQ VIỆT NAM TỈNH TRƯỜNG LAM",
    name="ỦY BAN MTTQ VIỆT NAM XÃ PHÚ LỘC HẠ",
    code="MTTQ-BTT",
    place="Phú Lộc Hạ",
)


def settle(data: Path, fill: Callable[[Library], None]) -> None:
    """A data folder filled for a scene."""
    library = open_library(data)
    try:
        fill(library)
    finally:
        library.close()


def june(library: Library) -> None:
    """The commune's report of the first half of 2026, nearly done."""
    library.drafts.create(sample_report(), _party(library), date(2026, 6, 15))


def two_offices(library: Library) -> None:
    """What a clerk who writes for the Party committee and for the Front has on the home page."""
    party, front = _party(library), _front(library)
    drafts = library.drafts
    for years in (2, 1):
        drafts.create(_years_ago(sample_report(), years), party, status="issued")
    begun = new_report(outline("mttq_6_thang"), _front_office(), Period("first_half", 2026))
    drafts.create(begun, front, date(2026, 6, 12))
    drafts.create(_years_ago(_as_front(sample_report()), 1), front, status="issued")
    thrown = drafts.create(_years_ago(sample_report(), 3), party)
    drafts.create(sample_report(), party, date(2026, 6, 15), status="review")
    drafts.trash(thrown)


def archive(library: Library) -> None:
    """June 2026 issued, and the reports of the year before, from which December follows."""
    party = _party(library)
    for years in (2, 1, 0):
        library.drafts.create(_years_ago(sample_report(), years), party, status="issued")


def with_units(library: Library) -> None:
    """A year's report whose first figure is told by unit, with last year's added up after a merger."""
    report = sample_report()
    shares = (
        UnitFigure("Thôn An Phú", "3", "2"),
        UnitFigure("Thôn Đông Hà", "2", "2", regrouped=True),
        UnitFigure("Thôn Trung Tâm", "1", "1", regrouped=True, doubt="counted_twice"),
        UnitFigure("Thôn Vĩnh Sơn", "", "", regrouped=True, doubt="split"),
    )
    at = next(n for n, one in enumerate(report.indicators) if one.code == "doi_thoai")
    chosen = msgspec.structs.replace(report.indicators[at], units=shares)
    others = [one for one in report.indicators if one is not report.indicators[at]]
    library.drafts.create(
        msgspec.structs.replace(report, indicators=(chosen, *others)), _party(library), date(2026, 12, 15)
    )


def merged_units(data: Path) -> None:
    """The table of merged units, with one that went into two of today's."""
    save_unit_changes(
        data,
        (
            UnitChange("Thôn Đông Hà", ("Thôn Đông", "Thôn Hà"), "theo nghị quyết sắp xếp thôn"),
            UnitChange("Thôn Trung Tâm", ("Thôn Chợ", "Thôn Vĩnh Sơn"), "một phần"),
            UnitChange("Thôn Vĩnh Sơn Hạ", ("Thôn Vĩnh Sơn",), ""),
        ),
    )


def returned_file(target: Path) -> None:
    """The sample as the Secretary sent it back: marked changes in a paragraph and a task, another number."""
    report = sample_report()
    changed = msgspec.structs.replace(report, number=88, date=date(2026, 6, 19))
    changed = _worded(changed, "context", 0, "{} Đề nghị nêu rõ kết quả từng thôn.")
    changed = _worded(changed, "tasks", -1, "tập trung {}")
    rules = profile(report.profile)
    target.write_bytes(compared_docx(report, changed, rules, "Đỗ Thanh Vịnh", AT_JUNE))


def _worded(report: Report, role: Role, place: int, words: str) -> Report:
    """The report with other words about those of one item of the first section of a role that has any."""
    section = next(one for one, _ in walk(report.sections) if one.role == role and one.items)
    item = section.items[place]
    text = words.format(item.text)
    return update_item(
        report, section.id, item.id, lambda old: msgspec.structs.replace(old, text=text, runs=())
    )


def _party(library: Library) -> int:
    sample = sample_report()
    deputy = msgspec.structs.replace(sample.signature, post="PHÓ BÍ THƯ THƯỜNG TRỰC", name="Lê Thị Hòa")
    return library.drafts.add_office(
        Office(
            kind="commune_party",
            issuer=sample.issuer,
            signers=(sample.signature, deputy),
            recipients=sample.recipients,
        )
    )


def _front_office() -> Office:
    signer = Signature("TM. BAN THƯỜNG TRỰC", "CHỦ TỊCH", "Nguyễn Văn Thuận")
    recipients = ("Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh", "Thường trực Đảng ủy xã", "Lưu: VT")
    return Office(kind="front", family="front", issuer=_FRONT, signers=(signer,), recipients=recipients)


def _front(library: Library) -> int:
    return library.drafts.add_office(_front_office())


def _as_front(report: Report) -> Report:
    office = _front_office()
    return msgspec.structs.replace(
        report,
        subject=report.subject.replace("công tác dân vận", "công tác Mặt trận"),
        profile="front_hd91_2013",
        issuer=office.issuer,
        signature=office.signers[0],
        recipients=office.recipients,
    )


def _years_ago(report: Report, years: int) -> Report:
    """The report as of so many years before: every year in it set back."""
    text = report_json.encode(report).decode()
    for year in range(2020, 2032):
        text = text.replace(str(year), str(year - years))
    return report_json.decode(text.encode())
