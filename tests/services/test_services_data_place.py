"""Data folders that other programs write to are noticed, and moving away from them loses nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented import report

from danvan_desktop.errors import UserError
from danvan_desktop.services import data_place, single_writer
from danvan_desktop.services.backup import back_up, backups, backups_folder
from danvan_desktop.services.data_place import (
    current_place,
    move_data,
    on_network,
    place_warning,
    synchronised_by,
)
from danvan_desktop.services.library import open_library

MOUNTS = r"""/dev/sda1 / ext4 rw 0 0
tmpfs /tmp tmpfs rw 0 0
server:/data /home/lan/chung nfs4 rw 0 0
//may-chu/phong /mnt/ph\303\262ng\040ban cifs rw 0 0
lan@may:/ /home/lan/xa fuse.sshfs rw 0 0
/dev/sdb1 /home/lan/chung/usb vfat rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/Users/lan/OneDrive/BaoCao", "onedrive"),
        ("/Users/lan/OneDrive - Văn phòng Tỉnh ủy/BaoCao", "onedrive"),
        ("/home/lan/Google Drive/BaoCao", "google_drive"),
        ("/home/lan/GoogleDrive-lan@gmail.com/BaoCao", "google_drive"),
        ("/mnt/g/My Drive/BaoCao", "google_drive"),
        ("/home/lan/Dropbox/x", "dropbox"),
        ("/home/lan/Dropbox (Cá nhân)/x", "dropbox"),
        ("/Users/lan/iCloudDrive/x", "icloud"),
        ("/home/lan/Tài liệu/BaoCao", None),
        ("/home/lan/OneDriver/x", None),
        ("/home/lan/BaoCao dropbox cũ/x", None),
    ],
)
def test_a_synchronised_folder_is_known_by_its_name(path: str, kind: str | None) -> None:
    assert synchronised_by(Path(path), {}) == kind


def test_a_synchronised_folder_is_known_by_the_settings_and_marks_of_its_program(tmp_path: Path) -> None:
    place = tmp_path / "đám mây" / "BaoCao"
    place.mkdir(parents=True)
    assert synchronised_by(place, {}) is None
    assert synchronised_by(place, {"OneDriveCommercial": str(tmp_path / "đám mây")}) == "onedrive"
    (tmp_path / "đám mây" / ".tmp.drivedownload").mkdir()
    assert synchronised_by(place, {}) == "google_drive"
    (tmp_path / "đám mây" / ".dropbox").touch()
    assert synchronised_by(place, {}) == "dropbox"


@pytest.mark.parametrize(
    ("path", "network"),
    [
        ("/home/lan/chung/bc", True),
        ("/home/lan/chung", True),
        ("/home/lan/chung/usb/bc", False),
        ("/home/lan/chung2", False),
        ("/home/lan/xa/bc", True),
        ("/home/lan", False),
        ("\\\\may-chu\\phong\\bc", True),
    ],
)
def test_a_network_share_is_known_by_its_mount_or_its_path(path: str, network: bool) -> None:
    assert on_network(Path(path), MOUNTS) == network


def test_the_warning_names_the_service_and_says_what_to_do(tmp_path: Path) -> None:
    warning = place_warning(tmp_path / "OneDrive" / "bc")
    assert warning is not None
    assert (warning.kind, "OneDrive" in warning.message) == ("onedrive", True)
    assert "chuyển dữ liệu" in warning.advice
    assert place_warning(tmp_path / "bc") is None


@pytest.fixture
def old(tmp_path: Path) -> Path:
    library = open_library(tmp_path / "OneDrive" / "dữ liệu")
    library.drafts.create(report(), None)
    library.close()
    back_up(library.data_dir)
    (library.data_dir / "mau" / "riêng.docx").parent.mkdir()
    (library.data_dir / "mau" / "riêng.docx").write_bytes(b"mau")
    return library.data_dir


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_moved_data_are_used_from_the_new_place_and_stay_in_the_old(old: Path, tmp_path: Path) -> None:
    before, new = _files(old), tmp_path / "Tài liệu" / "dữ liệu"
    assert move_data(old, new) == new
    kept = _files(old)
    assert {name: data for name, data in kept.items() if name in before} == before
    library = open_library(old)
    assert library.data_dir == new
    assert library.drafts.load(1) == report()
    library.drafts.save(1, report(note="sau khi chuyển"))
    library.close()
    assert (new / "mau" / "riêng.docx").read_bytes() == b"mau"
    assert len(backups(backups_folder(new))) == 1
    assert _files(old)["danvan.db"] == before["danvan.db"]


def test_data_may_be_moved_on(old: Path, tmp_path: Path) -> None:
    move_data(old, tmp_path / "hai")
    move_data(tmp_path / "hai", tmp_path / "ba")
    assert current_place(old) == tmp_path / "ba"


def test_a_new_place_that_is_gone_is_a_sentence_and_no_empty_beginning(old: Path, tmp_path: Path) -> None:
    new = move_data(old, tmp_path / "USB")
    new.rename(tmp_path / "USB rút ra")
    with pytest.raises(UserError, match="hiện không thấy ở đó"):
        open_library(old)
    (tmp_path / "USB rút ra").rename(new)
    open_library(old).close()


def test_data_are_not_moved_onto_others_or_into_themselves(old: Path, tmp_path: Path) -> None:
    other = open_library(tmp_path / "khác")
    other.close()
    for new in (old, old / "trong", tmp_path / "khác"):
        with pytest.raises(UserError, match="Không chuyển được"):
            move_data(old, new)
    assert current_place(old) == old


def test_data_in_use_are_not_moved(old: Path, tmp_path: Path) -> None:
    lock = single_writer.claimed(old)
    with pytest.raises(UserError, match="đang mở"):
        move_data(old, tmp_path / "mới")
    lock.release()
    assert not (tmp_path / "mới").exists()


def test_a_move_that_fails_leaves_all_as_it_was(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _files(old)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(data_place, "copy_database", full)
    with pytest.raises(UserError, match="vẫn ở chỗ cũ"):
        move_data(old, tmp_path / "mới")
    assert not (tmp_path / "mới").exists()
    assert {name: data for name, data in _files(old).items() if name != single_writer.LOCK_NAME} == before
    assert current_place(old) == old


def test_a_folder_is_not_moved_when_a_copied_file_differs(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lossy(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:-1])

    monkeypatch.setattr(data_place.shutil, "copy2", lossy)
    with pytest.raises(UserError, match="vẫn ở chỗ cũ"):
        move_data(old, tmp_path / "mới")
    assert current_place(old) == old
