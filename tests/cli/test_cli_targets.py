"""No command writes over what it reads, nor two of its files in one place."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from cli_terminal import Terminal

from danvan_desktop.cli import main as cli
from danvan_desktop.files import same_place

SOURCE = "báo cáo.json"


def _symlink(source: Path) -> Path:
    link = source.with_name("lối tắt.json")
    link.symlink_to(source)
    return link


def _hard_link(source: Path) -> Path:
    link = source.with_name("tên khác.json")
    os.link(source, link)
    return link


def _through_a_linked_folder(source: Path) -> Path:
    folder = source.with_name("thư mục liên kết")
    folder.symlink_to(source.parent, target_is_directory=True)
    return folder / source.name


def _roundabout(source: Path) -> Path:
    (source.parent / "con").mkdir()
    return source.parent / "con" / ".." / source.name


WRITING: dict[str, Callable[[str, str], list[str]]] = {
    "export": lambda source, target: ["export", source, "-o", target],
    "export --pdf": lambda source, target: ["export", source, "-o", f"{source}.docx", "--pdf", target],
    "next": lambda source, target: ["next", source, "-o", target],
    "next --earlier": lambda source, target: [
        "next", str(Path(source).with_name("kỳ này.json")), "--earlier", source, "-o", target
    ],
    "compare A": lambda source, target: [
        "compare", source, str(Path(source).with_name("kỳ này.json")), "-o", target
    ],
    "compare B": lambda source, target: [
        "compare", str(Path(source).with_name("kỳ này.json")), source, "-o", target
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    "way", [lambda source: source, _symlink, _hard_link, _through_a_linked_folder, _roundabout]
)
@pytest.mark.parametrize("command", WRITING)
def test_a_command_never_writes_over_what_it_reads(
    danvan: Terminal, file: Path, command: str, way: Callable[[Path], Path]
) -> None:
    file.with_name("kỳ này.json").write_bytes(file.read_bytes())
    target = way(file)
    before = {path: path.read_bytes() for path in file.parent.iterdir() if path.is_file()}
    code, out, err = danvan(*WRITING[command](str(file), str(target)))
    assert (code, out) == (2, "")
    assert err == (
        f"“{target.name}” đã là một tệp khác của chính lệnh này: ghi vào đó thì tệp kia mất. "
        "Hãy đặt cho mỗi tệp một tên riêng.\n"
    )
    assert {path: path.read_bytes() for path in file.parent.iterdir() if path.is_file()} == before


def test_every_command_with_a_target_is_proved_here() -> None:
    with_target = {
        name
        for name, command in cli.danvan.commands.items()
        for option in command.params
        if isinstance(option, click.Option) and {"--output", "--pdf"} & set(option.opts)
    }
    assert with_target == {command.split()[0] for command in WRITING}


@pytest.mark.parametrize("pdf", ["ra.docx", "RA.docx", "con/../ra.docx"])
@pytest.mark.parametrize("there", [True, False])
def test_the_pdf_is_not_written_over_the_word_file(
    danvan: Terminal, file: Path, pdf: str, there: bool
) -> None:
    (file.parent / "con").mkdir()
    if there:
        (file.parent / "ra.docx").write_bytes(b"cu")
        pdf = pdf.replace("RA", "ra")  # on a disk that tells case apart it is another file
    before = sorted(file.parent.iterdir())
    code, _, err = danvan(
        "export", str(file), "-o", str(file.parent / "ra.docx"), "--pdf", str(file.parent / pdf)
    )
    assert code == 2
    assert "tên riêng" in err
    assert sorted(file.parent.iterdir()) == before


def test_a_backup_is_not_restored_over_itself(danvan: Terminal, file: Path) -> None:
    danvan("import", str(file))
    (database,) = danvan.data_dir.glob("*.db")
    code, _, err = danvan("restore", str(database))
    assert code == 2
    assert len(err.splitlines()) == 1
    assert len(danvan("list")[1].splitlines()) == 1


def test_a_name_composed_or_not_is_one_file(tmp_path: Path) -> None:
    composed, apart = (tmp_path / unicodedata.normalize(form, "số liệu.docx") for form in ("NFC", "NFD"))
    assert same_place(composed, apart)
    assert not same_place(composed, tmp_path / "so lieu.docx")


def test_files_of_one_name_in_two_folders_are_two(danvan: Terminal, file: Path) -> None:
    (file.parent / "con").mkdir()
    target = file.parent / "con" / file.name
    assert danvan("next", str(file), "-o", str(target))[0] == 0
    assert target.exists()
