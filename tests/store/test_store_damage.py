"""Bytes that change on the disk: noticed wherever they are, named, and mended from the newest good state."""

from __future__ import annotations

import random
import shutil
import sqlite3
from pathlib import Path

import msgspec
import pytest
from flipped import assert_whole, fill, flip
from invented import report

from danvan_desktop.errors import UserError
from danvan_desktop.services.doctor import examine
from danvan_desktop.services.library import open_library
from danvan_desktop.store.database import open_database
from danvan_desktop.store.drafts import Drafts
from danvan_desktop.store.healing import damaged_rows
from danvan_desktop.store.parts import DamagedSectionError
from danvan_desktop.store.sealed_tables import TABLES


def _flip_in(file: Path, text: str) -> None:
    """Change one letter in the only place of the file that holds `text`."""
    data = file.read_bytes()
    assert data.count(text.encode()) == 1
    flip(file, data.index(text.encode()))


def _reopened(file: Path) -> Drafts:
    return Drafts(open_database(file))


@pytest.fixture
def stored(db_file: Path) -> Path:
    """A database with one report and nothing else that holds its words."""
    drafts = _reopened(db_file)
    drafts.create(report(), None)
    drafts.database.close()
    return db_file


def test_a_flipped_letter_in_a_section_is_named_by_its_heading(stored: Path) -> None:
    _flip_in(stored, "Sát cơ sở.")
    drafts = _reopened(stored)
    with pytest.raises(DamagedSectionError) as caught:
        drafts.load(1)
    assert (caught.value.report_id, caught.value.section_id) == (1, "ket-qua")
    assert "“KẾT QUẢ ĐẠT ĐƯỢC”" in caught.value.message
    drafts.database.close()


def test_a_section_without_a_heading_is_named_by_its_place(stored: Path) -> None:
    _flip_in(stored, "Nhân dân đồng thuận.")
    drafts = _reopened(stored)
    with pytest.raises(DamagedSectionError, match="Mục thứ 1"):
        drafts.load(1)
    drafts.database.close()


def test_a_flipped_digit_of_a_figure_is_named(stored: Path) -> None:
    _flip_in(stored, '"value":"14"')
    drafts = _reopened(stored)
    with pytest.raises(DamagedSectionError, match="Phần đầu và số liệu") as caught:
        drafts.load(1)
    assert caught.value.section_id == ""
    drafts.database.close()


def test_a_section_that_is_gone_is_named(stored: Path) -> None:
    drafts = _reopened(stored)
    with drafts.database.writing() as connection:
        connection.execute("DELETE FROM parts WHERE section = 'nhiem-vu'")
    with pytest.raises(DamagedSectionError) as caught:
        drafts.load(1)
    assert caught.value.section_id == "nhiem-vu"
    drafts.database.close()


def test_a_damaged_listing_shows_in_the_list_and_spares_the_text(stored: Path) -> None:
    drafts = _reopened(stored)
    with drafts.database.writing() as connection:
        connection.execute("UPDATE reports SET period_kind = 'fisrt_half', due = 'soon'")
    (listed,) = drafts.summaries()
    assert listed.damaged
    assert drafts.load(1) == report()
    drafts.save(1, report(note="mới"))
    assert drafts.summaries()[0].damaged, "saving must not vouch for columns it did not write"
    drafts.database.close()


def _everything(file: Path) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(file)
    try:
        return [row for table in TABLES for row in connection.execute(f"SELECT * FROM {table}")]
    finally:
        connection.close()


@pytest.fixture
def full_folder(tmp_path: Path) -> Path:
    """A data folder with rows in every table, and a backup of just that."""
    folder = tmp_path / "data"
    fill(folder)
    return folder


def _flips(size: int) -> list[int]:
    return random.Random(2026).sample(range(size), 150)


def test_no_flipped_byte_goes_unnoticed_and_all_are_mended(full_folder: Path, tmp_path: Path) -> None:
    """One byte at a time, anywhere in the file: either no row reads differently, or the doctor finds it.

    After the doctor, both reports are whole again.
    """
    file = full_folder / "danvan.db"
    sound, before = file.read_bytes(), _everything(file)
    noticed = 0
    for offset in _flips(len(sound)):
        shutil.rmtree(tmp_path / "try", ignore_errors=True)
        shutil.copytree(full_folder, tmp_path / "try")
        flipped = tmp_path / "try" / "danvan.db"
        flip(flipped, offset, 1 << offset % 8)
        try:
            changed = _everything(flipped) != before
        except (sqlite3.Error, UnicodeDecodeError):
            changed = True
        found = examine(flipped.parent)
        assert found or not changed, f"byte {offset} changed what is read and was not noticed"
        noticed += bool(found)
        assert_whole(flipped.parent)
        drafts = _reopened(flipped)
        with drafts.database.reading() as connection:
            assert {one.table for one in damaged_rows(connection)} <= {"discarded", "issued"}
        drafts.database.close()
    assert noticed > 20


@pytest.mark.parametrize("table", TABLES)
def test_a_damaged_row_of_each_table_is_found_and_mended(full_folder: Path, table: str) -> None:
    file = full_folder / "danvan.db"
    before = _everything(file)
    connection = sqlite3.connect(file)
    blob = {"settings": "value", "reports": "subject"}.get(table, "body")
    connection.execute(f"UPDATE {table} SET {blob} = {'?' if table == 'reports' else 'zeroblob(4)'}",
                       ("sai",) if table == "reports" else ())  # fmt: skip
    count = connection.total_changes
    connection.commit()
    connection.close()
    found = examine(full_folder)
    assert len(found) == count > 0
    assert examine(full_folder) == ()
    if table != "revisions":
        after = _everything(file)
        assert [row for row in before if row not in after] == []


def test_a_section_is_taken_from_the_newest_revision_rather_than_an_older_backup(full_folder: Path) -> None:
    library = open_library(full_folder)
    (report_id,) = [one.id for one in library.drafts.summaries() if one.period.year == 2026]
    newer = report(2026, note="Sau bản sao lưu.")
    library.drafts.save(report_id, newer)
    library.drafts.keep_revision(report_id, newer)
    with library.drafts.database.writing() as connection:
        connection.execute(
            "UPDATE parts SET body = zeroblob(9) WHERE report_id = ? AND section = 'mo-dau'", (report_id,)
        )
    library.close()
    (finding,) = examine(full_folder)
    assert "Mục thứ 1" in finding.text
    assert "đã lấy lại bản ghi lúc" in finding.text
    drafts = _reopened(full_folder / "danvan.db")
    assert drafts.load(report_id) == newer
    drafts.database.close()


def test_without_any_good_copy_what_reads_is_kept_and_the_rest_is_a_visible_gap(stored: Path) -> None:
    data = stored.read_bytes()
    flip(stored, data.index("Sát cơ sở.".encode()))
    drafts = _reopened(stored)
    with drafts.database.writing() as connection:
        connection.execute("UPDATE parts SET body = substr(body, 1, 30) WHERE section = 'nhiem-vu'")
    drafts.database.close()
    texts = [finding.text for finding in examine(stored.parent)]
    assert any("giữ phần còn đọc được" in text for text in texts)
    assert any("để trống chỗ này" in text for text in texts)
    drafts = _reopened(stored)
    loaded = drafts.load(1)
    assert loaded.sections[0] == report().sections[0]
    assert loaded.sections[1].sections[0].items[0].text == "Rát cơ sở."
    assert loaded.sections[2].items[0].text == "[mục này bị hỏng, cần điền lại]"
    drafts.database.close()


def test_looking_only_changes_nothing(stored: Path) -> None:
    _flip_in(stored, "Sát cơ sở.")
    before = stored.read_bytes()
    (finding,) = examine(stored.parent, repair=False)
    assert "chưa sửa" in finding.text
    assert stored.read_bytes() == before


def test_a_file_that_does_not_open_is_set_aside_and_the_backup_taken(full_folder: Path) -> None:
    file = full_folder / "danvan.db"
    file.write_bytes(b"ruined " * 5000)
    kinds = [finding.kind for finding in examine(full_folder)]
    assert kinds == ["broken", "aside", "restored"]
    (aside,) = full_folder.glob("danvan-hong-*.db")
    assert aside.read_bytes() == b"ruined " * 5000
    assert_whole(full_folder)


def test_what_is_newer_than_the_backup_is_saved_from_a_broken_file(full_folder: Path) -> None:
    library = open_library(full_folder)
    newer = msgspec.structs.replace(report(2026, note="Sau sao lưu."), number=99)
    (report_id,) = [one.id for one in library.drafts.summaries() if one.period.year == 2026]
    library.drafts.save(report_id, newer)
    added = library.drafts.create(report(2027), None)
    library.close()
    file = full_folder / "danvan.db"
    connection = sqlite3.connect(file)
    (page,) = connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = 'reports_office'"
    ).fetchone()
    connection.close()
    data = bytearray(file.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = bytes(4096)
    file.write_bytes(data)
    findings = examine(full_folder)
    assert [finding.kind for finding in findings] == ["broken", "aside", "restored", "salvaged", "salvaged"]
    drafts = _reopened(file)
    assert drafts.load(report_id) == newer
    assert drafts.load(added) == report(2027)
    assert examine(full_folder) == ()
    drafts.database.close()


def test_a_lost_database_comes_back_from_the_backup(full_folder: Path) -> None:
    (full_folder / "danvan.db").unlink()
    assert [finding.kind for finding in examine(full_folder)] == ["lost", "restored"]
    assert examine(full_folder) == ()


def test_a_locked_database_is_not_taken_for_a_broken_one(full_folder: Path) -> None:
    other = sqlite3.connect(full_folder / "danvan.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    for repair in (False, True):
        with pytest.raises(UserError, match="đang được một chương trình khác sử dụng"):
            examine(full_folder, repair)
    other.execute("ROLLBACK")
    other.close()
    assert not list(full_folder.glob("danvan-hong-*"))
    assert examine(full_folder) == ()


def test_no_data_at_all_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="chưa có dữ liệu"):
        examine(tmp_path)
