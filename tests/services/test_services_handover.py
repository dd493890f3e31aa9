"""The hand-over bundle: every report in it, readable without the program, or nothing at all."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec
import openpyxl
import pytest
from docx import Document
from invented import OFFICE, report

from danvan_desktop.domain import report_json
from danvan_desktop.domain.report import Indicator
from danvan_desktop.errors import UserError
from danvan_desktop.services.figures_sheet import ReportFigures, figures_xlsx
from danvan_desktop.services.handover import (
    FIGURES_NAME,
    README_NAME,
    HandoverCancelledError,
    write_handover,
)
from danvan_desktop.services.issuing import correct, issue_report
from danvan_desktop.services.library import Library, open_library

NOW = datetime(2026, 11, 21, 9, 0)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_library(tmp_path / "dữ liệu")
    office_id = opened.drafts.add_office(OFFICE)
    for year in (2024, 2025, 2026):
        opened.drafts.create(report(year), office_id)
    opened.drafts.trash(1)
    yield opened
    opened.close()


def _names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_every_report_is_there_in_three_forms(library: Library, tmp_path: Path) -> None:
    made = write_handover(library, tmp_path / "USB", now=NOW)
    assert made.folder == tmp_path / "USB" / "Ban giao bao cao dan van 2026-11-21"
    assert (made.reports, made.problems) == (3, ())
    stem = "BC so ket cong tac dan van 6 thang dau nam"
    places = {2: "bao-cao/0002", 3: "bao-cao/0003", 1: "bao-cao-trong-thung-rac/0001"}
    expected = [
        f"{place} - {stem} {2023 + number} - DU{suffix}"
        for number, place in places.items()
        for suffix in (".docx", ".json", ".txt")
    ]
    assert _names(made.folder) == sorted([*expected, README_NAME, FIGURES_NAME])
    assert all(name.isascii() for name in expected), "any old zip program can pack them"


def test_the_forms_hold_the_report(library: Library, tmp_path: Path) -> None:
    folder = write_handover(library, tmp_path, now=NOW).folder / "bao-cao"
    (data,) = folder.glob("0003*.json")
    assert report_json.decode(data.read_bytes()) == report(2026)
    text = data.with_suffix(".txt").read_bytes().decode("utf-8-sig")
    assert text.startswith("BÁO CÁO SƠ KẾT · 6 tháng đầu năm 2026 · đang soạn\r\n")
    for words in ("Nhân dân đồng thuận.", "KẾT QUẢ ĐẠT ĐƯỢC", "Hoa Sơn\t120", "Sát cơ sở.", "Người Ký"):
        assert words in text
    document = "\n".join(one.text for one in Document(str(data.with_suffix(".docx"))).paragraphs)
    assert "Nhân dân đồng thuận." in document


def test_the_read_me_explains_in_notepad(library: Library, tmp_path: Path) -> None:
    data = (write_handover(library, tmp_path, now=NOW).folder / README_NAME).read_bytes()
    text = data.decode("utf-8-sig")
    assert data.startswith(b"\xef\xbb\xbf")
    assert "ĐỌC TÔI TRƯỚC" in text
    assert "gồm 3 báo cáo" in text
    assert "{" not in text
    assert "\r\n" in text


def _sheet(data: bytes, name: str) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [tuple(cell.value for cell in row) for row in book[name].iter_rows()]


def test_figures_are_numbers_in_excel_and_words_stay_words() -> None:
    figures = [
        Indicator("a", "Số cuộc", "cuộc", "1052", "998", ""),
        Indicator("b", "Tỷ lệ", "%", "97.5", "hơn 500", "05/08"),
    ]
    data = figures_xlsx([ReportFigures(7, msgspec.structs.replace(report(), indicators=tuple(figures)))])
    heading, first, second = _sheet(data, "Số liệu")
    assert heading[:3] == ("Báo cáo số", "Kỳ báo cáo", "Cơ quan")
    assert first == (
        7,
        "6 tháng đầu năm 2026",
        "ĐẢNG ỦY XÃ SUỐI HOA",
        "a",
        "Số cuộc",
        "cuộc",
        1052,
        998,
        None,
    )
    assert second[6:] == (97.5, "hơn 500", "05/08")
    listed = _sheet(data, "Danh mục báo cáo")[1]
    assert listed[:4] == (7, "6 tháng đầu năm 2026", "ĐẢNG ỦY XÃ SUỐI HOA", 12)
    assert listed[4] == datetime(2026, 7, 9)


def test_no_text_becomes_a_formula_and_none_stops_the_file() -> None:
    hostile = Indicator("c", '=HYPERLINK("x")', "\x01\ud800+1", "=1+1", "@SUM(A1)", "x" * 40_000)
    data = figures_xlsx([ReportFigures(1, msgspec.structs.replace(report(), indicators=(hostile,)))])
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for row in book["Số liệu"].iter_rows(min_row=2) for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert '=HYPERLINK("x")' in [cell.value for cell in cells]


def test_an_issued_version_that_was_corrected_since_is_there_too(library: Library, tmp_path: Path) -> None:
    issue_report(library, 3, tmp_path / "BC.docx")
    correct(library, 3)
    library.drafts.save(3, report(note="Đã đính chính."))
    folder = write_handover(library, tmp_path, now=NOW).folder / "bao-cao"
    (frozen,) = folder.glob("0003*ban hanh lan 1.json")
    assert report_json.decode(frozen.read_bytes()).sections == report().sections
    (today,) = folder.glob("0003*DU.json")
    assert "Đã đính chính." in today.read_text(encoding="utf-8")


def test_a_damaged_report_is_named_and_the_others_are_written(library: Library, tmp_path: Path) -> None:
    with library.drafts.database.writing() as connection:
        connection.execute("UPDATE parts SET body = x'00' WHERE report_id = 2 AND section = 'mo-dau'")
    made = write_handover(library, tmp_path, now=NOW)
    assert made.reports == 2
    (problem,) = made.problems
    assert problem.startswith("Báo cáo số 2 “kết quả công tác dân vận 6 tháng đầu năm 2025”:")
    assert problem in (made.folder / README_NAME).read_text(encoding="utf-8-sig")
    assert not list((made.folder / "bao-cao").glob("0002*"))


def test_progress_is_told_and_a_stop_leaves_nothing(library: Library, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    write_handover(library, tmp_path / "a", lambda done, total: told.append((done, total)), now=NOW)
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    place = tmp_path / "b"
    asked = iter([False, True])
    with pytest.raises(HandoverCancelledError):
        write_handover(library, place, cancelled=lambda: next(asked), now=NOW)
    assert list(place.iterdir()) == []


def test_a_place_that_cannot_be_written_is_a_sentence(library: Library, tmp_path: Path) -> None:
    (tmp_path / "tệp").touch()
    with pytest.raises(UserError, match="Chưa ghi được bộ bàn giao"):
        write_handover(library, tmp_path / "tệp", now=NOW)


def test_a_second_bundle_of_the_day_stands_beside_the_first(library: Library, tmp_path: Path) -> None:
    first = write_handover(library, tmp_path, now=NOW)
    second = write_handover(library, tmp_path, now=NOW)
    assert second.folder.name == f"{first.folder.name} (2)"
    assert len(_names(first.folder)) == len(_names(second.folder))
