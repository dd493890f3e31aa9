"""Files that go to signature: their layout rules, their names, and nothing half-written."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import msgspec
import pytest
from docx import Document
from invented import ISSUER, report

from danvan_desktop.domain.report import Period
from danvan_desktop.errors import UserError
from danvan_desktop.services.demo import self_test, write_demo
from danvan_desktop.services.exporting import docx_of, export_docx, export_pdf, suggested_name
from danvan_desktop.services.library import chosen_profile, read_report


def test_the_exported_file_opens_and_holds_the_words(tmp_path: Path) -> None:
    result = export_docx(report(), tmp_path / "ra.docx")
    assert result.profile.id == "party_hd05_2026"
    words = "\n".join(paragraph.text for paragraph in Document(str(result.docx)).paragraphs)
    for said in ("Nhân dân đồng thuận.", "cuộc đối thoại", "Đổi mới nội dung"):
        assert said in words


def test_an_unknown_profile_leaves_the_target_alone(tmp_path: Path) -> None:
    target = tmp_path / "ra.docx"
    target.write_text("cũ")
    with pytest.raises(UserError):
        export_docx(report(), target, "khong_co")
    assert target.read_text() == "cũ"
    assert [path.name for path in tmp_path.iterdir()] == ["ra.docx"]


def test_an_unwritable_target_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "thư mục.docx").mkdir()
    with pytest.raises(UserError):
        export_docx(report(), tmp_path / "thư mục.docx")
    with pytest.raises(UserError):
        export_docx(report(), tmp_path / "không có" / "ra.docx")
    assert list((tmp_path / "thư mục.docx").iterdir()) == []


def test_the_same_report_gives_the_same_document() -> None:
    rules = chosen_profile(report())
    bodies = [zipfile.ZipFile(io.BytesIO(docx_of(report(), rules))).read("word/document.xml") for _ in "12"]
    assert bodies[0] == bodies[1]


def test_the_pdf_of_a_file_we_wrote(tmp_path: Path) -> None:
    export_docx(report(), tmp_path / "ra.docx")
    export_pdf(tmp_path / "ra.docx", tmp_path / "ra.pdf")
    assert (tmp_path / "ra.pdf").read_bytes().startswith(b"%PDF-")


HALF, YEAR = Period("first_half", 2026), Period("year", 2025)
ANNUAL = "BC tong ket cong tac dan van nam 2025"


@pytest.mark.parametrize(
    ("kind", "period", "code", "name"),
    [
        ("interim", HALF, "BTGDVTU", "BC so ket cong tac dan van 6 thang dau nam 2026 - BTGDVTU.docx"),
        ("annual", YEAR, "ĐU", f"{ANNUAL} - DU.docx"),
        ("annual", YEAR, "", f"{ANNUAL}.docx"),
        ("annual", YEAR, 'A/B\\C:*?"<>|D\n', f"{ANNUAL} - A-B-C-D.docx"),
        ("annual", YEAR, "...", f"{ANNUAL}.docx"),
    ],
)
def test_file_names_are_plain_and_say_what_it_is(kind: str, period: Period, code: str, name: str) -> None:
    issuer = msgspec.structs.replace(ISSUER, code=code)
    made = msgspec.structs.replace(report(), kind=kind, period=period, issuer=issuer)
    assert suggested_name(made) == name


def test_a_file_name_is_never_too_long() -> None:
    issuer = msgspec.structs.replace(ISSUER, code="Ắ" * 300)
    name = suggested_name(msgspec.structs.replace(report(), issuer=issuer), ".json")
    assert len(name) == 120
    assert name.isascii()


def test_the_demo_is_written_whole(tmp_path: Path) -> None:
    files = write_demo(tmp_path / "mẫu")
    assert files.without_pages is None
    assert sorted({path.suffix for path in files.written}) == [".docx", ".json", ".pdf", ".png"]
    assert sorted(files.written) == sorted((tmp_path / "mẫu").iterdir())
    assert export_docx(read_report(files.written[1]), tmp_path / "lại.docx").docx.exists()


def test_the_demo_without_a_renderer_is_word_and_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> list[bytes]:
        raise UserError("Không dựng được trang.")

    monkeypatch.setattr("danvan_desktop.services.demo.page_pngs", none)
    files = write_demo(tmp_path)
    assert files.without_pages is not None
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".docx", ".json"]


def test_the_self_test_passes_and_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    self_test()
    monkeypatch.setattr("danvan_desktop.services.demo.read_report", lambda source: report())
    with pytest.raises(AssertionError):
        self_test()
