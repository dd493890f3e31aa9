"""Safety from the command line: backups, restoring, the doctor, the hand-over, one writer."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

from cli_terminal import Terminal
from invented import report

from danvan_desktop.domain import report_json
from danvan_desktop.services.data_place import move_data
from danvan_desktop.services.library import open_library
from danvan_desktop.services.opening import close, open_or_recover
from danvan_desktop.services.session import places_behind, set_second_place


def test_backup_restore_and_doctor(danvan: Terminal, file: Path, tmp_path: Path) -> None:
    danvan("import", str(file))
    code, out, _ = danvan("backup", "--to", str(tmp_path / "USB"), "--json")
    made = Path(json.loads(out)["path"])
    assert code == 0
    assert made.parent == tmp_path / "USB"
    danvan("import", str(file))
    code, out, _ = danvan("restore", str(made), "--json")
    assert code == 0
    assert Path(json.loads(out)["kept"]).exists()
    assert len(json.loads(danvan("list", "--json")[1])) == 1
    assert danvan("doctor", "--json") == (0, "[]\n", "")


def test_restore_without_a_file_takes_the_newest_that_is_no_safety_copy(danvan: Terminal, file: Path) -> None:
    danvan("import", str(file))
    danvan("backup")
    danvan("import", str(file))
    for _ in range(2):
        assert danvan("restore")[0] == 0
        assert len(json.loads(danvan("list", "--json")[1])) == 1


def test_the_doctor_says_what_it_found(danvan: Terminal, file: Path) -> None:
    danvan("import", str(file))
    danvan("backup")
    database = danvan.data_dir / "danvan.db"
    database.write_bytes(database.read_bytes().replace("Sát cơ sở.".encode(), "Rát cơ sở.".encode()))
    code, out, _ = danvan("doctor", "--check")
    assert (code, "chưa sửa" in out) == (1, True)
    code, out, _ = danvan("show", "1")
    assert code == 2
    code, out, _ = danvan("doctor", "--json")
    assert code == 1
    (finding,) = json.loads(out)
    assert finding["kind"] == "damage"
    assert "KẾT QUẢ ĐẠT ĐƯỢC" in finding["text"]
    assert danvan("doctor")[0] == 0
    assert report_json.decode(danvan("show", "1", "--json")[1].encode()) == report()


def test_the_doctor_names_an_outline_file_of_no_use(danvan: Terminal, file: Path) -> None:
    danvan("import", str(file))
    folder = danvan.data_dir / "de_cuong"
    folder.mkdir()
    (folder / "hong.toml").write_text("= [", "utf-8")
    code, out, _ = danvan("doctor", "--json")
    assert code == 1
    (finding,) = json.loads(out)
    assert finding["kind"] == "outline"
    assert "“hong.toml”" in finding["text"]


def test_commands_that_write_wait_for_no_window_and_those_that_read_work_beside_it(
    danvan: Terminal, file: Path, tmp_path: Path
) -> None:
    danvan("import", str(file))
    window = open_or_recover(danvan.data_dir)
    danvan("backup")
    for arguments in (["import", str(file)], ["restore"], ["doctor"]):
        code, _, err = danvan(*arguments)
        assert (code, "đang mở trong một cửa sổ" in err) == (2, True), arguments
    for arguments in (
        ["list"],
        ["show", "1"],
        ["backup"],
        ["doctor", "--check"],
        ["handover", str(tmp_path)],
    ):
        assert danvan(*arguments)[0] == 0, arguments
    close(window)
    assert danvan("import", str(file))[0] == 0


def test_the_handover_names_its_folder_and_what_is_not_whole(
    danvan: Terminal, file: Path, tmp_path: Path
) -> None:
    danvan("import", str(file))
    code, out, _ = danvan("handover", str(tmp_path / "USB"), "--json")
    made = json.loads(out)
    assert (code, made["reports"], made["problems"]) == (0, 1, [])
    assert Path(made["folder"]).parent == tmp_path / "USB"
    database = danvan.data_dir / "danvan.db"
    database.write_bytes(database.read_bytes().replace("Sát cơ sở.".encode(), "Rát cơ sở.".encode()))
    code, out, err = danvan("handover", str(tmp_path / "USB"))
    assert (code, "gồm 0 báo cáo" in out) == (1, True)
    assert err.startswith("Báo cáo số 1 ")


def test_every_command_follows_data_that_were_moved(danvan: Terminal, file: Path, tmp_path: Path) -> None:
    danvan("import", str(file))
    move_data(danvan.data_dir, tmp_path / "nơi mới")
    danvan("import", str(file))
    assert len(json.loads(danvan("list", "--json")[1])) == 2
    danvan("backup")
    assert len(list((tmp_path / "nơi mới" / "backups").iterdir())) == 1
    assert not (danvan.data_dir / "backups").exists()


def test_the_second_place_of_the_window_is_served_and_watched_by_the_commands(
    danvan: Terminal, file: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "USB"
    stick.mkdir()
    danvan("import", str(file))
    opened = open_or_recover(danvan.data_dir)
    assert opened.library is not None
    set_second_place(opened.library, stick)
    close(opened)
    for old in stick.iterdir():
        old.unlink()
    code, out, _ = danvan("backup", "--json")
    assert code == 0
    assert [Path(path).parent for path in json.loads(out)["all"]][1:] == [stick]
    assert danvan("doctor", "--json") == (0, "[]\n", "")
    for copy in stick.iterdir():
        copy.unlink()
    later = date.today() + timedelta(days=1)
    library = open_library(danvan.data_dir, read_only=True)
    try:
        (sentence,) = places_behind(library, later)
    finally:
        library.close()
    assert str(stick) in sentence
