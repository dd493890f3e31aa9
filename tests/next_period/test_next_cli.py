"""`danvan next` and `danvan check`, as their commands run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner

from danvan_desktop.cli.frame import Setup
from danvan_desktop.cli.next import check_command, next_command
from danvan_desktop.domain.office import Office
from danvan_desktop.domain.regroup import UnitChange
from danvan_desktop.domain.report import Issuer, Item, Report, Section, Signature
from danvan_desktop.domain.report_json import decode, encode
from danvan_desktop.errors import UserError
from danvan_desktop.layout.sample import sample_report
from danvan_desktop.services.library import open_library
from danvan_desktop.services.unit_changes import save_unit_changes


def _run(command: Any, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(command, arguments, standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return result.return_value, result.output


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "bao_cao.json"
    file.write_bytes(encode(sample_report()))
    return file


def test_next_writes_the_draft_and_says_what_waits(source: Path, tmp_path: Path) -> None:
    output = tmp_path / "ky_sau.json"
    code, printed = _run(next_command, str(source), "-o", str(output), "--json")
    report = decode(output.read_bytes())
    told = json.loads(printed)
    assert code == 0
    assert told["period"] == {"kind": "year", "year": 2026}
    assert told["promises"] == len(report.promises) == 6
    assert told["unconfirmed"] > 20
    assert [left["reason"] for left in told["left_behind"]] == ["time"]
    assert (report.kind, report.number, report.date) == ("annual", None, None)


def test_next_in_words_names_the_period_and_what_was_left(source: Path, tmp_path: Path) -> None:
    _, printed = _run(next_command, str(source), "-o", str(tmp_path / "n.json"))
    assert printed.startswith("Đã lập dự thảo báo cáo năm 2026:")
    assert "quý III năm 2026" in printed


def test_the_second_half_and_earlier_reports(source: Path, tmp_path: Path) -> None:
    sample = sample_report()
    older = tmp_path / "cu.json"
    period = msgspec.structs.replace(sample.period, kind="second_half", year=2025)
    older.write_bytes(encode(msgspec.structs.replace(sample, period=period)))
    output = tmp_path / "n.json"
    _run(next_command, str(source), "-o", str(output), "--second-half", "--earlier", str(older))
    report = decode(output.read_bytes())
    assert report.period.kind == "second_half"
    assert report.indicators[0].previous == sample.indicators[0].value


def test_check_lists_findings_as_the_contract_has_them(source: Path, tmp_path: Path) -> None:
    assert _run(check_command, str(source), "--json") == (0, "[]\n")
    assert _run(check_command, str(source)) == (0, "Không thấy chỗ nào sót của kỳ trước.\n")
    sample = sample_report()
    stale = Item(id="stale", text="Trong năm 2025, xã tiếp 182 lượt công dân.")
    results = next(s for s in sample.sections if s.role == "results")
    changed = msgspec.structs.replace(results, items=(*results.items, stale))
    report: Report = msgspec.structs.replace(
        sample, sections=tuple(changed if s.id == results.id else s for s in sample.sections)
    )
    source.write_bytes(encode(report))
    code, printed = _run(check_command, str(source), "--json")
    finding = json.loads(printed)[0]
    assert code == 1
    assert set(finding) >= {"code", "severity", "where", "required", "found", "advice"}
    assert finding["where"] == {"section": results.id, "item": "stale", "text": stale.text}
    assert (finding["code"], finding["found"]) == ("leftover.year", "năm 2025")
    assert "“năm 2025”" in _run(check_command, str(source))[1]


def test_a_draft_checked_beside_its_source_finds_the_carried_sentences(source: Path, tmp_path: Path) -> None:
    output = tmp_path / "n.json"
    _run(next_command, str(source), "-o", str(output))
    code, printed = _run(check_command, str(output), "--previous", str(source), "--json")
    codes = {finding["code"] for finding in json.loads(printed)}
    assert code == 1
    assert codes == {"leftover.sentence", "promise.unreported", "basis.period"}


def test_a_file_that_is_no_report_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UserError):
        _run(next_command, str(tmp_path / "x.json"), "-o", str(tmp_path / "n.json"))
    assert not (tmp_path / "n.json").exists()


def test_the_office_s_table_of_merged_units_is_asked_for_former_names(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    save_unit_changes(folder, [UnitChange("Trường Tiểu học Hạ Khê", ("Trường Tiểu học Phú Lộc",))])
    item = Item("x", text="Trường Tiểu học Phú Lộc quyên góp được 30 bộ sách cho học sinh nghèo.")
    section = Section("s", "results", "Kết quả", (item,))
    report = msgspec.structs.replace(sample_report(), sections=(section,), promises=())
    file = tmp_path / "r.json"
    file.write_bytes(encode(report))
    setup = Setup(lambda _: 0)
    result = CliRunner().invoke(
        check_command, [str(file), "--json", "--data-dir", str(folder)], obj=setup, standalone_mode=False
    )
    assert "leftover.body" in [finding["code"] for finding in json.loads(result.output)]
    assert "Trường Tiểu học Hạ Khê" in result.output


def _next_of_office(
    source: Path, folder: Path, *arguments: str, offices: tuple[Office, ...] = ()
) -> tuple[Report, str]:
    """The draft and what was said of it, with a data folder that keeps these offices."""
    library = open_library(folder)
    for office in offices:
        library.drafts.add_office(office)
    library.close()
    output = source.with_name("ky_sau.json")
    result = CliRunner().invoke(
        next_command,
        [str(source), "-o", str(output), "--data-dir", str(folder), *arguments],
        obj=Setup(lambda _: 0),
        standalone_mode=False,
    )
    if result.exception is not None:
        raise result.exception
    return decode(output.read_bytes()), result.output


def _kept(issuer: Issuer, *signers: str) -> Office:
    signatures = tuple(Signature("T/M ĐẢNG ỦY", "BÍ THƯ", name) for name in signers)
    return Office(kind="commune_party", issuer=issuer, signers=signatures)


def test_the_kept_office_with_the_old_letterhead_gives_letterhead_and_signer_of_today(
    source: Path, tmp_path: Path
) -> None:
    issuer = sample_report().issuer
    moved = msgspec.structs.replace(issuer, name=issuer.name.lower(), place="Nơi mới")
    other = _kept(msgspec.structs.replace(issuer, name="ĐẢNG ỦY XÃ KHÁC"), "Người Khác")
    office = _kept(moved, "Hồ Thị Mới")
    report, said = _next_of_office(source, tmp_path / "data", offices=(other, office))
    assert report.issuer == moved
    assert report.signature.name == "Hồ Thị Mới"
    assert f"Người ký đổi từ {sample_report().signature.name} sang Hồ Thị Mới" in said


def test_a_signer_who_still_signs_goes_over_though_not_the_first_of_the_office(
    source: Path, tmp_path: Path
) -> None:
    last = sample_report()
    office = _kept(last.issuer, "Hồ Thị Mới", last.signature.name)
    report, said = _next_of_office(source, tmp_path / "data", offices=(office,))
    assert report.signature.name == last.signature.name
    assert f"Người ký: {last.signature.name}, hiện có trong danh sách" in said


def test_an_office_asked_for_by_name_is_taken_whatever_the_old_letterhead(
    source: Path, tmp_path: Path
) -> None:
    issuer = Issuer("ĐẢNG BỘ TỈNH X", "ĐẢNG ỦY XÃ BÌNH KHÊ", "ĐU", "Bình Khê")
    offices = (_kept(sample_report().issuer, "Người Cũ"), _kept(issuer, "Hồ Thị Mới"))
    for name in ("Đảng ủy xã Bình Khê", "binh khe"):
        report, _ = _next_of_office(source, tmp_path / name, "--office", name, offices=offices)
        assert (report.issuer, report.signature.name) == (issuer, "Hồ Thị Mới")
    with pytest.raises(UserError, match="Không có cơ quan nào tên “Hưng Tân”") as unknown:
        _next_of_office(source, tmp_path / "unknown", "--office", "Hưng Tân", offices=offices)
    assert "Đảng ủy xã Bình Khê" in str(unknown.value)
    with pytest.raises(UserError, match="nhiều cơ quan"):
        _next_of_office(source, tmp_path / "several", "--office", "xã", offices=offices)


def test_a_signer_nobody_vouches_for_is_said(source: Path, tmp_path: Path) -> None:
    report, said = _next_of_office(source, tmp_path / "data")
    assert report.signature == sample_report().signature
    assert f"vẫn ghi người ký cũ là {report.signature.name}; hãy xem lại" in said
    told = json.loads(_next_of_office(source, tmp_path / "data", "--json")[1])
    assert (told["office"], told["signer"]["last"]) == (None, report.signature.name)
    with pytest.raises(UserError, match="chưa có cơ quan nào"):
        _next_of_office(source, tmp_path / "data", "--office", "Bình Khê")


def test_a_folder_without_a_database_gets_none_from_asking(source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    arguments = [str(source), "-o", str(tmp_path / "n.json"), "--data-dir", str(folder)]
    CliRunner().invoke(next_command, arguments, obj=Setup(lambda _: 0), catch_exceptions=False)
    assert list(folder.iterdir()) == []
