"""The calendar, the table of units and own outlines: in backups and the bundle, never lost to damage."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from invented import report

from danvan_desktop.domain.regroup import UnitChange
from danvan_desktop.errors import UserError
from danvan_desktop.layout.sample import sample_report
from danvan_desktop.services import backup as backup_module
from danvan_desktop.services.backup import back_up, backups_folder, restore, thin
from danvan_desktop.services.calendar import OfficeCalendar, read_calendar, save_calendar
from danvan_desktop.services.doctor import restored_finding
from danvan_desktop.services.handover import README_NAME, write_handover
from danvan_desktop.services.library import Library, open_library
from danvan_desktop.services.office_files import archive_of
from danvan_desktop.services.own_outlines import outlines_folder
from danvan_desktop.services.templates import outline_from, own_outlines, save_outline
from danvan_desktop.services.unit_changes import read_unit_changes, save_unit_changes
from danvan_desktop.services.unreadable import unreadable

NOW = datetime(2026, 7, 9, 17, 5, 3)
UNITS = (UnitChange("Phường Bình Thủy", ("Xã A", "Xã B")),)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_library(tmp_path / "dữ liệu")
    opened.drafts.create(report(), None)
    save_calendar(opened.data_dir, OfficeCalendar((), (NOW.date(),)))
    save_unit_changes(opened.data_dir, UNITS)
    outlines_folder(opened.data_dir).mkdir()
    own = outline_from(sample_report(), "Đề cương xã", ())
    save_outline(own, outlines_folder(opened.data_dir) / "de_cuong_xa.toml")
    yield opened
    opened.close()


def _kept(data_dir: Path) -> tuple[object, object, list[str]]:
    usable = own_outlines(outlines_folder(data_dir)).usable
    return read_calendar(data_dir).days_off, read_unit_changes(data_dir), [one.name for one in usable]


ALL = ((NOW.date(),), UNITS, ["Đề cương xã"])


def test_what_an_office_set_comes_back_with_a_backup_in_another_folder(
    library: Library, tmp_path: Path
) -> None:
    made = back_up(library.data_dir, now=NOW)
    (tmp_path / "máy mới").mkdir()
    restore(tmp_path / "máy mới", made.path)
    assert _kept(tmp_path / "máy mới") == ALL


def test_what_was_set_since_is_in_the_backup_made_before_restoring(library: Library) -> None:
    made = back_up(library.data_dir, now=NOW)
    save_calendar(library.data_dir, OfficeCalendar(()))
    kept = restore(library.data_dir, made.path, library.drafts.database)
    assert _kept(library.data_dir) == ALL
    assert isinstance(kept, backup_module.Backup)
    restore(library.data_dir, kept.path, library.drafts.database)
    assert _kept(library.data_dir) == ((), *ALL[1:])


def test_a_repair_after_damage_writes_over_nothing_that_stands(library: Library) -> None:
    made = back_up(library.data_dir, now=NOW)
    save_calendar(library.data_dir, OfficeCalendar(()))
    (library.data_dir / "sap_xep_don_vi.json").unlink()
    library.close()
    library.drafts.database.path.unlink()
    restored_finding(library.data_dir, made.path)
    assert _kept(library.data_dir) == ((), *ALL[1:])


def test_a_ruined_archive_changes_nothing(library: Library) -> None:
    made = back_up(library.data_dir, now=NOW)
    archive_of(made.path).write_bytes(archive_of(made.path).read_bytes()[:-40])
    library.drafts.create(report(2026), None)
    with pytest.raises(UserError, match=r"danvan-20260709-170503-manual\.zip"):
        restore(library.data_dir, made.path, library.drafts.database)
    assert len(library.drafts.summaries()) == 2


@pytest.mark.parametrize("name", ["../lich_bao_cao.json", "danvan.db", "de_cuong/../../x.toml"])
def test_an_archive_writes_only_what_an_office_keeps(library: Library, tmp_path: Path, name: str) -> None:
    made = back_up(library.data_dir, now=NOW)
    with zipfile.ZipFile(archive_of(made.path), "w") as archive:
        archive.writestr(name, b"x")
    (tmp_path / "a" / "b").mkdir(parents=True)
    restore(tmp_path / "a" / "b", made.path)
    assert not list(tmp_path.rglob("x.toml"))
    assert not list((tmp_path / "a").rglob("lich_bao_cao.json"))


def test_the_archive_is_thinned_away_with_its_backup_and_none_is_left_of_one_that_failed(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = backups_folder(library.data_dir)
    for _ in range(13):
        back_up(library.data_dir, "restore", now=NOW)
    thin(folder)
    stems = {path.suffix: {one.stem for one in folder.glob(f"*{path.suffix}")} for path in folder.iterdir()}
    assert stems[".zip"] == stems[".db"]

    def fail(*_: object) -> None:
        raise OSError

    before = set(folder.iterdir())
    monkeypatch.setattr(backup_module, "copy_database", fail)
    with pytest.raises(UserError):
        back_up(library.data_dir, now=NOW)
    assert set(folder.iterdir()) == before


def test_the_bundle_has_them_and_says_so(library: Library, tmp_path: Path) -> None:
    made = write_handover(library, tmp_path / "USB", now=NOW)
    names = sorted(path.name for path in (made.folder / "lich-va-de-cuong").iterdir())
    assert names == ["de_cuong_xa.toml", "lich_bao_cao.json", "sap_xep_don_vi.json"]
    assert "lich-va-de-cuong" in (made.folder / README_NAME).read_text("utf-8-sig")


@pytest.mark.parametrize("name", ["lich_bao_cao.json", "sap_xep_don_vi.json"])
def test_a_file_that_cannot_be_read_is_named_and_kept_aside_before_it_is_written_over(
    library: Library, name: str
) -> None:
    file = library.data_dir / name
    ruined = file.read_bytes()[:-9]
    file.write_bytes(ruined)
    (told,) = unreadable(library.data_dir)
    assert name in told
    save_calendar(library.data_dir, OfficeCalendar(()))
    save_unit_changes(library.data_dir, ())
    (aside,) = library.data_dir.glob("*-hong-*.json")
    assert aside.read_bytes() == ruined
    assert unreadable(library.data_dir) == ()
    assert aside.name.startswith(file.stem)
