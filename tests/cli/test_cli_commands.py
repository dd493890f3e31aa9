"""The commands as other programs rely on them: output, exit codes, one sentence for bad input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from cli_terminal import Terminal
from invented import report

from danvan_desktop import __main__, __version__
from danvan_desktop.cli import main as cli
from danvan_desktop.domain import report_json
from danvan_desktop.domain.report import Period, Promise
from danvan_desktop.errors import UserError
from danvan_desktop.services.crash_log import LOG_NAME

ROOT = Path(__file__).parents[2]


def _one_sentence(err: str) -> None:
    assert len(err.strip().splitlines()) == 1
    assert "Traceback" not in err


def test_without_a_command_the_window_opens_on_the_data_folder(danvan: Terminal) -> None:
    assert danvan()[0] == 0
    assert danvan.bare()[0] == 0
    assert danvan.windows == [danvan.data_dir, None]


def test_a_command_opens_no_window(danvan: Terminal) -> None:
    danvan("list")
    assert danvan.windows == []


def test_an_imported_report_is_listed_and_shown(danvan: Terminal, file: Path) -> None:
    code, out, _ = danvan("import", str(file), "--json")
    assert code == 0
    (imported,) = json.loads(out)
    assert imported["file"] == str(file)
    code, out, _ = danvan("list", "--json")
    assert code == 0
    (listed,) = json.loads(out)
    updated = listed.pop("updated_at")
    assert len(updated) == len("2026-07-09T08:30:00+07:00")
    assert listed.pop("progress") == pytest.approx(0.9, abs=0.1)
    assert listed == {
        "id": imported["id"],
        "office": "ĐẢNG ỦY XÃ SUỐI HOA",
        "kind": "interim",
        "period": {"kind": "first_half", "year": 2026},
        "subject": report().subject,
        "number": 12,
        "status": "issued",
        "archived": True,
        "due": None,
    }
    code, out, _ = danvan("show", str(imported["id"]), "--json")
    assert code == 0
    assert report_json.decode(out.encode()) == report()


def test_for_people_lists_and_reports_are_plain_lines(danvan: Terminal, file: Path) -> None:
    assert danvan("list") == (0, "Chưa có báo cáo nào.\n", "")
    danvan("import", str(file))
    _, out, _ = danvan("list")
    assert out.startswith("   1 · 6 tháng đầu năm 2026 · ĐẢNG ỦY XÃ SUỐI HOA · lưu trữ · ")
    code, out, _ = danvan("show", "1")
    assert code == 0
    assert out.startswith("ĐẢNG ỦY XÃ SUỐI HOA\nBÁO CÁO SƠ KẾT\nkết quả công tác dân vận")
    assert "KẾT QUẢ ĐẠT ĐƯỢC\n  Tổ chức 14 cuộc đối thoại.\n  Đoạn hai.\n  Thôn\tHộ\n" in out
    assert "- Số cuộc đối thoại: 14 cuộc" in out


def test_an_empty_list_is_an_array(danvan: Terminal) -> None:
    assert danvan("list", "--json") == (0, "[]\n", "")


def test_the_data_folder_may_stand_after_the_command(danvan: Terminal, file: Path) -> None:
    assert danvan.bare("import", str(file), "--data-dir", str(danvan.data_dir))[0] == 0
    assert len(json.loads(danvan("list", "--json")[1])) == 1
    assert json.loads(danvan.bare("list", "--json", "--data-dir", str(danvan.data_dir / "khác"))[1]) == []


def test_some_bad_files_are_a_partial_result(danvan: Terminal, file: Path, tmp_path: Path) -> None:
    bad = tmp_path / "hỏng.json"
    bad.write_text("{")
    code, out, err = danvan("import", str(bad), str(file), "--json")
    assert code == 1
    assert [set(outcome) for outcome in json.loads(out)] == [{"file", "error"}, {"file", "id"}]
    _one_sentence(err)
    assert danvan("import", str(bad))[0] == 2
    assert len(json.loads(danvan("list", "--json")[1])) == 1


def test_export_writes_word_and_pdf(danvan: Terminal, file: Path, tmp_path: Path) -> None:
    docx, pdf = tmp_path / "ra.docx", tmp_path / "ra.pdf"
    code, out, err = danvan(
        "export", str(file), "-o", str(docx), "--profile", "party_hd36_2018", "--pdf", str(pdf)
    )
    assert (code, err) == (0, "")
    assert str(docx) in out
    assert docx.read_bytes()[:2] == b"PK"
    assert pdf.read_bytes()[:5] == b"%PDF-"
    assert not danvan.data_dir.exists(), "export needs no data folder"


@pytest.mark.parametrize(
    ("output", "pdf"),
    [("x.txt", None), ("x", None), ("x.docx", "không đuôi"), ("x.docx", "x.docx.zip"), ("x.pdf", "y.pdf")],
)
def test_a_name_that_says_something_else_is_refused(
    danvan: Terminal, file: Path, tmp_path: Path, output: str, pdf: str | None
) -> None:
    before = set(tmp_path.iterdir())
    more = ["--pdf", str(tmp_path / pdf)] if pdf else []
    code, _, err = danvan("export", str(file), "-o", str(tmp_path / output), *more)
    assert code == 2
    _one_sentence(err)
    assert "đuôi" in err
    assert set(tmp_path.iterdir()) == before


def test_endings_in_capitals_are_endings(danvan: Terminal, file: Path, tmp_path: Path) -> None:
    assert danvan("export", str(file), "-o", str(tmp_path / "RA.DOCX"))[0] == 0


def test_export_writes_the_draft_the_archive_and_no_names_when_asked(
    danvan: Terminal, tmp_path: Path
) -> None:
    import zipfile

    import msgspec

    from danvan_desktop.domain.report import Marks
    from danvan_desktop.domain.report_json import encode
    from danvan_desktop.layout.sample import sample_report

    source, docx, pdf = (tmp_path / name for name in ("m.json", "m.docx", "m.pdf"))
    source.write_bytes(encode(msgspec.structs.replace(sample_report(), marks=Marks(draft=4))))

    def part(name: str) -> str:
        with zipfile.ZipFile(docx) as package:
            return package.read(name).decode()

    assert danvan("export", str(source), "-o", str(docx))[0] == 0
    assert "Dự thảo lần 4" not in part("word/document.xml")
    assert "creator" in part("docProps/core.xml")
    options = ("--draft", "--quiet", "--pdf", str(pdf), "--pdfa")
    assert danvan("export", str(source), "-o", str(docx), *options)[0] == 0
    assert "Dự thảo lần 4" in part("word/document.xml")
    assert "creator" not in part("docProps/core.xml")
    assert b"pdfaid:part" in pdf.read_bytes()
    pdf.unlink()
    code, _, err = danvan("export", str(source), "-o", str(tmp_path / "none.docx"), "--pdfa")
    assert (code, err) == (2, "--pdfa cần có --pdf. Hãy nêu thêm --pdf OUT.pdf.\n")
    assert not (tmp_path / "none.docx").exists()


def test_export_without_a_renderer_is_a_partial_result(
    danvan: Terminal, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object, **__: object) -> bytes:
        raise UserError("Không dựng được trang.")

    monkeypatch.setattr("danvan_desktop.services.exporting.pdf_bytes", none)
    code, _, err = danvan(
        "export", str(file), "-o", str(tmp_path / "a.docx"), "--pdf", str(tmp_path / "a.pdf")
    )
    assert (code, err) == (1, "Không dựng được trang.\n")
    assert (tmp_path / "a.docx").exists()
    assert not (tmp_path / "a.pdf").exists()


def _bad(name: str, tmp_path: Path) -> list[str]:
    good, out = tmp_path / "báo cáo.json", tmp_path / "ra.docx"
    broken, newer, folder = tmp_path / "hỏng.json", tmp_path / "mới.json", tmp_path / "thư mục.docx"
    broken.write_text('{"schema": 1, "kind": "weekly"}')
    newer.write_text('{"schema": 2, "kind": "interim"}')
    folder.mkdir()
    return {
        "no file": ["export", str(tmp_path / "không có.json"), "-o", str(out)],
        "a folder for a file": ["export", str(folder), "-o", str(out)],
        "malformed": ["export", str(broken), "-o", str(out)],
        "newer": ["export", str(newer), "-o", str(out)],
        "unknown profile": ["export", str(good), "-o", str(out), "--profile", "không_có"],
        "folder as target": ["export", str(good), "-o", str(folder)],
        "target in no folder": ["export", str(good), "-o", str(tmp_path / "không có" / "ra.docx")],
        "no target": ["export", str(good)],
        "unknown command": ["xuất"],
        "unknown option": ["list", "--nhanh"],
        "option without value": ["export", str(good), "-o"],
        "no such report": ["show", "99"],
        "not a number": ["show", "chín"],
        "too many words": ["schema", "thừa"],
        "no backup yet": ["restore"],
        "nothing to back up": ["backup"],
        "nothing to examine": ["doctor"],
        "nothing to hand over": ["handover", str(tmp_path)],
        "not a backup": ["restore", str(good)],
        "demo into a file": ["demo", str(good)],
        "a device for a file": ["export", "/dev/zero", "-o", str(out)],
        "a device to import": ["import", "/dev/zero"],
        "a device to compare": ["compare", "/dev/zero", str(good), "-o", str(out)],
    }[name]


@pytest.mark.parametrize(
    "name",
    [
        "no file", "a folder for a file", "malformed", "newer", "unknown profile", "folder as target",
        "target in no folder", "no target", "unknown command", "unknown option", "option without value",
        "no such report", "not a number", "too many words", "no backup yet", "nothing to back up",
        "nothing to examine", "nothing to hand over", "not a backup", "demo into a file",
        "a device for a file", "a device to import", "a device to compare",
    ],
)  # fmt: skip
def test_bad_input_is_one_sentence_and_writes_nothing(
    danvan: Terminal, file: Path, tmp_path: Path, name: str
) -> None:
    arguments = _bad(name, tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    code, out, err = danvan(*arguments)
    assert code == 2, out + err
    _one_sentence(err)
    assert not err.isascii(), "in Vietnamese"
    assert out == ""
    data = danvan.data_dir
    after = {
        path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and data not in path.parents
    }
    assert after == before


def test_our_own_bug_is_one_line_and_a_log_without_words_of_the_report(
    danvan: Terminal, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    danvan("import", str(file))

    def broken(*_: object) -> object:
        raise KeyError("Nhân dân đồng thuận.")

    monkeypatch.setattr("danvan_desktop.store.drafts.Drafts.load", broken)
    code, out, err = danvan("show", "1")
    assert (code, out) == (3, "")
    _one_sentence(err)
    log = danvan.data_dir / LOG_NAME
    assert str(log) in err
    written = log.read_text(encoding="utf-8")
    assert "KeyError" in written
    assert "broken" in written
    assert "Nhân dân" not in written + err


def test_schema_and_version(danvan: Terminal) -> None:
    assert "Report" in json.loads(danvan("schema")[1])["$defs"]
    assert danvan("--version") == (0, f"{__version__}\n", "")


def test_help_is_all_in_vietnamese(danvan: Terminal) -> None:
    code, out, _ = danvan("--help")
    assert code == 0
    pages = out + "".join(danvan(name, "--help")[1] for name in cli.danvan.commands)
    assert "Cách dùng: danvan [TÙY CHỌN] [LỆNH]" in out
    assert "self-test" not in pages
    for english in ("Usage", "Options", "Commands", "OPTIONS", "Show this", "required"):
        assert english not in pages


def test_the_demo_names_its_files(danvan: Terminal, tmp_path: Path) -> None:
    code, out, _ = danvan("demo", str(tmp_path / "mẫu"))
    assert code == 0
    named = {Path(line) for line in out.splitlines()}
    assert named == set((tmp_path / "mẫu").iterdir())
    assert {path.suffix for path in named} == {".docx", ".json", ".pdf", ".png"}


def test_the_demo_in_every_profile(danvan: Terminal, tmp_path: Path) -> None:
    code, _, _ = danvan("demo", str(tmp_path / "nđ30"), "--profile", "state_nd30_2020")
    assert code == 0
    (data,) = (tmp_path / "nđ30").glob("*.json")
    assert report_json.decode(data.read_bytes()).profile == "state_nd30_2020"


def test_the_self_test_says_ok_there_and_in_a_file(danvan: Terminal, tmp_path: Path) -> None:
    result = tmp_path / "kết quả.txt"
    assert danvan(f"--self-test={result}") == (0, "OK\n", "")
    assert result.read_text(encoding="utf-8") == "OK\n"
    assert danvan("--self-test")[0] == 0


def test_a_self_test_that_fails_says_so(
    danvan: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacking() -> None:
        raise FileNotFoundError("resources")

    monkeypatch.setattr("danvan_desktop.services.demo.self_test", lacking)
    code, out, _ = danvan("--self-test", str(tmp_path / "kq.txt"))
    assert code == 3
    assert out.startswith("FileNotFoundError")
    assert (tmp_path / "kq.txt").read_text(encoding="utf-8") == out


def test_without_a_screen_the_window_is_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(UserError, match="Không có màn hình"):
        __main__.start_window(None)


def _process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    kept = {
        name: value for name, value in os.environ.items() if name not in ("PYTHONIOENCODING", "PYTHONUTF8")
    }
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=kept | environment,
    )


def test_an_old_code_page_does_not_stop_a_command(danvan: Terminal, file: Path) -> None:
    danvan("import", str(file))
    shown = _process(
        "-m", "danvan_desktop", "show", "1", "--data-dir", str(danvan.data_dir), PYTHONIOENCODING="cp1252"
    )
    assert shown.returncode == 0
    assert "ĐẢNG ỦY XÃ SUỐI HOA" in shown.stdout.decode()


def test_bad_input_of_a_real_process_is_code_2_on_stderr(tmp_path: Path) -> None:
    refused = _process("-m", "danvan_desktop", "show", "1", "--data-dir", str(tmp_path))
    assert (refused.returncode, refused.stdout) == (2, b"")
    assert refused.stderr.decode().startswith("Không có báo cáo số 1")


WITHOUT_QT = """
import sys
from danvan_desktop.cli import main as cli
for arguments in {commands}:
    assert cli.run(arguments, lambda data_dir: 3) == 0, arguments
loaded = [name for name in sys.modules if name.startswith(("PySide6", "shiboken6"))]
sys.exit(f"loaded {{loaded}}" if loaded else 0)
"""


def test_no_command_loads_qt(file: Path, tmp_path: Path) -> None:
    data, out = ["--data-dir", str(tmp_path / "d")], str(tmp_path / "ra.docx")
    commands = [
        ["import", str(file), *data], ["list", *data], ["show", "1", *data], ["schema"],
        ["backup", *data], ["doctor", *data], ["restore", *data],
        ["export", str(file), "-o", out, "--pdf", str(tmp_path / "ra.pdf")], ["demo", str(tmp_path / "mẫu")],
        ["compare", str(file), str(file), "-o", str(tmp_path / "so sánh.docx")], ["check", str(file)],
        ["next", str(file), "-o", str(tmp_path / "sau.json")], ["handover", str(tmp_path / "bg"), *data],
    ]  # fmt: skip
    named = {command[0] for command in commands}
    assert named == set(cli.danvan.commands), "a command is missing from this proof"
    done = _process("-c", WITHOUT_QT.format(commands=commands))
    assert done.returncode == 0, done.stderr.decode()


def test_export_says_in_one_line_what_is_open_and_succeeds(danvan: Terminal, tmp_path: Path) -> None:
    source, docx = tmp_path / "a.json", tmp_path / "a.docx"
    promise = Promise("t1", "Tổ chức đối thoại.", Period("first_half", 2025))
    source.write_bytes(report_json.encode(msgspec.structs.replace(report(), promises=(promise,))))
    code, _, err = danvan("export", str(source), "-o", str(docx))
    assert code == 0
    assert len(err.splitlines()) == 1
    assert "1 nhiệm vụ kỳ trước chưa báo cáo" in err
